"""How far a panel's score would come out the same with other interviewers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.libraries import np, pd
from hiring.measurement.model.crossed import CrossedFit, Meetings, fit_crossed, meetings
from hiring.measurement.number_format import count
from hiring.measurement.ratings import IntArray, NotEnoughData

# Below these a page shows assumed components instead of estimated ones.
PAGE_CANDIDATES = 30
PAGE_INTERVIEWERS = 8
PAGE_MET = 3
# How many separate rounds someone might plan for.
ROUNDS = (1, 2, 3, 4, 6)


@dataclass(frozen=True)
class Design:
    """Who met who in numbers: `k` is the harmonic mean panel size, `q` how little panels overlap (0 to 1/k), `rounds`
    how much of the variance of one round is left in a panel's mean: 1 where all listened together, 1/k where none did.
    """

    k: float
    q: float
    rounds: float = 1.0


@dataclass(frozen=True)
class Reliability:
    """Shares of the variance of scores that are true differences between candidates, 0 to 1; NaN without variance.

    `g` is that of the panels as they were, with `q` and `k` of their `Design`; `icc_a1` one interviewer alone, other
    interviewers each time; `icc_ak` the mean of k interviewers, others each time; `icc_ck` the mean of the same k
    interviewers for everybody.
    """

    g: float
    q: float
    k: float
    icc_a1: float
    icc_ak: float
    icc_ck: float


def design(marks: pd.DataFrame | Meetings, unit: IntArray | None = None) -> Design:
    """Harmonic mean panel size and overlap of the panels, in time proportional to the number of marks.

    `marks` as for `crossed.meetings`. q = 1/k - [sum over pairs of candidates of c/(k k')] / (N (N - 1)), where c is
    how many interviewers two candidates share (Putka, Le, McCloy & Diaz 2008, Journal of Applied Psychology 93,
    959-981). It is 0 when everybody met the same people and 1/k when no two candidates share anybody. An interviewer
    who marked a candidate twice counts once. `unit` numbers the candidate × round of each mark, in the order of
    `Meetings`; `rounds` is then the mean over candidates of the sum of (share of marks)² over rounds. Raises
    `NotEnoughData` below two candidates.
    """
    data = marks if isinstance(marks, Meetings) else meetings(marks)
    people = len(data.candidates)
    if people < 2:
        raise NotEnoughData(count(people, "candidate"), "Two candidates")
    width = len(data.interviewers)
    pair = _distinct(data.candidate * width + data.interviewer)
    candidate, interviewer = np.divmod(pair, width)
    share = 1.0 / np.bincount(candidate, minlength=people)
    met = np.bincount(interviewer, weights=share[candidate], minlength=width)
    overlap = float(met @ met) - float(share.sum())
    average = float(share.mean())
    q = average - overlap / (people * (people - 1))
    return Design(k=1.0 / average, q=q if q > 1e-12 else 0.0, rounds=_concentrated(data, unit))


def _concentrated(data: Meetings, unit: IntArray | None) -> float:
    if unit is None:
        return 1.0
    whose = np.zeros(int(unit.max()) + 1, dtype=np.int64)
    whose[unit] = data.candidate
    share = np.bincount(unit) / np.bincount(data.candidate)[whose]
    return float((share**2).sum()) / len(data.candidates)


def g_coefficient(components: Components, q: float, k: float, rounds: float = 1.0) -> float:
    """G(q, k) = T / (T + q R + h S + E / k): reliability of panel scores in ill-structured designs, 0 to 1.

    T, R, S and E are the variances of candidate, interviewer, round and residual; `q` from 0 to 1/k, `k` above 0,
    `rounds` is h of `Design`. NaN without variance. Source: Putka, Le, McCloy & Diaz 2008, see `design`.
    """
    noise = q * components.interviewer + rounds * components.round + components.residual / k
    total = components.candidate + noise
    return components.candidate / total if total > 0 else float("nan")


def reliability(components: Components, made: Design) -> Reliability:
    """All coefficients from components of variance and a design.

    ICC(A,1) = T/(T+R+E), ICC(A,k) = T/(T+(R+E)/k), ICC(C,k) = T/(T+E/k) (McGraw & Wong 1996, Psychological Methods 1,
    30-46), with the harmonic mean panel size as k, and G(q, k) of `g_coefficient`. NaN when there is no variance at
    all.
    """
    return Reliability(
        g=g_coefficient(components, made.q, made.k, made.rounds),
        q=made.q,
        k=made.k,
        icc_a1=g_coefficient(components, 1.0, 1.0),
        icc_ak=g_coefficient(components, 1.0 / made.k, made.k, made.rounds),
        icc_ck=g_coefficient(components, 0.0, made.k, made.rounds),
    )


def separate_rounds(rounds: int) -> Design:
    """The design of so many separate rounds, each with one interviewer that others do not share.

    `rounds` is 1 or more; k is their number; q and `rounds` are 1 / k.
    """
    return Design(k=float(rounds), q=1.0 / rounds, rounds=1.0 / rounds)


def d_study(components: Components, rounds: Sequence[int]) -> pd.DataFrame:
    """What so many separate rounds would give, each with one interviewer that others do not share.

    Interviewers who sit together hear the same answers and agree on them, which says nothing about another day; so
    rounds are counted, not listeners. Returns `rounds`, each 1 or more, in the order given, and `reliability` = T /
    (T + (R + S + E) / rounds), 0 to 1, NaN without variance.
    """
    coefficients = [g_coefficient(components, 1.0 / k, float(k), 1.0 / k) for k in rounds]
    return pd.DataFrame({"rounds": list(rounds), "reliability": coefficients})


@dataclass(frozen=True)
class MeanSquares:
    """Analysis of variance of a complete table, candidates × interviewers, one mark each.

    `bms` between candidates, `wms` within candidates, `jms` between interviewers, `ems` the rest; in squared points.
    """

    candidates: int
    interviewers: int
    bms: float
    wms: float
    jms: float
    ems: float

    def icc(self, model: int, raters: int) -> float:
        """ICC(model, raters) of Shrout & Fleiss; model 1, 2 or 3, raters 1 or the number of interviewers.

        (BMS - E) / (BMS + (k - 1) E + k J) for one rater and (BMS - E) / (BMS + J) for the mean of all, with E = WMS in
        model 1 and EMS else, J = (JMS - EMS) / n in model 2 and 0 else. At most 1 and possibly below 0; NaN where what
        it is divided by is not above 0, as when all marks are alike. Raises `ValueError` for any other model or number.
        """
        n, k = self.candidates, self.interviewers
        if model not in (1, 2, 3) or raters not in (1, k):
            raise ValueError(f"ICC({model},{raters}) is not one of the six forms for {k} interviewers.")
        error = self.wms if model == 1 else self.ems
        judges = (self.jms - self.ems) / n if model == 2 else 0.0
        total = self.bms + (judges if raters > 1 else (k - 1) * error + k * judges)
        return (self.bms - error) / total if total > 0 else float("nan")


def mean_squares(marks: pd.DataFrame) -> MeanSquares:
    """Two-way analysis of variance (Shrout & Fleiss 1979, Psychological Bulletin 86, 420-428).

    `marks` has `candidate`, `interviewer`, `score` (points; NaN is left out, and so leaves the table incomplete).
    Raises `NotEnoughData` unless every interviewer marked every candidate exactly once and there are two or more of
    both, and what `crossed.meetings` raises.
    """
    data = meetings(marks)
    n, k = len(data.candidates), len(data.interviewers)
    once = np.bincount(data.candidate * k + data.interviewer, minlength=n * k)
    if min(n, k) < 2 or (once != 1).any():
        raise NotEnoughData(
            "the table isn't complete", "Two or more of each, every interviewer marking every candidate once,"
        )
    table = (data.score - data.score[0]).reshape(n, k)  # so that marks all alike leave exactly nothing
    rows, columns = table.mean(axis=1), table.mean(axis=0)
    between = k * float(((rows - table.mean()) ** 2).sum())
    judges = n * float(((columns - table.mean()) ** 2).sum())
    within = float(((table - rows[:, None]) ** 2).sum())
    return MeanSquares(
        candidates=n,
        interviewers=k,
        bms=between / (n - 1),
        wms=within / (n * (k - 1)),
        jms=judges / (k - 1),
        ems=(within - judges) / ((n - 1) * (k - 1)),
    )


@dataclass(frozen=True)
class History:
    """What an organisation's pooled marks allow a page to show; `fit` is None when `components` are assumed.

    `candidates` counts those met by two interviewers or more, `interviewers` those who met three candidates or more.
    """

    candidates: int
    interviewers: int
    components: Components
    fit: CrossedFit | None


def _distinct(pair: IntArray) -> IntArray:
    """Sorted, each once: faster than `np.unique`, which hashes, where there are a million."""
    ordered: IntArray = np.sort(pair)
    apart: IntArray = ordered[np.diff(ordered, prepend=-1) != 0]
    return apart


def history(marks: pd.DataFrame, scale: tuple[float, float] = (1.0, 5.0), fixed: Sequence[str] = ()) -> History:
    """Components for pages: estimated where there are enough marks that tell them apart, else assumed.

    Enough are 30 candidates with two interviewers and 8 interviewers with three candidates each. `marks` and `fixed` as
    for `fit_crossed`; `scale` is the lowest and the highest possible mark, to which the assumed components are
    stretched. Raises what `crossed.meetings` raises.
    """
    data = meetings(marks, fixed)
    width = max(len(data.interviewers), 1)
    pair = _distinct(data.candidate * width + data.interviewer)
    several = int((np.bincount(pair // width) >= 2).sum()) if len(pair) else 0
    busy = int((np.bincount(pair % width) >= PAGE_MET).sum()) if len(pair) else 0
    if several >= PAGE_CANDIDATES and busy >= PAGE_INTERVIEWERS:
        fit = _estimated(data)
        if fit is not None:
            return History(several, busy, fit.components, fit)
    return History(several, busy, ASSUMED.on_scale(*scale), None)


def _estimated(data: Meetings) -> CrossedFit | None:
    """None where nothing can rest on it: every candidate has an opening alone, or marks never differ within one."""
    try:
        fit = fit_crossed(data)
    except NotEnoughData:
        return None
    return fit if not fit.unknown and fit.components.error > 0 else None
