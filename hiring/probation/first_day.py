"""Putting a wrong or postponed first day right, as long as nothing shows that they have started."""

from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock as time
from hiring.foundation import text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.template_filters import day
from hiring.probation import values
from hiring.probation.actions import refuse_if_over
from hiring.probation.models import FirstDayCorrection, Probation
from hiring.probation.queries import waiting_end


class FirstDayRefused(Refused):
    """The first day can't be corrected like this."""


def correct_first_day(
    session: Session, person: Person, probation: Probation, *, starts_on: date, reason: str
) -> FirstDayCorrection:
    """Move the first day, and by as many days every check-in, the day to decide by and the last day."""
    refuse_if_over(probation)
    _refuse_unless_possible(session, probation, starts_on)
    words = text.kept(reason).strip()
    if not words:
        raise FirstDayRefused("Write why the first day changes.", "reason")
    correction = FirstDayCorrection(
        probation_id=probation.id,
        was_on=probation.starts_on,
        starts_on=starts_on,
        reason=words,
        by=person,
        at=time.now(),
    )
    moved_by = starts_on - probation.starts_on
    probation.starts_on = starts_on
    probation.ends_on += moved_by
    probation.first_ends_on += moved_by
    probation.decide_by += moved_by
    for check_in in probation.check_ins:
        check_in.due_on += moved_by
    probation.first_day_corrections.append(correction)
    session.flush()
    event = values.FirstDayCorrected(probation.id, was=correction.was_on.isoformat(), now=starts_on.isoformat())
    journal.record(session, person.id, event)
    return correction


def _refuse_unless_possible(session: Session, probation: Probation, starts_on: date) -> None:
    if any(check_in.filed_at is not None for check_in in probation.check_ins):
        raise FirstDayRefused("A check-in is filed, so the first day can't be changed any more.")
    if waiting_end(session, probation) is not None:
        raise FirstDayRefused("A proposal is waiting for a second person. It has to be answered or taken back first.")
    if starts_on == probation.starts_on:
        raise FirstDayRefused("That's the first day already.", "starts_on")
    if starts_on < probation.application.applied_on:
        raise FirstDayRefused("They applied later than that. Check the day.", "starts_on")
    early = [note.on for note in probation.observations if note.on < starts_on]
    if early:
        raise FirstDayRefused(
            f"A note is dated {day(min(early))}, so they had started by then. Choose that day or an earlier one.",
            "starts_on",
        )
