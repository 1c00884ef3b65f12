"""The one status of an application, in the words that every list, page and export shows."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import ApplicationFacts, facts_for
from hiring.candidates.models import Application
from hiring.candidates.state_table import Position, position_of


@dataclass(frozen=True, slots=True)
class ApplicationStatus:
    """A word for people, and the kind of tag it's shown in."""

    word: str
    kind: str = "plain"


# What readers who still owe a scorecard see instead, since it says how far the others are or what they led to.
_HIDDEN = {Position.UNDECIDED, Position.READY, Position.REJECTED, Position.OFFER_MADE}
_DECIDED = {
    Position.REJECTED: ApplicationStatus("rejected"),
    Position.OFFER_MADE: ApplicationStatus("offer made", "good"),
    Position.WITHDRAWN: ApplicationStatus("withdrawn"),
    Position.OFFER_DECLINED: ApplicationStatus("offer declined"),
    Position.DID_NOT_START: ApplicationStatus("didn't start"),
    Position.CONFIRMED: ApplicationStatus("confirmed", "good"),
    Position.ENDED: ApplicationStatus("ended"),
    Position.RESIGNED: ApplicationStatus("left"),
    Position.CONTRACT_ENDED: ApplicationStatus("contract ended"),
    Position.RAN_OUT: ApplicationStatus("ran out (nobody decided)", "bad"),
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
    return ApplicationStatus("ready", "good") if position == Position.READY else _before_ready(facts)


def _to_the_blind(facts: ApplicationFacts) -> ApplicationStatus:
    """From dates alone, which say nothing of who has sealed."""
    return ApplicationStatus("interviewed", "wait") if facts.has_begun else _not_begun(facts)


def _before_ready(facts: ApplicationFacts) -> ApplicationStatus:
    if facts.is_late:
        return ApplicationStatus("late", "warn")
    if facts.is_awaited:
        return ApplicationStatus(f"waiting {facts.awaited} of {facts.cards}", "wait")
    return _not_begun(facts)


def _not_begun(facts: ApplicationFacts) -> ApplicationStatus:
    if facts.has_date:
        return ApplicationStatus("planned", "wait")
    return ApplicationStatus("invited, no date", "warn") if facts.has_interview else ApplicationStatus("new", "wait")


def _at_work(facts: ApplicationFacts) -> ApplicationStatus:
    assert facts.starts_on is not None and facts.ends_on is not None  # noqa: S101 - a probation has both
    if facts.today < facts.starts_on:
        return ApplicationStatus(f"hired – starts {facts.starts_on.day} {facts.starts_on:%b}", "good")
    if facts.today > facts.ends_on and facts.ends_in_decision:
        return ApplicationStatus("ran out (nobody decided)", "bad")
    if facts.is_extended:
        return ApplicationStatus("extended", "wait")
    return ApplicationStatus(f"in probation – day {(facts.today - facts.starts_on).days + 1}", "wait")


def statuses(session: Session, reader: Person, condition: sa.ColumnElement[bool]) -> dict[str, ApplicationStatus]:
    """Application id → its status as this reader may know it; those they have no role in are left out."""
    return {application: status_of(facts) for application, facts in facts_for(session, reader, condition).items()}


def status_for(session: Session, reader: Person, application: Application) -> ApplicationStatus | None:
    return statuses(session, reader, Application.id == application.id).get(application.id)
