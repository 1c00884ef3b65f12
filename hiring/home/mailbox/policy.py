"""Who may read mail that did not go out: HR and administrators, and of nothing they must not know yet."""

from collections.abc import Iterable

from hiring.accounts.models import Person
from hiring.accounts.policy import is_administrator, is_hr
from hiring.candidates.models import Application
from hiring.candidates.policy import is_own_record
from hiring.foundation.outbox import server
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.interviews.policy import has_sealed_everything
from hiring.interviews.reminders.values import REMINDER


def can_open_mailbox(person: Person) -> bool:
    """With a mail server nothing stands in it but what was given up, which is HR's to mend."""
    return is_hr(person) or (is_administrator(person) and not server.is_set())


def can_see_undelivered(person: Person) -> bool:
    return is_hr(person)


def is_in_mailbox(mail: OutgoingMail) -> bool:
    """What was sent, or will be, is its reader's."""
    return mail.gave_up_at is not None or not server.is_set()


def can_read(person: Person, mail: OutgoingMail, about: Iterable[Application]) -> bool:
    """Own mail; of others', what is about applications of which this person may know as much. A mail about nothing
    known here may hold a link that is its reader's alone."""
    applications = list(about)
    if mail.address == person.email:
        return True
    if mail.kind == REMINDER and not all(has_sealed_everything(person, one) for one in applications):
        return False  # that somebody was reminded tells that they have not sealed
    return bool(applications) and not any(is_own_record(person, one) for one in applications)
