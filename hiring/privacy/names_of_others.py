"""Names of third people in what one person is given: shown, or withheld."""

import re
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate
from hiring.foundation.records.personal import mark_of
from hiring.privacy.gathering import PersonHeld

WITHHELD = "[name withheld]"


class OtherNames:
    """Account ids as names, and texts without them where they're withheld."""

    def __init__(
        self, names: Mapping[str, str], *, are_shown: bool, first_names: set[str], applicants: Collection[str]
    ) -> None:
        self.names, self.are_shown, self.applicants = names, are_shown, applicants
        words = sorted({*names.values(), *first_names} - {""}, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words)) if words else None

    def of(self, person_id: str | None) -> str:
        """Who did something: a name, that it's withheld, or that nobody did it by hand."""
        if person_id is None:
            return "by itself"
        if not self.are_shown:
            return WITHHELD
        return self.names.get(person_id, "a guest" if person_id == "guest link" else "someone")

    def in_text(self, value: Any) -> Any:
        """A text, or what a JSON column holds, without third people's names where these are withheld."""
        if self.are_shown or self._pattern is None:
            return value
        if isinstance(value, str):
            return (
                self._pattern.sub(WITHHELD, self.names.get(value, value)) if value in self.names else self._cut(value)
            )
        if isinstance(value, dict):
            return {key: self.in_text(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.in_text(part) for part in value]
        return value

    def _cut(self, value: str) -> str:
        assert self._pattern is not None  # noqa: S101 - asked by `in_text`
        for name in self.applicants:  # there can be thousands: too many for a pattern
            value = value.replace(name, WITHHELD)
        return self._pattern.sub(WITHHELD, value)

    def in_column(self, column: sa.Column[Any], value: Any) -> Any:
        """A value as the person is given it."""
        if any(key.column.table.name == Person.__tablename__ for key in column.foreign_keys):
            return None if value is None else self.of(value)
        mark = mark_of(column)
        if mark is not None and mark.of_third and value and not self.are_shown:
            return WITHHELD
        return self.in_text(value)


def other_names(session: Session, held: PersonHeld, *, are_shown: bool) -> OtherNames:
    """Every account's name, without the person's own; first names of people who took part in their record; and
    who else applied where they did."""
    own = {account.id for account in held.accounts}
    names = {row.id: row.name for row in session.execute(sa.select(Person.id, Person.name)) if row.id not in own}
    involved = set(session.scalars(_involved(held))) if not are_shown else set()
    first_names = {names[each].split()[0] for each in involved if names.get(each)}
    own_words = {word for candidate in held.candidates for word in candidate.name.split()}
    applicants = set(session.scalars(_applied_there(held))) if not are_shown else set()
    applicants = {name for name in applicants if " " in name} - {candidate.name for candidate in held.candidates}
    return OtherNames(names, are_shown=are_shown, first_names=first_names - own_words, applicants=applicants)


def _applied_there(held: PersonHeld) -> sa.Select[str]:
    """Names of everyone who applied for an opening that the person applied for."""
    theirs = sa.select(Application.opening_id).where(Application.candidate_id.in_(held.candidate_ids))
    return sa.select(Candidate.name).join(Application).where(Application.opening_id.in_(theirs))


def _involved(held: PersonHeld) -> sa.CompoundSelect[Any]:
    """Ids of accounts that a row of the person points to."""
    return sa.union(
        *(
            sa.select(column).where(place.where, column.is_not(None))
            for place in held.places
            for column in place.table.columns
            if any(key.column.table.name == Person.__tablename__ for key in column.foreign_keys)
        )
    )
