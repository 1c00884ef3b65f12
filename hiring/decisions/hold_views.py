"""Pages that put a decision off until a day, and take that back."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.decisions import holds, policy
from hiring.decisions.forms import HoldForm
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.foundation.web.template_filters import day

bp = Blueprint("holds", __name__)


@bp.route("/applications/<application_id>/hold", methods=["GET", "POST"])
@writes
@access.allows(policy.can_decide, of=application_in_url, insider=policy.may_know_of)
def hold(person: Person, application: Application) -> ResponseReturnValue:
    known = holds.hold_of(db.session, application)
    form = HoldForm(data={"until": known.until, "reason": known.reason} if known else {})
    if form.validate_on_submit():
        with form.refusals():
            until = filled(form.until.data)
            holds.put_on_hold(db.session, person, application, until=until, reason=form.reason.data or "")
            flash(f"On hold until {day(until)}. It comes back to your list on that day.")
            return redirect(url_for("panels.show", application_id=application.id))
    return render_template("decisions/hold.html", application=application, form=form, hold=known)


@bp.post("/applications/<application_id>/hold/end")
@writes
@access.allows(policy.can_decide, of=application_in_url, insider=policy.may_know_of)
def end(person: Person, application: Application) -> ResponseReturnValue:
    try:
        holds.take_off_hold(db.session, person, application)
        flash("Ready to decide again.")
    except Refused as refused:
        flash(refused.sentence)
    return redirect(url_for("panels.show", application_id=application.id))
