"""What a correlation means for hiring: success by thirds of the score, and of ten people hired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.measurement.components import NORMAL_95
from hiring.measurement.libraries import np, pd, special
from hiring.measurement.outcomes.validity import Validity
from hiring.measurement.ratings import NotEnoughData


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share, from 0 to 1; (0, 1) when there is nobody.

    `successes` from 0 to `n`. With p = successes / n and z = 1.96: (p + z²/2n ± z sqrt(p (1 - p) / n + z²/4n²)) / (1 +
    z²/n) (Wilson 1927, Journal of the American Statistical Association 22, 209-212).
    """
    if n == 0:
        return 0.0, 1.0
    share, z = successes / n, NORMAL_95**2
    middle = (share + z / (2 * n)) / (1 + z / n)
    reach = float(NORMAL_95 * np.sqrt(share * (1 - share) / n + z / (4 * n**2)) / (1 + z / n))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def by_thirds(score: Sequence[float], success: Sequence[bool | None]) -> pd.DataFrame:
    """Success among the lower, middle and upper third of the scores of those hired.

    One entry a hire; hires with a NaN score or a missing success are left out. People with the same score are never
    parted, so thirds can be uneven. Returns `third` (1 lowest), `lowest`, `highest` (points), `n`, `successes`, `rate`,
    `low`, `high` (0 to 1, Wilson). Raises `NotEnoughData` when the scores don't make three groups.
    """
    x, ended = np.asarray(score, dtype=np.float64), np.asarray(success, dtype=object)
    seen = ~(np.isnan(x) | pd.isna(ended))
    x, y = x[seen], ended[seen].astype(bool)
    cuts = np.quantile(x, [1 / 3, 2 / 3]) if len(x) else np.array([0.0, 0.0])
    third = np.searchsorted(cuts, x, side="left") + 1
    if len(np.unique(third)) < 3:
        raise NotEnoughData("the scores of those hired don't make three groups", "Three hires whose scores differ")
    rows = []
    for part in (1, 2, 3):
        inside = third == part
        n, good = int(inside.sum()), int(y[inside].sum())
        rows.append((part, x[inside].min(), x[inside].max(), n, good, good / n, *wilson(good, n)))
    return pd.DataFrame(rows, columns=["third", "lowest", "highest", "n", "successes", "rate", "low", "high"])


@dataclass(frozen=True)
class Expected:
    """The share who work out when hired by score, with the interval that of r carries, and without the interview.

    `rate`, both ends of `interval` and `base_rate` are from 0 to 1.
    """

    rate: float
    interval: tuple[float, float]
    base_rate: float


def taylor_russell(r: float, selection_ratio: float, base_rate: float) -> float:
    """P(works out | hired) = Phi2(z_SR, z_BR; r) / SR, with z the normal quantiles of the two shares.

    `selection_ratio` is the share of candidates hired, `base_rate` the share who would work out if hired unseen. Raises
    `ValueError` unless both lie strictly between 0 and 1, and r from -1 to 1. Source: Taylor & Russell 1939, Journal of
    Applied Psychology 23.
    """
    if not (0 < selection_ratio < 1 and 0 < base_rate < 1 and -1 <= r <= 1):
        raise ValueError("Shares lie strictly between 0 and 1, a correlation between -1 and 1.")
    return _both(float(special.ndtri(selection_ratio)), float(special.ndtri(base_rate)), r) / selection_ratio


def expected(validity: Validity, selection_ratio: float, base_rate: float) -> Expected:
    """Taylor-Russell at the observed r and at both ends of its interval.

    Shares as for `taylor_russell`, which raises `ValueError` for impossible ones. The base rate and the selection ratio
    are taken as known.
    """
    low, high = (taylor_russell(end, selection_ratio, base_rate) for end in validity.interval)
    return Expected(taylor_russell(validity.r, selection_ratio, base_rate), (low, high), base_rate)


def _both(h: float, k: float, r: float) -> float:
    """The bivariate normal distribution function, by Gauss-Legendre over arcsin r (Drezner & Wesolowsky 1990)."""
    node, weight = np.polynomial.legendre.leggauss(96)
    top = float(np.arcsin(r))
    angle = top * (node + 1.0) / 2.0
    cosine = np.maximum(np.cos(angle) ** 2, 1e-300)
    inside = np.exp(-(h**2 + k**2 - 2.0 * h * k * np.sin(angle)) / (2.0 * cosine))
    return float(special.ndtr(h) * special.ndtr(k) + top / 2.0 * (weight @ inside) / (2.0 * np.pi))
