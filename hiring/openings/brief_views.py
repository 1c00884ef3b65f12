"""The page of the organisation's brief."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.openings import policy
from hiring.openings.brief import FIELDS, latest_brief, standing_of, write_brief
from hiring.openings.forms import OrganisationBriefForm

bp = Blueprint("brief", __name__)


@bp.route("/openings/brief", methods=["GET", "POST"])
@writes
@access.allows(policy.can_open_openings)
def write(person: Person) -> ResponseReturnValue:
    brief = latest_brief(db.session)
    standing = standing_of(brief)
    form = OrganisationBriefForm(data={name: getattr(brief, name, "") for name in FIELDS} | {"standing": standing})
    if form.validate_on_submit():
        with form.refusals():
            words = {name: form[name].data or "" for name in FIELDS}
            write_brief(db.session, person, standing=form.standing.data or "", **words)
            flash("Saved. New openings start with these words.")
            return redirect(url_for("openings.index"))
    # What someone else wrote since is shown now, so that sending this page again replaces it knowingly.
    meanwhile = brief if form.standing.data != standing else None
    form.standing.data = standing
    return render_template("openings/brief.html", form=form, brief=brief, meanwhile=meanwhile, fields=FIELDS)
