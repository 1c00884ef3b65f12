"""Pages of everyone: who is due to be forgotten, erasures that wait for a second person, and holds."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.grammar import counted
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import opens_writing_itself, writes
from hiring.foundation.web.forms import filled
from hiring.foundation.web.template_filters import zone_of_reader
from hiring.privacy import erasures, holds, mentions, overview, policy, several_erasures
from hiring.privacy.due import FEW, due_groups, kept_candidate
from hiring.privacy.forms import ForgetForm, LegalHoldForm, SecondPersonForm, shown_in
from hiring.privacy.gathering import same_person
from hiring.privacy.models import ErasureProposal, LegalHold
from hiring.privacy.queries import candidate_in_url, erased_among, hold_in_url, proposal_in_url

bp = Blueprint("forgetting", __name__)


@bp.route("/privacy", methods=["GET", "POST"])
@writes
@access.allows(policy.can_see_due)
def due(person: Person) -> ResponseReturnValue:
    people = erasures.due_for(db.session, person)
    form = ForgetForm.for_due(due_groups(people))
    if form.validate_on_submit():
        number, refused = several_erasures.propose_due(db.session, person, form.chosen)
        if number:
            flash(f"You've asked a second person to agree to {counted(number, 'erasure')}. Nothing is erased yet.")
        if refused:
            people_said = counted(len(refused), "person", "people").capitalize()
            flash(f"{people_said} can't be erased now. The reason is beside the name.")
        return redirect(url_for("forgetting.due", refused=refused[: several_erasures.MOST]))
    lists = overview.read(db.session, person)
    return render_template(
        "privacy/due.html",
        form=form,
        is_long=len(people) > FEW,
        overview=lists,
        why_not=several_erasures.reasons_against(db.session, people, request.args.getlist("refused")),
        groups=several_erasures.groups_to_answer(db.session, person),
        own=[each for each in lists.proposals if each.proposed_by_id == person.id],
        most=several_erasures.MOST,
        few=FEW,
    )


@bp.get("/erased")
@access.public
def erased_subjects() -> ResponseReturnValue:
    """Which of these subjects are gone. A browser asks that keeps text about them, which it forgets then."""
    return jsonify(erased_among(db.session, request.args.getlist("about")))


@bp.route("/erasures/<erasure_proposal_id>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_answer_erasure, of=proposal_in_url, insider=policy.may_know_of_erasure)
def answer(person: Person, proposal: ErasureProposal) -> ResponseReturnValue:
    digest, candidate = erasures.digest_shown(db.session, proposal), proposal.candidate
    form = SecondPersonForm.between("Erase them", "Keep them", digest)
    if form.validate_on_submit():
        with form.refusals():
            shown = form.digest.data or ""
            name = erasures.answer(db.session, person, proposal, approved=form.is_yes, shown_digest=shown)
            flash(f"Everything about {name} is erased." if form.is_yes else f"{name} is kept.")
            return redirect(url_for("forgetting.due"))
    return render_template(
        "privacy/answer_erasure.html",
        form=form,
        proposal=proposal,
        candidate=candidate,
        kept=kept_candidate(db.session, [each.id for each in same_person(db.session, candidate)]),
        may_answer=proposal.proposed_by_id != person.id,
        doubtful=mentions.doubtful(db.session, candidate) if proposal.ended_at is None else [],
    )


def _ticked(person: Person) -> list[str]:
    """By name, and with a whole group; each once."""
    keys = set(request.args.getlist("group"))
    groups = several_erasures.groups_to_answer(db.session, person) if keys else []
    in_groups = [proposal.id for group in groups if group.key in keys for proposal in group.proposals]
    return list(dict.fromkeys([*request.args.getlist("of"), *in_groups]))


@bp.route("/erasures", methods=["GET", "POST"])
@opens_writing_itself
@access.allows(policy.can_see_due)
def answer_several(person: Person) -> ResponseReturnValue:
    """Each is a write of its own, so that one that's refused leaves the others alone. Asked about again is the rest."""
    form = SecondPersonForm.between("Erase them", "Keep them", "")
    ticked = list(shown_in(request.form)) or _ticked(person)
    if form.validate_on_submit():
        answered = several_erasures.answer_each(person, shown_in(request.form), approved=form.is_yes)
        for sentence in answered.says(approved=form.is_yes):
            flash(sentence)
        if answered.left:
            return redirect(url_for("forgetting.answer_several", of=answered.left))
        return redirect(url_for("forgetting.due"))
    if "first" in request.args:
        ticked = several_erasures.first_to_answer(db.session, person)
    shown, refused = several_erasures.read(db.session, person, ticked)
    most, too_many = several_erasures.MOST, max(0, len(ticked) - several_erasures.MOST)
    context = {"form": form, "shown": shown, "refused": refused, "most": most, "too_many": too_many}
    return render_template("privacy/answer_several.html", **context), 422 if form.is_submitted() else 200


@bp.route("/candidates/<candidate_id>/kept/hold", methods=["GET", "POST"])
@writes
@access.allows(policy.can_deal_with, of=candidate_in_url, insider=policy.may_know_of)
def place_hold(person: Person, candidate: Candidate) -> ResponseReturnValue:
    reviewers = holds.possible_reviewers(db.session, candidate)
    form = LegalHoldForm.for_reviewers(reviewers)
    if form.validate_on_submit():
        with form.refusals():
            holds.place_hold(
                db.session,
                person,
                candidate,
                reason=form.reason.data or "",
                reviewer=next(each for each in reviewers if each.id == form.reviewer.data),
                review_on=filled(form.review_on.data),
                today=clock.today(zone_of_reader()),
            )
            flash("Nothing about them is erased until two people release the hold.")
            return redirect(url_for("privacy.show", candidate_id=candidate.id))
    return render_template("privacy/place_hold.html", form=form, candidate=candidate)


@bp.route("/legal-holds/<legal_hold_id>/release", methods=["GET", "POST"])
@writes
@access.allows(policy.can_deal_with_hold, of=hold_in_url, insider=policy.may_know_of_hold)
def release(person: Person, hold: LegalHold) -> ResponseReturnValue:
    """The first person asks with the one button there is; the second answers."""
    proposal = holds.release_proposal(db.session, hold)
    form = SecondPersonForm.between("Release the hold", "Keep the hold", proposal.digest if proposal else "")
    if proposal is None:
        form.answer.validators = []
    if form.validate_on_submit():
        with form.refusals():
            if proposal is None:
                holds.propose_release(db.session, person, hold)
                flash("A second person from HR has to agree. Until then the hold stays.")
            else:
                shown = form.digest.data or ""
                holds.answer_release(db.session, person, hold, approved=form.is_yes, shown_digest=shown)
                flash("The hold is released." if form.is_yes else "The hold stays.")
            return redirect(url_for("privacy.show", candidate_id=hold.candidate_id))
    return render_template(
        "privacy/release_hold.html",
        form=form,
        hold=hold,
        candidate=hold.candidate,
        proposal=proposal,
        asked_by=db.session.get(Person, proposal.asked_by) if proposal else None,
        may_answer=proposal is not None and proposal.asked_by != person.id,
    )
