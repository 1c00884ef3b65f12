"""The analysis of a spreadsheet as one web page that needs no server, no script and no network, and prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jinja2

from hiring.analyse.analysis import SheetReport
from hiring.analyse.report import exported, phrases
from hiring.analyse.report.charts import Chart, ChartRow, chart
from hiring.foundation import paths
from hiring.measurement import sentences
from hiring.measurement.analysis import Analysis
from hiring.measurement.components import interval
from hiring.measurement.number_format import fraction
from hiring.measurement.stated_figures import StatedPanels

_LEVELS = (
    "Each line shows where a candidate's true level likely is. The dot is our best guess, the ring the mean as given. "
    "Where lines overlap a lot, nobody is ahead."
)
_LENIENCIES = "Right of 0 marks higher than colleagues who met the same people. A line across 0 tells you nothing."
_CRITERIA = "How much of the differences on each criterion is real: 1 would be all of it."
_METHOD = (
    "A mark is taken as the mean, plus the candidate, plus the interviewer's leniency, plus chance: one additive model "
    "with crossed random effects, fitted by exact restricted maximum likelihood.",
    "“Adjusted” takes the leniency of the interviewers out of a candidate's mean and pulls nobody towards the "
    "average. The likely level does pull, by how little is known; its range is the central 95 %, the mean's own error "
    "included.",
    sentences.BANDS,
    "The error of a difference counts an interviewer both candidates met only once, because their leniency cancels.",
    "Reliability is G(q, k): true variance over true variance, plus leniency where panels differed, plus chance "
    "over the size of a panel. Its range fits the model again to marks drawn from it.",
    sentences.TOGETHER,
)


@dataclass(frozen=True)
class FigureTable:
    """A table of figures: names to the left, the columns in `text` set as text and the others as numbers."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    text: tuple[int, ...] = (0,)


def as_html(report: SheetReport, title: str) -> str:
    """The page as text. Jinja escapes every name; charts are inline SVG, each with its reading and its table."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(paths.templates()),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return pages.get_template("analyse/report.html").render(title=title, **page_parts(report))


def page_parts(report: SheetReport) -> dict[str, Any]:
    """What the templates of a report show: how the file was read, and by opening what its marks say."""
    return {
        "read": report.reading.sentences(),
        "parts": [(opening, _part(analysis)) for opening, analysis in report.analyses.items()],
        "exported": _exported(report.exported) if report.exported else None,
        "method": _METHOD,
        "sentences": phrases,
    }


def _exported(panels: StatedPanels) -> dict[str, Any]:
    every = range(len(panels.model.criteria) + 1)
    return {
        "lead": exported.lead(panels),
        "candidates": FigureTable("Totals, by name.", exported.HEAD, exported.rows(panels), (0, 2, 4)),
        "criteria": FigureTable(
            "Means on each criterion.", exported.criteria_head(panels), exported.criteria_rows(panels), tuple(every)
        ),
        "apart": exported.apart(panels),
        "below": exported.below(panels),
        "basis": exported.basis(panels),
    }


def _part(analysis: Analysis) -> dict[str, Any]:
    known = bool((analysis.candidates["tie_group"] > 0).any())
    return {
        "first": phrases.first(analysis),
        "premise": [*analysis.premise, phrases.read(analysis)],
        "levels": _levels(analysis),
        "candidates": _candidates(analysis),
        "ties": phrases.ties(analysis),
        "tie_note": sentences.TIES if known else "",
        "disagreements": phrases.disagreements(analysis),
        "leniencies": _leniencies(analysis),
        "interviewers": _interviewers(analysis),
        "values": phrases.THREE_VALUES,
        "reliability": phrases.reliability(analysis)[0],
        "rounds": _rounds(analysis),
        "criteria_chart": _criteria_chart(analysis),
        "criteria": _criteria(analysis),
        "warnings": phrases.warnings(analysis),
        "expert": phrases.expert(analysis),
    }


def _levels(analysis: Analysis) -> Chart | None:
    known = analysis.candidates[analysis.candidates["level"].notna()]
    rows = [
        ChartRow(str(row["candidate"]), row["level"], *phrases.ends(row, analysis.bounds), row["mean"])
        for row in known.to_dict("records")
    ]
    return chart("Likely level of each candidate", _LEVELS, rows, axis=analysis.scale)


def _leniencies(analysis: Analysis) -> Chart | None:
    known = analysis.interviewers[analysis.interviewers["se"] > 0]
    rows = [
        ChartRow(str(row["interviewer"]), row["leniency"], *map(float, interval(row["leniency"], row["se"])))
        for row in known.to_dict("records")
    ]
    return chart("Leniency of each interviewer", _LENIENCIES, rows, origin=0.0)


def _candidates(analysis: Analysis) -> FigureTable:
    head = ("Candidate", "Interviewers", "Mean", "SD", "Adjusted", "Likely level", "Tie group", "Note")
    rows = [
        (
            str(row["candidate"]),
            str(row["n"]),
            *(phrases.figure(row[name], analysis) for name in ("mean", "sd")),
            phrases.adjusted(row, analysis),
            phrases.likely(row, analysis),
            str(row["tie_group"] or "–"),
            "; ".join(row["flags"]),
        )
        for row in analysis.candidates.to_dict("records")
    ]
    return FigureTable("Means are raw and stay the record; adjusted is next to them.", head, rows, text=(0, 7))


def _interviewers(analysis: Analysis) -> FigureTable:
    rows = [
        (str(row["interviewer"]), str(row["n"]), phrases.leniency(row, analysis))
        for row in analysis.interviewers.to_dict("records")
    ]
    return FigureTable("Leniency with its 95 % range.", ("Interviewer", "Candidates", "Leniency"), rows)


def _rounds(analysis: Analysis) -> FigureTable | None:
    fit = analysis.whole.fit
    study = analysis.whole.study
    if fit is None or not fit.components.candidate > 0 or not study:
        return None
    head = ("Separate rounds, one interviewer each", *(str(rounds) for rounds, _, _ in study))
    rows: list[tuple[str, ...]] = [("Reliability", *(phrases.share(value) for _, value, _ in study))]
    ranges = [among for _, _, among in study if among is not None]
    rows += [("plausibly", *(f"{fraction(low)} to {fraction(high)}" for low, high in ranges))] if ranges else []
    return FigureTable("What more rounds would give. Listeners in the same round add less.", head, rows)


def _criteria_chart(analysis: Analysis) -> Chart | None:
    rows = [
        ChartRow(name, criterion.reliability.g, *criterion.interval)
        for name, criterion in analysis.criteria.items()
        if criterion.reliability is not None and criterion.interval is not None
    ]
    return chart("Reliability of each criterion", _CRITERIA, rows)


def _criteria(analysis: Analysis) -> FigureTable | None:
    head = ("Criterion", "Marks", "Mean", "Reliability", "Plausibly", "Alpha")
    return FigureTable("Each criterion by itself.", head, phrases.criteria(analysis)) if analysis.criteria else None
