"""Where else a person is named: in texts, files and mails that belong to someone or something else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate, CandidateImport
from hiring.foundation.records.append_only import protection_of
from hiring.foundation.records.personal import marked
from hiring.letters.models import CandidateLetter
from hiring.privacy.gathering import PersonHeld

REPLACED_BY = "[erased]"
SHORTEST_NUMBER = 6
# Tables in which a name is someone's own: it names them and not the person.
_OWN_NAMES = {Person.__tablename__, Candidate.__tablename__}


@dataclass(frozen=True, slots=True)
class Mention:
    """A row that names the person, with the values of the columns that do."""

    table: sa.Table
    key: tuple[Any, ...]
    values: dict[str, Any]

    @property
    def where(self) -> sa.ColumnElement[bool]:
        return sa.and_(*(column == part for column, part in zip(self.table.primary_key, self.key, strict=True)))


def names_of(session: Session, held: PersonHeld) -> tuple[str, ...]:
    """By what the person is known: addresses past and present, telephone numbers, and their name if no one shares it.

    The longest come first, so that a part of an address is never all that is replaced.
    """
    names = set()
    for candidate in held.candidates:
        names |= {candidate.email, candidate.phone if len(candidate.phone) >= SHORTEST_NUMBER else ""}
        if " " in candidate.name and not _is_shared(session, candidate, held):
            names.add(candidate.name)
    sent_to = sa.select(CandidateLetter.address).where(
        held.where(CandidateLetter.__tablename__), CandidateLetter.address != ""
    )
    names |= set(session.scalars(sent_to))
    return tuple(sorted(names - {""}, key=lambda name: (-len(name), name)))


def _is_shared(session: Session, candidate: Candidate, held: PersonHeld) -> bool:
    others = sa.select(Candidate.id).where(
        Candidate.sort_name == candidate.sort_name, Candidate.id.not_in(held.candidate_ids)
    )
    accounts = sa.select(Person.id).where(
        Person.sort_name == candidate.sort_name, Person.id.not_in([account.id for account in held.accounts])
    )
    return session.scalar(sa.union_all(others, accounts).limit(1)) is not None


def find_mentions(session: Session, held: PersonHeld, names: Sequence[str]) -> Iterator[Mention]:
    """Every row outside the person's own that names them; one statement a table."""
    if not names:
        return
    own = {place.table.name: place.where for place in held.places}
    for table, columns in marked():
        if table.name in _OWN_NAMES:
            continue
        texts = [sa.func.lower(sa.cast(column, sa.Text)) for column in columns]
        written = sa.or_(*(text.contains(_spelt(name), autoescape=True) for text in texts for name in names))
        elsewhere = sa.not_(own[table.name]) if table.name in own else sa.true()
        chosen = sa.select(*table.primary_key, *(c for c in columns if not c.primary_key)).where(written, elsewhere)
        for row in session.execute(chosen).mappings():
            values = {column.name: row[column] for column in columns}
            key = tuple(row[column] for column in table.primary_key)
            yield Mention(table, key, {name: value for name, value in values.items() if is_named(value, names)})


def _spelt(name: str) -> str:
    """As the databases compare: SQLite makes only plain letters small."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


def is_erasable(table: sa.Table) -> bool:
    protection = protection_of(table)
    return protection is None or protection.erasable


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in names), re.IGNORECASE)


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
