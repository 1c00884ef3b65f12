"""Why a sheet can't be analysed: something is wrong in it, or its shape can be read in more than one way."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from hiring.analyse.reading.headings import shown


class SheetError(ValueError):
    """One clear line on why a file cannot be analysed, with the row or cell where there is one."""


class NoTable(SheetError):
    """A sheet has no headings with ratings under them."""


class UnclearShape(SheetError):
    """The reader doesn't know what is what, and asks. `proposal` has options of the command that would tell it."""

    def __init__(self, problem: str, proposal: tuple[tuple[str, str], ...] = ()) -> None:
        self.problem = problem
        self.proposal = proposal
        tried = " ".join(f"{option} {shlex.quote(value)}" if value else option for option, value in proposal)
        super().__init__(f"{problem} Try {tried}" if proposal else problem)


def there_are(headings: Iterable[str]) -> str:
    """The headings of a table, for someone who has to choose."""
    return f" There are: {', '.join(map(shown, headings))}."


def no_column(lacking: str, headings: list[str]) -> UnclearShape:
    """What to say where a column that is needed was not found."""
    return UnclearShape(f"We found no column of {lacking}s. Name it with --{lacking}.{there_are(headings)}")
