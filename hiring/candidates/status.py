"""The one status of an application, in the words that every list, page and export shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import COUNT_FACTS, ApplicationFacts, facts_for
from hiring.candidates.models import Application
from hiring.candidates.state_table import Position, position_of


class StatusGroup(StrEnum):
    """What a list of applications is filtered by, in the order in which it needs someone."""

    LATE = "late"
    READY = "ready"
    WAITING = "waiting"
    NO_DATE = "no_date"
    PLANNED = "planned"
    NEW = "new"
    OFFER = "offer"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _GROUP_LABELS[self]

    @property
    def is_decided(self) -> bool:
        return self in {StatusGroup.HIRED, StatusGroup.REJECTED, StatusGroup.WITHDRAWN}


_GROUP_LABELS = {
    StatusGroup.LATE: "Late",
    StatusGroup.READY: "Ready",
    StatusGroup.WAITING: "Waiting",
    StatusGroup.NO_DATE: "No date",
    StatusGroup.PLANNED: "Planned",
    StatusGroup.NEW: "New",
    StatusGroup.OFFER: "Offer made",
    StatusGroup.HIRED: "Hired",
    StatusGroup.REJECTED: "Rejected",
    StatusGroup.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class ApplicationStatus:
    """A word for people, the kind of tag it's shown in, and the filter that finds it."""

    word: str
    kind: str = "plain"
    group: StatusGroup = StatusGroup.NEW


class Stage(StrEnum):
    """How far an application has ever come. The funnel counts these, so no count is larger than the one before it."""

    APPLIED = "Applied"
    INVITED = "Invited"
    INTERVIEWED = "Interviewed"
    READY = "Ready"
    DECIDED = "Decided"


# What readers who still owe a scorecard see instead, since it says how far the others are or what they led to.
_HIDDEN = {Position.UNDECIDED, Position.READY, Position.REJECTED, Position.OFFER_MADE}
_DECIDED = {
    Position.REJECTED: ApplicationStatus("rejected", group=StatusGroup.REJECTED),
    Position.OFFER_MADE: ApplicationStatus("offer made", "good", StatusGroup.OFFER),
    Position.WITHDRAWN: ApplicationStatus("withdrawn", group=StatusGroup.WITHDRAWN),
    Position.OFFER_DECLINED: ApplicationStatus("offer declined", group=StatusGroup.WITHDRAWN),
    Position.DID_NOT_START: ApplicationStatus("didn't start", group=StatusGroup.WITHDRAWN),
    Position.CONFIRMED: ApplicationStatus("confirmed", "good", StatusGroup.HIRED),
    Position.ENDED: ApplicationStatus("ended", group=StatusGroup.HIRED),
    Position.RESIGNED: ApplicationStatus("left", group=StatusGroup.HIRED),
    Position.CONTRACT_ENDED: ApplicationStatus("contract ended", group=StatusGroup.HIRED),
    Position.RAN_OUT: ApplicationStatus("ran out (nobody decided)", "bad", StatusGroup.HIRED),
}


def status_of(facts: ApplicationFacts) -> ApplicationStatus:
    """The only function that gives an application its status."""
    position = position_of(facts)
    if facts.is_blind and position in _HIDDEN:
        return _to_the_blind(facts)
    if facts.verdict == "reject" and not facts.is_blind:
        return _DECIDED[Position.REJECTED]
    if position in {Position.IN_PROBATION, Position.EXTENDED}:
        return _at_work(facts)
    if position in _DECIDED:
        return _DECIDED[position]
    on_hold = ApplicationStatus("on hold", "wait", StatusGroup.WAITING)
    ready = on_hold if facts.is_on_hold else ApplicationStatus("ready", "now", StatusGroup.READY)
    return ready if position == Position.READY else _before_ready(facts)


def _to_the_blind(facts: ApplicationFacts) -> ApplicationStatus:
    """From dates alone, which say nothing of who has sealed."""
    interviewed = ApplicationStatus("interviewed", "wait", StatusGroup.WAITING)
    return interviewed if facts.has_begun else _not_begun(facts)


def _before_ready(facts: ApplicationFacts) -> ApplicationStatus:
    if facts.is_late:
        return ApplicationStatus("late", "warn", StatusGroup.LATE)
    if facts.is_awaited:
        return ApplicationStatus(f"waiting {facts.awaited} of {facts.cards}", "wait", StatusGroup.WAITING)
    return _not_begun(facts)


def _not_begun(facts: ApplicationFacts) -> ApplicationStatus:
    if facts.has_date:
        return ApplicationStatus("planned", "wait", StatusGroup.PLANNED)
    if facts.has_interview or facts.is_invited:
        return ApplicationStatus("invited, no date", "warn", StatusGroup.NO_DATE)
    return ApplicationStatus("new", "wait")


def _at_work(facts: ApplicationFacts) -> ApplicationStatus:
    assert facts.starts_on is not None and facts.ends_on is not None  # noqa: S101 - a probation has both
    hired = StatusGroup.HIRED
    if facts.today < facts.starts_on:
        return ApplicationStatus(f"hired – starts {facts.starts_on.day} {facts.starts_on:%b}", "good", hired)
    if facts.today > facts.ends_on and facts.ends_in_decision:
        return ApplicationStatus("ran out (nobody decided)", "bad", hired)
    if facts.is_extended:
        return ApplicationStatus("extended", "wait", hired)
    return ApplicationStatus(f"in {facts.period} – day {(facts.today - facts.starts_on).days + 1}", "wait", hired)


def stage_of(facts: ApplicationFacts) -> Stage:
    """The furthest stage ever reached, as this reader may know it. Someone rejected early never reached the last."""
    if not facts.is_blind:
        if facts.verdict == "hire" or facts.starts_on is not None or (facts.verdict and facts.is_complete):
            return Stage.DECIDED
        if facts.is_complete:
            return Stage.READY
    if facts.has_begun:
        return Stage.INTERVIEWED
    return Stage.INVITED if facts.has_interview or facts.is_invited else Stage.APPLIED


@dataclass(frozen=True, slots=True)
class StatusCounts:
    """How many applications of an opening ever reached each stage, and how many each filter finds now.

    Restricted people are in neither, or names would be missing that a number tells of. Of erased people the stages keep
    the number.
    """

    stages: tuple[tuple[Stage, int], ...]
    groups: dict[StatusGroup, int]

    @classmethod
    def of(cls, counted: Iterable[tuple[ApplicationFacts, int]]) -> "StatusCounts":
        order = list(Stage)
        reached = dict.fromkeys(order, 0)
        groups = dict.fromkeys(StatusGroup, 0)
        for facts, number in counted:
            if facts.is_restricted:
                continue
            groups[status_of(facts).group] += 0 if facts.is_erased else number
            for stage in order[: order.index(stage_of(facts)) + 1]:
                reached[stage] += number
        return cls(tuple(reached.items()), groups)

    @property
    def total(self) -> int:
        return self.stages[0][1]

    @property
    def running(self) -> int:
        """How many of them still wait for an answer."""
        settled = {StatusGroup.HIRED, StatusGroup.REJECTED, StatusGroup.WITHDRAWN}
        return sum(number for group, number in self.groups.items() if group not in settled)

    @property
    def heights(self) -> list[int]:
        """What the drawing of the funnel is made of."""
        return [number for _, number in self.stages]


def counts_by_opening(session: Session, reader: Person, condition: sa.ColumnElement[bool]) -> dict[str, StatusCounts]:
    """Opening id → its counts; openings without an application are left out. The same few queries for any number."""
    return {key: StatusCounts.of(facts) for key, facts in COUNT_FACTS.get()(session, reader, condition).items()}


def counts_of_openings(session: Session, reader: Person, opening_ids: Sequence[str]) -> dict[str, StatusCounts]:
    """The counts that the list of openings shows."""
    return counts_by_opening(session, reader, Application.opening_id.in_(opening_ids))


def statuses(session: Session, reader: Person, condition: sa.ColumnElement[bool]) -> dict[str, ApplicationStatus]:
    """Application id → its status as this reader may know it; those they have no role in are left out."""
    return {application: status_of(facts) for application, facts in facts_for(session, reader, condition).items()}


def status_for(session: Session, reader: Person, application: Application) -> ApplicationStatus | None:
    return statuses(session, reader, Application.id == application.id).get(application.id)
