"""Sentences on whether interviews predict later work: the answer, how sure it is, and what would be enough."""

from __future__ import annotations

from collections.abc import Sequence

from hiring.measurement.number_format import coefficient, count, listed, number
from hiring.measurement.outcomes.relations import LEAST_HIRES, NEEDED, InterviewRelation
from hiring.measurement.sentences.told_apart import LeadSentence

ONLY_HIRED = (
    "You only see people you hired. People who'd have done badly were mostly turned down, so the true relation is "
    "likely to be stronger than this."
)
RESTRICTION_ASSUMES = (
    "This takes hiring to have been on this total alone, and the relation to be the same over the whole range of marks."
)
ATTENUATION_ASSUMES = (
    "This takes two managers to agree on the same person's work by .52, as in published studies. We haven't measured "
    "it here."
)


def predicts(result: InterviewRelation, since: str) -> LeadSentence:
    """The answer to "Do our interviews predict anything?". `since` is the month of the first hire, "March 2025"."""
    if not result.n:
        return LeadSentence(
            "",
            "We can't say yet.",
            f" Nobody hired here has marks from both the interview and the last check-in. It takes {LEAST_HIRES} "
            "people.",
        )
    people = f"Among {count(result.n, 'person', 'people')} hired since {since}"
    if result.missing:
        return LeadSentence(
            "",
            "We can't say yet.",
            f" {result.n} of {LEAST_HIRES} people have marks from both the interview and the last check-in.",
        )
    if result.is_alike or result.observed is None:
        return LeadSentence("", "We can't say.", f" {people}, all have the same mark. It takes some who differ.")
    if result.direction == "unclear":
        return LeadSentence(
            "", "We can't tell.", f" {people}, the interview and later work show no clear relation. {_enough(result)}"
        )
    if result.direction == "against":
        return LeadSentence(
            "",
            "It looks the wrong way round.",
            f" {people}, the ones who did better in the interview tend to be doing worse at work. {_enough(result)}",
        )
    strong = "Yes, it seems so." if result.n >= NEEDED else "Probably yes, but it's early."
    after = f" {people}, the ones who did better in the interview tend to be doing better at work."
    return LeadSentence("", strong, f"{after} {_enough(result)}".rstrip())


def _enough(result: InterviewRelation) -> str:
    if result.n >= NEEDED:
        return ""
    return f"It takes about {NEEDED} people before a relation of .40 shows reliably."


def person_by_person(result: InterviewRelation) -> str:
    """What the picture of all hires shows, in one sentence with the relation and its interval."""
    if result.observed is None:
        return too_few(result)
    low, high = (coefficient(end) for end in result.observed.interval)
    seen = f"{coefficient(result.observed.r)}, plausibly {low} to {high}"
    if result.direction == "unclear":
        return f"Interview and last check-in go neither clearly together nor against each other: {seen}."
    way = "better" if result.direction == "with" else "poorer"
    return f"The better the interview, the {way} the last check-in, on the whole: {seen}."


def too_few(result: InterviewRelation) -> str:
    """In the place of a figure: what is missing, and what would be enough."""
    if result.is_alike:
        return f"{count(result.n, 'person', 'people')}, all alike: it takes some who differ"
    return f"{result.n} of {LEAST_HIRES} people"


def says(result: InterviewRelation) -> str:
    """What a relation comes to, to stand behind its figure."""
    people = count(result.n, "person", "people")
    if result.observed is None:
        return too_few(result)
    words = {"with": "goes with work", "against": "goes against work", "unclear": "may be nothing"}
    return f"{words[result.direction]} ({people})"


def with_range(result: InterviewRelation) -> str:
    """One relation in a line: people, figure, interval; or what would be enough."""
    people = count(result.n, "person", "people")
    if result.observed is None:
        if result.is_alike:
            return too_few(result)
        return f"{people}: too few to say; {LEAST_HIRES} would do"
    low, high = (coefficient(end) for end in result.observed.interval)
    return f"{people}: {coefficient(result.observed.r)}, plausibly {low} to {high}"


def off_by(gap: float, interval: tuple[float, float], n: int) -> str:
    """How much higher or lower `n` people were marked in the interview than at work, of `relations.mean_gap`."""
    low, high = sorted(interval, key=abs)
    ends = f"{number(abs(low))} to {_way(high)}" if low * high > 0 else " to ".join(map(_way, interval))
    people = count(n, "person", "people")
    marked = "the same as" if number(abs(gap)) == "0" else f"{_way(gap)} than"
    return f"On average interviews marked {marked} the last check-in (plausibly {ends}, {people})."


def _way(points: float) -> str:
    """0.3 higher, 0.2 lower, or 0."""
    size = number(abs(points))
    return size if size == "0" else f"{size} {'lower' if points < 0 else 'higher'}"


def carrying(results: Sequence[InterviewRelation]) -> str:
    """Which criteria go with later work, which may be nothing, and how many have too few people. One or more."""
    groups: dict[str, list[str]] = {"with": [], "against": [], "unclear": []}
    for result in results:
        if result.observed is not None:
            groups[result.direction].append(result.name)
    few = sum(result.observed is None for result in results)
    if few == len(results):
        return f"No criterion has {LEAST_HIRES} people with both marks yet, so we show how far each has come."
    parts = [
        f"{listed(names)} {verb if len(names) == 1 else plural} {what}"
        for names, verb, plural, what in (
            (groups["with"], "goes", "go", "with later work"),
            (groups["against"], "goes", "go", "against it"),
        )
        if names
    ]
    if groups["unclear"]:
        parts.append(f"for {listed(groups['unclear'])} we can't say yet")
    if few:
        parts.append(f"{count(few, 'criterion has', 'criteria have')} too few people")
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def pace(months: int) -> str:
    """When there will be enough people, going on as before."""
    return f"about {count(months, 'month')} from now" if months <= 36 else "more than three years from now"


def to_go(months: int | None) -> str:
    """The same behind a count: 4 months to go."""
    return "" if not months else f"{count(months, 'month')} to go" if months <= 36 else "more than three years to go"
