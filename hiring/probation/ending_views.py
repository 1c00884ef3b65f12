"""Pages of how a probation ends: each outcome and its check page, a proposal, and the second person's answer."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.probation import actions, carrying_out, policy, proposals, queries
from hiring.probation.later import later_than_text
from hiring.probation.models import EndProposal, Probation
from hiring.probation.outcome_forms import OUTCOME_FORMS, AnswerForm, CheckForm
from hiring.probation.values import OutcomeKind

bp = Blueprint("endings", __name__)

# The page on which each outcome is written; the one on which it's checked is named after it.
CHECKED = {
    OutcomeKind.CONFIRMED: "confirm",
    OutcomeKind.EXTENDED: "extend",
    OutcomeKind.ENDED: "end",
    OutcomeKind.RESIGNED: "left",
}


def probation_in_url(probation_id: str) -> Probation | None:
    return db.session.get(Probation, probation_id)


def proposal_in_url(approval_id: str) -> EndProposal | None:
    return queries.end_proposal(db.session, approval_id)


def _to(probation: Probation) -> ResponseReturnValue:
    return redirect(url_for("probation.show", probation_id=probation.id))


def _outcome(probation: Probation, kind: OutcomeKind) -> ResponseReturnValue:
    form = OUTCOME_FORMS[kind]()
    if not form.is_submitted() and not probation.is_running:
        return _to(probation)
    if form.validate_on_submit():
        with form.refusals():
            carrying_out.refuse_what_cannot_stand(db.session, probation, kind, form.values())
            form.keep_draft()
            return redirect(url_for(f"endings.check_{CHECKED[kind]}", probation_id=probation.id))
    return render_template(
        "probation/outcome.html",
        form=form,
        probation=probation,
        kind=kind,
    )


def _check(person: Person, probation: Probation, kind: OutcomeKind) -> ResponseReturnValue:
    written = OUTCOME_FORMS[kind].stored(url_for(f"endings.{CHECKED[kind]}", probation_id=probation.id))
    if written is None or written.draft is None or not written.validate():
        if request.method == "POST":
            flash("You recorded this in another window, so nothing was recorded again. This is how it is now.")
        return _to(probation)
    form = CheckForm(revision=str(written.draft.revision))
    if form.validate_on_submit():
        with form.refusals():
            actions.refuse_if_moved_on(written.draft, form.revision.data)
            carrying_out.carry_out(db.session, person, probation, kind, written.values())
            written.drop_draft()
            flash(kind.recorded)
            return _to(probation)
    return render_template(
        "probation/check_outcome.html",
        form=form,
        probation=probation,
        kind=kind,
        told=written.values(),
        back=f"endings.{CHECKED[kind]}",
        shown_revision=written.draft.revision,
        **carrying_out.what_it_means(probation, kind, written.values()),
    )


@bp.route("/probations/<probation_id>/confirm", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_outcome, of=probation_in_url, insider=policy.can_see_probation)
def confirm(_person: Person, probation: Probation) -> ResponseReturnValue:
    return _outcome(probation, OutcomeKind.CONFIRMED)


@bp.route("/probations/<probation_id>/confirm/check", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_outcome, of=probation_in_url, insider=policy.can_see_probation)
def check_confirm(person: Person, probation: Probation) -> ResponseReturnValue:
    return _check(person, probation, OutcomeKind.CONFIRMED)


@bp.route("/probations/<probation_id>/extend", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_outcome, of=probation_in_url, insider=policy.can_see_probation)
def extend(_person: Person, probation: Probation) -> ResponseReturnValue:
    return _outcome(probation, OutcomeKind.EXTENDED)


@bp.route("/probations/<probation_id>/extend/check", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_outcome, of=probation_in_url, insider=policy.can_see_probation)
def check_extend(person: Person, probation: Probation) -> ResponseReturnValue:
    return _check(person, probation, OutcomeKind.EXTENDED)


@bp.route("/probations/<probation_id>/end", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_outcome, of=probation_in_url, insider=policy.can_see_probation)
def end(_person: Person, probation: Probation) -> ResponseReturnValue:
    return _outcome(probation, OutcomeKind.ENDED)


@bp.route("/probations/<probation_id>/end/check", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_outcome, of=probation_in_url, insider=policy.can_see_probation)
def check_end(person: Person, probation: Probation) -> ResponseReturnValue:
    return _check(person, probation, OutcomeKind.ENDED)


@bp.route("/probations/<probation_id>/left", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_leaving, of=probation_in_url, insider=policy.can_see_probation)
def left(_person: Person, probation: Probation) -> ResponseReturnValue:
    return _outcome(probation, OutcomeKind.RESIGNED)


@bp.route("/probations/<probation_id>/left/check", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_leaving, of=probation_in_url, insider=policy.can_see_probation)
def check_left(person: Person, probation: Probation) -> ResponseReturnValue:
    return _check(person, probation, OutcomeKind.RESIGNED)


@bp.get("/approvals/<approval_id>")
@access.allows(policy.can_see_proposal, of=proposal_in_url)
def proposal(person: Person, proposal: EndProposal) -> ResponseReturnValue:
    return _proposal(person, proposal, _answer_form(proposal))


def _answer_form(proposal: EndProposal) -> AnswerForm:
    return AnswerForm.of(proposal, address=url_for("endings.proposal", approval_id=proposal.approval.id))


def _proposal(person: Person, proposal: EndProposal, form: AnswerForm) -> str:
    """Whatever is shown now is what the next answer is about, notes that came on record meanwhile included."""
    form.digest.data = proposals.digest_to_read(proposal)
    return render_template(
        "probation/proposal.html",
        form=form,
        approval=proposal.approval,
        probation=proposal.probation,
        asked_by=db.session.get(Person, proposal.approval.asked_by),
        answered_by=db.session.get(Person, proposal.approval.answered_by or ""),
        kind=proposal.kind,
        later=later_than_text(proposal),
        titles={criterion.key: criterion.title for criterion in queries.criteria_of(proposal.probation)},
        may_answer=policy.can_answer_proposal(person, proposal),
        may_take_back=policy.can_take_back(person, proposal) and proposal.approval.is_open,
    )


@bp.post("/approvals/<approval_id>")
@writes
@access.allows(policy.can_answer_proposal, of=proposal_in_url, insider=policy.can_see_proposal)
def answer(person: Person, proposal: EndProposal) -> ResponseReturnValue:
    form = _answer_form(proposal)
    if form.validate_on_submit():
        with form.refusals():
            flash(proposals.answer_end(db.session, person, proposal, **form.values()))
            return _to(proposal.probation)
    return _proposal(person, proposal, form)


@bp.post("/approvals/<approval_id>/take-back")
@writes
@access.allows(policy.can_take_back, of=proposal_in_url, insider=policy.can_see_proposal)
def take_back(person: Person, proposal: EndProposal) -> ResponseReturnValue:
    form = _answer_form(proposal)
    if form.is_submitted():
        with form.refusals():
            proposals.take_back_end(db.session, person, proposal)
            flash("Taken back. Nothing is asked any more.")
            return _to(proposal.probation)
    return _proposal(person, proposal, form)
