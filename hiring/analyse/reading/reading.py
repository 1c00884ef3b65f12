"""How a sheet was read: what each column was taken for, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hiring.analyse.reading.headings import shown

LEFT_OUT = "left out"
HIGHER = "Higher marks are taken as better."


@dataclass(frozen=True)
class ColumnUse:
    """One column: what it was taken for, or `LEFT_OUT` with the reason. `of` is whose or what marks it holds."""

    heading: str
    role: str
    why: str = ""
    of: str = ""


@dataclass(frozen=True)
class SheetReading:
    """What the reader made of a file. `shape` is "long" or "wide"; `sheets` are names of a workbook's."""

    shape: str
    columns: tuple[ColumnUse, ...]
    notes: tuple[str, ...]
    sheets: tuple[str, ...] = ()
    header_row: int = 1
    direction: str = HIGHER
    doubts: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """All of it, for a report."""
        return [*self.notes, self.direction, *self.doubts]

    def as_json(self) -> dict[str, Any]:
        return {
            "shape": self.shape,
            "sheets": list(self.sheets),
            "header_row": self.header_row,
            "columns": [
                {"heading": shown(use.heading), "role": use.role, "of": use.of or None, "why": use.why or None}
                for use in self.columns
            ],
            "left_out": [shown(use.heading) for use in self.columns if use.role == LEFT_OUT],
            "direction": self.direction,
            "doubts": list(self.doubts),
            "notes": list(self.notes),
        }


def left_out_notes(columns: list[ColumnUse]) -> list[str]:
    """A sentence on each column that wasn't used."""
    return [f"The column “{shown(use.heading)}” was left out: {use.why}." for use in columns if use.role == LEFT_OUT]
