"""A manager who is worried and asks for a call: HR hears of it at once, by mail."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.queries import people_with
from hiring.accounts.values import Role
from hiring.candidates.policy import is_own_record
from hiring.foundation import clock
from hiring.foundation.outbox.letters import letter
from hiring.foundation.outbox.mails import is_usable, queue_mail
from hiring.foundation.web.signed_links import absolute
from hiring.probation.models import Observation, Probation

# What the mail table calls these mails, and how long one is of use.
CALL_ME = "please call me"
USEFUL_FOR = timedelta(days=1)


def ask_hr_to_call(session: Session, person: Person, note: Observation) -> int:
    """One mail to everyone in HR but the hire and who asks; returns how many. The note itself stays on the page."""
    probation = session.get_one(Probation, note.probation_id)
    address = absolute("probation.show", probation_id=probation.id)
    words = letter(
        "call_me",
        name=person.name,
        post=probation.application.opening.title,
        period=probation.period,
        address=address,
    )
    readers = [
        reader
        for reader in people_with(session, Role.HR, Role.HR_LEAD)
        if reader.id != person.id and is_usable(reader.email) and not is_own_record(reader, probation.application)
    ]
    for reader in readers:
        queue_mail(
            session,
            reader.email,
            words,
            kind=CALL_ME,
            about=probation.id,
            once=f"{CALL_ME} {note.id} {reader.id}",
            useless_from=clock.now() + USEFUL_FOR,
        )
    return len(readers)
