"""Tables that become ordinary ones first: names in two columns, and pairs of an interviewer and a mark."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from hiring.analyse.reading.frame import ROW, RatingTable, tidied
from hiring.analyse.reading.headings import plain, shown, usual
from hiring.analyse.reading.mark_forms import is_missing
from hiring.analyse.reading.options import ReadingOptions

FULL_NAME = "first and last name"
_FIRST = {"first name", "firstname", "given name", "forename", "vorname", "prenom", "voornaam"}
_LAST = {"last name", "lastname", "surname", "family name", "nachname", "familienname", "achternaam", "apellido"}


def reshaped(table: RatingTable, options: ReadingOptions) -> RatingTable:
    """The table as the finder of columns knows it, with a note on each change."""
    table = _coded(table, options)
    if options.candidate is None:
        table = _with_full_names(table)
    return _without_pairs(table, options) if options.interviewer is None and options.score is None else table


def _with_full_names(table: RatingTable) -> RatingTable:
    """First and last name as one, unless another heading is that of candidates."""
    first = [name for name in table.headings if plain(shown(name)) in _FIRST]
    last = [name for name in table.headings if plain(shown(name)) in _LAST]
    others = [name for name in table.headings if usual(name, "candidate") is not None and name not in last]
    if len(first) != 1 or len(last) != 1 or others:
        return table
    frame = table.frame
    whole = (frame[first[0]] + " " + frame[last[0]]).str.strip()
    frame = frame.drop(columns=[first[0], last[0]])
    frame.insert(1, "Name", whole)
    note = f"Candidates are named by “{shown(first[0])}” and “{shown(last[0])}” together."
    return replace(table, frame=frame, notes=[*table.notes, note])


def _without_pairs(table: RatingTable, options: ReadingOptions) -> RatingTable:
    """ "reviewer 1, score 1, reviewer 2, score 2" as a row each, with an interviewer and a score."""
    numbered: dict[str, dict[str, str]] = {"interviewer": {}, "score": {}}
    for name in table.headings:
        match = re.fullmatch(r"(.*?)[\s_.#-]*(\d+)", plain(shown(name)))
        for role, columns in numbered.items():
            if match is not None and usual(match[1], role) is not None:
                columns.setdefault(match[2], name)
    numbers = sorted(numbered["interviewer"].keys() & numbered["score"].keys(), key=int)
    if len(numbers) < 2 or set(options.ignore) & {shown(numbered["score"][number]) for number in numbers}:
        return table
    taken = {columns[number] for columns in numbered.values() for number in numbers}
    rest = [ROW, *(name for name in table.headings if name not in taken)]
    parts = []
    for number in numbers:
        part = table.frame[rest].copy()
        part["interviewer"], part["score"] = (table.frame[numbered[role][number]] for role in ("interviewer", "score"))
        parts.append(part)
    frame = pd.concat(parts, ignore_index=True)
    empty = (frame["interviewer"] == "") & frame["score"].map(is_missing)
    pairs = ", ".join(f"“{shown(numbered['interviewer'][at])}” with “{shown(numbered['score'][at])}”" for at in numbers)
    note = f"Read as pairs of columns: {pairs}."
    return replace(table, frame=frame[~empty].reset_index(drop=True), notes=[*table.notes, note])


def _coded(table: RatingTable, options: ReadingOptions) -> RatingTable:
    """Words turned into the marks they stand for, and cells without a mark emptied, but never in names."""
    if not options.codes and not options.missing:
        return table
    given = {cell.strip().casefold(): "" for cell in options.missing}
    given |= {word.strip().casefold(): f"{mark:.12g}" for word, mark in options.codes.items()}
    named = {plain(name) for name in (options.candidate, options.interviewer, options.criterion) if name}
    frame = table.frame.copy()
    for name in table.headings:
        is_name = any(usual(name, role) is not None for role in ("candidate", "interviewer", "criterion"))
        if not is_name and plain(shown(name)) not in named:
            frame[name] = tidied(frame[name], lambda cell: given.get(cell.casefold(), cell))
    return replace(table, frame=frame)
