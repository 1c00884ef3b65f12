"""Invitations: a file for the calendar, and mail when a seat, a time or an interview changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records.digest import content_digest
from hiring.interviews import actions
from hiring.interviews.conflicts.actions import decline_seat
from hiring.interviews.values import InterviewState
from tests.conftest import NOW
from tests.foundation.test_outbox import deliver
from tests.interviews.mail.calendar_rules import faults

SOON = datetime(2026, 11, 10, 14, 30, tzinfo=UTC)


@pytest.fixture
def interview(make, cast):
    """Next week; Pia and Pablo have seats, Elsa could have one."""
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere])
    application = make.application(opening, "Amara Osei")
    people = [cast.panellist, cast.second_panellist]
    with writing() as session:
        given = {"starts_at": SOON, "place": "Room Birch", "people": people}
        made = actions.set_interview(session, cast.hr, application, opening.rounds[0], **given)
    deliver()
    return made


def mails(person=None):
    chosen = sa.select(OutgoingMail).order_by(OutgoingMail.queued_at, OutgoingMail.id)
    return [one for one in db.session.scalars(chosen) if person is None or one.address == person.email]


def event_of(text):
    assert faults(text) == []
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


def seat_of(interview, person):
    return next(one for one in interview.seats if one.person_id == person.id)


def do(act, *given, **named):
    with writing() as session:
        done = act(session, *given, **named)
    deliver()
    return done


def test_whoever_is_given_a_seat_gets_one_invitation(either, interview, cast):
    assert sorted(one.address for one in mails()) == ["pablo@example.org", "pia@example.org"]
    (mail,) = mails(cast.panellist)
    assert mail.subject == "You interview on 10 Nov 2026, 14:30: Front desk host"
    assert "Tuesday 10 November 2026, 14:30 (on the clock in Europe/London)\nRoom Birch\n" in mail.text
    assert "http://localhost:8000/my-interviews\n" in mail.text
    assert (mail.about, mail.useless_from) == (interview.id, SOON)


def test_the_invitation_reads_back_as_a_request_in_utc(interview, cast):
    method, event = event_of(mails(cast.panellist)[0].attachments[0].content)
    assert (method, event["SEQUENCE"], event["STATUS"]) == ("REQUEST", 1, "CONFIRMED")
    assert event["UID"] == f"{interview.id}@localhost"
    assert event.decoded("DTSTART") == SOON
    assert event.decoded("DTEND") == SOON + timedelta(minutes=interview.round.minutes)
    assert event["SUMMARY"] == f"Interview: Front desk host, {interview.round.title.lower()}"
    assert (event["LOCATION"], event["ORGANIZER"]) == ("Room Birch", "mailto:hiring@localhost")
    assert event["ATTENDEE"] == "mailto:pia@example.org"
    assert event["ATTENDEE"].params["CN"] == "Pia Park"
    assert "DTSTART:20261110T143000Z" in mails(cast.panellist)[0].attachments[0].content


def test_nothing_that_leaves_the_house_names_the_candidate(either, make, cast, interview):
    do(
        actions.move_interview,
        cast.hr,
        interview,
        starts_at=SOON + timedelta(days=1),
        place="Room Oak",
        note="She has a cold",
    )
    do(actions.interview_did_not_happen, cast.hr, interview, InterviewState.CANCELLED, note="Amara rang")
    assert len(mails()) == 6
    for mail in mails():
        told = f"{mail.subject} {mail.text} {mail.attachments}"
        assert not any(word in told for word in ("Amara", "Osei", "amara.osei", "cold", "rang"))


def test_a_moved_interview_is_the_same_entry_with_a_higher_sequence(either, interview, cast):
    do(actions.move_interview, cast.hr, interview, starts_at=SOON + timedelta(days=1), place="Room Oak")
    before, after = (event_of(one.attachments[0].content) for one in mails(cast.panellist))
    assert after[1]["UID"] == before[1]["UID"]
    assert (after[0], after[1]["SEQUENCE"], after[1]["LOCATION"]) == ("REQUEST", 2, "Room Oak")
    assert mails(cast.panellist)[1].subject == "Moved to 11 Nov 2026, 14:30: Front desk host"


def test_an_interview_cancelled_is_told_once_and_then_set_again(either, interview, cast):
    do(actions.interview_did_not_happen, cast.hr, interview, InterviewState.CANCELLED)
    with pytest.raises(actions.InterviewRefused, match="already cancelled"):
        do(actions.interview_did_not_happen, cast.hr, interview, InterviewState.CANCELLED)
    do(actions.move_interview, cast.hr, interview, starts_at=SOON + timedelta(days=2), place="Room Oak")
    told = [event_of(one.attachments[0].content) for one in mails(cast.panellist)]
    assert [(method, event["SEQUENCE"]) for method, event in told] == [("REQUEST", 1), ("CANCEL", 2), ("REQUEST", 3)]
    assert told[1][1]["STATUS"] == "CANCELLED"


def test_whoever_is_replaced_is_off_and_whoever_comes_is_invited(either, interview, cast):
    seat = seat_of(interview, cast.panellist)
    do(actions.replace_interviewer, cast.hr, seat, cast.elsewhere, on=date(2026, 11, 3), why="Often late")
    off, on = mails(cast.panellist)[-1], mails(cast.elsewhere)[0]
    assert (event_of(off.attachments[0].content)[0], event_of(off.attachments[0].content)[1]["SEQUENCE"]) == (
        "CANCEL",
        2,
    )
    assert event_of(on.attachments[0].content)[0] == "REQUEST"
    assert "Often late" not in off.text
    assert len(mails(cast.second_panellist)) == 1
    do(actions.move_interview, cast.hr, interview, starts_at=SOON + timedelta(days=1), place="")
    assert [len(mails(one)) for one in (cast.panellist, cast.second_panellist, cast.elsewhere)] == [2, 2, 2]


def test_whoever_declines_gets_the_entry_taken_out_of_the_calendar(either, interview, cast):
    do(decline_seat, cast.panellist, seat_of(interview, cast.panellist), "I know her from school.")
    assert event_of(mails(cast.panellist)[-1].attachments[0].content)[0] == "CANCEL"
    assert "school" not in mails(cast.panellist)[-1].text


def test_of_an_interview_that_is_over_nobody_is_told(either, make, cast, interview):
    count = len(mails())
    with clock.standing_at(SOON + timedelta(hours=1)):
        do(actions.interview_did_not_happen, cast.hr, interview, InterviewState.NO_SHOW)
    make.interview(make.application(make.opening("Night porter"), "Bo Lind"))  # yesterday
    assert len(mails()) == count


def test_an_interview_moved_into_the_past_is_told_as_long_as_the_old_time_is_ahead(either, interview, cast):
    do(actions.move_interview, cast.hr, interview, starts_at=NOW - timedelta(days=1), place="")
    assert mails(cast.panellist)[-1].useless_from == SOON


@pytest.mark.parametrize("change", [{"active": False}, {"is_guest": True}, {"email": "pia at the desk"}])
def test_guests_and_whoever_no_mail_reaches_hold_their_seat_without_one(app, make, cast, interview, change):
    with writing() as session:
        for name, value in change.items():
            setattr(session.get_one(type(cast.panellist), cast.panellist.id), name, value)
    do(actions.move_interview, cast.hr, interview, starts_at=SOON + timedelta(days=1), place="")
    assert [one.address for one in mails()][2:] == ["pablo@example.org"]


def test_many_interviews_set_at_once_invite_everybody(visit, make, cast):
    opening = make.opening()
    for name in ("Amara Osei", "Boris Berg", "Chloe Cole"):
        make.application(opening, name)
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/seating")
    asked = visitor.page.form("Propose").held() | {"on": "2026-11-10", "at": "09:00", "place": "Room Birch"}
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    visitor.get(f"/openings/{opening.id}/seating/proposal?{query}")
    form = visitor.page.form("Set interviews").held()
    visitor.post(f"/openings/{opening.id}/seating/proposal?{query}", form)
    for person in (cast.panellist, cast.second_panellist):
        (mail,) = mails(person)
        assert mail.subject == "You have 3 interviews, the first on 10 Nov 2026, 09:00: Front desk host"
        events = [event_of(file.content) for file in mail.attachments]
        assert [method for method, _ in events] == ["REQUEST"] * 3
        assert len({str(event["UID"]) for _, event in events}) == 3
        assert mail.text.count("(on the clock in Europe/London)") == 3


def three_with_pia(make, cast, opening):
    with writing() as session:
        return [
            actions.set_interview(
                session,
                cast.hr,
                make.application(opening, name),
                opening.rounds[0],
                starts_at=SOON + timedelta(hours=hours),
                place="Room Birch",
                people=[cast.panellist],
            )
            for hours, name in enumerate(("Ann", "Ben", "Cat"))
        ]


def test_news_of_several_seats_is_one_mail_which_later_news_replaces_in_part(either, make, cast):
    """Before the mail goes out, one interview moves and one is off."""
    moved, off, stays = three_with_pia(make, cast, make.opening())
    assert len(mails()) == 1
    with writing() as session:
        actions.move_interview(session, cast.hr, moved, starts_at=SOON + timedelta(days=1), place="Room Oak")
        actions.interview_did_not_happen(session, cast.hr, off, InterviewState.CANCELLED)
    (mail,) = mails()
    assert mail.subject.startswith("You have 2 interviews, the first on 10 Nov 2026, 16:30")
    uids = {str(event_of(file.content)[1]["UID"]) for file in mail.attachments}
    assert uids == {f"{interview.id}@localhost" for interview in (moved, stays)}
    deliver()
    with writing() as session:
        actions.move_interview(session, cast.hr, moved, starts_at=SOON + timedelta(days=2), place="Room Oak")
        actions.interview_did_not_happen(session, cast.hr, stays, InterviewState.CANCELLED)
    mail = next(mail for mail in mails() if mail.sent_at is None)
    assert mail.subject == "Your interviews: 2 changes"
    events = [event_of(file.content) for file in mail.attachments]
    assert {str(event["UID"]): (method, event["SEQUENCE"]) for method, event in events} == {
        f"{moved.id}@localhost": ("REQUEST", 3),
        f"{stays.id}@localhost": ("CANCEL", 2),
    }


def test_a_save_that_is_taken_back_sends_nothing(either, make, cast):
    opening = make.opening()
    application = make.application(opening)
    given = {"starts_at": SOON, "place": "", "people": [cast.panellist]}
    with pytest.raises(ZeroDivisionError), writing() as session:
        actions.set_interview(session, cast.hr, application, opening.rounds[0], **given)
        _ = 1 / 0
    with writing() as session:
        with pytest.raises(actions.InterviewRefused), session.begin_nested():
            for _ in range(2):
                actions.set_interview(session, cast.hr, application, opening.rounds[0], **given)
        actions.set_interview(session, cast.hr, application, opening.rounds[1], **given)
    assert [len(mail.attachments) for mail in mails()] == [1]


def test_an_interviewer_and_hr_take_the_interview_along_and_nothing_changes(visit, interview, cast):
    before = content_digest(db.session)
    own, hr = visit(cast.panellist).get("/my-interviews"), visit(cast.hr).get(f"/interviews/{interview.id}")
    for visitor, link in ((own, "Add to my calendar: Amara Osei"), (hr, "Add to my calendar")):
        visitor.get(visitor.page.links()[link])
        assert visitor.answer.mimetype == "text/calendar"
        assert visitor.answer.headers["Content-Disposition"] == 'attachment; filename="interview.ics"'
        method, event = event_of(visitor.answer.get_data(as_text=True))
        assert (method, event["UID"], event.decoded("DTSTART")) == ("PUBLISH", f"{interview.id}@localhost", SOON)
        assert "Amara" not in visitor.answer.get_data(as_text=True)
    assert content_digest(db.session) == before


def test_a_left_seat_is_in_nobodys_calendar(visit, interview, cast):
    seat = seat_of(interview, cast.panellist)
    do(actions.leave_seat, cast.hr, seat, on=date(2026, 11, 3), why="On leave")
    visit(cast.panellist).get(f"/scorecards/{seat.id}/calendar", expect=404)
