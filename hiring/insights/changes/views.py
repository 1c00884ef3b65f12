"""Pages: what we'll change, and what came of it a year later."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.insights.changes import actions
from hiring.insights.changes.forms import PlanChangeForm, ReviewChangeForm
from hiring.insights.changes.models import PlannedChange
from hiring.insights.changes.queries import change_in_url, planned_changes
from hiring.panels.policy import can_compare

bp = Blueprint("changes", __name__)


def can_review(person: Person, _change: PlannedChange) -> bool:
    return can_compare(person)


@bp.route("/insights/changes", methods=["GET", "POST"])
@writes
@access.allows(can_compare)
def index(person: Person) -> ResponseReturnValue:
    form = PlanChangeForm(data={"about": request.args.get("about", "")[:300]})
    if form.validate_on_submit():
        with form.refusals():
            change = actions.plan_change(db.session, person, about=form.about.data or "", words=form.words.data or "")
            day = change.comes_back_on
            flash(f"Kept. It comes back to HR's To do on {day.day} {day:%B %Y}.")
            return redirect(url_for("changes.index"))
    return render_template("insights/changes.html", form=form, changes=planned_changes(db.session))


@bp.route("/insights/changes/<planned_change_id>", methods=["GET", "POST"])
@writes
@access.allows(can_review, of=change_in_url)
def review(person: Person, change: PlannedChange) -> ResponseReturnValue:
    form = ReviewChangeForm()
    if form.validate_on_submit():
        with form.refusals():
            actions.review_change(db.session, person, change, came_of_it=form.came_of_it.data or "")
            flash("Saved. We won't ask about it again.")
            return redirect(url_for("changes.index"))
    return render_template("insights/change.html", form=form, change=change)
