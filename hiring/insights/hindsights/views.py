"""Page: where were we wrong?"""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.insights.changes.queries import changes_by_finding
from hiring.insights.finished import unknown_to
from hiring.insights.hindsights.reading import hindsights_by_criterion
from hiring.insights.hires.reading import hires_read
from hiring.panels.policy import can_compare

bp = Blueprint("hindsights", __name__)


@bp.get("/insights/hindsights")
@access.allows(can_compare)
def show(person: Person) -> ResponseReturnValue:
    _, read = hires_read(db.session)
    groups = hindsights_by_criterion(db.session, read.without(unknown_to(db.session, person)))
    return render_template("insights/hindsights.html", groups=groups, changes=changes_by_finding(db.session))
