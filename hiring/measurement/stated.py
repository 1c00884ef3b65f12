"""What an export of marks says of its model on its first lines, and the way back from them."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from hiring.measurement.components import Components

TITLE = "Hiring for Attitude: the marks of an opening"
# The columns of marks that a reader needs; the tie group is that of the candidate, the same in each of their rows.
APPLICATION, CANDIDATE, ROUND, CRITERION = "Application", "Candidate", "Round", "Criterion"
QUESTION, INTERVIEWER, SCORE, TIE_GROUP = "Question", "Interviewer", "Score", "Tie group"
COLUMNS = (APPLICATION, CANDIDATE, ROUND, CRITERION, QUESTION, INTERVIEWER, SCORE, TIE_GROUP)

_VARIANCES = {
    "candidate": "Variance between candidates",
    "interviewer": "Variance of leniency",
    "residual": "Variance of the rest",
    "round": "Variance of a round",
    "rounding": "Variance of whole levels",
}
_SHARED, _MODEL, _SCALE, _DIGEST = "Errors shared by criteria", "Model", "Scale", "Data digest"
_GROUPS, _LINKED, _ASSUMED = "Tie groups rest on", "Can all be compared", "assumed"
_ALL_PANELS, _THESE = "all finished panels", "these marks"


class NotStated(ValueError):
    """The first lines aren't those of an export, or one of them can't be read."""


@dataclass(frozen=True, slots=True)
class StatedCriterion:
    """A criterion that counts in the total, with its weight, and its minimum where it has one."""

    title: str
    weight: float
    minimum: int | None = None


@dataclass(frozen=True)
class StatedModel:
    """The model of a page in words and numbers: variances in points², the scale, rounds, weights and minimums.

    `has_own_groups` says that tie groups rest on other openings' panels, too, so that they go with the marks and can't
    be worked out from them. `basis` is what the page says its intervals rest on.
    """

    opening: str
    made_by: str
    made_at: str
    scale: tuple[float, float]
    basis: str
    components: Components
    shared: float
    rounds: tuple[str, ...]
    criteria: tuple[StatedCriterion, ...]
    is_linked: bool = True
    has_own_groups: bool = False

    @property
    def weights(self) -> dict[str, float]:
        """Title → weight."""
        return {criterion.title: criterion.weight for criterion in self.criteria}

    def lines(self, digest: str) -> list[list[str | int | float]]:
        """The first lines of an export, a name and its values each."""
        assumed = _ASSUMED if self.components.assumed else "estimated"
        return [
            [TITLE],
            ["Opening", self.opening],
            ["Made by", self.made_by],
            ["Made at", self.made_at],
            [_DIGEST, digest],
            [_SCALE, *self.scale],
            [_MODEL, assumed, self.basis],
            *([words, getattr(self.components, name)] for name, words in _VARIANCES.items()),
            [_SHARED, self.shared],
            [_LINKED, "yes" if self.is_linked else "no"],
            [_GROUPS, _ALL_PANELS if self.has_own_groups else _THESE],
            *_rounds(self.rounds),
            *(
                [
                    CRITERION,
                    each.title,
                    "weight",
                    each.weight,
                    "minimum",
                    "none" if each.minimum is None else each.minimum,
                ]
                for each in self.criteria
            ),
        ]

    def digest(self, marks: Iterable[Sequence[Any]]) -> str:
        """A digest of the model and of marks: (application, round, criterion, question, interviewer, score, tie group)
        each, in whatever order. Who made the export, and when, is not in it."""
        parts = [getattr(self.components, name) for name in _VARIANCES]
        criteria = [[each.title, each.minimum] for each in self.criteria]
        figures = [*self.scale, *parts, self.shared, *(each.weight for each in self.criteria)]
        # A spreadsheet keeps 15 digits of a number.
        stated = [*(f"{figure:.12g}" for figure in figures), self.components.assumed, self.is_linked]
        stated.append(self.has_own_groups)
        rows = sorted([*map(str, row[:5]), *(-1.0 if number is None else float(number) for number in row[5:])]
                      for row in marks)  # fmt: skip
        content = json.dumps([stated, list(self.rounds), criteria, rows], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()


def _rounds(titles: Sequence[str]) -> list[list[str | int | float]]:
    return [["Round", title] for title in titles]


def is_stated(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a sheet begins with the first line of an export."""
    first = next((row for row in rows if any(cell.strip() for cell in row)), [])
    return bool(first) and first[0].strip() == TITLE


def read_stated(rows: Sequence[Sequence[str]]) -> tuple[StatedModel, str, int]:
    """The model that the first lines state, the digest beside it, and how many lines that is, empty ones included.

    Raises `NotStated` with a sentence where a line is missing or its number can't be read.
    """
    if not is_stated(rows):
        raise NotStated("The first line isn't that of an export.")
    filled = list(takewhile(lambda row: APPLICATION not in row, rows))
    lines = [[cell.strip() for cell in row] for row in filled if any(cell.strip() for cell in row)]
    values: dict[str, list[str]] = {line[0]: line[1:] for line in reversed(lines)}
    parts = {name: _number(values, words) for name, words in _VARIANCES.items()}
    model = StatedModel(
        opening=_text(values, "Opening"),
        made_by=_text(values, "Made by"),
        made_at=_text(values, "Made at"),
        scale=(_number(values, _SCALE), _number(values, _SCALE, 1)),
        basis=" ".join(values.get(_MODEL, [])[1:2]),
        components=Components(**parts, assumed=_text(values, _MODEL) == _ASSUMED),
        shared=_number(values, _SHARED),
        rounds=tuple(line[1] for line in lines if line[0] == "Round" and len(line) > 1),
        criteria=tuple(_criterion(line) for line in lines if line[0] == CRITERION),
        is_linked=_text(values, _LINKED) == "yes",
        has_own_groups=_text(values, _GROUPS) == _ALL_PANELS,
    )
    if not model.criteria or not model.scale[0] < model.scale[1]:
        raise NotStated("The first lines name no criterion, or a scale that doesn't end above its start.")
    return model, _text(values, _DIGEST), len(filled)


def _criterion(line: Sequence[str]) -> StatedCriterion:
    """From "Criterion, its title, weight, 1, minimum, 3"; without a minimum the last word is "none"."""
    if len(line) < 6:
        raise NotStated("A line of a criterion needs its weight and its minimum.")
    _, title, _, weight, _, least = line[:6]
    minimum = None if least == "none" else int(_float(least, f"the minimum of {title}"))
    return StatedCriterion(title, _float(weight, f"the weight of {title}"), minimum)


def _text(values: Mapping[str, Sequence[str]], name: str, place: int = 0) -> str:
    given = values.get(name, ())
    if len(given) <= place:
        raise NotStated(f"The line “{name}” is missing.")
    return given[place]


def _number(values: Mapping[str, Sequence[str]], name: str, place: int = 0) -> float:
    return _float(_text(values, name, place), name)


def _float(text: str, what: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise NotStated(f"“{text}” isn't a number we can use as {what[0].lower()}{what[1:]}.")
    return value
