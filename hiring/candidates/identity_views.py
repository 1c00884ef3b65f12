"""Pages for HR: which accounts a candidate holds, linking one, and unlinking one with a second person."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates import identity, policy
from hiring.candidates.forms import AccountForm, UnlinkingAnswerForm, UnlinkingForm
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes

bp = Blueprint("identity", __name__)


def _page(
    person: Person,
    application: Application,
    *,
    linking: AccountForm | None = None,
    unlinking: UnlinkingForm | None = None,
    answering: UnlinkingAnswerForm | None = None,
) -> str:
    candidate, proposal = application.candidate, identity.open_proposal(db.session, application.candidate)
    return render_template(
        "candidates/account.html",
        application=application,
        proposal=proposal,
        proposed_by=db.session.get(Person, proposal.asked_by) if proposal else None,
        account=db.session.get(Person, identity.account_named_in(proposal)) if proposal else None,
        may_answer=proposal is not None and identity.can_answer_unlinking(person, application, proposal),
        form=linking or unlinking or answering,
        linking=linking or AccountForm.for_candidate(candidate),
        unlinking=unlinking or _unlinking_form(application),
        answering=answering or UnlinkingAnswerForm(formdata=None, data={"digest": proposal.digest if proposal else ""}),
    )


def _unlinking_form(application: Application) -> UnlinkingForm:
    address = url_for("identity.propose_unlinking", application_id=application.id)
    page = url_for("identity.account", application_id=application.id)
    return UnlinkingForm.for_candidate(application.candidate, address, page)


@bp.route("/applications/<application_id>/account", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_application, of=application_in_url)
def account(person: Person, application: Application) -> ResponseReturnValue:
    form = AccountForm.for_candidate(application.candidate)
    if form.validate_on_submit():
        with form.refusals():
            identity.link_person(db.session, person, application.candidate, form.chosen())
            flash("The account is linked.")
            return redirect(url_for("candidates.index", opening_id=application.opening_id))
    return _page(person, application, linking=form)


@bp.post("/applications/<application_id>/account/unlink")
@writes
@access.allows(policy.can_change_application, of=application_in_url)
def propose_unlinking(person: Person, application: Application) -> ResponseReturnValue:
    form = _unlinking_form(application)
    if form.validate_on_submit():
        with form.refusals():
            reason = form.reason.data or ""
            identity.propose_unlinking(db.session, person, application.candidate, form.chosen(), reason)
            flash("A second person from HR has to agree. Until then the account stays linked.")
            return redirect(url_for("identity.account", application_id=application.id))
    return _page(person, application, unlinking=form)


@bp.post("/applications/<application_id>/account/answer")
@writes
@access.allows(policy.can_change_application, of=application_in_url)
def answer_unlinking(person: Person, application: Application) -> ResponseReturnValue:
    form = UnlinkingAnswerForm()
    if form.validate_on_submit():
        with form.refusals():
            approved, shown = form.answer.data == "unlink", form.digest.data or ""
            identity.answer_unlinking(db.session, person, application, approved=approved, shown_digest=shown)
            flash("The account is unlinked." if approved else "The account stays linked.")
            return redirect(url_for("identity.account", application_id=application.id))
    return _page(person, application, answering=form)
