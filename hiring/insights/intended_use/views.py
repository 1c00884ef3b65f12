"""Page: intended use and limits, for everyone who is signed in."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.web import access
from hiring.insights.intended_use.page import intended_use

bp = Blueprint("intended_use", __name__)


@bp.get("/insights/intended-use")
@access.signed_in
def show(_person: Person) -> ResponseReturnValue:
    return render_template("insights/intended_use.html", text=intended_use(current_app.config["DATA_DIR"]))
