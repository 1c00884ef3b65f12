"""How long a link works, and what is said of guests in the journal; never the link, the name or the address."""

from dataclasses import dataclass

from hiring.foundation.records.journal import Event

# From the day it is handed out.
LONGEST_DAYS = 30
# After the interview, where nobody chooses a day.
USUAL_DAYS = 3
# Of what a browser carries once its guest has begun; afterwards the link is opened again.
KEY_HOURS = 12


@dataclass(frozen=True, slots=True)
class GuestInvited(Event):
    seat: str
    until: str


@dataclass(frozen=True, slots=True)
class GuestLinkRenewed(Event):
    until: str


@dataclass(frozen=True, slots=True)
class GuestLinkTakenBack(Event):
    pass


@dataclass(frozen=True, slots=True)
class GuestBegan(Event):
    pass
