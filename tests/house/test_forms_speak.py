"""What is read out of a form: no two controls have one name, and a wrong group of radios says that it is wrong."""

from collections import Counter

import pytest

from tests.page import CONTROLS


def _words(element):
    return " ".join("".join(element.itertext()).split())


def spoken_names(form):
    """Each control's label, with the legends of the groups it stands in."""
    labels = {label.get("for"): _words(label) for label in form.iter("label")}
    names = []

    def read(element, groups):
        if element.tag == "fieldset":
            legend = next((one for one in element if one.tag == "legend"), None)
            groups = [*groups, _words(legend)] if legend is not None else groups
        if element.tag in CONTROLS and element.get("type") not in {"hidden", "submit"}:
            group = tuple(groups) if element.get("type") in {"radio", "checkbox"} else ()
            names.append((element.get("type", element.tag), group, labels.get(element.get("id"), "")))
        for child in element:
            read(child, groups)

    read(form, [])
    return names


def test_in_a_check_in_no_two_controls_share_a_name_even_without_the_words_around_them(visit, make, cast):
    page = visit(cast.manager).get(f"/check-ins/{make.probation().check_ins[0].id}").page
    names = spoken_names(page.form("Check before filing").element)
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert len([one for one in names if one[0] == "textarea"]) > 8
    legends = [_words(one) for one in page.form("Check before filing").element.iter("legend")]
    assert [one for one, times in Counter(legends).items() if times > 1] == []


def test_a_debrief_asks_about_one_criterion_at_a_time(visit, make, cast):
    page = visit(cast.hr).get(f"/applications/{make.panel(4, 3).id}/debrief").page
    legends = [_words(one) for one in page.form("Save draft").element.iter("legend")]
    assert legends == ["After the talk, where would you put them?"]


@pytest.mark.parametrize(("path", "button", "group"), [
    ("/applications/{application}/references", "Record references", "waived"),
    ("/applications/{application}/skill-floor", "Record skills check", "verdict"),
])  # fmt: skip
def test_a_group_of_radios_that_is_wrong_says_so_and_points_at_its_sentence(visit, make, cast, path, button, group):
    visitor = visit(cast.hr).get(path.format(application=make.panel(4, 3).id))
    radios = next(one for one in visitor.page.elements if one.get("role") == "radiogroup")
    assert radios.get("aria-invalid") is None
    visitor.submit(button=button, expect=422)
    radios = next(one for one in visitor.page.elements if one.get("role") == "radiogroup")
    assert radios.get("aria-invalid") == "true"
    assert f"{group}-error" in radios.get("aria-describedby").split()


def test_boxes_of_which_none_was_ticked_each_say_that_they_are_wrong(visit, make, cast):
    visitor = visit(cast.hr).get("/openings/open") if make.opening() else None
    visitor.submit({"title": "Porter"}, button="Add the opening", expect=422)
    boxes = [one for one in visitor.page.elements if one.get("name") == "interviewers"]
    assert boxes
    assert {(one.get("aria-invalid"), one.get("aria-describedby")) for one in boxes} == {("true", "interviewers-error")}
