"""Pages for the manager and HR: a hire's link and printed code, and what hires say of their managers."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.foundation.database import db, later_side
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.signed_links import absolute
from hiring.probation import policy
from hiring.probation.hire_side import actions, links, mailing, queries
from hiring.probation.hire_side.values import HIRES_NEEDED, QUESTIONS
from hiring.probation.models import Probation

bp = Blueprint("hire_links", __name__)
FRESH = "fresh_hire_link"


def probation_in_url(probation_id: str) -> Probation | None:
    return db.session.get(Probation, probation_id)


def _to(probation: Probation) -> ResponseReturnValue:
    return redirect(url_for("hire_links.show", probation_id=probation.id))


@bp.get("/probations/<probation_id>/own-page")
@access.allows(policy.can_note, of=probation_in_url, insider=policy.can_see_probation)
def show(_person: Person, probation: Probation) -> ResponseReturnValue:
    """The link and its code are shown once, to the person who made them. The page can be printed."""
    link = later_side(probation, "hire_link")
    is_fresh = link is not None and cookie.pop(FRESH, None) == f"{link.id} {link.renewals}"
    return render_template(
        "probation/hire_side/link.html",
        probation=probation,
        first_name=probation.hire.split()[0],
        link=link,
        address=links.address_of(link) if is_fresh else "",
        code=links.code_of(link.id, link.renewals) if is_fresh else "",
        code_page=absolute("hire_pages.code"),
        can_mail=link is not None and mailing.can_be_mailed(link),
        mailed=mailing.last_mailed(db.session, link) if link is not None else None,
    )


@bp.post("/probations/<probation_id>/own-page/make")
@writes
@access.allows(policy.can_note, of=probation_in_url, insider=policy.can_see_probation)
def make(person: Person, probation: Probation) -> ResponseReturnValue:
    link = actions.make_link(db.session, person, probation)
    cookie[FRESH] = f"{link.id} {link.renewals}"
    return _to(probation)


@bp.post("/probations/<probation_id>/own-page/mail")
@writes
@access.allows(policy.can_note, of=probation_in_url, insider=policy.can_see_probation)
def mail(person: Person, probation: Probation) -> ResponseReturnValue:
    link = later_side(probation, "hire_link")
    try:
        if link is not None:
            mailing.mail_link(db.session, person, link)
            flash(f"{probation.hire.split()[0]} gets the link by email.")
    except Refused as refused:
        flash(refused.sentence)
    return _to(probation)


@bp.post("/probations/<probation_id>/own-page/take-back")
@writes
@access.allows(policy.can_note, of=probation_in_url, insider=policy.can_see_probation)
def take_back(person: Person, probation: Probation) -> ResponseReturnValue:
    link = later_side(probation, "hire_link")
    try:
        if link is not None:
            actions.take_link_back(db.session, person, link)
        flash("The link no longer works. What they wrote stays.")
    except Refused as refused:
        flash(refused.sentence)
    return _to(probation)


@bp.get("/probations/answers")
@access.allows(policy.can_follow_probations)
def answers(person: Person) -> ResponseReturnValue:
    """HR reads each answer; a manager sees how many gave which, from five hires on."""
    return render_template(
        "probation/hire_side/answers.html",
        sees_all=is_hr(person),
        answers=queries.answers_about_managers(db.session, person),
        tallies=queries.tally_about(db.session, person),
        questions=QUESTIONS,
        needed=HIRES_NEEDED,
    )
