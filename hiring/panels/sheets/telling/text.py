"""The analysis of a spreadsheet as text to be read in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from hiring.measurement import words
from hiring.measurement.analysis import Analysis
from hiring.panels.sheets.telling import report

_WIDTH = 80
_NAME = 24


def as_text(found: Analysis) -> str:
    """The report; people are in order of their names, never of their scores."""
    apart = report.disagreements(found)
    ties = report.ties(found)
    if (found.candidates["tie_group"] > 0).any():
        ties += [words.BANDS, words.TIES]
    parts = [
        _wrapped([report.first(found)]),
        _wrapped([report.read(found), *found.notes]),
        _section("Candidates, by name", ties, _candidates(found)),
        _section("Talk before deciding", [report.DISAGREED, *_some(apart)] if apart else [report.AGREED]),
        _section("Interviewers, by name", [report.LENIENCY], _interviewers(found)),
        _section("Reliability", report.reliability(found)),
        *([_section("Criteria, each by itself", [], _criteria(found))] if found.criteria else []),
        _section("Not known, or to be read with care", report.warnings(found)),
        _section("For whoever checks the figures", report.expert(found)),
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, lines: Iterable[str], table: Iterable[str] = ()) -> str:
    inside = [part for part in ("\n".join(table), _wrapped(lines)) if part]
    return f"{title}\n{'-' * len(title)}\n" + "\n\n".join(inside)


def _wrapped(lines: Iterable[str]) -> str:
    """Lines of a terminal's width, what goes on of a sentence set in."""
    return "\n".join(textwrap.fill(line, _WIDTH, subsequent_indent="  ") for line in lines)


def _candidates(found: Analysis) -> list[str]:
    rows = [
        (str(row["candidate"]), str(row["n"]), report.figure(row["mean"], found), report.figure(row["sd"], found),
         report.figure(row["adjusted"], found), report.likely(row, found), str(row["tie_group"] or "–"),
         "talk" if any(flag.startswith("disagreement") for flag in row["flags"]) else "")
        for row in found.candidates.head(report.LISTED).to_dict("records")
    ]  # fmt: skip
    head = ("candidate", "n", "mean", "sd", "adjusted", "likely level", "tie group", "")
    return [*_columns(head, rows), *_more(len(found.candidates))]


def _interviewers(found: Analysis) -> list[str]:
    rows = [
        (str(row["interviewer"]), str(row["n"]), report.leniency(row, found))
        for row in found.interviewers.head(report.LISTED).to_dict("records")
    ]
    return [*_columns(("interviewer", "n", "leniency"), rows), *_more(len(found.interviewers))]


def _criteria(found: Analysis) -> list[str]:
    return _columns(("criterion", "marks", "mean", "reliability", "plausibly", "alpha"), report.criteria(found))


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Names to the left, cut where they are long; figures to the right."""
    lines = [head, *rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    widths[0] = min(widths[0], _NAME)
    return [
        "  ".join([f"{_short(line[0], widths[0]):{widths[0]}}", *map(str.rjust, line[1:], widths[1:])]).rstrip()
        for line in lines
    ]


def _short(name: str, width: int) -> str:
    """A name cut to a width, and marked where it was."""
    return name if len(name) <= width else f"{name[: width - 1]}…"


def _some(lines: Sequence[str]) -> list[str]:
    return [*lines[: report.LISTED], *_more(len(lines))]


def _more(people: int) -> list[str]:
    return [f"… and {people - report.LISTED} more; --json and --html have all."] if people > report.LISTED else []
