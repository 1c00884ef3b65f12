"""The figures behind "Do our interviews predict anything?" as a table: one row a hire, without a name."""

from __future__ import annotations

from hiring.foundation import spreadsheets
from hiring.insights.finished import rows_of
from hiring.insights.hires.reading import HiresRead
from hiring.probation.values import OutcomeKind

HEADER = ("Hire", "Workplace", "Interview", "Last check-in", "Outcome", "Would hire again", "Stayed 90 days",
          "Hadn't seen the interview", "Days to hire")  # fmt: skip


def hires_table(read: HiresRead) -> tuple[list[str], list[list[spreadsheets.Value]]]:
    """Header and rows: the columns above, then two for each criterion. Empty where something isn't known."""
    titles = sorted({read.titles[key] for key in read.pairs["criterion"]})
    marks = {
        (application, read.titles[criterion]): (interview, work)
        for application, criterion, interview, work in read.pairs.itertuples(index=False)
    }
    header = [*HEADER, *(f"{title}: {when}" for title in titles for when in ("interview", "last check-in"))]
    rows: list[list[spreadsheets.Value]] = []
    for number, hire in enumerate(rows_of(read.hires), 1):
        pairs = [marks.get((hire.application, title), (float("nan"), float("nan"))) for title in titles]
        rows.append(
            [
                *(number, hire.place, _known(hire.interview), _known(hire.work)),
                OutcomeKind(hire.outcome).label if hire.outcome else "in probation",
                *(_yes(hire.again), _yes(hire.stayed)),
                "" if hire.blind is None else _yes(float(hire.blind)),
                hire.to_hire,
                *(_known(mark) for pair in pairs for mark in pair),
            ]
        )
    return header, rows


def _known(value: float) -> float | None:
    return None if value != value else value


def _yes(value: float) -> str:
    return "" if value != value else "yes" if value else "no"
