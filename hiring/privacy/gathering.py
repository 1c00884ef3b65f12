"""Where everything held on one person is: each table that belongs to them, and which of its rows.

It starts at the candidate and follows every foreign key that leads to a row already theirs, then every column that is
marked to hold the id of any row. So a new table of a new room is reached without a word about it here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import AccountLink, Candidate
from hiring.foundation.database import Base
from hiring.foundation.ids import ids_in
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records.journal_entries import JournalEntry
from hiring.foundation.records.personal import pointers
from hiring.foundation.web.drafts import Draft


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """A table, and the condition that finds the person's rows in it."""

    table: sa.Table
    where: sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class PersonHeld:
    """One person: the candidates they are, the accounts they hold, and every place that holds something on them."""

    candidates: tuple[Candidate, ...]
    accounts: tuple[Person, ...]
    ids: frozenset[str]
    places: tuple[HeldPlace, ...]

    @property
    def candidate_ids(self) -> list[str]:
        return [candidate.id for candidate in self.candidates]

    def where(self, table: str) -> sa.ColumnElement[bool]:
        """The person's rows of this table; none where nothing in it is theirs."""
        found = (place.where for place in self.places if place.table.name == table)
        return next(found, sa.false())


def gather(session: Session, candidate: Candidate) -> PersonHeld:
    """Everything held on this person. The same number of statements however much there is."""
    candidates = same_person(session, candidate)
    conditions = hanging_on(Candidate.__tablename__, [each.id for each in candidates])
    ids = _ids_of(session, conditions)
    places = [HeldPlace(table, where) for table, where in conditions.items()]
    places += _by_pointers(session, conditions, ids)
    accounts = _accounts(session, [each.id for each in candidates])
    return PersonHeld(tuple(candidates), tuple(accounts), frozenset(ids), tuple(places))


def same_person(session: Session, candidate: Candidate) -> Sequence[Candidate]:
    """This candidate, and others of the same name at the same address: one human being who was added twice."""
    if not candidate.email_key:
        return [candidate]
    alike = sa.select(Candidate).where(
        Candidate.email_key == candidate.email_key, Candidate.sort_name == candidate.sort_name
    )
    return session.scalars(alike.order_by(Candidate.added_at, Candidate.id)).all()


def _accounts(session: Session, candidate_ids: list[str]) -> Sequence[Person]:
    linked = sa.select(AccountLink.person_id).where(
        AccountLink.candidate_id.in_(candidate_ids), AccountLink.unlinked_at.is_(None)
    )
    return session.scalars(sa.select(Person).where(Person.id.in_(linked)).order_by(Person.id)).unique().all()


def hanging_on(root: str, ids: Sequence[str]) -> dict[sa.Table, sa.ColumnElement[bool]]:
    """Table → its rows that hang, over any number of steps, on these rows of one. Tables come parents first."""
    conditions: dict[sa.Table, sa.ColumnElement[bool]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name == root:
            conditions[table] = table.c.id.in_(ids)
            continue
        leads = [
            column.in_(sa.select(key.column).where(conditions[key.column.table]))
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table in conditions
        ]
        if leads:
            conditions[table] = sa.or_(*leads)
    return conditions


def ids_of(session: Session, candidate_ids: Sequence[str]) -> set[str]:
    """The id of every row that hangs on these candidates, erased or not."""
    return _ids_of(session, hanging_on(Candidate.__tablename__, candidate_ids))


def _ids_of(session: Session, conditions: dict[sa.Table, sa.ColumnElement[bool]]) -> set[str]:
    """The id of every row that belongs to the person."""
    each = [sa.select(table.c.id).where(where) for table, where in conditions.items() if "id" in table.c]
    return set(session.scalars(sa.union_all(*each)))


def _by_pointers(
    session: Session, conditions: dict[sa.Table, sa.ColumnElement[bool]], ids: set[str]
) -> Iterator[HeldPlace]:
    """What is about one of the person's rows without a foreign key: mail, drafts, approvals, and who looked at it."""
    mails = [
        sa.select(column).where(conditions[column.table], column.is_not(None))
        for column in pointers(OutgoingMail.__tablename__)
        if column.table in conditions
    ]
    for column in pointers():
        table: Any = column.table
        if table.name == Draft.__tablename__:
            yield HeldPlace(table, table.c.id.in_(_drafts(session, ids)))
        elif table.name == OutgoingMail.__tablename__:
            yield HeldPlace(table, sa.or_(column.in_(ids), *(table.c.id.in_(mail) for mail in mails)))
        else:
            yield HeldPlace(table, column.in_(ids))


def _drafts(session: Session, ids: set[str]) -> list[str]:
    """Drafts about one of these rows. A form's address names what it is about, so it is read for ids."""
    every = session.execute(sa.select(Draft.id, Draft.about))
    return [draft for draft, about in every if not ids.isdisjoint(ids_in(about))]


def history(session: Session, held: PersonHeld) -> Sequence[Any]:
    """What the journal says was done about the person: when, by which account, and what."""
    entries = JournalEntry.__table__.c
    told = sa.select(entries.at, entries.actor, entries.verb).where(entries.subject.in_(held.ids))
    return session.execute(told.order_by(entries.sequence)).all()
