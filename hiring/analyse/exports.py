"""An export of ours, recognised by its first line: its marks, and the model that its first lines state."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from hiring.analyse.reading.files import sheets_of
from hiring.analyse.reading.reading import ColumnUse, SheetReading
from hiring.analyse.reading.refusals import SheetError
from hiring.foundation.spreadsheets import unescaped
from hiring.foundation.tables.sheets import Bounds, Sheet
from hiring.measurement.number_format import number
from hiring.measurement.stated import (
    APPLICATION,
    CANDIDATE,
    COLUMNS,
    CRITERION,
    INTERVIEWER,
    QUESTION,
    ROUND,
    SCORE,
    TIE_GROUP,
    NotStated,
    StatedModel,
    is_stated,
    read_stated,
)
from hiring.measurement.stated_figures import StatedPanels, stated_panels

_ROLES = {APPLICATION: "candidate", INTERVIEWER: "interviewer", CRITERION: "criterion", QUESTION: "question",
          ROUND: "round"}  # fmt: skip
_CHANGED = (
    "This file was changed after it was made. So we worked out its figures from the marks in it now, "
    "and its tie groups from these marks alone."
)
_ITS_GROUPS = "Tie groups rest on all finished panels of the organisation, so they're the ones the file came with."


def read_export(raw: bytes, label: str, bounds: Bounds | None = None) -> StatedPanels | None:
    """The figures of an export, as its page shows them; None for any other file.

    `SheetError` where it is an export and one of its lines can't be used.
    """
    sheets, _ = sheets_of(raw, label, bounds)
    first = next((sheet for sheet in sheets if is_stated(sheet.rows)), None)
    if first is None:
        return None
    try:
        model, digest, lines = read_stated(_texts(first, first.rows))
    except NotStated as problem:
        raise SheetError(f"{label}: {problem} Make the export again.") from problem
    marks = _marks(sheets, first, lines, label)
    scores = marks[SCORE].map(lambda cell: _number(cell, model.scale))
    groups = marks[TIE_GROUP].map(lambda cell: _number(cell, (1, float("inf"))))
    _check(marks, scores, model, label)
    marks = marks.assign(**{SCORE: scores, TIE_GROUP: groups})
    proven = marks[[APPLICATION, *COLUMNS[2:]]].astype(object).where(marks[[APPLICATION, *COLUMNS[2:]]].notna(), None)
    is_changed = model.digest(proven.itertuples(index=False)) != digest
    known = marks.dropna(subset=TIE_GROUP).drop_duplicates(APPLICATION)
    own = {str(key): int(group) for key, group in zip(known[APPLICATION], known[TIE_GROUP], strict=True)}
    ratings = marks.rename(columns={**_ROLES, SCORE: "score"})[[*_ROLES.values(), "score"]].astype({"score": "float64"})
    return stated_panels(
        ratings,
        model,
        dict(zip(marks[APPLICATION], marks[CANDIDATE], strict=True)),
        own if model.has_own_groups and not is_changed else None,
        is_changed=is_changed,
    )


def reading_of(panels: StatedPanels) -> SheetReading:
    """How an export was read, in the words of every other report."""
    model = panels.model
    low, high = (number(end, 2) for end in model.scale)
    notes = [
        f"This is an export of “{model.opening}”, made by {model.made_by} ({model.made_at}).",
        f"Its first lines state the model, the weights, the minimums and the scale, {low} to {high}. We use those.",
        *([_CHANGED] if panels.is_changed else [_ITS_GROUPS] if model.has_own_groups else []),
        "To fit the marks anew, name a column: --score Score.",
    ]
    uses = tuple(ColumnUse(heading, role) for heading, role in {**_ROLES, SCORE: "score"}.items())
    return SheetReading("long", uses, tuple(notes))


def _texts(sheet: Sheet, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Cells as they were before a CSV was kept from being calculated; a workbook's sheets have names, and need none."""
    return [list(row) if sheet.name else [unescaped(cell) for cell in row] for row in rows]


def _marks(sheets: Sequence[Sheet], first: Sheet, lines: int, label: str) -> pd.DataFrame:
    """The table of marks: below the first lines, or the other sheet that has all its columns."""
    below = [(first, first.rows[lines:]), *((sheet, sheet.rows) for sheet in sheets if sheet is not first)]
    for sheet, rows in below:
        if rows and set(COLUMNS) <= set(rows[0]):
            head = rows[0]
            body = [row + [""] * (len(head) - len(row)) for row in _texts(sheet, rows[1:]) if any(row)]
            return pd.DataFrame(body, columns=head)[list(COLUMNS)].astype(object)
    raise SheetError(f"{label}: the export's table of marks is missing. It needs the columns {', '.join(COLUMNS)}.")


def _number(cell: str, scale: tuple[float, float]) -> float | None:
    """A number within these ends; None for an empty cell, NaN for anything else."""
    if not cell.strip():
        return None
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        return float("nan")
    return value if scale[0] <= value <= scale[1] else float("nan")


def _check(marks: pd.DataFrame, scores: pd.Series[float], model: StatedModel, label: str) -> None:
    if not len(marks):
        raise SheetError(f"{label}: the export has no marks. Nobody's panel could be read when it was made.")
    off = marks[SCORE].str.strip().ne("") & scores.isna()
    if off.any():
        low, high = (number(end, 2) for end in model.scale)
        row = marks[off].iloc[0]
        raise SheetError(
            f"{label}: the mark of {row[CANDIDATE]} by {row[INTERVIEWER]} is “{row[SCORE]}”. "
            f"It has to be a number from {low} to {high}, or empty."
        )
    twice = marks.duplicated([APPLICATION, CRITERION, QUESTION, INTERVIEWER])
    if twice.any():
        row = marks[twice].iloc[0]
        raise SheetError(f"{label}: {row[INTERVIEWER]} marked {row[CANDIDATE]} twice on “{row[QUESTION]}”.")
    if not marks[CRITERION].isin(list(model.weights)).any():
        raise SheetError(f"{label}: none of the marks is on a criterion named in the first lines.")
