"""What opens a hire's own page: a signed link, a short code that is printed, and the key their browser then carries.

The link opens the page in the first browser that begins with it. Any other browser needs the code as well, so a
forwarded link alone opens nothing. The code opens the page without a link, for hires who have no email.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session, joinedload

from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.foundation import clock
from hiring.foundation.web import signed_links
from hiring.openings.models import Opening
from hiring.probation.hire_side.models import HireLink
from hiring.probation.hire_side.values import AFTER_END, BROWSER_DAYS, KEY_HOURS
from hiring.probation.models import Probation

_LINK, _KEY, _BROWSER = "hire", "hire's browser", "hire's own browser"
# No letter or figure that is read as another; eight of them can't be guessed at a few tries a minute.
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 8
_NOBODY = ("", -1)


def _keyed(words: str) -> bytes:
    return hmac.new(str(current_app.config["SECRET_KEY"]).encode(), words.encode(), hashlib.sha256).digest()


def code_of(link_id: str, renewals: int) -> str:
    """The short code that is printed. It's made of the row, and kept nowhere."""
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in _keyed(f"hire code {link_id} {renewals}")[:CODE_LENGTH])


def digest_of_code(code: str) -> str:
    """What a typed code is compared by. Spaces, hyphens and capitals don't matter."""
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    return hashlib.sha256(_keyed(f"hire code is {plain}")).hexdigest()


def address_of(link: HireLink) -> str:
    return signed_links.absolute("hire_pages.enter", hire_token=signed_links.token(_LINK, [link.id, link.renewals]))


def key_of(link: HireLink) -> str:
    return signed_links.token(_KEY, [link.id, link.renewals])


def browser_carried(carried: str) -> tuple[str, str]:
    """What a browser is known by, and what it is to carry from now on."""
    own = signed_links.content(_BROWSER, carried, hours=BROWSER_DAYS * 24) or secrets.token_urlsafe(24)
    return hashlib.sha256(str(own).encode()).hexdigest(), signed_links.token(_BROWSER, own)


def link_of_token(session: Session, token: str) -> HireLink | None:
    return _live(session, _LINK, token, hours=BROWSER_DAYS * 24)


def link_of_key(session: Session, key: str) -> HireLink | None:
    return _live(session, _KEY, key, hours=KEY_HOURS)


def link_of_code(session: Session, code: str) -> HireLink | None:
    return session.scalar(_chosen().where(HireLink.code_digest == digest_of_code(code)))


def _live(session: Session, purpose: str, given: str, *, hours: int) -> HireLink | None:
    link_id, renewals = signed_links.content(purpose, given, hours=hours) or _NOBODY
    return session.scalar(_chosen().where(HireLink.id == link_id, HireLink.renewals == renewals))


def _chosen() -> sa.Select[HireLink]:
    """Links that open their page: until 30 days after the last day, unless they were taken back or never started."""
    application = joinedload(HireLink.probation).joinedload(Probation.application)
    return (
        sa.select(HireLink)
        .join(Probation, HireLink.probation_id == Probation.id)
        .join(Application, Probation.application_id == Application.id)
        .where(HireLink.revoked_at.is_(None), Application.state == ApplicationState.UNDER_WAY)
        .where(Probation.ends_on >= clock.now().date() - AFTER_END - timedelta(days=1))
        .options(application.joinedload(Application.opening).joinedload(Opening.workplace))
        .options(application.joinedload(Application.candidate))
    )
