"""Mail that still waits says how things are when it is sent: nothing to people who are off, one mail and not two."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox import sending
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.interviews import actions
from hiring.interviews.models import interviews_of
from hiring.interviews.reminders.actions import send_reminders
from hiring.interviews.values import InterviewState
from tests.conftest import NOW
from tests.foundation.mail_server import mail_server
from tests.foundation.test_outbox import queue

SOON = datetime(2026, 11, 10, 14, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def interview(make, cast):
    """Next week; Pia has a seat. Her invitation waits."""
    opening = make.opening(interviewers=[cast.panellist, cast.elsewhere])
    given = {"starts_at": SOON, "place": "Room Birch", "people": [cast.panellist]}
    with writing() as session:
        return actions.set_interview(session, cast.hr, make.application(opening), opening.rounds[0], **given)


def move(cast, interview, starts_at):
    with writing() as session:
        actions.move_interview(session, cast.hr, interview, starts_at=starts_at, place="Room Oak")


def cancel(cast, interview):
    with writing() as session:
        actions.interview_did_not_happen(session, cast.hr, interview, InterviewState.CANCELLED)


def replace(cast, interview):
    with writing() as session:
        (seat,) = interview.seats
        actions.replace_interviewer(session, cast.hr, seat, cast.elsewhere, on=date(2026, 11, 3), why="Ill")


def sent_by(app):
    """What the mail server gets now, as (address, subject), and what is left in the outbox afterwards."""
    with mail_server() as (post, server):
        app.config["MAIL_SERVER"] = server
        sending.send_due()
    left = (OutgoingMail.sent_at.is_(None), OutgoingMail.gave_up_at.is_(None))
    unsent = sa.select(sa.func.count()).select_from(OutgoingMail).where(*left)
    assert db.session.scalar(unsent) == 0
    return [(mail["To"], mail["Subject"]) for mail in post.mails]


INVITED = ("pia@example.org", "You interview on 10 Nov 2026, 14:30: Front desk host")


def test_what_still_holds_is_sent(app, interview):
    assert sent_by(app) == [INVITED]


def test_who_was_never_told_of_an_interview_does_not_hear_that_it_is_off(app, cast, interview):
    cancel(cast, interview)
    assert sent_by(app) == []


def test_who_was_never_told_is_invited_once_to_where_it_was_moved_last(app, cast, interview):
    for days in (1, 2, 3):
        move(cast, interview, SOON + days * DAY)
    assert sent_by(app) == [("pia@example.org", "You interview on 13 Nov 2026, 14:30: Front desk host")]


def test_moved_twice_is_told_once(app, cast, interview):
    sent_by(app)
    move(cast, interview, SOON + DAY)
    move(cast, interview, SOON + 2 * DAY)
    assert sent_by(app) == [("pia@example.org", "Moved to 12 Nov 2026, 14:30: Front desk host")]


def test_moved_and_then_off_is_told_as_off_alone(app, cast, interview):
    sent_by(app)
    move(cast, interview, SOON + DAY)
    cancel(cast, interview)
    ((address, subject),) = sent_by(app)
    assert (address, "Another time" in subject) == ("pia@example.org", False)


def test_off_and_then_on_again_is_told_as_another_time_alone(app, cast, interview):
    sent_by(app)
    cancel(cast, interview)
    move(cast, interview, SOON + DAY)
    assert sent_by(app) == [("pia@example.org", "Moved to 11 Nov 2026, 14:30: Front desk host")]


def test_who_is_replaced_before_they_were_told_hears_nothing_and_who_comes_is_invited(app, cast, interview):
    replace(cast, interview)
    assert sent_by(app) == [(cast.elsewhere.email, INVITED[1])]


def test_a_mail_that_is_on_its_way_is_not_taken_back(app, cast, interview):
    sending._take()
    cancel(cast, interview)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OutgoingMail)) == 2


@pytest.mark.parametrize("kind", ["invitation", "test"])
def test_nothing_is_sent_to_an_account_that_was_closed_meanwhile(app, make, cast, interview, kind):
    if kind == "test":
        queue(to="pia@example.org")
    queue(to="nobody.of.ours@example.org", once="hello 2")
    with writing() as session:
        session.get_one(Person, cast.panellist.id).active = False
    assert sent_by(app) == [("nobody.of.ours@example.org", "Hello")]


@pytest.mark.parametrize("change", [{"left_on": date(2026, 11, 3)}, {"state": InterviewState.CANCELLED}])
def test_nobody_is_invited_who_is_off_whatever_took_them_off(app, cast, interview, change):
    """Changed behind the actions' back, as a later room might."""
    with writing():
        changed = interview.seats[0] if "left_on" in change else interview
        for name, value in change.items():
            setattr(changed, name, value)
    assert sent_by(app) == []


def test_nobody_is_told_to_stay_away_who_is_on_again(app, cast, interview):
    sent_by(app)
    cancel(cast, interview)
    with writing():
        interview.state = InterviewState.ON
    assert sent_by(app) == []


def test_a_reminder_is_sent_while_a_card_is_missing_and_not_once_it_is_sealed(app, make, cast):
    application = make.application(make.opening())
    for planned_round in (0, 1):
        make.interview(application, planned_round=planned_round, people=[cast.panellist])
    interviews = interviews_of(application)
    seats = [seat for each in interviews for seat in each.seats]
    with clock.standing_at(NOW + DAY):
        with writing() as session:
            send_reminders(session, cast.hr, interviews, [seat.id for seat in seats])
        make.scorecard(seats[0])
        assert [address for address, _ in sent_by(app)] == ["pia@example.org"]


def test_a_reminder_of_sealed_cards_is_not_sent(app, make, cast):
    application = make.application(make.opening())
    interview = make.interview(application, people=[cast.panellist])
    with writing() as session:
        send_reminders(session, cast.hr, [interview], [interview.seats[0].id])
    make.scorecard(interview.seats[0])
    with clock.standing_at(NOW + timedelta(hours=1)):
        assert sent_by(app) == []


def test_a_mail_of_which_only_a_part_still_holds_says_that_part(app, make, cast):
    """Two interviews in one mail; one is off by the time it goes out, behind the back of what takes mail back."""
    opening = make.opening()
    with writing() as session:
        given = {"place": "", "people": [cast.panellist]}
        first, second = (
            actions.set_interview(session, cast.hr, make.application(opening, name), opening.rounds[0],
                                  starts_at=SOON + days * DAY, **given)
            for days, name in enumerate(("Ann Ash", "Ben Birch"))
        )  # fmt: skip
    with writing():
        first.state = InterviewState.CANCELLED
    assert sent_by(app) == [("pia@example.org", "You interview on 11 Nov 2026, 14:30: Front desk host")]
    (mail,) = db.session.scalars(sa.select(OutgoingMail))
    assert f"UID:{second.id}@localhost" in mail.files[0][2]
    assert len(mail.files) == 1
