"""What helps a candidate on the day: HR writes it down, and interviewers see it where the candidate agreed."""

from datetime import timedelta

from hiring.foundation import clock
from hiring.foundation.database import db

HELPS = "Questions on paper"


def test_interviewers_see_an_adjustment_once_the_candidate_agreed(visit, cast, make):
    application = make.application()
    seat = make.interview(application, starts_at=clock.now() + timedelta(days=1)).seats[0]
    page = f"/applications/{application.id}/adjustments"
    shown_at = ["/my-interviews", f"/scorecards/{seat.id}", f"/scorecards/{seat.id}/kit", _sheet(seat)]
    hr, interviewer = visit(cast.hr), visit(seat.person)
    hr.get(page).submit({"adjustments": HELPS}, button="Save adjustments").follow()
    assert "Only HR sees this." in hr.text
    assert HELPS in hr.text
    assert [path for path in shown_at if HELPS in interviewer.get(path).text] == []
    hr.get(page).submit({"adjustments_shown": True}, button="Save adjustments").follow()
    assert "Their interviewers see this." in hr.text
    assert [path for path in shown_at if HELPS not in interviewer.get(path).text] == []
    hr.get(page).submit({"adjustments": " "}, button="Save adjustments").follow()
    db.session.refresh(application)
    assert (application.adjustments, application.adjustments_shown) == ("", False)
    assert "Only HR sees it" in hr.text


def _sheet(seat):
    return f"/agenda/day-sheet?day={seat.interview.starts_at.date().isoformat()}"
