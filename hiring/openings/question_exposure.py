"""How often a question was asked before. A later room counts that; this one only needs to know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation.grammar import counted
from hiring.foundation.web.base_app import Provided
from hiring.foundation.web.template_filters import day
from hiring.rubrics.edition import Edition


@dataclass(frozen=True, slots=True)
class Exposure:
    """So many candidates in so many days."""

    candidates: int
    days: int


# Nobody we know has measured when a question has got about, so this is a rule of thumb, and all that depends on it is
# a sentence. An opening meets about six candidates (`USUAL_CANDIDATES`): twenty in a quarter are three openings and
# more in a row, whose candidates may well have talked to each other.
TOO_OFTEN = Exposure(candidates=20, days=90)


@dataclass(frozen=True, slots=True)
class QuestionExposure:
    """One question in its present words; `lately` are the candidates within the days of `TOO_OFTEN`."""

    candidates: int = 0
    lately: int = 0
    last_on: date | None = None
    # Where an earlier version asked other words under the same key: since when it is these.
    reworded_on: date | None = None

    @property
    def says(self) -> str:
        if self.last_on is None:
            history = "never asked"
        else:
            history = f"asked of {counted(self.candidates, 'candidate')}, last on {day(self.last_on)}"
        return f"{history}, in these words since {day(self.reworded_on)}" if self.reworded_on else history

    @property
    def warns(self) -> str:
        """A hint where candidates may have heard of it by now; nothing otherwise."""
        if self.lately < TOO_OFTEN.candidates:
            return ""
        return (
            f"Asked of {self.lately} candidates within {TOO_OFTEN.days} days. Candidates talk to each other: "
            "the next ones may know it."
        )


# What an edition's references were asked, each of them. What `reader` must not learn yet is left out; without a
# reader, what anybody must not learn yet.
Counter = Callable[[Session, Edition, Person | None], Mapping[str, QuestionExposure]]
COUNTER = Provided[Counter]("asked_before")


def asked_before(session: Session, edition: Edition, reader: Person | None = None) -> Mapping[str, QuestionExposure]:
    return COUNTER.get()(session, edition, reader)
