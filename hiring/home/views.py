"""The start page, and the page a watchdog asks."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import readiness
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.template_filters import zone_of_reader
from hiring.home.queries import awaiting

bp = Blueprint("home", __name__)


@bp.get("/")
@access.signed_in
def show(person: Person) -> ResponseReturnValue:
    return render_template("home/show.html", groups=awaiting(db.session, person, url_for, zone_of_reader()))


@bp.get("/healthz")
@access.public
def healthz() -> ResponseReturnValue:
    fault = readiness.fault()
    return ("ok\n", 200) if fault is None else (f"{fault}\n", 503)
