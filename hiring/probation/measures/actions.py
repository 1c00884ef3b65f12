"""Defining a measure for a workplace or an opening, and no longer taking it."""

from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.openings.models import Opening
from hiring.probation import events
from hiring.probation.measures.models import Measure


class MeasureRefused(Refused):
    """This can't be measured like this."""


def define_measure(
    session: Session,
    person: Person,
    *,
    workplace: Workplace,
    opening: Opening | None,
    name: str,
    unit: str,
    more_is_better: bool,
    baseline_thousandths: int | None,
) -> Measure:
    """From now on each check-in there offers one field for its value. Nobody has to fill it in."""
    words = text.tidy(name)
    if not words:
        raise MeasureRefused("Write what you measure.", "name")
    measure = Measure(
        workplace_id=workplace.id,
        opening_id=opening.id if opening is not None else None,
        name=words,
        unit=text.tidy(unit),
        more_is_better=more_is_better,
        baseline_thousandths=baseline_thousandths,
        made_at=clock.now(),
        made_by_id=person.id,
    )
    session.add(measure)
    session.flush()
    journal.record(session, person.id, events.MeasureDefined(measure.id, of=workplace.id))
    return measure


def stop_measure(session: Session, person: Person, measure: Measure) -> None:
    """Check-ins no longer ask for it. Values that were taken stay."""
    if measure.stopped_at is not None:
        raise MeasureRefused("This measure has been stopped.")
    measure.stopped_at = clock.now()
    session.flush()
    journal.record(session, person.id, events.MeasureStopped(measure.id))
