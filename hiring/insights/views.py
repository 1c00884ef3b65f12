"""Pages of insights: whether interviews predict anything, how well interviewers agree, and one's own marks."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_interviewer
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.insights import agreement as texts
from hiring.insights.hires.page import SHAPES, prediction_page, today_for
from hiring.panels.policy import can_compare
from hiring.panels.pooled_model import queries as pooled

bp = Blueprint("insights", __name__)


@bp.get("/insights")
@access.allows(can_compare)
def predictions(person: Person) -> ResponseReturnValue:
    workplace = request.args.get("workplace", "")[:16]
    page = prediction_page(db.session, person, workplace, today_for(person))
    return render_template("insights/predictions.html", page=page, shapes=SHAPES)


@bp.get("/insights/agreement")
@access.allows(can_compare)
def agreement(_person: Person) -> ResponseReturnValue:
    model = pooled.model(db.session)
    return render_template("insights/agreement.html", agreement=texts.agreement(model, pooled.answers(db.session)))


@bp.get("/my-marks")
@access.allows(is_interviewer)
def own_marks(person: Person) -> ResponseReturnValue:
    """Private: there is no address at which anybody reads another's."""
    model = pooled.model(db.session)
    return render_template("insights/own_marks.html", marks=texts.own_marks(model, person.id))
