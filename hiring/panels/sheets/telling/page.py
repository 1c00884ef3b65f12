"""The analysis of a spreadsheet as one web page that needs no server, no script and no network, and prints."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from hiring.measurement import words
from hiring.measurement.analysis import Analysis
from hiring.measurement.components import interval
from hiring.measurement.wording import fraction
from hiring.panels.sheets.telling import report
from hiring.panels.sheets.telling.charts import Row, figure
from hiring.panels.sheets.telling.style import STYLE

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
    apart = report.disagreements(found)
    parts = [
        f'<header><h1>{escape(title)}</h1><p class="first">{escape(report.first(found))}</p>'
        f'<p class="lead">{escape(" ".join([report.read(found), *found.notes]))}</p></header>',
        _section("Candidates, by name", _levels(found), _candidates(found), _ties(found)),
        _section("Talk before deciding", _talk(apart)),
        _section("Interviewers, by name", _leniencies(found), _interviewers(found), _notes([report.LENIENCY])),
        _section("Reliability", _list(report.reliability(found)[:1]), _sittings(found)),
        _criteria(found),
        _section("Not known, or to be read with care", _list(report.warnings(found))),
        f"<section><details><summary><h2>How this was computed</h2></summary>\n{_list(report.expert(found))}"
        f"{_notes(_METHOD)}</details></section>",
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


def _talk(apart: Sequence[str]) -> str:
    return _notes([report.DISAGREED]) + _list(apart) if apart else _list([report.AGREED])


def _ties(found: Analysis) -> str:
    known = bool((found.candidates["tie_group"] > 0).any())
    return _list(report.ties(found)) + (_notes([words.TIES]) if known else "")


def _levels(found: Analysis) -> str:
    known = found.candidates[found.candidates["level"].notna()]
    rows = [
        Row(str(one["candidate"]), one["level"], *report.ends(one, found.bounds), one["mean"])
        for one in known.to_dict("records")
    ]
    return figure("Likely level of each candidate", _LEVELS, rows)


def _leniencies(found: Analysis) -> str:
    known = found.interviewers[found.interviewers["se"] > 0]
    rows = [
        Row(str(r["interviewer"]), r["leniency"], *map(float, interval(r["leniency"], r["se"])))
        for r in known.to_dict("records")
    ]
    return figure("Leniency of each interviewer", _LENIENCIES, rows, origin=0.0)


def _candidates(found: Analysis) -> str:
    head = ("Candidate", "Interviewers", "Mean", "SD", "Adjusted", "Likely level", "Tie group", "To note")
    rows = [
        (
            str(row["candidate"]), str(row["n"]), report.figure(row["mean"], found), report.figure(row["sd"], found),
            report.figure(row["adjusted"], found), report.likely(row, found), str(row["tie_group"] or "–"),
            "; ".join(row["flags"]),
        )
        for row in found.candidates.to_dict("records")
    ]  # fmt: skip
    return _table("Means are raw and stay the record; adjusted is beside them.", head, rows, text=(0, 7))


def _interviewers(found: Analysis) -> str:
    rows = [
        (str(row["interviewer"]), str(row["n"]), report.leniency(row, found))
        for row in found.interviewers.to_dict("records")
    ]
    return _table("Leniency with its 95 % range.", ("Interviewer", "Candidates", "Leniency"), rows, text=(0,))


def _sittings(found: Analysis) -> str:
    fit = found.whole.fit
    if fit is None or not fit.components.candidate > 0:
        return ""
    study = found.whole.study
    head = ("Separate sittings, one interviewer each", *(str(sittings) for sittings, _, _ in study))
    rows: list[tuple[str, ...]] = [("Reliability", *(report.share(value) for _, value, _ in study))]
    ranges = [among for _, _, among in study if among is not None]
    rows += [("plausibly", *(f"{fraction(low)} to {fraction(high)}" for low, high in ranges))] if ranges else []
    return _table("What further sittings would give. Listeners in the same sitting add less.", head, rows, text=(0,))


def _criteria(found: Analysis) -> str:
    if not found.criteria:
        return ""
    known = [
        Row(name, one.reliability.g, *one.interval)
        for name, one in found.criteria.items()
        if one.reliability is not None and one.interval is not None
    ]
    head = ("Criterion", "Marks", "Mean", "Reliability", "Plausibly", "Alpha")
    return _section(
        "Criteria",
        figure("Reliability of each criterion", _CRITERIA, known),
        _table("Each criterion by itself.", head, report.criteria(found), text=(0,)),
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
