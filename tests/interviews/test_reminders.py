"""Reminders: only to people who are late, once a day for each card, after a page that names them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records import journal
from hiring.foundation.web.drafts import save_draft
from hiring.interviews import actions as interview_actions
from hiring.interviews.queries import interviews_of
from hiring.interviews.reminders.actions import NobodyToRemind, send_reminders
from hiring.interviews.reminders.models import Reminder
from hiring.interviews.reminders.queries import reminder_plan
from hiring.interviews.reminders.values import REMINDER
from hiring.interviews.values import InterviewState
from tests.conftest import NOW
from tests.make import IN_AN_HOUR


@pytest.fixture
def opening(make, cast):
    """Yesterday Pia and Pablo met Amara and Boris; Pablo has sealed for Amara."""
    made = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.second_hr])
    for name in ("Amara Osei", "Boris Berg"):
        make.interview(make.application(made, name))
    make.scorecard(seat_of(made, "Amara Osei", cast.second_panellist))
    return made


def seat_of(opening, name, person):
    interview = next(one for one in interviews_of(db.session, opening) if one.application.candidate.name == name)
    return next(one for one in interview.seats if one.person_id == person.id)


def mails():
    chosen = sa.select(OutgoingMail).where(OutgoingMail.kind == REMINDER)
    return db.session.scalars(chosen.order_by(OutgoingMail.queued_at, OutgoingMail.id)).all()


def remind(opening, person):
    with writing() as session:
        interviews = interviews_of(session, opening)
        found = reminder_plan(session, person, interviews)
        ids = [seat.id for one in found.addressees for seat in one.seats]
        return send_reminders(session, person, interviews, ids)


def asked(opening, person):
    """Name → the candidates they would be asked for; and who is left out, and why."""
    found = reminder_plan(db.session, person, interviews_of(db.session, opening))
    names = {
        one.person.name: [seat.interview.application.candidate.name for seat in one.seats] for one in found.addressees
    }
    return names, [(seat.person.name, why.name) for seat, why in found.left_out]


def test_only_who_is_missing_is_asked_in_one_mail_for_all_they_owe(either, opening, cast):
    names = {"Pia Park": ["Boris Berg", "Amara Osei"], "Pablo Perez": ["Boris Berg"]}
    told, left_out = asked(opening, cast.hr)
    assert {name: sorted(owed) for name, owed in told.items()} == {name: sorted(owed) for name, owed in names.items()}
    assert left_out == []
    remind(opening, cast.hr)
    assert sorted(one.address for one in mails()) == ["pablo@example.org", "pia@example.org"]


def test_the_text_says_which_post_when_and_by_when_and_names_no_candidate(opening, cast):
    with writing() as session:
        typed = {"evidence-empathy--q": "Hung up on the customer"}
        save_draft(session, cast.panellist.id, seat_of(opening, "Amara Osei", cast.panellist).id, typed, 0)
    remind(opening, cast.hr)
    mail = next(one for one in mails() if one.address == cast.panellist.email)
    title = opening.rounds[0].title
    assert mail.subject == "Your scorecards are missing: Front desk host"
    assert mail.text.count(f"- {title}, Monday 2 November 2026, 10:00\n") == 2
    assert "Hedda Hart is asking you for these scorecards for “Front desk host”:" in mail.text
    assert "Please seal them by Wednesday 4 November 2026." in mail.text
    assert "\nhttp://localhost:8000/my-interviews\n" in mail.text
    for word in ("Amara", "Boris", "Pablo", "Hung up", "sealed"):
        assert word not in mail.text
    assert mail.attachments == []


def test_a_card_is_asked_for_once_a_day_and_again_the_next(either, opening, cast):
    remind(opening, cast.hr)
    assert asked(opening, cast.hr_lead) == (
        {},
        [("Pablo Perez", "TODAY"), ("Pia Park", "TODAY"), ("Pia Park", "TODAY")],
    )
    with pytest.raises(NobodyToRemind):
        remind(opening, cast.hr_lead)
    with clock.standing_at(NOW + timedelta(days=1)):
        assert len(remind(opening, cast.hr_lead)) == 2
    assert len(mails()) == 4


def test_a_clock_set_back_by_a_day_asks_nobody_twice(either, opening, cast):
    with clock.standing_at(NOW + timedelta(days=1)):
        remind(opening, cast.hr)
    with pytest.raises(NobodyToRemind):
        remind(opening, cast.hr)
    assert len(mails()) == 2


def test_the_day_is_that_of_the_workplace(make, cast, opening):
    with writing():
        opening.workplace.zone = "Pacific/Auckland"
    with clock.standing_at(datetime(2026, 11, 3, 10, 30, tzinfo=UTC)):  # half past eleven at night there
        remind(opening, cast.hr)
    with clock.standing_at(datetime(2026, 11, 3, 11, 30, tzinfo=UTC)):
        remind(opening, cast.hr)
    assert sorted(set(db.session.scalars(sa.select(Reminder.on)))) == [date(2026, 11, 3), date(2026, 11, 4)]


def _ahead(make, cast, opening):
    return make.interview(
        make.application(opening, "Chloe Cole"), planned_round=1, starts_at=IN_AN_HOUR
    ).seats  # in an hour


def _left(make, cast, opening):
    seat = seat_of(opening, "Boris Berg", cast.panellist)
    with writing() as session:
        interview_actions.leave_seat(session, cast.hr, seat, on=date(2026, 11, 3), why="ill")
    return [seat]


def _no_show(make, cast, opening):
    interview = seat_of(opening, "Boris Berg", cast.panellist).interview
    with writing() as session:
        interview_actions.interview_did_not_happen(session, cast.hr, interview, InterviewState.NO_SHOW)
    return interview.seats


def _ended(make, cast, opening):
    seats = seat_of(opening, "Boris Berg", cast.panellist).interview.seats
    make.withdrawn(seats[0].interview.application)
    return seats


def _sealed(make, cast, opening):
    seat = seat_of(opening, "Boris Berg", cast.panellist)
    make.scorecard(seat)
    return [seat]


@pytest.mark.parametrize("become", [_ahead, _left, _no_show, _ended, _sealed])
def test_nobody_is_asked_for_a_card_that_is_not_late(either, make, cast, opening, become):
    spared = {seat.id for seat in become(make, cast, opening)}
    found = reminder_plan(db.session, cast.hr, interviews_of(db.session, opening))
    assert not spared & {seat.id for one in found.addressees for seat in one.seats}
    assert found.left_out == ()
    assert found.addressees


@pytest.mark.parametrize(
    ("change", "why"),
    [({"is_guest": True}, "GUEST"), ({"active": False}, "SWITCHED_OFF"), ({"email": "pablo"}, "NO_ADDRESS")],
)
def test_who_cannot_be_mailed_is_named_and_left_out(visit, cast, opening, change, why):
    with writing() as session:
        for name, value in change.items():
            setattr(session.get_one(type(cast.hr), cast.second_panellist.id), name, value)
    names, left_out = asked(opening, cast.hr)
    assert (set(names), left_out) == ({"Pia Park"}, [("Pablo Perez", why)])
    assert "Left out Pablo Perez (Boris Berg" in visit(cast.hr).get(f"/openings/{opening.id}/reminders").text


def test_hr_looks_first_and_sends_with_one_tap(visit, cast, opening):
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/interviews")
    visitor.get(visitor.page.links()["Remind late interviewers"])
    assert "Two people get one email each." in visitor.text
    assert "Please seal them by Wednesday 4 November 2026." in visitor.text
    assert mails() == []
    visitor.submit(button="Send two reminders").follow()
    assert "The reminder to Pablo Perez and Pia Park can be read under Mailbox" in visitor.text
    assert visitor.text.count("reminded 3 Nov 2026") == 3
    assert len(mails()) == 2
    visitor.get(f"/openings/{opening.id}/reminders")
    assert "Nobody can be reminded now." in visitor.text
    assert "Pia Park (Amara Osei, " in visitor.text


def test_of_one_interview_only_its_people_are_reminded(visit, cast, opening):
    interview = seat_of(opening, "Amara Osei", cast.panellist).interview
    visitor = visit(cast.hr).get(f"/interviews/{interview.id}")
    visitor.get(visitor.page.links()["Remind late interviewers"]).submit(button="Send one reminder").follow()
    assert visitor.page.heading.startswith("Amara Osei")
    assert [one.address for one in mails()] == ["pia@example.org"]
    assert [entry.subject for entry in _entries()] == [seat_of(opening, "Amara Osei", cast.panellist).id]


def _entries():
    chosen = sa.select(journal.JournalEntry).where(journal.JournalEntry.verb == "reminder sent")
    return db.session.scalars(chosen).all()


def test_the_journal_keeps_whom_by_their_id_and_nothing_that_was_written(either, cast, opening):
    remind(opening, cast.hr)
    assert len(_entries()) == 3
    assert {entry.payload["person"] for entry in _entries()} == {cast.panellist.id, cast.second_panellist.id}
    assert {frozenset(entry.payload) for entry in _entries()} == {frozenset({"person", "mail"})}
    assert {entry.actor for entry in _entries()} == {cast.hr.id}


def test_who_seals_between_the_look_and_the_tap_gets_nothing(visit, make, cast, opening):
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/reminders")
    make.scorecard(seat_of(opening, "Boris Berg", cast.second_panellist))
    visitor.submit(button="Send two reminders").follow()
    assert [one.address for one in mails()] == ["pia@example.org"]


def test_whoever_became_late_after_the_look_is_not_reminded_unseen(visit, make, cast, opening):
    interview = seat_of(opening, "Amara Osei", cast.panellist).interview
    visitor = visit(cast.hr).get(f"/interviews/{interview.id}/reminders")
    shown = visitor.page.form("Send one reminder").held()
    visitor.post(f"/openings/{opening.id}/reminders", shown)
    assert [one.address for one in mails()] == ["pia@example.org"]
    assert mails()[0].text.count("- ") == 1


def test_if_all_have_sealed_meanwhile_it_says_so_and_sends_nothing(visit, make, cast, opening):
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/reminders")
    for name, person in (("Amara Osei", cast.panellist), ("Boris Berg", cast.panellist)):
        make.scorecard(seat_of(opening, name, person))
    make.scorecard(seat_of(opening, "Boris Berg", cast.second_panellist))
    visitor.submit(button="Send two reminders", expect=422)
    assert visitor.page.problems()[0].startswith("They're no longer late")
    assert mails() == []


def test_the_same_tap_twice_is_one_reminder(visit, cast, opening):
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/reminders")
    page = visitor.page
    visitor.submit(button="Send two reminders")
    visitor.page = page
    visitor.submit(button="Send two reminders", expect=303)
    assert len(mails()) == 2


def test_of_a_closed_opening_nobody_is_reminded(visit, make, cast, opening):
    with writing():
        opening.closed_on = date(2026, 11, 3)
    assert "Remind" not in visit(cast.hr).get(f"/openings/{opening.id}/interviews").text
    visit(cast.hr).get(f"/openings/{opening.id}/reminders", expect=403)
    interview = seat_of(opening, "Amara Osei", cast.panellist).interview
    visit(cast.hr).get(f"/interviews/{interview.id}/reminders", expect=403)
