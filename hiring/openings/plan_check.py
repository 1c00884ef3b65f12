"""Says in words what a plan lacks of a structured interview, and what it costs."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from textwrap import shorten

from hiring.foundation import figures
from hiring.foundation.grammar import counted, listed
from hiring.openings.values import MOST_INTERVIEWERS, Plan, PlannedRound
from hiring.rubrics.edition import Edition
from hiring.rubrics.plan import minutes_needed
from hiring.rubrics.reference import criterion_in
from hiring.rubrics.schema import Family, Kind

# Huffcutt, Culbertson & Weyhrauch 2013: separate interviewers who ask the same candidate the same kind of thing.
SINGLE_INTERVIEWER_RELIABILITY = 0.44


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a structured interview has, and whether this plan has it."""

    met: bool
    sentence: str


def plan_check(edition: Edition, plan: Plan, interviewers: int, retired: Collection[str] = ()) -> list[Finding]:
    """Every component of structure, the missing ones first; `interviewers` is how many people may be seated.

    `retired` are the questions that HR has taken out of use; nothing is said where none of them is asked.
    """
    checks: list[Callable[[Edition, Plan], Finding]] = [
        _enough_criteria,
        _criteria_asked_about,
        _heard_by_two,
        _both_kinds,
        _all_families,
        _separate_rounds,
        _minutes,
    ]
    findings = [check(edition, plan) for check in checks]
    findings += [_enough_people(plan, interviewers), *_still_asked(edition, plan, retired)]
    findings.append(
        Finding(True, "Everybody is asked the same questions, and every answer is marked on written anchors.")
    )
    return sorted(findings, key=lambda finding: finding.met)


def _enough_criteria(edition: Edition, plan: Plan) -> Finding:
    n = len(plan.criteria)
    if 4 <= n <= 6:
        return Finding(
            True, f"{counted(n, 'criterion', 'criteria').capitalize()}: enough to be fair, few enough to hear."
        )
    return Finding(False, f"{counted(n, 'criterion', 'criteria').capitalize()}. Four to six work best.")


def _asked(plan: Plan) -> Iterator[tuple[PlannedRound, str, str]]:
    for planned_round in plan.rounds:
        for reference in planned_round.questions:
            yield planned_round, reference, criterion_in(reference)


def _criteria_asked_about(edition: Edition, plan: Plan) -> Finding:
    times = {planned.key: 0 for planned in plan.criteria}
    for _, _, criterion in _asked(plan):
        times[criterion] = times.get(criterion, 0) + 1
    thin = [edition.criterion(key).title for key, count in times.items() if count < 2]
    if thin:
        return Finding(False, f"Fewer than two questions on {listed(thin)}. One answer is a thin sample.")
    return Finding(True, "At least two questions on every criterion.")


def _heard_by_two(edition: Edition, plan: Plan) -> Finding:
    heard = {planned.key: 0 for planned in plan.criteria}
    for planned_round in plan.rounds:
        for key in heard.keys() & {criterion_in(reference) for reference in planned_round.questions}:
            heard[key] += planned_round.interviewers
    alone = [edition.criterion(key).title for key, count in heard.items() if count < 2]
    if alone:
        return Finding(False, f"Only one person hears {listed(alone)}. Two must, for a spread to show.")
    return Finding(True, "Two people or more hear every criterion.")


def _both_kinds(edition: Edition, plan: Plan) -> Finding:
    kinds = {edition.question(reference).kind for _, reference, _ in _asked(plan)}
    if Kind.PAST_BEHAVIOUR not in kinds:
        return Finding(
            False, "No question about what people have done. They predict best where there is a work history."
        )
    if Kind.SITUATIONAL not in kinds:
        return Finding(False, "No situational question. First-jobbers have little to tell without one.")
    return Finding(True, "Questions about what people did, and about what they would do.")


def _all_families(edition: Edition, plan: Plan) -> Finding:
    named = {
        Family.FAILURE: "a failure put right",
        Family.SPECIAL_NEED: "a special need",
        Family.UNPROMPTED_ACT: "an unprompted act",
        Family.DIFFICULT_CUSTOMER: "a difficult customer",
    }
    touched = {edition.question(reference).family for _, reference, _ in _asked(plan)}
    missing = [words for family, words in named.items() if family not in touched]
    if missing:
        return Finding(False, f"No question on {listed(missing)}: customers' own stories are often about that.")
    return Finding(True, "All four kinds of service story are touched.")


def _separate_rounds(edition: Edition, plan: Plan) -> Finding:
    if len(plan.rounds) < 2:
        return Finding(False, "One round only. A second one on another day, with someone else, tells more.")
    return Finding(True, f"{counted(len(plan.rounds), 'separate round').capitalize()}.")


def _minutes(edition: Edition, plan: Plan) -> Finding:
    short = []
    for planned_round in plan.rounds:
        needed = minutes_needed([edition.question(reference) for reference in planned_round.questions])
        if needed > planned_round.minutes:
            short.append(f"“{planned_round.title}” needs about {needed} minutes, not {planned_round.minutes}")
    if short:
        return Finding(False, f"{'; '.join(short)}.")
    return Finding(True, "The minutes are enough for the questions, the welcome and the candidate's own questions.")


def _enough_people(plan: Plan, interviewers: int) -> Finding:
    widest = max((planned_round.interviewers for planned_round in plan.rounds), default=0)
    if widest > MOST_INTERVIEWERS:
        return Finding(False, f"More than {MOST_INTERVIEWERS} interviewers in one round: listeners, not samples.")
    if interviewers < widest:
        return Finding(False, f"{counted(interviewers, 'person').capitalize().replace('persons', 'people')} to seat, "
                              f"and one round needs {widest}. Name more interviewers.")  # fmt: skip
    return Finding(True, "Enough interviewers are named to fill every seat.")


def _still_asked(edition: Edition, plan: Plan, retired: Collection[str]) -> Iterator[Finding]:
    questions = [
        f"“{shorten(edition.question(reference).text, 90, placeholder=' …')}”"
        for _, reference, _ in _asked(plan)
        if reference in retired
    ]
    if questions:
        number = "1 retired question is" if len(questions) == 1 else f"{len(questions)} retired questions are"
        yield Finding(False, f"{number} still asked: {listed(questions)}. Choose others, unless you mean to ask them.")


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
    spent = sum(planned_round.interviewers * planned_round.minutes for planned_round in plan.rounds)
    return [
        _price("This plan", spent, candidates, len(plan.rounds)),
        _price(
            f"{counted(people, 'interviewer').capitalize()} together, once, {longest} minutes",
            people * longest,
            candidates,
            1,
        ),
        _price(
            f"{counted(people, 'interviewer').capitalize()} alone, {alone} minutes each",
            people * alone,
            candidates,
            people,
        ),
    ]


def _price(name: str, minutes_each: int, candidates: int, samples: int) -> Price:
    r = SINGLE_INTERVIEWER_RELIABILITY
    stepped_up = samples * r / (1 + (samples - 1) * r) if samples else 0.0
    return Price(name, minutes_each * candidates / 60, samples, stepped_up)
