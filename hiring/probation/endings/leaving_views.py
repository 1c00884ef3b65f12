"""The page a hire opens by their own link, to confirm that they're leaving."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import Form
from hiring.probation.end_proposals import EndProposal
from hiring.probation.endings import leaving

bp = Blueprint("leaving", __name__)


class ConfirmLeavingForm(Form):
    """One button: there is nothing to fill in."""


def proposal_of_token(leaving_token: str) -> EndProposal | None:
    return leaving.leaving_of(db.session, leaving_token)


@bp.route("/leaving/<leaving_token>", methods=["GET", "POST"])
@writes
@access.bearer(of=proposal_of_token)
def confirm(proposal: EndProposal) -> ResponseReturnValue:
    form = ConfirmLeavingForm()
    if form.validate_on_submit():
        with form.refusals():
            leaving.confirm_leaving(db.session, proposal)
            return redirect(request.path)
    is_confirmed = bool(proposal.approval.approved) and proposal.approval.answered_by is None
    return render_template(
        "probation/confirm_leaving.html",
        form=form,
        proposal=proposal,
        is_confirmed=is_confirmed,
        why_not="" if is_confirmed else leaving.why_not_confirmable(proposal),
    )
