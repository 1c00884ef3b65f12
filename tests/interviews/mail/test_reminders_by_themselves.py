"""Reminders that go by themselves: when, who to, how often, and the two switches that stop them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records.journal import JournalEntry
from hiring.interviews import actions
from hiring.interviews.reminders.actions import send_reminders
from hiring.interviews.reminders.automatic import send_due_reminders
from hiring.interviews.reminders.values import ORGANISATION
from tests.make import HELD_AT

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def opening(make):
    return make.opening()


@pytest.fixture
def interview(make, cast, opening):
    return make.interview(make.application(opening), people=[cast.panellist])


def reminders():
    return list(db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == "reminder")))


def run(moment):
    """How many reminders there are after a round at that moment."""
    with clock.standing_at(moment), writing() as session:
        send_due_reminders(session)
    return len(reminders())


def test_an_hour_then_a_day_after_the_end_and_never_again(either, interview):
    end = HELD_AT + timedelta(minutes=interview.round.minutes)
    moments = [HOUR - MINUTE, HOUR, HOUR + MINUTE, DAY - MINUTE, DAY, DAY + MINUTE, 3 * DAY, 6 * DAY]
    assert [run(end + after) for after in moments] == [0, 1, 1, 1, 2, 2, 2, 2]
    assert {mail.address for mail in reminders()} == {"pia@example.org"}
    assert "We still need this scorecard for “Front desk host”" in reminders()[0].text
    assert "Amara" not in reminders()[0].text + reminders()[0].subject
    entries = db.session.scalars(sa.select(JournalEntry).where(JournalEntry.verb == "reminder sent")).all()
    assert [entry.actor for entry in entries] == [None, None]


def test_who_was_reminded_today_by_a_person_is_reminded_the_next_day(either, cast, interview):
    end = HELD_AT + timedelta(minutes=interview.round.minutes)
    with clock.standing_at(end + MINUTE), writing() as session:
        send_reminders(session, cast.hr, [interview], [interview.seats[0].id])
    assert [run(end + HOUR), run(end + DAY)] == [1, 2]


def test_nothing_is_sent_for_what_is_old_sealed_left_or_over(either, make, cast, opening, interview):
    end = HELD_AT + timedelta(minutes=interview.round.minutes)
    assert run(end + 7 * DAY + MINUTE) == 0
    assert run(end + 7 * DAY - MINUTE) == 1
    sealed = make.interview(make.application(opening, "Sal Sealed"), people=[cast.panellist])
    make.scorecard(sealed.seats[0])
    left = make.interview(make.application(opening, "Lea Left"), people=[cast.panellist])
    with writing() as session:
        actions.leave_seat(session, cast.hr, left.seats[0], on=HELD_AT.date(), why="Ill")
    gone = make.interview(make.application(opening, "Wes Withdrawn"), people=[cast.panellist])
    make.withdrawn(gone.application)
    make.guest(make.interview(make.application(opening, "Gus Guest"), people=[]))
    assert run(end + 2 * HOUR) == 1


def test_one_mail_asks_a_person_for_every_card_of_an_opening(make, cast, opening, interview):
    make.interview(make.application(opening, "Bo Li"), people=[cast.panellist])
    assert run(HELD_AT + 3 * HOUR) == 1
    assert reminders()[0].subject == "Your scorecards are missing: Front desk host"


def test_hr_switches_them_off_for_an_opening_or_everywhere(visit, cast, opening, interview):
    hr = visit(cast.hr)
    later = HELD_AT + 3 * HOUR

    def switch(label):
        hr.get("/reminders").submit(button=label).follow()

    for off, on in ((f"Switch off: {opening.title}", f"Switch on: {opening.title}"),
                    ("Switch off: all openings", "Switch on: all openings")):  # fmt: skip
        switch(off)
        assert run(later) == 0
        switch(on)
    hr.post("/reminders/switch", {"scope": ORGANISATION, "to": "on"}).follow()
    assert "Reminders are on already." in hr.text
    for typed in ({"scope": "nowhere", "to": "on"}, {"scope": ORGANISATION, "to": "perhaps"}):
        hr.post("/reminders/switch", typed).follow()
        assert "nothing was changed" in hr.text
    assert run(later) == 1
