"""The board of probations: by what is needed next, what was closed, reminders, and the export to a spreadsheet."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.foundation import clock, spreadsheets
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.file_requests import file_answer
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import Form
from hiring.foundation.web.template_filters import zone_of_reader
from hiring.probation import policy
from hiring.probation.board import export, history
from hiring.probation.board.page import chosen_filter
from hiring.probation.board.reminders import remind_manager
from hiring.probation.models import Probation

bp = Blueprint("board", __name__)


def probation_in_url(probation_id: str) -> Probation | None:
    return db.session.get(Probation, probation_id)


def _back() -> ResponseReturnValue:
    return redirect(url_for("probation.index"))


@bp.post("/probations/<probation_id>/remind")
@writes
@access.allows(policy.can_oversee, of=probation_in_url, insider=policy.can_see_probation)
def remind(person: Person, probation: Probation) -> ResponseReturnValue:
    form = Form()
    if form.validate_on_submit():
        with form.refusals():
            flash(f"{remind_manager(db.session, person, probation)} gets an email.")
            return _back()
    for _control, sentence in form.problems:
        flash(sentence)
    return _back()


@bp.post("/probations/remind-late")
@writes
@access.allows(policy.can_remind_all)
def remind_late(person: Person) -> ResponseReturnValue:
    """Everyone whose check-in is late, as the board lists them; those reminded today are left out."""
    sent = history.remind_all_late(db.session, person, chosen_filter())
    flash(f"{sent} reminded." if sent else "Everyone has already been reminded today.")
    return _back()


@bp.get("/probations/closed")
@access.allows(policy.can_see_probations)
def closed(person: Person) -> ResponseReturnValue:
    page = max(request.args.get("page", 1, type=int), 1)
    return render_template(
        "probation/board/closed.html",
        listing=history.closed_probations(db.session, person, page),
        sees_all=is_hr(person),
    )


@bp.post("/probations/export")
@access.reads_by_post
@access.allows(policy.can_remind_all)
def download(person: Person) -> ResponseReturnValue:
    content = export.workbook(db.session, person)
    return file_answer(content, spreadsheets.XLSX_TYPE, f"probations-{clock.today(zone_of_reader())}.xlsx")
