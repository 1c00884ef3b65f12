"""The page of the organisation's brief."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.openings import policy
from hiring.openings.brief import FIELDS, latest_brief, write_brief
from hiring.openings.forms import BriefForm

bp = Blueprint("brief", __name__)


@bp.route("/openings/brief", methods=["GET", "POST"])
@writes
@access.allows(policy.can_open_openings)
def write(person: Person) -> ResponseReturnValue:
    brief = latest_brief(db.session)
    form = BriefForm(data={name: getattr(brief, name, "") for name in FIELDS})
    if form.validate_on_submit():
        with form.refusals():
            write_brief(db.session, person, **{name: form[name].data or "" for name in FIELDS})
            flash("Saved. New openings start with these words.")
            return redirect(url_for("openings.index"))
    return render_template("openings/brief.html", form=form, brief=brief)
