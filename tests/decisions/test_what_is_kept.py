"""What goes with a decision: reasons only where they're needed, what the panel writes, and what is frozen."""

from datetime import date, timedelta

from hiring.candidates.models import Application
from hiring.candidates.status import status_for
from hiring.decisions.models import decision_of
from hiring.decisions.queries import is_below_band
from hiring.foundation.database import db
from hiring.probation.first_weeks.panel_words import panel_words
from hiring.rubrics.queries import edition_of
from tests.conftest import NOW
from tests.decisions.test_deciding import OVERRIDE, REASON, at_the_form, check_page

CHECK = "Check before it's final"
NOTE = "Calm with customers; we doubt the early shifts."


def test_only_who_is_below_the_band_needs_a_reason(visit, make, cast):
    opening = make.opening()
    names = {"Ada Alder": 5, "Bea Birch": 5, "Amara Osei": 1}
    high, _, low = (
        make.panel(level, level, application=make.application(opening, name)) for name, level in names.items()
    )
    assert [is_below_band(db.session, cast.hr, application) for application in (high, low)] == [False, True]
    typed = {"verdict": "hire", "override_reason": OVERRIDE}
    visitor = at_the_form(visit, cast.hr, low).submit(typed, expect=422, button=CHECK)
    assert visitor.page.problems() == [
        "Others are higher on this evidence. Write the job-related reason, at least 20 characters."
    ]
    assert visitor.page.form(CHECK).held()["override_reason"] == OVERRIDE
    visitor.submit({"reason": REASON}, expect=200, button=CHECK).submit(button="Yes, hire Amara Osei").follow()
    visitor = at_the_form(visit, cast.hr, high)
    assert "On this evidence others" not in visitor.text
    visitor.submit(typed, expect=200, button=CHECK).submit(button="Yes, hire Ada Alder").follow()
    assert decision_of(high).reason == ""
    assert [decision_of(each).summary["below_others"] for each in (high, low)] == [False, True]
    assert "skill" in decision_of(high).summary["open_gates"]


def test_a_rejection_says_what_nobody_talked_about_and_prints_no_gates(visit, make, cast):
    application = make.panel(1, 5)
    visitor = check_page(
        visit, cast.hr, application, {"verdict": "reject", "reason": REASON, "advice": "Show the till."}
    )
    assert "nobody has discussed it" in visitor.text
    visitor.submit(button="Yes, reject Amara Osei").follow()
    assert "nobody had discussed it" in visitor.text
    assert "Skills check" not in visitor.text and "Show the till." not in visitor.text
    assert decision_of(application).gates == []


def test_what_the_panel_writes_is_frozen_and_only_the_advice_is_shown(visit, make, cast):
    application = make.panel(3, 4)
    typed = {"verdict": "hire", "override_reason": OVERRIDE, "advice": "Show the till first.", "note-empathy": NOTE}
    visitor = check_page(visit, cast.hr, application, typed)
    visitor.submit(button="Yes, hire Amara Osei").follow()
    assert "Show the till first." in visitor.text and "sealed until" in visitor.text
    assert NOTE not in visitor.text
    words, frozen = panel_words(application), decision_of(application).summary
    assert words.advice == "Show the till first." and words.note_to_ourselves.endswith(f": {NOTE}")
    assert frozen["rubric_version"] == application.opening.version_id
    assert [len(frozen["evidence"]), cast.hr.id in frozen["read_by"]] == [len(_heard(application)), True]
    assert "Unchanged since the decision." in visitor.text
    edition = edition_of(application.opening.version)
    assert all(edition.question(question).text in visitor.text for question in _heard(application))
    assert f"The plan: {application.opening.rounds[0].title}" in visitor.text


def _heard(application: Application) -> list[str]:
    seats = [seat for interview in application.interviews for seat in interview.seats]
    return [rating.question for seat in seats for rating in seat.scorecard.ratings]


def test_an_unmet_gate_leads_to_its_page_and_back_with_what_was_typed(visit, make, cast):
    application = make.panel(1, 5)
    gates = {
        "mend-debrief": "/debrief",
        "mend-skill": "/skill-floor",
        "mend-minimums": "/panel",
        "mend-posts": "/change",
    }
    for step, page in gates.items():
        visitor = at_the_form(visit, cast.hr, application)
        form = visitor.page.form(CHECK).held() | {"reason": REASON, "step": step}
        visitor.post(f"/applications/{application.id}/decide", form, expect=302)
        assert page in visitor.answer.headers["Location"]
        assert at_the_form(visit, cast.hr, application).page.form(CHECK).held()["reason"] == REASON


def test_a_decision_is_put_off_until_a_day_and_comes_back(visit, make, cast, monkeypatch):
    application = make.panel(3, 4)
    today = NOW.date()
    visitor = at_the_form(visit, cast.hr, application).submit({"reason": REASON}, button="Put on hold").follow()
    for day, problem in ((today, "Choose a day after today."), ("", "Choose the day it comes back.")):
        visitor.submit({"until": str(day), "reason": "Two more are met next week."}, expect=422)
        assert visitor.page.problems() == [problem]
    visitor.submit({"until": str(today + timedelta(days=1)), "reason": "Two more are met next week."}).follow()
    assert status_for(db.session, cast.hr, application).word == "on hold"
    assert at_the_form(visit, cast.hr, application).page.form(CHECK).held()["reason"] == REASON
    visitor.get(f"/applications/{application.id}/hold").submit(button="End hold").follow()
    assert status_for(db.session, cast.hr, application).word == "ready"
    visitor.get(f"/applications/{application.id}/hold")
    visitor.submit({"until": "2026-11-04", "reason": "Two more are met next week."}).follow()
    monkeypatch.setattr("hiring.home.applications.facts.clock.today", lambda _zone: date(2026, 11, 4))
    assert status_for(db.session, cast.hr, application).word == "ready"
