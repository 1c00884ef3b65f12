"""The analysis of a spreadsheet as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from hiring.analyse.analysis import SheetReport
from hiring.analyse.report import exported, phrases
from hiring.measurement import sentences
from hiring.measurement.analysis import Analysis
from hiring.measurement.stated_figures import StatedPanels

_WIDTH = 80
_NAME = 20


def as_text(report: SheetReport) -> str:
    """The report: what matters, how the file was read, and what its marks say, by opening where there are several."""
    reading = _section(phrases.READ, report.reading.sentences())
    if report.exported is not None:
        parts = [_wrapped(exported.lead(report.exported)), reading, *_exported(report.exported)]
    elif list(report.analyses) == [""]:
        (analysis,) = report.analyses.values()
        parts = [_lead(analysis), reading, *_parts(analysis)]
    else:
        parts = [reading]
        for opening, analysis in report.analyses.items():
            title = f"Opening: {opening}"
            parts += [f"{title}\n{'=' * len(title)}", _lead(analysis), *_parts(analysis)]
    return "\n\n".join(parts) + "\n"


def _exported(panels: StatedPanels) -> list[str]:
    """What an export says; people are in order of their names."""
    apart, below = exported.apart(panels), exported.below(panels)
    lists = [_section(phrases.DISCUSS, _some(apart) if apart else [phrases.AGREED])]
    lists += [_section("Below a minimum", _some(below))] if below else []
    people, every = exported.rows(panels), exported.criteria_rows(panels)
    return [
        _section("Candidates, by name", [], [*_columns(exported.HEAD, people[: phrases.LISTED]), *_more(len(people))]),
        _section("Criteria", [], _columns(exported.criteria_head(panels), every[: phrases.LISTED])),
        *lists,
        _section("For anyone checking the figures", exported.basis(panels)),
    ]


def _lead(analysis: Analysis) -> str:
    return _wrapped([phrases.first(analysis), *analysis.premise, phrases.read(analysis)])


def _parts(analysis: Analysis) -> list[str]:
    """What marks say; people are in order of their names, never of their scores."""
    apart = phrases.disagreements(analysis)
    ties = phrases.ties(analysis)
    if (analysis.candidates["tie_group"] > 0).any():
        ties += [sentences.TIES]
    return [
        _section("Candidates, by name", [*phrases.THREE_VALUES, "", *ties], _candidates(analysis)),
        _section(phrases.DISCUSS, [phrases.DISAGREED, *_some(apart)] if apart else [phrases.AGREED]),
        _section("Interviewers, by name", [phrases.LENIENCY], _interviewers(analysis)),
        _section("Reliability", phrases.reliability(analysis)),
        *([_section("Criteria, each by itself", [], _criteria(analysis))] if analysis.criteria else []),
        _section(phrases.CARE, phrases.warnings(analysis)),
        _section("For anyone checking the figures", [*phrases.expert(analysis), sentences.BANDS]),
    ]


def _section(title: str, lines: Iterable[str], table: Iterable[str] = ()) -> str:
    inside = [part for part in ("\n".join(table), _wrapped(lines)) if part]
    return f"{title}\n{'-' * len(title)}\n" + "\n\n".join(inside)


def _wrapped(lines: Iterable[str]) -> str:
    """Lines of a terminal's width, what goes on of a sentence set in."""
    return "\n".join(textwrap.fill(line, _WIDTH, subsequent_indent="  ") for line in lines)


def _candidates(analysis: Analysis) -> list[str]:
    rows = [
        (
            str(row["candidate"]),
            str(row["n"]),
            *(phrases.figure(row[name], analysis) for name in ("mean", "sd")),
            phrases.adjusted(row, analysis),
            phrases.likely(row, analysis),
            str(row["tie_group"] or "–"),
            "discuss" if any(flag.startswith("disagreement") for flag in row["flags"]) else "",
        )
        for row in analysis.candidates.head(phrases.LISTED).to_dict("records")
    ]
    head = ("candidate", "n", "mean", "sd", "adjusted", "likely level", "tie group", "")
    return [*_columns(head, rows), *_more(len(analysis.candidates))]


def _interviewers(analysis: Analysis) -> list[str]:
    rows = [
        (str(row["interviewer"]), str(row["n"]), phrases.leniency(row, analysis))
        for row in analysis.interviewers.head(phrases.LISTED).to_dict("records")
    ]
    return [*_columns(("interviewer", "n", "leniency"), rows), *_more(len(analysis.interviewers))]


def _criteria(analysis: Analysis) -> list[str]:
    return _columns(("criterion", "marks", "mean", "reliability", "plausibly", "alpha"), phrases.criteria(analysis))


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
    return [*lines[: phrases.LISTED], *_more(len(lines))]


def _more(people: int) -> list[str]:
    return [f"… and {people - phrases.LISTED} more; --json and --html have all."] if people > phrases.LISTED else []
