"""A person with a canary in every column that can hold personal data, in every table, and ways to find one again."""

import base64
import gzip
import io
import json
import urllib.parse
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate, CandidateImport
from hiring.foundation import clock
from hiring.foundation.database import Base, Content, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records import append_only, approvals, journal, row_digests, view_log
from hiring.foundation.records.personal import mark_of
from hiring.foundation.web.drafts import Draft
from hiring.openings.models import Opening
from hiring.privacy.gathering import gather
from hiring.privacy.models import Statement
from hiring.privacy.values import PersonExported, StatementAttached
from hiring.rubrics.editing.models import RubricCopy

NEIGHBOUR = "Nachbar{:03}Vogel"
_LATER = datetime(2026, 12, 1, tzinfo=UTC)


@dataclass
class Planted:
    """Every canary, and the column it sits in. `own` are in the person's own rows, `elsewhere` in others' texts."""

    own: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)

    def new(self, where: str) -> str:
        canary = f"Kanari{len(self.own) + len(self.elsewhere):03}Vogel"
        self.own[canary] = where
        return canary

    @property
    def all(self) -> list[str]:
        return [*self.own, *self.elsewhere]


def plant(session: Session, candidate: Candidate, actor: Person) -> Planted:
    """Give the person a row in every table that can be theirs, and fill every marked column."""
    planted = Planted()
    with writing() as session, append_only.lifted(session, "canaries"):
        places = [place for place in gather(session, candidate).places if place.table.name in _by_foreign_keys()]
        for place in places:
            if session.execute(sa.select(sa.literal(1)).where(place.where).limit(1)).first() is None:
                _insert(session, place.table, {each.table.name: each.where for each in places})
        _plant_by_pointers(session, candidate, actor, planted)
        for place in gather(session, candidate).places:
            _fill(session, place.table, place.where, planted)
        session.flush()
        journal.record(session, actor.id, PersonExported(candidate.id, names_shown=True))
    session.expire_all()
    _mention(session, candidate, actor, planted)
    return planted


def _by_foreign_keys() -> set[str]:
    return {table.name for table in Base.metadata.sorted_tables if table.foreign_keys or table.name == "candidate"}


def _insert(session: Session, table: sa.Table, theirs: dict[str, Any]) -> None:
    """One row of this table that belongs to the person, with something in every column that must hold something."""
    row: dict[str, Any] = {}
    for column in table.columns:
        keys = [key.column for key in column.foreign_keys]
        if keys:
            parent = keys[0]
            chosen = sa.select(parent).where(theirs.get(parent.table.name, sa.true())).limit(1)
            row[column.name] = session.scalar(chosen)
        elif not column.nullable:
            row[column.name] = _value(column)
    if table.name == "amendment":
        row["question"] = session.scalar(
            sa.select(Base.metadata.tables["rating"].c.question).where(theirs["rating"]).limit(1)
        )
        row["scorecard_id"] = session.scalar(
            sa.select(Base.metadata.tables["rating"].c.scorecard_id).where(theirs["rating"]).limit(1)
        )
    if table.name in {"erasure", "account_link"}:
        return  # they haven't been, and hold no account
    if any(row.get(column.name) is None and not column.nullable for column in table.columns):
        assert not any(mark_of(column) for column in table.columns), f"{table.name} needs a row of another table"
        return  # it hangs on something that isn't here, and could hold nothing personal
    session.execute(sa.insert(table).values(row))
    if append_only.protection_of(table) is not None and append_only.protection_of(table).in_journal:
        key = tuple(row[column.name] for column in table.primary_key)
        session.info["writing"].setdefault("rows", {})[table.name, key] = False


def _value(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, Content):
        return []
    if column.name in {"ends_on", "decide_by"}:
        return date(2026, 12, 2)
    kinds = {bool: True, int: 1, float: 1.0, date: date(2026, 11, 3), datetime: _LATER}
    kind = getattr(column.type, "impl_instance", column.type).python_type
    known = {"about": "bbbbbbbbbbbbbbbb", "news": "set", "end": "sent", "reason": "request", "kind": "access"}
    return kinds.get(kind, known.get(column.name, f"x{column.name}"[:10]))


def _fill(session: Session, table: sa.Table, where: Any, planted: Planted) -> None:
    columns = [column for column in table.columns if mark_of(column) is not None and not column.primary_key]
    values = {}
    for column in columns:
        canary = planted.new(f"{table.name}.{column.name}")
        values[column.name] = [[canary]] if isinstance(column.type, Content) else canary
        if column.name in {"summary", "content", "text"} and isinstance(column.type, Content):
            values[column.name] = {"x": canary, "reason": canary}
    if table.name == "candidate":
        values |= {"name": f"{values['name']} Xu", "email": f"{values['email'].lower()}@old.example"}
        values["email_key"] = values["email"]
    if values:
        row_digests.change(session, table, where, values)


def _plant_by_pointers(session: Session, candidate: Candidate, actor: Person, planted: Planted) -> None:
    """A draft, a mail, an approval and a look, about something of theirs."""
    application = session.scalars(sa.select(Application).where(Application.candidate_id == candidate.id)).first()
    assert application is not None
    about = f"/applications/{application.id}/hold"
    session.add(Draft(person_id=actor.id, about=about, content={"reason": "x"}, saved_at=clock.now()))
    session.add(mail("m" * 16, application.id, "x", "x"))
    approvals.ask(session, actor.id, application.id, {"x": "x"})
    session.add(view_log.Sighting(person_id=actor.id, about=application.id, what="marks", at=clock.now()))
    session.flush()


def mail(key: str, about: str, address: str, text: str) -> OutgoingMail:
    made = OutgoingMail(id=key, kind="news", about=about, address=address, subject=text, text=text)
    made.queued_at = made.due_at = clock.now()
    made.useless_from, made.files = _LATER, []
    return made


def _mention(session: Session, candidate: Candidate, actor: Person, planted: Planted) -> None:
    """Name them in what is someone else's: a cell of an import, a rubric, a neighbour, a reminder."""
    cell = "Kanari900Vogel"
    planted.elsewhere[cell] = "a cell of an import"
    with writing() as session:
        opening = session.scalars(sa.select(Opening)).first()
        rows = [["Name", "Email", "Note"], ["Ada", "ada@other.example", "hers"], ["", candidate.email, cell]]
        told = {"file_name": "export.csv", "rows": rows, "remarks": [], "uploaded_at": clock.now()}
        session.add(CandidateImport(opening=opening, uploaded_by_id=actor.id, **told))
        copy = session.scalars(sa.select(RubricCopy)).first()
        copy.content = {**copy.content, "notes": f"Ask {candidate.name} how it went."}
        other = session.scalars(sa.select(Application).where(Application.candidate_id != candidate.id)).first()
        other.note = f"Came with {candidate.name.upper()}."
        session.add(mail("n" * 16, other.id, "x@example.org", f"Late: {candidate.name}\nLate: someone else"))
        said = {"words": f"{candidate.name} was there too.", "received_on": date(2026, 11, 3), "at": clock.now()}
        session.add(Statement(candidate_id=other.candidate_id, recorded_by_id=actor.id, **said))
        journal.record(session, actor.id, StatementAttached(other.candidate_id, about=other.id))


def neighbours(session: Session, number: int) -> list[str]:
    """So many other candidates of one opening, each with a canary in their note."""
    opening = session.scalar(sa.select(Opening.id))
    names = [NEIGHBOUR.format(place) for place in range(number)]
    people = [
        {"id": f"b{place:015}", "name": f"{name} Yu", "sort_name": name.lower(), "email": "", "email_key": ""}
        for place, name in enumerate(names)
    ]
    with writing() as session:
        session.execute(sa.insert(Candidate), [person | {"added_at": clock.now()} for person in people])
        applied = {"opening_id": opening, "applied_on": date(2026, 10, 1), "added_at": clock.now()}
        rows = [
            applied | {"id": f"c{place:015}", "candidate_id": f"b{place:015}", "number": 1_000 + place, "note": name}
            for place, name in enumerate(names)
        ]
        session.execute(sa.insert(Application), rows)
    return names


def spellings(canary: str) -> Iterator[bytes]:
    """The ways in which a text can lie in a file."""
    plain = canary.encode()
    yield from (plain, plain.lower(), plain.upper(), canary.encode("utf-16-le"), canary.encode("utf-16-be"))
    yield urllib.parse.quote(canary, safe="").replace("K", "%4B").encode()
    yield "".join(f"\\u{ord(letter):04x}" for letter in canary).encode()
    yield "".join(f"={ord(letter):02X}" for letter in canary).encode()
    for shift in range(3):
        coded = base64.b64encode(b"x" * shift + plain + b"x" * ((-len(plain) - shift) % 3))
        yield coded[4 if shift else 0 : -4]


def hits(folder: Path, canaries: list[str]) -> dict[str, list[str]]:
    """File → the canaries in it, also inside zip and gzip; files without any are left out."""
    found: dict[str, list[str]] = {}
    for path in (path for path in folder.rglob("*") if path.is_file()):
        for name, content in _contents(path.name, path.read_bytes()):
            there = [canary for canary in canaries if any(spelt in content for spelt in spellings(canary))]
            if there:
                found[name] = there
    return found


def _contents(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from _contents(f"{name}/{part}", archive.read(part))
    elif content.startswith(b"\x1f\x8b"):
        yield from _contents(f"{name}.gz", gzip.decompress(content))


def texts_of(archive: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def content_of(archive: bytes) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(texts_of(archive)["person.json"])
    return content
