"""The page for an offer: its dated steps, and the next one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.decisions import policy
from hiring.decisions.models import decision_of
from hiring.decisions.offers import actions, queries
from hiring.decisions.offers.forms import OfferStepForm
from hiring.decisions.queries import decided_in_url
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes

bp = Blueprint("offers", __name__)


@bp.route("/applications/<application_id>/offer", methods=["GET", "POST"])
@writes
@access.allows(policy.can_read_decision, of=decided_in_url, insider=policy.may_know_of)
def record(person: Person, application: Application) -> ResponseReturnValue:
    form = OfferStepForm(data={"on": clock.today(application.opening.workplace.zone)})
    if form.validate_on_submit():
        with form.refusals():
            kind, on = form.step()
            actions.record_offer_step(db.session, person, application, kind, on, **form.more())
            flash(f"Recorded: {kind.label[0].lower()}{kind.label[1:]}.")
            return redirect(url_for("offers.record", application_id=application.id))
    return render_template(
        "decisions/offers/record.html",
        application=application,
        form=form,
        decision=decision_of(application),
        steps=queries.offer_steps(db.session, decision_of(application)),
        is_in_force=actions.is_offer_in_force(db.session, person, application),
    )
