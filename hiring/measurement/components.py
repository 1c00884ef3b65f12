"""How much of a mark is the candidate, how much the interviewer, how much neither."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hiring.measurement.libraries import np
from hiring.measurement.ratings import FloatArray, IntArray

NORMAL_95 = 1.959963984540054
# The variance of whole marks around the judgements behind them, in levels².
ROUNDING = 1.0 / 12.0
# Of the variance of one mark: .74 among listeners of one interview, .44 between separate ones.
HEARD_TOGETHER = 0.30


@dataclass(frozen=True)
class Components:
    """Variances of one interviewer's mark: true differences, leniency, and everything else.

    Units are squared points of the scale. `assumed` says that they were taken from the literature and not
    estimated; whatever is computed from assumed components must be shown as assumed. `round` is what all listeners of
    one round heard of a candidate and another day would not repeat, 0 where it is part of the residual. `rounding` is
    what whole levels add to marks whose other variances are those of judgements in between: a twelfth of a level².
    """

    candidate: float
    interviewer: float
    residual: float
    assumed: bool = False
    round: float = 0.0
    rounding: float = 0.0

    @property
    def own(self) -> float:
        """Variance of one mark that is the interviewer's alone, no matter who else listened, in squared points."""
        return self.interviewer + self.residual + self.rounding

    @property
    def error(self) -> float:
        """Variance of one mark around the candidate's true level, in squared points: leniency, the round, the rest."""
        return self.own + self.round

    @property
    def single(self) -> float:
        """Reliability of one separate interviewer, candidate / (candidate + interviewer + round + residual).

        NaN without any variance. As published, so without `rounding`.
        """
        total = self.candidate + self.error - self.rounding
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
            round=self.round * stretch,
            rounding=self.rounding * stretch,
        )

    def by_round(self) -> Components:
        """The same with what a round's listeners share told apart from the residual, by the published share.

        Panels in one room reach .74, separate interviews .44 (Huffcutt, Culbertson & Weyhrauch 2013), so .30 of the
        variance of a mark is the round's; never more than the residual leaves above a twelfth of a level².
        """
        if self.round:
            return self
        most = max(self.residual - self.rounding, 0.0)
        heard = min(HEARD_TOGETHER * (self.candidate + self.interviewer + self.residual), most)
        return replace(self, residual=self.residual - heard, round=heard)


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
ASSUMED = Components(candidate=0.28, interviewer=0.09, residual=0.27, assumed=True, rounding=ROUNDING)
TOGETHER = ASSUMED.by_round()
