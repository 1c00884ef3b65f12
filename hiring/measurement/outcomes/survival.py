"""How long until something ends, with those still running counted for as long as they were seen."""

from __future__ import annotations

from collections.abc import Sequence

from hiring.measurement.components import NORMAL_95
from hiring.measurement.libraries import np, pd
from hiring.measurement.ratings import FloatArray, IntArray


def kaplan_meier(time: Sequence[float], ended: Sequence[bool]) -> pd.DataFrame:
    """The share still running after each time at which one ended.

    One entry a case: time to the end, or to today while it is open (`ended` false, "censored"). S(t) is the product of
    1 - d/n (Kaplan & Meier 1958), its 95 % interval on the scale of log(-log S) with Greenwood's variance, as
    recommended by Kalbfleisch & Prentice. Returns `time` (units as given), `at_risk`, `ended`, `survival`, `low`,
    `high` (0 to 1), without rows when nothing ended; the interval is NaN once nobody is left. Raises `ValueError` for a
    negative or missing time, and unless each case has both.
    """
    moment, kind = _checked(time, np.asarray(ended, dtype=np.int64))
    rows = []
    survival, variance = 1.0, 0.0
    for at in np.unique(moment[kind > 0]):
        risk, over = int((moment >= at).sum()), int(((moment == at) & (kind > 0)).sum())
        survival *= 1.0 - over / risk
        variance = variance + over / (risk * (risk - over)) if risk > over else np.inf
        low, high = _log_log(survival, variance)
        rows.append((float(at), risk, over, survival, low, high))
    return pd.DataFrame(rows, columns=["time", "at_risk", "ended", "survival", "low", "high"])


def _log_log(survival: float, variance: float) -> tuple[float, float]:
    # A share that is 0 or 1 but for rounding has no interval either.
    if not 1e-12 < survival < 1.0 - 1e-12:
        return float("nan"), float("nan")
    reach = NORMAL_95 * variance**0.5 / abs(np.log(survival))
    return float(survival ** np.exp(reach)), float(survival ** np.exp(-reach))


def aalen_johansen(time: Sequence[float], ending: Sequence[str | None]) -> pd.DataFrame:
    """The share that had come to each kind of ending by each time, when one ending rules out the others.

    One entry a case; `ending` None while it is open. The share of a kind grows by S(t-) d_kind / n (Aalen & Johansen
    1978); one minus Kaplan-Meier with the other endings censored would claim too much. Returns `time` (units as given),
    `ending`, `incidence`, `low`, `high` (0 to 1; 95 %, on the log(-log) scale, variance of Aalen as in Marubini &
    Valsecchi 1995; NaN where the incidence is 0 or 1), one row a time at which anything ended and kind of ending,
    sorted. Raises `ValueError` for a negative or missing time, and unless each case has a time and an ending.
    """
    kinds = sorted({kind for kind in ending if kind is not None})
    code = np.array([1 + kinds.index(kind) if isinstance(kind, str) else 0 for kind in ending], dtype=np.int64)
    moment, code = _checked(time, code)
    times = np.unique(moment[code > 0])
    risk = np.array([(moment >= at).sum() for at in times], dtype=np.float64)
    counts = np.array([[((moment == at) & (code == 1 + kind)).sum() for kind in range(len(kinds))] for at in times])
    counts = counts.reshape(len(times), len(kinds)).astype(np.float64)
    after = np.cumprod(1.0 - counts.sum(axis=1) / risk) if len(times) else np.zeros(0)
    before = np.append(1.0, after[:-1])[: len(times)]
    rows = []
    for kind, name in enumerate(kinds):
        incidence = np.cumsum(before * counts[:, kind] / risk)
        for step, at in enumerate(times):
            spread = _aalen(step, incidence, counts, kind, before, risk)
            least, most = _log_log(1.0 - incidence[step], spread / max((1.0 - incidence[step]) ** 2, 1e-300))
            rows.append((float(at), name, float(incidence[step]), 1.0 - most, 1.0 - least))
    table = pd.DataFrame(rows, columns=["time", "ending", "incidence", "low", "high"])
    return table.sort_values(["time", "ending"], ignore_index=True)


def _aalen(
    step: int, incidence: FloatArray, counts: FloatArray, kind: int, before: FloatArray, risk: FloatArray
) -> float:
    """Variance of the cumulative incidence at one time by the delta method."""
    past = slice(0, step + 1)
    away = incidence[step] - incidence[past]
    n, d, own, s = risk[past], counts[past].sum(axis=1), counts[past, kind], before[past]
    left = np.where(n > d, n - d, np.inf)
    first = (away**2 * d / (n * left)).sum()
    second = (s**2 * own * (n - own) / n**3).sum()
    third = (away * s * own / n**2).sum()
    return float(max(first + second - 2.0 * third, 0.0))


def _checked(time: Sequence[float], code: IntArray) -> tuple[FloatArray, IntArray]:
    moment = np.asarray(time, dtype=np.float64)
    if len(moment) != len(code):
        raise ValueError("Each case needs one time and one ending.")
    if not (np.isfinite(moment) & (moment >= 0)).all():
        raise ValueError("A time is missing or below 0.")
    return moment, code
