"""Reads ratings from a spreadsheet file, long or wide, and says in one sentence what is wrong with it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd

LARGEST = 100_000_000
_LARGEST_UNPACKED = 300_000_000
_ROW = "\0row"
_NOT_OBSERVED = {"", ".", "-", "–", "—", "na", "n/a", "nan", "none", "null", "not observed", "n.o."}
# Columns that a wide sheet may carry beside its interviewers.
_NOT_PEOPLE = {"mean", "average", "total", "sum", "sd", "median", "rank", "row", "no", "id", "nr"}

USUAL = {
    "candidate": ("candidate", "candidate id", "candidate name", "applicant", "target", "ratee", "subject", "name"),
    "interviewer": ("interviewer", "interviewer id", "interviewer name", "rater", "judge", "assessor", "panellist",
                    "panelist", "evaluator", "observer", "reviewer"),
    "criterion": ("criterion", "criteria", "dimension", "competency", "competence", "trait", "attribute"),
    "question": ("question", "item", "question id"),
    "score": ("score", "rating", "mark", "value", "points", "grade"),
}  # fmt: skip


class SheetError(ValueError):
    """One clear line on why a file cannot be analysed, with the row where there is one."""


@dataclass(frozen=True)
class Named:
    """Column names given on the command line; None is guessed from usual names."""

    candidate: str | None = None
    interviewer: str | None = None
    criterion: str | None = None
    score: str | None = None


@dataclass(frozen=True)
class Sheet:
    """Long ratings: `candidate`, `interviewer`, `criterion`, `score`, maybe `question`; `notes` on how it was read."""

    ratings: pd.DataFrame
    notes: tuple[str, ...]


def read_sheet(path: Path, named: Named = Named(), scale: tuple[float, float] | None = None) -> Sheet:
    """Read ratings from a CSV or XLSX file; rows are numbered as a spreadsheet shows them, headings being row 1.

    A long file has a row a rating; a wide one, recognised by having no column of scores, a column an interviewer.
    A mark left empty or written as "not observed", "-" or "NA" was not observed. Raises `SheetError`.
    """
    table = _table(path)
    columns = _columns(table, named)
    if "score" in columns:
        long, notes = _long(table, columns), tuple[str, ...]()
    else:
        long, notes = _wide(table, columns)
    long["score"] = _numbers(long, scale)
    _check_names(long)
    _check_twice(long)
    return Sheet(long.drop(columns=["row", "text"]).reset_index(drop=True), notes)


def _table(path: Path) -> pd.DataFrame:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SheetError(f"{path} cannot be read: {error.strerror or 'no such file'}.") from error
    if path.is_dir():
        raise SheetError(f"{path} is a folder, not a file.")
    if size > LARGEST:
        raise SheetError(f"{path} has {size // 1_000_000} MB; at most {LARGEST // 1_000_000} MB are read.")
    if size == 0:
        raise SheetError(f"{path} is empty.")
    table = _workbook(path) if zipfile.is_zipfile(path) else _text(path)
    repeated = table.columns[table.columns.duplicated()]
    if len(repeated):
        raise SheetError(f"There are two columns called “{repeated[0]}”.")
    for name in table.columns[1:]:
        table[name] = table[name].astype("str").str.strip()
    table = table[(table.iloc[:, 1:] != "").any(axis=1)]
    if table.empty:
        raise SheetError(f"{path} has headings but no ratings.")
    return table


def _workbook(path: Path) -> pd.DataFrame:
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
                raise SheetError(f"{path} is too large when unpacked.")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except SheetError:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part happens to raise
        raise SheetError(f"{path} is not a workbook that can be read; save it again as .xlsx or .csv.") from error
    return _framed(rows, path)


def _text(path: Path) -> pd.DataFrame:
    text = _decoded(path)
    head = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise SheetError(f"Row {reader.line_num} is not part of a table that can be read: {error}.") from error
    return _framed(rows, path)


def _framed(rows: Sequence[Sequence[object]], path: Path) -> pd.DataFrame:
    """The first row that is not blank has the headings; every row keeps the number a spreadsheet shows."""
    start = next((at for at, row in enumerate(rows) if any(map(_filled, row))), None)
    if start is None:
        raise SheetError(f"{path} is empty.")
    headings = [str(name).strip() if _filled(name) else "" for name in rows[start]]
    while headings and not headings[-1]:
        headings.pop()
    width = len(headings)
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        if len(row) > width and any(map(_filled, row[width:])):
            raise SheetError(f"Row {number} has {len(row)} cells, but there are {width} headings.")
    body = [[*row[:width], *[""] * (width - len(row))] for row in rows[start + 1 :]]
    table = pd.DataFrame(body, columns=[name or f"column {at + 1}" for at, name in enumerate(headings)], dtype=object)
    table.insert(0, _ROW, np.arange(start + 2, len(table) + start + 2))
    return table


def _filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif b"\0" in raw or raw.startswith(b"PK\x03\x04"):
        raise SheetError(f"{path} is neither a text table nor an .xlsx workbook.")
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise SheetError(f"{path} is not text in a known encoding; save it as UTF-8.")


def _columns(table: pd.DataFrame, named: Named) -> dict[str, str]:
    """Which column is what; "score" is absent for a wide sheet."""
    found: dict[str, str] = {}
    present = {_plain(name): name for name in table.columns}
    for role, usual in USUAL.items():
        given = getattr(named, role, None)
        if given is not None:
            if given not in table.columns:
                raise SheetError(f"There is no column “{given}”. There are: {', '.join(table.columns[1:])}.")
            found[role] = given
            continue
        guess = next((present[name] for name in usual if name in present), None)
        if guess is not None and guess not in vars(named).values():
            found[role] = guess
    if ("score" in found) != ("interviewer" in found):
        lacking = "interviewer" if "score" in found else "score"
        raise SheetError(f"No column of {lacking}s was found; name it with --{lacking}.")
    if "candidate" not in found and "score" in found:
        raise SheetError("No column of candidates was found; name it with --candidate.")
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", str(name)).strip().casefold()


def _long(table: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    long = pd.DataFrame({role: table[name] for role, name in columns.items() if role != "score"})
    if "criterion" not in long:
        long["criterion"] = columns["score"]
    return long.assign(text=table[columns["score"]], row=table[_ROW])


def _wide(table: pd.DataFrame, columns: dict[str, str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    candidate = columns.get("candidate", table.columns[1])
    fixed = [candidate, *(columns[role] for role in ("criterion", "question") if role in columns)]
    interviewers = [
        name
        for name in table.columns[1:]
        if name not in fixed and _plain(name) not in _NOT_PEOPLE and _is_marks(table[name])
    ]
    if not interviewers:
        raise SheetError("No column of scores was found, nor columns of marks; name them with --score and the like.")
    long = table.melt([_ROW, *fixed], interviewers, var_name="\0who", value_name="\0text")
    found = pd.DataFrame({"candidate": long[candidate], "interviewer": long["\0who"].astype(str)})
    found["criterion"] = long[columns["criterion"]] if "criterion" in columns else "score"
    if "question" in columns:
        found["question"] = long[columns["question"]]
    note = f"Read as one column an interviewer: {', '.join(interviewers)}; candidates from “{candidate}”."
    return found.assign(text=long["\0text"], row=long[_ROW]), (note,)


def _is_marks(column: pd.Series) -> bool:
    """Whether most cells of a column are marks, so that one mistyped mark is reported and not a column ignored."""
    cells = column[~column.str.casefold().isin(_NOT_OBSERVED)]
    return len(cells) > 0 and 2 * int(_parsed(cells).notna().sum()) >= len(cells)


def _parsed(text: pd.Series) -> pd.Series:
    """Numbers, with a decimal comma where there is no point; NaN for what is none."""
    comma = text.str.fullmatch(r"[+-]?\d+,\d+")
    return pd.to_numeric(text.where(~comma, text.str.replace(",", ".")), errors="coerce")


def _numbers(long: pd.DataFrame, scale: tuple[float, float] | None) -> pd.Series:
    text = long["text"]
    observed = ~text.str.casefold().isin(_NOT_OBSERVED)
    numbers = _parsed(text.where(observed, ""))
    wrong = observed & ~np.isfinite(numbers)
    if wrong.any():
        raise SheetError(f"Row {_first(long, wrong)}: “{text[wrong].iloc[0][:40]}” is not a mark.")
    if scale is not None:
        off = observed & ((numbers < scale[0]) | (numbers > scale[1]))
        if off.any():
            raise SheetError(
                f"Row {_first(long, off)}: {text[off].iloc[0]} is off the scale of {scale[0]:g} to {scale[1]:g}."
            )
    if not observed.any():
        raise SheetError("There is not one mark in it.")
    return numbers.astype("float64")


def _check_names(long: pd.DataFrame) -> None:
    for role in ("candidate", "interviewer", "criterion", "question"):
        if role in long and (long[role] == "").any():
            raise SheetError(f"Row {_first(long, long[role] == '')} has no {role}.")


def _check_twice(long: pd.DataFrame) -> None:
    keys = [role for role in ("candidate", "interviewer", "criterion", "question") if role in long]
    twice = long.duplicated(keys, keep="first")
    if twice.any():
        again = long[twice].iloc[0]
        same = (long[keys] == again[keys]).all(axis=1)
        first = long[same]["row"].iloc[0]
        raise SheetError(
            f"Row {again['row']}: {again['interviewer']} has already marked {again['candidate']} "
            f"on {again['criterion']} in row {first}."
        )


def _first(long: pd.DataFrame, where: pd.Series) -> int:
    return int(long["row"][where].iloc[0])
