"""Pages of openings: the list, opening a post, one opening, its plan."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web import access, signed_links
from hiring.foundation.web.form_requests import writes
from hiring.openings import actions, policy, queries
from hiring.openings.forms import OpeningForm
from hiring.openings.models import Opening
from hiring.openings.plan_check import plan_check, price_tag
from hiring.openings.plan_form import PlanForm
from hiring.openings.public_page import page_of
from hiring.openings.queries import opening_in_url
from hiring.openings.question_exposure import asked_before
from hiring.rubrics.queries import edition_of, latest_versions
from hiring.rubrics.retiring import retired_in

bp = Blueprint("openings", __name__)

USUAL_CANDIDATES = 6


@bp.get("/openings")
@access.allows(policy.can_see_openings)
def index(_person: Person) -> ResponseReturnValue:
    return render_template("openings/index.html", openings=queries.openings(db.session))


@bp.route("/openings/open", methods=["GET", "POST"])
@writes
@access.allows(policy.can_open_openings)
def open_opening(person: Person) -> ResponseReturnValue:
    form = OpeningForm.for_new(person)
    if form.validate_on_submit():
        with form.refusals():
            opening = actions.open_opening(db.session, person, **form.chosen())
            flash(f"“{opening.title}” is open. Everything below has a default; change what you like.")
            return redirect(url_for("openings.show", opening_id=opening.id))
    return render_template("openings/open.html", form=form, has_rubric=bool(latest_versions(db.session)))


@bp.get("/openings/<opening_id>")
@access.allows(policy.can_see_openings, of=opening_in_url)
def show(_person: Person, opening: Opening) -> ResponseReturnValue:
    edition, plan = edition_of(opening.version), queries.plan_of(opening)
    page = page_of(db.session, opening)
    # A frozen plan asks what it asked: nobody can do anything about it.
    retired = {} if opening.is_frozen else retired_in(db.session, edition)
    return render_template(
        "openings/show.html",
        opening=opening,
        public_address=signed_links.absolute("public_pages.show", token=page.token) if page and page.is_open else "",
        edition=edition,
        findings=plan_check(edition, plan, len(opening.interviewers), retired),
        prices=price_tag(plan, USUAL_CANDIDATES),
        candidates=USUAL_CANDIDATES,
    )


@bp.route("/openings/<opening_id>/change", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_opening, of=opening_in_url, insider=policy.can_see_openings)
def change(person: Person, opening: Opening) -> ResponseReturnValue:
    form = OpeningForm.for_standing(opening)
    if form.validate_on_submit():
        with form.refusals():
            actions.describe_opening(db.session, person, opening, **form.chosen())
            flash("Saved.")
            return redirect(url_for("openings.show", opening_id=opening.id))
    return render_template("openings/change.html", form=form, opening=opening)


@bp.route("/openings/<opening_id>/plan", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_opening, of=opening_in_url, insider=policy.can_see_openings)
def plan(person: Person, opening: Opening) -> ResponseReturnValue:
    edition = edition_of(opening.version)
    form = PlanForm.of(edition, queries.plan_of(opening))
    if form.validate_on_submit():
        with form.refusals():
            actions.plan_opening(db.session, person, opening, form.plan(edition))
            flash("The plan is changed. The check below is made from it.")
            return redirect(url_for("openings.show", opening_id=opening.id))
    return render_template(
        "openings/plan.html",
        form=form,
        opening=opening,
        edition=edition,
        asked=asked_before(db.session, edition, person),
        retired=retired_in(db.session, edition),
    )


@bp.post("/openings/<opening_id>/close")
@writes
@access.allows(policy.can_change_opening, of=opening_in_url, insider=policy.can_see_openings)
def close(person: Person, opening: Opening) -> ResponseReturnValue:
    actions.close_opening(db.session, person, opening, clock.today(opening.workplace.zone))
    flash(f"“{opening.title}” is closed. Everything in it stays readable.")
    return redirect(url_for("openings.show", opening_id=opening.id))
