"""Pages of probations: the list, one probation, check-ins, outcomes, and the second person's answer."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.foundation.database import db
from hiring.foundation.records import view_log
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.template_filters import day_in_full
from hiring.interviews.readings import MARKS
from hiring.probation import actions, first_day, policy, queries
from hiring.probation.clock import day_number
from hiring.probation.forms import (
    CheckInForm,
    DidNotStartForm,
    FirstDayForm,
    ManagerForm,
    NoteForm,
    OpenForm,
    anchors_at_work,
)
from hiring.probation.models import CheckIn, Probation, probation_of
from hiring.probation.outcome_forms import CheckForm
from hiring.probation.standing import status_on

bp = Blueprint("probation", __name__)


def probation_in_url(probation_id: str) -> Probation | None:
    return db.session.get(Probation, probation_id)


def check_in_in_url(check_in_id: str) -> CheckIn | None:
    return db.session.get(CheckIn, check_in_id)


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
    if sees_marks and not view_log.has_seen(db.session, person.id, probation.application_id, MARKS):
        view_log.note(person.id, probation.application_id, MARKS)
    today = actions.today_at(probation)
    criteria = queries.criteria_of(probation)
    return render_template(
        "probation/show.html",
        probation=probation,
        criteria=criteria,
        titles={criterion.key: criterion.title for criterion in criteria},
        line=queries.line_of(probation, today),
        milestones=queries.milestones_of(probation, today),
        day_number=day_number(probation.starts_on, today),
        days=day_number(probation.starts_on, probation.ends_on),
        beside=queries.marks_side_by_side(probation) if sees_marks else [],
        noted=queries.acts_to_collect(probation),
        waiting=queries.waiting_end(db.session, probation),
        declined=queries.last_answer(db.session, probation),
        note=NoteForm.of(criteria, today, url_for("probation.note_act", probation_id=probation.id)),
        may_follow=policy.can_follow(person, probation),
        may_oversee=policy.can_oversee(person, probation) and probation.is_running,
        may_extend=not probation.is_extended and today < probation.ends_on,
        status=status_on(probation, today),
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
def check_in(_person: Person, check_in: CheckIn) -> ResponseReturnValue:
    probation = check_in.probation
    criteria = queries.criteria_of(probation)
    form = CheckInForm.of(criteria)(held_on=actions.today_at(probation))
    if not form.is_submitted() and (check_in.filed_at or not probation.is_running):
        return _to(probation)
    if form.is_submitted() and _is_ready(form, check_in):
        with form.refusals():
            actions.refuse_if_settled(check_in)
            form.keep_draft()
            return redirect(url_for("probation.check_check_in", check_in_id=check_in.id))
    return render_template(
        "probation/check_in.html",
        form=form,
        check_in=check_in,
        criteria=criteria,
        anchors=anchors_at_work(criteria),
        noted=queries.acts_to_collect(probation),
    )


def _is_ready(form: CheckInForm, check_in: CheckIn) -> bool:
    return form.validate() and form.place(actions.missing_from(check_in, form.record()))


@bp.route("/check-ins/<check_in_id>/check", methods=["GET", "POST"])
@writes
@access.allows(policy.can_write_check_in, of=check_in_in_url, insider=policy.can_see_check_in)
def check_check_in(person: Person, check_in: CheckIn) -> ResponseReturnValue:
    criteria = queries.criteria_of(check_in.probation)
    written = CheckInForm.of(criteria).stored(url_for("probation.check_in", check_in_id=check_in.id))
    if written is None or written.draft is None or not written.validate():
        return redirect(url_for("probation.check_in", check_in_id=check_in.id))
    form = CheckForm(revision=str(written.draft.revision))
    if form.validate_on_submit():
        with form.refusals():
            actions.refuse_if_moved_on(written.draft, form.revision.data)
            actions.file_check_in(db.session, person, check_in, written.record())
            written.drop_draft()
            flash("Filed. It cannot be changed any more.")
            return _to(check_in.probation)
    return render_template(
        "probation/check_check_in.html",
        form=form,
        check_in=check_in,
        record=written.record(),
        titles={criterion.key: criterion.title for criterion in criteria},
        shown_revision=written.draft.revision,
        noted=queries.acts_to_collect(check_in.probation),
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
    form = DidNotStartForm(on=actions.today_at(probation))
    if form.validate_on_submit():
        with form.refusals(note="reason"):
            actions.did_not_start(db.session, person, probation, **form.values())
            flash("Recorded: they didn't start. You can take it back on the candidate's page.")
            return _to(probation)
    return render_template("probation/did_not_start.html", form=form, probation=probation)


@bp.route("/probations/<probation_id>/first-day", methods=["GET", "POST"])
@writes
@access.allows(policy.can_oversee, of=probation_in_url, insider=policy.can_see_probation)
def correct_first_day(person: Person, probation: Probation) -> ResponseReturnValue:
    form = FirstDayForm(starts_on=probation.starts_on)
    if form.validate_on_submit():
        with form.refusals():
            first_day.correct_first_day(db.session, person, probation, **form.values())
            flash(f"The first day and all that follow have moved. Decide by {day_in_full(probation.decide_by)}.")
            return _to(probation)
    return render_template("probation/first_day.html", form=form, probation=probation)
