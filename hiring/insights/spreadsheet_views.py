"""Pages that analyse a spreadsheet: choose it, see how it was read, change that, and read the report."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.analyse.reading.options import ReadingOptions
from hiring.foundation.web import access
from hiring.insights import spreadsheet
from hiring.insights.forms import USES, ReadingForm, SpreadsheetForm
from hiring.panels.policy import can_compare

bp = Blueprint("spreadsheets", __name__)


@bp.get("/insights/spreadsheet")
@access.allows(can_compare)
def upload(_person: Person) -> ResponseReturnValue:
    return render_template("insights/spreadsheet.html", form=SpreadsheetForm())


@bp.post("/insights/spreadsheet")
@access.reads_by_post
@access.allows(can_compare)
def read(_person: Person) -> ResponseReturnValue:
    """Read a file that was chosen. Nothing of it is stored: the next page brings it back."""
    form = SpreadsheetForm()
    if form.validate_on_submit():
        with form.refusals():
            content, name = form.file.data.read(), form.file.data.filename or "marks"
            known = ReadingForm(formdata=None, data={"content": spreadsheet.packed(content), "name": name})
            return _shown(known, spreadsheet.look(content, name, ReadingOptions(), None))
    return render_template("insights/spreadsheet.html", form=form), 422


@bp.post("/insights/spreadsheet/again")
@access.reads_by_post
@access.allows(can_compare)
def read_again(_person: Person) -> ResponseReturnValue:
    """Read the same file, or a mended one, with what was changed."""
    form = ReadingForm()
    if form.validate_on_submit():
        with form.refusals():
            content, name = form.marks()
            return _shown(form, spreadsheet.look(content, name, form.options(), form.scale()))
    columns = [(heading, "", "", use) for heading, use in form.uses()]
    return _shown(form, spreadsheet.SpreadsheetLook(columns)), 422


def _shown(form: ReadingForm, look: spreadsheet.SpreadsheetLook) -> str:
    return render_template("insights/spreadsheet_read.html", form=form, look=look, uses=USES)
