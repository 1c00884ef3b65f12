"""Pages for HR: the meetings of an opening, setting them, ordinary weeks, seats."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.queries import applications_of
from hiring.foundation import access, clock
from hiring.foundation.database import db
from hiring.foundation.submitting import writes
from hiring.interviews import actions, cancelling, licences, policy, queries, readings
from hiring.interviews.conflicts.queries import conflicts_told_to
from hiring.interviews.counted import is_on
from hiring.interviews.forms import MeetingForm, MoveForm, OffForm, ReplaceForm, moment_of
from hiring.interviews.guests.policy import can_invite
from hiring.interviews.models import Meeting, Seat, meetings_of
from hiring.interviews.paper import policy as paper
from hiring.interviews.reminders import queries as reminders
from hiring.interviews.reopening.policy import can_reopen
from hiring.interviews.values import MeetingState
from hiring.openings.models import Opening, Sitting
from hiring.openings.policy import can_see_openings

bp = Blueprint("meetings", __name__)


def _opening_in_url(opening_id: str) -> Opening | None:
    return db.session.get(Opening, opening_id)


def _application_in_url(application_id: str) -> Application | None:
    return db.session.get(Application, application_id)


def _meeting_in_url(meeting_id: str) -> Meeting | None:
    return db.session.get(Meeting, meeting_id)


def _seat_in_url(seat_id: str) -> Seat | None:
    return db.session.get(Seat, seat_id)


def _can_change_seat(person: Person, seat: Seat) -> bool:
    return policy.can_change_meeting(person, seat.meeting)


def _there(meeting: Meeting) -> ResponseReturnValue:
    return redirect(url_for("meetings.show", meeting_id=meeting.id))


@bp.get("/openings/<opening_id>/meetings")
@access.allows(can_see_openings, of=_opening_in_url)
def index(person: Person, opening: Opening) -> ResponseReturnValue:
    applications = applications_of(db.session, opening)
    meetings = queries.meetings_of(db.session, opening)
    visible = {one.id for one in applications if policy.can_see_standing(person, one)}
    seats = [seat for one in meetings if one.application_id in visible for seat in one.seats]
    return render_template(
        "interviews/meetings.html",
        opening=opening,
        applications=[one for one in applications if not policy.is_own_record(person, one)],
        meetings=queries.by_application(meetings),
        standings=queries.standings(db.session, seats),
        reminded=reminders.last_reminded(db.session, seats),
        late=reminders.late_seats(person, meetings),
        locked=readings.locked_among(db.session, [one.id for one in applications]),
    )


@bp.route("/applications/<application_id>/meetings/set", methods=["GET", "POST"])
@writes
@access.allows(policy.can_set_meetings, of=_application_in_url)
def set_meeting(person: Person, application: Application) -> ResponseReturnValue:
    held = {one.sitting_id for one in meetings_of(application) if is_on(one)}
    left = [one for one in application.opening.sittings if one.id not in held]
    form = MeetingForm.of(application, queries.seatable(db.session, application), left)
    if form.validate_on_submit():
        with form.refusals():
            people = [db.session.get_one(Person, one) for one in form.people.data]
            sitting = db.session.get_one(Sitting, form.sitting.data)
            starts_at = moment_of(form, application.opening.workplace.zone)
            place = form.place.data or ""
            actions.set_meeting(
                db.session, person, application, sitting, starts_at=starts_at, place=place, people=people
            )
            flash(f"The meeting with {application.candidate.name} is set. Its interviewers find it on their page.")
            return redirect(url_for("meetings.index", opening_id=application.opening_id))
    locked = readings.is_locked(application)
    told = {"application": application, "left": left, "locked": locked}
    return render_template("interviews/set_meeting.html", form=form, **told)


@bp.get("/meetings/<meeting_id>")
@access.allows(policy.can_see_meeting, of=_meeting_in_url)
def show(person: Person, meeting: Meeting) -> ResponseReturnValue:
    sees = policy.can_see_standing(person, meeting.application)
    seats = meeting.seats if sees else []
    return render_template(
        "interviews/meeting.html",
        meeting=meeting,
        standings=queries.standings(db.session, seats),
        reminded=reminders.last_reminded(db.session, seats),
        late=reminders.late_seats(person, [meeting]),
        licensed=licences.licensed_seats(db.session, meeting.seats) if sees else None,
        may_change=policy.can_change_meeting(person, meeting),
        may_move=policy.can_move(person, meeting),
        may_add=policy.can_add_seat(person, meeting),
        may_replace={seat.id for seat in meeting.seats if policy.can_replace(person, seat)},
        may_call_off=policy.can_call_off(person, meeting),
        may_record_no_show=policy.can_record_no_show(person, meeting),
        may_take_back=policy.can_take_back_no_show(person, meeting),
        may_reopen=can_reopen(person, meeting.application),
        conflicts=conflicts_told_to(person, meeting),
        may_invite=can_invite(person, meeting),
        may_type=[seat.id for seat in meeting.seats if paper.can_type_now(person, seat)],
    )


@bp.route("/meetings/<meeting_id>/move", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_meeting, of=_meeting_in_url, insider=policy.can_see_meeting)
def move(person: Person, meeting: Meeting) -> ResponseReturnValue:
    form = MoveForm.of(meeting)
    if form.validate_on_submit():
        with form.refusals():
            starts_at = moment_of(form, meeting.application.opening.workplace.zone)
            typed = {"place": form.place.data or "", "note": form.note.data or ""}
            actions.move_meeting(db.session, person, meeting, starts_at=starts_at, **typed)
            flash("The meeting is moved. Seats and drafts stay as they are.")
            return _there(meeting)
    may = policy.can_move(person, meeting)
    return render_template("interviews/move.html", form=form, meeting=meeting, may=may)


def _off(person: Person, meeting: Meeting, state: MeetingState) -> ResponseReturnValue:
    """A check of who gets an email, and then the record of it."""
    form = OffForm()
    if form.validate_on_submit():
        with form.refusals():
            note = form.note.data or ""
            actions.meeting_did_not_happen(db.session, person, meeting, state, note=note)
            flash(f"Noted: {state.label}. Set another time whenever you like.")
            return _there(meeting)
    may = policy.can_record_no_show if state == MeetingState.NO_SHOW else policy.can_call_off
    told = cancelling.told_of(db.session, person, meeting)
    shown = {"meeting": meeting, "state": state, "told": told, "may": may(person, meeting)}
    return render_template("interviews/off.html", form=form, **shown)


@bp.route("/meetings/<meeting_id>/no-show", methods=["GET", "POST"])
@writes
@access.allows(policy.can_see_meeting, of=_meeting_in_url)
def no_show(person: Person, meeting: Meeting) -> ResponseReturnValue:
    return _off(person, meeting, MeetingState.NO_SHOW)


@bp.route("/meetings/<meeting_id>/call-off", methods=["GET", "POST"])
@writes
@access.allows(policy.can_see_meeting, of=_meeting_in_url)
def call_off(person: Person, meeting: Meeting) -> ResponseReturnValue:
    return _off(person, meeting, MeetingState.CANCELLED)


@bp.post("/meetings/<meeting_id>/take-back-no-show")
@writes
@access.allows(policy.can_change_meeting, of=_meeting_in_url, insider=policy.can_see_meeting)
def take_back_no_show(person: Person, meeting: Meeting) -> ResponseReturnValue:
    try:
        cancelling.take_back_no_show(db.session, person, meeting)
        flash("The no-show is taken back. The interviewers can seal their scorecards now.")
    except actions.MeetingRefused as refused:
        flash(refused.sentence)
    return _there(meeting)


@bp.route("/seats/<seat_id>/replace", methods=["GET", "POST"])
@writes
@access.allows(_can_change_seat, of=_seat_in_url, insider=policy.can_see_seat)
def replace(person: Person, seat: Seat) -> ResponseReturnValue:
    here = {one.person_id for one in seat.meeting.seats}
    free = [one for one in queries.seatable(db.session, seat.meeting.application) if one.id not in here]
    form = ReplaceForm.of(free, seat.meeting.application.candidate)
    if form.validate_on_submit():
        with form.refusals():
            by = db.session.get_one(Person, form.by.data)
            today = clock.today(seat.meeting.application.opening.workplace.zone)
            actions.replace_interviewer(db.session, person, seat, by, on=today, why=form.why.data)
            flash(f"{by.name} takes the seat of {seat.person.name}.")
            return _there(seat.meeting)
    may = policy.can_replace(person, seat)
    return render_template("interviews/replace.html", form=form, seat=seat, free=free, may=may)
