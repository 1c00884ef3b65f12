"""How often people may guess at a secret: counted in a table, so that all processes count together.

A wrong guess counts against every key it was made under (an account, a source, a known browser). Beyond a few free
ones each wrong guess makes the next wait, twice as long each time. Guesses made during a wait aren't looked at, right
or wrong, and aren't counted either, so that a wait always ends.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import request
from sqlalchemy.orm import Mapped, Session, mapped_column
from werkzeug.exceptions import TooManyRequests

from hiring.foundation import clock
from hiring.foundation.database import Base, db, writing
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal

LONGEST_WAIT = timedelta(minutes=5)
FORGOTTEN_AFTER = timedelta(hours=24)  # from the first wrong guess


class GuessCount(Base):
    """How many wrong guesses were made under a key, and until when the next waits. The key is a digest of names."""

    __tablename__ = "guess_count"
    __table_args__ = {"info": append_only.changes("it counts up and is forgotten")}

    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True, info=personal("a digest of who guessed"))
    wrong: Mapped[int]
    since: Mapped[datetime] = mapped_column(index=True)
    waits_until: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class GuessKey:
    """Whose or what's guesses are counted together, and how many wrong ones cost no wait."""

    kind: str
    of: str
    free: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{self.kind}\0{self.of}".encode()).hexdigest()


def source(kind: str, free: int) -> GuessKey:
    """The source of this request. A shop may have many people behind one, so it has more free guesses."""
    return GuessKey(f"{kind} from a source", request.remote_addr or "127.0.0.1", free)


def wait_after(wrong: int, free: int) -> timedelta:
    """How long the next guess waits: not at all at first, then a second, and twice as long with each wrong guess."""
    if wrong < free:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(wrong - free, 20)), LONGEST_WAIT)


def refuse_while_waiting(keys: Sequence[GuessKey]) -> None:
    """429 while any key waits, whether the guess is right or wrong."""
    digests = [key.digest for key in keys]
    until = db.session.scalar(sa.select(sa.func.max(GuessCount.waits_until)).where(GuessCount.key.in_(digests)))
    wait = until - clock.now() if until is not None else timedelta(0)
    if wait > timedelta(0):
        raise TooManyRequests(retry_after=-(-wait // timedelta(seconds=1)))


def begin_guess(keys: Sequence[GuessKey]) -> None:
    """Count a guess before it is looked at, so that many at once don't slip through; 429 while any key waits."""
    with writing():
        refuse_while_waiting(keys)
        count_wrong(keys)


def count_wrong(keys: Sequence[GuessKey]) -> None:
    """Count a guess that was wrong, or that isn't known yet to be right."""
    with writing() as session:
        now = clock.now()
        for key, count in _counts(session, keys):
            count.wrong += 1
            count.waits_until = now + wait_after(count.wrong, key.free)


def _counts(session: Session, keys: Sequence[GuessKey]) -> list[tuple[GuessKey, GuessCount]]:
    now = clock.now()
    session.execute(sa.delete(GuessCount).where(GuessCount.since <= now - FORGOTTEN_AFTER))
    counts = []
    for key in keys:
        count = session.get(GuessCount, key.digest)
        if count is None:
            count = GuessCount(key=key.digest, wrong=0, since=now, waits_until=now)
            session.add(count)
        counts.append((key, count))
    return counts


def guessed_right(keys: Sequence[GuessKey]) -> None:
    """Take back what `begin_guess` counted. Earlier wrong guesses stay: they may be someone else's."""
    digests = [key.digest for key in keys]
    right = sa.update(GuessCount).where(GuessCount.key.in_(digests), GuessCount.wrong > 0)
    with writing() as session:
        session.execute(right.values(wrong=GuessCount.wrong - 1, waits_until=clock.now()))
