"""Page: speed and follow-through."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.insights.finished import unknown_to
from hiring.insights.follow_through.reading import follow_through
from hiring.insights.hires.reading import hires_read
from hiring.panels.policy import can_compare

bp = Blueprint("follow_through", __name__)


@bp.get("/insights/follow-through")
@access.allows(can_compare)
def show(person: Person) -> ResponseReturnValue:
    unknown = unknown_to(db.session, person)
    panels, read = hires_read(db.session)
    followed = follow_through(db.session, panels, read.without(unknown), unknown)
    return render_template("insights/follow_through.html", followed=followed)
