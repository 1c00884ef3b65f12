"""Reading walk-in sessions: which times are free, and what stands on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application
from hiring.candidates.policy import is_out_of_reach
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.interviews.counted import is_on
from hiring.interviews.models import Interview
from hiring.interviews.walk_ins.models import WalkIn, WalkInInterviewer, WalkInSession
from hiring.openings.models import Opening


def free_times(walk_ins: WalkInSession) -> list[datetime]:
    """The times at which nobody is interviewed. One whose interview was moved or cancelled is free again."""
    taken = {walk_in.interview.starts_at for walk_in in walk_ins.walk_ins if is_on(walk_in.interview)}
    return [at for at in walk_ins.times if at not in taken]


def next_free(walk_ins: WalkInSession) -> datetime | None:
    """The first free time that hasn't passed, or else the last one."""
    free, now = free_times(walk_ins), clock.now()
    return next((at for at in free if at >= now), free[-1] if free else None)


@dataclass(frozen=True, slots=True)
class WalkInTime:
    """One place of a session on the workplace's clock, and who has it; nobody where it's free."""

    at: datetime
    name: str = ""
    interview_id: str = ""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as lists show it, on the workplace's clock."""

    id: str
    opening: str
    place: str
    minutes: int
    starts_at: datetime
    ends_at: datetime
    people: tuple[str, ...]
    places: int
    taken: int
    times: tuple[WalkInTime, ...]
    is_over: bool

    @property
    def on(self) -> date:
        return self.starts_at.date()

    @property
    def at(self) -> time:
        return self.starts_at.time()

    @property
    def says(self) -> str:
        """6 places, 4 taken"""
        number = "1 place" if self.places == 1 else f"{self.places} places"
        return f"{number}, {self.taken} taken" if self.taken else f"{number}, all free"


def line_of(reader: Person, walk_ins: WalkInSession) -> SessionLine:
    """Names are for HR, and never the reader's own: anyone else sees that a place is taken, and no more."""
    zone = walk_ins.opening.workplace.zone
    held = {walk_in.interview.starts_at: walk_in.interview for walk_in in walk_ins.walk_ins if is_on(walk_in.interview)}
    times = []
    for at in walk_ins.times:
        interview, there = held.get(at), clock.in_zone(at, zone)
        if interview is None:
            times.append(WalkInTime(there))
        elif not is_hr(reader) or is_out_of_reach(reader, interview.application):
            times.append(WalkInTime(there, "taken"))
        else:
            times.append(WalkInTime(there, interview.application.candidate.name, interview.id))
    return SessionLine(
        id=walk_ins.id,
        opening=walk_ins.opening.title,
        place=walk_ins.place,
        minutes=walk_ins.round.minutes,
        starts_at=clock.in_zone(walk_ins.starts_at, zone),
        ends_at=clock.in_zone(walk_ins.ends_at, zone),
        people=tuple(person.name for person in walk_ins.interviewers),
        places=walk_ins.places,
        taken=sum(bool(place.name) for place in times),
        times=tuple(times),
        is_over=walk_ins.ended_at is not None or walk_ins.ends_at <= clock.now(),
    )


def sessions_between(
    session: Session, reader: Person, begins: datetime, ends: datetime, workplace: str = ""
) -> list[SessionLine]:
    """The sessions of these days, the earliest first: all for HR, for anyone else those at which they interview."""
    chosen = _running().where(WalkInSession.starts_at > begins, WalkInSession.starts_at < ends)
    if workplace:
        chosen = chosen.where(WalkInSession.opening_id.in_(_openings_at(workplace)))
    if not is_hr(reader):
        own = sa.select(WalkInInterviewer.session_id).where(WalkInInterviewer.person_id == reader.id)
        chosen = chosen.where(WalkInSession.id.in_(own))
    return [line_of(reader, walk_ins) for walk_ins in session.scalars(chosen).unique()]


def sessions_of(session: Session, reader: Person, opening: Opening) -> Sequence[SessionLine]:
    """The sessions of an opening that haven't ended, the earliest first."""
    chosen = _running().where(WalkInSession.opening_id == opening.id)
    return [line_of(reader, walk_ins) for walk_ins in session.scalars(chosen).unique()]


def _running() -> sa.Select[WalkInSession]:
    """Sessions that haven't ended, with everything a line needs, whatever their number."""
    held = selectinload(WalkInSession.walk_ins).joinedload(WalkIn.interview)
    chosen = sa.select(WalkInSession).where(WalkInSession.ended_at.is_(None))
    chosen = chosen.options(held.joinedload(Interview.application).joinedload(Application.candidate))
    return chosen.order_by(WalkInSession.starts_at, WalkInSession.id)


def _openings_at(workplace: str) -> sa.Select[str]:
    return sa.select(Opening.id).where(Opening.workplace_id == workplace)


def session_in_url(session_id: str) -> WalkInSession | None:
    """The session that an address names; what `access.allows` loads it with."""
    return db.session.get(WalkInSession, session_id)
