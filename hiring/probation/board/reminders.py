"""Reminding the manager of a probation by mail, once a day at most, and reading who was reminded when."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.outbox.letters import letter
from hiring.foundation.outbox.mails import OutgoingMail, is_usable, queue_mail
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.signed_links import absolute
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.board.rows import BoardRow
from hiring.probation.events import ManagerReminded
from hiring.probation.models import Probation
from hiring.probation.record import urgency_now

# What the mail table calls these mails. They say what is due today, and are of no use much later.
PROBATION_REMINDER = "probation reminder"
USEFUL_FOR = timedelta(days=2)


class ReminderRefused(Refused):
    """No reminder can be sent, or one was sent today."""


def remind_manager(session: Session, person: Person, probation: Probation) -> str:
    """Send the manager one mail about this probation; returns the manager's name."""
    refuse_if_over(probation)
    manager, today = probation.manager, today_at(probation)
    if not manager.active or not is_usable(manager.email):
        raise ReminderRefused(f"{manager.name} can't get mail from here. Name a deputy, or change the manager.")
    page = absolute("probation.show", probation_id=probation.id)
    urgency = urgency_now(probation)
    post = probation.application.opening.title
    words = letter(
        "probation_reminder",
        name=manager.name,
        sender=person.name,
        post=post,
        says=urgency.says,
        period=probation.period,
        address=page,
    )
    mail = queue_mail(
        session,
        manager.email,
        words,
        kind=PROBATION_REMINDER,
        about=probation.id,
        once=f"{PROBATION_REMINDER} {probation.id} {manager.id} {today.isoformat()}",
        useless_from=clock.now() + USEFUL_FOR,
    )
    if mail is None:
        raise ReminderRefused(f"{manager.name} has already been reminded of this today.")
    journal.record(session, person.id, ManagerReminded(probation.id, manager=manager.id, mail=mail))
    return manager.name


def last_reminders(session: Session, rows: Sequence[BoardRow]) -> dict[str, datetime]:
    """Probation id → when its manager was last reminded by hand. One statement."""
    chosen = (
        sa.select(OutgoingMail.about, sa.func.max(OutgoingMail.queued_at))
        .where(OutgoingMail.kind == PROBATION_REMINDER, OutgoingMail.about.in_([row.id for row in rows]))
        .group_by(OutgoingMail.about)
    )
    return {about: at for about, at in session.execute(chosen)}  # noqa: C416 - rows aren't pairs to mypy


def reminded_in_words(at: datetime | None, zone: str, today: date) -> str:
    """When, as a list shows it: today, yesterday or the day; empty where nobody was."""
    if at is None:
        return ""
    days = (today - clock.in_zone(at, zone).date()).days
    there = clock.in_zone(at, zone)
    return {0: "today", 1: "yesterday"}.get(days, f"on {there.day} {there:%B}")
