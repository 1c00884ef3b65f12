"""Interviews that did not take place: checked before, dated, told to draft writers, taken back, never sealed."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records import view_log
from hiring.foundation.web.drafts import draft_of
from hiring.interviews import actions
from hiring.interviews.actions import InterviewRefused, InterviewWasOff, interview_did_not_happen
from hiring.interviews.cancelling import take_back_no_show
from hiring.interviews.models import Scorecard
from hiring.interviews.readings import MARKS
from hiring.interviews.values import Answer, InterviewState
from tests.conftest import NOW
from tests.foundation.test_outbox import deliver
from tests.make import IN_AN_HOUR

OFF = [InterviewState.NO_SHOW, InterviewState.CANCELLED]


@pytest.fixture
def interview(make):
    return make.interview(make.application(name="Amara Osei"))


def seat_of(interview, person):
    return next(seat for seat in interview.seats if seat.person_id == person.id)


def record(cast, interview, state):
    with writing() as session:
        interview_did_not_happen(session, cast.hr, interview, state)


def drafted(seat, text="She rang back."):
    first = seat.interview.round.questions[0].replace("/", "--")
    with writing() as session:
        actions.save_scorecard_draft(session, seat.person, seat, {f"evidence-{first}": text}, 0)


def mails_to(person, subject):
    chosen = sa.select(OutgoingMail).where(OutgoingMail.address == person.email)
    return [one for one in db.session.scalars(chosen) if one.subject.startswith(subject)]


@pytest.mark.parametrize("state", OFF)
def test_a_card_of_an_interview_that_was_off_is_refused_and_its_text_kept(visit, cast, interview, state):
    seat = seat_of(interview, cast.panellist)
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    fields = [reference.replace("/", "--") for reference in interview.round.questions]
    typed = {f"evidence-{one}": "Rang twice." for one in fields} | {f"level-{one}": "4" for one in fields}
    visitor.submit(typed, button="Check and seal").follow()
    record(cast, interview, state)
    visitor.submit().follow()
    said = {"no_show": "ask HR to take the no-show back", "cancelled": "ask HR to set it again"}[state]
    assert said in visitor.text
    assert "Rang twice." in visitor.text
    assert not [form for form in visitor.page.forms() if "Check and seal" in form.buttons]
    assert db.session.scalar(sa.select(sa.func.count(Scorecard.id))) == 0
    assert draft_of(db.session, cast.panellist.id, seat.id) is not None


@pytest.mark.parametrize("state", OFF)
def test_the_action_itself_refuses_such_a_card(either, make, cast, state):
    interview = make.interview(make.application())
    record(cast, interview, state)
    seat = interview.seats[0]
    answers = [Answer(one, 3, "Rang.") for one in interview.round.questions]
    with pytest.raises(InterviewWasOff, match="Your text is kept"), writing() as session:
        actions.seal_scorecard(session, seat.person, seat, answers)


@pytest.mark.parametrize(("starts_at", "is_taken"), [(NOW, True), (NOW + timedelta(minutes=1), False)])
def test_nobody_stays_away_from_an_interview_before_it_begins(visit, make, cast, starts_at, is_taken):
    interview = make.interview(make.application(), starts_at=starts_at)
    page = visit(cast.hr).get(f"/interviews/{interview.id}")
    assert ("Record no-show" in page.page.links()) == is_taken
    if is_taken:
        record(cast, interview, InterviewState.NO_SHOW)
        return
    with pytest.raises(InterviewRefused, match="hasn't begun"):
        record(cast, interview, InterviewState.NO_SHOW)
    page.post(f"/interviews/{interview.id}/no-show", expect=422)
    assert page.page.problems() == [
        "This interview hasn't begun. You can record a no-show once it starts, or cancel it now."
    ]


@pytest.mark.parametrize(("where", "is_ahead"), [("cancel", True), ("cancel", False), ("no-show", False)])
def test_the_check_page_names_exactly_who_is_then_mailed_and_whose_draft_exists(visit, make, cast, where, is_ahead):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere])
    interview = make.interview(make.application(opening), starts_at=IN_AN_HOUR if is_ahead else None)
    deliver()
    with writing() as session:
        actions.give_seat(session, cast.hr, interview, cast.elsewhere)  # the invitation to this seat still waits
    drafted(seat_of(interview, cast.second_panellist))
    hr = visit(cast.hr).get(f"/interviews/{interview.id}/{where}")
    told = re.search(r"Who gets an email(.*)Drafts", hr.text)[1]
    named = {one.name for one in (cast.panellist, cast.second_panellist, cast.elsewhere) if one.name in told}
    assert "Pablo Perez has started a scorecard. We keep the draft" in hr.text
    before = set(db.session.scalars(sa.select(OutgoingMail.id)))
    hr.submit()
    mailed = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.id.not_in(before))).all()
    people = {cast.panellist.email: "Pia Park", cast.second_panellist.email: "Pablo Perez"}
    assert {people[one.address] for one in mailed} == named
    assert len(mailed) == len(named) == (2 if is_ahead else 1)


def test_whoever_wrote_a_draft_is_mailed_and_finds_it_on_their_page(visit, cast, interview):
    seat = seat_of(interview, cast.panellist)
    drafted(seat)
    record(cast, interview, InterviewState.NO_SHOW)
    (mail,) = mails_to(cast.panellist, "Off, and your draft is kept")
    assert "Amara" not in f"{mail.subject} {mail.text} {mail.attachments}"
    assert mail.useless_from > clock.now()
    assert mails_to(cast.second_panellist, "Off") == []
    visitor = visit(cast.panellist).get("/my-interviews")
    assert "the candidate didn't come – your draft is kept" in visitor.text
    assert "She rang back." in visitor.get(f"/scorecards/{seat.id}").text


def test_a_no_show_has_the_day_of_the_interview_and_is_taken_back(visit, make, cast, interview):
    drafted(seat_of(interview, cast.panellist))
    hr = visit(cast.hr).get(f"/interviews/{interview.id}/no-show").submit().follow()
    assert "2 Nov 2026: no-show" in hr.text
    hr.submit(button="Undo no-show").follow()
    db.session.expire_all()
    assert (interview.state, [one.kind for one in interview.changes]) == ("on", ["no_show", "taken_back"])
    make.scorecard(seat_of(interview, cast.panellist), 3)


def test_what_cannot_be_taken_back(make, cast):
    cancelled, again, read = (make.interview(make.application(name=name)) for name in ("A One", "B Two", "C Three"))
    record(cast, cancelled, InterviewState.CANCELLED)
    for interview in (again, read):
        record(cast, interview, InterviewState.NO_SHOW)
    make.interview(again.application)
    view_log.note(cast.hr.id, read.application_id, MARKS)
    for interview in (cancelled, again, read):
        with pytest.raises(InterviewRefused), writing() as session:
            take_back_no_show(session, cast.hr, interview)


def test_hr_on_the_panel_is_not_told_whose_draft_exists(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    interview = make.interview(make.application(opening), people=[cast.panellist, cast.second_hr])
    hr, address = visit(cast.second_hr), f"/interviews/{interview.id}/no-show"
    before = hr.get(address).text
    drafted(seat_of(interview, cast.panellist))
    assert hr.get(address).text == before
