"""What opens a guest's card: the link they are sent, and the key their browser carries once they have begun.

The link is signed and stands in two addresses only: the page it leads to, and the one where the guest says that they
cannot come. On the first the guest begins, and their browser is given a key for the pages of this one card. So the
secret is in no further address, log or history, no other page is ever sent it, and it stays apart from anyone who is
signed in on the same browser. Each is worth nothing as the other.
"""

import hashlib
import secrets
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.foundation import clock
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.refusals import Refused
from hiring.foundation.web import signed_links
from hiring.foundation.web.template_filters import day
from hiring.interviews.guests.models import GuestLink, link_of
from hiring.interviews.guests.values import KEY_HOURS, LONGEST_DAYS
from hiring.interviews.mail.seat_news import GUEST_CANNOT, GUEST_LINK
from hiring.interviews.models import Interview, Seat, SeatNotice

_LINK, _KEY, _BROWSER = "guest", "guest's browser", "guest's own browser"
# A link names its row; this is what a forged one names, so that it is looked up like any other.
_NOBODY = ("", -1)

Named = tuple[str, int]


class LinkRefused(Refused):
    """The link cannot work until that day, or has nothing to open."""


def end_of_last_day(until: date, interview: Interview) -> datetime:
    """When a link ends that works until this day, where the interview is; 30 days at most."""
    zone = interview.application.opening.workplace.zone
    today = clock.today(zone)
    latest = today + timedelta(days=LONGEST_DAYS)
    if until < today:
        raise LinkRefused("That day has passed. Choose today or later.", "until")
    if until > latest:
        raise LinkRefused(f"A link works for {LONGEST_DAYS} days at most: until {day(latest)}.", "until")
    return clock.at(until + timedelta(days=1), 0, 0, zone)


def guest_link_for(seat: Seat) -> str:
    """The whole address, for the person who hands it over; a new one each time it is renewed."""
    link = link_of(seat)
    if link is None:
        raise LookupError(f"seat {seat.id} is not held by a link")
    return signed_links.absolute("guests.enter", token=signed_links.token(_LINK, [link.id, link.renewals]))


def links_in_mail(session: Session, mail: OutgoingMail) -> dict[str, str]:
    """What stands in a mail for its guest's own links → the links, for the one mail that may carry them."""
    if GUEST_LINK not in mail.text:
        return {}
    noted = sa.select(GuestLink).join(SeatNotice, SeatNotice.seat_id == GuestLink.seat_id)
    link = session.scalars(noted.where(SeatNotice.mail_id == mail.id)).one()
    token = signed_links.token(_LINK, [link.id, link.renewals])
    pages = {GUEST_LINK: "guests.enter", GUEST_CANNOT: "guests.cannot"}
    return {stand_in: signed_links.absolute(page, token=token) for stand_in, page in pages.items()}


def key_of(link: GuestLink) -> str:
    return signed_links.token(_KEY, [link.id, link.renewals])


def key_of_browser(carried: str) -> tuple[str, str]:
    """What a browser is known by among those that opened a link, and what it is to carry from now on."""
    own = signed_links.content(_BROWSER, carried, hours=LONGEST_DAYS * 24) or secrets.token_urlsafe(24)
    return hashlib.sha256(str(own).encode()).hexdigest(), signed_links.token(_BROWSER, own)


def named_by_link(given: str) -> Named:
    # The row knows when it ends; a day more, because its last day ends later than the hour it was made at.
    return _named(_LINK, given, hours=(LONGEST_DAYS + 2) * 24)


def named_by_key(given: str) -> Named:
    return _named(_KEY, given, hours=KEY_HOURS)


def _named(purpose: str, given: str, *, hours: int) -> Named:
    content = signed_links.content(purpose, given, hours=hours)
    return (content[0], content[1]) if content else _NOBODY
