"""The analysis of a spreadsheet as one web page that needs no server, no script and no network, and prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import pandas as pd

from hiring.measurement.analysis import Analysis
from hiring.measurement.components import NORMAL_95
from hiring.measurement.wording import number
from hiring.panels.sheets import report

_CHARTED = 150
_STYLE = """
:root { color-scheme: light dark;
  --ink: #1d2430; --soft: #5b6675; --line: #d5dae1; --accent: #1f5f8b; --paper: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7eaee; --soft: #a5b0bd; --line: #3a4451; --accent: #7db7de; --paper: #14181d; }
}
body { font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 62rem;
  margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; } caption, figcaption, .note { color: var(--soft); text-align: left; padding: .3rem 0; }
figure { margin: 1rem 0; } svg { width: 100%; height: auto; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .axis { stroke: var(--line); } svg .range { stroke: var(--accent); stroke-width: 2; }
svg .wide { stroke-dasharray: 4 3; }
svg .point { fill: var(--accent); }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } h2 { break-after: avoid; }
  tr, figure { break-inside: avoid; } }
"""


def as_html(found: Analysis, title: str) -> str:
    """The page as text. Every name is escaped; charts are inline SVG, each with its reading and its table."""
    parts = [
        f"<h1>{escape(title)}</h1><p>{escape(report.lead(found))}</p>",
        _section("Candidates, by name", _chart_of_candidates(found) + _candidates(found) + _lines(report.ties(found))),
        _section("Talk before deciding", _lines(report.disagreements(found))),
        _section(
            "Interviewers, by name", _chart_of_interviewers(found) + _interviewers(found) + _lines([report.LENIENCY])
        ),
        _section("Reliability", _lines(report.reliability(found))),
        *[_section(f"Criterion: {name}", _lines(report.criterion(one))) for name, one in found.criteria.items()],
        _section("Not known, or to be read with care", _lines(found.warnings or ["Nothing to add."])),
    ]
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{escape(title)}</h2>\n{inside}</section>"


def _lines(lines: Sequence[str]) -> str:
    if len(lines) == 1:
        return f"<p>{escape(lines[0])}</p>\n"
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>\n"


def _candidates(found: Analysis) -> str:
    head = ("Candidate", "Interviewers", "Mean", "SD", "Adjusted", "Likely level", "Tie group", "To note")
    rows = [
        (
            str(row["candidate"]), str(row["n"]), _figure(row["mean"]), _figure(row["sd"]), _figure(row["adjusted"]),
            report.likely(row), str(row["tie_group"] or "–"), "; ".join(row["flags"]),
        )
        for row in found.candidates.to_dict("records")
    ]  # fmt: skip
    return _table("Means are raw and stay the record; adjusted is beside them.", head, rows, text=(0, 7))


def _interviewers(found: Analysis) -> str:
    rows = [
        (str(row["interviewer"]), str(row["n"]), report.leniency(row)) for row in found.interviewers.to_dict("records")
    ]
    return _table("Leniency with its 95 % range.", ("Interviewer", "Candidates", "Leniency"), rows, text=(0,))


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], text: tuple[int, ...]) -> str:
    def cell(tag: str, at: int, value: str) -> str:
        kind = "" if at in text else ' class="n"'
        scope = ' scope="col"' if tag == "th" else ""
        return f"<{tag}{scope}{kind}>{escape(value)}</{tag}>"

    top = "".join(cell("th", at, name) for at, name in enumerate(head))
    body = "\n".join("<tr>" + "".join(cell("td", at, value) for at, value in enumerate(row)) + "</tr>" for row in rows)
    return (
        f'<div class="scroll"><table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>'
        f"<tbody>\n{body}\n</tbody></table></div>\n"
    )


def _figure(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else "–"


def _chart_of_candidates(found: Analysis) -> str:
    known = found.candidates[found.candidates["level"].notna()]
    rows = [(str(r["candidate"]), r["level"], NORMAL_95 * r["level_se"]) for r in known.to_dict("records")]
    reading = "Each line is where the candidate's true level likely lies; where lines overlap much, nobody is ahead."
    return _chart(rows, reading, "Likely level of each candidate")


def _chart_of_interviewers(found: Analysis) -> str:
    known = found.interviewers[found.interviewers["leniency"].notna()]
    rows = [(str(r["interviewer"]), r["leniency"], NORMAL_95 * r["se"]) for r in known.to_dict("records")]
    reading = "Right of 0 marks higher than colleagues who met the same people; a line across 0 says nothing."
    return _chart(rows, reading, "Leniency of each interviewer")


def _chart(rows: Sequence[tuple[str, float, float]], reading: str, label: str) -> str:
    """A dot and a line for each row; lines half as long again as the middle one are dashed."""
    if not 1 < len(rows) <= _CHARTED:
        return ""
    low, high = min(value - reach for _, value, reach in rows), max(value + reach for _, value, reach in rows)
    span = (high - low) or 1.0
    middle = float(pd.Series([reach for *_, reach in rows]).median())
    height = 22 * len(rows) + 34

    def x(value: float) -> float:
        return 180 + 520 * (value - low) / span

    marks = "".join(
        _mark(18 + 22 * at, name, (x(value - reach), x(value), x(value + reach)), reach > 1.5 * middle)
        for at, (name, value, reach) in enumerate(rows)
    )
    ticks = "".join(_tick(x(low + share * span), low + share * span, height) for share in (0, 0.25, 0.5, 0.75, 1))
    return (
        f'<figure><svg viewBox="0 0 720 {height}" role="img" aria-label="{escape(label)}">{ticks}{marks}</svg>'
        f"<figcaption>{escape(reading)}</figcaption></figure>\n"
    )


def _mark(y: int, name: str, ends: tuple[float, float, float], wide: bool) -> str:
    left, centre, right = ends
    kind = "range wide" if wide else "range"
    return (
        f'<text x="0" y="{y + 4}">{escape(name[:24])}</text>'
        f'<line class="{kind}" x1="{left:.1f}" x2="{right:.1f}" y1="{y}" y2="{y}"/>'
        f'<circle class="point" cx="{centre:.1f}" cy="{y}" r="4"/>'
    )


def _tick(x: float, value: float, height: int) -> str:
    return (
        f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="6" y2="{height - 22}"/>'
        f'<text x="{x:.1f}" y="{height - 6}" text-anchor="middle">{number(value, 2)}</text>'
    )
