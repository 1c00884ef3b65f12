"""What a signed-in person can be, and what is said of accounts."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from hiring.foundation.records.journal import Event

SHORTEST_PASSWORD = 15
LINK_HOURS = 72
# One that someone asked for at the sign-in page: they are waiting for it.
ASKED_LINK_HOURS = 2
# Nobody can be sent a password link at an address that someone else has just given them.
ADDRESS_SETTLED_AFTER = timedelta(days=7)

MONDAY_TO_FRIDAY = "12345"
WEEKDAYS = {"1": "Monday", "2": "Tuesday", "3": "Wednesday", "4": "Thursday", "5": "Friday", "6": "Saturday",
            "7": "Sunday"}  # fmt: skip


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    HR = "hr"
    HR_LEAD = "hr_lead"
    INTERVIEWER = "interviewer"
    MANAGER = "manager"
    AREA_MANAGER = "area_manager"
    FAIRNESS = "fairness"

    @property
    def label(self) -> str:
        named = {"hr": "HR", "hr_lead": "HR lead", "area_manager": "Area manager"}
        return named.get(self.value, self.value.capitalize())

    @property
    def means(self) -> str:
        return {
            "administrator": "Adds people and workplaces. Sees no marks.",
            "hr": "Adds openings, compares candidates, decides.",
            "hr_lead": "Everything HR does; approves what needs a second person.",
            "interviewer": "Interviews candidates and seals scorecards.",
            "manager": "Follows their own new starters through probation.",
            "area_manager": "Sees openings and probations of the workplaces they look after. Decides nothing.",
            "fairness": "Sees how groups fare, in numbers. Can't be combined with a role that sees candidates.",
        }[self.value]


# Roles that show no candidate and no mark. Anyone who reads how groups fare holds no other.
WITHOUT_CANDIDATES = frozenset({Role.ADMINISTRATOR, Role.FAIRNESS})


# Who proposes the end of a probation never approves it.
APPROVERS_NEEDED = 2


def too_few_approvers(number: int) -> str:
    """What to do where nobody could approve someone else's ending; empty where two can."""
    if number >= APPROVERS_NEEDED:
        return ""
    count = "Nobody" if number == 0 else "Only 1 person"
    return f"{count} could approve the end of a probation. It takes {APPROVERS_NEEDED}: give more people the HR role."


@dataclass(frozen=True, slots=True)
class PersonAdded(Event):
    roles: list[str]


@dataclass(frozen=True, slots=True)
class PersonChanged(Event):
    roles: list[str]
    active: bool


@dataclass(frozen=True, slots=True)
class AreaChanged(Event):
    workplaces: list[str]


@dataclass(frozen=True, slots=True)
class PasswordChosen(Event):
    pass


class LinkDelivery(StrEnum):
    """How a link to choose a password reaches its reader."""

    SHOWN = "shown"  # once, to the person who made it, who hands it over
    MAILED = "mailed"
    COMMAND = "command"  # printed on the server
    ASKED = "asked"  # mailed to someone who said at the sign-in page that they forgot their password

    @property
    def hours(self) -> int:
        """How long such a link works."""
        return ASKED_LINK_HOURS if self is LinkDelivery.ASKED else LINK_HOURS


@dataclass(frozen=True, slots=True)
class AddressChanged(Event):
    pass


@dataclass(frozen=True, slots=True)
class PasswordLinkMade(Event):
    person: str
    delivery: str


@dataclass(frozen=True, slots=True)
class PasswordLinkOpened(Event):
    person: str


@dataclass(frozen=True, slots=True)
class PasswordLinkUsed(Event):
    person: str


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    pass


@dataclass(frozen=True, slots=True)
class SignedOut(Event):
    pass


@dataclass(frozen=True, slots=True)
class WorkplaceAdded(Event):
    zone: str
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class WorkplaceChanged(Event):
    zone: str
    jurisdiction: str
