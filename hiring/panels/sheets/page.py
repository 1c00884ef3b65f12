"""The analysis of a spreadsheet as one web page that needs no server, no script and no network, and prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from hiring.measurement import words
from hiring.measurement.analysis import Analysis
from hiring.measurement.components import interval
from hiring.measurement.reliability import d_study
from hiring.panels.sheets import report
from hiring.panels.sheets.charts import Row, figure
from hiring.panels.sheets.style import STYLE

_LEVELS = (
    "Each line is where a candidate's true level likely lies, the dot the best guess, the ring the mean as it was "
    "given. Where lines overlap much, nobody is ahead."
)
_LENIENCIES = "Right of 0 marks higher than colleagues who met the same people; a line across 0 says nothing."
_CRITERIA = "How much of the differences on each criterion is real: 1 would be all of it."
_METHOD = (
    "A mark is taken as the mean, plus the candidate, plus the interviewer's leniency, plus chance: one additive model "
    "with crossed random effects, fitted by exact restricted maximum likelihood.",
    "“Adjusted” takes the leniency of those who were met out of a candidate's mean and pulls nobody towards the "
    "average. The likely level does pull, by how little is known; its range is the central 95 %, the mean's own error "
    "included.",
    words.BANDS,
    "The error of a difference counts an interviewer whom both met only once, because their leniency cancels.",
    "Reliability is G(q, k): true variance over true variance, plus leniency as far as panels differed, plus chance "
    "over the size of a panel. Its range fits the model again to marks drawn from it.",
    words.TOGETHER,
)


def as_html(found: Analysis, title: str) -> str:
    """The page as text. Every name is escaped; charts are inline SVG, each with its reading and its table."""
    sentences = report.reliability(found)
    parts = [
        f'<header><h1>{escape(title)}</h1><p class="lead">{escape(report.lead(found))}</p>'
        f'<p class="first">{escape(sentences[0])}</p></header>',
        _section("Candidates, by name", _levels(found), _candidates(found), _ties(found)),
        _section("Talk before deciding", _list(report.disagreements(found))),
        _section("Interviewers, by name", _leniencies(found), _interviewers(found), _notes([report.LENIENCY])),
        _section("Reliability", _sittings(found), _list(sentences[1:])),
        _criteria(found),
        _section("Not known, or to be read with care", _list(found.warnings or ["Nothing to add."])),
        _section("How this was computed", _notes(_METHOD)),
    ]
    body = "\n".join(part for part in parts if part)
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )


def _section(title: str, *inside: str) -> str:
    return f"<section><h2>{escape(title)}</h2>\n{''.join(inside)}</section>"


def _list(lines: Sequence[str]) -> str:
    if len(lines) == 1:
        return f"<p>{escape(lines[0])}</p>\n"
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>\n"


def _notes(lines: Sequence[str]) -> str:
    return "".join(f'<p class="note">{escape(line)}</p>\n' for line in lines)


def _ties(found: Analysis) -> str:
    lines = report.ties(found)
    groups = [line for line in lines if line.startswith("Tie group")]
    return _list(groups or lines) + _notes([words.TIES] if groups else [])


def _levels(found: Analysis) -> str:
    known = found.candidates[found.candidates["level"].notna()]
    rows = [
        Row(str(one["candidate"]), one["level"], *report.ends(one, found.bounds), one["mean"])
        for one in known.to_dict("records")
    ]
    return figure("Likely level of each candidate", _LEVELS, rows)


def _leniencies(found: Analysis) -> str:
    known = found.interviewers[found.interviewers["leniency"].notna()]
    rows = [
        Row(str(r["interviewer"]), r["leniency"], *map(float, interval(r["leniency"], r["se"])))
        for r in known.to_dict("records")
    ]
    return figure("Leniency of each interviewer", _LENIENCIES, rows, origin=0.0)


def _candidates(found: Analysis) -> str:
    head = ("Candidate", "Interviewers", "Mean", "SD", "Adjusted", "Likely level", "Tie group", "To note")
    rows = [
        (
            str(row["candidate"]), str(row["n"]), _figure(row["mean"]), _figure(row["sd"]), _figure(row["adjusted"]),
            report.likely(row, found.bounds), str(row["tie_group"] or "–"), "; ".join(row["flags"]),
        )
        for row in found.candidates.to_dict("records")
    ]  # fmt: skip
    return _table("Means are raw and stay the record; adjusted is beside them.", head, rows, text=(0, 7))


def _interviewers(found: Analysis) -> str:
    rows = [
        (str(row["interviewer"]), str(row["n"]), report.leniency(row)) for row in found.interviewers.to_dict("records")
    ]
    return _table("Leniency with its 95 % range.", ("Interviewer", "Candidates", "Leniency"), rows, text=(0,))


def _sittings(found: Analysis) -> str:
    fit = found.whole.fit
    if fit is None or not fit.components.candidate > 0:
        return ""
    study = list(d_study(fit.components, report.SITTINGS).itertuples(index=False))
    head = [str(sittings) for sittings, _ in study]
    return _table("Reliability by separate sittings, one interviewer each.", head, [[f"{v:.2f}" for _, v in study]], ())


def _criteria(found: Analysis) -> str:
    if not found.criteria:
        return ""
    rows, known = [], []
    for name, one in found.criteria.items():
        made, ends = one.reliability, one.interval
        if made is not None and ends is not None:
            known.append(Row(name, made.g, *ends))
        range_ = "–" if ends is None else f"{ends[0]:.2f}–{ends[1]:.2f}"
        alpha = "–" if one.alpha.value is None else f"{one.alpha.value:.2f}"
        g = "–" if made is None else _figure(made.g)
        rows.append((name, str(len(one.marks)), _figure(float(one.marks["score"].mean())), g, range_, alpha))
    head = ("Criterion", "Marks", "Mean", "Reliability", "Plausibly", "Alpha")
    return _section(
        "Criteria",
        figure("Reliability of each criterion", _CRITERIA, known),
        _table("Each criterion by itself.", head, rows, text=(0,)),
    )


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], text: tuple[int, ...]) -> str:
    def cell(tag: str, at: int, value: str) -> str:
        kind = "" if at in text else ' class="n"'
        scope = {"th": ' scope="col"', "tr": ' scope="row"'}.get(tag, "")
        return f"<{'td' if tag == 'td' else 'th'}{scope}{kind}>{escape(value)}</{'td' if tag == 'td' else 'th'}>"

    top = "".join(cell("th", at, name) for at, name in enumerate(head))
    body = "\n".join(
        "<tr>" + "".join(cell("tr" if at == 0 and 0 in text else "td", at, v) for at, v in enumerate(row)) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>\n{body}\n</tbody></table></div>\n"
    )


def _figure(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else "–"
