"""Inviting a guest to an interview, renewing their link, taking it back, and the guest saying no."""

from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.actions import add_guest
from hiring.accounts.models import Person
from hiring.accounts.queries import has_account
from hiring.candidates.values import is_address, plain_address
from hiring.foundation import clock
from hiring.foundation.addresses import mailbox_key
from hiring.foundation.records import journal, view_log
from hiring.foundation.web.errors import Refused
from hiring.interviews.actions import seat_person
from hiring.interviews.conflicts.actions import decline_seat
from hiring.interviews.counted import is_on
from hiring.interviews.guests import values
from hiring.interviews.guests.links import LinkRefused, end_of_last_day
from hiring.interviews.guests.models import GuestBrowser, GuestLink
from hiring.interviews.guests.policy import can_invite
from hiring.interviews.guests.queries import is_invited, known_guest
from hiring.interviews.models import Interview
from hiring.interviews.policy import is_open
from hiring.interviews.readings import LINK


class GuestRefused(Refused):
    """This guest cannot be invited to this interview, or not by this person."""


def invite_guest(
    session: Session, person: Person, interview: Interview, *, name: str, email: str = "", until: date
) -> GuestLink:
    """Seat someone from outside. They are never the candidate, and nobody who could take a seat with an account."""
    _refuse_inviting(person, interview)
    address = _usable(session, interview, email)
    expires_at = end_of_last_day(until, interview)
    guest = known_guest(session, name, address) or add_guest(session, person.id, name=name)
    seat = seat_person(session, person, interview, guest)
    now = clock.now()
    made = {"invited_by": person, "invited_at": now, "handed_out_at": now, "expires_at": expires_at}
    link = GuestLink(seat=seat, email=address, **made)
    session.add(link)
    session.flush()
    journal.record(session, person.id, values.GuestInvited(link.id, seat=seat.id, until=until.isoformat()))
    _note_handed_out(person, interview)
    return link


def _refuse_inviting(person: Person, interview: Interview) -> None:
    if not can_invite(person, interview):
        raise GuestRefused("Only someone from HR who isn't on the panel can invite a guest.")
    if not is_on(interview) or not interview.application.is_under_way:
        raise GuestRefused("This interview isn't going ahead. Set another time first.")


def _usable(session: Session, interview: Interview, email: str) -> str:
    address = plain_address(email)
    if not address:
        return ""
    if not is_address(address):
        raise GuestRefused("This isn't an email address. It should look like name@example.org.", "email")
    if mailbox_key(address) == interview.application.candidate.email_key:
        raise GuestRefused("This is the candidate's own address.", "email")
    if has_account(session, address):
        raise GuestRefused("Someone with this address has an account. Seat them as an interviewer instead.", "email")
    if is_invited(session, interview, address):
        raise GuestRefused("This address has already been invited to this interview.", "email")
    return address


def _note_handed_out(person: Person, interview: Interview) -> None:
    """Who is handed a link could read what its guest has written, and can no longer be seated for this candidate."""
    view_log.note_all(person.id, [interview.application_id], LINK)


def renew_link(session: Session, person: Person, link: GuestLink, *, until: date) -> None:
    """Another link for the same seat; the old one, and every browser that began with it, opens nothing any more."""
    interview = link.seat.interview
    _refuse_inviting(person, interview)
    if not is_open(link.seat):
        raise LinkRefused("The card is sealed or the guest has left, so there's nothing to open.")
    link.expires_at = end_of_last_day(until, interview)
    link.renewals, link.revoked_at, link.handed_out_at = link.renewals + 1, None, clock.now()
    journal.record(session, person.id, values.GuestLinkRenewed(link.id, until=until.isoformat()))
    _note_handed_out(person, interview)


def take_link_back(session: Session, person: Person, link: GuestLink) -> None:
    """The link opens nothing any more. What its guest has drafted stays, and another link finds it again."""
    if link.revoked_at is not None:
        raise LinkRefused("The link has already been taken back.")
    link.revoked_at = clock.now()
    journal.record(session, person.id, values.GuestLinkTakenBack(link.id))


def decline(session: Session, link: GuestLink, said: str) -> None:
    """The guest cannot do it, and owes nobody a reason. HR sees it as with anybody; the link ends with the seat."""
    decline_seat(session, link.seat.person, link.seat, said, needs_reason=False)


def begin(session: Session, link: GuestLink, browser: str) -> None:
    """A browser was given the key to the card. Each is noted by a digest: a link that is passed on shows."""
    now = clock.now()
    opened = next((opened_in for opened_in in link.browsers if opened_in.browser == browser), None)
    if opened is None:
        link.browsers.append(GuestBrowser(browser=browser, first_at=now, last_at=now))
    else:
        opened.last_at = now
    journal.record(session, link.seat.person.actor, values.GuestBegan(link.id))
