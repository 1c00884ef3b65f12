"""Writing, checking and filing a check-in, through its pages."""

from datetime import date

import pytest

from hiring.foundation.database import db, writing
from hiring.foundation.web.drafts import draft_of
from hiring.probation.measures.actions import define_measure
from hiring.probation.notes.actions import note_act
from hiring.probation.values import Act
from hiring.rubrics.queries import edition_of


@pytest.fixture
def probation(make):
    return make.probation()


def filled(probation, going: str = "on_track", **more: str) -> dict[str, str]:
    """A whole check-in without marks: one note that isn't written yet, and a tap for every criterion."""
    typed = {
        "act": "Rang back.",
        "kind": "good",
        "hire_said": "I like the mornings. 🙂",
        "customers_said": "الطابور طويل",
    }
    return typed | {f"going-{one.key}": going for one in probation.application.opening.criteria} | more


def marked(probation, level: str = "3", **more: str) -> dict[str, str]:
    """A whole last check-in: one act and a mark for every criterion."""
    typed = {"hire_said": "I like the mornings.", "take_again": "yes"}
    for one in probation.application.opening.criteria:
        typed |= {f"act-{one.key}-0": "Rang back.", f"on-{one.key}-0": "2026-11-03", f"kind-{one.key}-0": "good"}
        typed[f"level-{one.key}"] = level
    return typed | more


def path(probation, place: int = 0) -> str:
    return f"/check-ins/{probation.check_ins[place].id}"


def test_a_check_in_is_written_checked_and_filed(visit, cast, probation):
    visitor = visit(cast.manager).get(path(probation))
    visitor.submit(filled(probation)).follow()
    assert visitor.page.heading == "Check check-in 1 with Amara"
    opening = probation.application.opening
    [book, *_] = edition_of(opening.version).rubric.reading
    for words in (opening.great_service, opening.exemplar, book.title):
        assert words and words in " ".join(visitor.text.split())
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
    typed = filled(probation) | {"kind": "", "held_on": "2026-11-02", f"going-{keys[1]}": "worried"}
    visitor.submit(typed, expect=422)
    assert visitor.page.problems() == ["Say whether it's good or a concern."]
    visitor.submit({"kind": "good", "promise-0": "Sit in.", "promise_on-0": "2026-11-02"}, expect=422)
    assert visitor.page.problems() == [
        "Listening: write what you've seen, or tick a note about it.",
        "Choose who does it.",
        "That day has passed. Choose today or a later day.",
        "They started on 3 November 2026. A check-in can't be before that.",
    ]
    assert visitor.page.form().held()["hire_said"] == "I like the mornings. 🙂"


def test_the_last_one_names_the_criterion_of_each_mark_that_lacks_its_acts(visit, cast, probation):
    keys = [one.key for one in probation.application.opening.criteria]
    visitor = visit(cast.manager).get(path(probation, 2))
    assert visitor.page.heading == "Last check-in with Amara"
    visitor.submit(marked(probation, "2") | {f"on-{keys[0]}-0": "yesterday", "take_again": ""}, expect=422)
    assert visitor.page.problems() == ["Write the day as year-month-day, for example 2026-11-03."]
    visitor.submit({f"on-{keys[0]}-0": "2026-11-03"}, expect=422)
    assert visitor.page.problems()[1] == (
        "Listening: a 2 rests on two notes; there is one. Add what you saw, or choose “seen too little”."
    )
    assert visitor.page.problems()[-1] == "Say whether you'd hire them again."
    visitor.submit(marked(probation, "6"), expect=422)
    assert set(visitor.page.problems()) == {"Choose one of these."}


def test_ticked_notes_are_collected_others_wait_and_a_measure_that_is_no_number_is_said(visit, make, cast, probation):
    place = {"workplace": cast.harbour, "opening": None, "more_is_better": False, "baseline_thousandths": 2500}
    with writing() as session:
        measure = define_measure(session, cast.hr, name="Complaints", unit="a month", **place)
        for words in ("Rang back.", "Asked twice."):
            note_act(session, cast.hr, probation, Act("", date(2026, 11, 3), words, is_concern=False))
    ticked, waiting = probation.observations
    visitor = visit(cast.manager).get(path(probation))
    typed = filled(probation, act="", kind="", counting=[ticked.id]) | {f"measure-{measure.id}": "n/a"}
    visitor.submit(typed, expect=422)
    assert visitor.page.problems() == ["We couldn't read “n/a”. Enter a number like 4.5, or nothing."]
    visitor.submit({f"measure-{measure.id}": "4.5"}).follow().submit(button="File check-in").follow()
    assert "Complaints: 4.5 a month usual 2.5; less is better" in visitor.text
    assert "Complaints a month less is better 2.5 4.5 – –" in visitor.text
    db.session.expire_all()
    assert (ticked.check_in_id, waiting.check_in_id) == (probation.check_ins[0].id, None)
    last = visit(cast.manager).get(path(probation, 2))
    last.submit(marked(probation, "3") | {f"place-{waiting.id}": "empathy"}).follow().submit(
        button="File check-in"
    ).follow()
    db.session.expire_all()
    assert (waiting.check_in_id, waiting.criterion) == (probation.check_ins[2].id, "empathy")


def test_a_megabyte_of_notes_is_said_and_kept(visit, cast, probation):
    visitor = visit(cast.manager).get(path(probation))
    visitor.submit(filled(probation) | {"thanks": "x" * 1_000_000}, expect=422)
    assert visitor.page.problems() == ["This is 1,000,000 characters long; at most 20,000 can be kept. Shorten it."]
    assert len(visitor.page.form().held()["thanks"]) == 1_000_000


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
    seen = visitor.page.form("File check-in").held()
    other = visit(cast.manager).get(path(probation))
    other.submit({"thanks": "Something else."})
    visitor.post(path(probation) + "/check", seen, expect=422)
    assert "Something else." in visitor.text
    db.session.expire_all()
    assert probation.check_ins[0].filed_at is None


def test_filing_twice_is_filing_once(visit, cast, probation):
    visitor = visit(cast.manager).get(path(probation))
    visitor.submit(filled(probation)).follow()
    sent = visitor.page.form("File check-in").held()
    answers = [visitor.send_raw(path(probation) + "/check", sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_a_form_left_open_after_filing_keeps_its_text_and_says_so(visit, make, cast, probation):
    visitor = visit(cast.manager).get(path(probation))
    make.check_in(probation)
    visitor.submit(filled(probation), expect=422)
    assert visitor.page.problems() == ["This check-in is already filed, and a filed check-in is final."]
    assert visitor.page.form().held()["act"] == "Rang back."
