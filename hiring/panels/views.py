"""Pages of panels: the comparison of an opening, one panel, closing it, and its debrief."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.foundation import spreadsheets
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.file_requests import file_answer
from hiring.foundation.web.form_requests import writes
from hiring.interviews.readings import reopening_of
from hiring.interviews.reopening import can_reopen
from hiring.openings.models import Opening
from hiring.openings.queries import opening_in_url
from hiring.panels import actions, amendments, policy, queries, reveal_log
from hiring.panels import comparison_table as table
from hiring.panels.forms import ClosePanelForm, DebriefForm
from hiring.panels.summary import Comparison

bp = Blueprint("panels", __name__)


@bp.get("/openings/<opening_id>/compare")
@access.allows(policy.can_compare, of=opening_in_url)
def compare(person: Person, opening: Opening) -> ResponseReturnValue:
    criteria, everybody = queries.judged_by(opening), queries.named_for(db.session, person, opening)
    sort, page = request.args.get("sort", ""), request.args.get("page", "")
    asked = table.asked_for(sort, page, criteria, len(everybody))

    def build() -> tuple[Comparison, table.Table]:
        comparison, listed = queries.compared_for(db.session, person, opening, asked.of_names(everybody))
        return comparison, table.table_of(listed, criteria, asked, len(everybody))

    comparison, shown = reveal_log.once_read(person, build, lambda built: table.with_marks(built[1].rows))
    return render_template("panels/compare.html", opening=opening, comparison=comparison, table=shown)


@bp.post("/openings/<opening_id>/compare.csv")
@access.reads_by_post
@access.allows(policy.can_compare, of=opening_in_url)
def export_csv(person: Person, opening: Opening) -> ResponseReturnValue:
    header, rows = _export(person, opening)
    return file_answer(spreadsheets.as_csv(header, rows), spreadsheets.CSV_TYPE, f"comparison-{opening.id}.csv")


@bp.post("/openings/<opening_id>/compare.xlsx")
@access.reads_by_post
@access.allows(policy.can_compare, of=opening_in_url)
def export_xlsx(person: Person, opening: Opening) -> ResponseReturnValue:
    header, rows = _export(person, opening)
    content = spreadsheets.as_xlsx(opening.title, header, rows)
    return file_answer(content, spreadsheets.XLSX_TYPE, f"comparison-{opening.id}.xlsx")


def _export(person: Person, opening: Opening) -> tuple[list[str], list[list[str | int | float | None]]]:
    everybody = queries.named_for(db.session, person, opening)
    comparison, listed = reveal_log.once_read(
        person,
        lambda: queries.compared_for(db.session, person, opening, everybody),
        lambda built: table.with_marks(built[1]),
    )
    amended = amendments.amended_in(db.session, Application.opening_id == opening.id)
    header, rows = table.header(comparison.criteria), table.exported(listed, comparison, amended)
    return header, rows


@bp.get("/applications/<application_id>/panel")
@access.allows(policy.can_open_panel, of=application_in_url, insider=policy.is_panellist)
def show(person: Person, application: Application) -> ResponseReturnValue:
    if not reveal_log.read_panel(person, application):
        return _waiting(person, application, _close_form(application))
    summary = queries.summary_of(db.session, application)
    return render_template(
        "panels/show.html",
        application=application,
        state=policy.state_of(application),
        closing=policy.closing_of(application),
        summary=summary,
        sections=queries.sections_of(db.session, application, summary),
        cards=queries.cards_of(db.session, application),
        seen=reveal_log.proof(person, application, summary),
        may_amend=policy.is_revealed_to(person, application),
        may_debrief=policy.can_debrief(person, application),
        may_compare=policy.can_compare(person),
        left_out=queries.left_out_of(application),
        reopening=reopening_of(application),
        may_reopen=can_reopen(person, application),
    )


def _close_form(application: Application) -> ClosePanelForm:
    page = url_for("panels.show", application_id=application.id)
    return ClosePanelForm.of(application, url_for("panels.close", application_id=application.id), page)


def _waiting(person: Person, application: Application, form: ClosePanelForm) -> str:
    """The page of a panel that cannot be read yet; to somebody who still owes a card it always says the same."""
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
            flash("The panel is closed. Your reason stands on its page.")
            return redirect(url_for("panels.show", application_id=application.id))
    return _waiting(person, application, form)


@bp.route("/applications/<application_id>/debrief", methods=["GET", "POST"])
@writes
@access.allows(policy.can_debrief, of=application_in_url, insider=policy.can_open_panel)
def debrief(person: Person, application: Application) -> ResponseReturnValue:
    if request.method == "GET" and not reveal_log.read_panel(person, application):
        abort(403)
    summary, marks = queries.summary_of(db.session, application), queries.debrief_of(db.session, application)
    criteria = [cell.criterion for cell in summary.widest_first]
    standing = actions.debrief_standing(db.session, application)
    form = DebriefForm.of(criteria, marks, standing)
    if form.validate_on_submit():
        with form.refusals():
            settled = form.settled(criteria)
            actions.record_debrief(db.session, person, application, settled, standing=form.standing.data or "")
            flash("Recorded, beside the independent marks.")
            return redirect(url_for("panels.show", application_id=application.id))
    # What somebody else recorded meanwhile is shown now, so that sending this page again replaces it knowingly.
    meanwhile = marks if form.standing.data != standing else []
    form.standing.data = standing
    return render_template("panels/debrief.html", application=application, form=form, summary=summary, marks=meanwhile)
