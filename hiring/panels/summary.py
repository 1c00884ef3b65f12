"""What a panel comes to in numbers and in words, with a digest that proves it, and panels side by side."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from hiring.foundation import figures
from hiring.foundation.database import canonical
from hiring.measurement import sentences
from hiring.measurement.scoring.minimum import AgainstMinimum
from hiring.panels.values import Adjusted, shown_range


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion as an opening judges it."""

    key: str
    title: str
    weight: float
    minimum: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One candidate on one criterion. None where nobody observed it, or where one mark has no spread."""

    criterion: Judged
    raters: int = 0
    mean: float | None = None
    spread: float | None = None
    deviation: float | None = None
    r_wg: float | None = None
    lowest: float | None = None
    highest: float | None = None
    interval: tuple[float, float] | None = None
    is_wide: bool = False
    is_apart: bool = False
    is_assumed: bool = True
    against: AgainstMinimum | None = None
    marks: tuple[tuple[str, float | None], ...] = ()

    @property
    def mean_shown(self) -> str:
        return figures.fixed(self.mean)

    @property
    def range_shown(self) -> str:
        return shown_range(self.interval)

    @property
    def is_below(self) -> bool:
        return self.against is not None and not self.against.met

    @property
    def meets_minimum(self) -> bool:
        """True where there is no minimum to meet; what nobody observed meets none."""
        return self.criterion.minimum is None or (self.against is not None and self.against.met)

    @property
    def apart(self) -> float:
        return 0.0 if self.lowest is None or self.highest is None else self.highest - self.lowest

    @property
    def mean_says(self) -> str:
        return sentences.mean_with_interval(self.mean or 0.0, self.interval, self.raters, assumed=self.is_assumed)

    @property
    def minimum_says(self) -> str:
        if self.criterion.minimum is None:
            return ""
        return sentences.minimum(self.against, self.mean or 0.0, self.criterion.minimum)

    @property
    def given(self) -> list[float]:
        return [mark for _, mark in self.marks if mark is not None]

    @property
    def agreement_says(self) -> str:
        if self.is_apart:
            return sentences.disagreement(self.given)
        return sentences.agreement(self.raters, self.apart, False)

    @property
    def notes(self) -> str:
        """What must not be overlooked: below the minimum, or seen differently. Nothing where neither is so."""
        remarks = [self.minimum_says] if self.is_below else []
        return " ".join([*remarks, *([self.agreement_says] if self.is_apart else [])])

    def content(self) -> dict[str, Any]:
        return {
            "key": self.criterion.key,
            "title": self.criterion.title,
            "weight": self.criterion.weight,
            "minimum": self.criterion.minimum,
            "raters": self.raters,
            "mean": _rounded(self.mean),
            "spread": _rounded(self.spread),
            "interval": [_rounded(end) for end in self.interval] if self.interval else None,
            "marks": [[interviewer, _rounded(mark)] for interviewer, mark in self.marks],
            "is_below": self.is_below,
            "is_apart": self.is_apart,
            "says": [say for say in (self.mean_says, self.minimum_says, self.agreement_says) if say],
        }


@dataclass(frozen=True, slots=True)
class Debriefed:
    """What the panel settled on in talk about one criterion, beside the independent marks."""

    criterion: str
    level: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Amended:
    """A second thought after the panel was revealed, beside the sealed mark, which stays the one that is averaged."""

    seat: str
    criterion: str
    question: str
    interviewer: str
    name: str
    was: int | None
    level: int | None
    evidence: str
    reason: str
    at: datetime

    @property
    def says(self) -> str:
        was, now = (str(level) if level else "not observed" for level in (self.was, self.level))
        return f"{was} → {now}"

    def content(self) -> list[Any]:
        """By id: what is frozen into a decision names nobody who may have to be forgotten."""
        moment = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        marked = [self.criterion, self.question, self.interviewer, self.was, self.level]
        return [*marked, self.evidence, self.reason, moment]


@dataclass(frozen=True, slots=True)
class PanelSummary:
    """One application: a cell a criterion, in the opening's order, and their weighted composite."""

    application: str
    cells: tuple[Cell, ...]
    covered: float
    missing: tuple[str, ...]
    composite: float | None = None
    interval: tuple[float, float] | None = None
    interviewers: tuple[str, ...] = ()
    is_assumed: bool = True
    # What the intervals rest on, in words.
    basis: str = sentences.ASSUMED
    # The total with leniency taken out, only where that says something the raw one does not.
    adjusted: Adjusted | None = None
    is_closed: bool = False
    debriefed: tuple[Debriefed, ...] = ()
    amended: tuple[Amended, ...] = ()
    # (interviewer, who typed their card in from paper)
    typed: tuple[tuple[str, str], ...] = ()

    @property
    def composite_shown(self) -> str:
        return figures.fixed(self.composite)

    @property
    def range_shown(self) -> str:
        return shown_range(self.interval)

    @property
    def coverage_says(self) -> str:
        return sentences.coverage(self.covered, self.missing)

    @property
    def total_says(self) -> str:
        """The composite with its range; nothing where something is missing, which `coverage_says` tells."""
        if self.composite is None or self.interval is None:
            return ""
        low, high = (figures.short(end) for end in self.interval)
        return f"{figures.short(self.composite)}, plausibly {low} to {high}"

    @property
    def widest_first(self) -> list[Cell]:
        """The order of a debrief: where people saw most different things first."""
        return sorted(self.cells, key=lambda cell: (not cell.is_apart, -cell.apart))

    @property
    def settled(self) -> set[str]:
        """The criteria that were talked about."""
        return {debrief.criterion for debrief in self.debriefed}

    @property
    def to_discuss(self) -> list[Cell]:
        """Where interviewers saw different people and nobody has recorded a talk, the widest first."""
        settled = self.settled
        return [cell for cell in self.widest_first if cell.is_apart and cell.criterion.key not in settled]

    @property
    def below(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_below]

    def flag(self, cell: Cell) -> str:
        """The word of a cell: what is below a minimum comes before what is to be talked about."""
        if cell.is_below:
            return "below"
        return "discuss" if cell.is_apart and cell.criterion.key not in self.settled else ""

    def cell(self, key: str) -> Cell:
        return next(cell for cell in self.cells if cell.criterion.key == key)

    def with_talk(self, debriefed: Sequence[Debriefed], *, is_closed: bool) -> "PanelSummary":
        return replace(self, debriefed=tuple(debriefed), is_closed=is_closed)

    def with_beside(self, amended: Sequence[Amended], typed: Sequence[tuple[str, str]]) -> "PanelSummary":
        return replace(self, amended=tuple(amended), typed=tuple(typed))

    def content(self) -> dict[str, Any]:
        """Plain JSON values, floats rounded, so that equal panels have equal digests everywhere."""
        return {
            "application": self.application,
            "criteria": [cell.content() for cell in self.cells],
            "composite": _rounded(self.composite),
            "interval": [_rounded(end) for end in self.interval] if self.interval else None,
            "covered": _rounded(self.covered),
            "coverage_says": self.coverage_says,
            "interviewers": list(self.interviewers),
            "is_assumed": self.is_assumed,
            "basis": self.basis,
            "adjusted": self._adjusted_content(),
            "is_closed": self.is_closed,
            "debriefed": [[debrief.criterion, debrief.level, debrief.said] for debrief in self.debriefed],
            "amended": [amendment.content() for amendment in self.amended],
            "typed": [list(pair) for pair in self.typed],
        }

    def _adjusted_content(self) -> list[float | None] | None:
        if self.adjusted is None:
            return None
        return [_rounded(value) for value in (self.adjusted.level, *self.adjusted.interval)]

    @property
    def digest(self) -> str:
        return digest_of(self.content())

    @property
    def evidence_digest(self) -> str:
        """What people marked and settled, without what other panels say of it: proof that this was read."""
        marks = [[cell.criterion.key, cell.criterion.weight, cell.criterion.minimum, cell.marks] for cell in self.cells]
        whole = self.content()
        beside = {key: whole[key] for key in ("application", "is_closed", "debriefed", "amended", "typed")}
        return digest_of(beside | {"marks": marks})


def people_in(content: Mapping[str, Any]) -> list[str]:
    """Everybody a frozen summary names by id. One that was frozen before cards could be typed in knows no typists."""
    return [*content["interviewers"], *(typist for _, typist in content.get("typed", []))]


def digest_of(content: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _rounded(value: float | None) -> float | None:
    return None if value is None else figures.stored(value)
