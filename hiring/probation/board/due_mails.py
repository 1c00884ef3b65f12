"""Mails as the days of probations come near: one a person, listing all, and none twice for the same day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.queries import people_with
from hiring.accounts.values import Role
from hiring.candidates.models import SHOWN, AccountLink, Application, Candidate
from hiring.foundation import clock
from hiring.foundation.outbox.letters import letter
from hiring.foundation.outbox.mails import OutgoingMail, is_usable, queue_mail
from hiring.foundation.web.signed_links import absolute
from hiring.probation.board.models import DeadlineNotice
from hiring.probation.board.reminders import PROBATION_REMINDER
from hiring.probation.board.rows import BoardRow, is_running, running_rows
from hiring.probation.deadlines import Reader, steps_of
from hiring.probation.models import Probation

DUE_MAIL = "probation days"
USEFUL_FOR = timedelta(days=1)


@dataclass(slots=True)
class DueMail:
    """What one person is to be told: everything of theirs that is due, and the steps that are new to them."""

    person: Person
    rows: dict[str, BoardRow] = field(default_factory=dict)
    fresh: list[tuple[str, str]] = field(default_factory=list)


def due_mails(session: Session) -> list[DueMail]:
    """Whoever has something new to be told, with all that is due. A fixed number of statements."""
    rows = running_rows(session, SHOWN)
    told = {(row.probation_id, row.person_id, row.step) for row in session.execute(_told())}
    people = {person.id: person for person in people_with(session, *Role) if person.active and is_usable(person.email)}
    of_role = {reader: _with_role(people.values(), role) for reader, role in _ROLES.items()}
    mails: dict[str, DueMail] = {}
    own = _own_probations(session)
    for row in rows:
        for step in steps_of(row.days, row.today):
            for person_id in _readers(row, step.readers, of_role):
                if person_id not in people or (person_id, row.id) in own:
                    continue
                mail = mails.setdefault(person_id, DueMail(people[person_id]))
                mail.rows[row.id] = row
                if (row.id, person_id, step.key) not in told:
                    mail.fresh.append((row.id, step.key))
    return [mail for mail in mails.values() if mail.fresh]


_ROLES = {Reader.HR: Role.HR, Reader.HR_LEAD: Role.HR_LEAD}


def _with_role(people: Iterable[Person], role: Role) -> list[str]:
    return [person.id for person in people if role in person.roles]


def _readers(row: BoardRow, readers: Iterable[Reader], of_role: dict[Reader, list[str]]) -> set[str]:
    """The manager and their deputy; HR in the place of a manager who is gone."""
    ids: set[str] = set()
    for reader in readers:
        if reader is not Reader.MANAGER:
            ids |= set(of_role[reader])
        elif row.days.has_manager:
            ids |= {row.manager_id, row.deputy_id} - {""}
        else:
            ids |= set(of_role[Reader.HR]) | ({row.deputy_id} - {""})
    return ids


def _told() -> sa.Select[str, str, str]:
    running = sa.select(Probation.id).where(Probation.closed_on.is_(None))
    return sa.select(DeadlineNotice.probation_id, DeadlineNotice.person_id, DeadlineNotice.step).where(
        DeadlineNotice.probation_id.in_(running)
    )


def _own_probations(session: Session) -> set[tuple[str, str]]:
    """(person, probation) of hires who have an account: nobody is mailed about their own. As `own_candidates` says."""
    at_work = sa.select(Probation.id, Application.candidate_id).join(
        Application, Probation.application_id == Application.id
    )
    running = at_work.where(is_running()).subquery()
    linked = sa.select(AccountLink.person_id, running.c.id).join(
        running, AccountLink.candidate_id == running.c.candidate_id
    )
    same_address = (
        sa.select(Person.id, running.c.id)
        .join(Candidate, Candidate.email_key == Person.email_key)
        .join(running, Candidate.id == running.c.candidate_id)
        .where(Candidate.email_key != "")
        .where(~sa.exists().where(AccountLink.person_id == Person.id, AccountLink.candidate_id == Candidate.id))
    )
    own = sa.union(linked.where(AccountLink.unlinked_at.is_(None)), same_address)
    return {(person, probation) for person, probation in session.execute(own)}


def queue_due_mails(session: Session) -> int:
    """Queue the mails of today; returns how many. Inside `writing()`."""
    now, mails = clock.now(), due_mails(session)
    today = clock.today(current_app.config["ZONE"])
    for mail in mails:
        rows = list(mail.rows.values())
        board = absolute("probation.index")
        words = letter("probation_days", name=mail.person.name, rows=rows, address=board)
        for probation_id, step in mail.fresh:
            session.add(
                DeadlineNotice(probation_id=probation_id, person_id=mail.person.id, step=step, on=today, at=now)
            )
        first, step = mail.fresh[0]
        queue_mail(
            session,
            mail.person.email,
            words,
            kind=DUE_MAIL,
            about=first,
            once=f"{DUE_MAIL} {mail.person.id} {first} {step}",
            useless_from=now + USEFUL_FOR,
        )
    session.flush()
    return len(mails)


def write_due_mails(session: Session) -> None:
    """The task of each round of mail."""
    queue_due_mails(session)


def still_open(session: Session, mail: OutgoingMail) -> str:
    """Why a reminder that waits isn't needed any more, or nothing: its probation is over."""
    if mail.kind != PROBATION_REMINDER:
        return ""
    closed_on = session.scalar(sa.select(Probation.closed_on).where(Probation.id == mail.about))
    return "" if closed_on is None else "it has been decided"
