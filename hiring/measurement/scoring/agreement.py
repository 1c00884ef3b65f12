"""How far the interviewers of one candidate are apart on one criterion, and when to talk about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hiring.measurement.components import ASSUMED, ROUNDING, Components
from hiring.measurement.libraries import np, pd
from hiring.measurement.ratings import BoolArray, Coded, FloatArray, IntArray, coded
from hiring.measurement.scoring.cells import Marks, Moments, grid, marks_of, moments
from hiring.measurement.scoring.tails import upper_chi2

# r_wg swings too wildly with fewer judges to be shown.
R_WG_RATERS = 5
FALSE_FLAGS = 0.05


@dataclass(frozen=True)
class Spread:
    """Agreement of one set of marks, all NaN below two; in points of the scale, r_wg as a share.

    `sd` has ddof 1, `range` is the highest less the lowest mark, `ad` the mean absolute deviation from the mean.
    `r_wg_raw` is at most 1 and may be negative; `r_wg` shows that as 0.
    """

    sd: float
    range: float
    ad: float
    r_wg_raw: float
    r_wg: float


def spread(marks: Sequence[float], levels: int = 5) -> Spread:
    """SD (ddof 1), range, mean absolute deviation from the mean, and r_wg of one set of marks.

    `marks` are points of a scale of `levels` steps, two or more; NaN marks are left out. r_wg = 1 - s² / ((levels² - 1)
    / 12), one minus the variance over that of marks spread evenly on the scale (James, Demaree & Wolf 1984, Journal of
    Applied Psychology 69, 85-98). It is given for any number of marks; show it from five on. Fewer than two marks give
    NaN, not agreement.
    """
    given = np.asarray(marks, dtype=np.float64)
    given = given[~np.isnan(given)]
    if len(given) < 2:
        return Spread(np.nan, np.nan, np.nan, np.nan, np.nan)
    deviation = given - given.mean()
    variance = float(deviation @ deviation) / (len(given) - 1)
    raw = 1.0 - variance / _even(levels)
    return Spread(
        variance**0.5,
        float(np.ptp(given)),
        float(np.abs(deviation).mean()),
        raw,
        float(np.clip(raw, 0.0, 1.0)),
    )


def widest_ordinary(raters: IntArray, components: Components, level: float = 1.0) -> FloatArray:
    """The variance between `raters` marks that honest panels exceed one time in twenty.

    Upper 5 % of chi² with k - 1 degrees of freedom, divided by k - 1, times (leniency + residual): how the sample
    variance of k normal marks is distributed. Shape as `raters`, in squared points of the scale; NaN below two raters.
    Whatever the size of the panel, the same share is flagged by mistake. Whole marks cannot differ by less than their
    rounding, so the error is at least a twelfth of a `level`², the width of one of five levels in points.
    """
    sizes, place = np.unique(raters, return_inverse=True)
    times = [upper_chi2(size - 1, FALSE_FLAGS) / (size - 1) if size > 1 else np.nan for size in sizes.tolist()]
    error = max(components.error, ROUNDING * level**2)
    return np.asarray(np.array(times, dtype=np.float64)[place].reshape(raters.shape) * error, dtype=np.float64)


def disagreement(
    ratings: pd.DataFrame | Coded,
    components: Components = ASSUMED,
    scale: tuple[float, float] = (1.0, 5.0),
    leniency: Mapping[Any, float] | None = None,
) -> pd.DataFrame:
    """Agreement of every candidate × criterion, with a flag where the panel should talk before deciding.

    Takes the long frame of `ratings.coded` and raises what that raises; the marks compared are each interviewer's mean
    over questions. `scale` is the lowest and the highest possible mark, the second above the first. Returns
    `candidate`, `criterion`, `raters`, `sd`, `range`, `ad` (points), `r_wg` (NaN below five raters, negative shown as
    0) and `flag`, sorted. Flagged are a range of three quarters of the scale (3 of 1 to 5), and a variance beyond
    `widest_ordinary` where marks are at least half the scale apart (2 of 1 to 5): one level is never a disagreement.
    `leniency` (points, by interviewer) is taken out of the marks before they are judged. With fewer than two raters
    everything is NaN and nothing is flagged. No mark is ever dropped.
    """
    data = coded(ratings)
    marks = marks_of(data)
    place, names = grid(data)
    cell = marks.candidate * len(data.criteria) + marks.criterion
    cells = moments(cell, marks.mark, len(place))
    seen = ~np.isnan(marks.mark)
    deviation = np.abs(marks.mark - cells.mean[cell])[seen]
    away = np.bincount(cell[seen], weights=deviation, minlength=len(place))
    low, high = scale
    several = cells.n > 1
    apart = np.where(several, cells.highest - cells.lowest, np.nan)
    flag = _flagged(cells, moments(cell, _without(data, marks, leniency or {}), len(place)), components, high - low)
    r_wg = np.clip(1.0 - cells.sd**2 / max(_even(high - low + 1.0), 1e-300), 0.0, 1.0)
    return pd.DataFrame(
        {
            **names,
            "raters": cells.n,
            "sd": cells.sd,
            "range": apart,
            "ad": np.where(several, away / np.maximum(cells.n, 1), np.nan),
            "r_wg": np.where(cells.n >= R_WG_RATERS, r_wg, np.nan),
            "flag": several & flag,
        }
    )


def _flagged(cells: Moments, judged: Moments, components: Components, width: float) -> BoolArray:
    """Whether marks are too far apart, as given in `cells` and without known leniency in `judged`."""
    level = width / 4.0
    apart = np.minimum(cells.highest - cells.lowest, judged.highest - judged.lowest)
    wide = judged.sd**2 > widest_ordinary(judged.n, components, level) * (1 + 1e-12)
    return np.asarray((apart >= 3.0 * level - 1e-9) | (wide & (apart >= 2.0 * level - 1e-9)))


def _without(data: Coded, marks: Marks, leniency: Mapping[Any, float]) -> FloatArray:
    """The marks less the leniency of people it is given for."""
    if not leniency:
        return marks.mark
    lenient = np.array([leniency.get(name, 0.0) for name in data.interviewers], dtype=np.float64)
    return np.asarray(marks.mark - lenient[marks.interviewer], dtype=np.float64)


def _even(levels: float) -> float:
    return (levels**2 - 1.0) / 12.0
