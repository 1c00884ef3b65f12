"""The way of every outcome: its text is shown with what it means, and only then carried out."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.probation import outcomes
from hiring.probation.actions import today_at
from hiring.probation.conditions import conditions_of
from hiring.probation.endings.end_text import text_of_proposal
from hiring.probation.models import Probation
from hiring.probation.outcomes import refuse_unless_in_time, refuse_unless_open, what_an_extension_means
from hiring.probation.place_facts import past_the_end
from hiring.probation.proposals import check_last_day, propose_end
from hiring.probation.record import record_of, rules_of
from hiring.probation.values import OutcomeKind

IN_TIME = {OutcomeKind.CONFIRMED, OutcomeKind.EXTENDED, OutcomeKind.ENDED}


def refuse_what_cannot_stand(
    session: Session, person: Person, probation: Probation, kind: OutcomeKind, told: dict[str, Any]
) -> None:
    """Before the check page: what could never be recorded is refused at once."""
    (refuse_unless_in_time if kind in IN_TIME else refuse_unless_open)(session, probation)
    if kind is OutcomeKind.EXTENDED:
        what_an_extension_means(probation, told["extended_to"])
    if kind.needs_second_person:
        check_last_day(probation, told["last_day"])
        text_of_proposal(probation, kind=kind, by=person, **told)
    if kind is OutcomeKind.CONFIRMED:
        missing = conditions_of(kind, record_of(probation), rules_of(probation))
        outcomes.with_reasons(missing, told.get("whys", {}))
    if kind in outcomes.HAPPENED:
        outcomes.refuse_unless_it_happened(person, probation, kind)


def what_it_means(person: Person, probation: Probation, kind: OutcomeKind, told: dict[str, Any]) -> dict[str, Any]:
    """What a person should see beside their words before they record them."""
    if kind.needs_second_person:
        early = told["last_day"] < today_at(probation) + timedelta(days=probation.notice_days)
        return {"text": text_of_proposal(probation, kind=kind, by=person, **told), "is_early": early}
    if kind is OutcomeKind.EXTENDED:
        term = what_an_extension_means(probation, told["extended_to"])
        return {"term": term, "beyond": outcomes.beyond_longest(probation, term.ends_on)}
    if kind is OutcomeKind.CONFIRMED:
        missing = conditions_of(kind, record_of(probation), rules_of(probation))
        return {"conditions": outcomes.with_reasons(missing, told.get("whys", {}))}
    return {"past_the_end": past_the_end(probation) if kind is OutcomeKind.RAN_OUT else ""}


def carry_out(session: Session, person: Person, probation: Probation, kind: OutcomeKind, told: dict[str, Any]) -> None:
    """Record what was checked: a confirmation, an extension, what happened, or the question to a second person."""
    if kind is OutcomeKind.CONFIRMED:
        outcomes.confirm(session, person, probation, **told)
    elif kind is OutcomeKind.EXTENDED:
        outcomes.extend(session, person, probation, **told)
    elif kind in outcomes.HAPPENED:
        outcomes.record_what_happened(session, person, probation, kind=kind, **told)
    else:
        propose_end(session, person, probation, kind=kind, **told)
