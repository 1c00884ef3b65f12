"""Typing in a card that was filled in on paper, on its interviewer's behalf."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, journal, view_log
from hiring.foundation.errors import Refused
from hiring.interviews.actions import seal_scorecard
from hiring.interviews.conflicts.actions import type_fairness
from hiring.interviews.conflicts.policy import must_answer_first
from hiring.interviews.models import Scorecard, Seat
from hiring.interviews.paper.policy import can_type_paper
from hiring.interviews.paper.values import PaperCardTyped
from hiring.interviews.readings import PAPER
from hiring.interviews.values import Answer


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
        raise PaperRefused("A paper card is typed in by HR who has no part in the panel.")
    if paper_on > clock.today(seat.interview.application.opening.workplace.zone):
        raise PaperRefused("That day is still to come. Write the day that stands on the paper.", "on")
    if must_answer_first(seat):
        type_fairness(session, typist, seat, fairness)
    card = seal_scorecard(session, typist, seat, answers, free_probe, paper_on=paper_on)
    note_seen(typist, seat)
    event = PaperCardTyped(card.id, interviewer=seat.person_id, on=paper_on.isoformat())
    journal.record(session, typist.id, event)
    return card
