"""Small readings of pooled marks: the share of each, who shares criteria out, and the error of a shift. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping

from hiring.measurement.libraries import np, pd
from hiring.measurement.model.crossed import CrossedFit
from hiring.measurement.ratings import BoolArray, FloatArray, codes_of


def shift_errors(fit: CrossedFit | None, rows: pd.DataFrame) -> list[float]:
    """The standard error of the mean leniency that is taken out of each adjusted total, in points.

    From the errors of the interviewers met, taken for independent. Where criteria are combined nothing tells it from
    chance, and it's the whole error of the adjusted total.
    """
    errors: list[float] = rows["adjusted_se"].tolist()
    if fit is not None:
        variance = fit.interviewers["se"].to_numpy()[fit.data.interviewer] ** 2
        whole = np.sqrt(np.bincount(fit.data.candidate, weights=variance)) / np.bincount(fit.data.candidate)
        errors = whole[fit.places(rows["candidate"].tolist())].tolist()
    return errors


def as_categories(marks: pd.DataFrame) -> pd.DataFrame:
    """Names as sorted categories: they are asked for again and again, and compared as numbers then."""
    names = [name for name in marks.columns if name != "mark"]
    return marks.assign(**{name: pd.Categorical(marks[name]) for name in names})


def shared_out(openings: pd.Categorical, whole: BoolArray) -> frozenset[str]:
    """Openings of which fewer than half of the pairs of candidate and interviewer are whole."""
    names, code = openings.categories, openings.codes
    most = 2 * np.bincount(code[whole], minlength=len(names)) < np.bincount(code, minlength=len(names))
    return frozenset(names[most])


def shares(marks: pd.DataFrame, weights: Mapping[str, Mapping[str, float]]) -> FloatArray:
    """The share of each mark's criterion in its opening's total; NaN for a criterion that is not weighed there."""
    opening, openings = codes_of(marks["opening"], "opening")
    criterion, criteria = codes_of(marks["criterion"], "criterion")
    table = np.full((len(openings), len(criteria)), np.nan)
    for row, name in enumerate(openings):
        given = weights.get(name, {})
        whole = math.fsum(given.values()) or 1.0
        table[row] = [given[key] / whole if key in given else np.nan for key in criteria]
    return np.asarray(table[opening, criterion], dtype=np.float64)
