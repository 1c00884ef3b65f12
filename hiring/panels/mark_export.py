"""Every mark of an opening that a person, being HR, may read, below lines that state the comparison's model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import clock, text
from hiring.foundation.spreadsheets import Value
from hiring.foundation.web.template_filters import day
from hiring.interviews.counted import counted
from hiring.interviews.models import Interview, Rating, Scorecard, Seat
from hiring.interviews.values import called
from hiring.measurement import stated
from hiring.measurement.stated import StatedCriterion, StatedModel
from hiring.openings.models import Opening, Round
from hiring.panels.amendments import Typist, amended_in
from hiring.panels.comparison import Comparison
from hiring.panels.marks import SCALE
from hiring.panels.opening_panels import OpeningPanels, panels_for
from hiring.panels.summary import Amended
from hiring.rubrics.edition import Edition
from hiring.rubrics.queries import edition_of

HEADER = (
    *("Number", stated.CANDIDATE, stated.ROUND, stated.CRITERION, stated.QUESTION, stated.INTERVIEWER, stated.SCORE),
    *("Evidence", "Licensed", "Interviewed on", "Sealed on", "Typed in by", "Day of the paper"),
    *("Amended after the reveal", stated.TIE_GROUP, stated.APPLICATION),
)
# Where in a row is what the digest proves.
_PROVEN = tuple(HEADER.index(name) for name in (stated.APPLICATION, *stated.COLUMNS[2:]))


@dataclass(frozen=True, slots=True)
class MarkExport:
    """The first lines, which state the model, and a row for each mark; `digest` proves both."""

    panels: OpeningPanels
    lines: Sequence[Sequence[Value]]
    rows: Sequence[Sequence[Value]]
    digest: str


class DistinctNames:
    """Names that tell what they name apart: a second one of the same kind and name is "Ann Lee (2)"."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        self._used: set[tuple[str, str]] = set()

    def of(self, kind: str, *key: str, name: str) -> str:
        if (kind, *key) not in self._names:
            plain = text.tidy(name)
            tries = (plain if place == 1 else f"{plain} ({place})" for place in count(1))
            free = next(label for label in tries if (kind, label.casefold()) not in self._used)
            self._used.add((kind, free.casefold()))
            self._names[kind, *key] = free
        return self._names[kind, *key]


def export_for(session: Session, person: Person, opening: Opening) -> MarkExport:
    """What this person may read, by candidate and round; what was not observed has no score. It's noted first that
    they read it."""
    panels = panels_for(session, person, opening)
    edition, names = edition_of(opening.version), DistinctNames()
    model = stated_model(
        panels.comparison,
        names,
        opening=text.tidy(opening.title),
        made_by=person.name,
        made_at=clock.in_zone(clock.now(), opening.workplace.zone).isoformat(timespec="minutes"),
        rounds=tuple(names.of("round", each.id, name=each.title) for each in opening.rounds),
    )
    marks = _rows(session, opening, edition, names)
    rows = [
        [named.number, named.name, *row, panels.comparison.ties.get(named.application), named.application]
        for named in panels.named
        if panels.summary(named.application) is not None
        for row in marks[named.application]
    ]
    digest = model.digest([row[place] for place in _PROVEN] for row in rows)
    return MarkExport(panels, model.lines(digest), rows, digest)


def stated_model(
    comparison: Comparison, names: DistinctNames, *, opening: str, made_by: str, made_at: str, rounds: tuple[str, ...]
) -> StatedModel:
    """What a comparison's figures rest on."""
    criteria = [
        StatedCriterion(names.of("criterion", each.key, name=each.title), float(each.weight), each.minimum)
        for each in comparison.criteria
    ]
    return StatedModel(
        opening=opening,
        made_by=made_by,
        made_at=made_at,
        scale=SCALE,
        basis=comparison.basis,
        components=comparison.components,
        shared=comparison.shared,
        rounds=rounds,
        criteria=tuple(criteria),
        is_linked=comparison.is_linked,
        has_own_groups=comparison.has_fitted_ties,
    )


def _rows(session: Session, opening: Opening, edition: Edition, names: DistinctNames) -> dict[str, list[list[Value]]]:
    """Application id → what it says of each of its marks."""
    which, zone = Application.opening_id == opening.id, opening.workplace.zone
    beside: dict[tuple[str, str], list[Amended]] = defaultdict(list)
    for amended in amended_in(session, which).values():
        for amendment in amended:
            beside[amendment.seat, amendment.question].append(amendment)
    rows: dict[str, list[list[Value]]] = defaultdict(list)
    for row in session.execute(_chosen(which)):
        key, asked = row.criterion, row.question
        words = [
            names.of("round", row.round_id, name=row.title),
            names.of("criterion", key, name=edition.criterion(key).title),
            names.of("question", key, asked, name=edition.question(asked).text),
            names.of("interviewer", row.person_id, name=called(row.name, is_guest=row.is_guest)),
        ]
        marked = [row.level, row.evidence, "yes" if row.is_licensed else "no"]
        days = [clock.in_zone(at, zone).date() for at in (row.starts_at, row.sealed_at)]
        kept = [*days, row.typist, row.paper_on]
        rows[row.application_id].append([*words, *marked, *kept, _told(beside[row.seat_id, asked], zone)])
    return rows


def _told(amended: Sequence[Amended], zone: str) -> str:
    return "; ".join(
        f"{amendment.says} on {day(clock.in_zone(amendment.at, zone).date())}: {amendment.reason}"
        for amendment in amended
    )


def _chosen(which: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """Of the cards that count."""
    seat = (Seat.id.label("seat_id"), Seat.person_id, Person.name, Person.is_guest, Typist.c.name.label("typist"))
    card = (Scorecard.sealed_at, Scorecard.paper_on)
    rating = (Rating.criterion, Rating.question, Rating.level, Rating.evidence, Rating.is_licensed)
    interview = (Interview.application_id, Interview.round_id, Interview.starts_at, Round.title)
    marks = sa.select(*interview, *seat, *card, *rating)
    return (
        counted(marks.join_from(Rating, Scorecard, Rating.scorecard_id == Scorecard.id))
        .join(Person, Seat.person_id == Person.id)
        .outerjoin(Typist, Scorecard.typed_by_id == Typist.c.id)
        .join(Round, Interview.round_id == Round.id)
        .join(Application, Interview.application_id == Application.id)
        .where(which)
        .order_by(Round.position, Rating.position, Person.sort_name, Person.id)
    )
