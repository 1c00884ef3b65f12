"""Pages of how a probation ends: confirm, extend, propose an end, and the second person's answer."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import access
from hiring.foundation.database import db
from hiring.foundation.drafts import draft_of
from hiring.foundation.submitting import writes
from hiring.probation import actions, outcomes, policy, queries
from hiring.probation.forms import OUTCOME_FORMS, AnswerForm, CheckForm, drafted_outcome
from hiring.probation.models import EndProposal, Probation
from hiring.probation.values import OutcomeKind

bp = Blueprint("endings", __name__)


def probation_in_url(probation_id: str) -> Probation | None:
    return db.session.get(Probation, probation_id)


def proposal_in_url(approval_id: str) -> EndProposal | None:
    return queries.end_proposal(db.session, approval_id)


def _to(probation: Probation) -> ResponseReturnValue:
    return redirect(url_for("probation.show", probation_id=probation.id))


def _ending(person: Person, probation: Probation, kind: OutcomeKind) -> ResponseReturnValue:
    draft = draft_of(db.session, person.id, probation.id)
    form = OUTCOME_FORMS[kind].holding(draft)
    if form.validate_on_submit():
        with form.refusals():
            typed = (form.told(), form.typed(), form.started_from)
            outcomes.keep_outcome_draft(db.session, person, probation, kind, *typed)
            return redirect(url_for("endings.check", probation_id=probation.id))
    return render_template(
        "probation/outcome.html",
        form=form,
        probation=probation,
        kind=kind,
        other_window=form.other_window(draft),
    )


@bp.route("/probations/<probation_id>/confirm", methods=["GET", "POST"])
@writes
@access.allows(policy.can_follow, of=probation_in_url, insider=policy.can_see_probation)
def confirm(person: Person, probation: Probation) -> ResponseReturnValue:
    return _ending(person, probation, OutcomeKind.CONFIRMED)


@bp.route("/probations/<probation_id>/extend", methods=["GET", "POST"])
@writes
@access.allows(policy.can_follow, of=probation_in_url, insider=policy.can_see_probation)
def extend(person: Person, probation: Probation) -> ResponseReturnValue:
    return _ending(person, probation, OutcomeKind.EXTENDED)


@bp.route("/probations/<probation_id>/end", methods=["GET", "POST"])
@writes
@access.allows(policy.can_follow, of=probation_in_url, insider=policy.can_see_probation)
def end(person: Person, probation: Probation) -> ResponseReturnValue:
    return _ending(person, probation, OutcomeKind.ENDED)


@bp.route("/probations/<probation_id>/check", methods=["GET", "POST"])
@writes
@access.allows(policy.can_follow, of=probation_in_url, insider=policy.can_see_probation)
def check(person: Person, probation: Probation) -> ResponseReturnValue:
    draft = draft_of(db.session, person.id, probation.id)
    kind, written = drafted_outcome(draft)
    if draft is None or kind is None or written is None:
        return _to(probation)
    form = CheckForm(revision=str(draft.revision))
    if form.validate_on_submit():
        with form.refusals():
            actions.refuse_if_moved_on(draft, form.revision.data)
            outcomes.carry_out(db.session, person, probation, kind, written.told())
            flash(kind.said)
            return _to(probation)
    return render_template(
        "probation/check_outcome.html",
        form=form,
        probation=probation,
        kind=kind,
        told=written.told(),
        shown_revision=draft.revision,
        **outcomes.what_it_means(probation, kind, written.told()),
    )


@bp.get("/approvals/<approval_id>")
@access.allows(policy.can_see_proposal, of=proposal_in_url)
def proposal(person: Person, proposal: EndProposal) -> ResponseReturnValue:
    return _proposal(person, proposal, AnswerForm(digest=proposal.approval.digest))


def _proposal(person: Person, proposal: EndProposal, form: AnswerForm) -> str:
    return render_template(
        "probation/proposal.html",
        form=form,
        approval=proposal.approval,
        probation=proposal.probation,
        asked_by=db.session.get(Person, proposal.approval.asked_by),
        answered_by=db.session.get(Person, proposal.approval.answered_by or ""),
        later=queries.acts_after(proposal.probation, proposal.approval.asked_at),
        may_answer=policy.can_answer_proposal(person, proposal),
        may_take_back=policy.can_take_back(person, proposal) and proposal.approval.is_open,
    )


@bp.post("/approvals/<approval_id>")
@writes
@access.allows(policy.can_answer_proposal, of=proposal_in_url, insider=policy.can_see_proposal)
def answer(person: Person, proposal: EndProposal) -> ResponseReturnValue:
    form = AnswerForm()
    if form.validate_on_submit():
        with form.refusals():
            flash(outcomes.answer_end(db.session, person, proposal, **form.values()))
            return _to(proposal.probation)
    return _proposal(person, proposal, form)


@bp.post("/approvals/<approval_id>/take-back")
@writes
@access.allows(policy.can_take_back, of=proposal_in_url, insider=policy.can_see_proposal)
def take_back(person: Person, proposal: EndProposal) -> ResponseReturnValue:
    form = AnswerForm(digest=proposal.approval.digest)
    if form.is_submitted():
        with form.refusals():
            outcomes.take_back_end(db.session, person, proposal)
            flash("Taken back. Nothing is asked any more.")
            return _to(proposal.probation)
    return _proposal(person, proposal, form)
