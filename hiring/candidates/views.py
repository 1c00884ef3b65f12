"""Pages of candidates: those of an opening, adding one, one application."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates import actions, listing, policy, queries
from hiring.candidates.facts import facts_of
from hiring.candidates.forms import AdjustmentsForm, ApplicationForm, CandidateForm, RelationsForm, StateForm
from hiring.candidates.history import history_of
from hiring.candidates.models import Application
from hiring.candidates.next_act import next_act
from hiring.candidates.queries import application_in_url
from hiring.candidates.round_progress import interviews_with
from hiring.candidates.state_table import StepPage, offered_steps
from hiring.candidates.status import StatusGroup, status_of, statuses
from hiring.candidates.upcoming_interviews import in_words, interviews_ahead
from hiring.candidates.values import ApplicationState
from hiring.foundation import clock
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
        listed=listing.candidate_list(db.session, person, opening, listing.ListSearch.of(request.args)),
        sorts=listing.SORTS,
        groups=list(StatusGroup),
        waiting=queries.waiting_imports(db.session, opening),
        may_add=policy.can_add_candidates(person, opening),
        applied_on=clock.today(opening.workplace.zone).isoformat(),
    )


@bp.route("/openings/<opening_id>/candidates/add", methods=["GET", "POST"])
@writes
@access.allows(policy.can_add_candidates, of=opening_in_url, insider=can_see_openings)
def add(person: Person, opening: Opening) -> ResponseReturnValue:
    form = ApplicationForm.for_new(opening)
    if form.validate_on_submit():
        with form.refusals():
            application = actions.add_candidate(db.session, person, opening, **form.values())
            flash(f"{application.candidate.name} is added. Now set their first interview.")
            return redirect(url_for("candidates.index", opening_id=opening.id))
    return render_template("candidates/add.html", form=form, opening=opening)


@bp.get("/applications/<application_id>")
@access.allows(policy.can_see_application, of=application_in_url)
def show(person: Person, application: Application) -> ResponseReturnValue:
    facts = facts_of(db.session, person, application)
    if facts is None:
        abort(404)
    lines = history_of(db.session, person, application, facts)
    return render_template(
        "candidates/show.html",
        application=application,
        status=status_of(facts),
        act=next_act(facts, application.id, is_open=application.opening.closed_on is None),
        interviews=interviews_with(db.session, person, Application.id == application.id),
        lines=[line for line in lines if line.is_mail or request.args.get("show") != "sent"],
        number_sent=sum(line.is_mail for line in lines),
        number_of_lines=len(lines),
        step=next((step for step in offered_steps(facts) if step.page == StepPage.CANDIDATE), None),
        may_print=facts.is_complete and not facts.is_blind,
        # People who still owe a scorecard mustn't learn by a missing link that someone has decided.
        may_set=application.opening.closed_on is None
        and application.is_under_way
        and (facts.is_blind or not facts.verdict),
        statuses=statuses(db.session, person, Application.candidate_id == application.candidate_id),
        others=queries.other_applications(db.session, application),
    )


@bp.route("/applications/<application_id>/state", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_application, of=application_in_url)
def change_state(person: Person, application: Application) -> ResponseReturnValue:
    steps = offered_steps(facts_of(db.session, person, application))
    form = StateForm.for_application(application, steps)
    if form.validate_on_submit():
        typed = form.values()
        with form.refusals():
            state = ApplicationState(typed["state"])
            off = actions.change_state(db.session, person, application, state, typed["on"], typed["note"] or "")
            flash(f"Recorded: {state.label}.{in_words(off)}")
            return redirect(url_for("candidates.show", application_id=application.id))
    ahead = interviews_ahead().number_for(person, application)
    return render_template("candidates/state.html", form=form, application=application, ahead=ahead)


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


@bp.route("/applications/<application_id>/adjustments", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_application, of=application_in_url)
def adjustments(person: Person, application: Application) -> ResponseReturnValue:
    form = AdjustmentsForm(obj=application)
    if form.validate_on_submit():
        with form.refusals():
            typed, shown = form.adjustments.data or "", bool(form.adjustments_shown.data)
            actions.note_adjustments(db.session, person, application, typed, shown=shown)
            flash("Saved. Their interviewers see it." if application.adjustments_told else "Saved. Only HR sees it.")
            return redirect(url_for("candidates.show", application_id=application.id))
    return render_template("candidates/adjustments/note.html", form=form, application=application)


@bp.route("/applications/<application_id>/relations", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_application, of=application_in_url)
def relations(person: Person, application: Application) -> ResponseReturnValue:
    form = RelationsForm.for_candidate(application.candidate)
    if form.validate_on_submit():
        with form.refusals():
            actions.note_relations(db.session, person, application.candidate, **form.chosen())
            flash("Saved. We ask the people you named before they interview this candidate.")
            return redirect(url_for("candidates.show", application_id=application.id))
    return render_template("candidates/relations.html", form=form, application=application)
