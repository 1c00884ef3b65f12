"""The one place with the plain sentence for each result, its numbers, its uncertainty and its refusal."""

from __future__ import annotations

from collections.abc import Sequence

from hiring.measurement.alpha import INTERVAL_UNITS, Alpha
from hiring.measurement.belief import Belief
from hiring.measurement.expectancy import Expected
from hiring.measurement.impact import SMALL_GROUP, Impact
from hiring.measurement.minimum import AgainstMinimum
from hiring.measurement.validity import Validity, hires_needed
from hiring.measurement.wording import chance, count, fraction, listed, not_enough, number


def mean_with_interval(mean: float, interval: tuple[float, float] | None, raters: int, *, assumed: bool = False) -> str:
    """3.4, plausibly 2.6 to 4.2 (2 interviewers; spread between interviewers assumed)."""
    if raters == 0 or interval is None:
        return "Not observed by anybody."
    note = "; spread between interviewers assumed" if assumed else ""
    low, high = (number(end) for end in interval)
    return f"{number(mean)}, plausibly {low} to {high} ({count(raters, 'interviewer')}{note})."


def coverage(covered: float, missing: Sequence[str]) -> str:
    """Why there is no total, or that everything was rated."""
    if not missing:
        return "Every weighted criterion was rated."
    percent = number(100 * covered, 0)
    return f"No total: {listed(list(missing))} not rated yet. What is rated carries {percent} % of the weight."


def minimum(found: AgainstMinimum | None, mean: float, least: float) -> str:
    """Whether a minimum is met, with the chance that the true level does."""
    if found is None:
        return f"The minimum of {number(least)} cannot be judged: nobody rated this."
    if found.met:
        below = chance(found.chance_below)
        return f"Meets the minimum of {number(least)}; {below} that the true level is below it."
    if found.clear:
        return f"Clearly below the minimum of {number(least)}."
    meets = chance(1 - found.chance_below)
    return f"{number(mean, 2)} is below the minimum of {number(least)}; {meets} that the true level meets it."


def effective_weight(criterion: str, stated: float, effective: float) -> str:
    """How much a criterion really counted among these candidates."""
    said, did = number(100 * stated, 0), number(100 * effective, 0)
    return f"{criterion} was to count {said} % and made up {did} % of the differences between these candidates."


def disagreement(marks: Sequence[float]) -> str:
    """What to do when the interviewers saw different people."""
    seen = listed([number(mark) for mark in sorted(marks)])
    return f"Interviewers saw different people: {seen}. Talk before deciding."


def agreement(raters: int, apart: float, flagged: bool) -> str:
    """One sentence on a cell's spread."""
    if raters < 2:
        return f"Agreement cannot be judged from {count(raters, 'interviewer')}; two are needed."
    if flagged:
        return f"{count(raters, 'interviewer')} are {number(apart)} points apart. Talk before deciding."
    if apart == 0:
        return f"{count(raters, 'interviewer')} gave the same mark."
    return f"{count(raters, 'interviewer')} are at most {number(apart)} apart, which is ordinary."


ASSUMED = (
    "The spread between interviewers is assumed from published studies of separate interviews "
    "(one interviewer alone: reliability .44), because there are too few ratings here to estimate it."
)
TOGETHER = (
    "Interviewers who sat together heard the same answers; that they agree says nothing about another day. "
    "So separate sittings are counted, not listeners."
)
TIES = "Inside a tie group the higher score is still the better bet; choosing otherwise needs a job-related reason."


def alpha(found: Alpha) -> str:
    """Krippendorff's alpha with its interval and the number of units behind it."""
    if found.units == 0:
        return not_enough("no answer was marked by two interviewers", f"{INTERVAL_UNITS} such answers")
    if found.value is None:
        return "Everybody gave the same mark throughout, so agreement beyond chance cannot be judged."
    if found.interval is None:
        have = f"only {count(found.units, 'answer')} marked by two or more"
        return (
            f"Agreement beyond chance is {fraction(found.value)}, {have}; {INTERVAL_UNITS} would be enough for a range."
        )
    low, high = (fraction(end) for end in found.interval)
    return (
        f"Agreement beyond chance is {fraction(found.value)} (Krippendorff's alpha, plausibly {low} to {high}, from "
        f"{count(found.units, 'answer')} marked by two or more)."
    )


def reliability(g: float, interval: tuple[float, float] | None) -> str:
    """What share of the differences between scores is real."""
    if g != g:
        return not_enough("the scores do not differ", "Candidates who differ, each met by two or more interviewers,")
    range_ = "" if interval is None else f" (plausibly {fraction(interval[0])} to {fraction(interval[1])})"
    share = number(100 * g, 0)
    return (
        f"Reliability of these panels: {fraction(g)}{range_}. About {share} % of the differences between scores are "
        "differences between candidates; the rest is who happened to ask, and chance."
    )


def d_study(found: Sequence[tuple[int, float]]) -> str:
    """What more separate sittings would give."""
    (first, base), *others = found
    more = "".join(f", {k} give {fraction(value)}" for k, value in others)
    return (
        f"{count(first, 'separate sitting')} {'gives' if first == 1 else 'give'} {fraction(base)}{more}. "
        "Listeners in the same sitting add less: they hear the same answers."
    )


def assumed(candidates: int, interviewers: int) -> str:
    """Why components are assumed, and what would be enough to estimate them."""
    have = f"{count(candidates, 'candidate')} met by two and {count(interviewers, 'interviewer')} who met three"
    return f"{ASSUMED} So far: {have}; about 30 and 8 would be enough."


def estimated(candidates: int, interviewers: int) -> str:
    """What intervals rest on once there are enough panels."""
    return (
        "How far interviewers differ was estimated from this organisation's own finished panels: "
        f"{count(candidates, 'candidate')} met by two or more, "
        f"{count(interviewers, 'interviewer')} who met three or more."
    )


def adjusted(level: float, interval: tuple[float, float]) -> str:
    """The total with leniency taken out, beside the raw one."""
    low, high = (number(end) for end in interval)
    return (
        f"{number(level)}, plausibly {low} to {high}, if everybody had met interviewers of ordinary leniency. "
        "The marks as they were given stay the record."
    )


def tie_group(names: Sequence[str]) -> str:
    """Who cannot be told apart, and what that means for choosing."""
    if len(names) == 1:
        return f"{names[0]} can be told from everybody below."
    return f"{listed(list(names))} are not distinguishable from the highest of them on this evidence. {TIES}"


def better(one: str, other: str, probability: float) -> str:
    """The chance that one is truly better, to one figure."""
    if probability < 0.5:
        one, other, probability = other, one, 1 - probability
    if probability < 0.55:
        return f"Nothing here tells {one} from {other}."
    return f"{chance(probability).capitalize()} that {one} is truly better than {other}."


def shortlist(found: Sequence[tuple[str, float]], posts: int = 1) -> str:
    """The chance of each to be truly among the best."""
    best = "the best" if posts == 1 else f"among the best {posts}"
    parts = [f"{name} {chance(value).removeprefix('about ')}" for name, value in found]
    return f"Chances to be truly {best} of these: {'; '.join(parts)}."


def impact(group: str, reference: str, found: Impact | None) -> str:
    """The verdict on one group against another, with its ratio, interval and how little would flip it."""
    if found is None:
        return not_enough(f"nobody of {group} or {reference} passed", f"{SMALL_GROUP} people in each")
    low, high = (fraction(end) if end < 100 else "very many" for end in found.interval)
    ratio = f"{group} passed {fraction(found.ratio)} times as often as {reference} (plausibly {low} to {high})"
    if found.ratio == float("inf"):
        ratio = f"nobody of {reference} passed"
    flip = ""
    if found.moves is not None and found.verdict != "no sign":
        flip = f" {count(found.moves, 'hire')} the other way would reverse the four-fifths comparison."
    return f"{found.verdict.capitalize()}: {ratio}; the smaller group has {found.smaller}.{flip}"


def validity(found: Validity) -> str:
    """A correlation with outcomes, or how many hires would show one."""
    low, high = (fraction(end) for end in found.interval)
    needed = hires_needed(0.40)
    if found.n < needed:
        return f"{found.n} hires: anything from {low} to {high} is plausible; about {needed} would show .40."
    way = "better" if found.r >= 0 else "poorer"
    if found.interval[0] <= 0 <= found.interval[1]:
        return f"No relation shown yet: r = {fraction(found.r)} (plausibly {low} to {high}, {found.n} hires)."
    return (
        f"Higher interview scores went with {way} outcomes: r = {fraction(found.r)} "
        f"(plausibly {low} to {high}, {found.n} hires)."
    )


def expected(found: Expected) -> str:
    """Of ten people hired like this."""
    low, high = (round(10 * end) for end in found.interval)
    range_ = str(low) if low == high else f"{low} to {high}"
    return (
        f"Of ten people hired like this about {round(10 * found.rate)} work out (plausibly {range_}); "
        f"without the interview {round(10 * found.base_rate)}."
    )


def belief(found: Belief, least: float) -> str:
    """What check-ins say of the true level, and what to do about it."""
    if found.occasions == 0:
        return not_enough("no check-in with ratings", "One check-in")
    low, high = (number(end) for end in found.interval)
    after = count(found.occasions, "check-in")
    return (
        f"After {after} the level is about {number(found.mean)}, plausibly {low} to {high}; "
        f"{chance(found.below)} that it is below {number(least)}. Talk about it; this decides nothing."
    )


def error_rates(false_alarms: float, misses: float) -> str:
    """Misses beside false alarms."""
    return (
        f"Over the whole probation: of 100 good hires about {round(100 * false_alarms)} are flagged; "
        f"of 10 poor ones about {round(10 * misses)} are missed."
    )


def still_running(days: float, survival: float, interval: tuple[float, float], people: int) -> str:
    """A point of a survival curve."""
    low, high = (number(100 * end, 0) for end in interval)
    return (
        f"After {number(days, 0)} days about {number(100 * survival, 0)} % were still there "
        f"(plausibly {low} to {high} %, {count(people, 'person', 'people')}; open cases counted as far as seen)."
    )


def scale_taken(low: float, high: float) -> str:
    return f"No scale was given; marks from {number(low, 2)} to {number(high, 2)} were taken as its ends."


def split_criteria(complete: int, pairs: int) -> str:
    return (
        f"Only {complete} of {pairs} scorecards rate every criterion, so each criterion was analysed by itself and "
        "the adjusted scores were combined; there are no components, leniency or reliability of the total. "
        "Scorecards of which half or more rate every criterion would be enough."
    )


def incomplete(left_out: int) -> str:
    return f"{count(left_out, 'scorecard')} without every criterion left out of the total, not out of the criteria."


def without_total(names: Sequence[str]) -> str:
    shown = listed(list(names) if len(names) <= 5 else [*names[:4], f"{len(names) - 4} more"])
    return f"No total for {shown}: no interviewer rated every criterion. One who does would be enough for each."


def at_zero(component: str) -> str:
    found = {
        "candidate": "No differences between candidates could be found beyond chance.",
        "interviewer": "No differences in leniency between interviewers could be found beyond chance.",
        "residual": (
            "Marks add up without any error, which real interviews never do; no criterion or range is given. "
            "Marks by more interviewers would be enough to see the error."
        ),
    }
    return found[component]


def separate(networks: int) -> str:
    return (
        f"There are {networks} sets of interviewers who share no candidate, not even through others. "
        "Candidates are compared only within a set; one interviewer meeting candidates of two sets would link them."
    )


def few(candidates: int, interviewers: int) -> str:
    return (
        f"Few data: {count(candidates, 'candidate')} met by two or more, {count(interviewers, 'interviewer')} who met "
        "three or more. All figures are rough; about 30 and 8 would be enough."
    )


INTERVIEWERS_UNKNOWN = (
    "Leniency cannot be told from chance here and is counted with it. "
    "Interviewers who each meet several candidates, in different panels, would be enough."
)
ALL_EQUAL = (
    "Every mark is the same, so nobody can be told from anybody: there is no reliability, criterion or range. "
    "Marks that differ, of several candidates, would be enough."
)
NO_INTERVAL = (
    "No range for the reliability can be given for these marks. "
    "Interviewers who each meet several candidates, in different panels, would be enough."
)
MEASUREMENTS = "There are so many different marks that they are measurements, not categories; alpha was left out."
TOO_LARGE_TO_COMBINE = (
    "There are too many scorecards to combine separately seen criteria; each criterion is given by itself."
)
IMPACT_HIDDEN = "Hidden: fewer than 5 people, or could be worked out from the others."
BANDS = (
    "A tie group holds all who are within 1.96 standard errors of the difference from its highest. "
    "Neighbours in different groups may be tied too."
)
