"""Putting expectations in words, showing them, agreeing to them; and looking back at the interview."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.probation import events
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.first_weeks.models import Expectation, InterviewHindsight
from hiring.probation.first_weeks.queries import expected_of
from hiring.probation.models import Probation
from hiring.probation.notes.rules import LONGEST_WORDS


class ExpectationRefused(Refused):
    """This can't be expected, shown or agreed like this."""


class HindsightRefused(Refused):
    """There is nothing to look back at yet, or nothing was written."""


@dataclass(frozen=True, slots=True)
class ExpectationWritten:
    """What a form says of one criterion."""

    words: str
    shown_on: date | None
    shown_by: str


def write_expectations(
    session: Session, person: Person, probation: Probation, written: Mapping[str, ExpectationWritten]
) -> None:
    """Keep every criterion's words and whether it was shown. Changed words are no longer agreed."""
    refuse_if_over(probation)
    for expected in expected_of(probation):
        key = expected.criterion.key
        if key in written:
            row = _row(session, probation, expected.row, key)
            _write(row, written[key], probation)
    session.flush()
    journal.record(session, person.id, events.ExpectationsWritten(probation.id))


def _row(session: Session, probation: Probation, row: Expectation | None, key: str) -> Expectation:
    if row is None:
        row = Expectation(probation=probation, criterion=key, words="")
        session.add(row)
    return row


def _write(row: Expectation, written: ExpectationWritten, probation: Probation) -> None:
    words = text.kept(written.words).strip()
    key = row.criterion
    if not words:
        raise ExpectationRefused("Write what you expect, or take the rubric's words.", f"words-{key}")
    if len(words) > LONGEST_WORDS:
        raise ExpectationRefused(f"At most {LONGEST_WORDS:,} characters can be kept. Shorten it.", f"words-{key}")
    if written.shown_on is not None:
        _refuse_day(written.shown_on, probation, f"shown_on-{key}")
    if words != row.words:
        row.words, row.agreed_at = words, None
    row.shown_on = written.shown_on
    row.shown_by = (text.tidy(written.shown_by) or probation.manager.name) if written.shown_on else ""


def _refuse_day(on: date, probation: Probation, field: str) -> None:
    if on > today_at(probation):
        raise ExpectationRefused("This day is still to come.", field)
    if on < probation.starts_on:
        raise ExpectationRefused("That is before their first day. Check the day.", field)


def shown_today(session: Session, person: Person, probation: Probation, key: str) -> None:
    """One tap: this was shown today, by the person who taps."""
    refuse_if_over(probation)
    today = today_at(probation)
    _refuse_day(today, probation, "")
    expected = next((e for e in expected_of(probation) if e.criterion.key == key), None)
    if expected is None:
        raise ExpectationRefused("This opening doesn't have that criterion.")
    row = _row(session, probation, expected.row, key)
    row.words = row.words or expected.words
    row.shown_on, row.shown_by = today, person.name
    session.flush()
    journal.record(session, person.id, events.ExpectationShown(probation.id, criterion=key, on=today.isoformat()))


def agree(session: Session, probation: Probation) -> None:
    """The hire agrees, on their own page, to every expectation as it's worded now."""
    refuse_if_over(probation)
    now = clock.now()
    for expected in expected_of(probation):
        row = _row(session, probation, expected.row, expected.criterion.key)
        row.words = row.words or expected.words
        row.agreed_at = row.agreed_at or now
    session.flush()
    journal.record(session, None, events.ExpectationsAgreed(probation.id))


def look_back(session: Session, person: Person, probation: Probation, words: str) -> InterviewHindsight:
    """Where were we wrong? Kept for Insights. Also after the outcome, which is when people know."""
    if probation.check_in_with_marks is None:
        raise HindsightRefused("File the last check-in's marks first. Then you'll see both side by side.")
    kept = text.kept(words).strip()
    if not kept:
        raise HindsightRefused("Write one sentence.", "words")
    hindsight = InterviewHindsight(probation_id=probation.id, words=kept, by=person, at=clock.now())
    session.add(hindsight)
    session.flush()
    journal.record(session, person.id, events.InterviewReviewed(hindsight.id, probation=probation.id))
    return hindsight
