"""A panel is complete when its whole plan is sealed; once anyone has read it, it takes no new marks."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.records import journal
from hiring.foundation.records.view_log import Sighting
from hiring.interviews import actions
from hiring.interviews.guests import actions as guests
from hiring.interviews.guests.models import link_of
from hiring.interviews.guests.policy import can_hand_out, can_invite
from hiring.interviews.models import interviews_of
from hiring.interviews.readings import MARKS, was_read
from hiring.interviews.reopening import ReopeningRefused, reopen_panel
from hiring.panels.actions import RoundsNotNamed, close_panel
from hiring.panels.policy import can_read_panel, closing_of, state_of
from hiring.panels.queries import summary_of
from hiring.panels.reveal_log import note_first_reading, read_panel
from tests.conftest import NOW
from tests.make import IN_AN_HOUR

WHY = "The second interview can't be held this year."
SOON = NOW + timedelta(days=3)


@pytest.fixture
def opening(make, cast):
    return make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere, cast.second_hr])


def sealed(make, interview, level=3):
    for seat in interview.seats:
        if seat.scorecard is None and seat.left_on is None:
            make.scorecard(seat, level)
    return interview


def test_hr_sees_who_has_sealed_and_no_mark_until_the_whole_plan_is_sealed(visit, make, cast, opening):
    application = make.application(opening)
    first = sealed(make, make.interview(application))
    hr, address = visit(cast.hr), f"/applications/{application.id}/panel"
    assert "Not yet: waiting for 1 of 2 rounds." in hr.get(address).text
    assert "Pia Park: sealed" in hr.text
    assert "Rang back twice." not in hr.page.html
    second = make.interview(application, 1, starts_at=IN_AN_HOUR)
    assert "waiting for 2 of 4 scorecards" in hr.get(address).text
    sealed(make, second)
    assert "waiting for 1 of 2 rounds" in hr.get(address).text, "sealed before it has begun"
    assert not was_read(application)
    with writing():
        second.starts_at = NOW
    assert "Rang back twice." in hr.get(address).text
    assert was_read(application)
    assert first.application_id == application.id


def test_a_first_reading_is_noted_once_and_only_of_what_can_be_read_by_then(either, make, cast):
    """The comparison asks for what it saw could be read; in between a seat may have been given."""
    ready, waiting = make.panel(3, 3), make.application(make.opening(), "Wim Wade")
    make.scorecard(make.interview(waiting).seats[0], 4)
    for _look in range(2):
        assert note_first_reading(cast.hr.id, [ready.id, waiting.id]) == {ready.id}
    noted = sa.select(Sighting.about).where(Sighting.person_id == cast.hr.id, Sighting.what == MARKS)
    db.session.rollback()
    assert db.session.scalars(noted).all() == [ready.id]


def test_hr_on_the_panel_reads_no_mark_earlier_than_other_hr(make, cast, opening):
    application = make.application(opening)
    sealed(make, make.interview(application, people=[cast.panellist, cast.second_hr]))
    assert can_read_panel(cast.panellist, application)
    assert not can_read_panel(cast.second_hr, application)
    sealed(make, make.interview(application, 1))
    assert can_read_panel(cast.second_hr, application)


def test_a_closing_names_the_rounds_it_leaves_out_and_keeps_them(visit, make, cast, opening):
    application = make.application(opening)
    sealed(make, make.interview(application))
    second = make.interview(application, 1, starts_at=IN_AN_HOUR)
    hr = visit(cast.hr).get(f"/applications/{application.id}/panel")
    hr.submit({"reason": WHY, "left_out": []}, expect=422)
    assert hr.page.problems() == ["Something has changed. Tick every round you're leaving out."]
    hr.submit({"reason": WHY, "left_out": [second.round_id]}).follow()
    db.session.expire_all()
    assert f"Closed without {second.round.title} by Hedda Hart" in hr.text
    assert (closing_of(application).left_out, second.state) == ([second.round_id], "cancelled")
    assert was_read(application)


def test_a_closing_that_names_another_round_is_refused(make, cast, opening):
    application = make.application(opening)
    held = sealed(make, make.interview(application))
    with pytest.raises(RoundsNotNamed), writing() as session:
        close_panel(session, cast.hr, application, reason=WHY, left_out=[held.round_id])


def _read_page(visit, cast, application):
    visit(cast.hr).get(f"/applications/{application.id}/panel")


def _read_comparison(visit, cast, application):
    visit(cast.hr).get(f"/openings/{application.opening_id}/compare")


def _export(name):
    def exported(visit, cast, application):
        visit(cast.hr).post(f"/openings/{application.opening_id}/{name}", expect=200)

    return exported


def _begin_deciding(visit, cast, application):
    visit(cast.hr).get(f"/applications/{application.id}/decide")


def _debrief(visit, cast, application):
    visit(cast.hr).get(f"/applications/{application.id}/debrief")


def _panellist(visit, cast, application):
    visit(cast.panellist).get(f"/applications/{application.id}/panel")


EXPORTS = ("compare.csv", "marks.csv", "workbook.xlsx")
READINGS = [_read_page, _read_comparison, _begin_deciding, _debrief, _panellist, *map(_export, EXPORTS)]


@pytest.mark.parametrize("read", READINGS)
def test_however_it_was_read_nobody_adds_a_seat_a_guest_or_an_interview(visit, make, cast, opening, read):
    application = make.panel(3, 4, application=make.application(opening))
    read(visit, cast, application)
    interview = interviews_of(application)[0]
    ways = [
        lambda s: actions.give_seat(s, cast.hr, interview, cast.elsewhere),
        lambda s: guests.invite_guest(s, cast.hr_lead, interview, name="Gita Guest", until=date(2026, 11, 9)),
        lambda s: actions.set_interview(
            s, cast.hr, application, opening.rounds[0], starts_at=SOON, place="", people=[cast.elsewhere]
        ),
    ]
    for way in ways:
        with pytest.raises(actions.InterviewRefused, match="were read"), writing() as session:
            way(session)


def test_an_interview_that_was_off_is_not_put_on_again_once_marks_were_read(make, cast, opening):
    application = make.application(opening)
    missed = make.interview(application, 1)
    with writing() as session:
        actions.interview_did_not_happen(session, cast.hr, missed, "no_show")
    sealed(make, make.interview(application))
    with writing() as session:
        close_panel(session, cast.hr, application, reason=WHY)
    with pytest.raises(actions.InterviewRefused, match="were read"), writing() as session:
        actions.move_interview(session, cast.hr, missed, starts_at=SOON, place="")
    make.reopened(application)
    with writing() as session:
        actions.move_interview(session, cast.hr, missed, starts_at=SOON, place="")
    assert all(seat.after_reading for seat in missed.seats)


def test_what_a_panellist_reads_early_locks_nothing_and_ends_only_their_blindness(visit, make, cast, opening):
    application = make.application(opening)
    sealed(make, make.interview(application))
    assert "Rang back twice." in visit(cast.panellist).get(f"/applications/{application.id}/panel").text
    assert not was_read(application)
    second = make.interview(application, 1, [cast.elsewhere])
    assert not second.seats[0].after_reading
    with pytest.raises(actions.SeatRefused), writing() as session:
        actions.give_seat(session, cast.hr, second, cast.panellist)


def test_a_reopened_panel_takes_cards_that_change_no_figure(either, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere])
    application = make.panel(3, 4, application=make.application(opening))
    before = summary_of(db.session, application).evidence_digest
    with pytest.raises(ReopeningRefused), writing() as session:
        reopen_panel(session, cast.hr, application, reason=WHY)
    assert read_panel(cast.hr, application)
    with pytest.raises(ReopeningRefused, match="at least 20"), writing() as session:
        reopen_panel(session, cast.hr, application, reason="Because.")
    make.reopened(application)
    with writing() as session:
        seat = actions.give_seat(session, cast.hr_lead, interviews_of(application)[0], cast.elsewhere)
    assert seat.after_reading
    assert state_of(application).is_complete
    make.scorecard(seat, 1)
    assert summary_of(db.session, application).evidence_digest == before
    with pytest.raises(ReopeningRefused), writing() as session:
        reopen_panel(session, cast.hr, application, reason=WHY)
    assert journal.first_bad_sequence(db.session) is None


def test_reopening_has_a_check_page_a_reason_and_a_day(visit, make, cast):
    application = make.panel(3, 4)
    hr, address = visit(cast.hr), f"/applications/{application.id}/panel/reopen"
    assert "There's nothing to reopen" in hr.get(address).text
    hr.get(f"/applications/{application.id}/panel")
    hr.get(hr.page.links()["Reopen the panel"]).submit({"reason": "Too short."}, expect=422)
    assert hr.page.problems() == ["Write the reason in a sentence, at least 20 characters."]
    hr.submit({"reason": WHY}, expect=200)
    assert (WHY in hr.text, "can't take the reopening back" in hr.text) == (True, True)
    hr.submit(button="Change something first", expect=200)
    assert hr.page.form("Check and reopen").held()["reason"] == WHY
    hr.submit(expect=200).submit(button="Reopen the panel")
    assert "Reopened on 3 Nov 2026 by Hedda Hart." in hr.get(f"/applications/{application.id}/panel").text
    visit(cast.manager).get(address, expect=404)


def test_a_seat_given_first_keeps_the_panel_closed_and_a_reading_first_refuses_the_seat(either, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere])
    first = make.panel(3, 4, application=make.application(opening, "Amara Osei"))
    second = make.panel(3, 4, application=make.application(opening, "Bela Bach"))
    with writing() as session:
        actions.give_seat(session, cast.hr_lead, interviews_of(first)[0], cast.elsewhere)
    assert not read_panel(cast.hr, first)
    assert not was_read(first)
    assert read_panel(cast.hr, second)
    with pytest.raises(actions.InterviewRefused), writing() as session:
        actions.give_seat(session, cast.hr_lead, interviews_of(second)[0], cast.elsewhere)


def test_a_person_is_replaced_before_the_panel_is_read_and_not_after(make, cast, opening):
    application = make.application(opening)
    interview = make.interview(application, 1, starts_at=IN_AN_HOUR)
    seat = next(one for one in interview.seats if one.person_id == cast.second_panellist.id)
    today = NOW.date()
    with writing() as session:
        new = actions.replace_interviewer(session, cast.hr, seat, cast.elsewhere, on=today, why="Ill.")
    assert not new.after_reading


def test_who_has_read_marks_neither_makes_nor_holds_a_guest_link(visit, make, cast, opening):
    application = make.panel(3, 4, application=make.application(opening))
    assert read_panel(cast.hr, application)
    make.reopened(application)
    interview = interviews_of(application)[0]
    assert not can_invite(cast.hr, interview)
    visit(cast.hr).get(f"/interviews/{interview.id}/invite-guest", expect=403)
    with writing() as session:
        link = guests.invite_guest(session, cast.hr_lead, interview, name="Gita Guest", until=date(2026, 11, 9))
    assert link_of(link.seat).seat.after_reading
    assert not can_hand_out(cast.hr, link)
    visit(cast.hr).get(f"/seats/{link.seat_id}/guest-link", expect=403)
    visit(cast.hr_lead).get(f"/applications/{application.id}/panel")
    assert not can_hand_out(cast.hr_lead, link)
