"""The errors of adjusted scores on several criteria, which an interviewer who marked several of them makes together.

One criterion has marks y = C t + Z l + e of candidates t, lenient interviewers l and noise e. With c marks a candidate,
P = c⁻¹ C'Z (shares of each interviewer in a candidate's mean), Q = I - C c⁻¹ C' and r the variance of leniency over that
of noise, the adjusted score is the candidate's mean less P times the predicted leniency A r Z'Q y, A = (I + r Z'QZ)⁻¹.
Its error is therefore b + P u: b = c⁻¹ C'e is the candidate's own, u = A (l - r Z'Q e) what is left of everybody's
leniency. Only the number of candidates and of interviewers enters the work, not that of marks.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hiring.measurement.ratings import BoolArray, FloatArray, IntArray

# Deviations that are equal but for rounding, in points.
_NOTHING = 1e-9


def correlation(candidate: IntArray, interviewer: IntArray, criterion: IntArray, mark: FloatArray) -> float:
    """Correlation of what one interviewer adds to two criteria beyond the candidate's mean on each, -1 to 1.

    Codes and marks, one entry an interviewer, candidate and criterion, no NaN. Deviations from the mean of candidate
    and criterion, in units of their root mean square on that criterion, are pooled over candidates and over pairs of
    criteria that one interviewer marked: the sum of products over the mean sum of squares. Means of one mark tell
    nothing and are left out; 0 where nothing is left.
    """
    if not len(mark):
        return 0.0
    wide, panel = int(criterion.max()) + 1, int(interviewer.max()) + 1
    cell = candidate * wide + criterion
    times = np.bincount(cell)
    told = times[cell] > 1
    away = mark - (np.bincount(cell, weights=mark) / np.maximum(times, 1))[cell]
    square = np.bincount(criterion[told], weights=away[told] ** 2, minlength=wide)
    size = np.sqrt(square / np.maximum(np.bincount(criterion[told], minlength=wide), 1))[criterion]
    told &= size > _NOTHING
    away = away[told] / size[told]
    _, pair = np.unique(candidate[told] * panel + interviewer[told], return_inverse=True)
    squares = np.bincount(pair, weights=away**2)
    # Over pairs of criteria: (sum a)² = sum a² + 2 sum ab, and each a² meets all others of its interviewer.
    products = float((np.bincount(pair, weights=away) ** 2 - squares).sum())
    total = float((squares * (np.bincount(pair) - 1)).sum())
    return float(np.clip(products / total, -1.0, 1.0)) if total > 0 else 0.0


def joint_errors(
    met: BoolArray, rows: BoolArray, variances: Sequence[tuple[float, float]], share: FloatArray, shared: float
) -> FloatArray:
    """Error covariance of the weighted sums over criteria of adjusted scores, squared points.

    `met` has shape (criteria, candidates, interviewers) and says who marked whom on what; `rows` picks the candidates
    of the result, who were marked on every criterion; `variances` are those of leniency and of noise on each criterion,
    `share` its weight in the sum, and `shared` the correlation, over two criteria, of an interviewer's leniency and of
    their noise on one candidate. Shape (rows, rows), symmetric. Source: generalised least squares, see above.
    """
    criteria, _, interviewers = met.shape
    seen = met.astype(np.float64)
    share_of_mean = 1.0 / np.maximum(seen.sum(axis=2, keepdims=True), 1.0)
    part = seen * share_of_mean
    lenient, noise = (share * np.sqrt(column) for column in np.array(variances).T)
    ratio = np.array([_ratio(*pair) for pair in variances])
    unit = np.eye(interviewers)
    design = seen.sum(axis=1)[:, :, None] * unit - seen.transpose(0, 2, 1) @ part
    settled = np.linalg.inv(unit + ratio[:, None, None] * design)
    # What one criterion adds to the noise of a candidate's means on all, and what all of them do as one.
    shown = part[:, rows]
    loud = noise[:, None, None] * shown
    alike = (shared * loud.sum(axis=0) + (1.0 - shared) * loud) * (shown > 0)
    times = alike.sum(axis=2, keepdims=True)
    own = (noise[:, None] * share_of_mean[:, rows, 0] * times[:, :, 0]).sum(axis=0)
    across = (times * shown - alike) @ ((noise * ratio)[:, None, None] * settled)
    between = np.zeros((criteria, interviewers, criteria, interviewers))
    for one in range(criteria):
        for other in range(one + 1):
            both = seen[one] * seen[other]
            error = lenient[one] * lenient[other] * unit
            if both.any():
                left = both - both.sum(axis=1, keepdims=True) * part[other]
                inner = both.sum(axis=0) * unit - both.T @ part[other] - part[one].T @ left
                error += ratio[one] * ratio[other] * noise[one] * noise[other] * inner
            error *= 1.0 if one == other else shared
            between[one, :, other] = settled[one] @ error @ settled[other]
            between[other, :, one] = between[one, :, other].T
    # J = own + P X' + X P' + P U P', the last shared out between the two before it.
    wide = shown.transpose(1, 0, 2).reshape(len(own), -1)
    half = across.transpose(1, 0, 2).reshape(len(own), -1)
    half += wide @ (between.reshape(wide.shape[1], -1) / 2.0)
    joint = half @ wide.T
    joint = joint + joint.T
    joint.flat[:: len(own) + 1] += own
    return np.asarray(joint, dtype=np.float64)


def _ratio(lenient: float, noise: float) -> float:
    """Of leniency to noise; marks without noise are taken as nearly so, and 0 to 0 as no leniency."""
    return lenient / max(noise, 1e-9 * lenient) if lenient + noise > 0 else 0.0
