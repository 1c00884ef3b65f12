"""A sheet with several marks a row, unfolded into a row a mark; sums and means in it are no marks."""

from __future__ import annotations

import pandas as pd

from hiring.analyse.reading.classified import classified
from hiring.analyse.reading.columns import ACROSS, LACKING
from hiring.analyse.reading.crossing import crossed
from hiring.analyse.reading.frame import ROW, RatingTable
from hiring.analyse.reading.headings import plain, shown, sums_up
from hiring.analyse.reading.options import ReadingOptions
from hiring.analyse.reading.reading import LEFT_OUT, ColumnUse, left_out_notes
from hiring.analyse.reading.refusals import SheetError, UnclearShape, no_column, there_are
from hiring.measurement.number_format import listed

_SHOWN = 12
_ROLES = ("candidate", "interviewer", "criterion", "question", "round", "weight", "opening")


def unfolded(
    table: RatingTable, columns: dict[str, str], options: ReadingOptions, known: str = ""
) -> tuple[pd.DataFrame, list[str], list[ColumnUse]]:
    """The long form with `text`, `row` and `heading`; how the sheet was read; and what each column was taken for."""
    across = columns[ACROSS]
    fixed = {role: columns[role] for role in _ROLES if role in columns}
    uses = classified(table, columns, options)
    kept = [use.heading for use in uses if use.role == "marks"]
    if not kept or (LACKING in columns and len(kept) < 2):
        raise _no_marks(columns, table)
    _check(table, kept)
    key = fixed.get("interviewer" if across == "candidate" else "candidate")
    below = table.frame[key].map(sums_up) if key else pd.Series(data=False, index=table.frame.index)
    long = table.frame[~below].melt([ROW, *fixed.values()], kept, var_name="\0who", value_name="\0text")
    ratings = pd.DataFrame({role: long[name] for role, name in fixed.items()})
    heading = long["\0who"].astype("str")
    pairs = crossed(kept) if across == "interviewer" and "criterion" not in (known, *fixed) else None
    if pairs:
        ratings["interviewer"] = heading.map({name: pair[0] for name, pair in pairs.items()})
        ratings["criterion"] = heading.map({name: pair[1] for name, pair in pairs.items()})
        uses = [ColumnUse(use.heading, use.role, use.why, ", ".join(pairs[use.heading]))
                if use.heading in pairs else use for use in uses]  # fmt: skip
        first = f"Read as one column an interviewer and criterion: {_some(kept)}; {_from(fixed)}."
    else:
        ratings[across] = heading.map(dict(zip(kept, map(shown, kept), strict=True)))
        first = f"Read as one column {_article(across)} {across}: {_some(kept)}; {_from(fixed)}."
    notes = [first.replace("; .", ".")]
    notes += [f"Row {row} was left out: it sums up the others." for row in table.frame.loc[below, ROW]]
    notes += left_out_notes(uses)
    uses = [ColumnUse(name, role) for role, name in fixed.items()] + [
        ColumnUse(use.heading, f"marks of {_article(across)} {across}" if use.role == "marks" else LEFT_OUT, use.why,
                  use.of) for use in uses]  # fmt: skip
    return ratings.assign(text=long["\0text"], row=long[ROW], heading=heading), notes, uses


def _no_marks(columns: dict[str, str], table: RatingTable) -> SheetError:
    """What to say of a sheet that is neither long nor wide."""
    if LACKING in columns:
        return no_column(columns[LACKING], table.headings)
    there = there_are(table.headings)
    return UnclearShape(f"We found no column of scores or marks. Name them, for example with --score.{there}")


def _check(table: RatingTable, kept: list[str]) -> None:
    doubled = [name for name in kept if plain(shown(name)) in table.repeated]
    if doubled:
        raise SheetError(f"There are two columns called “{shown(doubled[0])}”.")
    spanned = [(row, name) for name, row in table.merged if name in kept]
    if spanned:
        row, name = min(spanned)
        raise SheetError(f"Row {row}, column “{shown(name)}”: a merged cell holds the mark of several. Unmerge it.")


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _from(fixed: dict[str, str]) -> str:
    people = [role for role in ("candidate", "interviewer", "criterion") if role in fixed]
    many = {"criterion": "criteria"}
    return listed([f"{many.get(role, f'{role}s')} from “{shown(fixed[role])}”" for role in people]) if people else ""


def _some(names: list[str]) -> str:
    named = [shown(name) for name in names]
    return listed(named) if len(named) <= _SHOWN else listed([*named[: _SHOWN - 1], f"{len(named) - _SHOWN + 1} more"])
