"""Pages of how a probation ends: each outcome and its check page, a proposal, and the second person's answer."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.probation import actions, carrying_out, outcomes, policy, proposals, queries
from hiring.probation.end_proposals import EndProposal
from hiring.probation.endings.end_text import is_void
from hiring.probation.endings.later import later_than_text
from hiring.probation.models import Outcome, Probation
from hiring.probation.outcome_forms import AnswerForm, CheckForm, ToldForm, form_of
from hiring.probation.place_facts import past_the_end
from hiring.probation.values import OutcomeKind

bp = Blueprint("endings", __name__)

# The last part of an outcome's address; those of the manager first, then those that HR may record too.
KINDS = {
    "confirm": OutcomeKind.CONFIRMED,
    "extend": OutcomeKind.EXTENDED,
    "end": OutcomeKind.ENDED,
    "left": OutcomeKind.RESIGNED,
    "contract-ended": OutcomeKind.CONTRACT_ENDED,
    "stays": OutcomeKind.RAN_OUT,
}
DECISIONS = ("confirm", "extend", "end")


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """The page on which one outcome of one probation is written; the one on which it's checked is behind it."""

    probation: Probation
    way: str

    @property
    def kind(self) -> OutcomeKind:
        return KINDS[self.way]

    @property
    def address(self) -> str:
        if self.way in DECISIONS:
            return url_for("endings.decision", probation_id=self.probation.id, decision=self.way)
        return url_for("endings.happening", probation_id=self.probation.id, happening=self.way)

    @property
    def check_address(self) -> str:
        return f"{self.address}/check"


def page_in_url(probation_id: str, decision: str = "", happening: str = "") -> OutcomePage | None:
    probation, way = db.session.get(Probation, probation_id), decision or happening
    if probation is None or way not in KINDS or (way in DECISIONS) is not bool(decision):
        return None
    return OutcomePage(probation, way)


def can_decide(person: Person, page: OutcomePage) -> bool:
    return policy.can_record_outcome(person, page.probation)


def can_record_happening(person: Person, page: OutcomePage) -> bool:
    return policy.can_record_leaving(person, page.probation)


def can_see_page(person: Person, page: OutcomePage) -> bool:
    return policy.can_see_probation(person, page.probation)


def proposal_in_url(approval_id: str) -> EndProposal | None:
    return queries.end_proposal(db.session, approval_id)


def outcome_in_url(outcome_id: str) -> Outcome | None:
    return db.session.get(Outcome, outcome_id)


def _to(probation: Probation) -> ResponseReturnValue:
    return redirect(url_for("probation.show", probation_id=probation.id))


def _write(person: Person, page: OutcomePage) -> ResponseReturnValue:
    probation, kind = page.probation, page.kind
    form = form_of(kind, probation)()
    if not form.is_submitted() and not probation.is_running:
        return _to(probation)
    if form.validate_on_submit():
        with form.refusals():
            carrying_out.refuse_what_cannot_stand(db.session, person, probation, kind, form.written())
            form.keep_draft()
            return redirect(page.check_address)
    means = past_the_end(probation) if kind is OutcomeKind.RAN_OUT else ""
    return render_template(
        "probation/outcome.html", form=form, probation=probation, kind=kind, means=means, period=probation.period
    )


def _check(person: Person, page: OutcomePage) -> ResponseReturnValue:
    probation, kind = page.probation, page.kind
    written = form_of(kind, probation).stored(page.address)
    if written is None or written.draft is None or not written.validate():
        if request.method == "POST":
            flash("You recorded this in another window, so nothing was recorded again. This is how it is now.")
        return _to(probation)
    form = CheckForm(revision=str(written.draft.revision))
    told = written.written()
    if form.validate_on_submit():
        with form.refusals():
            actions.refuse_if_moved_on(written.draft, form.revision.data)
            carrying_out.carry_out(db.session, person, probation, kind, told)
            written.drop_draft()
            flash(kind.recorded)
            return _to(probation)
    means: dict[str, Any] = {}
    with form.refusals():
        means = carrying_out.what_it_means(person, probation, kind, told)
    return render_template(
        "probation/check_outcome.html",
        form=form,
        probation=probation,
        kind=kind,
        told=told,
        back=page.address,
        shown_revision=written.draft.revision,
        period=probation.period,
        **means,
    )


@bp.route("/probations/<probation_id>/decide/<decision>", methods=["GET", "POST"])
@writes
@access.allows(can_decide, of=page_in_url, insider=can_see_page)
def decision(person: Person, page: OutcomePage) -> ResponseReturnValue:
    return _write(person, page)


@bp.route("/probations/<probation_id>/decide/<decision>/check", methods=["GET", "POST"])
@writes
@access.allows(can_decide, of=page_in_url, insider=can_see_page)
def check_decision(person: Person, page: OutcomePage) -> ResponseReturnValue:
    return _check(person, page)


@bp.route("/probations/<probation_id>/happened/<happening>", methods=["GET", "POST"])
@writes
@access.allows(can_record_happening, of=page_in_url, insider=can_see_page)
def happening(person: Person, page: OutcomePage) -> ResponseReturnValue:
    return _write(person, page)


@bp.route("/probations/<probation_id>/happened/<happening>/check", methods=["GET", "POST"])
@writes
@access.allows(can_record_happening, of=page_in_url, insider=can_see_page)
def check_happening(person: Person, page: OutcomePage) -> ResponseReturnValue:
    return _check(person, page)


@bp.route("/outcomes/<outcome_id>/told", methods=["GET", "POST"])
@writes
@access.allows(policy.can_tell_hire, of=outcome_in_url, insider=policy.can_see_outcome)
def told(person: Person, outcome: Outcome) -> ResponseReturnValue:
    form = ToldForm(on=actions.today_at(outcome.probation))
    if form.validate_on_submit():
        with form.refusals():
            outcomes.tell_hire(db.session, person, outcome, **form.values())
            flash("Recorded: they were told.")
            return _to(outcome.probation)
    if not form.is_submitted() and not outcome.is_to_tell:
        return _to(outcome.probation)
    return render_template("probation/told.html", form=form, outcome=outcome, probation=outcome.probation)


@bp.get("/approvals/<approval_id>")
@access.allows(policy.can_see_proposal, of=proposal_in_url)
def proposal(person: Person, proposal: EndProposal) -> ResponseReturnValue:
    return _proposal(person, proposal, _answer_form(proposal))


def _answer_form(proposal: EndProposal) -> AnswerForm:
    return AnswerForm.of(proposal, address=url_for("endings.proposal", approval_id=proposal.approval.id))


def _proposal(person: Person, proposal: EndProposal, form: AnswerForm) -> str:
    """The text, and what came on record since, which makes it void."""
    form.digest.data = proposal.approval.digest
    return render_template(
        "probation/proposal.html",
        form=form,
        approval=proposal.approval,
        probation=proposal.probation,
        asked_by=db.session.get(Person, proposal.approval.asked_by),
        answered_by=db.session.get(Person, proposal.approval.answered_by or ""),
        kind=proposal.kind,
        has_lapsed=proposal.approval.is_open and proposal.has_lapsed,
        void=proposal.is_open and is_void(proposal),
        has_run_out=proposal.is_open and outcomes.has_run_out(proposal.probation),
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
            flash("Taken back. Nobody has to answer it now.")
            return _to(proposal.probation)
    return _proposal(person, proposal, form)
