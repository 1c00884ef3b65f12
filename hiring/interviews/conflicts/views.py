"""Pages: can you judge this fairly, I cannot do this one, and who takes the seat instead."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.interviews.conflicts import actions, policy
from hiring.interviews.conflicts.forms import DeclineForm, FairnessForm, FillForm
from hiring.interviews.conflicts.queries import relations_of_seat
from hiring.interviews.models import Seat
from hiring.interviews.policy import can_open_seat, can_see_seat
from hiring.interviews.queries import seat as seat_with_its_interview
from hiring.interviews.queries import seatable

bp = Blueprint("conflicts", __name__)


def _seat_in_url(seat_id: str) -> Seat | None:
    return seat_with_its_interview(db.session, seat_id)


@bp.route("/scorecards/<seat_id>/fairness", methods=["GET", "POST"])
@writes
@access.allows(can_open_seat, of=_seat_in_url)
def answer(person: Person, seat: Seat) -> ResponseReturnValue:
    if not policy.must_answer_first(seat):
        return redirect(url_for("scorecards.scorecard", seat_id=seat.id))
    form = FairnessForm()
    if form.validate_on_submit():
        with form.refusals():
            if request.form.get("then") == "decline":
                return _declined(person, seat, form.said.data or "")
            actions.state_fairness(db.session, person, seat, form.said.data or "")
            flash("Thank you. HR sees your sentence.")
            return redirect(url_for("scorecards.scorecard", seat_id=seat.id))
    relations = relations_of_seat(seat)
    return render_template("interviews/conflicts/fairness.html", form=form, seat=seat, relations=relations)


@bp.route("/scorecards/<seat_id>/decline", methods=["GET", "POST"])
@writes
@access.allows(policy.can_decline, of=_seat_in_url, insider=can_open_seat)
def decline(person: Person, seat: Seat) -> ResponseReturnValue:
    form = DeclineForm()
    if form.validate_on_submit():
        with form.refusals():
            return _declined(person, seat, form.said.data or "")
    return render_template("interviews/conflicts/decline.html", form=form, seat=seat)


def _declined(person: Person, seat: Seat, said: str) -> ResponseReturnValue:
    actions.decline_seat(db.session, person, seat, said)
    flash("You are off this interview. HR sees why, and finds someone else.")
    return redirect(url_for("scorecards.mine"))


@bp.route("/seats/<seat_id>/fill", methods=["GET", "POST"])
@writes
@access.allows(policy.can_fill_seat, of=_seat_in_url, insider=can_see_seat)
def fill(person: Person, seat: Seat) -> ResponseReturnValue:
    if not policy.has_declined(seat):
        return redirect(url_for("interviews.replace", seat_id=seat.id))
    here, application = {other_seat.person_id for other_seat in seat.interview.seats}, seat.interview.application
    free = [interviewer for interviewer in seatable(db.session, application) if interviewer.id not in here]
    form = FillForm.of(free, application.candidate)
    if form.validate_on_submit():
        with form.refusals(people="by"):
            by = db.session.get_one(Person, form.by.data)
            actions.fill_seat(db.session, person, seat, by)
            flash(f"{by.name} takes the seat of {seat.person.name}.")
            return redirect(url_for("interviews.show", interview_id=seat.interview_id))
    return render_template("interviews/conflicts/fill.html", form=form, seat=seat, free=free)
