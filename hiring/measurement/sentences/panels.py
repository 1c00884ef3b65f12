"""Sentences on panels: means and spreads, agreement and reliability, ties and chances."""

from __future__ import annotations

from collections.abc import Sequence

from hiring.measurement.consistency.alpha import INTERVAL_UNITS, Alpha
from hiring.measurement.number_format import chance, count, fraction, listed, not_enough, number
from hiring.measurement.scoring.minimum import AgainstMinimum

_NO_RANGE = "There's no range for it yet; more interviewers who each meet several candidates would be enough."
_NO_DIFFERENCES = not_enough("the scores don't differ", "Candidates who differ, each met by two or more interviewers,")


def mean_with_interval(mean: float, interval: tuple[float, float] | None, raters: int, *, assumed: bool = False) -> str:
    """3.4, plausibly 2.6 to 4.2 (2 interviewers, spread assumed).

    `mean` and `interval` in points, `raters` counts the interviewers; `assumed` where the components were. Refuses
    without a rater or an interval.
    """
    if raters == 0 or interval is None:
        return "Nobody observed it."
    note = ", spread assumed" if assumed else ""
    low, high = (number(end) for end in interval)
    return f"{number(mean)}, plausibly {low} to {high} ({count(raters, 'interviewer')}{note})."


def coverage(covered: float, missing: Sequence[str]) -> str:
    """Why there is no total, or that everything was rated.

    `covered` is the share of the weight that was rated, 0 to 1; `missing` are the criteria that were not, as a page
    calls them.
    """
    if not missing:
        return "Every weighted criterion was rated."
    percent = number(100 * covered, 0)
    return f"No total: {listed(list(missing))} not rated yet. What is rated carries {percent} % of the weight."


def minimum(result: AgainstMinimum | None, mean: float, least: float) -> str:
    """Whether a minimum is met, with the chance that the true level does.

    `result` is what `against_minimum` says of the `mean` and the minimum `least`, both in points. Refuses where that is
    None: nobody rated it.
    """
    if result is None:
        return f"The minimum of {number(least)} cannot be judged: nobody rated this."
    if result.met:
        below = chance(result.chance_below)
        return f"Meets the minimum of {number(least)}; {below} that the true level is below it."
    if result.clear:
        return f"Clearly below the minimum of {number(least)}."
    meets = chance(1 - result.chance_below)
    return f"{number(mean, 2)} is below the minimum of {number(least)}; {meets} that the true level meets it."


def effective_weight(criterion: str, stated: float, effective: float) -> str:
    """How much a criterion really counted among these candidates.

    `stated` and `effective` are shares of the total, as of `effective_weights`; the second may be below 0.
    """
    stated_share, did = number(100 * stated, 0), number(100 * effective, 0)
    return f"{criterion} was to count {stated_share} % and made up {did} % of the differences between these candidates."


def disagreement(marks: Sequence[float]) -> str:
    """What to do when the interviewers saw different people. `marks` are theirs, in points, two or more."""
    seen = listed([number(mark) for mark in sorted(marks)])
    return f"Interviewers saw different people: {seen}. Talk before deciding."


def harsh_here(leniency: float, reach: float) -> str:
    """That someone marks everyone in an opening lower or higher, without a name.

    `leniency` and its 95 % `reach` are in points. Said once, so that nobody takes one interviewer's
    ways for as many disagreements as there are candidates.
    """
    way = "lower" if leniency < 0 else "higher"
    return (
        f"One interviewer marks everyone {way} than colleagues who met the same people, by about "
        f"{number(abs(leniency))} (± {number(reach)}). They see it under How I mark. "
        "Talk about that once, before single marks."
    )


def agreement(raters: int, apart: float, flagged: bool) -> str:
    """One sentence on a cell's spread.

    `raters` counts the interviewers, `apart` is the range of their marks in points, `flagged` whether that is beyond
    the ordinary. Refuses below two interviewers.
    """
    if raters < 2:
        return f"Agreement cannot be judged from {count(raters, 'interviewer')}; two are needed."
    if flagged:
        return f"{count(raters, 'interviewer')} are {number(apart)} points apart. Talk before deciding."
    if apart == 0:
        return f"{count(raters, 'interviewer')} gave the same mark."
    return f"{count(raters, 'interviewer')} are at most {number(apart)} apart, which is ordinary."


def spread(sd: float | None, ad: float | None, r_wg: float | None) -> str:
    """The indices behind the sentence on a cell's spread; nothing where one mark has none.

    `sd` and `ad` in points, `r_wg` from 0 to 1; None for what is not known or not to be shown.
    """
    if sd is None or ad is None:
        return ""
    sentence = f"Standard deviation {number(sd, 2)}; on average a mark lies {number(ad, 2)} from the mean."
    if r_wg is None:
        return sentence
    return f"{sentence} r_wg is {fraction(r_wg)}: 1 is full agreement, 0 that of marks spread evenly over the scale."


_ASSUMED = (
    "The spread between interviewers is assumed from published studies of separate interviews "
    "(one interviewer alone: reliability .44)"
)
ASSUMED = f"{_ASSUMED}, because there are too few ratings here to estimate it."
TOGETHER = (
    "Interviewers who sat together heard the same answers; that they agree says nothing about another day. "
    "So separate rounds are counted, not listeners."
)
BY_ROUND = (
    "Rounds share the criteria out here, so this is of one scorecard beside those of colleagues who rated the same, "
    "not of the whole total."
)
NEVER_THE_SAME = (
    f"{_ASSUMED}, because too few interviewers rate the same as a colleague, so that nothing tells how far they would "
    "agree. Two who listen in the same round would be enough."
)
TIES = (
    "Everyone in a group might be as good as its first; neighbours in different groups may be tied too. "
    "The higher score is still the better bet: choosing otherwise needs a job-related reason."
)
MEAN_IS = "Mean: the marks as they were given. It stays the record."
ADJUSTED_IS = "Adjusted: the mean with the leniency of the interviewers taken out."
LEVEL_IS = "Likely level: where other interviewers would probably put the candidate, 19 times in 20."


def alpha(result: Alpha) -> str:
    """Krippendorff's alpha with its interval and the number of units behind it.

    Refuses without a unit of two marks and where only one mark was ever given; without an interval it says how many
    units would be enough for one.
    """
    if result.units == 0:
        return not_enough("no answer was marked by two interviewers", f"{INTERVAL_UNITS} such answers")
    if result.units < 2:
        return not_enough("only 1 answer was marked by two interviewers", f"{INTERVAL_UNITS} such answers")
    if result.value is None:
        return "Everyone gave the same mark throughout, so agreement beyond chance can't be judged."
    if result.interval is None:
        have = f"only {count(result.units, 'answer')} marked by two or more"
        value = fraction(result.value)
        return f"Agreement beyond chance is {value}, {have}; {INTERVAL_UNITS} would be enough for a range."
    low, high = (fraction(end) for end in result.interval)
    return (
        f"Agreement beyond chance is {fraction(result.value)} (Krippendorff's alpha, plausibly {low} to {high}, from "
        f"{count(result.units, 'answer')} marked by two or more)."
    )


def reliability(g: float, interval: tuple[float, float] | None, why: str = "") -> str:
    """What share of the differences between scores is real, as a range.

    All from 0 to 1; without an `interval`, `why` says why. Refuses a `g` of NaN, and of 0 or 1, which nothing can show.
    """
    if g != g:
        return _NO_DIFFERENCES
    if not 0 < g < 1:
        return "How much of the differences between scores is real can't be told from these marks."
    if interval is None:
        return " ".join([f"Reliability of these panels: {fraction(g)}.", why or _NO_RANGE])
    low, high = interval
    share = f"{number(100 * low, 0)} and {number(100 * high, 0)} %"
    return (
        f"Reliability of these panels: {fraction(g)} (plausibly {fraction(low)} to {fraction(high)}). Between {share} "
        "of the differences between scores are differences between candidates; the rest is who asked, and chance."
    )


def d_study(steps: Sequence[tuple[int, float, tuple[float, float] | None]]) -> str:
    """What more separate rounds would give.

    `steps` has (rounds, reliability from 0 to 1, its range or None), one or more, the first to compare with. Refuses
    where that is NaN.
    """
    (first, base, range_), *others = steps
    if base != base:
        return _NO_DIFFERENCES
    more = "".join(f", {k} give {_with_range(value, among)}" for k, value, among in others)
    return (
        f"{count(first, 'separate round')} {'gives' if first == 1 else 'give'} {_with_range(base, range_)}{more}. "
        "Listeners in the same round add less: they hear the same answers."
    )


def _with_range(value: float, among: tuple[float, float] | None) -> str:
    return fraction(value) + ("" if among is None else f" ({fraction(among[0])} to {fraction(among[1])})")


def assumed(candidates: int, interviewers: int) -> str:
    """Why components are assumed, and what would be enough to estimate them.

    `candidates` counts those met by two interviewers or more, `interviewers` those who met three candidates or more.
    """
    have = f"{count(candidates, 'candidate')} met by two and {count(interviewers, 'interviewer')} who met three"
    return f"{ASSUMED} So far: {have}; about 30 and 8 would be enough."


def estimated(candidates: int, interviewers: int) -> str:
    """What intervals rest on once there are enough panels.

    `candidates` counts those met by two interviewers or more, `interviewers` those who met three candidates or more.
    """
    return (
        "How far interviewers differ was estimated from this organisation's own finished panels: "
        f"{count(candidates, 'candidate')} met by two or more, "
        f"{count(interviewers, 'interviewer')} who met three or more."
    )


def shared_errors(shared: float | None) -> str:
    """How the error of a total comes from those of its criteria.

    `shared` is the correlation, 0 to 1, of the errors that one interviewer makes on two criteria; None where it is not
    known and they are taken for one error.
    """
    known = "count as one error, which is the most careful way"
    if shared is not None:
        known = f"go together by {fraction(max(shared, 0.0))}, as estimated from the same panels"
    return (
        f"In a total, errors of one interviewer on several criteria {known}. Listeners of one round share what was "
        "said that day: from published studies, they agree .74 and separate interviews .44. So separate rounds make a "
        "total surer."
    )


def adjusted(level: float, interval: tuple[float, float]) -> str:
    """The total with leniency taken out, to stand beside the raw one. `level` and `interval` are in points."""
    low, high = (number(end) for end in interval)
    return (
        f"{number(level)}, plausibly {low} to {high}, if everybody had met interviewers of ordinary leniency. "
        "The marks as they were given stay the record."
    )


def tie_group(names: Sequence[str]) -> str:
    """Who cannot be told apart, and what that means for choosing. `names` are those of one group, one or more."""
    if len(names) == 1:
        return f"{names[0]} can be told from everyone below."
    return f"{listed(list(names))} can't be told apart from the highest of them on this evidence. {TIES}"


def shortlist(chances: Sequence[tuple[str, float]], posts: int = 1) -> str:
    """The chance of each to come out among the best.

    `chances` has (name, chance from 0 to 1), a row of `best_of` each; `posts` is how many are to be filled.
    """
    best = "the best" if posts == 1 else f"among the best {posts}"
    parts = [f"{name}, {chance(value).removeprefix('about ')}" for name, value in chances]
    return f"Chances to come out {best} of these if other interviewers met them all: {'; '.join(parts)}."


BANDS = (
    "Someone is in a lower tie group only if the chance that the group's highest would come out ahead of them is above "
    "99.5 %. Where the variances are assumed, groups are made so that 19 of 20 openings without any difference "
    "are one group."
)
