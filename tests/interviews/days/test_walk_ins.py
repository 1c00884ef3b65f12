"""Walk-in sessions: places on the agenda for people without a date, who are added and interviewed as they come."""

import pytest
import sqlalchemy as sa

from hiring.candidates.queries import applications_of
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.interviews.actions import interview_did_not_happen
from hiring.interviews.feeds.actions import make_feed
from hiring.interviews.feeds.queries import address_of
from hiring.interviews.models import Interview
from hiring.interviews.values import InterviewState
from hiring.interviews.walk_ins import actions
from hiring.interviews.walk_ins.mails import still_true_of_the_session
from hiring.interviews.walk_ins.models import WalkInSession
from tests.foundation.test_outbox import deliver
from tests.interviews.mail.test_feeds import events, path_of
from tests.interviews.test_invitations import event_of, mails
from tests.visitor import Visitor

TOMORROW = "2026-11-04"


def test_a_session_is_planned_filled_printed_and_ended(visit, cast, make):
    opening = make.opening()
    hr = visit(cast.hr).get(f"/openings/{opening.id}/walk-ins/plan")
    typed = {"round": opening.rounds[0].id, "at": "10:00", "places": "2", "place": "Room Alder"}
    typed |= {"people": [cast.panellist.id]}
    hr.submit(typed).follow()
    assert "2 places, all free" in hr.text
    page = hr.path
    hr.submit({"name": "Wanda Weir", "email": "wanda@example.org"}, button="Add walk-in").follow()
    [application] = applications_of(db.session, opening)
    assert (application.source, application.applied_on.isoformat()) == ("Walk-in", "2026-11-03")
    interview = db.session.scalars(sa.select(Interview)).one()
    assert (clock.in_zone(interview.starts_at, "Europe/London").hour, interview.place) == (10, "Room Alder")
    assert [seat.person for seat in interview.seats] == [cast.panellist]
    assert "2 places, 1 taken" in hr.text
    agenda = hr.get(f"/agenda?day={TOMORROW}").text
    assert "There is 1 interview and 1 walk-in session." in agenda and "2 places, 1 taken" in agenda
    assert "1 walk-in session this week" in hr.get(f"/agenda?view=week&day={TOMORROW}").text
    sheet = hr.get(f"/agenda/day-sheet?day={TOMORROW}")
    assert "Walk-ins: Front desk host, Room Alder" in sheet.text and sheet.page.html.count("tick-box") == 2 + 1
    hr.get(f"{page}/end").submit(button="End session").follow()
    assert "Walk-ins" not in hr.get(f"/agenda?day={TOMORROW}").text
    assert "Wanda Weir" in hr.text
    hr.post(page, {"name": "Late Lou", "at": interview.starts_at.isoformat()}).follow()
    assert "This session has ended, so nobody was added." in hr.text
    assert len(applications_of(db.session, opening)) == 1


def test_a_time_that_is_taken_meanwhile_is_refused_and_what_was_typed_stays(visit, cast, make):
    walk_ins = make.walk_ins(make.opening())
    hr = visit(cast.hr).get(f"/walk-ins/{walk_ins.id}")
    _add(cast, walk_ins, walk_ins.starts_at, "Wanda Weir")
    hr.submit({"name": "Bo Berg"}, button="Add walk-in", expect=422)
    assert hr.page.problems() == ["Choose one from the list."]
    assert hr.page.form("Add walk-in").held()["name"] == "Bo Berg"
    with pytest.raises(actions.WalkInRefused, match="Someone has just taken this time"):
        _add(cast, walk_ins, walk_ins.starts_at, "Bo Berg")


def test_a_place_is_free_again_once_its_interview_is_cancelled(cast, make):
    walk_ins = make.walk_ins(make.opening(), places=1)
    interview = _add(cast, walk_ins, walk_ins.starts_at, "Wanda Weir")
    with writing() as session:
        interview_did_not_happen(session, cast.hr, interview, InterviewState.CANCELLED)
    assert _add(cast, walk_ins, walk_ins.starts_at, "Bo Berg").application.candidate.name == "Bo Berg"


def test_interviewers_see_their_own_sessions_without_names_and_others_none(visit, cast, make):
    walk_ins = make.walk_ins(make.opening())
    interview = _add(cast, walk_ins, walk_ins.starts_at, "Wanda Weir")
    with writing() as session:
        interview.seats[0].left_on = clock.today("Europe/London")
        session.flush()
    for page in ("/agenda?", "/agenda?view=week&", "/agenda/day-sheet?"):
        address = f"{page}day={TOMORROW}"
        own = visit(cast.panellist).get(address).text
        assert "Walk-ins" in own and "Wanda" not in own
        assert "Walk-ins" not in visit(cast.second_panellist).get(address).text


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"people": []}, "Choose at least one interviewer."),
        ({"places": "0"}, "Write a number from 1 to 40."),
        ({"places": "41"}, "Write a number from 1 to 40."),
        ({"on": "2026-11-01"}, "That time has passed. Choose a day that's still to come."),
    ],
)
def test_a_session_that_cannot_be_is_refused_at_its_field(visit, cast, make, changed, says):
    opening = make.opening()
    typed = {"round": opening.rounds[0].id, "people": [cast.panellist.id], "place": "Room Alder"}
    hr = visit(cast.hr).get(f"/openings/{opening.id}/walk-ins/plan")
    hr.submit(typed | changed, expect=422)
    assert hr.page.problems() == [says]
    assert hr.page.form("Plan session").held()["place"] == "Room Alder"
    assert db.session.scalars(sa.select(WalkInSession)).all() == []


def _add(cast, walk_ins, at, name):
    with writing() as session:
        return actions.add_walk_in(session, cast.hr, walk_ins, at=at, name=name, email="", phone="")


def test_interviewers_are_invited_once_and_hear_of_the_end_only_if_they_were(either, make, cast):
    opening = make.opening()
    walk_ins = make.walk_ins(opening, people=[cast.panellist, cast.second_panellist])
    deliver()
    (mail,) = mails(cast.panellist)
    assert [len(mails(one)) for one in (cast.second_panellist, cast.hr)] == [1, 0]
    assert mail.subject == "You interview walk-ins on 4 Nov 2026, 10:00: Front desk host"
    assert (
        "Wednesday 4 November 2026, 10:00 (on the clock in Europe/London)" in mail.text and "3 places of" in mail.text
    )
    assert mail.subject in Visitor(either, cast.second_hr).get("/mailbox").text
    method, event = event_of(mail.attachments[0].content)
    assert (method, event["SEQUENCE"], event["LOCATION"]) == ("REQUEST", 0, "Room Alder")
    assert event.decoded("DTSTART") == walk_ins.starts_at
    assert event.decoded("DTEND") == walk_ins.ends_at
    with writing() as session:
        path = path_of(address_of(make_feed(session, cast.panellist)))
    assert set(events(Visitor(either), path)) == {event["UID"]}
    _end(cast, walk_ins)
    deliver()
    ended = mails(cast.panellist)[-1]
    assert "Cancelled" in ended.subject and ended.sent_at
    method, after = event_of(ended.attachments[0].content)
    assert (method, after["SEQUENCE"], after["UID"]) == ("CANCEL", 1, event["UID"])
    assert events(Visitor(either), path) == {}

    unheard = make.walk_ins(opening)
    _end(cast, unheard)
    (waits,) = [one for one in mails() if one.about == unheard.id]
    assert still_true_of_the_session(db.session, waits) == "not true any more"
    assert still_true_of_the_session(db.session, mail) == "not true any more"
    assert still_true_of_the_session(db.session, ended) == ""


def test_nobody_is_told_that_a_session_is_cancelled_once_it_has_begun(make, cast):
    walk_ins = make.walk_ins(make.opening())
    deliver()
    with clock.standing_at(walk_ins.starts_at):
        _end(cast, walk_ins)
    assert [mail.kind for mail in mails()] == ["walk-ins planned"]


def _end(cast, walk_ins):
    with writing() as session:
        actions.end_walk_ins(session, cast.hr, walk_ins)
