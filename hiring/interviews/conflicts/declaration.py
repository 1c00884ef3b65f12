"""The question that comes before kit and card, for an interviewer who knows the candidate."""

import functools
from collections.abc import Callable

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.interviews.conflicts.policy import must_answer_first
from hiring.interviews.models import Seat

SeatView = Callable[[Person, Seat], ResponseReturnValue]


def declaration_required(view: SeatView) -> SeatView:
    """Under the guard, so that only the seat's own interviewer is ever sent to the question."""

    @functools.wraps(view)
    def asked(person: Person, seat: Seat) -> ResponseReturnValue:
        if must_answer_first(seat):
            return redirect(url_for("conflicts.answer", seat_id=seat.id))
        return view(person, seat)

    return asked
