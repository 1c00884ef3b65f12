"""What an interviewer may privately learn of their own marks: leniency, spread and halo. Nobody is ranked."""

from __future__ import annotations

from hiring.measurement.components import NORMAL_95
from hiring.measurement.libraries import np, pd
from hiring.measurement.model.crossed import CrossedFit
from hiring.measurement.outcomes.validity import discoveries
from hiring.measurement.ratings import BoolArray, FloatArray, IntArray, codes_of
from hiring.measurement.scoring.tails import below_normal

# Nothing is said before this many candidates, or while the interval reaches into ±.25.
LEAST_CANDIDATES = 8
REGION = 0.25
_FALSE_DISCOVERIES = 0.10
# For being named instead of putting a flag on every candidate one met.
_CLEAR = 3.0
_LEAST_MET = 3
_WORTH_NAMING = 0.75
_LEAST_SPREAD = 0.4


def leniencies(fit: CrossedFit) -> pd.DataFrame:
    """Every interviewer's leniency, and whether it may be mentioned to them.

    Returns `interviewer`, `n` (marks, one a candidate), `leniency` (shrunken, points of the scale), `se`, `low`, `high`
    (95 %) and `tell`: eight candidates or more, an interval wholly outside ±.25, and a discovery at 10 % over all
    interviewers (Benjamini & Hochberg 1995), so that telling many people nothing is not mistaken for telling some of
    them something. Sorted by interviewer; unknown leniency is NaN and not told.
    """
    frame = fit.interviewers
    value, se = frame["leniency"].to_numpy(), frame["se"].to_numpy()
    low, high = value - NORMAL_95 * se, value + NORMAL_95 * se
    beyond = np.divide(np.abs(value) - REGION, se, out=np.full(len(se), np.nan), where=se > 0)
    chance = np.array([2.0 * below_normal(-away) for away in np.clip(beyond, 0.0, None).tolist()])
    discovered = discoveries(chance, _FALSE_DISCOVERIES)
    outside = (low > REGION) | (high < -REGION)
    tell = discovered & outside & (frame["n"].to_numpy() >= LEAST_CANDIDATES)
    return frame[["interviewer", "n", "leniency", "se"]].assign(low=low, high=high, tell=tell)


def harsh(marks: pd.DataFrame, scale: tuple[float, float]) -> dict[str, tuple[float, float]]:
    """Interviewers who clearly mark everyone lower, or higher: name → by how much, and its 95 % reach, in points.

    `marks` has `candidate`, `interviewer`, `score`, one row each; `scale` is the lowest and highest mark, of five
    levels. What counts is the mean difference from colleagues who met the same people: three quarters of a level or
    more over three candidates or more, and three times its error. The widest is taken out of the marks before the next
    is looked for, so that nobody is called lenient for sitting beside someone harsh. Who always sat beside the same
    one colleague isn't named: nothing tells which of the two is the harsh one.
    """
    level = (scale[1] - scale[0]) / 4.0
    people, _ = codes_of(marks["candidate"], "candidate")
    panel, names = codes_of(marks["interviewer"], "interviewer")
    score, named = marks["score"].to_numpy(dtype=np.float64).copy(), {}
    beside_several = _beside_several(people, panel)
    for _ in range(max(len(names) // 2, 1)):
        value, error = _beside_colleagues(people, panel, score, _LEAST_SPREAD * level)
        clear = beside_several & (np.abs(value) >= _WORTH_NAMING * level) & (np.abs(value) > _CLEAR * error)
        if not clear.any():
            break
        widest = int(np.argmax(np.where(clear, np.abs(value), -1.0)))
        named[str(names[widest])] = (float(value[widest]), NORMAL_95 * float(error[widest]))
        score[panel == widest] -= value[widest]
    return named


def _beside_several(people: IntArray, panel: IntArray) -> BoolArray:
    """Whether each interviewer marked anyone beside two colleagues or more, of one candidate or of several."""
    count, total = np.bincount(people), np.bincount(people, weights=panel).astype(np.int64)
    width = int(panel.max()) + 1
    several = np.bincount(panel[count[people] > 2], minlength=width) > 0
    pairs = count[people] == 2
    who, other = panel[pairs], (total[people] - panel)[pairs]
    lowest, highest = np.full(width, width), np.full(width, -1)
    np.minimum.at(lowest, who, other)
    np.maximum.at(highest, who, other)
    return np.asarray(several | (lowest < highest), dtype=np.bool_)


def _beside_colleagues(
    people: IntArray, panel: IntArray, score: FloatArray, least: float
) -> tuple[FloatArray, FloatArray]:
    """Each interviewer's mean difference from colleagues and its error, of a spread of `least`; 0 and inf for few."""
    count, total = np.bincount(people), np.bincount(people, weights=score)
    beside = count[people] > 1
    others = (total[people] - score) / np.maximum(count[people] - 1, 1)
    away, who = (score - others)[beside], panel[beside]
    width = int(panel.max()) + 1
    n = np.bincount(who, minlength=width)
    mean = np.bincount(who, weights=away, minlength=width) / np.maximum(n, 1)
    squares = np.bincount(who, weights=(away - mean[who]) ** 2, minlength=width)
    spread = np.maximum(np.sqrt(squares / np.maximum(n - 1, 1)), least)
    enough = n >= _LEAST_MET
    return np.where(enough, mean, 0.0), np.where(enough, spread / np.sqrt(np.maximum(n, 1)), np.inf)


def spreads(marks: pd.DataFrame) -> pd.DataFrame:
    """How widely an interviewer spreads marks, beside colleagues who met the same people.

    `marks` has `candidate`, `interviewer`, `score`, one row each; NaN scores are left out. The ratio is the SD of the
    interviewer's marks over that of the marks colleagues gave the same candidates, each colleague's own mean taken out;
    its interval, on the log scale with variance 1/2(n - 1) + 1/2(m - 1) for n own and m such marks, treats the two as
    independent, which makes it wide rather than narrow. Returns `interviewer`, `n`, `ratio`, `low`, `high` (95 %),
    sorted; NaN below eight marks of either or without spread.
    """
    seen = marks.dropna(subset="score")
    own = seen["score"] - seen.groupby("interviewer")["score"].transform("mean")
    seen = seen.assign(away=own)
    rows = []
    for name, mine in seen.groupby("interviewer", sort=True):
        others = seen[seen["candidate"].isin(mine["candidate"]) & (seen["interviewer"] != name)]
        n, m = len(mine), len(others)
        sd, colleagues = float(np.std(mine["away"], ddof=min(1, n - 1))), float(np.sqrt((others["away"] ** 2).mean()))
        if n < LEAST_CANDIDATES or m < LEAST_CANDIDATES or not (sd > 0 and colleagues > 0):
            rows.append((name, n, np.nan, np.nan, np.nan))
            continue
        reach = NORMAL_95 * np.sqrt(0.5 / (n - 1) + 0.5 / (m - 1))
        ratio = sd / colleagues
        rows.append((name, n, ratio, ratio * np.exp(-reach), ratio * np.exp(reach)))
    return pd.DataFrame(rows, columns=["interviewer", "n", "ratio", "low", "high"])


def halos(marks: pd.DataFrame) -> pd.DataFrame:
    """How alike an interviewer's marks on different criteria are, beside everybody's.

    `marks` has `candidate`, `interviewer`, `criterion`, `mark`; NaN marks are left out. `halo` is the mean correlation
    over pairs of criteria of one interviewer's marks, `usual` the median of that over interviewers, both from -1 to 1.
    Returns `interviewer`, `n` (candidates marked on two or more criteria), `halo`, `usual`, sorted; `halo` is NaN
    without two criteria whose marks vary over eight candidates, `usual` where that holds of everybody. Criteria that
    truly go together raise everybody's figure, which is why it is never shown without the usual one.
    """
    rows = []
    for name, mine in marks.dropna(subset="mark").groupby("interviewer", sort=True):
        wide = mine.pivot_table(index="candidate", columns="criterion", values="mark")
        wide = wide[wide.notna().sum(axis=1) >= 2]
        rows.append((name, len(wide), _mean_correlation(wide.to_numpy(dtype=np.float64))))
    table = pd.DataFrame(rows, columns=["interviewer", "n", "halo"])
    known = table["halo"].dropna()
    return table.assign(usual=float(known.median()) if len(known) else np.nan)


def _mean_correlation(wide: FloatArray) -> float:
    if len(wide) < LEAST_CANDIDATES:
        return float("nan")
    correlations = []
    for first in range(wide.shape[1]):
        for second in range(first):
            pair = wide[:, [first, second]]
            pair = pair[~np.isnan(pair).any(axis=1)]
            if len(pair) >= LEAST_CANDIDATES and (np.ptp(pair, axis=0) > 0).all():
                correlations.append(float(np.atleast_2d(np.corrcoef(pair.T))[0, 1]))
    return float(np.mean(correlations)) if correlations else float("nan")
