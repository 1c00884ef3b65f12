"""The start page of each role, reminding from it, and the page a watchdog asks."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_area_manager, is_hr, is_interviewer, is_manager
from hiring.accounts.queries import possible_approvers
from hiring.accounts.values import too_few_approvers
from hiring.foundation import readiness
from hiring.foundation.database import db
from hiring.foundation.grammar import listed
from hiring.foundation.outbox import server
from hiring.foundation.outbox.state import MailState, mail_state
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.home import actions, policy
from hiring.home.area_page import area_page, candidates_of
from hiring.home.first_hour import first_hour, set_up_counts
from hiring.home.hr_page import can_be_reminded, hr_page, reminded
from hiring.home.my_people import my_people
from hiring.home.others_turn import late_colleagues
from hiring.home.running_probations import needing_someone, running_probations
from hiring.home.your_turn import follow_up
from hiring.interviews.agenda.own_interviews import own_interviews
from hiring.openings.models import Opening
from hiring.openings.queries import opening_in_url

bp = Blueprint("home", __name__)


@bp.get("/")
@access.signed_in
def show(person: Person) -> ResponseReturnValue:
    session, shop = db.session, request.args.get("shop", "")
    counts = set_up_counts(session)
    hour = first_hour(session, person, counts)
    if hour is not None:
        return render_template("home/first_hour.html", hour=hour, has_server=server.is_set())
    page = hr_page(session, person, url_for, shop, has_privacy=counts.has_privacy) if is_hr(person) else None
    people = my_people(session, person, url_for) if is_manager(person) else None
    return render_template(
        "home/show.html",
        title=policy.home_label(person),
        shop=shop,
        page=page,
        warning=too_few_approvers(counts.approvers) if page else "",
        mail_says=_mail_says() if page else "",
        area=area_page(session, person, _area_address) if is_area_manager(person) and not page else None,
        people=people,
        promised=follow_up(session, person, url_for) if people and not page else [],
        own=own_interviews(session, person) if is_interviewer(person) else None,
        can_be_reminded=can_be_reminded,
        reminded=reminded,
    )


def _mail_says() -> str:
    """What to do where email doesn't leave here. Without a server there's nothing to look up."""
    return mail_state(db.session).sentence if server.is_set() else MailState(False, 0, None).sentence


def _area_address(endpoint: str, **arguments: Any) -> str:
    """What an area manager may open; empty for the pages of HR."""
    return url_for(endpoint, **arguments) if endpoint == "probation.show" else ""


@bp.get("/area/openings/<opening_id>")
@access.allows(policy.can_see_area_opening, of=opening_in_url)
def area_opening(person: Person, opening: Opening) -> ResponseReturnValue:
    candidates = candidates_of(db.session, person, opening)
    return render_template("home/area_opening.html", opening=opening, candidates=candidates)


@bp.post("/remind")
@writes
@access.allows(policy.can_remind_people)
def remind(person: Person) -> ResponseReturnValue:
    """One colleague, or everyone who is late. The mail lists all they're late with, as far as the sender knows."""
    probations = running_probations(db.session, person, needing_someone())
    late = late_colleagues(db.session, person, probations, url_for)
    try:
        names = actions.remind(db.session, person, late, request.form.getlist("person"))
        unsent = "" if server.is_set() else " No mail server is set here, so tell them yourself as well."
        flash(f"The reminder to {listed(names)} is on its way.{unsent}")
    except Refused as refused:
        flash(refused.sentence)
    return redirect(url_for("home.show", _anchor="others"))


@bp.get("/healthz")
@access.public
def healthz() -> ResponseReturnValue:
    fault = readiness.fault()
    if fault is not None:
        return f"{fault}\n", 503
    remark = too_few_approvers(db.session.scalar(possible_approvers()) or 0)
    return f"ok\n{remark}\n" if remark else "ok\n", 200
