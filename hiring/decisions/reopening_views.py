"""Pages that reopen a decision, and that show one which is no longer in force."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.decisions import policy, queries, reopening
from hiring.decisions.forms import ReopenDecisionForm
from hiring.decisions.models import Decision, decision_of, decisions_of
from hiring.foundation.database import db
from hiring.foundation.records import view_log
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.interviews.readings import MARKS

bp = Blueprint("reopening_decisions", __name__)


def application_with_decision(application_id: str, **_more: int) -> Application | None:
    application = application_in_url(application_id)
    return application if application is not None and decisions_of(application) else None


@bp.route("/applications/<application_id>/decision/reopen", methods=["GET", "POST"])
@writes
@access.allows(policy.can_read_decision, of=application_with_decision, insider=policy.may_know_of)
def reopen(person: Person, application: Application) -> ResponseReturnValue:
    form = ReopenDecisionForm()
    if form.validate_on_submit():
        with form.refusals():
            reopening.reopen_decision(db.session, person, application, reason=form.reason.data or "")
            flash("The decision is reopened. It stays on record next to the new one.")
            return redirect(url_for("panels.show", application_id=application.id))
    made = decision_of(application)
    if made is None and not form.is_submitted():
        return redirect(url_for("panels.show", application_id=application.id))
    return render_template("decisions/reopen.html", application=application, form=form, decision=made)


@bp.get("/applications/<application_id>/decision/<int:number>")
@access.allows(policy.can_read_decision, of=application_with_decision, insider=policy.may_know_of)
def earlier(person: Person, application: Application) -> ResponseReturnValue:
    decision = queries.decision_for(person, application, (request.view_args or {}).get("number", 0))
    if decision is None:
        abort(404)
    view_log.note_all(person.id, [application.id], MARKS)
    return _page(application, decision)


def _page(application: Application, decision: Decision) -> str:
    return render_template(
        "decisions/earlier.html",
        application=application,
        decision=decision,
        is_unchanged=queries.is_unchanged(decision),
        questions=queries.questions_in(db.session, decision),
        untalked=queries.untalked_in(decision),
        names=queries.names_of(db.session, queries.people_in_frozen(decision.summary)) if decision.summary else {},
    )
