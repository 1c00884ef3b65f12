"""How a manager settles a probation alone: confirmed, or extended once; ."""

from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.state_table import Position, StepPage, refuse_unless_offered
from hiring.foundation import clock as time
from hiring.foundation import text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.probation import clock, values
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.models import CheckIn, Outcome, Probation
from hiring.probation.queries import waiting_end
from hiring.probation.values import OutcomeKind


class OutcomeRefused(Refused):
    """The probation cannot end, or go on, like this."""


on_violation("uq_outcome_probation_id_kind", OutcomeRefused, "Someone recorded this meanwhile. Look at it again.")


def confirm(session: Session, person: Person, probation: Probation, *, reason: str) -> Outcome:
    """They stay, and the probation is over."""
    refuse_unless_open(session, probation)
    needed(reason, "Write the reason.", "reason")
    refuse_unless_offered(session, person, probation.application, StepPage.PROBATION, Position.CONFIRMED)
    outcome = _outcome(person, probation, OutcomeKind.CONFIRMED, reason)
    probation.closed_on = today_at(probation)
    late = outcome.days_late > 0
    _recorded(session, person, values.ProbationConfirmed(probation.id, late=late))
    return outcome


def what_an_extension_means(probation: Probation, extended_to: date) -> clock.Term:
    """The new days, or a refusal."""
    if probation.is_extended:
        raise OutcomeRefused("This probation has been extended already, and it can be extended once.")
    term = clock.extension(
        probation.starts_on,
        probation.ends_on,
        today_at(probation),
        extended_to,
        probation.notice_days,
        probation.lead_days,
    )
    if isinstance(term, clock.TermProblem):
        raise OutcomeRefused(term.sentence, term.field)
    return term


def extend(
    session: Session, person: Person, probation: Probation, *, reason: str, goals: str, extended_to: date
) -> Outcome:
    """Once, before the last day, with a reason to expect better and goals; with a new decide-by and new check-ins."""
    refuse_unless_open(session, probation)
    term = what_an_extension_means(probation, extended_to)
    if not goals.strip():
        raise OutcomeRefused("Write the goals, and what support there will be.", "goals")
    needed(reason, "Write the reason.", "reason")
    refuse_unless_offered(session, person, probation.application, StepPage.PROBATION, Position.EXTENDED)
    outcome = _outcome(person, probation, OutcomeKind.EXTENDED, reason)
    outcome.goals, outcome.extended_to = text.kept(goals).strip(), term.ends_on
    probation.ends_on, probation.decide_by = term.ends_on, term.decide_by
    last = max(check_in.position for check_in in probation.check_ins)
    probation.check_ins += [CheckIn(position=n, due_on=day) for n, day in enumerate(term.check_ins, start=last + 1)]
    days = {"to": term.ends_on.isoformat(), "decide_by": term.decide_by.isoformat()}
    _recorded(session, person, values.ProbationExtended(probation.id, **days))
    return outcome


def refuse_unless_open(session: Session, probation: Probation) -> None:
    refuse_if_over(probation)
    if waiting_end(session, probation) is not None:
        raise OutcomeRefused("A proposal is waiting for a second person. Take it back first.")


def needed(words: str, sentence: str, field: str) -> None:
    if not words.strip():
        raise OutcomeRefused(sentence, field)


def _outcome(person: Person, probation: Probation, kind: OutcomeKind, reason: str) -> Outcome:
    outcome = Outcome(kind=str(kind), reason=text.kept(reason).strip(), recorded_by=person, at=time.now())
    probation.outcomes.append(outcome)
    return outcome


def _recorded(session: Session, person: Person, event: journal.Event) -> None:
    session.flush()
    journal.record(session, person.id, event)
