"""Whether a mean meets a minimum, and the chance that the true level does."""

from __future__ import annotations

from dataclasses import dataclass

from hiring.measurement.libraries import np
from hiring.measurement.scoring.tails import below_normal

# Means of thirds are not exact in binary; a mean of exactly the minimum meets it.
TOLERANCE = 1e-9
CLEAR = 0.95


@dataclass(frozen=True)
class AgainstMinimum:
    """`met` compares the mean itself; `chance_below` is P(true level < minimum), 0 to 1; `clear` is over .95."""

    met: bool
    chance_below: float
    clear: bool


def against_minimum(mean: float, minimum: float, sem: float) -> AgainstMinimum | None:
    """Compare an unrounded mean with a minimum: P(true mean < minimum) = Phi((minimum - mean) / sem).

    All three in points of the scale; `sem` is the standard error of the mean and above 0. None when the
    mean is NaN, because nobody rated it. Raises `ValueError` when the error is missing or not above 0.
    """
    if np.isnan(mean):
        return None
    if not sem > 0:
        raise ValueError("A minimum cannot be judged without the standard error of the mean.")
    below = below_normal((minimum - mean) / sem)
    return AgainstMinimum(met=mean >= minimum - TOLERANCE, chance_below=below, clear=below > CLEAR)
