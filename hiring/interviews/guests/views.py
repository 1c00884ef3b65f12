"""Pages for guests: what the link is for, and behind it the scorecard's own pages with a guard of their own.

Anyone signed in on the same browser has no part in them: what is written is the guest's.
"""

from typing import Any

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.limits import count_wrong, refuse_while_waiting, source
from hiring.foundation.web.request_limits import followed_link, limiter
from hiring.interviews import views as scorecard_views
from hiring.interviews.guests import actions, links, queries
from hiring.interviews.guests.forms import CannotForm
from hiring.interviews.guests.models import GuestLink
from hiring.interviews.guests.values import KEY_HOURS, LONGEST_DAYS
from hiring.interviews.models import Seat
from hiring.interviews.policy import is_open

bp = Blueprint("guests", __name__)
# Of one source, which may be a shop with several guests in it. A page with limits of its own names this one too.
PER_SOURCE = "300/minute"
limiter.limit(PER_SOURCE)(bp)
KEY, BROWSER = "guest", "guest-browser"
# Wrong links that one source may try without a wait: nobody can guess one, but many can mistype theirs.
FREE_LINKS = 100


@bp.context_processor
def desk() -> dict[str, Any]:
    """What the shared pages say differently here. There is nowhere else to go, and nobody who is signed in."""
    messages = {
        "back": lambda _seat: [],
        "above": "interviews/guests/_above.html",
        "final": "Sealing is final. Your link ends with it, and nobody can change the card, not even you.",
        "start": "#main",
    }
    return {"desk": messages, "person": None, "navigation": []}


@bp.after_request
def unlisted(answer: Response) -> Response:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def link_in_address(token: str) -> GuestLink | None:
    keys = [source("guest link", FREE_LINKS)]
    refuse_while_waiting(keys)
    link = queries.live_link(db.session, *links.named_by_link(token))
    if link is None:
        count_wrong(keys)
    return link


def link_of_key(seat_id: str) -> GuestLink | None:
    """The key stands for one row only, whichever seat the address names."""
    return queries.live_link(db.session, *links.named_by_key(request.cookies.get(KEY, "")), seat_id=seat_id)


def _token() -> str:
    return str((request.view_args or {})["token"])


def _card(seat: Seat) -> str:
    return url_for("guests.scorecard", seat_id=seat.id)


@bp.route("/guest/<path:token>", methods=["GET", "POST"])
@limiter.limit(PER_SOURCE)
@limiter.limit("30/minute", key_func=followed_link)
@writes
@access.bearer(of=link_in_address)
def enter(link: GuestLink) -> ResponseReturnValue:
    """Looking changes nothing. To begin is a post, which hands this browser the key to the card."""
    if request.method == "GET" or current_user.is_authenticated:
        context = {"link": link, "seat": link.seat, "signed_in": current_user}
        return render_template("interviews/guests/enter.html", **context, token=_token())
    browser, carried = links.key_of_browser(request.cookies.get(BROWSER, ""))
    actions.begin(db.session, link, browser)
    answer = redirect(_card(link.seat))
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    cookie = {"path": _card(link.seat), "httponly": True, "samesite": "Strict", "secure": secure}
    answer.set_cookie(KEY, links.key_of(link), max_age=KEY_HOURS * 3600, **cookie)
    answer.set_cookie(BROWSER, carried, max_age=LONGEST_DAYS * 24 * 3600, **(cookie | {"path": "/guest"}))
    return answer


@bp.route("/guest/cannot/<path:token>", methods=["GET", "POST"])
@limiter.limit(PER_SOURCE)
@limiter.limit("30/minute", key_func=followed_link)
@writes
@access.bearer(of=link_in_address)
def cannot(link: GuestLink) -> ResponseReturnValue:
    """Before the guest begins or after: the seat is given back, and the link ends."""
    form = CannotForm()
    if not current_user.is_authenticated and form.validate_on_submit():
        with form.refusals():
            actions.decline(db.session, link, form.said.data or "")
            flash("You're off this interview, and your link has ended. HR will find someone else.")
            return _out(link.seat)
    context = {"form": form, "seat": link.seat, "signed_in": current_user}
    return render_template("interviews/guests/cannot.html", **context, token=_token())


@bp.get("/guest/card/<seat_id>")
@access.bearer(of=link_of_key)
def scorecard(link: GuestLink) -> ResponseReturnValue:
    return access.inside(scorecard_views.scorecard)(link.seat.person, link.seat)


@bp.get("/guest/card/<seat_id>/kit")
@access.bearer(of=link_of_key)
def kit(link: GuestLink) -> ResponseReturnValue:
    return access.inside(scorecard_views.kit)(link.seat.person, link.seat)


@bp.post("/guest/card/<seat_id>/draft")
@limiter.limit(PER_SOURCE)
@writes
@access.bearer(of=link_of_key)
@limiter.limit("120/minute", key_func=followed_link)
def save(link: GuestLink) -> ResponseReturnValue:
    return access.inside(scorecard_views.save)(link.seat.person, link.seat)


@bp.get("/guest/card/<seat_id>/check")
@access.bearer(of=link_of_key)
def check(link: GuestLink) -> ResponseReturnValue:
    return access.inside(scorecard_views.check)(link.seat.person, link.seat)


@bp.post("/guest/card/<seat_id>/seal")
@writes
@access.bearer(of=link_of_key)
def seal(link: GuestLink) -> ResponseReturnValue:
    answer = access.inside(scorecard_views.seal)(link.seat.person, link.seat)
    return answer if is_open(link.seat) else _out(link.seat)


@bp.post("/guest/card/<seat_id>/leave")
@access.reads_by_post
@access.bearer(of=link_of_key)
def leave(link: GuestLink) -> ResponseReturnValue:
    """On a shared computer: nobody after the guest finds the card open."""
    flash("You've left. What you saved is kept. Open your link again to carry on.")
    return _out(link.seat)


def _out(seat: Seat) -> ResponseReturnValue:
    answer = make_response(redirect(url_for("guests.done")))
    answer.delete_cookie(KEY, path=_card(seat))
    return answer


@bp.get("/guest/done")
@access.public
def done() -> ResponseReturnValue:
    """The same for everybody; what was done is said once, to who did it."""
    return render_template("interviews/guests/done.html")
