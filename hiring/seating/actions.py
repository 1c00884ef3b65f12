"""Setting many interviews in one write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.web.errors import Refused
from hiring.interviews import actions as interview_actions
from hiring.openings.models import Round


@dataclass(frozen=True, slots=True)
class SeatingRow:
    application: Application
    starts_at: datetime
    place: str
    people: tuple[Person, ...]


class RowRefused(Refused):
    """One interview cannot be set, so none is."""


def set_interviews(session: Session, person: Person, planned_round: Round, rows: Sequence[SeatingRow]) -> None:
    """All of them or none; the first that cannot be set says why, at its row."""
    for row in rows:
        application, starts_at, place = row.application, row.starts_at, row.place
        try:
            interview_actions.set_interview(
                session, person, application, planned_round, starts_at=starts_at, place=place, people=row.people
            )
        except (interview_actions.InterviewRefused, interview_actions.SeatRefused) as refused:
            name = application.candidate.name
            raise RowRefused(f"{name}: {refused.sentence}", f"seat-0-{application.id}") from refused
