"""One reading of everyone who was hired: interview marks, the last check-in's, and how it went on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.decisions.models import Decision, DecisionReopening
from hiring.foundation import clock
from hiring.insights.finished import FinishedPanels, finished_panels
from hiring.insights.hires import statements
from hiring.measurement.libraries import pd
from hiring.probation.acts.models import Departure
from hiring.probation.measures.models import Measure
from hiring.probation.models import CheckIn, Outcome, Probation
from hiring.probation.values import OutcomeKind, TakeAgain

# From then on someone counts as having stayed.
STAYED = timedelta(days=90)
NAN = float("nan")
_LEFT = {OutcomeKind.ENDED, OutcomeKind.RESIGNED}
HIRE = ["application", "opening", "workplace", "place", "starts_on", "outcome", "manager", "blind", "marked_on",
        "interview", "work", "confirmed", "again", "stayed", "to_hire"]  # fmt: skip


@dataclass(frozen=True)
class HiresRead:
    """`hires` has a row for each hire, NaN for what isn't known; `blind` says whether the person who gave
    the last marks hadn't met the interview's.

    `marks` has one for each hire and criterion that the interview marked, `work` being the last check-in's mark, NaN
    without one; `criterion` is a structure hash, which `titles` names. `totals` is everyone interviewed, hired or not.
    `measured` has each hire's last value of a measure, turned so that more is better. `impossible` are rows of hires
    that were over before they began: they're left out of everything else.
    """

    hires: pd.DataFrame
    marks: pd.DataFrame
    totals: pd.DataFrame
    measured: pd.DataFrame
    titles: Mapping[str, str]
    impossible: pd.DataFrame

    @property
    def pairs(self) -> pd.DataFrame:
        """The `marks` that the interview and the last check-in both gave."""
        return self.marks.dropna(subset=["work"])

    def at(self, workplace: str) -> HiresRead:
        """Those of one workplace; everyone where it's empty."""
        if not workplace:
            return self
        hires, impossible = (each[each["workplace"] == workplace] for each in (self.hires, self.impossible))
        totals = self.totals[self.totals["workplace"] == workplace]
        return replace(self._of(hires), impossible=impossible, totals=totals)

    def without(self, applications: set[str]) -> HiresRead:
        """Without those that a reader must not learn of."""
        frames = (self.hires, self.impossible, self.totals)
        hires, impossible, totals = (each[~each["application"].isin(applications)] for each in frames)
        return replace(self._of(hires), impossible=impossible, totals=totals)

    def _of(self, hires: pd.DataFrame) -> HiresRead:
        known = set(hires["application"])
        marks, measured = (frame[frame["application"].isin(known)] for frame in (self.marks, self.measured))
        return replace(self, hires=hires, marks=marks, measured=measured)


_known: WeakKeyDictionary[Any, tuple[tuple[Any, ...], HiresRead]] = WeakKeyDictionary()


def hires_read(session: Session) -> tuple[FinishedPanels, HiresRead]:
    """The panels and the hires, no matter who asks: take away what a reader must not learn, by `without`."""
    panels_so_far, panels = finished_panels(session)
    bind, so_far = session.get_bind(), (clock.now().date(), panels_so_far, _so_far(session))
    known = _known.get(bind)
    if known is None or known[0] != so_far:
        known = (so_far, _read(session, panels))
        _known[bind] = known
    return panels, known[1]


def _so_far(session: Session) -> tuple[Any, ...]:
    """Changes whenever a hire, a last check-in or an outcome could."""
    parts = [
        sa.select(sa.func.count(Decision.id)),
        sa.select(sa.func.count(DecisionReopening.id)),
        sa.select(sa.func.sum(Application.revision)),
        sa.select(sa.func.sum(Probation.revision)),
        sa.select(sa.func.count(CheckIn.filed_at)),
        sa.select(sa.func.count(Outcome.id)),
        sa.select(sa.func.count(Departure.probation_id)),
        sa.select(sa.func.count(Measure.id)),
    ]
    return tuple(session.execute(sa.select(*(part.scalar_subquery() for part in parts))).one())


def _read(session: Session, panels: FinishedPanels) -> HiresRead:
    rows = statements.hired(session)
    levels, words = statements.last_marks(session)
    possible, impossible = ([row for row in rows if _is_impossible(row) is way] for way in (False, True))
    hires = [_hire(row, levels.get(row.probation, {}), words.get(row.probation)) for row in possible]
    frame = pd.DataFrame(hires, columns=HIRE)
    totals = _totals(panels)
    frame["interview"] = frame["application"].map(totals.set_index("application")["total"]).astype("float64")
    applications = {row.probation: row.application for row in rows}
    return HiresRead(
        hires=frame,
        marks=_marks(frame, panels, levels, {row.application: row.probation for row in rows}),
        totals=totals,
        measured=_measured(statements.measured(session), applications),
        titles=panels.editions.titles,
        impossible=pd.DataFrame(
            [(row.application, row.workplace, row.place, row.starts_on) for row in impossible],
            columns=["application", "workplace", "place", "starts_on"],
        ),
    )


def _left_on(row: Any) -> date | None:
    left_on: date | None = row.left_on or (row.last_day if row.kind in _LEFT else None)
    return left_on


def _is_impossible(row: Any) -> bool:
    """Whether it was over before it began."""
    return any(day is not None and day < row.starts_on for day in (_left_on(row), row.closed_on))


def _hire(row: Any, levels: Mapping[str, int | None], words: Any) -> tuple[Any, ...]:
    """One row of `HIRE`."""
    observed = [level for level in levels.values() if level is not None]
    return (
        *(row.application, row.opening, row.workplace, row.place, row.starts_on, row.kind or "", row.manager),
        words.blind if words is not None else None,
        words.held_on if words is not None else None,
        *(NAN, sum(observed) / len(observed) if observed else NAN),
        {OutcomeKind.CONFIRMED: 1.0, OutcomeKind.ENDED: 0.0}.get(row.kind, NAN),
        float(words.take_again == TakeAgain.YES) if words is not None and words.take_again else NAN,
        _stayed(row, _left_on(row)),
        max((clock.in_zone(row.decided_at, row.zone).date() - clock.in_zone(row.opened_at, row.zone).date()).days, 0),
    )


def _stayed(row: Any, left_on: date | None) -> float:
    """1 where they stayed 90 days, 0 where they left or were let go before, NaN where that isn't over yet.

    A contract that was to end before tells nothing.
    """
    by = row.starts_on + STAYED
    if left_on is not None and left_on < by:
        return 0.0
    is_over = clock.today(row.zone) >= by
    ended_early = row.kind == OutcomeKind.CONTRACT_ENDED and row.closed_on is not None and row.closed_on < by
    return 1.0 if is_over and not ended_early else NAN


def _totals(panels: FinishedPanels) -> pd.DataFrame:
    """Everyone interviewed with a mark on every criterion that counts: the weighted mean over them."""
    rows: dict[str, tuple[str, float, float]] = {}
    for application, opening, criterion, mark in panels.means.itertuples(index=False):
        weight = panels.weights.get(opening, {}).get(criterion)
        if weight is not None:
            _, total, covered = rows.get(application, (opening, 0.0, 0.0))
            rows[application] = (opening, total + weight * mark, covered + weight)
    whole = {opening: sum(given.values()) for opening, given in panels.weights.items()}
    complete = [
        (application, opening, panels.place_of[application], total / covered)
        for application, (opening, total, covered) in rows.items()
        if covered > whole[opening] - 1e-9
    ]
    return pd.DataFrame(complete, columns=["application", "opening", "workplace", "total"]).astype({"total": "float64"})


def _marks(
    hires: pd.DataFrame,
    panels: FinishedPanels,
    levels: Mapping[str, Mapping[str, int | None]],
    probation_of: Mapping[str, str],
) -> pd.DataFrame:
    of_hires = panels.means[panels.means["application"].isin(set(hires["application"]))]
    marks = []
    for application, _, criterion, mark in of_hires.itertuples(index=False):
        level = levels.get(probation_of[application], {}).get(criterion)
        meaning = panels.editions.meanings.get((panels.version_of[application], criterion))
        if meaning is not None:
            marks.append((application, meaning, float(mark), NAN if level is None else float(level)))
    return pd.DataFrame(marks, columns=["application", "criterion", "interview", "work"])


def _measured(rows: Sequence[Any], applications: Mapping[str, str]) -> pd.DataFrame:
    """The last value of each measure at each hire, turned so that more is better."""
    latest = {(row.probation, _name(row)): row for row in rows if row.probation in applications}
    values = [
        (applications[probation], name, (1 if row.more_is_better else -1) * row.thousandths / 1000)
        for (probation, name), row in latest.items()
    ]
    return pd.DataFrame(values, columns=["application", "measure", "value"])


def _name(row: Any) -> str:
    return f"{row.name} ({row.unit})" if row.unit else str(row.name)
