"""Who is late with a scorecard or a check-in, a line for each person."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import unseen_candidates
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import IN_FORCE, Decision
from hiring.foundation import clock
from hiring.foundation.outbox.mails import is_usable
from hiring.home.models import PersonReminder
from hiring.home.running_probations import RunningProbation
from hiring.home.values import LateColleague, LateThing
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.queries import applications_owed_by
from hiring.interviews.reminders.models import Reminder
from hiring.interviews.values import called
from hiring.openings.models import Opening, Round

# Endpoint and its arguments → address; handed in, because only pages know addresses.
Address = Callable[..., str]
_ALL = sa.true()


def late_colleagues(
    session: Session,
    reader: Person,
    probations: Iterable[RunningProbation],
    address: Address,
    openings: sa.ColumnElement[bool] = _ALL,
) -> list[LateColleague]:
    """Who keeps others waiting, the latest first, as far as HR or an area manager who owes no card may know of it."""
    late: dict[str, LateColleague] = {}
    _add_cards(session, reader, late, address, openings)
    for followed in probations:
        if followed.manager_id != reader.id and (followed.is_dangerous or followed.late_check_in):
            _add_probation(followed, late, address)
    return sorted(late.values(), key=lambda colleague: (-colleague.days, colleague.name))


def _add_cards(
    session: Session,
    reader: Person,
    late: dict[str, LateColleague],
    address: Address,
    openings: sa.ColumnElement[bool],
) -> None:
    """Cards of others whose interview is over."""
    for row in session.execute(_late_cards(reader, openings)):
        held = clock.in_zone(row.starts_at, row.zone)
        name = called(row.name, is_guest=row.is_guest)
        colleague = late.setdefault(row.person, LateColleague(row.person, name, row.zone))
        colleague.has_mail = row.active and not row.is_guest and is_usable(row.email)
        colleague.reminded_at = max(
            (at for at in (colleague.reminded_at, row.reminded, row.asked) if at is not None), default=None
        )
        colleague.things.append(
            LateThing(
                label=f"Scorecard for {row.candidate}, {row.title}",
                url=address("interviews.show", interview_id=row.interview),
                days=(clock.today(row.zone) - held.date()).days,
                workplace_id=row.workplace,
                opening=row.opening,
                in_mail=f"Scorecard: {row.title}, {row.round}, {_day(held.date())} at {held:%H:%M}",
                seat=row.id,
            )
        )


def _late_cards(reader: Person, openings: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """What `can_see_standing` asks of one application, asked of all of them at once."""
    by_page = sa.select(sa.func.max(PersonReminder.at)).where(PersonReminder.person_id == Person.id)
    of_card = sa.select(sa.func.max(Reminder.at)).where(Reminder.seat_id == Seat.id)
    return (
        sa.select(
            *(Seat.id, Interview.id.label("interview"), Interview.starts_at, Round.title.label("round")),
            *(Person.id.label("person"), Person.name, Person.email, Person.active, Person.is_guest),
            *(Candidate.name.label("candidate"), Opening.id.label("opening"), Opening.title),
            *(Workplace.id.label("workplace"), Workplace.zone),
            by_page.correlate(Person).scalar_subquery().label("reminded"),
            of_card.correlate(Seat).scalar_subquery().label("asked"),
        )
        .join(Interview, Seat.interview_id == Interview.id)
        .join(Round, Interview.round_id == Round.id)
        .join(Application, Interview.application_id == Application.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Opening.workplace_id == Workplace.id)
        .join(Person, Seat.person_id == Person.id)
        .outerjoin(Scorecard, Scorecard.seat_id == Seat.id)
        .outerjoin(Decision, sa.and_(Decision.application_id == Application.id, IN_FORCE))
        .where(Scorecard.id.is_(None), Decision.id.is_(None), Seat.left_on.is_(None), Seat.person_id != reader.id)
        .where(IS_ON, Interview.starts_at < clock.now(), Opening.closed_on.is_(None))
        .where(Application.state == ApplicationState.UNDER_WAY, Application.id.not_in(applications_owed_by(reader)))
        .where(Candidate.id.not_in(unseen_candidates(reader)), openings)
        .order_by(Interview.starts_at, Seat.id)
    )


def _add_probation(followed: RunningProbation, late: dict[str, LateColleague], address: Address) -> None:
    colleague = late.setdefault(
        followed.manager_id, LateColleague(followed.manager_id, followed.manager, followed.zone)
    )
    colleague.has_mail = followed.has_manager and is_usable(followed.manager_email)
    at = followed.manager_reminded_at
    colleague.reminded_at = max(at, colleague.reminded_at or at) if at is not None else colleague.reminded_at
    post = f"{followed.opening}, {followed.workplace}"
    first = followed.late_check_in
    if followed.is_dangerous or first is None:
        label, since = f"Decision on {followed.hire}, {followed.workplace}", followed.decide_by
        in_mail = f"Decision: {post}, the {followed.period} ends on {_day(followed.ends_on)}"
    else:
        label, since = f"Check-in {first.position} with {followed.hire}, {followed.workplace}", first.due_on
        in_mail = f"Check-in {first.position}: {post}, due on {_day(since)}"
    colleague.things.append(
        LateThing(
            label=label,
            url=address("probation.show", probation_id=followed.id),
            days=(followed.today - since).days,
            workplace_id=followed.workplace_id,
            opening=followed.opening_id,
            in_mail=in_mail,
            is_urgent=followed.is_dangerous,
        )
    )


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
