"""The journal: what happened, who did it, when, to which record; chained so that a change to it shows.

It holds opaque ids and words of ours, never what a person typed. Each entry's digest is keyed and covers the one
before it; after every commit the newest is signed into a file outside the database, so that a database put back to an
earlier state can be told from one that nobody touched.
"""

import dataclasses
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.foundation import clock
from hiring.foundation.database import canonical
from hiring.foundation.grammar import in_words
from hiring.foundation.records import row_digests
from hiring.foundation.records.anchor import Anchored
from hiring.foundation.records.journal_chain import first_bad_sequence, head
from hiring.foundation.records.journal_entries import JournalEntry, chained_digest, payload_digest
from hiring.foundation.records.journal_key import fingerprint as key_fingerprint

__all__ = ["Event", "JournalEntry", "first_bad_sequence", "key_fingerprint", "record"]


_INSERT = sa.insert(JournalEntry)


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. A subclass is named by a past-tense verb; its fields hold ids and plain values."""

    subject: str


def record(session: Session, actor: str | None, event: Event) -> None:
    """Write the event into the same transaction as the change it tells of, with digests of the final rows it wrote."""
    if "writing" not in session.info:
        raise RuntimeError("an event is recorded inside writing()")
    session.flush()
    last = session.info["writing"].get("journal_head") or head(session)
    payload = {f.name: getattr(event, f.name) for f in dataclasses.fields(event) if f.name != "subject"}
    rows = row_digests.taken(session) or None
    salt = secrets.token_hex(16)
    holds = payload_digest(salt, canonical(payload), None if rows is None else canonical(rows))
    chained = (last.sequence + 1, clock.now(), actor, in_words(type(event).__name__), event.subject, holds, last.digest)
    sequence, at, _, verb, *_ = chained
    digest = chained_digest(*chained)
    entry = {
        "sequence": sequence,
        "at": at,
        "actor": actor,
        "verb": verb,
        "subject": event.subject,
        "payload": payload,
        "rows": rows,
        "salt": salt,
        "payload_digest": holds,
        "previous": last.digest,
        "digest": digest,
    }
    session.connection().execute(_INSERT, entry)  # at once: as an object it would have a flush of its own later
    session.info["writing"] |= {"journal_head": Anchored(sequence, digest), "recorded": True}
