"""Sentences an interviewer reads of own marks, and nobody else."""

from hiring.measurement.components import NORMAL_95
from hiring.measurement.consistency.interviewers import LEAST_CANDIDATES, REGION
from hiring.measurement.consistency.reliability import PAGE_CANDIDATES, PAGE_INTERVIEWERS
from hiring.measurement.number_format import count, fraction, not_enough


def leniency(value: float, se: float, candidates: int) -> str | None:
    """What an interviewer may privately learn; None when it is too little or too unsure to be worth saying.

    `value` and its standard error `se` are in points, positive for marking higher than colleagues; `candidates` counts
    those marked. None below eight candidates, while the 95 % interval reaches into ±.25, and for NaN.
    """
    low, high = value - NORMAL_95 * se, value + NORMAL_95 * se
    if candidates < LEAST_CANDIDATES or not (low > REGION or high < -REGION):
        return None
    side = "above" if value > 0 else "below"
    return (
        f"You score {fraction(abs(value))} {side} colleagues who met the same people "
        f"(± {fraction(NORMAL_95 * se)}, {count(candidates, 'candidate')})."
    )


def too_few(candidates: int, interviewers: int) -> str:
    """For everybody, while the organisation has too few panels to hold anybody's marks beside colleagues'.

    `candidates` counts those met by two interviewers or more, `interviewers` those who met three candidates or more.
    """
    return not_enough(
        f"so far {count(candidates, 'candidate')} met by two or more and "
        f"{count(interviewers, 'interviewer')} who met three or more, of all of you",
        f"About {PAGE_CANDIDATES} and {PAGE_INTERVIEWERS}",
    )


NOBODY_BESIDE = not_enough(
    "too few of you rate the same as a colleague, so there's nothing to compare your marks with",
    "Two who listen in the same round",
)


def nothing_to_tell(candidates: int) -> str:
    """For an interviewer whose marks stand out in nothing, or who has given too few for that to be known.

    `candidates` counts those marked; below eight it says how many would be enough.
    """
    if candidates < LEAST_CANDIDATES:
        return not_enough(f"{count(candidates, 'candidate')} so far", f"{LEAST_CANDIDATES} candidates")
    return (
        f"Nothing stands out: over {count(candidates, 'candidate')} you mark neither higher nor lower than colleagues "
        "who met the same people."
    )


def halo(own: float, usual: float) -> str:
    """How alike an interviewer's marks on different criteria are, never without the usual figure.

    `own` and `usual` are mean correlations, -1 to 1, a row of `interviewers.halos`; neither is NaN.
    """
    return (
        f"Your marks on different criteria go together by {fraction(own)}; the usual figure is {fraction(usual)}. "
        "A much higher one may mean that one impression colours the others."
    )


def spread_ratio(ratio: float, interval: tuple[float, float]) -> str | None:
    """Marks too close together or too far apart, beside colleagues; None where the range holds 1, and for NaN.

    `ratio` and its `interval` are how many times as wide the marks lie, a row of `interviewers.spreads`.
    """
    low, high = interval
    if not (high < 1 or low > 1):
        return None
    way = "closer together" if ratio < 1 else "further apart"
    return (
        f"Your marks lie {way} than those of colleagues who met the same people "
        f"({fraction(ratio)} times as wide, plausibly {fraction(low)} to {fraction(high)})."
    )
