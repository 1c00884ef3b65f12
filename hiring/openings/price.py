"""What a plan costs in people's time, beside the two plain alternatives."""

from dataclasses import dataclass

from hiring.foundation import figures
from hiring.openings.values import Plan, PlannedRound
from hiring.rubrics.edition import Edition

# Huffcutt, Culbertson & Weyhrauch 2013: separate interviewers who ask the same candidate the same kind of thing.
SINGLE_INTERVIEWER_RELIABILITY = 0.44


def minutes_each(plan: Plan) -> int:
    """Minutes of the interviewers' time for one candidate."""
    return sum(planned_round.interviewers * planned_round.minutes for planned_round in plan.rounds)


def asking_minutes(edition: Edition, planned_round: PlannedRound) -> int:
    """How many of a round's minutes its questions take."""
    asked = sum(edition.question(reference).minutes for reference in planned_round.questions)
    return min(asked, planned_round.minutes)


@dataclass(frozen=True, slots=True)
class Price:
    """What a way of meeting candidates costs, and how far its average can be relied on."""

    name: str
    hours: float
    samples: int
    reliability: float


def price_tag(plan: Plan, candidates: int) -> list[Price]:
    """This plan beside the two plain alternatives with its own people: all together once, and everybody alone."""
    people = sum(planned_round.interviewers for planned_round in plan.rounds)
    longest = max((planned_round.minutes for planned_round in plan.rounds), default=0)
    questions = max(1, sum(len(planned_round.questions) for planned_round in plan.rounds))
    alone = max(20, 5 * figures.whole(3 + questions / max(1, people)))
    spent = minutes_each(plan)
    return [
        _price("This plan", spent, candidates, len(plan.rounds)),
        _price(
            f"All {people} together, once, {longest} min" if people > 1 else f"One interviewer, once, {longest} min",
            people * longest,
            candidates,
            1,
        ),
        _price(
            f"{people} one by one, {alone} min each",
            people * alone,
            candidates,
            people,
        ),
    ]


def _price(name: str, minutes_each: int, candidates: int, samples: int) -> Price:
    r = SINGLE_INTERVIEWER_RELIABILITY
    stepped_up = samples * r / (1 + (samples - 1) * r) if samples else 0.0
    return Price(name, minutes_each * candidates / 60, samples, stepped_up)
