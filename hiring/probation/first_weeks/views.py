"""Pages: what to show a hire, the agenda of an early conversation, and where the interview was wrong."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.probation import policy, queries
from hiring.probation.early.record import signs_of
from hiring.probation.first_weeks import actions
from hiring.probation.first_weeks.forms import ExpectationsForm, LookBackForm
from hiring.probation.first_weeks.panel_words import panel_words
from hiring.probation.first_weeks.queries import expected_of
from hiring.probation.models import Probation

bp = Blueprint("first_weeks", __name__)


def probation_in_url(probation_id: str, **_more: str) -> Probation | None:
    return db.session.get(Probation, probation_id)


@bp.route("/probations/<probation_id>/first-weeks", methods=["GET", "POST"])
@writes
@access.allows(policy.can_note, of=probation_in_url, insider=policy.can_see_probation)
def show(person: Person, probation: Probation) -> ResponseReturnValue:
    expected = expected_of(probation)
    form = ExpectationsForm.of(expected, probation.manager.name)
    if form.validate_on_submit():
        with form.refusals():
            actions.write_expectations(db.session, person, probation, form.written())
            flash("Saved. They can read it and agree to it on their own page.")
            return redirect(url_for("first_weeks.show", probation_id=probation.id))
    advice = panel_words(probation.application).advice
    first_name = probation.hire.split()[0]
    context = {"expected": expected, "advice": advice, "first_name": first_name}
    return render_template("probation/first_weeks/show.html", form=form, probation=probation, **context)


@bp.post("/probations/<probation_id>/first-weeks/<criterion>/shown")
@writes
@access.allows(policy.can_note, of=probation_in_url, insider=policy.can_see_probation)
def shown(person: Person, probation: Probation) -> ResponseReturnValue:
    try:
        actions.shown_today(db.session, person, probation, filled(request.view_args)["criterion"])
        flash("Shown today.")
    except Refused as refused:
        flash(refused.sentence)
    return redirect(url_for("first_weeks.show", probation_id=probation.id))


@bp.get("/probations/<probation_id>/agenda")
@access.allows(policy.can_see_probation, of=probation_in_url)
def agenda(_person: Person, probation: Probation) -> ResponseReturnValue:
    """Drafted from the record, for a conversation and never for an ending."""
    signs = signs_of(probation)
    keys = {key for sign in signs for key in sign.criteria}
    return render_template(
        "probation/first_weeks/agenda.html",
        probation=probation,
        first_name=probation.hire.split()[0],
        signs=signs,
        titles={criterion.key: criterion.title for criterion in queries.criteria_of(probation)},
        expected=[e for e in expected_of(probation) if not keys or e.criterion.key in keys],
        concerns=[n for n in probation.observations if n.is_concern and (not keys or n.criterion in {"", *keys})],
        filed=[check_in for check_in in probation.check_ins if check_in.filed_at is not None],
    )


@bp.route("/probations/<probation_id>/looking-back", methods=["GET", "POST"])
@writes
@access.allows(policy.can_look_back, of=probation_in_url, insider=policy.can_see_probation)
def look_back(person: Person, probation: Probation) -> ResponseReturnValue:
    form = LookBackForm()
    if form.validate_on_submit():
        with form.refusals():
            actions.look_back(db.session, person, probation, filled(form.words.data))
            flash("Saved for the people who plan the next interview.")
            return redirect(url_for("probation.show", probation_id=probation.id))
    return render_template("probation/first_weeks/look_back.html", form=form, probation=probation)
