"""Withdrawing cancels the interviews that were still to come, and everyone with a seat gets mail as by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from hiring.candidates import actions as candidates
from hiring.candidates.values import ApplicationState
from hiring.decisions import actions as decisions
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records.journal import JournalEntry
from hiring.interviews import actions
from hiring.interviews.queries import number_ahead_for
from hiring.interviews.values import InterviewState
from tests.foundation.test_outbox import deliver

SOON = datetime(2026, 11, 10, 14, 30, tzinfo=UTC)


@pytest.fixture
def application(make, cast):
    """Nobody has met Amara yet; Pia, Pablo and Hugo, who is of HR, could."""
    return make.application(make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.second_hr]))


def meet(cast, application, planned_round, *people, starts_at=SOON):
    with writing() as session:
        planned = application.opening.rounds[planned_round]
        told = {"starts_at": starts_at + timedelta(days=planned_round), "place": "Room Birch", "people": people}
        interview = actions.set_interview(session, cast.hr, application, planned, **told)
    deliver()
    return interview


def withdraw(cast, application):
    with writing() as session:
        on, state = date(2026, 11, 3), ApplicationState.WITHDRAWN
        return candidates.change_state(session, cast.hr, application, state, on, "Took another post.")


def cancelled():
    """Who gets a mail saying that an interview is off, and the interview."""
    found = []
    for mail in db.session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.address, OutgoingMail.id)):
        for calendar in (Calendar.from_ical(file.content) for file in mail.attachments):
            if calendar["METHOD"] == "CANCEL":
                found.append((mail.address, str(calendar.walk("VEVENT")[0]["UID"]).removesuffix("@localhost")))
    return found


def verbs():
    return list(db.session.scalars(sa.select(JournalEntry.verb).order_by(JournalEntry.sequence)))


def test_every_interview_still_to_come_is_cancelled_and_its_interviewers_are_told(either, application, cast):
    first = meet(cast, application, 0, cast.panellist, cast.second_panellist)
    second = meet(cast, application, 1, cast.panellist)
    assert withdraw(cast, application) == 2
    assert [first.state, second.state] == ["cancelled", "cancelled"]
    both = sorted([("pablo@example.org", first.id), ("pia@example.org", first.id), ("pia@example.org", second.id)])
    assert sorted(cancelled()) == both


def test_withdrawing_is_noted_with_what_it_cancels(either, application, cast):
    interview = meet(cast, application, 0, cast.panellist)
    assert withdraw(cast, application) == 1
    assert (interview.state, [one.note for one in interview.changes]) == ("cancelled", ["The candidate withdrew."])


@pytest.mark.parametrize(
    ("state", "noted"),
    [
        (ApplicationState.OFFER_DECLINED, "The candidate declined the offer."),
        (ApplicationState.DID_NOT_START, "The candidate didn't start."),
    ],
)
def test_whatever_ends_a_hire_cancels_what_was_to_come(either, application, make, cast, state, noted):
    make.first_round_only(4, 4, application=application)
    make.decision(application)
    interview = meet(cast, application, 1, cast.panellist)
    with writing() as session:
        on, why = date(2026, 11, 3), "Took another post."
        assert decisions.record_after_hire(session, cast.hr, application, state, on, why) == 1
    assert (interview.state, [one.note for one in interview.changes]) == ("cancelled", [noted])
    assert cancelled() == [("pia@example.org", interview.id)]


def test_it_is_kept_and_journalled_as_cancelling_by_hand_is(either, application, make, cast):
    other = meet(cast, make.application(application.opening, "Bo Li"), 0, cast.panellist)
    with writing() as session:
        note = "The candidate withdrew."
        actions.interview_did_not_happen(session, cast.hr, other, InterviewState.CANCELLED, note=note)
    by_hand = verbs()[-1:]
    interview = meet(cast, application, 0, cast.panellist)
    withdraw(cast, application)
    assert verbs()[-2:] == ["application changed", *by_hand]

    def kept(one):
        return [(c.kind, c.on, c.was_at, c.note, c.recorded_by_id) for c in one.changes]

    assert kept(interview) == kept(other) == [("cancelled", date(2026, 11, 3), SOON, note, cast.hr.id)]


def test_what_was_held_or_is_over_stays_as_it_is(either, application, make, cast):
    held = meet(cast, application, 0, cast.panellist, cast.second_panellist)
    over = meet(cast, application, 1, cast.panellist, starts_at=clock.now() - timedelta(days=2))
    make.scorecard(held.seats[0])
    assert withdraw(cast, application) == 0
    assert [held.state, over.state] == ["on", "on"]
    assert cancelled() == []


def test_another_application_of_the_same_candidate_is_left_alone(either, application, make, cast):
    elsewhere = make.application(make.opening("Night porter"))
    assert elsewhere.candidate_id == application.candidate_id
    interview = meet(cast, elsewhere, 0, cast.panellist)
    assert withdraw(cast, application) == 0
    assert interview.state == "on"


def test_a_withdrawal_that_is_refused_cancels_nothing(either, application, cast):
    interview = meet(cast, application, 0, cast.panellist)
    with pytest.raises(candidates.DayNotPossible), writing() as session:
        candidates.change_state(session, cast.hr, application, ApplicationState.WITHDRAWN, date(2026, 11, 4))
    db.session.expire_all()
    assert (interview.state, application.state, cancelled()) == ("on", "under_way", [])


def test_coming_back_sets_no_interview_again(either, application, cast):
    interview = meet(cast, application, 0, cast.panellist)
    withdraw(cast, application)
    with writing() as session:
        candidates.change_state(session, cast.hr, application, ApplicationState.UNDER_WAY, date(2026, 11, 3))
    assert interview.state == "cancelled"
    assert len(cancelled()) == 1


def test_an_interview_that_was_cancelled_is_moved_only_once_they_are_back(visit, application, cast):
    interview = meet(cast, application, 0, cast.panellist)
    hr = visit(cast.hr).get(f"/interviews/{interview.id}/move")
    withdraw(cast, application)
    hr.submit({"on": "2026-11-12", "at": "10:00"}, expect=422)
    assert hr.page.problems() == ["This application has ended. Reopen it first."]
    assert (hr.page.form().held()["on"], interview.state) == ("2026-11-12", "cancelled")
    with writing() as session:
        candidates.change_state(session, cast.hr, application, ApplicationState.UNDER_WAY, date(2026, 11, 3))
    hr.submit({"on": "2026-11-12", "at": "10:00"})
    assert interview.state == "on"


def test_the_page_says_beforehand_how_many_and_afterwards_what_was_done(visit, application, cast):
    address = f"/applications/{application.id}/state"
    hr = visit(cast.hr).get(address)
    assert "cancelled too" not in hr.text
    meet(cast, application, 0, cast.panellist)
    meet(cast, application, 1, cast.panellist)
    assert "Two planned interviews are cancelled too, and their interviewers get an email." in hr.get(address).text
    hr.submit({"note": "moved away"}, button="Record withdrawal").follow()
    assert "Recorded: withdrew. Cancelled: two planned interviews." in hr.text
    assert "cancelled too" not in hr.text
    interview = application.interviews[0]
    assert "The candidate withdrew." in hr.get(f"/interviews/{interview.id}").text


def test_hr_who_has_still_to_seal_cannot_tell_by_the_number_who_has(visit, application, make, cast):
    meet(cast, application, 0, cast.second_panellist, cast.second_hr)
    second = meet(cast, application, 1, cast.second_panellist)
    pages = [f"/applications/{application.id}/state", f"/applications/{application.id}"]
    before = [visit(cast.second_hr).get(page).text for page in pages]
    assert "Interviews still to come are cancelled too" in before[0]
    make.scorecard(second.seats[0])
    assert [visit(cast.second_hr).get(page).text for page in pages] == before
    assert number_ahead_for(cast.second_hr, application) is None
    assert number_ahead_for(cast.hr, application) == 1
