"""Writing, checking and filing a check-in, through its pages."""

import pytest

from hiring.foundation.database import db
from hiring.foundation.web.drafts import draft_of


@pytest.fixture
def probation(make):
    return make.probation()


def filled(probation, level: str = "3", **more: str) -> dict[str, str]:
    """A whole check-in: one act and a mark for every criterion."""
    typed = {"support": "Sat beside her.", "hire_said": "I like the mornings. 🙂", "customers_said": "الطابور طويل"}
    for one in probation.application.opening.criteria:
        typed |= {f"act-{one.key}-0": "Rang back.", f"on-{one.key}-0": "2026-11-03", f"kind-{one.key}-0": "good"}
        typed[f"level-{one.key}"] = level
    return typed | more


def path(probation, place: int = 0) -> str:
    return f"/check-ins/{probation.check_ins[place].id}"


def test_a_check_in_is_written_checked_and_filed(visit, cast, probation):
    visitor = visit(cast.manager).get(path(probation))
    visitor.submit(filled(probation)).follow()
    assert visitor.page.heading == "Check check-in 1 with Amara Osei"
    assert "I like the mornings. 🙂" in visitor.text
    db.session.expire_all()
    assert probation.check_ins[0].filed_at is None
    visitor.submit().follow()
    db.session.expire_all()
    assert probation.check_ins[0].filed_at is not None
    assert (probation.check_ins[0].customers_said, probation.check_ins[0].blind) == ("الطابور طويل", True)
    visitor.get(path(probation), expect=302)


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(visit, cast, probation):
    keys = [one.key for one in probation.application.opening.criteria]
    visitor = visit(cast.manager).get(path(probation))
    typed = filled(probation, "5") | {f"kind-{keys[0]}-0": "", "held_on": "2026-11-02"}
    visitor.submit(typed, expect=422)
    assert visitor.page.problems() == ["Say whether it is good or a concern."]
    visitor.submit({f"kind-{keys[0]}-0": "good"}, expect=422)
    assert visitor.page.problems()[0] == "They started on 3 November 2026. A check-in cannot be before that."
    assert len(visitor.page.problems()) == 1 + len(keys)
    assert visitor.page.form().held()["hire_said"] == "I like the mornings. 🙂"


def test_a_mark_off_the_scale_and_a_garbled_day_are_sentences(visit, cast, probation):
    key = probation.application.opening.criteria[0].key
    visitor = visit(cast.manager).get(path(probation))
    visitor.submit(filled(probation) | {f"level-{key}": "6", f"on-{key}-0": "yesterday", "held_on": ""}, expect=422)
    assert visitor.page.problems() == [
        "Write the day on which you talked.",
        "Choose one of these.",
        "Write the day as year-month-day, for example 2026-11-03.",
    ]


def test_a_megabyte_of_notes_is_said_and_kept(visit, cast, probation):
    visitor = visit(cast.manager).get(path(probation))
    visitor.submit(filled(probation) | {"support": "x" * 1_000_000}, expect=422)
    assert visitor.page.problems() == ["This is 1,000,000 characters long; at most 20,000 can be kept. Shorten it."]
    assert len(visitor.page.form().held()["support"]) == 1_000_000


def test_what_is_half_written_waits_on_the_server_and_only_for_its_writer(visit, make, cast, probation):
    visitor = visit(cast.manager).get(path(probation))
    form = visitor.page.form()
    typed = form.filled({"hire_said": "Mornings 🙂", "held_on": "no day"})
    visitor.post(f"/drafts{path(probation)}", typed)
    visitor.get(path(probation))
    assert visitor.page.form().held()["hire_said"] == "Mornings 🙂"
    assert visit(cast.manager).get(path(probation)).page.form().held()["held_on"] == "no day"
    visit(cast.hr).get(path(probation), expect=403)
    assert "Mornings" not in visit(cast.hr).get(f"/probations/{probation.id}").text


def test_two_windows_are_never_merged_silently(visit, cast, probation):
    first, second = visit(cast.manager).get(path(probation)), visit(cast.manager).get(path(probation))
    stale = second.page.form().filled({"hire_said": "From the second window."})
    fresh = first.page.form().filled({"hire_said": "From the first window."})
    first.post(f"/drafts{path(probation)}", fresh)
    second.post(f"/drafts{path(probation)}", stale, expect=422)
    assert "From the first window." in second.text
    assert second.page.form().held()["hire_said"] == "From the second window."
    second.post(f"/drafts{path(probation)}", second.page.form().held())
    db.session.expire_all()
    kept = draft_of(db.session, cast.manager.id, path(probation))
    assert kept.content["hire_said"] == "From the second window."


def test_a_check_page_that_went_stale_files_nothing(visit, cast, probation):
    visitor = visit(cast.manager).get(path(probation))
    visitor.submit(filled(probation)).follow()
    seen = visitor.page.form("File it").held()
    other = visit(cast.manager).get(path(probation))
    other.submit({"support": "Something else."})
    visitor.post(path(probation) + "/check", seen, expect=422)
    assert "Something else." in visitor.text
    db.session.expire_all()
    assert probation.check_ins[0].filed_at is None


def test_filing_twice_is_filing_once(visit, cast, probation):
    visitor = visit(cast.manager).get(path(probation))
    visitor.submit(filled(probation)).follow()
    sent = visitor.page.form("File it").held()
    answers = [visitor.send_raw(path(probation) + "/check", sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_a_form_left_open_after_filing_keeps_its_text_and_says_so(visit, make, cast, probation):
    visitor = visit(cast.manager).get(path(probation))
    make.check_in(probation)
    visitor.submit(filled(probation), expect=422)
    assert visitor.page.problems() == ["This check-in is filed already, and a filed check-in is final."]
    assert visitor.page.form().held()["support"] == "Sat beside her."
