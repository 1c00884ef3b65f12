"""The marks of panels, coded once: what each candidate got on each criterion and in all. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hiring.measurement import sentences
from hiring.measurement.components import Components, interval
from hiring.measurement.consistency.interviewers import harsh
from hiring.measurement.libraries import np, pd
from hiring.measurement.ratings import Coded, NotEnoughData, coded
from hiring.measurement.scoring.agreement import disagreement
from hiring.measurement.scoring.cells import marks_of, panel_cells
from hiring.measurement.scoring.composite import composites, contributions, effective_weights
from hiring.measurement.scoring.minimum import against_minimum
from hiring.panels.summary import Cell, Judged

SCALE = (1.0, 5.0)
# An interval that reaches a whole level to each side says little; one interviewer alone reaches further.
WIDE = 1.0

Total = tuple[float | None, float, tuple[float, float] | None]


@dataclass(frozen=True)
class Panel:
    """Marks on an opening's criteria, coded, and the components of error they are read with.

    `shared` is how far one interviewer's errors on two criteria go together, from 0 to 1. `table` has a row for every
    candidate on every criterion.
    """

    data: Coded
    criteria: Sequence[Judged]
    components: Components
    shared: float
    table: pd.DataFrame

    @classmethod
    def of(cls, ratings: pd.DataFrame, criteria: Sequence[Judged], components: Components, shared: float) -> Panel:
        """Ratings of other criteria, such as the floor of skill, are left out."""
        data = coded(ratings[ratings["criterion"].isin([criterion.key for criterion in criteria])])
        return cls(data, criteria, components, shared, panel_cells(data, components))

    @property
    def weights(self) -> dict[str, float]:
        return {criterion.key: criterion.weight for criterion in self.criteria}

    def cells(self) -> dict[str, tuple[Cell, ...]]:
        """Candidate → a cell for each criterion, in their order."""
        sem = self.table["sem"].to_numpy()
        low, high = interval(self.table["mean"].to_numpy(), sem, SCALE)
        wide = interval(0.0, sem)[1] > WIDE
        flags = disagreement(self.data, self.components)
        columns = [self.table[name].tolist() for name in ("raters", "mean", "sd", "lowest", "highest", "sem")]
        columns += [low.tolist(), high.tolist(), wide.tolist(), self._marks()]
        columns += [flags[name].tolist() for name in ("flag", "ad", "r_wg")]
        flat = list(zip(*columns, strict=True))
        width = len(self.data.criteria)
        place = {key: position for position, key in enumerate(self.data.criteria)}
        return {
            candidate: tuple(
                _cell(criterion, flat[row * width + place[criterion.key]], self.components)
                if criterion.key in place
                else Cell(criterion)
                for criterion in self.criteria
            )
            for row, candidate in enumerate(self.data.candidates)
        }

    def totals(self) -> dict[str, Total]:
        """Candidate → the weighted total, the weight it covers and how far it reaches; None without a total."""
        table = composites(self.data, self.weights, self.components, self.shared)
        low, high = interval(table["composite"].to_numpy(), table["sem"].to_numpy(), SCALE)
        columns = [table[name].tolist() for name in ("candidate", "composite", "covered")]
        return {
            candidate: (None, covered, None) if math.isnan(composite) else (composite, covered, (least, most))
            for candidate, composite, covered, least, most in zip(*columns, low.tolist(), high.tolist(), strict=True)
        }

    def interviewers(self) -> dict[str, tuple[str, ...]]:
        """Candidate → who marked them."""
        candidates, interviewers = list(self.data.candidates), list(self.data.interviewers)
        groups: dict[str, tuple[str, ...]] = {}
        for pair in np.unique(self.data.candidate * len(interviewers) + self.data.interviewer).tolist():
            candidate, interviewer = divmod(pair, len(interviewers))
            groups[candidates[candidate]] = (*groups.get(candidates[candidate], ()), interviewers[interviewer])
        return groups

    def contributions(self) -> pd.DataFrame:
        """What each interviewer's marks add to a total."""
        return contributions(self.data, self.weights, self.shared)

    def effective_weights(self) -> tuple[str, ...]:
        """What each criterion really counted, in words; nothing while too few have a total to tell."""
        titles = {criterion.key: criterion.title for criterion in self.criteria}
        try:
            shares = effective_weights(self.table, self.weights)
        except NotEnoughData:
            return ()
        return tuple(
            sentences.effective_weight(titles[key], stated, did) for key, stated, did in shares.itertuples(index=False)
        )

    def harsh(self) -> dict[str, tuple[float, float]]:
        """Interviewers who clearly mark everyone lower, or higher: by how many points, and its reach.

        A mark counts as its distance from the mean of its criterion, since not everyone marks every criterion.
        """
        marks = marks_of(self.data)
        given = ~np.isnan(marks.mark)
        criterion, mark = marks.criterion[given], marks.mark[given]
        if not len(mark):
            return {}
        usual = np.bincount(criterion, weights=mark) / np.maximum(np.bincount(criterion), 1)
        frame = pd.DataFrame({"candidate": marks.candidate[given], "interviewer": marks.interviewer[given],
                              "score": mark - usual[criterion]})  # fmt: skip
        cards = frame.groupby(["candidate", "interviewer"], as_index=False).mean()
        named = harsh(cards, SCALE)
        return {str(self.data.interviewers[int(place)]): figures for place, figures in named.items()}

    def _marks(self) -> list[tuple[tuple[str, float | None], ...]]:
        """For each candidate × criterion, each interviewer's mark, by interviewer."""
        width, marks = len(self.data.criteria), marks_of(self.data)
        given: list[list[tuple[str, float | None]]] = [[] for _ in range(len(self.data.candidates) * width)]
        cell = (marks.candidate * width + marks.criterion).tolist()
        names = list(self.data.interviewers)
        for where, who, mark in zip(cell, marks.interviewer.tolist(), marks.mark.tolist(), strict=True):
            given[where].append((names[who], None if mark != mark else mark))
        return [tuple(of_cell) for of_cell in given]


def _cell(criterion: Judged, numbers: tuple[Any, ...], components: Components) -> Cell:
    raters, mean, sd, lowest, highest, sem, low, high, wide, marks, flag, ad, r_wg = numbers
    if not raters:
        return Cell(criterion, marks=marks)
    against = against_minimum(mean, criterion.minimum, sem) if criterion.minimum is not None else None
    return Cell(
        criterion=criterion,
        raters=raters,
        mean=mean,
        spread=sd if raters > 1 else None,
        deviation=ad if raters > 1 else None,
        r_wg=None if r_wg != r_wg else r_wg,
        lowest=lowest,
        highest=highest,
        interval=(low, high),
        is_wide=wide,
        is_apart=bool(flag),
        is_assumed=components.assumed,
        against=against,
        marks=marks,
    )
