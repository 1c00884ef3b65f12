"""Says in words what a plan lacks of a structured interview."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from textwrap import shorten

from hiring.foundation.grammar import counted, listed
from hiring.openings.values import MOST_INTERVIEWERS, Plan, PlannedRound
from hiring.rubrics.edition import Edition
from hiring.rubrics.plan import minutes_needed
from hiring.rubrics.reference import criterion_in
from hiring.rubrics.schema import Family, Kind

MOST_ALIKE = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a structured interview has, and whether this plan has it. `fix` is the page that mends it."""

    met: bool
    sentence: str
    fix: str = "openings.plan"

    @property
    def first_sentence(self) -> str:
        """What a link says; the rest stands beside it."""
        return self.sentence.split(". ")[0].removesuffix(".") + "."

    @property
    def rest(self) -> str:
        return self.sentence.removeprefix(self.first_sentence).strip()


def plan_check(
    edition: Edition, plan: Plan, interviewers: int, retired: Collection[str] = (), *, has_manager: bool = True
) -> list[Finding]:
    """Every component of structure, the missing ones first; `interviewers` is how many people may be seated.

    `retired` are the questions that HR has taken out of use; nothing is said where none of them is asked.
    """
    checks: list[Callable[[Edition, Plan], Finding]] = [
        _enough_criteria,
        _separate_habits,
        _criteria_asked_about,
        _heard_by_two,
        _both_kinds,
        _all_families,
        _separate_rounds,
        _minutes,
    ]
    findings = [check(edition, plan) for check in checks]
    findings += [_enough_people(plan, interviewers), *_still_asked(edition, plan, retired)]
    if not has_manager:
        findings.append(
            Finding(False, "Name the manager. New starters need one from the first day.", "openings.change")
        )
    findings.append(
        Finding(True, "Everyone is asked the same questions, and every answer is marked on written anchors.")
    )
    return sorted(findings, key=lambda finding: finding.met)


def _enough_criteria(edition: Edition, plan: Plan) -> Finding:
    n = len(plan.criteria)
    if 4 <= n <= 6:
        return Finding(
            True, f"{counted(n, 'criterion', 'criteria').capitalize()}: enough to be fair, few enough to hear well."
        )
    return Finding(False, f"{counted(n, 'criterion', 'criteria').capitalize()}. Four to six work best.")


def _separate_habits(edition: Edition, plan: Plan) -> Finding:
    """Two criteria that overlap look at a habit from two sides; three count it three times."""
    keys = [planned.key for planned in plan.criteria]
    for key in keys:
        alike = [other for other in keys if other == key or other in (edition.criterion(key).overlaps or ())]
        if len(alike) >= MOST_ALIKE + 1:
            titles = listed([edition.criterion(other).title for other in alike])
            return Finding(
                False, f"{titles} judge much the same habit, so it counts {counted(len(alike), 'time')}. Keep two."
            )
    return Finding(True, "No habit counts more than twice.")


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
        return Finding(
            False, f"Only one person hears {listed(alone)}. At least two must, or you can't see whether they agree."
        )
    return Finding(True, "At least two people hear every criterion.")


def _both_kinds(edition: Edition, plan: Plan) -> Finding:
    kinds = {edition.question(reference).kind for _, reference, _ in _asked(plan)}
    if Kind.PAST_BEHAVIOUR not in kinds:
        return Finding(
            False, "No question about what people have done. These predict best where people have a work history."
        )
    if Kind.SITUATIONAL not in kinds:
        return Finding(
            False, "No situational question. People applying for a first job have little to tell without one."
        )
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
        return Finding(False, f"No question on {listed(missing)}: customers often tell stories about that.")
    return Finding(True, "The questions cover all four kinds of service story.")


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
        return Finding(False, f"More than {MOST_INTERVIEWERS} interviewers in one round. The extra ones only listen.")
    if interviewers < widest:
        return Finding(False, f"{counted(interviewers, 'person').capitalize().replace('persons', 'people')} to seat, "
                              f"and one round needs {widest}. Name more interviewers.", "openings.change")  # fmt: skip
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
