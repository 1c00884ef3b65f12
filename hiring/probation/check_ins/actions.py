"""Filing a check-in for good, with all that comes with it: words or marks, notes, promises, measures."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock as time
from hiring.foundation import text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.probation import events
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.check_ins.rules import CheckInScope, what_is_missing
from hiring.probation.measures.models import MeasureValue
from hiring.probation.models import CheckIn, CheckInRating, CheckInWord, Observation, Probation
from hiring.probation.notes.actions import ActRefused, as_note
from hiring.probation.promises.actions import add_promise
from hiring.probation.queries import acts_to_collect, as_act, criteria_of, has_met_marks
from hiring.probation.suggestions.actions import suggest
from hiring.probation.values import Act, CheckInGap, CheckInRecord


class CheckInAlreadyFiled(Refused):
    """A filed check-in is final."""


class CheckInOutOfOrder(Refused):
    """Another check-in comes first, or came already."""


class CheckInIncomplete(Refused):
    """Something is missing; `missing` says what and where."""

    def __init__(self, missing: Sequence[CheckInGap]) -> None:
        super().__init__("Something is missing. Nothing is filed yet.")
        self.missing = list(missing)


def refuse_if_settled(check_in: CheckIn) -> None:
    """It can't be filed: it's filed already, the probation is over, or it isn't its turn."""
    if check_in.filed_at is not None:
        raise CheckInAlreadyFiled("This check-in is already filed, and a filed check-in is final.")
    refuse_if_over(check_in.probation)
    if check_in.not_held_on is not None:
        raise CheckInOutOfOrder("It's recorded that this check-in wasn't held, so it can't be filed.")
    due = check_in.probation.next_check_in
    if due is None or check_in.position < due.position:
        raise CheckInOutOfOrder("A later check-in is already filed, so you can't file this one.")
    if due is not check_in and not check_in.asks_marks:
        raise CheckInOutOfOrder(f"Check-in {due.position} is still to be filed. File it first.")


def missing_from(check_in: CheckIn, record: CheckInRecord) -> list[CheckInGap]:
    """What keeps this from being filed, with the notes that were written before."""
    probation = check_in.probation
    scope = CheckInScope(_titles(probation), probation.starts_on, today_at(probation), check_in.asks_marks)
    waiting = acts_to_collect(probation)
    ticked = [as_act(note) for note in waiting if note.id in record.counting]
    return what_is_missing(scope, record, ticked, [_placed(note, record) for note in probation.observations])


def _titles(probation: Probation) -> dict[str, str]:
    return {criterion.key: criterion.title for criterion in criteria_of(probation)}


def _placed(note: Observation, record: CheckInRecord) -> Act:
    act = as_act(note)
    criterion = act.criterion or record.placed.get(note.id, "")
    return Act(criterion, act.on, act.act, act.is_concern, act.source)


def file_check_in(session: Session, person: Person, check_in: CheckIn, record: CheckInRecord) -> CheckIn:
    """File for good. The last one's marks open the interview's to the manager, once and for good."""
    probation = check_in.probation
    refuse_if_settled(check_in)
    named = {*record.ratings, *record.words, *record.placed.values(), *(act.criterion for act in record.acts)}
    if named - {"", *_titles(probation)}:
        raise ActRefused("A mark or a note belongs to a criterion that this opening doesn't have.")
    missing = missing_from(check_in, record)
    if missing:
        raise CheckInIncomplete(missing)
    check_in.blind = _was_blind(session, person, probation)
    _collect_notes(person, check_in, record)
    _write(check_in, record)
    check_in.held_on, check_in.filed_at, check_in.filed_by = record.held_on, time.now(), person
    _write_beside(session, person, check_in, record)
    event = events.CheckInFiled(check_in.id, probation=probation.id, blind=check_in.blind)
    journal.record(session, person.id, event)
    return check_in


def _collect_notes(person: Person, check_in: CheckIn, record: CheckInRecord) -> None:
    """Those that were ticked; with the last one all that wait, each at the criterion it's about."""
    for note in acts_to_collect(check_in.probation):
        if check_in.asks_marks or note.id in record.counting:
            note.criterion = note.criterion or record.placed.get(note.id, "")
            note.check_in_id = check_in.id
    for act in record.acts:
        fresh = as_note(person, act)
        fresh.check_in_id = check_in.id
        check_in.probation.observations.append(fresh)


def _write(check_in: CheckIn, record: CheckInRecord) -> None:
    keys = list(_titles(check_in.probation))
    if check_in.asks_marks:
        check_in.ratings = [
            CheckInRating(criterion=key, position=place, level=record.ratings[key]) for place, key in enumerate(keys)
        ]
        check_in.take_again = str(record.take_again or "")
    else:
        check_in.words = [
            CheckInWord(criterion=key, position=place, going=str(word.going), seen=text.kept(word.seen).strip())
            for place, key in enumerate(keys)
            for word in [record.words[key]]
        ]
    for part in ("hire_said", "customers_said", "thanks"):
        setattr(check_in, part, text.kept(getattr(record, part)).strip())


def _write_beside(session: Session, person: Person, check_in: CheckIn, record: CheckInRecord) -> None:
    for promise in record.promises:
        add_promise(session, person, check_in.probation, promise, check_in)
    for measure, value in record.measured.items():
        session.add(MeasureValue(check_in_id=check_in.id, measure_id=measure, thousandths=value))
    if check_in.customers_said:
        suggest(session, person, check_in.probation, check_in.customers_said, check_in)


def _was_blind(session: Session, person: Person, probation: Probation) -> bool:
    """Of the person, not of the day: once the marks are open, everyone has read them."""
    earlier = [check_in.blind for check_in in probation.check_ins if check_in.filed_by_id == person.id]
    if probation.check_in_with_marks is not None and earlier:
        return bool(earlier[0])
    return not has_met_marks(session, person, probation.application)
