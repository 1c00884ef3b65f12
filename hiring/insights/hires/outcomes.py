"""The interview against everything else that came of a hire, overall and criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hiring.foundation.figures import coefficient
from hiring.insights.hires.reading import HiresRead
from hiring.measurement.libraries import pd
from hiring.measurement.outcomes.relations import InterviewRelation, relation, relations
from hiring.measurement.sentences import predictions

# What the page calls it, its column among hires, and what a yes is called.
_YES_OR_NO = (
    ("Confirmed, not ended", "confirmed", "confirmed"),
    ("Manager would hire again", "again", "would hire again"),
    ("Still here after 90 days", "stayed", "stayed"),
)


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One outcome beside the interview's total: the relation in a line, and the shares behind it."""

    name: str
    says: str
    shares: str


@dataclass(frozen=True, slots=True)
class CriterionOutcome:
    """One criterion's interview mark beside one outcome; without a figure `says` has what would be enough."""

    criterion: str
    outcome: str
    figure: str
    plausibly: str
    likelier: str
    says: str
    people: int


def outcome_rows(read: HiresRead) -> list[OutcomeRow]:
    score = read.hires.set_index("application")["interview"]
    return [
        OutcomeRow(
            name,
            predictions.with_range(relation(name, score.loc[values.index].tolist(), values.tolist())),
            f"{int(values.sum())} of {len(values)} {good}" if good else "counted so that more is better",
        )
        for name, values, good in _outcomes(read)
    ]


def criterion_outcomes(read: HiresRead) -> list[CriterionOutcome]:
    """By criterion, then in the order of `outcome_rows`. Each outcome's figures are pulled to what they have in
    common."""
    marks = read.marks.assign(name=read.marks["criterion"].map(read.titles)).rename(columns={"interview": "score"})
    found = [
        _criterion_outcome(outcome, result)
        for outcome, values, _ in _outcomes(read)
        for result in relations(marks.assign(outcome=marks["application"].map(values).astype("float64")))
    ]
    return sorted(found, key=lambda row: row.criterion)


def _criterion_outcome(outcome: str, result: InterviewRelation) -> CriterionOutcome:
    seen = result.observed
    return CriterionOutcome(
        criterion=result.name,
        outcome=outcome,
        figure=coefficient(seen.r) if seen else "",
        plausibly=" to ".join(map(coefficient, seen.interval)) if seen else "",
        likelier=coefficient(result.shrunken) if result.shrunken is not None else "",
        says="" if seen else predictions.too_few(result),
        people=result.n,
    )


def _outcomes(read: HiresRead) -> Iterator[tuple[str, pd.Series, str]]:
    """What each is called, application → its value where it's known, and what a yes is called; nothing for measures."""
    hires = read.hires.set_index("application")
    for name, column, good in _YES_OR_NO:
        yield name, hires[column].dropna().astype("float64"), good
    for measure, values in read.measured.groupby("measure", sort=True):
        yield str(measure), values.set_index("application")["value"].astype("float64"), ""
