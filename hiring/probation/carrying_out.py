"""The way of every outcome: its text is shown with what it means, and only then carried out."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import jurisdictions
from hiring.probation import clock
from hiring.probation.actions import today_at
from hiring.probation.models import Probation
from hiring.probation.outcomes import confirm, extend, refuse_unless_open, what_an_extension_means
from hiring.probation.proposals import check_last_day, propose_end, text_of_proposal
from hiring.probation.values import OutcomeKind


def refuse_what_cannot_stand(session: Session, probation: Probation, kind: OutcomeKind, told: dict[str, Any]) -> None:
    """Before the check page: what could never be recorded is refused at once."""
    refuse_unless_open(session, probation)
    if kind is OutcomeKind.EXTENDED:
        what_an_extension_means(probation, told["extended_to"])
    if kind.needs_second_person:
        check_last_day(probation, told["last_day"])


def what_it_means(probation: Probation, kind: OutcomeKind, told: dict[str, Any]) -> dict[str, Any]:
    """What a person should see beside their words before they record them."""
    if kind.needs_second_person:
        early = told["last_day"] < today_at(probation) + timedelta(days=probation.notice_days)
        return {"text": text_of_proposal(probation, kind=kind, **told), "is_early": early}
    if kind is OutcomeKind.EXTENDED:
        known = jurisdictions.known()
        place = known.get(probation.application.opening.workplace.jurisdiction, known["other"])
        days = clock.day_number(probation.starts_on, told["extended_to"])
        return {"days": days, "place": place, "is_long": days > int(str(place.facts["longest_days"]))}
    return {}


def carry_out(session: Session, person: Person, probation: Probation, kind: OutcomeKind, told: dict[str, Any]) -> None:
    """Record what was checked: a confirmation, an extension, or the question to a second person."""
    if kind is OutcomeKind.CONFIRMED:
        confirm(session, person, probation, **told)
    elif kind is OutcomeKind.EXTENDED:
        extend(session, person, probation, **told)
    else:
        propose_end(session, person, probation, kind=kind, **told)
