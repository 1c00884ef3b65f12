"""What is known of an application, gathered from every room, as plain values.

The rooms after this one keep most of it. One of them reads it for all; the app names that reading, so that
the state table and the status of an application rest on the same facts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.foundation.web.base_app import Provided


class ApplicationRole(StrEnum):
    """What a reader is to one application."""

    HR = "HR"
    BLIND_HR = "HR who still owe a scorecard for this candidate"
    AREA = "the area manager of the workplace, who can only read"
    BLIND_AREA = "an area manager who still owes a scorecard for this candidate"
    MANAGER = "the hire's manager, from the first day at work"
    STANDING_IN = "a deputy with a last day, or HR once decide-by has passed or the manager is gone"
    SECOND = "a second person from HR: neither the manager nor who proposed it"


@dataclass(frozen=True, slots=True)
class LateCard:
    """A scorecard that is late: whose it is, by how many days, and of which interview."""

    name: str
    days: int
    interview: str

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.strip() else self.name

    @property
    def by(self) -> str:
        """2 days late"""
        return f"{self.days} day{'' if self.days == 1 else 's'} late"


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """One application as one reader may act on it; `roles` is empty for people it's none of their business.

    `awaited` of `cards` scorecards are missing, `is_awaited` one of an interview that began; `is_complete` says that
    the panel can be read. `verdict` is empty until someone has decided. The days, `outcome` and what follows are of the
    probation; without one, `starts_on` is None. `ends_in_decision` is off for contractors. `proposed` is the outcome
    that waits for a second person, `is_at_work` that a check-in or a note is on record. `late` names the late cards,
    and is empty for readers who must not know;
    `vacant` is the first interview to come that has fewer interviewers than planned. `is_invited` says that the
    candidate was sent an invitation, `opening` is the id of what they applied for, `needs_place` that its posts
    are at several workplaces and theirs isn't chosen, `held_until` the day on which a decision that was put off comes
    back, `is_restricted` that nothing shows or counts the candidate, `is_erased` that only funnels count them.
    """

    state: ApplicationState
    today: date
    roles: frozenset[ApplicationRole] = frozenset()
    has_interview: bool = False
    has_date: bool = False
    has_begun: bool = False
    cards: int = 0
    awaited: int = 0
    is_awaited: bool = False
    is_late: bool = False
    is_complete: bool = False
    verdict: str = ""
    starts_on: date | None = None
    period: str = "probation"
    ends_on: date | None = None
    is_extended: bool = False
    outcome: str = ""
    proposed: str = ""
    contract_ends_on: date | None = None
    ends_in_decision: bool = True
    is_at_work: bool = False
    is_invited: bool = False
    late: tuple[LateCard, ...] = ()
    vacant: str = ""
    opening: str = ""
    needs_place: bool = False
    held_until: date | None = None
    is_restricted: bool = False
    is_erased: bool = False

    @property
    def is_on_hold(self) -> bool:
        return self.held_until is not None and self.today < self.held_until

    @property
    def is_blind(self) -> bool:
        """Whether the reader must not learn how the others marked, nor what was decided on it."""
        return not self.roles.isdisjoint({ApplicationRole.BLIND_HR, ApplicationRole.BLIND_AREA})


# Reads the facts of the applications a condition selects, in a fixed number of queries.
ReadFacts = Callable[[Session, Person, sa.ColumnElement[bool]], dict[str, ApplicationFacts]]
READ_FACTS = Provided[ReadFacts]("application_facts")
# Counts them instead: opening id → (facts, how many applications share them), in a fixed number of queries.
CountFacts = Callable[[Session, Person, sa.ColumnElement[bool]], Mapping[str, Sequence[tuple[ApplicationFacts, int]]]]
COUNT_FACTS = Provided[CountFacts]("application_fact_counts")


def facts_for(session: Session, reader: Person, condition: sa.ColumnElement[bool]) -> dict[str, ApplicationFacts]:
    """Application id → its facts. The reader's own applications, and those they have no role in, are left out."""
    return READ_FACTS.get()(session, reader, condition)


def facts_of(session: Session, reader: Person, application: Application) -> ApplicationFacts | None:
    return facts_for(session, reader, Application.id == application.id).get(application.id)
