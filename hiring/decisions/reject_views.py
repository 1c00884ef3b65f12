"""Pages on which candidates are rejected before their panel can be read: one or many, each named before it's final."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.decisions import actions, queries
from hiring.decisions.forms import RejectForm
from hiring.foundation.database import db
from hiring.foundation.grammar import counted
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.openings.models import Opening
from hiring.openings.policy import can_see_openings
from hiring.openings.queries import opening_in_url

bp = Blueprint("rejecting", __name__)


@bp.route("/openings/<opening_id>/reject", methods=["GET", "POST"])
@writes
@access.allows(can_see_openings, of=opening_in_url)
def reject(person: Person, opening: Opening) -> ResponseReturnValue:
    applications = queries.listed_to_reject(db.session, person, opening, request.form.getlist("applications"))
    form = RejectForm.of(applications, request.args.getlist("application"))
    if applications and form.is_submitted() and form.step.data != "edit" and form.validate():
        chosen = [application for application in applications if application.id in filled(form.applications.data)]
        reasons: dict[str, Any] = {"reason": form.reason.data or "", "own_reasons": form.own_reasons}
        with form.refusals():
            if form.step.data == "reject":
                rejected = actions.reject_before_panel(db.session, person, chosen, **reasons)
                number = counted(len(rejected), "candidate")
                flash(f"Rejected: {number}. Nobody has told them yet: write a rejection letter.")
                return redirect(url_for("candidates.index", opening_id=opening.id))
            actions.check_rejections(db.session, person, chosen, **reasons)
            return render_template("decisions/check_reject.html", opening=opening, form=form, chosen=chosen), 200
    left_out = queries.left_out_of(db.session, person, opening, applications, request.args.getlist("application"))
    page = render_template("decisions/reject.html", opening=opening, form=form, left_out=left_out)
    return (page, 200) if form.step.data == "edit" else page
