"""Sentences on what became of people: fairness of stages, validity, expectancy, probation and time."""

from __future__ import annotations

from hiring.measurement.number_format import chance, count, fraction, not_enough, number
from hiring.measurement.outcomes.belief import Belief
from hiring.measurement.outcomes.expectancy import Expected
from hiring.measurement.outcomes.impact import FOUR_FIFTHS, SMALL_GROUP, Impact
from hiring.measurement.outcomes.sequential import LEAST_OBSERVATIONS, SequentialTest
from hiring.measurement.outcomes.validity import LEAST, Corrected, Validity, hires_needed


def impact(group: str, reference: str, result: Impact | None) -> str:
    """The verdict on one group against another, with its ratio, interval and how little would flip it.

    `group` and `reference` are what the groups are called; `result` is what `impact.compare` returns. Refuses where
    that is None. Rates are compared as a ratio, an end of the interval of 100 or more is only "very many".
    """
    if result is None:
        return not_enough(
            f"nobody of {group} or {reference} passed, or no opening had people of both", f"{SMALL_GROUP} of each"
        )
    low, high = (fraction(end) if end < 100 else "very many" for end in result.interval)
    counts = (
        f"{result.passed} of {result.n} {group} against {result.reference_passed} of {result.reference_n} {reference}"
    )
    ratio = f"{counts} passed, {fraction(result.ratio)} times as often (plausibly {low} to {high})"
    if result.ratio == float("inf"):
        ratio = f"{counts} passed"
    if result.ratio > 1:
        return f"{ratio[0].upper()}{ratio[1:]}; {reference} passed less often, so there's nothing to look at here."
    verdict = result.verdict.capitalize()
    if result.verdict == "no sign" and result.interval[0] < FOUR_FIFTHS:
        verdict = "No sign either way"
    flip = ""
    if result.moves is not None and result.verdict != "no sign":
        flip = f" {count(result.moves, 'hire')} the other way would reverse the four-fifths comparison."
    return f"{verdict}: {ratio}; the smaller group has {result.smaller}.{flip}"


def validity(result: Validity, base_rate: float | None = None) -> str:
    """A correlation with outcomes, or how many hires would show one.

    `base_rate`, strictly between 0 and 1, is the share of yes where an outcome is only yes or no. With fewer hires than
    would show .40 it names no correlation, only what is plausible and how many would be enough.
    """
    low, high = (fraction(end) for end in result.interval)
    needed = hires_needed(0.40, base_rate)
    if result.n < needed:
        weakest, strongest = (_link(end) for end in result.interval)
        return (
            f"With {result.n} hires the link between interview and outcome could be anything from {weakest} to "
            f"{strongest}; about {needed} are needed to see a link of .40."
        )
    way = "better" if result.r >= 0 else "poorer"
    if result.interval[0] <= 0 <= result.interval[1]:
        return f"No relation shown yet: r = {fraction(result.r)} (plausibly {low} to {high}, {result.n} hires)."
    return (
        f"Higher interview scores went with {way} outcomes: r = {fraction(result.r)} "
        f"(plausibly {low} to {high}, {result.n} hires)."
    )


def _link(r: float) -> str:
    """A correlation, -1 to 1, in a word."""
    size = "strong" if abs(r) >= 0.5 else "clear" if abs(r) >= 0.3 else "slight"
    if abs(r) < 0.1:
        return "none"
    return size if r > 0 else f"{size}ly reversed"


def not_blind(result: Validity) -> str:
    """The sentence of `validity` for outcomes that someone of the panel rated. It is shown apart from blind ones."""
    return f"Not blind, so shown separately: the outcome was rated by someone who sat on the panel. {validity(result)}"


def corrected(result: Corrected, artefact: str) -> str:
    """A correlation without one artefact, never without the observed one.

    `artefact` continues "Without …": `RESTRICTION` for `unrestricted`, `ATTENUATION` for `disattenuated`.
    """
    seen, low, high = fraction(result.observed.r), *(fraction(end) for end in result.interval)
    return f"Observed r = {seen}. Without {artefact} it would be {fraction(result.r)} (plausibly {low} to {high})."


RESTRICTION = "the loss of spread from hiring on these very scores"
ATTENUATION = "the error in the outcome"


def question(name: str, r: float, interval: tuple[float, float], shrunken: float, n: int, *, discovery: bool) -> str:
    """One question's relation to outcomes, pulled to what questions have in common.

    `r`, `interval`, `shrunken`, `n` (hires) and `discovery` are a row of `validity.by_question`. Refuses below four
    hires and where `r` is NaN.
    """
    if n < LEAST or r != r:
        return f"{name}: {not_enough(count(n, 'hire'), f'{LEAST} hires whose marks differ')}"
    low, high = (fraction(end) for end in interval)
    sure = "Holds when all questions are tried together." if discovery else "Could be chance among so many questions."
    seen = f"{name}: r = {fraction(r)} (plausibly {low} to {high}, {count(n, 'hire')})"
    return f"{seen}, likelier {fraction(shrunken)}. {sure}"


def third(place: int, successes: int, n: int, interval: tuple[float, float]) -> str:
    """How many of a third of the scores worked out.

    `place` is 1 for the lowest third, 2, or 3; `successes` of `n` hires, `interval` of that share from 0 to 1.
    """
    name = ("lowest", "middle", "highest")[place - 1]
    low, high = (number(100 * end, 0) for end in interval)
    return f"Of the {name} third {successes} of {n} worked out (plausibly {low} to {high} %)."


def expected(result: Expected) -> str:
    """Of ten people hired like this, how many work out with the interview and without. Shares are rounded to tenths."""
    low, high = (number(10 * end, 0) for end in result.interval)
    range_ = low if low == high else f"{low} to {high}"
    return (
        f"Of ten people hired like this about {number(10 * result.rate, 0)} work out (plausibly {range_}); "
        f"without the interview {number(10 * result.base_rate, 0)}."
    )


def belief(result: Belief, least: float) -> str:
    """What check-ins say of the true level, and what to do about it.

    `least` is the minimum, in points, that `result` was computed against. Refuses without a check-in that has ratings.
    """
    if result.occasions == 0:
        return not_enough("no check-in with ratings", "One check-in")
    low, high = (number(end) for end in result.interval)
    after = count(result.occasions, "check-in")
    return (
        f"After {after} the level is about {number(result.mean)}, plausibly {low} to {high}; "
        f"{chance(result.below)} that it is below {number(least)}. Talk about it; this decides nothing."
    )


def error_rates(false_alarms: float, misses: float) -> str:
    """Misses beside false alarms of a rule for signals, over a whole probation.

    Both are shares from 0 to 1: of good hires flagged, and of poor ones missed. Neither is ever shown alone.
    """
    return (
        f"Over the whole probation: of 100 good hires about {number(100 * false_alarms, 0)} are flagged; "
        f"of 10 poor ones about {number(10 * misses, 0)} are missed."
    )


def run(state: str, failed: int, observations: int, test: SequentialTest) -> str:
    """Where a sequential test of kept and missed behaviours stands, with what the test itself gets wrong.

    `state` is the first of what `sequential.sequence` returns, `failed` of `observations` those missed, both counts.
    """
    seen = f"{failed} of {count(observations, 'observation')} missed"
    stands = {
        "flag": f"{seen}: more than a good hire would leave. Talk about it; this decides nothing.",
        "content": f"{seen}: no more than a good hire would leave.",
        "open": f"{seen}: too early to tell; at most {test.longest} are looked at.",
    }
    return f"{stands[state]} {error_rates(test.false_alarms, test.misses)}"


def drift(crossed_at: int | None, observations: int, false_alarms: float, misses: float) -> str:
    """Whether ratings have stayed below what was expected for long enough to talk about it.

    `crossed_at` is the place, from 0, that `sequential.cumulative_sum` returns, None where it has not been reached;
    `observations` how many there are; the shares, 0 to 1, are those of `sequential.chance_of_signal`.
    """
    if observations == 0:
        return not_enough("no rating yet", f"{LEAST_OBSERVATIONS} ratings of different days")
    after = count(observations, "rating")
    sentence = f"After {after} nothing points to a lasting fall."
    if crossed_at is not None:
        sentence = f"Since rating {crossed_at + 1} of {observations}, more low ones than chance. Talk about it."
    return f"{sentence} {error_rates(false_alarms, misses)}"


def still_running(days: float, survival: float, interval: tuple[float, float], people: int) -> str:
    """A point of a survival curve, of `survival.kaplan_meier`.

    `survival` and both ends of `interval` are shares from 0 to 1 after so many `days`, of `people` cases. An interval
    of NaN is left out.
    """
    return (
        f"After {number(days, 0)} days about {number(100 * survival, 0)} % were still there "
        f"({_plausibly(interval)}{count(people, 'person', 'people')}; open cases counted up to now)."
    )


def ended(ending: str, days: float, share: float, interval: tuple[float, float], people: int) -> str:
    """A point of the curve of one kind of ending, when one rules out the others, of `survival.aalen_johansen`.

    `share` and both ends of `interval` are from 0 to 1 after so many `days`, of `people` cases; `ending` is what the
    kind is called. An interval of NaN is left out.
    """
    return (
        f"After {number(days, 0)} days about {number(100 * share, 0)} % had come to “{ending}” "
        f"({_plausibly(interval)}{count(people, 'person', 'people')})."
    )


def _plausibly(interval: tuple[float, float]) -> str:
    """Nothing where there is no interval, as of a share of 0 or 1."""
    low, high = interval
    return "" if low != low or high != high else f"plausibly {number(100 * low, 0)} to {number(100 * high, 0)} %, "


IMPACT_HIDDEN = "Hidden: fewer than 5 people, or could be worked out from the others."
