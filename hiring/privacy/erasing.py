"""Erasing a person: no name, address or word is left, and numbers that lead to nobody stay.

It follows the marks on columns and writes through `append_only.lifted()`, which nothing else may do. The journal keeps
the digests of the rows as they are then, so its chain holds. After the commit the ids go to the ledger and the
database's files are rewritten.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import AccountNotice, KnownBrowser, PasswordLink, SignIn
from hiring.candidates.models import AccountLink, Application, Candidate, Relation
from hiring.decisions.referees.models import RefereeRequest
from hiring.foundation import clock, scrubbing
from hiring.foundation.database import Base, after_commit, db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records import append_only, journal, row_digests
from hiring.foundation.records.personal import emptied, mark_of
from hiring.foundation.records.view_log import Sighting
from hiring.foundation.web.drafts import Draft
from hiring.insights.fairness.actions import forget_answers
from hiring.interviews.guests.models import GuestBrowser, GuestLink
from hiring.interviews.models import SeatNotice
from hiring.privacy import ledger, mentions
from hiring.privacy.gathering import HeldPlace, PersonHeld, gather
from hiring.privacy.models import Erasure
from hiring.privacy.values import ErasureReason, PersonErased
from hiring.probation.hire_side.models import HireLink

# Rows that are nothing without the person: they go as a whole.
_REMOVED = [model.__tablename__ for model in (SeatNotice, Draft, Sighting, GuestBrowser, Relation, AccountLink)]
_OF_ACCOUNT = [model.__tablename__ for model in (AccountNotice, KnownBrowser, PasswordLink, SignIn)]
# Links that open something, and the column that says since when or until when they do.
_ENDS = {
    GuestLink.__tablename__: "revoked_at",
    HireLink.__tablename__: "revoked_at",
    RefereeRequest.__tablename__: "expires_at",
}


def erase(
    session: Session, actor: str | None, candidate: Candidate, reason: ErasureReason, *, proposed_by: str | None
) -> None:
    """Erase everything held on this person, inside `writing()`. Who may, and whether it can be, was asked before."""
    is_replay = actor is None
    held = gather(session, candidate)
    erased = [each.id for each in held.candidates]
    with append_only.lifted(session, "erasing a person"):
        for names, where in mentions.known_as(session, held).steps():
            for mention in list(mentions.find_mentions(session, held, names, where)):
                _take_out(session, mention, names)
        _end_links(session, held)
        for place in held.places:
            if place.table.name not in _REMOVED:
                _empty(session, place)
        _close_accounts(session, held)
        for table in _REMOVED:
            _remove(session, held, table)
        applications = sa.select(Application.id).where(held.where(Application.__tablename__))
        forget_answers(session, actor, session.scalars(applications).all())
        _mark_erased(session, erased, clock.now())
        for candidate_id in erased:
            _record(session, actor, candidate_id, reason, proposed_by, is_replay=is_replay)
    session.expire_all()
    session.info["writing"]["erased"] = True


def _record(
    session: Session,
    actor: str | None,
    candidate_id: str,
    reason: ErasureReason,
    proposed_by: str | None,
    *,
    is_replay: bool,
) -> None:
    if session.get(Erasure, candidate_id) is None:
        row = Erasure(candidate_id=candidate_id, reason=reason, proposed_by_id=proposed_by, erased_by_id=actor)
        row.at = clock.now()
        session.add(row)
    event = PersonErased(candidate_id, reason=reason, proposed_by=proposed_by, from_ledger=is_replay)
    journal.record(session, actor, event)


def _take_out(session: Session, mention: mentions.Mention, names: tuple[str, ...]) -> None:
    """Replace the person's name where someone else's text has it."""
    if mentions.is_erasable(mention.table):
        values = {
            column: mentions.without_names(mention.table, value, names) for column, value in mention.values.items()
        }
        row_digests.change(session, mention.table, mention.where, values)


def _empty(session: Session, place: HeldPlace) -> None:
    """Leave of every marked column what names nobody."""
    columns = [column for column in place.table.columns if (mark := mark_of(column)) is not None]
    if not columns:
        return
    if not any(mark.keys for column in columns if (mark := mark_of(column)) is not None):
        values = {column.name: emptied(column, None) for column in columns}
        row_digests.change(session, place.table, place.where, values)
        return
    keys = list(place.table.primary_key)
    for row in session.execute(sa.select(*keys, *columns).where(place.where)).mappings().all():
        where = sa.and_(*(key == row[key] for key in keys))
        row_digests.change(session, place.table, where, {c.name: emptied(c, row[c]) for c in columns})


def _remove(session: Session, held: PersonHeld, name: str) -> None:
    for place in held.places:
        if place.table.name == name:
            row_digests.remove(session, place.table, place.where)


def _end_links(session: Session, held: PersonHeld) -> None:
    """No link of a guest, a referee or the hire opens anything any more, and no mail that waits is sent."""
    now = clock.now()
    for name, ends in _ENDS.items():
        table = Base.metadata.tables[name]
        session.execute(sa.update(table).where(held.where(name), table.c[ends] > now).values({ends: now}))
        session.execute(sa.update(table).where(held.where(name), table.c[ends].is_(None)).values({ends: now}))
    mails = Base.metadata.tables[OutgoingMail.__tablename__]
    waiting = sa.and_(held.where(mails.name), mails.c.sent_at.is_(None), mails.c.gave_up_at.is_(None))
    session.execute(sa.update(mails).where(waiting).values(gave_up_at=now))


def _close_accounts(session: Session, held: PersonHeld) -> None:
    """An account they held can't sign in any more, or this would have been refused; it keeps its id alone."""
    for account in held.accounts:
        account.name, account.sort_name, account.password = "Erased", "erased", None
        account.email = f"{account.id}@erased.invalid"
        for name in _OF_ACCOUNT:
            table = Base.metadata.tables[name]
            session.execute(sa.delete(table).where(table.c.person_id == account.id))
    session.flush()


def _mark_erased(session: Session, candidate_ids: list[str], now: datetime) -> None:
    unmarked = sa.and_(Candidate.id.in_(candidate_ids), Candidate.erased_at.is_(None))
    session.execute(sa.update(Candidate).where(unmarked).values(erased_at=now))


@after_commit
def _leave_no_copy(session: Session) -> None:
    """Once it is on disk: the ledger first, which a restored backup needs, then the files."""
    if session.info["writing"].get("erased"):
        with Session(session.get_bind()) as reading:
            ledger.add_missing(reading)
        scrubbing.scrub()


def replay() -> int:
    """Erase again whoever the ledger names and the database still holds; returns how many. Before the first request."""
    named, session = set(ledger.erased_ids()), db.session
    is_behind = not set(session.scalars(sa.select(Erasure.candidate_id))) <= named
    chosen = sa.select(Candidate.id).where(Candidate.id.in_(named), Candidate.erased_at.is_(None))
    again = session.scalars(chosen.order_by(Candidate.id)).all() if named else []
    if not again and not is_behind:
        return 0
    with writing() as session:
        for candidate_id in again:
            candidate = session.get_one(Candidate, candidate_id)
            if candidate.erased_at is None:
                erase(session, None, candidate, ErasureReason.REQUEST, proposed_by=None)
        session.info["writing"]["erased"] = True
    return len(again)
