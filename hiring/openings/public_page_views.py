"""Pages: what a candidate reads about an opening, and where HR makes, renews and closes that page."""

from flask import Blueprint, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import jurisdictions
from hiring.foundation.database import db
from hiring.foundation.retention import rule_of
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.request_limits import limiter
from hiring.openings import policy, public_page
from hiring.openings.forms import PageForm
from hiring.openings.models import Opening
from hiring.openings.queries import opening_in_url
from hiring.rubrics.queries import edition_of

bp = Blueprint("public_pages", __name__)


@bp.get("/for-candidates/<token>")
@access.public
@limiter.limit("120/minute")
def show(token: str) -> ResponseReturnValue:
    """Anyone signed in sees exactly what a candidate sees."""
    page = public_page.page_at(db.session, token) or abort(404)
    opening = page.opening
    place = jurisdictions.at(opening.workplace.jurisdiction)
    shown = render_template(
        "openings/for_candidates.html",
        person=None,
        opening=opening,
        edition=edition_of(opening.version),
        page=page,
        place=place,
        keep=rule_of(place),
    )
    answer = make_response(shown)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@bp.route("/openings/<opening_id>/page-for-candidates", methods=["GET", "POST"])
@writes
@access.allows(policy.can_change_opening, of=opening_in_url, insider=policy.can_see_openings)
def keep(person: Person, opening: Opening) -> ResponseReturnValue:
    page = public_page.page_of(db.session, opening)
    form = PageForm(obj=page)
    if form.validate_on_submit():
        with form.refusals():
            public_page.keep_page(db.session, person, opening, **form.values())
            flash("The page is ready. Send its address to your candidates.")
            return redirect(url_for("openings.show", opening_id=opening.id))
    is_open = page is not None and page.is_open
    return render_template("openings/keep_page.html", form=form, opening=opening, is_open=is_open)


@bp.post("/openings/<opening_id>/page-for-candidates/renew")
@writes
@access.allows(policy.can_change_opening, of=opening_in_url, insider=policy.can_see_openings)
def renew(person: Person, opening: Opening) -> ResponseReturnValue:
    try:
        public_page.renew_page(db.session, person, opening)
        flash("The page has a new address. The old one no longer works.")
    except public_page.NoPage as refused:
        flash(refused.sentence)
    return redirect(url_for("openings.show", opening_id=opening.id))


@bp.post("/openings/<opening_id>/page-for-candidates/close")
@writes
@access.allows(policy.can_close_page, of=opening_in_url)
def close(person: Person, opening: Opening) -> ResponseReturnValue:
    try:
        public_page.close_page(db.session, person, opening)
        flash("The page is closed. Its address no longer works.")
    except public_page.NoPage as refused:
        flash(refused.sentence)
    return redirect(url_for("openings.show", opening_id=opening.id))
