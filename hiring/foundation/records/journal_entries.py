"""Table: the journal's entries, and the keyed digest that chains each to the one before it."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from hiring.foundation.database import Base, Content
from hiring.foundation.records import append_only, journal_key


class JournalEntry(Base):
    __tablename__ = "journal_entry"
    __table_args__ = {"info": append_only.final("the journal", erasable=False)}

    sequence: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str | None] = mapped_column(sa.String(16), index=True)
    verb: Mapped[str] = mapped_column(sa.String(60))
    subject: Mapped[str] = mapped_column(sa.String(16), index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(Content)
    # Digests of the final rows that this write left behind, by the row's name; None where a row was erased.
    rows: Mapped[dict[str, str | None] | None] = mapped_column(Content)
    salt: Mapped[str] = mapped_column(sa.String(32))
    payload_digest: Mapped[str] = mapped_column(sa.String(64))
    previous: Mapped[str] = mapped_column(sa.String(64))
    digest: Mapped[str] = mapped_column(sa.String(64))


def payload_digest(salt: str, payload: str, rows: str | None) -> str:
    """Of what an entry holds, in the spelling in which it is stored."""
    return hashlib.sha256(f"{salt}{payload}{rows or ''}".encode()).hexdigest()


def chained_digest(
    sequence: int, at: datetime, actor: str | None, verb: str, subject: str, holds: str, previous: str
) -> str:
    """Keyed, and covering the digest of what the entry holds and of the entry before."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return journal_key.mac(sequence, moment, actor, verb, subject, holds, previous)
