"""Letters about interviews to their candidate: an invitation, a change, a cancellation. People write and send them."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.foundation.web.template_filters import day_in_full
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview
from hiring.interviews.values import InterviewState
from hiring.letters.values import LetterKind, LetterValues, Placeholder


def line_of(interview: Interview) -> str:
    """Tuesday 10 November 2026, 14:30 (Europe/London): Round 1, 50 minutes, Room Birch"""
    zone = interview.application.opening.workplace.zone
    there = clock.in_zone(interview.starts_at, zone)
    place = f", {interview.place}" if interview.place else ""
    when = f"{day_in_full(there)}, {there:%H:%M} ({zone})"
    return f"{when}: {interview.round.title}, {interview.round.minutes} minutes{place}"


def _by_application(
    session: Session, applications: Sequence[Application], *wanted: sa.ColumnElement[bool]
) -> Iterable[Interview]:
    ids = [application.id for application in applications]
    chosen = sa.select(Interview).where(Interview.application_id.in_(ids), *wanted)
    chosen = chosen.options(joinedload(Interview.round)).order_by(Interview.starts_at, Interview.id)
    return session.scalars(chosen)


def interviews_ahead_values(session: Session, applications: Sequence[Application]) -> LetterValues:
    """Every interview that is still to come, one a line."""
    lines: dict[str, list[str]] = {}
    for interview in _by_application(session, applications, IS_ON, Interview.starts_at > clock.now()):
        lines.setdefault(interview.application_id, []).append(line_of(interview))
    return {application_id: {"interviews": "\n".join(own)} for application_id, own in lines.items()}


def cancelled_values(session: Session, applications: Sequence[Application]) -> LetterValues:
    """The cancelled interview that would have been last."""
    cancelled = _by_application(session, applications, Interview.state == InterviewState.CANCELLED)
    return {interview.application_id: {"cancelled": line_of(interview)} for interview in cancelled}


_AHEAD = Placeholder(
    "interviews",
    "day, time, round and place of each interview ahead",
    "{name} has no interview ahead. Set one, or take {interviews} out.",
)
_CANCELLED = Placeholder(
    "cancelled",
    "day, time, round and place of the cancelled interview",
    "None of {name}'s interviews was cancelled. Cancel one, or take {cancelled} out.",
)

LETTER_KINDS = [
    LetterKind("invitation", "Invitation", "Once an interview is set.", (_AHEAD,), interviews_ahead_values),
    LetterKind("change", "Change", "When an interview has moved.", (_AHEAD,), interviews_ahead_values),
    LetterKind("cancelled", "Cancelled", "When you've cancelled an interview.", (_CANCELLED,), cancelled_values),
]
