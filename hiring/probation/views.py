"""Pages of probations: the list, one probation, check-ins, outcomes, and the second person's answer."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application
from hiring.foundation import access, sightings
from hiring.foundation.database import db
from hiring.foundation.drafts import draft_of
from hiring.foundation.showing import day_in_full
from hiring.foundation.submitting import writes
from hiring.interviews.queries import MARKS
from hiring.probation import actions, outcomes, policy, queries
from hiring.probation.clock import day_number
from hiring.probation.forms import (
    OUTCOME_FORMS,
    AnswerForm,
    CheckForm,
    CheckInForm,
    DayForm,
    ManagerForm,
    NoteForm,
    OpenForm,
    anchors_at_work,
    drafted_outcome,
)
from hiring.probation.models import CheckIn, EndProposal, Probation, probation_of
from hiring.probation.values import OutcomeKind

bp = Blueprint("probation", __name__)


def application_in_url(application_id: str) -> Application | None:
    return db.session.get(Application, application_id)


def probation_in_url(probation_id: str) -> Probation | None:
    return db.session.get(Probation, probation_id)


def check_in_in_url(check_in_id: str) -> CheckIn | None:
    return db.session.get(CheckIn, check_in_id)


def proposal_in_url(approval_id: str) -> EndProposal | None:
    return queries.end_proposal(db.session, approval_id)


def _to(probation: Probation) -> ResponseReturnValue:
    return redirect(url_for("probation.show", probation_id=probation.id))


@bp.get("/probations")
@access.allows(policy.can_see_probations)
def index(person: Person) -> ResponseReturnValue:
    sees_all = is_hr(person)
    return render_template(
        "probation/index.html",
        sees_all=sees_all,
        lines=queries.all_probations(db.session, person) if sees_all else queries.probations_of(db.session, person),
        hires=queries.hires_without_probation(db.session, person),
        proposals=queries.approvals_waiting(db.session, person),
    )


@bp.route("/applications/<application_id>/probation/open", methods=["GET", "POST"])
@writes
@access.allows(policy.can_open_probation, of=application_in_url)
def open_probation(person: Person, application: Application) -> ResponseReturnValue:
    form = OpenForm.of(application)
    if form.validate_on_submit():
        with form.refusals():
            probation = actions.open_probation(db.session, person, application, **form.chosen())
            flash(f"The probation of {probation.hire} is open. Decide by {day_in_full(probation.decide_by)}.")
            return _to(probation)
    standing = probation_of(application)
    hired = queries.is_hired(db.session, application)
    return render_template("probation/open.html", form=form, application=application, standing=standing, is_hired=hired)


@bp.get("/probations/<probation_id>")
@access.allows(policy.can_see_probation, of=probation_in_url)
def show(person: Person, probation: Probation) -> ResponseReturnValue:
    sees_marks = policy.can_see_interview_marks(person, probation)
    if sees_marks and not sightings.has_seen(db.session, person.id, probation.application_id, MARKS):
        sightings.note(person.id, probation.application_id, MARKS)
    today = actions.today_at(probation)
    criteria = queries.criteria_of(probation)
    return render_template(
        "probation/show.html",
        probation=probation,
        criteria=criteria,
        titles={one.key: one.title for one in criteria},
        line=queries.line_of(probation, today),
        milestones=queries.milestones_of(probation, today),
        day_number=day_number(probation.starts_on, today),
        days=day_number(probation.starts_on, probation.ends_on),
        beside=queries.marks_side_by_side(db.session, probation) if sees_marks else [],
        noted=queries.acts_to_collect(probation),
        waiting=queries.waiting_end(db.session, probation),
        declined=queries.last_answer(db.session, probation),
        note=NoteForm.of(criteria, today),
        may_follow=policy.can_follow(person, probation),
        may_oversee=policy.can_oversee(person, probation) and probation.is_running,
    )


@bp.route("/probations/<probation_id>/note", methods=["GET", "POST"])
@writes
@access.allows(policy.can_follow, of=probation_in_url, insider=policy.can_see_probation)
def note_act(person: Person, probation: Probation) -> ResponseReturnValue:
    form = NoteForm.of(queries.criteria_of(probation), actions.today_at(probation))
    if form.validate_on_submit():
        with form.refusals():
            actions.note_act(db.session, person, probation, form.noted())
            flash("Noted. The next check-in takes it in.")
            return _to(probation)
    return render_template("probation/note.html", form=form, probation=probation)


@bp.route("/check-ins/<check_in_id>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_write_check_in, of=check_in_in_url, insider=policy.can_see_check_in)
def check_in(person: Person, check_in: CheckIn) -> ResponseReturnValue:
    probation, draft = check_in.probation, draft_of(db.session, person.id, check_in.id)
    criteria = queries.criteria_of(probation)
    form = CheckInForm.of(criteria).holding(draft, held_on=actions.today_at(probation))
    if not form.is_submitted() and (check_in.filed_at or not probation.is_running):
        return _to(probation)
    if form.is_submitted() and (form.is_for_later or _is_ready(form, check_in)):
        with form.refusals():
            actions.save_check_in_draft(db.session, person, check_in, form.typed(), form.started_from)
            if form.is_for_later:
                flash("Kept. Only you can see it, until you file it.")
                return redirect(url_for("probation.check_in", check_in_id=check_in.id))
            return redirect(url_for("probation.check_check_in", check_in_id=check_in.id))
    return render_template(
        "probation/check_in.html",
        form=form,
        check_in=check_in,
        criteria=criteria,
        anchors=anchors_at_work(criteria),
        noted=queries.acts_to_collect(probation),
        other_window=form.other_window(draft),
    )


def _is_ready(form: CheckInForm, check_in: CheckIn) -> bool:
    return form.validate() and form.place(actions.missing_from(check_in, form.record()))


@bp.route("/check-ins/<check_in_id>/check", methods=["GET", "POST"])
@writes
@access.allows(policy.can_write_check_in, of=check_in_in_url, insider=policy.can_see_check_in)
def check_check_in(person: Person, check_in: CheckIn) -> ResponseReturnValue:
    criteria = queries.criteria_of(check_in.probation)
    draft = draft_of(db.session, person.id, check_in.id)
    written = CheckInForm.of(criteria).from_draft(draft) if draft is not None else None
    if draft is None or written is None or not written.validate():
        return redirect(url_for("probation.check_in", check_in_id=check_in.id))
    form = CheckForm(revision=str(draft.revision))
    if form.validate_on_submit():
        with form.refusals():
            actions.refuse_if_moved_on(draft, form.revision.data)
            actions.file_check_in(db.session, person, check_in, written.record())
            flash("Filed. It cannot be changed any more.")
            return _to(check_in.probation)
    return render_template(
        "probation/check_check_in.html",
        form=form,
        check_in=check_in,
        record=written.record(),
        titles={one.key: one.title for one in criteria},
        shown_revision=draft.revision,
        noted=queries.acts_to_collect(check_in.probation),
    )


def _outcome(person: Person, probation: Probation, kind: OutcomeKind) -> ResponseReturnValue:
    draft = draft_of(db.session, person.id, probation.id)
    form = OUTCOME_FORMS[kind].holding(draft)
    if form.validate_on_submit():
        with form.refusals():
            typed = (form.told(), form.typed(), form.started_from)
            outcomes.keep_outcome_draft(db.session, person, probation, kind, *typed)
            return redirect(url_for("probation.check_outcome", probation_id=probation.id))
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
    return _outcome(person, probation, OutcomeKind.CONFIRMED)


@bp.route("/probations/<probation_id>/extend", methods=["GET", "POST"])
@writes
@access.allows(policy.can_follow, of=probation_in_url, insider=policy.can_see_probation)
def extend(person: Person, probation: Probation) -> ResponseReturnValue:
    return _outcome(person, probation, OutcomeKind.EXTENDED)


@bp.route("/probations/<probation_id>/end", methods=["GET", "POST"])
@writes
@access.allows(policy.can_follow, of=probation_in_url, insider=policy.can_see_probation)
def end(person: Person, probation: Probation) -> ResponseReturnValue:
    return _outcome(person, probation, OutcomeKind.ENDED)


@bp.route("/probations/<probation_id>/check", methods=["GET", "POST"])
@writes
@access.allows(policy.can_follow, of=probation_in_url, insider=policy.can_see_probation)
def check_outcome(person: Person, probation: Probation) -> ResponseReturnValue:
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


@bp.route("/probations/<probation_id>/manager", methods=["GET", "POST"])
@writes
@access.allows(policy.can_oversee, of=probation_in_url, insider=policy.can_see_probation)
def change_manager(person: Person, probation: Probation) -> ResponseReturnValue:
    form = ManagerForm.of(probation.application)
    if form.validate_on_submit():
        with form.refusals():
            manager = db.session.get_one(Person, form.manager.data)
            actions.change_manager(db.session, person, probation, manager)
            flash(f"{manager.name} follows this probation from now on.")
            return _to(probation)
    return render_template("probation/manager.html", form=form, probation=probation)


@bp.route("/probations/<probation_id>/did-not-start", methods=["GET", "POST"])
@writes
@access.allows(policy.can_oversee, of=probation_in_url, insider=policy.can_see_probation)
def did_not_start(person: Person, probation: Probation) -> ResponseReturnValue:
    form = DayForm(on=actions.today_at(probation))
    if form.validate_on_submit():
        with form.refusals():
            actions.did_not_start(db.session, person, probation, **form.values())
            flash("Kept: they did not start. It can be taken back on the page of the application.")
            return _to(probation)
    return render_template("probation/did_not_start.html", form=form, probation=probation)


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
def answer_proposal(person: Person, proposal: EndProposal) -> ResponseReturnValue:
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
