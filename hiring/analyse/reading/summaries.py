"""Sums and means that stand among the marks they are made of: known by their names, and by their figures."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from hiring.analyse.reading.headings import is_extreme, may_sum_up, sums_up

_ROLES = ("criterion", "question", "interviewer", "candidate")
_NEAR = 1e-6
# So few figures may be the highest of the others, or their weighted sum, by chance.
_BY_CHANCE = 5


def is_sum_of(name: str, own: NDArray[np.float64], rest: NDArray[np.float64]) -> bool:
    """Whether figures sum up others: as their names say, or beyond doubt whatever the name.

    `own` has one figure a row, `rest` those beside it, shape (rows, others), NaN where there is none. Rows with fewer
    than two others tell nothing. Beyond doubt are the sum in every row, and the mean where no other has decimals.
    """
    comparable = ~np.isnan(own) & ((~np.isnan(rest)).sum(axis=1) > 1)
    own, rest = own[comparable], rest[comparable]
    if not len(own):
        return False
    total, count = np.nansum(rest, axis=1), (~np.isnan(rest)).sum(axis=1)
    mean, step = total / count, _step(own)
    if is_extreme(name):
        ends = np.nanmax(rest, axis=1), np.nanmin(rest, axis=1)
        return len(own) >= _BY_CHANCE and any(bool((own == end).all()) for end in ends)
    if may_sum_up(name):
        # A whole mark near the mean may be a judgement; only a name such as "average" makes it a rounded mean.
        near = _NEAR + (step / 2 if step < 1 or sums_up(name) else 0.0)
        return _mostly(own - total, _NEAR) or _mostly(own - mean, near) or _weighted(own, rest)
    if len(own) < 2:
        return False
    if (np.abs(own - total) < _NEAR).all() and (np.abs(own) > np.nanmax(np.abs(rest), axis=1)).any():
        return True
    whole = bool((rest[~np.isnan(rest)] % 1 == 0).all())
    return whole and step < 1 and bool((np.abs(own - mean) < 0.051).all())


def without_sums(long: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Long ratings without the criteria, interviewers and candidates that sum up the others, and a note on each.

    `long` has `candidate`, `interviewer`, `criterion`, perhaps `question`, and `score`, NaN where nothing was observed.
    A criterion such as "Overall" whose marks are neither the sum nor a mean of the others stays, which is said.
    """
    notes = []
    for role in _ROLES:
        names: list[str] = list(long[role].unique()) if role in long else []
        for name in sorted(label for label in names if len(names) > 1 and (may_sum_up(label) or is_extreme(label))):
            if (role in ("interviewer", "candidate") and sums_up(name)) or _agrees(long, role, name):
                long = long[long[role] != name]
                notes.append(f"The {role} “{name}” was left out: it sums up the others.")
            elif role == "criterion" and may_sum_up(name):
                notes.append(
                    f"“{name}” counts as a criterion, because it's neither the sum nor the mean of the others."
                )
    return long, notes


def _agrees(long: pd.DataFrame, role: str, name: str) -> bool:
    other_roles = [other for other in _ROLES if other in long and other != role]
    mine = long[role] == name
    others = long[~mine & ~long[role].isin([label for label in long[role].unique() if may_sum_up(label)])]
    own = long[mine].groupby(other_roles, sort=False, observed=True)["score"].first()
    rest = others.pivot_table(index=other_roles, columns=role, values="score", aggfunc="first", observed=True)
    both = own.index.intersection(rest.index)
    return is_sum_of(name, own.loc[both].to_numpy(), rest.loc[both].to_numpy())


def _step(figures: NDArray[np.float64]) -> float:
    """The last decimal that is written in any of the figures: 1, .1 or .01."""
    return next((step for step in (1.0, 0.1, 0.01) if (np.abs(figures / step - np.rint(figures / step)) < _NEAR).all()),
                0.001)  # fmt: skip


def _mostly(difference: NDArray[np.float64], near: float) -> bool:
    """In nine of ten rows: someone may have changed a mark and not its sum."""
    return 10 * int((np.abs(difference) <= near + _NEAR).sum()) >= 9 * len(difference)


def _weighted(own: NDArray[np.float64], rest: NDArray[np.float64]) -> bool:
    """Whether figures are a weighted sum of complete rows, with more rows than chance needs to look like it."""
    complete = ~np.isnan(rest).any(axis=1)
    own, rest = own[complete], rest[complete]
    if len(own) < rest.shape[1] + _BY_CHANCE:
        return False
    weight, _, rank, _ = np.linalg.lstsq(rest, own, rcond=None)
    step = _step(own)
    near = step / 2 if step < 1 else 0.0
    return bool(rank == rest.shape[1] and (weight > -_NEAR).all() and _mostly(own - rest @ weight, near))
