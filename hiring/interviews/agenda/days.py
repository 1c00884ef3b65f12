"""The agenda: the interviews of a day or a week, by time and room, with who is in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application
from hiring.candidates.round_progress import InterviewProgress
from hiring.foundation import clock
from hiring.interviews.agenda.progress import read_progress
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview, Seat
from hiring.interviews.walk_ins.queries import SessionLine, sessions_between
from hiring.openings.models import Opening

NO_PLACE = "No room yet"


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day of the agenda. `times` and `places` are the rows and columns of its grid."""

    on: date
    is_today: bool
    interviews: tuple[InterviewProgress, ...]
    sessions: tuple[SessionLine, ...] = ()

    @property
    def times(self) -> list[time]:
        interviews = {interview.starts_at.time() for interview in self.interviews}
        return sorted(interviews | {line.at for line in self.sessions})

    @property
    def places(self) -> list[str]:
        interviews = {interview.place or NO_PLACE for interview in self.interviews}
        return sorted(interviews | {line.place or NO_PLACE for line in self.sessions})

    def sessions_at(self, when: time, place: str) -> list[SessionLine]:
        return [line for line in self.sessions if line.at == when and (line.place or NO_PLACE) == place]

    def at(self, when: time, place: str) -> list[InterviewProgress]:
        return [
            interview
            for interview in self.interviews
            if interview.starts_at.time() == when and (interview.place or NO_PLACE) == place
        ]

    @property
    def people(self) -> list[tuple[str, list[InterviewProgress]]]:
        """Everyone who's in, by name, with their interviews."""
        by_name: dict[str, list[InterviewProgress]] = {}
        for line in self.sessions:
            for name in line.people:
                by_name.setdefault(name, [])
        for interview in self.interviews:
            for seat in interview.people:
                by_name.setdefault(seat.name, []).append(interview)
        return sorted(by_name.items(), key=lambda pair: (-len(pair[1]), pair[0]))

    @property
    def candidates(self) -> list[tuple[str, list[InterviewProgress]]]:
        """Everyone who comes, in the order of their first interview."""
        by_application: dict[str, list[InterviewProgress]] = {}
        for interview in self.interviews:
            by_application.setdefault(interview.application_id, []).append(interview)
        return [(held[0].candidate, held) for held in by_application.values()]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the address asks for: one day, or the week around it, at one workplace or at all."""

    days: tuple[AgendaDay, ...]
    on: date
    workplace: str

    @property
    def interviews(self) -> list[InterviewProgress]:
        return [interview for day in self.days for interview in day.interviews]

    @property
    def sessions(self) -> list[SessionLine]:
        return [line for day in self.days for line in day.sessions]

    @property
    def step(self) -> timedelta:
        return timedelta(days=1 if len(self.days) == 1 else 7)

    @property
    def says(self) -> tuple[str, str]:
        """How many interviews there are, and what is wrong with them."""
        number, sessions = len(self.interviews), len(self.sessions)
        when = "" if len(self.days) == 1 else " this week"
        counted = [f"{number} interview{'' if number == 1 else 's'}"] if number else []
        counted += [f"{sessions} walk-in session{'' if sessions == 1 else 's'}"] if sessions else []
        plural = f"There {'is' if (number or sessions) == 1 else 'are'} {' and '.join(counted)}{when}."
        wrong = []
        late = sum(seat.is_late for interview in self.interviews for seat in interview.seats)
        gaps = [interview for interview in self.interviews if interview.has_gap]
        if late:
            wrong.append("One scorecard is late" if late == 1 else f"{late} scorecards are late")
        if gaps:
            at = f" at {gaps[0].starts_at:%H:%M}" if len(self.days) == 1 and len(gaps) == 1 else ""
            wrong.append(f"{'one seat' if wrong else 'A seat'} is empty{at}" if len(gaps) == 1 else
                         f"{len(gaps)} interviews have an empty seat")  # fmt: skip
        return (plural if counted else f"Nothing is planned{when}.", f"{', and '.join(wrong)}." if wrong else "")


@dataclass(frozen=True, slots=True)
class AgendaQuestion:
    """The day, the view and the workplace of an address; what can't be read is today, the day and every workplace."""

    on: date
    is_week: bool
    workplace: str

    @classmethod
    def of(cls, arguments: Mapping[str, str], today: date, workplaces: Sequence[Workplace]) -> "AgendaQuestion":
        asked = arguments.get("workplace", "")
        known = {workplace.id for workplace in workplaces}
        return cls(
            _day(arguments.get("day", ""), today), arguments.get("view") == "week", asked if asked in known else ""
        )

    def arguments(self, **changes: str) -> dict[str, str]:
        told = {
            "day": self.on.isoformat(),
            "view": "week" if self.is_week else "",
            "workplace": self.workplace,
        } | changes
        return {name: value for name, value in told.items() if value}


def _day(asked: str, today: date) -> date:
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return today
    return day if 1990 <= day.year <= 2100 else today


def agenda_for(session: Session, reader: Person, question: AgendaQuestion, workplace: Workplace | None) -> Agenda:
    """All interviews that are on for HR; for anyone else those at which they have a seat. As many queries for any."""
    first = question.on - timedelta(days=question.on.weekday()) if question.is_week else question.on
    days = [first + timedelta(days=ahead) for ahead in range(7 if question.is_week else 1)]
    # A day begins at another moment in each zone, so both ends are wide and the workplace's own day decides.
    begins, ends = _noon(days[0]) - timedelta(days=2), _noon(days[-1]) + timedelta(days=2)
    which = [IS_ON, Interview.starts_at > begins, Interview.starts_at < ends]
    if question.workplace:
        here = sa.select(Opening.id).where(Opening.workplace_id == question.workplace)
        which.append(Application.opening_id.in_(here))
    if not is_hr(reader):
        own = sa.select(Seat.interview_id).where(Seat.person_id == reader.id, Seat.left_on.is_(None))
        which.append(Interview.id.in_(own))
    interviews = read_progress(session, reader, sa.and_(*which))
    sessions = sessions_between(session, reader, begins, ends, question.workplace)
    zone = workplace.zone if workplace else reader.workplace.zone if reader.workplace else None
    today = clock.today(zone) if zone else clock.now().date()
    shown = tuple(_of_day(day, today, interviews, sessions) for day in days)
    if question.is_week:
        shown = tuple(day for day in shown if day.interviews or day.sessions or _is_worked(day.on, workplace))
    return Agenda(shown, question.on, question.workplace)


def _is_worked(day: date, workplace: Workplace | None) -> bool:
    return workplace.works_on(day) if workplace else day.isoweekday() < 6


def _noon(day: date) -> datetime:
    return clock.at(day, 12, 0, "UTC")


def _of_day(
    day: date, today: date, interviews: Sequence[InterviewProgress], sessions: Sequence[SessionLine]
) -> AgendaDay:
    held = tuple(interview for interview in interviews if interview.starts_at.date() == day)
    return AgendaDay(day, day == today, held, tuple(line for line in sessions if line.on == day))
