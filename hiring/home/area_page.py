"""An area manager's start page: what is late and dangerous at their workplaces, and how far each opening is."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.policy import area_of
from hiring.candidates.models import SHOWN, Application, Candidate
from hiring.candidates.status import ApplicationStatus, StatusCounts, StatusGroup, counts_by_opening, statuses
from hiring.home.act_today import act_today
from hiring.home.hr_page import without_urgent
from hiring.home.others_turn import Address, late_colleagues
from hiring.home.running_probations import needing_someone, running_probations
from hiring.home.strips import RunningOpening, running_openings
from hiring.home.values import LateColleague, TodoLine
from hiring.openings.models import Opening
from hiring.probation.models import Probation

_NOBODY = StatusCounts.of(())


@dataclass(frozen=True, slots=True)
class AreaOpening:
    """A running opening with its counts: stages ever reached, and statuses now."""

    opening: RunningOpening
    counts: StatusCounts

    @property
    def stages(self) -> list[tuple[str, int]]:
        return [(str(stage), number) for stage, number in self.counts.stages]

    @property
    def now(self) -> list[tuple[str, int]]:
        """The statuses that someone has, in the order in which they need someone."""
        return [(group.label, self.counts.groups[group]) for group in StatusGroup if self.counts.groups[group]]


@dataclass(frozen=True, slots=True)
class AreaPage:
    urgent: list[TodoLine]
    late: list[LateColleague]
    openings: list[AreaOpening]


def area_page(session: Session, person: Person, address: Address) -> AreaPage:
    """Of the workplaces this person looks after, in a fixed number of statements. They decide and remind nothing."""
    here = Opening.workplace_id.in_(area_of(person))
    running = sa.select(Opening.id).where(Opening.closed_on.is_(None), here)
    counts = counts_by_opening(session, person, Application.opening_id.in_(running))
    probations = running_probations(
        session, person, sa.and_(needing_someone(), Probation.workplace_id.in_(area_of(person)))
    )
    return AreaPage(
        urgent=act_today(probations, address),
        late=without_urgent(late_colleagues(session, person, probations, address, here)),
        openings=[AreaOpening(one, counts.get(one.id, _NOBODY)) for one in running_openings(session, here)],
    )


def candidates_of(session: Session, person: Person, opening: Opening) -> Sequence[tuple[str, ApplicationStatus]]:
    """Name and status of everyone who applied, by name; never the reader's own."""
    words = statuses(session, person, Application.opening_id == opening.id)
    named = sa.select(Application.id, Candidate.name).join(Candidate, Application.candidate_id == Candidate.id)
    named = named.where(Application.opening_id == opening.id, SHOWN).order_by(Candidate.sort_name, Application.id)
    return [(name, words[key]) for key, name in session.execute(named) if key in words]
