"""Each of one hundred sheets is read right, asked about with a proposal, or refused with its cell."""

from __future__ import annotations

import pytest

from hiring.analyse.reading.options import ReadingOptions
from hiring.analyse.reading.ratings import SheetError, UnclearShape, read_content
from tests.analyse.shapes.long_sheets import LONG_SHEETS
from tests.analyse.shapes.table import Shape
from tests.analyse.shapes.wide_sheets import WIDE_SHEETS
from tests.analyse.shapes.workbooks import WORKBOOKS

SHAPES = [*LONG_SHEETS, *WIDE_SHEETS, *WORKBOOKS]


def _marks(text: str) -> set[tuple[str, ...]]:
    """ "Ana Mia Calm 3, …" as sets of its words; an underscore stands for a space within a name."""
    return {tuple(word.replace("_", " ") for word in part.split()) for part in text.split(", ")}


def test_there_are_a_hundred_shapes() -> None:
    assert len(SHAPES) >= 100


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_gives_what_its_table_says(shape: Shape) -> None:
    options = ReadingOptions(**shape.options)
    if not shape.gives:
        with pytest.raises(SheetError) as refused:
            read_content(shape.raw(), "the file", options)
        assert (shape.asks or shape.refuses) in str(refused.value)
        assert isinstance(refused.value, UnclearShape) is bool(shape.asks)
        return
    sheet = read_content(shape.raw(), "the file", options)
    by_criterion = any(len(part) == 4 for part in _marks(shape.gives))
    keys = ["candidate", "interviewer", *(["criterion"] if by_criterion else [])]
    rows = sheet.ratings[[*keys, "score"]].itertuples(index=False)
    assert {(*row[:-1], *([f"{row[-1]:g}"] if row[-1] == row[-1] else [])) for row in rows} == _marks(shape.gives)
    assert len(sheet.ratings) == len(_marks(shape.gives))
    said = " ".join(sheet.reading.sentences())
    assert [part for part in shape.says if part not in said] == []
    assert sheet.reading.as_json()["left_out"] == list(shape.left_out)
    assert all(f"“{heading}” was left out" in said for heading in shape.left_out)
