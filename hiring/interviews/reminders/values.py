"""Why someone who is late gets no mail, and what is said of reminders in the journal."""

from dataclasses import dataclass
from enum import StrEnum

from hiring.foundation.records.journal import Event

# What the mail table calls these mails.
REMINDER = "reminder"
# The scope of the switch that holds everywhere.
ORGANISATION = "organisation"


class WhyNot(StrEnum):
    TODAY = "already reminded today"
    GUEST = "a guest, who has no sign-in: ask them yourself"
    SWITCHED_OFF = "switched off, so they can't sign in"
    NO_ADDRESS = "we can't email their address"


@dataclass(frozen=True, slots=True)
class ReminderSent(Event):
    """The subject is the seat."""

    person: str
    mail: str


@dataclass(frozen=True, slots=True)
class RemindersSwitched(Event):
    """The subject is an opening, or the whole organisation."""

    is_on: bool
