"""All seats of an application in one line of text, so that the database can count panels that are alike.

A seat is its round's id, then a 1 or 0 for each of the flags of a `SeatRow`. Who sits there isn't in it.
"""

from collections.abc import Iterator
from functools import reduce
from operator import add
from typing import Any

import sqlalchemy as sa

from hiring.foundation import clock
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.panels.values import SeatRow


def seat_codes() -> sa.ColumnElement[str]:
    """Of a statement with an interview, its seats and their scorecards; one an application, empty without a seat."""
    flags = [Seat.left_on.is_not(None), Scorecard.id.is_not(None), IS_ON, Interview.starts_at <= clock.now(),
             Seat.after_reading]  # fmt: skip
    digits: list[Any] = [sa.case((flag, "1"), else_="0") for flag in flags]
    code = sa.case((Seat.id.is_not(None), reduce(add, [Interview.round_id, *digits])))
    return sa.func.coalesce(sa.func.aggregate_strings(code, " "), "")


def seats_in(codes: str | None) -> Iterator[SeatRow]:
    for code in (codes or "").split():
        planned_round, flags = code[:-5], [digit == "1" for digit in code[-5:]]
        yield SeatRow("", planned_round, *flags)
