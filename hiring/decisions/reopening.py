"""Reopening a decision: it stays on record, is no longer in force, and a new one can be made beside it."""

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import facts_of
from hiring.candidates.models import Application
from hiring.candidates.state_table import Position, StepPage, refuse_unless_offered
from hiring.decisions.models import DecisionReopening, decision_of
from hiring.decisions.values import DecisionReopened
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.panels.actions import ReasonMissing
from hiring.panels.values import SHORTEST_REASON


class NothingToReopen(Refused):
    """No decision is in force, or someone reopened it first."""


on_violation(
    "uq_decision_reopening_decision_id", NothingToReopen, "Someone has reopened this decision in the meantime."
)


def reopen_decision(session: Session, person: Person, application: Application, *, reason: str) -> DecisionReopening:
    """Take a decision out of force, with a reason. Interviews it cancelled stay cancelled."""
    decision, facts = decision_of(application), facts_of(session, person, application)
    if decision is None or facts is None:
        raise NothingToReopen("There's no decision in force. Look at the application again.")
    to = Position.READY if facts.is_complete else Position.UNDECIDED
    refuse_unless_offered(session, person, application, StepPage.DECISION, to)
    words = text.kept(reason).strip()
    if len(words) < SHORTEST_REASON:
        raise ReasonMissing(f"Write why, at least {SHORTEST_REASON} characters.", "reason")
    reopening = DecisionReopening(decision=decision, reason=words, by=person, at=clock.now())
    session.add(reopening)
    session.flush()
    journal.record(session, person.id, DecisionReopened(decision.id, application=application.id))
    return reopening
