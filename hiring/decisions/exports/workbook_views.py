"""The workbook of an opening, to take away."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.decisions.exports.workbook import workbook_for
from hiring.foundation import spreadsheets
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.file_requests import file_answer
from hiring.openings.models import Opening
from hiring.openings.queries import opening_in_url
from hiring.panels import policy

bp = Blueprint("workbooks", __name__)


@bp.post("/openings/<opening_id>/workbook.xlsx")
@access.reads_by_post
@access.allows(policy.can_compare, of=opening_in_url)
def export(person: Person, opening: Opening) -> ResponseReturnValue:
    content = workbook_for(db.session, person, opening)
    return file_answer(content, spreadsheets.XLSX_TYPE, f"opening-{opening.id}.xlsx")
