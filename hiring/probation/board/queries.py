"""The board: running probations by what they need next, with counts, filters and what was closed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.grammar import counted
from hiring.openings.period_words import USUAL, common_period, on_period, period_for
from hiring.probation.board.rows import BoardRow, running_rows, visible_to
from hiring.probation.deadlines import Need
from hiring.probation.models import Outcome, OutcomeTold, Probation
from hiring.probation.queries import to_decide_on
from hiring.probation.values import OutcomeKind

# How many people of one section are shown before the rest is one link away.
FEW, MANY = 8, 100


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What the reader asked for: a name or post, a workplace, one section."""

    text: str = ""
    workplace: str = ""
    need: str = ""

    def fits(self, row: BoardRow) -> bool:
        words = self.text.casefold().split()
        searched = f"{row.hire} {row.post} {row.manager}".casefold()
        return all(word in searched for word in words) and self.workplace in {"", row.workplace_id}


@dataclass(frozen=True, slots=True)
class BoardSection:
    need: Need
    number: int
    rows: list[BoardRow]

    @property
    def hidden(self) -> int:
        return self.number - len(self.rows)


@dataclass(frozen=True, slots=True)
class WorkplaceCount:
    """How many people of a workplace are on probation, and how many of them need something."""

    id: str
    name: str
    act: int
    late: int
    people: int
    next: BoardRow | None = None


@dataclass(frozen=True, slots=True)
class Board:
    sections: list[BoardSection]
    workplaces: list[WorkplaceCount]
    counts: dict[Need, int]
    chosen: BoardFilter
    period: str = USUAL
    closed: dict[str, int] = field(default_factory=dict)

    @property
    def people(self) -> int:
        return sum(self.counts.values())

    @property
    def quiet(self) -> list[WorkplaceCount]:
        return [place for place in self.workplaces if not place.act and not place.late]

    @property
    def busy(self) -> list[WorkplaceCount]:
        return [place for place in self.workplaces if place.act or place.late]

    @property
    def shares(self) -> list[tuple[str, str, str]]:
        """Class, start and width of each part of the one bar, in percent."""
        parts, at = [], 0.0
        for place, need in enumerate(Need, start=1):
            width = self.counts[need] / max(self.people, 1) * 100
            if width:
                parts.append((f"n{place}", f"{at:.2f}", f"{max(width - 0.25, 0.2):.2f}"))
            at += width
        return parts

    @property
    def says(self) -> tuple[str, str, str]:
        """The sentence over the bar: who is on probation, what can't wait, what comes next."""
        people, act, decide = self.people, self.counts[Need.ACT], self.counts[Need.DECIDE]
        verb = "is" if people == 1 else "are"
        where = counted(len([place for place in self.workplaces if place.people]), "workplace")
        first = f"{counted(people, 'person', 'people')} in {where} {verb} {on_period(self.period)}."
        urgent = f"{counted(act, 'person needs', 'people need')} someone to act today" if act else ""
        soon = f"{counted(decide, 'person needs', 'people need')} a decision this week" if decide else ""
        return _capital(first), _capital(urgent), _capital(soon)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def board_of(session: Session, person: Person, chosen: BoardFilter) -> Board:
    """What this person may see, sorted into sections. The same few statements whatever the rows."""
    rows = running_rows(session, visible_to(person))
    searched = [row for row in rows if chosen.fits(row)]
    counts = Counter(row.need for row in searched)
    shown = MANY if chosen.need else FEW
    sections = [
        BoardSection(need, counts[need], [row for row in searched if row.need is need][:shown])
        for need in Need
        if counts[need] and chosen.need in {"", str(need)}
    ]
    return Board(
        sections,
        _workplaces(rows),
        {need: counts[need] for need in Need},
        chosen,
        common_period({row.jurisdiction for row in rows}) if rows else period_for(person),
        closed_counts(session, person),
    )


def _workplaces(rows: Sequence[BoardRow]) -> list[WorkplaceCount]:
    """Those with something late first, then by name. `next` is the first of the people on course there."""
    names = {row.workplace_id: row.workplace for row in rows}
    needs = Counter((row.workplace_id, row.need) for row in rows)
    upcoming: dict[str, BoardRow] = {}
    for row in rows:
        if row.need is Need.COURSE:
            upcoming.setdefault(row.workplace_id, row)
    places = [
        WorkplaceCount(
            key,
            name,
            needs[key, Need.ACT],
            needs[key, Need.DECIDE] + needs[key, Need.LATE],
            sum(needs[key, need] for need in Need),
            upcoming.get(key),
        )
        for key, name in names.items()
    ]
    return sorted(places, key=lambda place: (-place.act, -place.late, place.name.casefold()))


def outcomes_to_tell(session: Session, person: Person) -> Sequence[Outcome]:
    """Outcomes of which nobody has recorded that the hire was told, the oldest first. Home and the board list them."""
    told = sa.select(OutcomeTold.outcome_id)
    kinds = [kind for kind in OutcomeKind if kind.is_told]
    chosen = (
        sa.select(Outcome)
        .join(Probation, Outcome.probation_id == Probation.id)
        .join(Application, Probation.application_id == Application.id)
        .where(visible_to(person), Outcome.kind.in_(kinds), Outcome.id.not_in(told))
        .options(joinedload(Outcome.probation).options(*to_decide_on()))
        .order_by(Outcome.at, Outcome.id)
    )
    return session.scalars(chosen).unique().all()


def closed_counts(session: Session, person: Person) -> dict[str, int]:
    """Outcome, in words → how many finished with it; the word list's own order."""
    chosen = (
        sa.select(Outcome.kind, sa.func.count())
        .join(Probation, Outcome.probation_id == Probation.id)
        .join(Application, Probation.application_id == Application.id)
        .where(visible_to(person), Outcome.kind != OutcomeKind.EXTENDED)
        .group_by(Outcome.kind)
    )
    counts = {str(kind): number for kind, number in session.execute(chosen)}
    return {kind.label: counts[kind] for kind in OutcomeKind if kind in counts}
