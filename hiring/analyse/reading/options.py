"""What a person says about a sheet: which columns are what, which way is better, and what cells stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from hiring.analyse.reading.refusals import SheetError

SHEETS_ARE = ("interviewers", "criteria", "candidates")
COLUMN_ROLES = ("candidate", "interviewer", "criterion", "score", "round", "weight", "opening")


@dataclass(frozen=True)
class ReadingOptions:
    """Everything that can be said of a sheet; None or nothing where the reader is to find out, or to ask.

    The first seven are headings. `interviewer_columns` and `criterion_columns` are headings of marks, `ignore` those to
    leave out. `sheets_are` is one of `SHEETS_ARE`; `header_row` counts from 1 as a spreadsheet does. `missing` are
    cells that hold no mark, `codes` words with the mark each stands for.
    """

    candidate: str | None = None
    interviewer: str | None = None
    criterion: str | None = None
    score: str | None = None
    round: str | None = None
    weight: str | None = None
    opening: str | None = None
    interviewer_columns: tuple[str, ...] = ()
    criterion_columns: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    sheet: str | None = None
    sheets_are: str | None = None
    header_row: int | None = None
    lower_is_better: bool = False
    missing: tuple[str, ...] = ()
    codes: dict[str, float] = field(default_factory=dict)

    def columns(self) -> dict[str, str]:
        """Role → heading of each column that was named."""
        return {role: name for role in COLUMN_ROLES if (name := getattr(self, role))}

    def without_sheets(self) -> ReadingOptions:
        """The same for a single sheet of several."""
        return replace(self, sheet=None, sheets_are=None)

    def is_empty(self) -> bool:
        return all(getattr(self, each.name) in (None, False, (), {}) for each in fields(self))


def split_list(text: str | None) -> tuple[str, ...]:
    """The parts of "Ann,Ben, Cho"; a comma within a name is written with a backslash before it."""
    parts = (text or "").replace("\\,", "\0").split(",")
    return tuple(name for part in parts if (name := part.replace("\0", ",").strip()))


def joined_list(names: Iterable[str]) -> str:
    """The way back from `split_list`."""
    return ",".join(name.replace(",", "\\,") for name in names)


def codes_of(text: str | None) -> dict[str, float]:
    """Word → mark of "good=4,poor=2"; `SheetError` for a part that has no number."""
    codes: dict[str, float] = {}
    for part in split_list(text):
        word, sign, mark = part.rpartition("=")
        try:
            codes[word.strip()] = float(mark)
        except ValueError:
            sign = ""
        if not sign or not word.strip() or not abs(codes[word.strip()]) < 1e9:
            raise SheetError(f"“{part}” isn't a word and its mark. Write them like good=4,poor=2.")
    return codes
