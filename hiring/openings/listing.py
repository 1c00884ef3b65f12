"""The list of openings: searched, in pages, with counts of applications that a later room knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import text
from hiring.foundation.web.base_app import Provided
from hiring.openings.queries import OpeningLine

PAGE = 50

# Reader, opening ids → what a later room counts of each, in a fixed number of queries.
OpeningCounts = Callable[[Session, Person, Sequence[str]], Mapping[str, Any]]
COUNTS = Provided[OpeningCounts]("opening_counts")


def opening_counts() -> OpeningCounts:
    return COUNTS.get()


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """A page of the list. `running` and `closed` count all openings, whatever is searched for."""

    words: str
    closed_only: bool
    page: int
    running: int
    closed: int
    matching: int
    lines: tuple[OpeningLine, ...]

    @property
    def left(self) -> int:
        return max(0, self.matching - self.page * PAGE)

    def arguments(self, **changes: str) -> dict[str, str]:
        told = {"q": self.words, "show": "closed" if self.closed_only else "", "page": str(self.page)} | changes
        return {name: value for name, value in told.items() if value not in ("", "1")}


def paged_openings(lines: Sequence[OpeningLine], arguments: Mapping[str, str]) -> OpeningPage:
    """What the address asks for: `q`, `show=closed` and `page`. Anything else in it is left aside."""
    words, asked = text.tidy(arguments.get("q", ""))[:200], arguments.get("page", "")
    page = max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    closed_only = arguments.get("show") == "closed"
    key = text.sort_key(words)
    closed = [line for line in lines if line.closed_on is not None]
    running = [line for line in lines if line.closed_on is None]
    chosen = [
        line
        for line in (closed if closed_only else running)
        if key in text.sort_key(line.title) or key in text.sort_key(line.workplace)
    ]
    shown = tuple(chosen[(page - 1) * PAGE : page * PAGE])
    return OpeningPage(words, closed_only, page, len(running), len(closed), len(chosen), shown)
