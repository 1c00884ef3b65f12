"""Which browsers someone has signed in with: a signed cookie says which browser it is, a table whose."""

import hashlib
import secrets

import sqlalchemy as sa
from flask import after_this_request, current_app, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from hiring.accounts.models import KnownBrowser, Person
from hiring.foundation import clock
from hiring.foundation.web import signed_links

COOKIE = "browser"
KEPT_HOURS = 400 * 24  # the longest that browsers keep a cookie


def this_browser() -> str:
    """The digest of what this browser carries; empty where it carries nothing of ours."""
    return _digest(_carried()) if _carried() else ""


def _carried() -> str:
    return str(signed_links.content(COOKIE, request.cookies.get(COOKIE, ""), hours=KEPT_HOURS) or "")


def _digest(carried: str) -> str:
    return hashlib.sha256(carried.encode()).hexdigest()


def is_known(session: Session, person: Person) -> bool:
    """Whether this person has signed in with the browser that asks."""
    browser = this_browser()
    return browser != "" and session.get(KnownBrowser, (person.id, browser)) is not None


def remember(session: Session, person: Person) -> None:
    """Know this browser as this person's from now on."""
    carried = _carried() or secrets.token_urlsafe(24)
    session.merge(KnownBrowser(person_id=person.id, browser=_digest(carried), last_at=clock.now()))
    token = signed_links.token(COOKIE, carried)

    @after_this_request
    def hand_over(answer: Response) -> Response:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie(COOKIE, token, max_age=KEPT_HOURS * 3600, httponly=True, samesite="Lax", secure=secure)
        return answer


def forget_all(session: Session, person: Person) -> None:
    """Know no browser as this person's any more: someone who took the account over may use one of them."""
    session.execute(sa.delete(KnownBrowser).where(KnownBrowser.person_id == person.id))
