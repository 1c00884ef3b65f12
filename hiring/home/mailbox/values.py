"""Mail that was given up, as HR is told of it."""

from dataclasses import dataclass
from datetime import datetime

from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.outbox.problems import Cause, Trouble, trouble_of

# After that nobody can do anything about it.
KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Undelivered:
    """One mail; `name` is whose account has the address, or nothing. No part of it names a candidate."""

    mail: OutgoingMail
    name: str
    trouble: Trouble
    is_over: bool

    @classmethod
    def of(cls, mail: OutgoingMail, name: str, now: datetime) -> "Undelivered":
        return cls(mail, name, trouble_of(mail.problem), mail.useless_from <= now)

    @property
    def to_do(self) -> str:
        told = "It is out of date by now." if self.is_over else f"Tell {self.name or 'them'} yourself."
        return f"{told} {self._about_the_cause}".strip()

    @property
    def _about_the_cause(self) -> str:
        if self.trouble.cause is Cause.ADDRESS:
            return "If the address is wrong, an administrator adds them under the right one."
        if self.trouble.cause is Cause.FULL:
            return "They have to make room in their mailbox."
        if self.trouble.cause is Cause.LATE:
            return "Ask whoever keeps this machine whether hiring send-mail runs, and reaches the mail server."
        return "Ask whoever keeps the mail server why."
