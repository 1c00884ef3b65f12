"""Where else a person is named: in texts, files and mails that belong to someone or something else."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate, CandidateImport
from hiring.foundation.records.append_only import protection_of
from hiring.foundation.records.personal import mark_of, marked
from hiring.letters.models import CandidateLetter
from hiring.openings.models import Opening
from hiring.privacy.gathering import PersonHeld, gather, hanging_on

REPLACED_BY = "[erased]"
SHORTEST_NUMBER = 6
# Tables in which a name is someone's own: it names them and not the person.
_OWN_NAMES = {Person.__tablename__, Candidate.__tablename__}
# In which rows of a table to look.
Where = Callable[[sa.Table], sa.ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A row that names the person, with the values of the columns that do."""

    table: sa.Table
    key: tuple[Any, ...]
    values: dict[str, Any]

    @property
    def where(self) -> sa.ColumnElement[bool]:
        return sa.and_(*(column == part for column, part in zip(self.table.primary_key, self.key, strict=True)))


@dataclass(frozen=True, slots=True)
class KnownAs:
    """By what the person is known. `names` are theirs alone; `shared` others have too, or it's a word like any other.

    A shared name means them in what hangs on `openings`: they applied there, and nobody else of that name.
    """

    names: tuple[str, ...]
    shared: tuple[str, ...]
    openings: Mapping[sa.Table, sa.ColumnElement[bool]]

    def _is_there(self, table: sa.Table) -> sa.ColumnElement[bool]:
        return sa.func.coalesce(self.openings.get(table, sa.false()), sa.false())

    def steps(self) -> list[tuple[tuple[str, ...], Where]]:
        """What to look for, and in which rows of a table: in all of them, or in those of the person's openings."""
        whole = tuple(name for name in self.shared if " " in name)
        return [(self.names, lambda _table: sa.true()), (whole, self._is_there)]

    def left(self) -> tuple[tuple[str, ...], Where]:
        """The same for texts that keep the name, because they may mean someone else."""
        whole = {name for name in self.shared if " " in name}
        return self.shared, lambda table: sa.not_(self._is_there(table)) if whole else sa.true()


def known_as(session: Session, held: PersonHeld) -> KnownAs:
    """Addresses past and present, telephone numbers and names; the longest first, so that nothing is cut in part."""
    names: set[str] = set()
    shared: set[str] = set()
    for candidate in held.candidates:
        names |= {candidate.email, candidate.phone if len(candidate.phone) >= SHORTEST_NUMBER else ""}
        is_theirs = " " in candidate.name and not _namesakes(session, candidate, held)
        (names if is_theirs else shared).add(candidate.name)
    sent_to = sa.select(CandidateLetter.address).where(
        held.where(CandidateLetter.__tablename__), CandidateLetter.address != ""
    )
    names |= set(session.scalars(sent_to))
    openings = _openings_of(session, held) if shared else []
    return KnownAs(_longest_first(names), _longest_first(shared), hanging_on(Opening.__tablename__, openings))


def _longest_first(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names - {""}, key=lambda name: (-len(name), name)))


def _namesakes(session: Session, candidate: Candidate, held: PersonHeld) -> bool:
    """Whether another candidate, or someone who works here, has this name too."""
    return (
        session.scalar(sa.union_all(_other_candidates([candidate], held), _other_accounts([candidate], held)))
        is not None
    )


def _other_candidates(candidates: Sequence[Candidate], held: PersonHeld) -> sa.Select[str]:
    names = [candidate.sort_name for candidate in candidates]
    return sa.select(Candidate.id).where(Candidate.sort_name.in_(names), Candidate.id.not_in(held.candidate_ids))


def _other_accounts(candidates: Sequence[Candidate], held: PersonHeld) -> sa.Select[str]:
    names, own = [candidate.sort_name for candidate in candidates], [account.id for account in held.accounts]
    return sa.select(Person.id).where(Person.sort_name.in_(names), Person.id.not_in(own))


def _openings_of(session: Session, held: PersonHeld) -> Sequence[str]:
    """Where they applied and nobody else of their name did; nowhere if someone who works here is called that."""
    if session.scalar(_other_accounts(held.candidates, held).limit(1)) is not None:
        return []
    others = sa.select(Application.opening_id).where(
        Application.candidate_id.in_(_other_candidates(held.candidates, held))
    )
    theirs = sa.select(Application.opening_id).where(Application.candidate_id.in_(held.candidate_ids))
    return session.scalars(theirs.where(Application.opening_id.not_in(others)).distinct()).all()


def find_mentions(
    session: Session, held: PersonHeld, names: Sequence[str], where: Where = lambda _table: sa.true()
) -> Iterator[Mention]:
    """Every row outside the person's own that names them, where it's looked for; one statement a table."""
    if not names:
        return
    own = {place.table.name: place.where for place in held.places}
    for table, columns in marked():
        if table.name in _OWN_NAMES:
            continue
        texts = [sa.func.lower(sa.cast(column, sa.Text)) for column in columns]
        written = sa.or_(*(text.contains(_spelt(name), autoescape=True) for text in texts for name in names))
        # A row can hang on the person by one key and have another empty: unknown isn't theirs.
        elsewhere = sa.not_(sa.func.coalesce(own.get(table.name, sa.false()), sa.false()))
        chosen = sa.select(*table.primary_key, *(c for c in columns if not c.primary_key))
        for row in session.execute(chosen.where(written, elsewhere, where(table))).mappings():
            values = {column.name: row[column] for column in columns if is_named(row[column], names)}
            if values:
                yield Mention(table, tuple(row[column] for column in table.primary_key), values)


def doubtful(session: Session, candidate: Candidate) -> list[tuple[str, str]]:
    """What holds the name of someone called as the candidate is, and each line: people look at these by hand."""
    held = gather(session, candidate)
    names, where = known_as(session, held).left()
    return [
        (mark.what, line)
        for mention in find_mentions(session, held, names, where)
        for column, value in mention.values.items()
        if (mark := mark_of(mention.table.c[column])) is not None
        for line in lines_naming(value, names)
    ]


def _spelt(name: str) -> str:
    """As the databases compare: SQLite makes only plain letters small."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


def is_erasable(table: sa.Table) -> bool:
    protection = protection_of(table)
    return protection is None or protection.erasable


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Whole words only: Joann Leeds isn't Ann Lee, though ann_lee.pdf may be."""
    words = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)


def is_named(value: Any, names: Sequence[str]) -> bool:
    return any(_pattern(names).search(text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def lines_naming(value: Any, names: Sequence[str]) -> list[str]:
    """The lines of a text, or the cells of a file's row, in which the person is named: never the whole."""
    pattern = _pattern(names)
    if isinstance(value, str):
        return [line for line in value.splitlines() if pattern.search(line)]
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    cells = [part for part in parts if isinstance(part, str)]
    lines = [" | ".join(cells)] if any(pattern.search(cell) for cell in cells) else []
    return [*lines, *(line for part in parts if not isinstance(part, str) for line in lines_naming(part, names))]


def without_names(table: sa.Table, value: Any, names: Sequence[str]) -> Any:
    """The value with every mention replaced. In an imported file all cells of the person's row go."""
    return _without(value, _pattern(names), is_file=table.name == CandidateImport.__tablename__)


def _without(value: Any, pattern: re.Pattern[str], *, is_file: bool) -> Any:
    if isinstance(value, str):
        return pattern.sub(REPLACED_BY, value)
    if isinstance(value, dict):
        is_row = is_file and any(pattern.search(part) for part in value.values() if isinstance(part, str))
        return {key: _part(part, pattern, is_file, is_row) for key, part in value.items()}
    if isinstance(value, list):
        is_row = is_file and any(pattern.search(part) for part in value if isinstance(part, str))
        return [_part(part, pattern, is_file, is_row) for part in value]
    return value


def _part(part: Any, pattern: re.Pattern[str], is_file: bool, is_row: bool) -> Any:
    return "" if is_row and isinstance(part, str) else _without(part, pattern, is_file=is_file)
