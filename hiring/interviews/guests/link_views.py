"""Pages for HR: inviting a guest to an interview, and the link they are handed."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.interviews.guests import actions, policy, queries
from hiring.interviews.guests.forms import InviteForm, RenewForm
from hiring.interviews.guests.links import guest_link_for
from hiring.interviews.guests.models import GuestLink
from hiring.interviews.models import Interview
from hiring.interviews.policy import can_see_interview
from hiring.interviews.queries import interview_in_url

bp = Blueprint("guest_links", __name__)


def _link_in_url(seat_id: str) -> GuestLink | None:
    return queries.link_at(db.session, seat_id)


def _can_see_its_interview(person: Person, link: GuestLink) -> bool:
    return can_see_interview(person, link.seat.interview)


def _shown_once(link: GuestLink) -> ResponseReturnValue:
    """Someone who is given a link has made it, in their own name: the next page shows it to them once."""
    cookie["fresh_guest_link"] = link.id
    return redirect(url_for("guest_links.show", seat_id=link.seat_id))


@bp.route("/interviews/<interview_id>/invite-guest", methods=["GET", "POST"])
@writes
@access.allows(policy.can_invite, of=interview_in_url, insider=can_see_interview)
def invite(person: Person, interview: Interview) -> ResponseReturnValue:
    form = InviteForm.of(interview)
    if form.validate_on_submit():
        with form.refusals(people="name"):
            typed = form.values() | {"email": form.email.data or ""}
            link = actions.invite_guest(db.session, person, interview, **typed)
            flash(f"{link.seat.person.name} is seated as a guest.")
            return _shown_once(link)
    return render_template("interviews/guests/invite.html", form=form, interview=interview)


@bp.get("/seats/<seat_id>/guest-link")
@access.allows(policy.can_hand_out, of=_link_in_url, insider=_can_see_its_interview)
def show(_person: Person, link: GuestLink) -> ResponseReturnValue:
    is_fresh = cookie.pop("fresh_guest_link", None) == link.id
    return _page(link, RenewForm.of(link.seat.interview), guest_link_for(link.seat) if is_fresh else "")


def _page(link: GuestLink, form: RenewForm, address: str = "") -> str:
    ended = queries.why_ended(link)
    return render_template(
        "interviews/guests/link.html", form=form, link=link, seat=link.seat, address=address, ended=ended
    )


@bp.post("/seats/<seat_id>/guest-link/renew")
@writes
@access.allows(policy.can_hand_out, of=_link_in_url, insider=_can_see_its_interview)
def renew(person: Person, link: GuestLink) -> ResponseReturnValue:
    form = RenewForm.of(link.seat.interview)
    if form.validate_on_submit():
        with form.refusals():
            actions.renew_link(db.session, person, link, until=filled(form.until.data))
            flash("This is a new link. The old one no longer works.")
            return _shown_once(link)
    return _page(link, form)


@bp.post("/seats/<seat_id>/guest-link/take-back")
@writes
@access.allows(policy.can_hand_out, of=_link_in_url, insider=_can_see_its_interview)
def take_back(person: Person, link: GuestLink) -> ResponseReturnValue:
    try:
        actions.take_link_back(db.session, person, link)
        flash("The link is taken back. The seat stays: make a new link, or replace the guest.")
    except Refused as refused:
        flash(refused.sentence)
    return redirect(url_for("guest_links.show", seat_id=link.seat_id))
