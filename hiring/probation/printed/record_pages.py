"""Everything on record of one probation, in order of time, for someone to read on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.database import later_side
from hiring.foundation.printed.documents import PrintedDocument, PrintedPart, PrintedSection, PrintedTable
from hiring.foundation.web.template_filters import day, moment
from hiring.probation.acts.models import DatedAct
from hiring.probation.acts.values import ActKind
from hiring.probation.hire_side.values import HireWordKind
from hiring.probation.models import CheckIn, Outcome, Probation
from hiring.probation.queries import criteria_of
from hiring.probation.values import ActSource, Going

# (day, what happened, what was written)
Event = tuple[date, str, str]
_SAID = {
    HireWordKind.PREPARED: "The hire wrote before the check-in",
    HireWordKind.REPLIED: "The hire replied",
    HireWordKind.ACKNOWLEDGED: "The hire read the check-in",
}


def probation_record(session: Session, person: Person, probation: Probation) -> PrintedDocument:
    """What everyone may read who sees the probation; no mark of an interview is in it."""
    zone = probation.workplace.zone
    titles = {criterion.key: criterion.title for criterion in criteria_of(probation)}
    events = [
        *_expected(probation, titles),
        *_notes(probation, titles),
        *_check_ins(probation, titles),
        *_promises(probation, zone),
        *_said_by_hire(probation, zone),
        *_changes(session, probation),
    ]
    events.sort(key=lambda event: event[0])
    facts = [
        ("Opening", probation.application.opening.title),
        ("Workplace", probation.workplace.name),
        ("Manager", probation.manager.name),
        ("First day", day(probation.starts_on)),
        ("Ends", f"{day(probation.ends_on)}, decide by {day(probation.decide_by)}"),
    ]
    made = f"Made by {person.name} on {moment(clock.now(), zone)}. In confidence."
    sections = [_in_order(events), _outcomes(probation, zone)]
    return PrintedDocument(probation.hire, made, [PrintedPart(probation.hire, facts, sections)])


def _in_order(events: Sequence[Event]) -> PrintedSection:
    rows = [(day(on), what, words) for on, what, words in events]
    tables = [PrintedTable("What happened", ("Day", "What", "Words"), rows)] if rows else []
    return PrintedSection("In date order", tables=tables, nothing="Nothing is on record yet.")


def _outcomes(probation: Probation, zone: str) -> PrintedSection:
    lines = [line for outcome in probation.outcomes for line in _outcome(outcome, zone)]
    tables = [_conditions(outcome) for outcome in probation.outcomes if outcome.conditions]
    return PrintedSection("Outcome", lines, tables, "Nobody has decided yet.")


def _expected(probation: Probation, titles: dict[str, str]) -> Iterator[Event]:
    for expectation in later_side(probation, "expectations"):
        if expectation.shown_on is not None:
            by = f" by {expectation.shown_by}" if expectation.shown_by else ""
            title = titles.get(expectation.criterion, expectation.criterion)
            yield expectation.shown_on, f"{title} was shown{by}", expectation.words


def _notes(probation: Probation, titles: dict[str, str]) -> Iterator[Event]:
    for note in probation.observations:
        kind = "Concern" if note.is_concern else "Good"
        about = f", {titles[note.criterion]}" if note.criterion in titles else ""
        told = f" by {note.told_by}" if note.told_by else ""
        source = f"{ActSource(note.source).label}{told}" if note.source in set(ActSource) else f"{note.source}{told}"
        yield note.on, f"Note: {kind}{about}", f"{note.act}\n{source}, recorded by {note.recorded_by.name}"


def _check_ins(probation: Probation, titles: dict[str, str]) -> Iterator[Event]:
    for check_in in probation.check_ins:
        if check_in.not_held_on is not None:
            yield check_in.not_held_on, f"Check-in {check_in.position} wasn't held", ""
        elif check_in.filed_at is not None and check_in.held_on is not None:
            by = f", by {check_in.filed_by.name}" if check_in.filed_by is not None else ""
            yield check_in.held_on, f"Check-in {check_in.position}{by}", "\n".join(_written(check_in, titles))


def _written(check_in: CheckIn, titles: dict[str, str]) -> Iterator[str]:
    for word in check_in.words:
        seen = f". {word.seen}" if word.seen else ""
        yield f"{titles.get(word.criterion, word.criterion)}: {Going(word.going).label}{seen}"
    for rating in check_in.ratings:
        level = "not observed" if rating.level is None else rating.level
        yield f"{titles.get(rating.criterion, rating.criterion)}: {level}"
    for what, words in (
        ("The hire said", check_in.hire_said),
        ("Customers said", check_in.customers_said),
        ("Thanks", check_in.thanks),
    ):
        if words:
            yield f"{what}: {words}"


def _promises(probation: Probation, zone: str) -> Iterator[Event]:
    for promise in later_side(probation, "promises"):
        made = clock.in_zone(promise.made_at, zone).date()
        yield made, f"Promise by the {promise.by.replace('hr', 'HR')}, until {day(promise.due_on)}", promise.what
        if promise.closed_at is not None:
            became = promise.became.replace("_", " ")
            closed = promise.done_on or clock.in_zone(promise.closed_at, zone).date()
            yield closed, f"Promise {became}: {promise.what}", promise.became_words


def _said_by_hire(probation: Probation, zone: str) -> Iterator[Event]:
    for word in later_side(probation, "hire_words"):
        yield clock.in_zone(word.at, zone).date(), _SAID[HireWordKind(word.kind)], word.words


def _changes(session: Session, probation: Probation) -> Iterator[Event]:
    """Dates that were moved, absences, and who took over."""
    chosen = sa.select(DatedAct, Person.name).join(Person, DatedAct.by_id == Person.id)
    for act, by in session.execute(chosen.where(DatedAct.probation_id == probation.id).order_by(DatedAct.at)):
        was = f"{act.was} → {act.now}".strip(" →") if act.was or act.now else ""
        words = "\n".join(part for part in (was, act.reason) if part)
        yield act.on, f"{ActKind(act.kind).label}, recorded by {by}", words


def _outcome(outcome: Outcome, zone: str) -> Iterator[str]:
    second = f", with {outcome.approved_by.name}" if outcome.approved_by is not None else ""
    when = moment(outcome.at, zone)
    kind = outcome.kind.replace("_", " ").capitalize()
    yield f"{kind}, recorded by {outcome.recorded_by.name}{second}, {when}. {outcome.reason}".strip()
    if outcome.extended_to is not None:
        yield f"Extended to {day(outcome.extended_to)}. {outcome.goals}".strip()
    if outcome.last_day is not None:
        yield f"The last day is {day(outcome.last_day)}."
    if outcome.told is not None:
        yield f"{outcome.told.by.name} told the hire on {day(outcome.told.on)}: {outcome.told.how}"


def _conditions(outcome: Outcome) -> PrintedTable:
    rows = [
        (str(kept.get("sentence", "")), "met" if kept.get("met") else "not met", str(kept.get("why", "")))
        for kept in outcome.conditions
    ]
    title = f"Conditions when it was {outcome.kind.replace('_', ' ')}"
    return PrintedTable(title, ("Condition", "Met or not", "Why not"), rows)
