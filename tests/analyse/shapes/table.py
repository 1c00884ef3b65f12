"""What a shape is, and what it must give: marks, a question with a proposal, or a refusal with its cell."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]

# Candidate by interviewer, as most shapes below have them.
FOUR = "Ana Mia 3, Ana Leo 4, Bo Mia 2, Bo Leo 2"
SIX = "Ana Mia 3, Ana Leo 4, Ana Kim 5, Bo Mia 2, Bo Leo 2, Bo Kim 1"
# With two criteria.
EIGHT = (
    "Ana Mia Calm 3, Ana Mia Care 4, Ana Leo Calm 4, Ana Leo Care 5, "
    "Bo Mia Calm 2, Bo Mia Care 1, Bo Leo Calm 2, Bo Leo Care 3"
)


@dataclass(frozen=True)
class Shape:
    """A sheet, what is said of it, and what it must give: one of `gives`, `asks` and `refuses`.

    `content` is text, or the rows of a workbook's sheets by name. `says` are parts of sentences on how it was read,
    `left_out` all headings that aren't used.
    """

    name: str
    content: str | Mapping[str, Rows]
    gives: str = ""
    asks: str = ""
    refuses: str = ""
    says: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def raw(self) -> bytes:
        """The file's bytes."""
        if isinstance(self.content, str):
            return self.content.encode()
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in self.content.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        first = book.worksheets[0]
        for cells in self.merged:
            first.merge_cells(cells)
        for place in self.hidden:
            dimensions = first.row_dimensions if place.isdigit() else first.column_dimensions
            dimensions[int(place) if place.isdigit() else place].hidden = True
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()
