"""Pages for HR: the interviews of an opening, setting them, ordinary weeks, seats."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.policy import is_out_of_reach
from hiring.candidates.queries import application_in_url, applications_of
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.interviews import actions, cancelling, licences, paper, policy, queries, readings
from hiring.interviews.conflicts.queries import conflicts_told_to
from hiring.interviews.counted import is_on
from hiring.interviews.forms import InterviewForm, MoveForm, OffForm, ReplaceForm, moment_of
from hiring.interviews.guests.policy import can_invite
from hiring.interviews.invitations import can_get_mail
from hiring.interviews.models import Interview, Seat, interviews_of
from hiring.interviews.queries import interview_in_url, seat_in_url
from hiring.interviews.reminders import queries as reminders
from hiring.interviews.reopening import can_reopen
from hiring.interviews.seat_returns.actions import can_return_seat
from hiring.interviews.values import InterviewState
from hiring.interviews.walk_ins.queries import sessions_of
from hiring.openings.models import Opening, Round
from hiring.openings.policy import can_see_openings
from hiring.openings.queries import opening_in_url

bp = Blueprint("interviews", __name__)


def _can_change_seat(person: Person, seat: Seat) -> bool:
    return policy.can_change_interview(person, seat.interview)


def _there(interview: Interview) -> ResponseReturnValue:
    return redirect(url_for("interviews.show", interview_id=interview.id))


@bp.get("/openings/<opening_id>/interviews")
@access.allows(can_see_openings, of=opening_in_url)
def index(person: Person, opening: Opening) -> ResponseReturnValue:
    applications = applications_of(db.session, opening)
    interviews = queries.interviews_of(db.session, opening)
    visible = {application.id for application in applications if policy.can_see_standing(person, application)}
    seats = [seat for interview in interviews if interview.application_id in visible for seat in interview.seats]
    return render_template(
        "interviews/interviews.html",
        opening=opening,
        walk_ins=sessions_of(db.session, person, opening),
        applications=[application for application in applications if not is_out_of_reach(person, application)],
        interviews=queries.by_application(interviews),
        card_statuses=queries.card_statuses(db.session, seats),
        reminded=reminders.last_reminded(db.session, seats),
        late=reminders.late_seats(person, interviews),
        locked=readings.locked_among(db.session, [application.id for application in applications]),
    )


@bp.route("/applications/<application_id>/interviews/set", methods=["GET", "POST"])
@writes
@access.allows(policy.can_set_interviews, of=application_in_url)
def set_interview(person: Person, application: Application) -> ResponseReturnValue:
    held = {interview.round_id for interview in interviews_of(application) if is_on(interview)}
    left = [planned_round for planned_round in application.opening.rounds if planned_round.id not in held]
    form = InterviewForm.of(application, queries.seatable(db.session, application), left)
    if form.validate_on_submit():
        with form.refusals():
            people = [db.session.get_one(Person, person_id) for person_id in filled(form.people.data)]
            planned_round = db.session.get_one(Round, form.round.data)
            starts_at = moment_of(form, application.opening.workplace.zone)
            place = form.place.data or ""
            actions.set_interview(
                db.session, person, application, planned_round, starts_at=starts_at, place=place, people=people
            )
            flash(f"The interview is set. Its interviewers get an email. Now invite {application.candidate.name}.")
            return redirect(url_for("candidates.show", application_id=application.id))
    locked = readings.is_locked(application)
    context = {"application": application, "left": left, "locked": locked}
    return render_template("interviews/set_interview.html", form=form, **context)


@bp.get("/interviews/<interview_id>")
@access.allows(policy.can_see_interview, of=interview_in_url)
def show(person: Person, interview: Interview) -> ResponseReturnValue:
    sees = policy.can_see_standing(person, interview.application)
    seats = interview.seats if sees else []
    return render_template(
        "interviews/interview.html",
        interview=interview,
        card_statuses=queries.card_statuses(db.session, seats),
        reminded=reminders.last_reminded(db.session, seats),
        late=reminders.late_seats(person, [interview]),
        licensed=licences.licensed_seats(db.session, interview.seats) if sees else None,
        may_change=policy.can_change_interview(person, interview),
        may_move=policy.can_move(person, interview),
        may_add=policy.can_add_seat(person, interview),
        may_replace={seat.id for seat in interview.seats if policy.can_replace(person, seat)},
        may_return={seat.id for seat in interview.seats if can_return_seat(db.session, person, seat)},
        may_cancel=policy.can_cancel(person, interview),
        may_record_no_show=policy.can_record_no_show(person, interview),
        may_take_back=policy.can_take_back_no_show(person, interview),
        may_reopen=can_reopen(person, interview.application),
        conflicts=conflicts_told_to(person, interview),
        may_invite=can_invite(person, interview),
        may_type=[seat.id for seat in interview.seats if paper.can_type_now(person, seat)],
    )


@bp.route("/interviews/<interview_id>/move", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_interview, of=interview_in_url, insider=policy.can_see_interview)
def move(person: Person, interview: Interview) -> ResponseReturnValue:
    form = MoveForm.of(interview)
    if form.validate_on_submit():
        with form.refusals():
            starts_at = moment_of(form, interview.application.opening.workplace.zone)
            typed = {"place": form.place.data or "", "note": form.note.data or ""}
            actions.move_interview(db.session, person, interview, starts_at=starts_at, **typed)
            flash("The interview is moved. Seats and drafts stay as they are.")
            return _there(interview)
    may = policy.can_move(person, interview)
    mailed = [seat.called for seat in interview.seats if seat.left_on is None and can_get_mail(seat.person)]
    return render_template("interviews/move.html", form=form, interview=interview, may=may, mailed=mailed)


def _off(person: Person, interview: Interview, state: InterviewState) -> ResponseReturnValue:
    """A check of who gets an email, and then the record of it."""
    form = OffForm()
    if form.validate_on_submit():
        with form.refusals():
            note = form.note.data or ""
            actions.interview_did_not_happen(db.session, person, interview, state, note=note)
            flash(f"Noted: {state.label}. Set another time whenever you like.")
            return _there(interview)
    may = policy.can_record_no_show if state == InterviewState.NO_SHOW else policy.can_cancel
    who_hears_of_it = cancelling.told_of(db.session, person, interview)
    shown = {"interview": interview, "state": state, "told": who_hears_of_it, "may": may(person, interview)}
    return render_template("interviews/off.html", form=form, **shown)


@bp.route("/interviews/<interview_id>/no-show", methods=["GET", "POST"])
@writes
@access.allows(policy.can_see_interview, of=interview_in_url)
def no_show(person: Person, interview: Interview) -> ResponseReturnValue:
    return _off(person, interview, InterviewState.NO_SHOW)


@bp.route("/interviews/<interview_id>/cancel", methods=["GET", "POST"])
@writes
@access.allows(policy.can_see_interview, of=interview_in_url)
def cancel(person: Person, interview: Interview) -> ResponseReturnValue:
    return _off(person, interview, InterviewState.CANCELLED)


@bp.post("/interviews/<interview_id>/take-back-no-show")
@writes
@access.allows(policy.can_change_interview, of=interview_in_url, insider=policy.can_see_interview)
def take_back_no_show(person: Person, interview: Interview) -> ResponseReturnValue:
    try:
        cancelling.take_back_no_show(db.session, person, interview)
        flash("The no-show is undone. The interviewers can seal their scorecards now.")
    except actions.InterviewRefused as refused:
        flash(refused.sentence)
    return _there(interview)


@bp.route("/seats/<seat_id>/replace", methods=["GET", "POST"])
@writes
@access.allows(_can_change_seat, of=seat_in_url, insider=policy.can_see_seat)
def replace(person: Person, seat: Seat) -> ResponseReturnValue:
    here = {other_seat.person_id for other_seat in seat.interview.seats}
    free = [
        interviewer
        for interviewer in queries.seatable(db.session, seat.interview.application)
        if interviewer.id not in here
    ]
    form = ReplaceForm.of(free, seat.interview.application.candidate)
    if form.validate_on_submit():
        with form.refusals(people="by"):
            by = db.session.get_one(Person, form.by.data)
            today = clock.today(seat.interview.application.opening.workplace.zone)
            actions.replace_interviewer(db.session, person, seat, by, on=today, why=form.why.data or "")
            flash(f"{by.name} takes the seat of {seat.person.name}.")
            return _there(seat.interview)
    may = policy.can_replace(person, seat)
    return render_template("interviews/replace.html", form=form, seat=seat, free=free, may=may)
