"""Sending what is due: one mail at a time, leased in one write, sent outside the lock, marked in another.

Two runs never take the same mail. A crash leaves a lease that runs out, after which the mail is sent (again), with the
same Message-ID. What was sent once is never due again, whatever the clock says later.
"""

import smtplib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from hiring.foundation import clock, logs
from hiring.foundation.database import DatabaseBusy, db, writing
from hiring.foundation.outbox import letters, server
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.outbox.problems import LATE
from hiring.foundation.text import tidy
from hiring.foundation.web.base_app import Provided

# Longer than a server with all its pauses can take over one mail.
LEASE = timedelta(minutes=10)
WAITS = [timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6), timedelta(hours=12)]
MOST_TRIES = len(WAITS) + 1
# That a mail was sent must be kept, even where the database is busy for a minute.
GOES_AT_MARKING = 6

_UNSENT = (OutgoingMail.sent_at.is_(None), OutgoingMail.gave_up_at.is_(None))


@dataclass(slots=True)
class Run:
    """What one run did: how many it sent, what it gave up and why, and what stopped it."""

    sent: int = 0
    given_up: list[str] = field(default_factory=list)
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail this run alone may send; `tries` tells whether it still does."""

    id: str
    kind: str
    tries: int
    address: str
    message: bytes


def send_due() -> Run:
    """Send everything that is due, as far as the server takes it."""
    run = Run(given_up=_give_up_what_is_late())
    if not is_anything_due():
        return run
    try:
        with server.line() as opened:
            while (taken := _take()) is not None:
                _send(run, opened, taken)
    except (server.ServerRefused, server.LineLost) as stopped:
        run.stopped = str(stopped)
    return run


def _send(run: Run, opened: smtplib.SMTP, taken: Taken) -> None:
    try:
        server.post(opened, taken.address, taken.message)
    except server.ServerRefused:
        _give_back(taken)
        raise
    except (server.MailDeclined, server.LineLost) as failed:
        run.given_up += _keep(taken, str(failed))
        logs.mail(taken.id, taken.kind, "not taken", taken.tries)
        if isinstance(failed, server.LineLost):
            raise
    else:
        _mark_sent(taken)
        run.sent += 1
        logs.mail(taken.id, taken.kind, "sent", taken.tries)


def _due(now: datetime) -> sa.Select[OutgoingMail]:
    free = sa.or_(OutgoingMail.leased_until.is_(None), OutgoingMail.leased_until <= now)
    return sa.select(OutgoingMail).where(*_UNSENT, OutgoingMail.due_at <= now, free)


def is_anything_due() -> bool:
    is_due = db.session.scalar(_due(clock.now()).limit(1)) is not None
    db.session.rollback()
    return is_due


# Asked of a mail before it is sent; answers why it isn't needed any more, or nothing.
Check = Callable[[Session, OutgoingMail], str]
CHECKS = Provided[Sequence[Check]]("mail_checks")


def _take() -> Taken | None:
    with writing() as session:
        now = clock.now()
        next_due = _due(now).order_by(OutgoingMail.queued_at, OutgoingMail.id).limit(1)
        while (mail := session.scalar(next_due)) is not None and not _is_needed(session, mail):
            session.delete(mail)
        if mail is None:
            return None
        mail.leased_until, mail.tries = now + LEASE, mail.tries + 1
        return Taken(
            mail.id, mail.kind, mail.tries, mail.address, message_of(mail, SECRETS.get()(session, mail)).as_bytes()
        )


def _is_needed(session: Session, mail: OutgoingMail) -> bool:
    """Look at it again: it may have waited for days, and what nobody needs any more is not sent."""
    why = next((why for check in CHECKS.get() if (why := check(session, mail))), "")
    if why:
        logs.mail(mail.id, mail.kind, f"dropped: {why}", mail.tries)
    return not why


def _mark_sent(taken: Taken) -> None:
    for go in range(1, GOES_AT_MARKING + 1):
        try:
            with writing() as session:
                mail = session.get_one(OutgoingMail, taken.id)
                mail.sent_at, mail.leased_until, mail.problem = clock.now(), None, ""
        except DatabaseBusy:
            if go == GOES_AT_MARKING:
                raise
        else:
            return


def _keep(taken: Taken, problem: str) -> list[str]:
    """Keep it for a later run, or give it up; what was given up is returned in words."""
    with writing() as session:
        mail = session.get_one(OutgoingMail, taken.id)
        if mail.sent_at is not None or mail.tries != taken.tries:
            return []  # the lease ran out, and another run has taken it since
        mail.leased_until, mail.problem = None, problem
        if mail.tries < MOST_TRIES:
            mail.due_at = clock.now() + WAITS[mail.tries - 1]
            return []
        mail.gave_up_at = clock.now()
        return [f"{problem} It was tried {mail.tries} times."]


def _give_back(taken: Taken) -> None:
    """Nothing was wrong with this mail: it has not been tried."""
    with writing() as session:
        mail = session.get_one(OutgoingMail, taken.id)
        if mail.sent_at is None and mail.tries == taken.tries:
            mail.leased_until, mail.tries = None, mail.tries - 1


def _give_up_what_is_late() -> list[str]:
    """No mail goes today about an interview that was yesterday, as when a server is set after months without one."""
    with writing() as session:
        now = clock.now()
        free = sa.or_(OutgoingMail.leased_until.is_(None), OutgoingMail.leased_until <= now)
        late = session.scalars(sa.select(OutgoingMail).where(*_UNSENT, OutgoingMail.useless_from <= now, free)).all()
        for mail in late:
            mail.gave_up_at = now
            mail.problem = f"{LATE} {mail.problem}".strip()
        return [mail.problem for mail in late]


def waiting() -> tuple[int, list[str]]:
    """How many mails wait in the outbox, and what was wrong with those that were tried."""
    number = db.session.scalar(sa.select(sa.func.count()).select_from(OutgoingMail).where(*_UNSENT)) or 0
    wrong = sa.select(OutgoingMail.problem).where(*_UNSENT, OutgoingMail.problem != "").distinct()
    problems = list(db.session.scalars(wrong.order_by(OutgoingMail.problem)))
    db.session.rollback()
    return number, problems


# What goes into the mail itself and is kept nowhere: text that stands for it → the secret, such as someone's own link.
Secrets = Callable[[Session, OutgoingMail], Mapping[str, str]]
SECRETS = Provided[Secrets]("mail_secrets")


def message_of(mail: OutgoingMail, secrets: Mapping[str, str] | None = None) -> EmailMessage:
    """The mail as it goes over the line: the same headers each time, so that a mail sent twice is known to be one."""
    # Seven bits, because no server must be asked whether it can take eight.
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["Message-ID"] = f"<{letters.known_as(mail.id)}>"
    message["Date"] = mail.queued_at
    message["From"] = Address(tidy(current_app.config["ORGANISATION"]), addr_spec=letters.sender())
    message["To"] = mail.address
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"
    whole = mail.text
    for stand_in, secret in (secrets or {}).items():
        whole = whole.replace(stand_in, secret)
    message.set_content(whole)
    for attachment in mail.attachments:
        of = EmailMessage()
        of["Content-Type"] = attachment.type
        kind = of["Content-Type"]
        more = {"subtype": kind.subtype, "filename": attachment.name, "params": dict(kind.params)}
        message.add_attachment(attachment.content, **more)
    return message
