"""Pages of candidates: those of an opening, adding one, one application."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates import actions, policy, queries
from hiring.candidates.facts import facts_of
from hiring.candidates.forms import ApplicationForm, CandidateForm, RelationsForm, StateForm
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.candidates.state_table import offered_steps
from hiring.candidates.status import statuses
from hiring.candidates.upcoming_interviews import in_words, interviews_ahead
from hiring.candidates.values import ApplicationState
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.openings.models import Opening
from hiring.openings.policy import can_see_openings
from hiring.openings.queries import opening_in_url

bp = Blueprint("candidates", __name__)


@bp.get("/openings/<opening_id>/candidates")
@access.allows(can_see_openings, of=opening_in_url)
def index(person: Person, opening: Opening) -> ResponseReturnValue:
    return render_template(
        "candidates/index.html",
        opening=opening,
        applications=queries.applications_of(db.session, opening, seen_by=person),
        statuses=statuses(db.session, person, queries.of_candidates_of(opening)),
        before=queries.applications_before(db.session, opening),
        waiting=queries.waiting_imports(db.session, opening),
        may_add=policy.can_add_candidates(person, opening),
    )


@bp.route("/openings/<opening_id>/candidates/add", methods=["GET", "POST"])
@writes
@access.allows(policy.can_add_candidates, of=opening_in_url, insider=can_see_openings)
def add(person: Person, opening: Opening) -> ResponseReturnValue:
    form = ApplicationForm.for_new(opening)
    if form.validate_on_submit():
        with form.refusals():
            application = actions.add_candidate(db.session, person, opening, **form.values())
            flash(f"{application.candidate.name} is added.")
            return redirect(url_for("candidates.index", opening_id=opening.id))
    return render_template("candidates/add.html", form=form, opening=opening)


@bp.get("/applications/<application_id>")
@access.allows(policy.can_see_application, of=application_in_url)
def show(person: Person, application: Application) -> ResponseReturnValue:
    return _page(person, application, _state_form(person, application))


def _state_form(person: Person, application: Application) -> StateForm:
    address = url_for("candidates.change_state", application_id=application.id)
    page = url_for("candidates.show", application_id=application.id)
    steps = offered_steps(facts_of(db.session, person, application))
    return StateForm.for_application(application, steps, address, page)


def _page(person: Person, application: Application, form: StateForm) -> str:
    return render_template(
        "candidates/show.html",
        application=application,
        form=form,
        state_words=ApplicationState(application.state).label,
        statuses=statuses(db.session, person, Application.candidate_id == application.candidate_id),
        others=queries.other_applications(db.session, application),
        ahead=interviews_ahead().number_for(person, application),
    )


@bp.post("/applications/<application_id>/state")
@writes
@access.allows(policy.can_change_application, of=application_in_url)
def change_state(person: Person, application: Application) -> ResponseReturnValue:
    form = _state_form(person, application)
    if form.validate_on_submit():
        typed = form.values()
        with form.refusals():
            state = ApplicationState(typed["state"])
            off = actions.change_state(db.session, person, application, state, typed["on"], typed["note"] or "")
            flash(f"Recorded: {state.label}.{in_words(off)}")
            return redirect(url_for("candidates.show", application_id=application.id))
    return _page(person, application, form)


@bp.route("/applications/<application_id>/change", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_application, of=application_in_url)
def change(person: Person, application: Application) -> ResponseReturnValue:
    form = CandidateForm(obj=application.candidate)
    if form.validate_on_submit():
        with form.refusals():
            actions.change_candidate(db.session, person, application.candidate, **form.values())
            flash("Saved.")
            return redirect(url_for("candidates.show", application_id=application.id))
    return render_template("candidates/change.html", form=form, application=application)


@bp.route("/applications/<application_id>/relations", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_application, of=application_in_url)
def relations(person: Person, application: Application) -> ResponseReturnValue:
    form = RelationsForm.for_candidate(application.candidate)
    if form.validate_on_submit():
        with form.refusals():
            actions.note_relations(db.session, person, application.candidate, **form.chosen())
            flash("Saved. The people you named are asked before they interview this candidate.")
            return redirect(url_for("candidates.show", application_id=application.id))
    return render_template("candidates/relations.html", form=form, application=application)
