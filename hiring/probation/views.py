"""Pages of probations: the list, one probation, check-ins, outcomes, and the second person's answer."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.foundation.database import db, later_side
from hiring.foundation.records import view_log
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.template_filters import day_in_full
from hiring.interviews.readings import MARKS
from hiring.probation import actions, policy, queries
from hiring.probation.board.page import board_page
from hiring.probation.check_ins import actions as filing
from hiring.probation.check_ins.forms import CheckInForm, MarksForm, WordsForm
from hiring.probation.check_ins.queries import check_in_page
from hiring.probation.endings.outcome_boxes import outcome_boxes
from hiring.probation.first_weeks.panel_words import panel_words
from hiring.probation.forms import DidNotStartForm, NoteForm, OpenForm
from hiring.probation.measures.queries import measures_of
from hiring.probation.models import CheckIn, Probation, probation_of
from hiring.probation.notes.actions import note_act as note
from hiring.probation.outcome_forms import CheckForm
from hiring.probation.person_page import loaded, person_page
from hiring.probation.record import urgency_now
from hiring.probation.side_by_side import marks_side_by_side
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
    return board_page(person)


@bp.route("/applications/<application_id>/probation/open", methods=["GET", "POST"])
@writes
@access.allows(policy.can_open_probation, of=application_in_url)
def open_probation(person: Person, application: Application) -> ResponseReturnValue:
    form = OpenForm.of(application)
    if form.validate_on_submit():
        with form.refusals():
            probation = actions.open_probation(db.session, person, application, **form.chosen())
            flash(f"The {probation.period} of {probation.hire} is open. Decide by {day_in_full(probation.decide_by)}.")
            return _to(probation)
    standing = probation_of(application)
    hired = queries.is_hired(db.session, application)
    return render_template("probation/open.html", form=form, application=application, standing=standing, is_hired=hired)


def probation_with_record(probation_id: str) -> Probation | None:
    return loaded(db.session, probation_id)


@bp.get("/probations/<probation_id>")
@access.allows(policy.can_see_probation, of=probation_with_record)
def show(person: Person, probation: Probation) -> ResponseReturnValue:
    sees_marks = policy.can_see_interview_marks(person, probation)
    if sees_marks and not view_log.has_seen(db.session, person.id, probation.application_id, MARKS):
        view_log.note(person.id, probation.application_id, MARKS)
    waiting, declined = queries.proposals_about(db.session, probation)
    page, today = person_page(db.session, person, probation), actions.today_at(probation)
    return render_template(
        "probation/show.html",
        probation=probation,
        line=queries.line_of(probation, today),
        beside=marks_side_by_side(probation) if sees_marks else [],
        own_note=panel_words(probation.application).note_to_ourselves if sees_marks else "",
        hindsights=later_side(probation, "hindsights") if probation.check_in_with_marks else [],
        waiting=waiting,
        declined=declined,
        note=NoteForm.of(page["criteria"], today, url_for("probation.note_act", probation_id=probation.id)),
        may_follow=policy.can_follow(person, probation),
        may_note=policy.can_note(person, probation),
        may_change=policy.can_change_dates(person, probation),
        boxes=outcome_boxes(person, probation, waiting),
        urgency=urgency_now(probation) if probation.is_running else None,
        status=status_on(probation, today),
        **page,
    )


@bp.route("/probations/<probation_id>/note", methods=["GET", "POST"])
@writes
@access.allows(policy.can_note, of=probation_in_url, insider=policy.can_see_probation)
def note_act(person: Person, probation: Probation) -> ResponseReturnValue:
    form = NoteForm.of(queries.criteria_of(probation), actions.today_at(probation))
    if form.validate_on_submit():
        with form.refusals():
            note(db.session, person, probation, form.noted())
            flash("Noted. The next check-in asks whether it counts.")
            return _to(probation)
    return render_template("probation/note.html", form=form, probation=probation)


@bp.route("/check-ins/<check_in_id>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_write_check_in, of=check_in_in_url, insider=policy.can_see_check_in)
def check_in(_person: Person, check_in: CheckIn) -> ResponseReturnValue:
    probation, today = check_in.probation, actions.today_at(check_in.probation)
    form = check_in_form(check_in)(held_on=today, on=today)
    if not form.is_submitted() and (check_in.filed_at or not probation.is_running):
        return _to(probation)
    if form.is_submitted() and _is_ready(form, check_in):
        with form.refusals():
            filing.refuse_if_settled(check_in)
            form.keep_draft()
            return redirect(url_for("probation.check_check_in", check_in_id=check_in.id))
    return render_template("probation/check_ins/check_in.html", form=form, **check_in_page(db.session, check_in))


def check_in_form(check_in: CheckIn) -> type[CheckInForm]:
    """The form that this check-in asks for."""
    probation = check_in.probation
    kind = MarksForm if check_in.asks_marks else WordsForm
    notes, criteria = queries.acts_to_collect(probation), queries.criteria_of(probation)
    return kind.of(probation, criteria, notes, measures_of(db.session, probation))


def _is_ready(form: CheckInForm, check_in: CheckIn) -> bool:
    return form.validate() and form.place(filing.missing_from(check_in, form.record()))


@bp.route("/check-ins/<check_in_id>/check", methods=["GET", "POST"])
@writes
@access.allows(policy.can_write_check_in, of=check_in_in_url, insider=policy.can_see_check_in)
def check_check_in(person: Person, check_in: CheckIn) -> ResponseReturnValue:
    written = check_in_form(check_in).stored(url_for("probation.check_in", check_in_id=check_in.id))
    if written is None or written.draft is None or not written.validate():
        return redirect(url_for("probation.check_in", check_in_id=check_in.id))
    form = CheckForm(revision=str(written.draft.revision))
    if form.validate_on_submit():
        with form.refusals():
            actions.refuse_if_moved_on(written.draft, form.revision.data)
            filing.file_check_in(db.session, person, check_in, written.record())
            written.drop_draft()
            flash("Filed. You can't change it any more, and they can read it.")
            return _to(check_in.probation)
    return render_template(
        "probation/check_ins/check_check_in.html",
        form=form,
        record=written.record(),
        shown_revision=written.draft.revision,
        **check_in_page(db.session, check_in),
    )


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
