"""Planning a walk-in session, adding someone who walked in, and ending the session."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.actions import add_candidate
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.interviews.actions import set_interview
from hiring.interviews.models import Interview
from hiring.interviews.walk_ins import values
from hiring.interviews.walk_ins.mails import SessionMail, mail_interviewers
from hiring.interviews.walk_ins.models import WalkIn, WalkInSession
from hiring.interviews.walk_ins.queries import free_times
from hiring.openings.models import Opening, Round

MOST_PLACES = 40
SOURCE = "Walk-in"


class WalkInRefused(Refused):
    """The session can't be planned, or takes nobody more."""


def plan_walk_ins(
    session: Session,
    person: Person,
    opening: Opening,
    planned_round: Round,
    *,
    starts_at: datetime,
    places: int,
    place: str,
    people: Sequence[Person],
) -> WalkInSession:
    """Keep places for people who come without a date."""
    if planned_round.opening_id != opening.id:
        raise WalkInRefused("This round belongs to another opening.", "round")
    if strangers := [one.name for one in people if one not in opening.interviewers]:
        raise WalkInRefused(f"{strangers[0]} isn't an interviewer of this opening.", "people")
    if not people:
        raise WalkInRefused("Choose at least one interviewer.", "people")
    if not 1 <= places <= MOST_PLACES:
        raise WalkInRefused(f"Write a number from 1 to {MOST_PLACES}.", "places")
    walk_ins = WalkInSession(
        opening=opening, round=planned_round, starts_at=starts_at, places=places, place=text.tidy(place)
    )
    walk_ins.interviewers = list(people)
    if walk_ins.ends_at <= clock.now():
        raise WalkInRefused("That time has passed. Choose a day that's still to come.", "on")
    session.add(walk_ins)
    session.flush()
    journal.record(session, person.id, values.WalkInsPlanned(walk_ins.id, opening=opening.id, places=places))
    mail_interviewers(session, walk_ins, SessionMail.PLANNED)
    return walk_ins


def add_walk_in(
    session: Session, person: Person, walk_ins: WalkInSession, *, at: datetime, name: str, email: str, phone: str
) -> Interview:
    """Someone walked in: a candidate of the opening, with an interview at one of the free times."""
    if walk_ins.ended_at is not None:
        raise WalkInRefused("This session has ended, so nobody can be added.")
    if at not in free_times(walk_ins):
        raise WalkInRefused("Someone has just taken this time. Choose another.", "at")
    today = clock.today(walk_ins.opening.workplace.zone)
    contact = {"name": name, "email": email, "phone": phone}
    application = add_candidate(session, person, walk_ins.opening, applied_on=today, source=SOURCE, **contact)
    people, place = walk_ins.interviewers, walk_ins.place
    interview = set_interview(session, person, application, walk_ins.round, starts_at=at, place=place, people=people)
    session.add(WalkIn(session=walk_ins, interview=interview))
    session.flush()
    journal.record(session, person.id, values.WalkInAdded(walk_ins.id, interview=interview.id))
    return interview


def end_walk_ins(session: Session, person: Person, walk_ins: WalkInSession) -> None:
    """Give up the places that nobody has taken. The interviews that came of it stay."""
    if walk_ins.ended_at is not None:
        raise WalkInRefused("This session has already ended.")
    walk_ins.ended_at = clock.now()
    session.flush()
    journal.record(session, person.id, values.WalkInsEnded(walk_ins.id))
    if walk_ins.starts_at > clock.now():  # once it has begun, they're in the room
        mail_interviewers(session, walk_ins, SessionMail.ENDED)
