"""How long an opening takes: days from its opening to the first interview, decision and start; and what ends it."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.policy import own_candidates
from hiring.candidates.status import counts_by_opening
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import IN_FORCE, Decision
from hiring.decisions.values import Verdict
from hiring.foundation import clock
from hiring.foundation.grammar import counted
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview
from hiring.interviews.queries import applications_owed_by
from hiring.openings.models import Opening
from hiring.probation.models import Probation


@dataclass(frozen=True, slots=True)
class OpeningCourse:
    """`days` is (what happened, day of it counted from the opening); `unanswered` are those nobody has answered, once
    every post is taken."""

    days: tuple[tuple[str, int], ...]
    is_filled: bool
    unanswered: int

    @property
    def says(self) -> str:
        steps = [f"{what} after {counted(days, 'day')}" for what, days in self.days]
        return f"Since it was opened: {', '.join(steps)}." if steps else ""


def opening_course(session: Session, reader: Person, opening: Opening) -> OpeningCourse:
    """As this reader may know it: decisions on people they owe a scorecard for, and on themselves, are left out."""
    known = (
        Application.opening_id == opening.id,
        Application.id.not_in(applications_owed_by(reader)),
        Application.candidate_id.not_in(own_candidates(reader)),
    )
    held = sa.select(sa.func.min(Interview.starts_at)).join(Application, Interview.application_id == Application.id)
    held = held.where(*known, IS_ON, Interview.starts_at < clock.now())
    hired = (Decision.verdict == Verdict.HIRE, IN_FORCE, Application.state == ApplicationState.UNDER_WAY)
    decided = sa.select(sa.func.min(Decision.decided_at), sa.func.count())
    decided = decided.join(Application, Decision.application_id == Application.id).where(*known, *hired)
    started = sa.select(sa.func.min(Probation.starts_on)).join(Application, Probation.application_id == Application.id)
    decided_at, hires = session.execute(decided).one()
    days = [
        ("first interview", _day(opening, session.scalar(held))),
        ("first decision to hire", _day(opening, decided_at)),
        ("first day at work", session.scalar(started.where(*known))),
    ]
    opened = clock.in_zone(opening.opened_at, opening.workplace.zone).date()
    is_filled = hires >= opening.posts and opening.closed_on is None
    counts = counts_by_opening(session, reader, Application.opening_id == opening.id) if is_filled else {}
    return OpeningCourse(
        tuple((what, max((on - opened).days, 0)) for what, on in days if on is not None),
        is_filled,
        max(counts[opening.id].running - hires, 0) if opening.id in counts else 0,
    )


def _day(opening: Opening, at: datetime | None) -> date | None:
    return clock.in_zone(at, opening.workplace.zone).date() if at is not None else None
