"""Mail gives nothing away: neither marks, nor who has sealed to anyone who still owes a card."""

import itertools

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.interviews.models import Interview, interviews_of
from hiring.interviews.queries import interviews_of as interviews_of_opening
from hiring.interviews.reminders.actions import send_reminders
from hiring.interviews.reminders.queries import reminder_plan
from hiring.interviews.reminders.values import REMINDER
from tests.panels.test_blindness import world
from tests.two_worlds import WORLDS


@pytest.fixture
def interview(make, cast):
    """Yesterday's; Pia and Hugo, who is of HR, have not sealed, Pablo has."""
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.second_hr])
    people = [cast.panellist, cast.second_panellist, cast.second_hr]
    made = make.interview(make.application(opening, "Amara Osei"), people=people)
    make.scorecard(next(seat for seat in made.seats if seat.person_id == cast.second_panellist.id))
    return made


def remind_all(person, interview):
    with writing() as session:
        interviews = interviews_of_opening(session, interview.application.opening)
        found = reminder_plan(session, person, interviews)
        send_reminders(session, person, interviews, [seat.id for one in found.addressees for seat in one.seats])


def mails(kind=None):
    chosen = sa.select(OutgoingMail).order_by(OutgoingMail.id)
    return [one for one in db.session.scalars(chosen) if kind in {None, one.kind}]


def test_mail_is_the_same_in_worlds_that_differ_in_marks_and_notes_only(tmp_path):
    told = {}
    for which, differing in WORLDS.items():
        with world(tmp_path / which, *differing) as (_app, cast, closed):
            remind_all(cast.hr, interviews_of(closed)[0])
            columns = OutgoingMail.__table__.columns.keys()
            told[which] = [[getattr(one, name) for name in columns] for one in mails()]
    assert len(told["low"]) > 2
    assert told["low"] == told["high"]
    words = " ".join(str(value) for row in told["low"] for value in row)
    assert not any(evidence in words for _, evidence in WORLDS.values())


def test_hr_who_owes_a_card_sees_nobody_missing_there_and_reminds_nobody(visit, cast, interview):
    visitor = visit(cast.second_hr)
    opening_id = interview.application.opening_id
    assert "Remind" not in visitor.get(f"/openings/{opening_id}/interviews").text
    assert "Remind" not in visitor.get(f"/interviews/{interview.id}").text
    assert "Pia Park" not in visitor.get(f"/openings/{opening_id}/reminders").text
    visitor.get(f"/interviews/{interview.id}/reminders", expect=403)
    seats = " ".join(seat.id for seat in interview.seats)
    visitor.post(f"/openings/{opening_id}/reminders", {"seats": seats}, expect=422)
    assert mails(REMINDER) == []


def test_hr_who_owes_a_card_cannot_read_from_reminders_who_has_sealed(visit, cast, interview):
    looks = [f"/openings/{interview.application.opening_id}/interviews", f"/interviews/{interview.id}", "/mailbox"]
    visitor = visit(cast.second_hr)
    before = [visitor.get(look).text for look in looks]
    remind_all(cast.hr, interview)
    after = [visitor.get(look).text for look in looks]
    assert after[:2] == before[:2]
    assert after[2].count("missing") == before[2].count("missing") + 1  # the one to themselves
    to_pia = next(one for one in mails(REMINDER) if one.address == cast.panellist.email)
    visitor.get(f"/mailbox/{to_pia.id}", expect=404)
    assert "Pia Park" in visit(cast.hr).get(f"/mailbox/{to_pia.id}").text


def test_nobody_reminds_about_their_own_application(visit, make, cast):
    opening = make.opening()
    own = make.interview(make.application(opening, "Hugo Hill", email=cast.second_hr.email))
    assert "Pia Park" not in visit(cast.second_hr).get(f"/openings/{opening.id}/reminders").text
    visit(cast.second_hr).get(f"/interviews/{own.id}/reminders", expect=404)
    assert "Pia Park" in visit(cast.hr).get(f"/openings/{opening.id}/reminders").text


def test_an_interviewer_learns_of_no_other_interviewer_by_mail(cast, interview):
    remind_all(cast.hr, interview)
    names = {cast.panellist: "Pia", cast.second_panellist: "Pablo", cast.second_hr: "Hugo"}
    for mail, (person, name) in itertools.product(mails(), names.items()):
        assert (name in f"{mail.subject}{mail.text}{mail.attachments}") == (mail.address == person.email)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Interview)) == 1
