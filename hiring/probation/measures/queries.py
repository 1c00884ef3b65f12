"""Reading measures: those of a hire's workplace or opening."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.foundation.database import later_side
from hiring.openings.models import Opening
from hiring.probation.measures.models import Measure, MeasureValue
from hiring.probation.models import Probation


def measures_of(session: Session, probation: Probation) -> Sequence[Measure]:
    """What a check-in of this hire may take a value of, by name."""
    opening = probation.application.opening
    of = sa.or_(Measure.opening_id.is_(None), Measure.opening_id == opening.id)
    here = Measure.workplace_id == probation.workplace_id
    chosen = sa.select(Measure).where(here, of, Measure.stopped_at.is_(None)).order_by(Measure.name, Measure.id)
    return session.scalars(chosen).all()


def measured_of(probation: Probation) -> list[tuple[Measure, list[str]]]:
    """Each measure with a value, by name, and what it was at each check-in; empty where it wasn't taken."""
    taken: dict[str, tuple[Measure, list[str]]] = {}
    for place, check_in in enumerate(probation.check_ins):
        values: list[MeasureValue] = later_side(check_in, "measured")
        for value in values:
            blank = (value.measure, [""] * len(probation.check_ins))
            taken.setdefault(value.measure_id, blank)[1][place] = value.shown
    return sorted(taken.values(), key=lambda row: (row[0].name, row[0].id))


def all_measures(session: Session) -> Sequence[Measure]:
    """Every measure that is taken, by name. For HR."""
    loaded = (joinedload(Measure.workplace), joinedload(Measure.opening).joinedload(Opening.workplace))
    chosen = sa.select(Measure).where(Measure.stopped_at.is_(None)).order_by(Measure.name, Measure.id)
    return session.scalars(chosen.options(*loaded)).all()
