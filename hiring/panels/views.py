"""Pages of panels: the comparison of an opening, one panel, closing it, and its debrief."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import spreadsheets
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.file_requests import file_answer
from hiring.foundation.web.form_requests import writes
from hiring.interviews.readings import reopening_of
from hiring.interviews.reopening import can_reopen
from hiring.openings.models import Opening
from hiring.panels import actions, policy, queries, reveal_log
from hiring.panels import comparison_export as export
from hiring.panels import side_by_side as few
from hiring.panels.comparison_page import comparison_page
from hiring.panels.comparison_table import ALL
from hiring.panels.evidence.answers import cards_in, conflicts_in
from hiring.panels.forms import ClosePanelForm, DebriefForm
from hiring.panels.panel_page import panel_page
from hiring.panels.talk import first_to_discuss, moved_of, talk_page
from hiring.rubrics.queries import edition_of

bp = Blueprint("panels", __name__)


def application_in_url(application_id: str) -> Application | None:
    return queries.panel_in_url(application_id)


def talked_about_in_url(application_id: str, criterion: str = "") -> Application | None:
    """The application, where the address names no criterion or one of its opening."""
    application = application_in_url(application_id)
    if application is None or not criterion:
        return application
    return application if criterion in {judged.key for judged in queries.judged_by(application.opening)} else None


@bp.get("/openings/<opening_id>/compare")
@access.allows(policy.can_compare, of=queries.compared_in_url)
def compare(person: Person, opening: Opening) -> ResponseReturnValue:
    asked = {name: request.args.get(name, "") for name in ("show", "sort", "page")}
    return render_template(
        "panels/compare.html", opening=opening, page=comparison_page(db.session, person, opening, **asked)
    )


@bp.get("/openings/<opening_id>/compare/side-by-side")
@access.allows(policy.can_compare, of=queries.compared_in_url)
def side_by_side(person: Person, opening: Opening) -> ResponseReturnValue:
    beside = few.side_by_side(db.session, person, opening, request.args.getlist("of"))
    return render_template("panels/side_by_side.html", opening=opening, beside=beside)


@bp.post("/openings/<opening_id>/compare.csv")
@access.reads_by_post
@access.allows(policy.can_compare, of=queries.compared_in_url)
def export_csv(person: Person, opening: Opening) -> ResponseReturnValue:
    page = comparison_page(db.session, person, opening, page=ALL)
    header, rows = export.comparison_sheet(db.session, page)
    return file_answer(spreadsheets.as_csv(header, rows), spreadsheets.CSV_TYPE, f"comparison-{opening.id}.csv")


@bp.get("/applications/<application_id>/panel")
@access.allows(policy.can_open_panel, of=application_in_url, insider=policy.is_panellist)
def show(person: Person, application: Application) -> ResponseReturnValue:
    if not reveal_log.read_panel(person, application):
        return _waiting(person, application, _close_form(application))
    reading, edition = queries.reading_of(db.session, application), edition_of(application.opening.version)
    may_compare, state = policy.can_compare(person), policy.state_of(application)
    reopening = reopening_of(application)
    # Someone who sees a complete panel has just been noted as its reader, so that only a reopening unlocks it.
    locked = reopening is None if state.is_complete else None
    return render_template(
        "panels/show.html",
        application=application,
        state=state,
        closing=policy.closing_of(application),
        page=panel_page(reading.summary, queries.sections_of(application, reading), edition),
        adjusted_says=queries.adjusted_says(application, reading.summary),
        planned_stories=len(queries.planned_stories(application.opening)),
        moved=moved_of(reading.summary, reading.marks),
        conflicts=conflicts_in(db.session, application) if may_compare else None,
        cards=cards_in(reading.answers),
        seen=reveal_log.proof(person, application, reading.summary),
        may_amend=policy.is_revealed_to(person, application),
        may_debrief=policy.can_debrief(person, application),
        may_compare=may_compare,
        left_out=queries.left_out_of(application),
        reopening=reopening,
        may_reopen=can_reopen(person, application, locked=locked),
    )


def _close_form(application: Application) -> ClosePanelForm:
    page = url_for("panels.show", application_id=application.id)
    return ClosePanelForm.of(application, url_for("panels.close", application_id=application.id), page)


def _waiting(person: Person, application: Application, form: ClosePanelForm) -> str:
    """The page of a panel that cannot be read yet; to someone who still owes a card it always says the same."""
    return render_template(
        "panels/waiting.html",
        application=application,
        form=form,
        state=policy.state_of(application) if policy.can_know_state(person, application) else None,
        may_close=policy.can_close_panel(person, application),
        progress=queries.progress_of(application) if policy.can_know_state(person, application) else [],
    )


@bp.post("/applications/<application_id>/panel/close")
@writes
@access.allows(policy.can_know_state, of=application_in_url, insider=policy.can_open_panel)
def close(person: Person, application: Application) -> ResponseReturnValue:
    form = _close_form(application)
    if form.validate_on_submit():
        with form.refusals():
            reason, left_out = form.reason.data or "", form.ticked()
            actions.close_panel(db.session, person, application, reason=reason, left_out=left_out)
            flash("The panel is closed. Your reason is on its page.")
            return redirect(url_for("panels.show", application_id=application.id))
    return _waiting(person, application, form)


@bp.route("/applications/<application_id>/debrief", methods=["GET", "POST"])
@bp.route("/applications/<application_id>/debrief/<criterion>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_debrief, of=talked_about_in_url, insider=policy.can_open_panel)
def debrief(person: Person, application: Application) -> ResponseReturnValue:
    if request.method == "GET" and not reveal_log.read_panel(person, application):
        abort(403)
    reading = queries.reading_of(db.session, application)
    key = (request.view_args or {}).get("criterion") or first_to_discuss(reading.summary)
    mark = next((mark for mark in reading.marks if mark.criterion == key), None)
    standing = queries.debrief_standing(reading.marks, [key])
    address = url_for("panels.debrief", application_id=application.id, criterion=key)
    form = DebriefForm.of(key, mark, standing, address)
    if form.validate_on_submit():
        with form.refusals():
            settled = form.settled(key)
            actions.record_debrief(db.session, person, application, [settled], standing=form.standing.data or "")
            flash("Recorded next to the independent marks.")
            return redirect(_after_talk(application, {key}))
    # What someone else recorded since is shown now, so that sending this page again replaces it knowingly.
    meanwhile = mark if form.standing.data != standing else None
    form.standing.data = standing
    talk = talk_page(reading.summary, queries.sections_of(application, reading), reading.marks, key)
    anchors = edition_of(application.opening.version).criterion(key).anchors
    return render_template(
        "panels/debrief.html",
        application=application,
        form=form,
        talk=talk,
        meanwhile=meanwhile,
        anchors=anchors.of_every_level(),
    )


def _after_talk(application: Application, settled: set[str]) -> str:
    """The next criterion to discuss, or the panel once there is none."""
    waiting = [cell.criterion.key for cell in queries.summary_of(db.session, application).to_discuss]
    following = next((key for key in waiting if key not in settled), None)
    if following is None:
        return url_for("panels.show", application_id=application.id)
    return url_for("panels.debrief", application_id=application.id, criterion=following)
