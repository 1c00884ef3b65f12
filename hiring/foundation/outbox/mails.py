"""The table of mail to send, and queueing one: inside the write it tells of, so that neither is without the other."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from hiring.foundation import clock
from hiring.foundation.database import Base, Content
from hiring.foundation.outbox.letters import Letter
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal, points_to
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
    about: Mapped[str] = mapped_column(sa.String(16), index=True, info=points_to())
    address: Mapped[str] = mapped_column(sa.String(254), info=personal("who a mail goes to"))
    subject: Mapped[str] = mapped_column(sa.String(200), info=personal("a mail's subject"))
    text: Mapped[str] = mapped_column(sa.Text, info=personal("a mail's text"))
    # Name, Content-Type and text of each file that goes with it.
    files: Mapped[list[list[str]]] = mapped_column(Content, default=list, info=personal("files that go with a mail"))
    queued_at: Mapped[datetime]
    # From then on it would tell nobody anything, and is not sent any more.
    useless_from: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    gave_up_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what a mail server answered"))

    @property
    def attachments(self) -> list["Attachment"]:
        return [Attachment(*file) for file in self.files]

    def attach(self, attachments: Sequence["Attachment"]) -> None:
        """Have these files go with it, in place of any others."""
        self.files = _rows_of(attachments)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of text that goes with a mail; `type` as a Content-Type says it, such as text/calendar."""

    name: str
    type: str
    content: str


def _rows_of(attachments: Sequence[Attachment]) -> list[list[str]]:
    return [list(astuple(attachment)) for attachment in attachments]


def is_usable(address: str) -> bool:
    return _ADDRESS.fullmatch(address) is not None and ".." not in address


# Mail that waits and that no run is sending just now: it can still be taken back.
STILL_WAITS = sa.and_(
    OutgoingMail.sent_at.is_(None), OutgoingMail.gave_up_at.is_(None), OutgoingMail.leased_until.is_(None)
)
_INSERT = sa.insert(OutgoingMail)
_KNOWN_AS = sa.select(OutgoingMail.id).where(OutgoingMail.id == sa.bindparam("id"))


def queue_mail(
    session: Session,
    to: str,
    letter: Letter,
    *,
    kind: str,
    about: str,
    once: str,
    useless_from: datetime,
    attachments: Sequence[Attachment] = (),
) -> str | None:
    """Have this sent; returns its id, or None where the mail known as `once` was queued before."""
    if "writing" not in session.info:
        raise RuntimeError("mail is queued inside writing()")
    if not is_usable(to):
        raise AddressUnusable(f"Mail cannot be sent to {to!r}: it is not an e-mail address of plain letters.")
    key, now = hashlib.blake2b(once.encode(), digest_size=8).hexdigest(), clock.now()
    connection = session.connection()  # as an object each mail would have a flush of its own
    if connection.scalar(_KNOWN_AS, {"id": key}) is not None:
        return None
    mail = {
        "id": key, "kind": kind, "about": about, "address": to, "subject": letter.subject, "text": letter.text,
        "files": _rows_of(attachments), "queued_at": now, "due_at": now, "useless_from": useless_from,
    }  # fmt: skip
    connection.execute(_INSERT, mail)
    return key
