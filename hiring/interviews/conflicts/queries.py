"""Reading what interviewers answered about their seats."""

from hiring.accounts.models import Person
from hiring.candidates.policy import relations_to
from hiring.candidates.values import RelationKind
from hiring.interviews.conflicts.models import answers_of
from hiring.interviews.conflicts.policy import has_declined, must_answer_first
from hiring.interviews.conflicts.values import SeatConflict
from hiring.interviews.models import Interview, Seat
from hiring.interviews.policy import can_see_standing


def conflicts_told_to(person: Person, interview: Interview) -> dict[str, SeatConflict]:
    """Seat id → what this HR person may know of it; seats of which there is nothing to say are left out."""
    sees = can_see_standing(person, interview.application)
    by_seat = {seat.id: _of(seat, sees) for seat in interview.seats}
    return {key: conflict for key, conflict in by_seat.items() if conflict.relations or conflict.has_declined}


def _of(seat: Seat, sees: bool) -> SeatConflict:
    candidate, answers = seat.interview.application.candidate, answers_of(seat)
    return SeatConflict(
        relations=tuple(relation.verb for relation in relations_to(seat.person, candidate)),
        is_asked=sees and must_answer_first(seat),
        has_declined=has_declined(seat),
        said=answers[-1].said if sees and answers else "",
        typed_by=answers[-1].typed_by.name if sees and answers and answers[-1].typed_by else "",
    )


def relations_of_seat(seat: Seat) -> list[RelationKind]:
    return relations_to(seat.person, seat.interview.application.candidate)
