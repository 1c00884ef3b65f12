"""Saying that one can judge fairly, declining a seat, and giving a declined one to someone else."""

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.interviews import actions as interview_actions
from hiring.interviews.conflicts import values
from hiring.interviews.conflicts.models import SeatAnswer, answers_of
from hiring.interviews.mail.hr_notices import tell_hr_of_decline
from hiring.interviews.models import Seat


class FairnessUnanswered(Refused):
    """HR can do nothing with an answer that has no reason."""


class AnsweredAlready(Refused):
    """The question about this seat has its answer."""


on_violation("uq_seat_answer_seat_id_takes_part", AnsweredAlready, "You've already answered this.")


def state_fairness(session: Session, person: Person, seat: Seat, said: str) -> None:
    """Take part, with a sentence that HR sees. Kit and card open."""
    _answer(session, seat, said, takes_part=True)
    journal.record(session, person.actor, values.FairnessStated(seat.id))


def type_fairness(session: Session, typist: Person, seat: Seat, said: str) -> None:
    """Write down what an interviewer said on paper about judging fairly; both names are kept."""
    _answer(session, seat, said, takes_part=True, typed_by=typist)
    event = values.FairnessTyped(seat.id, interviewer=seat.person_id)
    journal.record(session, typist.id, event)


def decline_seat(session: Session, person: Person, seat: Seat, said: str, *, needs_reason: bool = True) -> None:
    """Leave the seat, with a reason that HR sees. A draft stays its writer's to read; it counts for nothing."""
    # Who declined before and got the seat back can decline again; the answer is kept once, the reason with the seat.
    if seat.left_on is None and any(not answer.takes_part for answer in answers_of(seat)):
        _refuse_without_reason(said, needs_reason=needs_reason)
    else:
        _answer(session, seat, said, takes_part=False, needs_reason=needs_reason)
    today = clock.today(seat.interview.application.opening.workplace.zone)
    interview_actions.leave_seat(session, person, seat, on=today, why=said)
    journal.record(session, person.actor, values.SeatDeclined(seat.id))
    tell_hr_of_decline(session, seat)


def _answer(
    session: Session,
    seat: Seat,
    said: str,
    *,
    takes_part: bool,
    typed_by: Person | None = None,
    needs_reason: bool = True,
) -> None:
    _refuse_without_reason(said, needs_reason=needs_reason)
    if seat.left_on is not None:
        raise interview_actions.SeatWasLeft("You're not on this interview any more.")
    if any(answer.takes_part == takes_part for answer in answers_of(seat)):
        raise AnsweredAlready("You've already answered this.")
    statement = {"said": text.kept(said).strip(), "at": clock.now(), "typed_by": typed_by}
    session.add(SeatAnswer(seat=seat, takes_part=takes_part, **statement))
    session.flush()


def _refuse_without_reason(said: str, *, needs_reason: bool) -> None:
    if needs_reason and not text.kept(said).strip():
        raise FairnessUnanswered("Write a sentence. HR reads it.", "said")


def fill_seat(session: Session, person: Person, seat: Seat, by: Person) -> Seat:
    """Someone else takes a place that was declined; who declined, and why, stays as it was."""
    return interview_actions.give_seat(session, person, seat.interview, by)
