"""Pages of insights: whether interviews predict anything, how well interviewers agree, and one's own marks."""

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_interviewer
from hiring.foundation import spreadsheets
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.file_requests import file_answer
from hiring.insights import agreement as texts
from hiring.insights.export import hires_table
from hiring.insights.finished import unknown_to
from hiring.insights.follow_through.courses import hire_courses
from hiring.insights.hires.reading import hires_read
from hiring.insights.intended_use import read_intended_use
from hiring.insights.prediction_page import SHAPES, prediction_page, today_for
from hiring.panels.policy import can_compare
from hiring.panels.pooled_model import queries as pooled

bp = Blueprint("insights", __name__)


@bp.get("/insights")
@access.allows(can_compare)
def predictions(person: Person) -> ResponseReturnValue:
    workplace = request.args.get("workplace", "")[:16]
    page = prediction_page(db.session, person, workplace, today_for(person))
    return render_template("insights/predictions.html", page=page, shapes=SHAPES)


@bp.post("/insights/hires.csv")
@access.reads_by_post
@access.allows(can_compare)
def export_csv(person: Person) -> ResponseReturnValue:
    """The figures behind the first page, so that anyone can work them out again."""
    panels, read = hires_read(db.session)
    unknown = unknown_to(db.session, person)
    known = read.without(unknown)
    header, rows = hires_table(known, hire_courses(db.session, panels, known, unknown))
    return file_answer(spreadsheets.as_csv(header, rows), spreadsheets.CSV_TYPE, "hires.csv")


@bp.get("/insights/agreement")
@access.allows(can_compare)
def agreement(_person: Person) -> ResponseReturnValue:
    model = pooled.model(db.session)
    return render_template("insights/agreement.html", agreement=texts.agreement(model, pooled.answers(db.session)))


@bp.get("/insights/intended-use")
@access.signed_in
def intended_use(_person: Person) -> ResponseReturnValue:
    """For everyone whose work these numbers are about."""
    return render_template("insights/intended_use.html", text=read_intended_use(current_app.config["DATA_DIR"]))


@bp.get("/my-marks")
@access.allows(is_interviewer)
def own_marks(person: Person) -> ResponseReturnValue:
    """Private: there is no address at which anybody reads another's."""
    model = pooled.model(db.session)
    return render_template("insights/own_marks.html", marks=texts.own_marks(model, person.id))
