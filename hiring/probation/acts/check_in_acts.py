"""One check-in on another day, or none at all: each with its reason, so that nobody is asked for it in vain."""

from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation.web.template_filters import day
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.acts.changes import DatedActRefused, record_act
from hiring.probation.acts.models import DatedAct
from hiring.probation.acts.values import ActKind
from hiring.probation.models import CheckIn


def move_check_in(session: Session, person: Person, check_in: CheckIn, *, due_on: date, reason: str) -> DatedAct:
    """Between the one before and the one after, and never past the day to decide by."""
    refuse_move(check_in, due_on)
    _needed(reason, "Write why it moves.")
    was, check_in.due_on = check_in.due_on, due_on
    told = {"was": f"check-in {check_in.position}, {day(was)}", "now": day(due_on), "reason": reason}
    return record_act(session, person, check_in.probation, ActKind.CHECK_IN_MOVED, on=due_on, **told)


def refuse_move(check_in: CheckIn, due_on: date) -> None:
    """Check-ins stay in order, at work, and in time for the decision."""
    probation = check_in.probation
    _refuse_unless_waiting(check_in)
    if due_on == check_in.due_on:
        raise DatedActRefused("That's already its day.", "due_on")
    if due_on < probation.starts_on:
        raise DatedActRefused(f"They start on {day(probation.starts_on)}. A check-in can't be before that.", "due_on")
    if due_on > probation.decide_by:
        sentence = f"That's after {day(probation.decide_by)}, the day to decide by. Choose an earlier day."
        raise DatedActRefused(sentence, "due_on")
    if probation.calendar.is_pause(due_on):
        raise DatedActRefused("They're away on that day. Choose another one.", "due_on")
    for other in probation.check_ins:
        is_before = other.position < check_in.position and other.is_waiting and other.due_on >= due_on
        is_after = other.position > check_in.position and other.is_waiting and other.due_on <= due_on
        if is_before or is_after:
            sentence = f"Check-in {other.position} is on {day(other.due_on)}. They stay in order."
            raise DatedActRefused(sentence, "due_on")


def record_not_held(session: Session, person: Person, check_in: CheckIn, *, reason: str) -> DatedAct:
    """There was no such talk, and why. Nobody is asked for it any more."""
    probation, today = check_in.probation, today_at(check_in.probation)
    refuse_not_held(check_in)
    _needed(reason, "Write why it wasn't held.")
    check_in.not_held_on = today
    told = {"was": f"check-in {check_in.position}, {day(check_in.due_on)}", "now": "not held", "reason": reason}
    return record_act(session, person, probation, ActKind.NOT_HELD, on=today, **told)


def refuse_not_held(check_in: CheckIn) -> None:
    _refuse_unless_waiting(check_in)
    if check_in.probation.next_check_in is not check_in:
        raise DatedActRefused("An earlier check-in hasn't taken place yet. Record that one first.")
    if check_in.asks_marks and check_in.probation.ends_in_decision:
        raise DatedActRefused("The decision needs its marks. File it, and choose “seen too little” where you need to.")


def amend_check_in(session: Session, person: Person, check_in: CheckIn, *, words: str, reason: str) -> DatedAct:
    """What a filed check-in should have said, and why. Both are kept: what was filed never changes."""
    refuse_amendment(check_in)
    if not words.strip():
        raise DatedActRefused("Write what it should say.", "words")
    _needed(reason, "Write why it's amended.")
    probation = check_in.probation
    told = {"was": f"check-in {check_in.position}, as filed", "now": "amended", "reason": f"{words}\n\nWhy: {reason}"}
    return record_act(session, person, probation, ActKind.AMENDMENT, on=today_at(probation), **told)


def refuse_amendment(check_in: CheckIn) -> None:
    refuse_if_over(check_in.probation)
    if check_in.filed_at is None:
        raise DatedActRefused("This check-in isn't filed yet, so there's nothing to amend.")


def _refuse_unless_waiting(check_in: CheckIn) -> None:
    refuse_if_over(check_in.probation)
    if not check_in.is_waiting:
        raise DatedActRefused("This check-in is already filed, or recorded as not held.")


def _needed(words: str, sentence: str) -> None:
    if not words.strip():
        raise DatedActRefused(sentence, "reason")
