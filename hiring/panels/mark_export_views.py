"""Every mark of an opening, to take away as CSV; `hiring analyse` reads it and says what the comparison says."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import spreadsheets
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.file_requests import file_answer
from hiring.openings.models import Opening
from hiring.openings.queries import opening_in_url
from hiring.panels import policy
from hiring.panels.mark_export import HEADER, export_for

bp = Blueprint("marks", __name__)


@bp.post("/openings/<opening_id>/marks.csv")
@access.reads_by_post
@access.allows(policy.can_compare, of=opening_in_url)
def export_csv(person: Person, opening: Opening) -> ResponseReturnValue:
    export = export_for(db.session, person, opening)
    content = spreadsheets.as_csv(export.lines[0], [*export.lines[1:], [], HEADER, *export.rows])
    return file_answer(content, spreadsheets.CSV_TYPE, f"marks-{opening.id}.csv")
