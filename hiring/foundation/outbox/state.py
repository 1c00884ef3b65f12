"""Whether mail goes out as it should: what the start page warns of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.foundation import clock
from hiring.foundation.outbox import server
from hiring.foundation.outbox.mails import OutgoingMail

LONG_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class MailState:
    """`waiting` mails have been due for an hour or more, the first since `since`; or there is no server to send any."""

    has_server: bool
    waiting: int
    since: datetime | None

    @property
    def is_fine(self) -> bool:
        return self.has_server and not self.waiting

    @property
    def sentence(self) -> str:
        """What to say, and what to do about it; nothing while all is well."""
        if not self.has_server:
            return "No mail server is set, so no email leaves here. Ask the person who runs the server to set one."
        if not self.waiting:
            return ""
        emails = "1 email has" if self.waiting == 1 else f"{self.waiting} emails have"
        return f"{emails} been waiting for an hour or more. Ask the person who runs the server to look at the mail."


def mail_state(session: Session) -> MailState:
    """Asked in one query."""
    unsent = (OutgoingMail.sent_at.is_(None), OutgoingMail.gave_up_at.is_(None))
    long_since = sa.select(sa.func.count(), sa.func.min(OutgoingMail.queued_at)).select_from(OutgoingMail)
    number, since = session.execute(long_since.where(*unsent, OutgoingMail.queued_at <= clock.now() - LONG_WAIT)).one()
    return MailState(server.is_set(), number, since)
