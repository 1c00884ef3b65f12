"""Cards filled in on paper: who may type one in for its interviewer, and sealing it with both names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.policy import is_out_of_reach
from hiring.foundation import clock
from hiring.foundation.records import journal, view_log
from hiring.foundation.records.journal import Event
from hiring.foundation.web.errors import Refused
from hiring.interviews.actions import seal_scorecard
from hiring.interviews.conflicts.actions import type_fairness
from hiring.interviews.conflicts.policy import must_answer_first
from hiring.interviews.models import Scorecard, Seat
from hiring.interviews.policy import is_on_panel, is_open
from hiring.interviews.readings import PAPER
from hiring.interviews.values import Answer


@dataclass(frozen=True, slots=True)
class PaperCardTyped(Event):
    interviewer: str
    on: str


def can_type_paper(person: Person, seat: Seat) -> bool:
    """Also once the seat is closed, so that what was typed is not lost."""
    application = seat.interview.application
    return is_hr(person) and not is_out_of_reach(person, application) and not is_on_panel(person, application)


def can_type_now(person: Person, seat: Seat) -> bool:
    return is_open(seat) and can_type_paper(person, seat)


class PaperRefused(Refused):
    """Not this person's to type in, or not from that day."""


def note_seen(typist: Person, seat: Seat) -> None:
    """Who types marks in has read them, and can no longer be seated for this candidate."""
    view_log.note_all(typist.id, [seat.interview.application_id], PAPER)


def seal_paper_card(
    session: Session,
    typist: Person,
    seat: Seat,
    answers: Sequence[Answer],
    *,
    free_probe: str = "",
    paper_on: date,
    fairness: str = "",
) -> Scorecard:
    """Seal for the interviewer, with the same rules of evidence and the interviewer's licence. Both names are kept.

    `fairness` is what the paper says where the interviewer knows the candidate and has not answered yet.
    """
    if not can_type_paper(typist, seat):
        raise PaperRefused("Only someone from HR who isn't on the panel can type in a paper card.")
    if paper_on > clock.today(seat.interview.application.opening.workplace.zone):
        raise PaperRefused("That day is still to come. Write the day that's on the paper.", "on")
    if must_answer_first(seat):
        type_fairness(session, typist, seat, fairness)
    card = seal_scorecard(session, typist, seat, answers, free_probe, paper_on=paper_on)
    note_seen(typist, seat)
    event = PaperCardTyped(card.id, interviewer=seat.person_id, on=paper_on.isoformat())
    journal.record(session, typist.id, event)
    return card
