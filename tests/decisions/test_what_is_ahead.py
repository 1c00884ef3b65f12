"""A rejection cancels the interviews that were still to come, says so before it is final, and leaves all else alone."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from hiring.decisions.models import decision_of
from hiring.decisions.values import Verdict
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records.journal import JournalEntry
from hiring.interviews.actions import interview_did_not_happen, set_interview
from hiring.interviews.conflicts.actions import decline_seat
from hiring.interviews.values import InterviewState
from hiring.panels.actions import close_panel
from hiring.panels.queries import summary_of
from hiring.panels.summary import digest_of
from tests.conftest import NOW
from tests.decisions.test_deciding import HIRE, REASON, check_page
from tests.foundation.test_outbox import deliver

REJECT = HIRE | {"verdict": "reject", "override_reason": ""}


@pytest.fixture
def application(make, cast):
    """Pia has sealed and Pablo never will, so the panel was closed; then it was reopened for Elsa to meet Amara."""
    people = [cast.panellist, cast.second_panellist, cast.elsewhere, cast.second_hr]
    application = make.application(make.opening(interviewers=people))
    make.scorecard(make.interview(application).seats[0], 2)
    with writing() as session:
        close_panel(session, cast.hr, application, reason="Pablo has left and cannot write it any more.")
    make.reopened(application)
    return application


def meet(cast, application, *people, planned_round=1):
    with writing() as session:
        planned = application.opening.rounds[planned_round]
        told = {"starts_at": NOW + timedelta(days=7), "place": "Room Birch", "people": people or [cast.elsewhere]}
        interview = set_interview(session, cast.hr, application, planned, **told)
    deliver()
    return interview


def subjects_to(person):
    mails = sa.select(OutgoingMail).where(OutgoingMail.address == person.email).order_by(OutgoingMail.queued_at)
    return [one.subject for one in db.session.scalars(mails)]


def test_the_check_page_says_how_many_and_the_next_page_what_was_done(visit, application, cast):
    interview = meet(cast, application)
    hr = check_page(visit, cast.hr, application, REJECT)
    assert "One planned interview is cancelled too, and its interviewers get an email." in hr.text
    assert "Should they come back" not in hr.text
    assert (interview.state, decision_of(application)) == ("on", None)
    hr.submit(button="Yes, reject Amara Osei").follow()
    assert "Decided: reject Amara Osei. Cancelled: one planned interview." in hr.text
    db.session.expire_all()
    assert interview.state == "cancelled"


def test_whoever_was_seated_is_told(application, make, cast):
    meet(cast, application, cast.elsewhere, cast.second_hr)
    make.decision(application, Verdict.REJECT)
    for person in (cast.elsewhere, cast.second_hr):
        assert subjects_to(person)[1:] == ["Cancelled, 10 Nov 2026, 09:00: Front desk host"]


def test_hr_who_has_still_to_seal_cannot_tell_it_from_cancelling_by_hand(visit, application, make, cast):
    """Hugo owes a card of both, and must not learn what became of the panel."""
    other = make.application(application.opening, "Amara Osei", email="another@candidates.example")
    one, by_hand = (meet(cast, of, cast.second_hr) for of in (application, other))
    make.decision(application, Verdict.REJECT)
    with writing() as session:
        interview_did_not_happen(
            session, cast.hr, by_hand, InterviewState.CANCELLED, note="No more interviews are needed."
        )
    told = [visit(cast.second_hr).get(f"/interviews/{interview.id}").text for interview in (one, by_hand)]
    assert "No more interviews are needed." in told[0]
    assert told[0] == told[1]


def test_it_is_journalled_after_the_decision_and_the_evidence_stays_as_it_was(either, application, make, cast):
    before = summary_of(db.session, application).digest
    meet(cast, application)
    decision = make.decision(application, Verdict.REJECT)
    verbs = list(db.session.scalars(sa.select(JournalEntry.verb).order_by(JournalEntry.sequence)))
    assert verbs[-2:] == ["decision made", "interview did not happen"]
    assert decision.digest == digest_of(decision.summary)
    assert before == summary_of(db.session, application).digest


def test_a_hire_calls_nothing_off(visit, application, cast):
    interview = meet(cast, application)
    hr = check_page(visit, cast.hr, application, HIRE)
    assert "cancelled" not in hr.text
    hr.submit(button="Yes, hire Amara Osei").follow()
    assert "Cancelled" not in hr.text
    assert interview.state == "on"


def test_an_interview_that_was_held_and_one_of_another_application_stay(application, make, cast):
    other = meet(cast, make.application(application.opening, "Bo Li"))
    make.decision(application, Verdict.REJECT)
    assert [one.state for one in (*application.interviews, other)] == ["on", "on"]


def test_a_decision_that_is_refused_calls_nothing_off(visit, application, make, cast):
    hr = check_page(visit, cast.hr, application, REJECT)
    interview = meet(cast, application)
    make.withdrawn(make.application(application.opening, "Bo Li"))
    make.decision(application, Verdict.HIRE)
    hr.submit(button="Yes, reject Amara Osei", expect=422)
    db.session.expire_all()
    assert (interview.state, decision_of(application).verdict) == ("on", "hire")
    assert REASON in hr.page.form("Check before it's final").held()["reason"]


def test_an_interview_everybody_left_is_cancelled_too(make, cast):
    application = make.first_round_only(2, 2)
    interview = meet(cast, application, cast.panellist)
    with writing() as session:
        decline_seat(session, cast.panellist, interview.seats[0], "I am away that week.")
    make.decision(application, Verdict.REJECT)
    assert interview.state == "cancelled"
