"""The errors of adjusted scores on several criteria, which an interviewer who marked several of them makes together.

One criterion has marks y = C t + Z l + e of candidates t, lenient interviewers l and noise e. With c marks a candidate,
P = c⁻¹ C'Z (shares of each interviewer in a candidate's mean), Q = I - C c⁻¹ C' and r the variance of leniency over
that of noise, the adjusted score is the candidate's mean less P times the predicted leniency A r Z'Q y, where A is
(I + r Z'QZ)⁻¹. Its error is therefore b + P u: b = c⁻¹ C'e is the candidate's own, u = A (l - r Z'Q e) what is left of
everybody's leniency. Only the numbers of candidates and of interviewers enter the work, hardly that of marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from hiring.measurement.libraries import np
from hiring.measurement.ratings import BoolArray, FloatArray
from hiring.measurement.scoring.cells import Marks

# Deviations that are equal but for rounding, in points.
_NOTHING = 1e-9


def correlation(marks: Marks) -> float:
    """Correlation of what one interviewer adds to two criteria beyond the candidate's mean on each, -1 to 1.

    One mark an interviewer, candidate and criterion, no NaN. Deviations from the mean of candidate
    and criterion, in units of their root mean square on that criterion, are pooled over candidates and over pairs of
    criteria that one interviewer marked: the sum of products over the mean sum of squares. Means of one mark tell
    nothing and are left out; 0 where nothing is left.
    """
    if not len(marks.mark):
        return 0.0
    criterion, wide, panel = marks.criterion, int(marks.criterion.max()) + 1, int(marks.interviewer.max()) + 1
    cell = marks.candidate * wide + criterion
    times = np.bincount(cell)
    informative = times[cell] > 1
    away = marks.mark - (np.bincount(cell, weights=marks.mark) / np.maximum(times, 1))[cell]
    square = np.bincount(criterion[informative], weights=away[informative] ** 2, minlength=wide)
    size = np.sqrt(square / np.maximum(np.bincount(criterion[informative], minlength=wide), 1))[criterion]
    informative &= size > _NOTHING
    away = away[informative] / size[informative]
    _, pair = np.unique((marks.candidate * panel + marks.interviewer)[informative], return_inverse=True)
    squares = np.bincount(pair, weights=away**2)
    # Over pairs of criteria: (sum a)² = sum a² + 2 sum ab, and each a² meets all others of its interviewer.
    products = float((np.bincount(pair, weights=away) ** 2 - squares).sum())
    total = float((squares * (np.bincount(pair) - 1)).sum())
    return float(np.clip(products / total, -1.0, 1.0)) if total > 0 else 0.0


def combined(
    marks: Marks, rows: BoolArray, variances: Sequence[tuple[float, float]], share: FloatArray, shared: float
) -> tuple[FloatArray, FloatArray]:
    """The weighted sums over criteria of adjusted scores, in points, and their error covariance, in squared points.

    `marks` has no NaN and no two of an interviewer on one candidate and criterion; `rows`, one entry a candidate, picks
    those of the result, who were marked on every criterion; `variances` are those of leniency and of noise on each
    criterion, `share` its weight in the sum, and `shared` the correlation, over two criteria, of an interviewer's
    leniency and of their noise on one candidate. Shapes (rows,) and (rows, rows), symmetric. Source: generalised least
    squares, see above.
    """
    who, what, whom = marks.candidate, marks.criterion, marks.interviewer
    criteria, interviewers = len(share), int(whom.max()) + 1
    shape = len(rows), criteria, interviewers
    lenient, noise = (share * np.sqrt(column) for column in np.array(variances).T)
    ratio = np.array([_ratio(*pair) for pair in variances])
    cell, pair = who * criteria + what, who * interviewers + whom
    times = np.bincount(cell, minlength=len(rows) * criteria)
    mean = 1.0 / times[cell]
    part, half = np.zeros(shape), np.zeros(shape)
    part[who, what, whom] = mean
    settled = [_settled(part[:, at], ratio[at]) for at in range(criteria)]
    # What a mark adds to the noise of its candidate, and what the marks of its interviewer add that is the same.
    loud = noise[what] * mean
    alike = shared * np.bincount(pair, weights=loud)[pair] + (1.0 - shared) * loud
    own = np.bincount(who, weights=loud * alike, minlength=len(rows))[rows]
    half[who, what, whom] = np.bincount(cell, weights=alike)[cell] * mean - alike
    half = half if rows.all() else half[rows]
    for at in range(criteria):
        half[:, at] = half[:, at] @ (noise[at] * ratio[at] * settled[at])
    between = _between(part, settled, ratio, lenient, noise, shared)
    wide = (part if rows.all() else part[rows]).reshape(len(own), -1)
    # Beside its mean, what a mark says of the leniency of its interviewer.
    average = np.bincount(cell, weights=marks.mark, minlength=len(times)) / np.maximum(times, 1)
    away = np.bincount(what * interviewers + whom, marks.mark - average[cell], minlength=criteria * interviewers)
    leniency = [
        share[at] * ratio[at] * settled[at] @ own for at, own in enumerate(away.reshape(criteria, interviewers))
    ]
    value = average.reshape(len(rows), criteria)[rows] @ share - wide @ np.concatenate(leniency)
    return value, _joint(np.asarray(own, dtype=np.float64), half, wide, between)


def _joint(own: FloatArray, half: FloatArray, wide: FloatArray, between: FloatArray) -> FloatArray:
    """J = own + P X' + X P' + P U P', the last shared out between the two before it."""
    joint = (half.reshape(wide.shape) + wide @ between.reshape(wide.shape[1], -1)) @ wide.T
    joint = joint + joint.T
    joint.flat[:: len(own) + 1] += own
    return np.asarray(joint, dtype=np.float64)


def _between(
    part: FloatArray,
    settled: Sequence[FloatArray],
    ratio: FloatArray,
    lenient: FloatArray,
    noise: FloatArray,
    shared: float,
) -> FloatArray:
    """Half of U, the covariance of what is left of the leniencies on each two criteria.

    Shape (criteria, interviewers, criteria, interviewers).
    """
    _, criteria, interviewers = part.shape
    between = np.zeros((criteria, interviewers, criteria, interviewers))
    for first in range(criteria):
        for second in range(first + 1):
            error = lenient[first] * lenient[second] * np.eye(interviewers)
            scale = ratio[first] * ratio[second] * noise[first] * noise[second]
            error += scale * _left(part[:, first], part[:, second])
            error *= 0.5 if first == second else 0.5 * shared
            between[first, :, second] = settled[first] @ error @ settled[second]
            between[second, :, first] = between[first, :, second].T
    return between


def _settled(part: FloatArray, ratio: float) -> FloatArray:
    """A = (I + r Z'QZ)⁻¹ of one criterion, Z'QZ being how often each interviewer marked less Z'P."""
    met = (part > 0).astype(np.float64)
    design = -(met.T @ part)
    design.flat[:: len(design) + 1] += met.sum(axis=0)
    return np.asarray(np.linalg.inv(np.eye(len(design)) + ratio * design), dtype=np.float64)


def _left(first: FloatArray, second: FloatArray) -> FloatArray:
    """Z'Q of one criterion times Q'Z of another, over the pairs who met on both; 0 where nobody did."""
    both = ((first > 0) & (second > 0)).astype(np.float64)
    if not both.any():
        return np.zeros((both.shape[1],) * 2)
    within = both - both.sum(axis=1, keepdims=True) * second
    product = -(both.T @ second) - first.T @ within
    product.flat[:: len(product) + 1] += both.sum(axis=0)
    return np.asarray(product, dtype=np.float64)


def _ratio(lenient: float, noise: float) -> float:
    """Of leniency to noise; marks without noise are taken as nearly so, and 0 to 0 as no leniency."""
    return lenient / max(noise, 1e-9 * lenient) if lenient + noise > 0 else 0.0
