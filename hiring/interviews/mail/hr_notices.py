"""Mail to HR about an interviewer or guest who can't come: to the opening's owner or, failing them, to all HR."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.accounts.queries import people
from hiring.candidates.policy import is_own_record
from hiring.foundation import clock
from hiring.foundation.outbox.letters import letter
from hiring.foundation.outbox.mails import queue_mail
from hiring.foundation.web.signed_links import absolute
from hiring.interviews.invitations import can_get_mail
from hiring.interviews.models import Seat

# What the mail table calls these mails.
HR_NOTICE = "hr notice"
USEFUL_FOR = timedelta(days=3)


def who_hears(session: Session, seat: Seat) -> list[Person]:
    """Never the candidate themselves, nor the person it is about."""
    application = seat.interview.application

    def may(person: Person) -> bool:
        return can_get_mail(person) and is_hr(person) and person.id != seat.person_id and not _own(person)

    def _own(person: Person) -> bool:
        return is_own_record(person, application)

    owner = application.opening.owner
    return [owner] if may(owner) else [person for person in people(session) if may(person)]


def tell_hr_of_decline(session: Session, seat: Seat) -> None:
    """Someone has said that they can't hold this interview. Neither the reason nor the candidate is in the mail."""
    interview = seat.interview
    zone = interview.application.opening.workplace.zone
    for person in who_hears(session, seat):
        told = letter(
            "declined",
            name=person.name,
            who=seat.called,
            interview=interview,
            opening=interview.application.opening,
            in_zone=clock.in_zone,
            zone=zone,
            page=absolute("interviews.show", interview_id=interview.id),
        )
        queue_mail(
            session,
            person.email,
            told,
            kind=HR_NOTICE,
            about=interview.id,
            once=f"declined {seat.id} {person.id}",
            useless_from=max(interview.starts_at, clock.now() + USEFUL_FOR),
        )
