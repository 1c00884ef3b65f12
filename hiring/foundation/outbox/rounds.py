"""A round of the mail: what is due is written, then everything that waits is sent; and the lease on doing so."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from hiring.foundation import clock, logs
from hiring.foundation.database import Base, DatabaseBusy, writing
from hiring.foundation.outbox import sending, server
from hiring.foundation.records import append_only
from hiring.foundation.web.base_app import Provided

# What the rooms do before mail is sent, such as writing the reminders that are due. Each is a write of its own.
MailTask = Callable[[Session], object]
TASKS = Provided[Sequence[MailTask]]("mail_tasks")

# Longer than two rounds lie apart, so that a sender that lives keeps the lease.
LEASE_FOR = timedelta(minutes=2)
_ONLY = "sender"


class SenderLease(Base):
    """One row: which process sends mail just now, and until when nobody else does."""

    __tablename__ = "sender_lease"
    __table_args__ = {"info": append_only.changes("it is renewed, and goes to another process")}

    name: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    holder: Mapped[str] = mapped_column(sa.String(16))
    until: Mapped[datetime]


def run_round() -> sending.Run:
    """Without a mail server nothing is written by itself: nobody would get it."""
    for task in TASKS.get() if server.is_set() else ():
        _do(task)
    return sending.send_due()


def _do(task: MailTask) -> None:
    """Whatever is wrong with one task, the mail that waits is sent."""
    try:
        with writing() as session:
            task(session)
    except DatabaseBusy:
        raise
    except Exception as error:
        logs.step_failed(task.__qualname__, error)


def take_lease(holder: str) -> bool:
    """Whether this process is the one that sends. A process that dies loses the lease within two minutes."""
    with writing() as session:
        now = clock.now()
        lease = session.get(SenderLease, _ONLY)
        if lease is None:
            session.add(SenderLease(name=_ONLY, holder=holder, until=now + LEASE_FOR))
            return True
        if lease.holder != holder and lease.until > now:
            return False
        lease.holder, lease.until = holder, now + LEASE_FOR
        return True
