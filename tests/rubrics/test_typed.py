"""What is typed says what the rubric said: nothing is lost on the way into the forms and back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiring.rubrics.editing.draft_check import read
from hiring.rubrics.editing.form_tree import flat, merged, nested, typed, typed_content, understood
from hiring.rubrics.editing.forms import PartForm
from hiring.rubrics.editing.parts import belongs_to, is_between, part_at, parts_of, with_texts
from hiring.rubrics.edition import Edition
from hiring.rubrics.hashes import content_hash
from hiring.rubrics.queries import shipped

KEYS = sorted(shipped())


@pytest.mark.parametrize("key", KEYS)
def test_a_shipped_rubric_is_the_same_after_it_was_typed(key):
    edition = shipped()[key]
    again = Edition.from_content(understood(typed_content(edition)))
    assert content_hash(again) == content_hash(edition)


def test_a_rubric_without_its_optional_keys_stays_equal(pool):
    edition = Edition(rubric=pool.rubrics["pool"], criteria=tuple(pool.criteria.values()))
    assert {"format": 1} | understood(typed_content(edition)) == edition.content()
    assert read(typed_content(edition)).edition == edition


@pytest.mark.parametrize("weight", [1.0, 0.5, 2.25, 0.1 + 0.2, 100.0])
def test_a_weight_is_typed_and_read_to_the_last_digit(weight):
    assert understood(typed({"weight": weight})) == {"weight": weight}


def test_saving_every_form_unchanged_changes_nothing(app):
    with app.test_request_context():
        for edition in shipped().values():
            content = typed_content(edition)
            for part in parts_of(content):
                form = PartForm.of(content, part)
                posted = {name: form[name].data or "" for name in form.asked}
                assert merged(part.own, form.sent(posted)) == part.own, part.address


def test_every_text_of_a_part_has_a_field_in_its_form(app):
    with app.test_request_context():
        content = typed_content(shipped()["six-elements"])
        for part in parts_of(content):
            left = flat(part.own).keys() - set(PartForm.of(content, part).asked)
            assert left <= {"key", "criterion"}, part.address


def test_what_a_criterion_overlaps_is_chosen_taken_back_and_kept_where_it_is_in_no_rubric(app):
    with app.test_request_context():
        content = typed_content(shipped()["six-elements"])
        part = next(part for part in parts_of(content) if part.own.get("overlaps"))
        held = part.own["overlaps"]
        form = PartForm.of(content, part)
        posted = {name: form[name].data or "" for name in form.asked}
        other = next(choice.value for choice in form["overlaps-0"].choices if choice.value not in {"", *held})
        added = merged(part.own, form.sent(posted | {f"overlaps-{len(held)}": other}))
        assert added["overlaps"] == [*held, other]
        emptied = merged(part.own, form.sent(posted | dict.fromkeys((f"overlaps-{n}" for n in range(len(held))), "")))
        assert emptied["overlaps"] == []
        assert not read(with_texts(content, part, {"overlaps": []})).mistakes


def test_what_is_no_number_stays_text_and_what_is_empty_is_left_out():
    tree = {"minutes": "abc", "agreed": "6", "weight": "a lot", "why": " ", "probes": "One?\n\n Two? \n"}
    assert understood(tree) == {"minutes": "abc", "agreed": 6, "weight": "a lot", "probes": ["One?", " Two? "]}


def test_rows_in_which_nothing_was_typed_are_no_rows():
    sent = {"exemplars-0-who": "", "exemplars-0-borrow": " ", "exemplars-1-who": "Ana", "exemplars-1-borrow": ""}
    assert nested(sent) == {"exemplars": [{"who": "Ana", "borrow": ""}]}
    assert nested({"questions-0": "a/b", "questions-1": "", "questions-2": "c/d"}) == {"questions": ["a/b", "c/d"]}


def test_a_text_that_looks_the_same_stays_to_the_letter():
    decomposed = "Cafe\u0301 service"
    assert merged({"title": decomposed}, {"title": "Café service\r\n"}) == {"title": decomposed}
    assert merged({"title": "x"}, {"title": "y\r\nz\x00"}) == {"title": "y\nz"}


def test_a_mistake_lies_on_the_page_of_its_part_and_at_its_field(app):
    content = typed_content(shipped()["service-attitude"])
    part = part_at(content, "criteria/ownership/questions/2")
    broken = with_texts(content, part, {"dilemma": "", "minutes": "abc", "probes": "Only one?"})
    parts, mistakes = parts_of(broken), read(broken).mistakes
    assert {belongs_to(parts, one.location)[0].address for one in mistakes} == {part.address}
    with app.test_request_context():
        form = PartForm.of(broken, part_at(broken, part.address))
        form.say((belongs_to(parts, one.location)[1], one.sentence) for one in mistakes)
    assert [control for control, _ in form.problems] == ["dilemma", "probes", "minutes"]
    told = dict(form.problems)
    assert told["minutes"] == "“Minutes” should be a whole number, but is the text “abc”."
    assert told["probes"] == "“Probes” needs 2 entries or more; here is one."


def test_what_is_missing_between_the_parts_has_no_page():
    content = typed_content(shipped()["service-attitude"])
    content["criteria"][0]["practice"] = content["criteria"][0]["practice"][:2]
    (one, *_), parts = read(content).mistakes, parts_of(content)
    part, rest = belongs_to(parts, one.location)
    assert (part.address, rest, is_between(part, rest)) == ("criteria/empathy", ("practice",), True)


SAID = st.one_of(
    st.text(max_size=60), st.sampled_from(["", "abc", "6", "-1", "0", "1e9", "nan", "٣", "a/b", "x\ny\n\nz"])
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_typed_is_read_and_said_in_sentences(data):
    content = typed_content(shipped()["service-attitude"])
    for part in data.draw(st.lists(st.sampled_from(parts_of(content)), min_size=1, max_size=4)):
        names = data.draw(st.lists(st.sampled_from(sorted(flat(part.own))), max_size=5))
        sent = nested({name: data.draw(SAID) for name in names if name not in {"key", "criterion"}})
        content = with_texts(content, part, merged(part_at(content, part.address).own, sent))
    reading = read(content)
    assert (reading.edition is None) == bool(reading.mistakes)
    assert all(one.sentence.strip() for one in reading.mistakes)
