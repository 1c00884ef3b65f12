"""How much of a mark is the candidate, how much the interviewer, how much neither."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hiring.measurement.ratings import FloatArray, IntArray

NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class Components:
    """Variances of one interviewer's mark: true differences, leniency, and everything else.

    Units are squared points of the scale. `assumed` says that they were taken from the literature and not
    estimated; whatever is computed from assumed components must be shown as assumed.
    """

    candidate: float
    interviewer: float
    residual: float
    assumed: bool = False

    @property
    def error(self) -> float:
        """Variance of one mark around the candidate's true level: leniency and the rest, in squared points."""
        return self.interviewer + self.residual

    @property
    def single(self) -> float:
        """Reliability of one separate interviewer, candidate / (candidate + interviewer + residual).

        NaN without any variance.
        """
        total = self.candidate + self.error
        return self.candidate / total if total > 0 else float("nan")

    def sem(self, raters: IntArray | int) -> FloatArray:
        """Standard error of a mean over separate interviewers, sqrt(error / raters), in points.

        Shape as `raters`; NaN for nobody.
        """
        count = np.asarray(raters, dtype=np.float64)
        return np.sqrt(self.error / np.where(count > 0, count, np.nan))

    def on_scale(self, low: float, high: float) -> Components:
        """The same shares on a scale from `low` to `high` instead of 1 to 5: variances times ((high - low) / 4)².

        Raises `ValueError` for a scale that does not end above its start.
        """
        if not high > low:
            raise ValueError("The scale must end above its start.")
        stretch = ((high - low) / 4.0) ** 2
        return replace(
            self,
            candidate=self.candidate * stretch,
            interviewer=self.interviewer * stretch,
            residual=self.residual * stretch,
        )


def interval(
    mean: FloatArray | float, sem: FloatArray | float, scale: tuple[float, float] | None = None
) -> tuple[FloatArray, FloatArray]:
    """The 95 % interval mean ± 1.96 sem, cut off at the ends of `scale` (low, high) where one is given.

    Any two shapes that go together, in points of the scale; returns the lower and the upper ends. NaN in either gives
    NaN at both.
    """
    reach = NORMAL_95 * np.asarray(sem, dtype=np.float64)
    low, high = np.asarray(mean - reach), np.asarray(mean + reach)
    if scale is None:
        return low, high
    return np.clip(low, *scale), np.clip(high, *scale)


# One interviewer alone reaches .44 with these, the mean of separate interviews in Huffcutt, Culbertson &
# Weyhrauch (2013, International Journal of Selection and Assessment 21, 264-276). On a scale of five
# levels.
ASSUMED = Components(candidate=0.28, interviewer=0.09, residual=0.27, assumed=True)
