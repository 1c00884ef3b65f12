"""Reading openings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from hiring.accounts.models import Person, Workplace
from hiring.foundation.database import db
from hiring.openings.models import Opening, OpeningPlace
from hiring.openings.values import Plan, PlannedCriterion, PlannedRound


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """What a list says of an opening. Read as columns: 200 openings with their rubrics would take a second."""

    id: str
    title: str
    workplace: str
    places: int
    posts: int
    owner: str
    closed_on: date | None

    @property
    def where(self) -> str:
        """Harbour house, or 6 workplaces; and the posts where there are several."""
        place = self.workplace if self.places == 1 else f"{self.places} workplaces"
        return place if self.posts == 1 else f"{place} · {self.posts} posts"


def opening_lines(session: Session) -> list[OpeningLine]:
    """Every opening, the running ones first, then by title."""
    more = sa.select(sa.func.count()).where(OpeningPlace.opening_id == Opening.id).correlate(Opening).scalar_subquery()
    columns = (Opening.id, Opening.title, Workplace.name, more + 1, Opening.posts, Person.name, Opening.closed_on)
    chosen = sa.select(*columns).join(Workplace, Opening.workplace_id == Workplace.id)
    chosen = chosen.join(Person, Opening.owner_id == Person.id)
    ordered = chosen.order_by(Opening.closed_on.is_not(None), Opening.title, Opening.id)
    return [OpeningLine(*row) for row in session.execute(ordered)]


def openings(session: Session) -> Sequence[Opening]:
    """Every opening, the running ones first, then by title."""
    ordered = sa.select(Opening).order_by(Opening.closed_on.is_not(None), Opening.title, Opening.id)
    return session.scalars(ordered.options(selectinload(Opening.owner))).all()


def running_by_version(session: Session) -> dict[str, int]:
    """Rubric version id → how many running openings use it."""
    counted = sa.select(Opening.version_id, sa.func.count()).where(Opening.closed_on.is_(None))
    return dict(session.execute(counted.group_by(Opening.version_id)).tuples().all())


def plan_of(opening: Opening) -> Plan:
    return Plan(
        criteria=[PlannedCriterion(c.key, c.weight, c.weight_reason, c.minimum) for c in opening.criteria],
        rounds=[
            PlannedRound(
                planned_round.title,
                planned_round.minutes,
                planned_round.interviewers,
                list(planned_round.questions),
                place,
            )
            for place, planned_round in enumerate(opening.rounds)
        ],
    )


def opening_in_url(opening_id: str) -> Opening | None:
    """The opening that an address names; what `access.allows` loads it with."""
    return db.session.get(Opening, opening_id)
