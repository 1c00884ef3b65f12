"""The table of mail to send, and queueing one: inside the write it tells of, so that neither is without the other."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from hiring.foundation import clock
from hiring.foundation.database import Base
from hiring.foundation.outbox.letters import Letter
from hiring.foundation.records import append_only
from hiring.foundation.web.errors import Refused

# Plain letters only: an address beyond ASCII needs every server on the way to know how.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,150}[A-Za-z0-9])?")


class AddressUnusable(Refused):
    """No mail can be sent there."""


class OutgoingMail(Base):
    __tablename__ = "outgoing_mail"
    __table_args__ = {"info": append_only.changes("it is tried, sent or given up")}

    # Made from what the mail is for and not at random: the same mail cannot be queued twice, and its Message-ID
    # is the same however often it is sent.
    id: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    about: Mapped[str] = mapped_column(sa.String(16), index=True)
    address: Mapped[str] = mapped_column(sa.String(254))
    subject: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    attached_name: Mapped[str | None] = mapped_column(sa.String(100))
    attached_type: Mapped[str | None] = mapped_column(sa.String(100))
    attached: Mapped[str | None] = mapped_column(sa.Text)
    queued_at: Mapped[datetime]
    # From then on it would tell nobody anything, and is not sent any more.
    useless_from: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    gave_up_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(sa.Text, default="")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of text that goes with a mail; `type` as a Content-Type says it, such as text/calendar."""

    name: str
    type: str
    content: str


def is_usable(address: str) -> bool:
    return _ADDRESS.fullmatch(address) is not None and ".." not in address


def was_tried(session: Session, *, kind: str, about: str, address: str) -> bool:
    """Whether a mail of this kind about this may have reached the address. One that only waits has not."""
    return session.scalar(_mails(kind, about, address).where(OutgoingMail.tries > 0).limit(1)) is not None


def withdraw_waiting(session: Session, *, kind: str, about: str, address: str) -> None:
    """Take back the mails of this kind about this that still wait: newer news makes them wrong."""
    waits = (OutgoingMail.sent_at.is_(None), OutgoingMail.gave_up_at.is_(None), OutgoingMail.leased_until.is_(None))
    for mail in session.scalars(_mails(kind, about, address).where(*waits)).all():
        session.delete(mail)
    session.flush()


def _mails(kind: str, about: str, address: str) -> sa.Select[OutgoingMail]:
    chosen = (OutgoingMail.kind == kind, OutgoingMail.about == about, OutgoingMail.address == address)
    return sa.select(OutgoingMail).where(*chosen)


def queue_mail(
    session: Session,
    to: str,
    letter: Letter,
    *,
    kind: str,
    about: str,
    once: str,
    useless_from: datetime,
    attachment: Attachment | None = None,
) -> str | None:
    """Have this sent; returns its id, or None where the mail known as `once` was queued before."""
    if "writing" not in session.info:
        raise RuntimeError("mail is queued inside writing()")
    if not is_usable(to):
        raise AddressUnusable(f"Mail cannot be sent to {to!r}: it is not an e-mail address of plain letters.")
    key, now = hashlib.blake2b(once.encode(), digest_size=8).hexdigest(), clock.now()
    if session.get(OutgoingMail, key) is not None:
        return None
    mail = OutgoingMail(
        id=key, kind=kind, about=about, address=to, subject=letter.subject, text=letter.text,
        queued_at=now, due_at=now, useless_from=useless_from,
    )  # fmt: skip
    if attachment is not None:
        mail.attached_name, mail.attached_type, mail.attached = attachment.name, attachment.type, attachment.content
    session.add(mail)
    session.flush()
    return key
