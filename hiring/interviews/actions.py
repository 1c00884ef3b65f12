"""Setting interviews and seats, ordinary weeks, and sealing a scorecard."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web import drafts
from hiring.foundation.web.errors import Refused, on_violation
from hiring.interviews import values
from hiring.interviews.counted import is_on
from hiring.interviews.invitations import News
from hiring.interviews.licences import licensed_criteria
from hiring.interviews.mail.seat_news import invite, tell
from hiring.interviews.models import Interview, InterviewChange, Rating, Scorecard, Seat, interviews_of
from hiring.interviews.policy import has_begun, is_sealed, is_set_again
from hiring.interviews.queries import interviews_ahead, seatable, seats_with_draft
from hiring.interviews.readings import reopening_of, was_read
from hiring.interviews.refusals import what_is_missing, why_off
from hiring.interviews.values import Answer, InterviewState, UnfinishedAnswer
from hiring.openings import actions as openings
from hiring.openings.models import Round
from hiring.rubrics.reference import criterion_in


class SeatRefused(Refused):
    """This person cannot sit at this interview."""


class InterviewRefused(Refused):
    """The interview cannot be set or changed like this."""


class InterviewWasOff(Refused):
    """A card of an interview that did not take place."""


class ScorecardAlreadySealed(Refused):
    """A sealed scorecard is final."""


class SeatWasLeft(Refused):
    """The interviewer was replaced, or the panel was closed without this card."""


class AnswerOfAnotherRubric(Refused):
    """A rating for a question this round does not ask."""


class ScorecardIncomplete(Refused):
    """Something is missing; `missing` says what and where."""

    def __init__(self, missing: Sequence[UnfinishedAnswer]) -> None:
        super().__init__("Something is missing. Nothing is sealed yet.")
        self.missing = list(missing)


on_violation("uq_seat_interview_id_person_id", SeatRefused, "They already have a seat in this interview.", "people")
on_violation("uq_scorecard_seat_id", ScorecardAlreadySealed, "This scorecard is already sealed.")


def set_interview(
    session: Session,
    person: Person,
    application: Application,
    planned_round: Round,
    *,
    starts_at: datetime,
    place: str,
    people: Sequence[Person],
) -> Interview:
    """Set an interview of a planned round and seat its interviewers."""
    if planned_round.opening_id != application.opening_id:
        raise InterviewRefused("This round belongs to another opening.", "round")
    refuse_if_over(application)
    is_late = refuse_if_read(application)
    if any(interview.round_id == planned_round.id and is_on(interview) for interview in interviews_of(application)):
        raise InterviewRefused(f"“{planned_round.title}” is already set. Move that interview instead.", "round")
    _refuse_unseatable(session, application, people)
    interview = Interview(application=application, round=planned_round, starts_at=starts_at, place=text.tidy(place))
    session.add(interview)
    seats = _new_seats(session, interview, people, is_late)
    event = values.InterviewSet(interview.id, application=application.id, round=planned_round.id)
    journal.record(session, person.id, event)
    _record_seats(session, person, seats)
    return interview


def give_seat(session: Session, person: Person, interview: Interview, interviewer: Person) -> Seat:
    """Seat someone who is still blind to this candidate's marks and is not the candidate."""
    _refuse_unseatable(session, interview.application, [interviewer])
    return seat_person(session, person, interview, interviewer)


def _refuse_unseatable(session: Session, application: Application, people: Sequence[Person]) -> None:
    free = seatable(session, application) if people else []
    for interviewer in people:
        if interviewer not in free:
            sentence = "can't be seated: not an interviewer of this opening, or not blind any more."
            raise SeatRefused(f"{interviewer.name} {sentence}", "people")


def seat_person(session: Session, person: Person, interview: Interview, interviewer: Person) -> Seat:
    """The seat itself. The caller has asked before whether this person may sit there."""
    seats = _new_seats(session, interview, [interviewer], refuse_if_read(interview.application))
    _record_seats(session, person, seats)
    return seats[0]


def _new_seats(session: Session, interview: Interview, people: Sequence[Person], is_late: bool) -> list[Seat]:
    now, kept = clock.now(), {"interview": interview, "after_reading": is_late}
    seats = [Seat(person=interviewer, seated_at=now, **kept) for interviewer in people]
    session.add_all(seats)
    session.flush()
    return seats


def _record_seats(session: Session, person: Person, seats: Sequence[Seat]) -> None:
    for seat in seats:
        event = values.SeatGiven(seat.id, interview=seat.interview_id, person=seat.person_id)
        journal.record(session, person.id, event)
    invite(session, seats)


def move_interview(
    session: Session, person: Person, interview: Interview, *, starts_at: datetime, place: str, note: str = ""
) -> None:
    """Another time was found. Seats and drafts stay."""
    refuse_if_over(interview.application)
    refuse_if_sealed(interview, "It took place: one of its scorecards is sealed.")
    if not is_on(interview):
        put_on_again(interview)
    keep_change(session, person, interview, "moved", note)
    was_at = interview.starts_at
    interview.starts_at, interview.place, interview.state = starts_at, text.tidy(place), InterviewState.ON
    day = starts_at.date().isoformat()
    journal.record(session, person.id, values.InterviewMoved(interview.id, on=day))
    tell(session, News.MOVED, interview.seats, was_at=was_at)


def refuse_if_read(application: Application) -> bool:
    """A panel that was read takes no new marks until it's reopened; says whether it was."""
    is_read = was_read(application)
    if is_read and reopening_of(application) is None:
        name = application.candidate.name
        raise InterviewRefused(f"Marks of {name} were read, so nobody can be added. Reopen the panel first.")
    return is_read


def put_on_again(interview: Interview) -> None:
    """An interview that was off adds its cards to the panel again; once marks were read they are written after that."""
    is_late = refuse_if_read(interview.application)
    if is_set_again(interview):
        raise InterviewRefused(f"“{interview.round.title}” has been set again. Change that interview instead.")
    if is_late:
        for seat in interview.seats:
            seat.after_reading = True


def interview_did_not_happen(
    session: Session, person: Person, interview: Interview, state: InterviewState, *, note: str = ""
) -> None:
    """The candidate did not come, or it was cancelled. Dated, and not a rejection: it can be set again.

    A no-show has the day of the interview, whenever it is recorded. Drafts are kept, and their writers get a mail.
    """
    refuse_if_sealed(interview, "A scorecard of this interview is sealed, so it did take place.")
    if not is_on(interview):
        raise InterviewRefused("This interview was already cancelled. Nothing was changed.")
    if state == InterviewState.NO_SHOW and not has_begun(interview):
        raise InterviewRefused(
            "This interview hasn't begun. You can record a no-show once it starts, or cancel it now."
        )
    zone = interview.application.opening.workplace.zone
    is_no_show = state == InterviewState.NO_SHOW
    on = clock.in_zone(interview.starts_at, zone).date() if is_no_show else clock.today(zone)
    keep_change(session, person, interview, state, note, on=on)
    interview.state = state
    journal.record(session, person.id, values.InterviewDidNotHappen(interview.id, state=state, on=on.isoformat()))
    begun = seats_with_draft(session, interview)
    tell(session, News.DRAFT_KEPT, begun)
    tell(session, News.CANCELLED, [seat for seat in interview.seats if seat not in begun])


def cancel_what_is_ahead(session: Session, person: Person, application: Application, note: str) -> int:
    """Cancel every interview that has still to take place, as if by hand; returns how many."""
    ahead = interviews_ahead(application)
    for interview in ahead:
        interview_did_not_happen(session, person, interview, InterviewState.CANCELLED, note=note)
    return len(ahead)


def refuse_if_over(application: Application) -> None:
    if not application.is_under_way:
        raise InterviewRefused("This application has ended. Reopen it first.")


def refuse_if_sealed(interview: Interview, sentence: str) -> None:
    if is_sealed(interview):
        raise InterviewRefused(sentence)


def keep_change(
    session: Session, person: Person, interview: Interview, kind: str, note: str, *, on: date | None = None
) -> None:
    session.add(
        InterviewChange(
            interview_id=interview.id,
            kind=kind,
            on=on or clock.today(interview.application.opening.workplace.zone),
            was_at=interview.starts_at,
            note=text.kept(note).strip(),
            recorded_by_id=person.id,
            at=clock.now(),
        )
    )


def leave_seat(session: Session, person: Person, seat: Seat, *, on: date, why: str) -> None:
    """Take an interviewer off an interview. What they drafted stays theirs to read; it counts for nothing."""
    if seat.scorecard is not None:
        raise ScorecardAlreadySealed(f"{seat.person.name} has already sealed, and a sealed scorecard stays.")
    seat.left_on, seat.left_why = on, text.kept(why).strip()
    journal.record(session, person.actor, values.SeatLeft(seat.id, on=on.isoformat()))
    tell(session, News.LEFT, [seat])


def replace_interviewer(session: Session, person: Person, seat: Seat, by: Person, *, on: date, why: str) -> Seat:
    refuse_if_read(seat.interview.application)
    leave_seat(session, person, seat, on=on, why=why)
    session.flush()
    return give_seat(session, person, seat.interview, by)


def save_scorecard_draft(
    session: Session, person: Person, seat: Seat, typed: dict[str, Any], revision: int
) -> drafts.Draft:
    """Keep what was typed exactly as it was typed, right or wrong."""
    return drafts.save_draft(session, person.id, seat.id, typed, revision)


def seal_scorecard(
    session: Session,
    person: Person,
    seat: Seat,
    answers: Sequence[Answer],
    free_probe: str = "",
    *,
    paper_on: date | None = None,
) -> Scorecard:
    """Submit for good. The opening's plan is frozen with the first one. With `paper_on`, `person` typed it in."""
    if seat.scorecard is not None:
        raise ScorecardAlreadySealed("This scorecard is already sealed.")
    if seat.left_on is not None:
        raise SeatWasLeft("You were taken off this interview, so you can't seal this card. Your text is kept.")
    if not is_on(seat.interview):
        raise InterviewWasOff(why_off(seat.interview))
    asked = seat.interview.round.questions
    given = {answer.question: answer for answer in answers}
    if set(given) - set(asked) or len(given) != len(answers):
        raise AnswerOfAnotherRubric("One answer is to a question that this round doesn't ask.")
    missing = what_is_missing(asked, [given.get(question) for question in asked])
    if missing:
        raise ScorecardIncomplete(missing)
    sealed_at = clock.now()
    licensed = licensed_criteria(session, seat.person, seat, sealed_at)
    card = Scorecard(
        seat=seat,
        sealed_at=sealed_at,
        free_probe=text.kept(free_probe),
        typed_by=None if paper_on is None else person,
        paper_on=paper_on,
        ratings=[_rating(place, given[question], licensed) for place, question in enumerate(asked)],
    )
    session.add(card)
    session.flush()
    drafts.drop_draft(session, person.id, seat.id)
    openings.freeze(session, person, seat.interview.application.opening)
    event = values.ScorecardSealed(card.id, seat=seat.id, application=seat.interview.application_id)
    journal.record(session, person.actor, event)
    return card


def _rating(place: int, answer: Answer, licensed: set[str]) -> Rating:
    criterion = criterion_in(answer.question)
    return Rating(
        question=answer.question,
        criterion=criterion,
        is_licensed=criterion in licensed,
        position=place,
        level=answer.level,
        evidence=text.kept(answer.evidence),
    )
