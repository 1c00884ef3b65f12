"""Making a promise, and saying what became of it."""

from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.probation import events
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.models import CheckIn, Probation
from hiring.probation.notes.rules import gaps_in_promise
from hiring.probation.promises.models import Promise
from hiring.probation.values import PromiseBy, PromiseFate, PromiseMade


class PromiseRefused(Refused):
    """This can't be promised, or answered, like this."""


def add_promise(
    session: Session, person: Person, probation: Probation, made: PromiseMade, check_in: CheckIn | None = None
) -> Promise:
    """Keep what someone promised. Overdue, it's on the Home of the person who promised it."""
    refuse_if_over(probation)
    for gap in gaps_in_promise(made, today_at(probation)):
        raise PromiseRefused(gap.sentence, gap.part)
    promise = Promise(
        probation_id=probation.id,
        check_in_id=check_in.id if check_in is not None else None,
        what=text.kept(made.what).strip(),
        by=str(made.by),
        by_person_id=probation.manager_id if made.by is PromiseBy.MANAGER else None,
        due_on=made.due_on,
        made_at=clock.now(),
        made_by_id=person.id,
    )
    session.add(promise)
    session.flush()
    event = events.PromiseAdded(promise.id, probation=probation.id, by=promise.by, due_on=promise.due_on.isoformat())
    journal.record(session, person.id, event)
    return promise


def close_promise(
    session: Session, person: Person, promise: Promise, *, became: PromiseFate, on: date, words: str
) -> None:
    """Say what became of it: done, partly, or not done. That is final."""
    if promise.closed_at is not None:
        raise PromiseRefused("Someone has already said what became of it.")
    if on > today_at(promise.probation):
        raise PromiseRefused("This day is still to come.", "on")
    if on < promise.probation.starts_on:
        raise PromiseRefused("That is before their first day. Check the day.", "on")
    said = text.kept(words).strip()
    if became is not PromiseFate.DONE and not said:
        raise PromiseRefused("Write what was done and what's missing, in a few words.", "words")
    promise.became, promise.became_words, promise.done_on = str(became), said, on
    promise.closed_at, promise.closed_by_id = clock.now(), person.id
    session.flush()
    journal.record(session, person.id, events.PromiseClosed(promise.id, became=str(became)))
