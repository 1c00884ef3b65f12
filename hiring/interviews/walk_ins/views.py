"""Pages for HR: planning a walk-in session, its places, adding someone, and ending it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.policy import can_add_candidates
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import Form, filled
from hiring.interviews.forms import moment_of
from hiring.interviews.walk_ins import actions
from hiring.interviews.walk_ins.forms import WalkInForm, WalkInsForm
from hiring.interviews.walk_ins.models import WalkInSession
from hiring.interviews.walk_ins.queries import line_of, session_in_url
from hiring.openings.models import Opening, Round
from hiring.openings.policy import can_see_openings
from hiring.openings.queries import opening_in_url

bp = Blueprint("walk_ins", __name__)


def _can_see(person: Person, _of: WalkInSession) -> bool:
    return is_hr(person)


def _can_change(person: Person, walk_ins: WalkInSession) -> bool:
    return can_add_candidates(person, walk_ins.opening)


@bp.route("/openings/<opening_id>/walk-ins/plan", methods=["GET", "POST"])
@writes
@access.allows(can_add_candidates, of=opening_in_url, insider=can_see_openings)
def plan(person: Person, opening: Opening) -> ResponseReturnValue:
    form = WalkInsForm.of(opening)
    if form.validate_on_submit():
        with form.refusals():
            planned_round = db.session.get_one(Round, form.round.data)
            people = [db.session.get_one(Person, person_id) for person_id in filled(form.people.data)]
            starts_at, number = moment_of(form, opening.workplace.zone), filled(form.places.data)
            place = form.place.data or ""
            walk_ins = actions.plan_walk_ins(
                db.session, person, opening, planned_round, starts_at=starts_at, places=number, place=place,
                people=people,
            )  # fmt: skip
            flash("The session is planned. It's on the agenda and on the day sheet.")
            return redirect(url_for("walk_ins.show", session_id=walk_ins.id))
    return render_template("interviews/walk_ins/plan.html", form=form, opening=opening)


@bp.route("/walk-ins/<session_id>", methods=["GET", "POST"])
@writes
@access.allows(_can_change, of=session_in_url, insider=_can_see)
def show(person: Person, walk_ins: WalkInSession) -> ResponseReturnValue:
    if request.method == "POST" and walk_ins.ended_at is not None:
        flash("This session has ended, so nobody was added.")
        return redirect(url_for("walk_ins.show", session_id=walk_ins.id))
    form = WalkInForm.of(walk_ins)
    if form.validate_on_submit():
        with form.refusals(people="name", round="name", applied_on="name"):
            contact = {"name": form.name.data or "", "email": form.email.data or "", "phone": form.phone.data or ""}
            interview = actions.add_walk_in(db.session, person, walk_ins, at=form.chosen(), **contact)
            flash(f"{interview.application.candidate.name} is added, and has an interview at that time.")
            return redirect(url_for("walk_ins.show", session_id=walk_ins.id))
    shown = {"walk_ins": walk_ins, "line": line_of(person, walk_ins)}
    return render_template("interviews/walk_ins/show.html", form=form, **shown)


@bp.route("/walk-ins/<session_id>/end", methods=["GET", "POST"])
@writes
@access.allows(_can_change, of=session_in_url, insider=_can_see)
def end(person: Person, walk_ins: WalkInSession) -> ResponseReturnValue:
    form = Form()
    if form.validate_on_submit():
        with form.refusals():
            actions.end_walk_ins(db.session, person, walk_ins)
            flash("The session has ended. Its interviews stay.")
            return redirect(url_for("interviews.index", opening_id=walk_ins.opening_id))
    return render_template("interviews/walk_ins/end.html", form=form, walk_ins=walk_ins, line=line_of(person, walk_ins))
