"""The conditions a hire must meet, from plain values. Pure: nothing here closes a gate or opens one."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hiring.decisions.values import Skill
from hiring.foundation.grammar import listed
from hiring.measurement.number_format import count

# The page of an application on which an unmet gate is dealt with; the others are seen on its panel's page.
MENDED_ON = {
    "rounds": "candidates.show",
    "days": "candidates.show",
    "debrief": "panels.debrief",
    "skill": "decisions.skill_floor",
    "references": "decisions.references",
}


def mended_on(key: str) -> str:
    """The endpoint of the page that mends a gate; it takes the application's id."""
    return MENDED_ON.get(key, "panels.show")


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition and how it stands, with the sentence that says so."""

    key: str
    title: str
    met: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class RoundHeld:
    """A planned round, and the day it was held where it was."""

    title: str
    on: date | None


@dataclass(frozen=True, slots=True)
class CriterionEvidence:
    """A criterion as far as gates ask for it. `below` is the sentence about a minimum that is not met."""

    title: str
    raters: int
    below: str = ""
    is_apart: bool = False
    is_debriefed: bool = False


@dataclass(frozen=True, slots=True)
class GateInputs:
    """Everything the gates look at. `references` is True where taken, False where waived, None where neither.

    `unlicensed` counts the scorecards that hold a mark whose interviewer had no licence for it.
    """

    sealed: int
    awaited: int
    is_closed: bool
    rounds: tuple[RoundHeld, ...]
    days_between: int
    criteria: tuple[CriterionEvidence, ...]
    raters_needed: int
    unlicensed: int
    needs_licence: bool
    skill: Skill | None
    references: bool | None
    posts: int
    hired: int


def gates(inputs: GateInputs) -> list[Gate]:
    """In the order of a hire."""
    return [
        _scorecards(inputs),
        _licences(inputs),
        _rounds(inputs),
        _days_between(inputs),
        _heard(inputs),
        _minimums(inputs),
        _debrief(inputs),
        _skill(inputs),
        _references(inputs),
        _posts(inputs),
    ]


def open_gates(all_gates: list[Gate]) -> list[Gate]:
    return [gate for gate in all_gates if not gate.met]


def _scorecards(inputs: GateInputs) -> Gate:
    sealed = f"{count(inputs.sealed, 'scorecard')} sealed"
    if inputs.is_closed:
        sentence = f"{sealed}. The panel was closed before everyone had sealed."
    elif inputs.awaited:
        sentence = f"{sealed}, {count(inputs.awaited, 'scorecard')} still to come."
    else:
        sentence = f"{sealed}, none missing."
    return Gate("scorecards", "Scorecards sealed", not inputs.awaited and not inputs.is_closed, sentence)


def _licences(inputs: GateInputs) -> Gate:
    if not inputs.unlicensed:
        sentence = "Every mark was given with a licence."
    else:
        sentence = f"{count(inputs.unlicensed, 'scorecard')} of {inputs.sealed} marked without a licence"
        sentence += "." if inputs.needs_licence else "; waived for this opening, with a reason."
    return Gate("licences", "Marked with a licence", not inputs.unlicensed or not inputs.needs_licence, sentence)


def _rounds(inputs: GateInputs) -> Gate:
    waiting = [f"“{planned_round.title}”" for planned_round in inputs.rounds if planned_round.on is None]
    sentence = (
        f"{listed(waiting)} hasn't taken place." if waiting else f"{count(len(inputs.rounds), 'round')} took place."
    )
    return Gate("rounds", "Every round held", not waiting, sentence)


def _days_between(inputs: GateInputs) -> Gate:
    shortest = min(_gaps(sorted(planned_round.on for planned_round in inputs.rounds if planned_round.on)), default=None)
    needed = count(inputs.days_between, "day")
    if shortest is None:
        # One round has nothing to be apart from; several of which one was held have yet to be.
        met = len(inputs.rounds) < 2 or inputs.days_between == 0
        sentence = "There is one round." if len(inputs.rounds) < 2 else "Fewer than two rounds took place."
    else:
        met = shortest >= inputs.days_between
        sentence = f"{count(shortest, 'day')} between two rounds; the plan asks for at least {needed}."
    return Gate("days", "Days between rounds", met, sentence)


def _gaps(days: list[date]) -> list[int]:
    return [(later - earlier).days for earlier, later in pairwise(days)]


def _heard(inputs: GateInputs) -> Gate:
    short = [
        f"{criterion.title} by {criterion.raters}"
        for criterion in inputs.criteria
        if criterion.raters < inputs.raters_needed
    ]
    needed = count(inputs.raters_needed, "interviewer")
    sentence = f"{listed(short)}; the plan asks for {needed}." if short else f"Each by at least {needed}."
    return Gate("heard", "Every criterion heard", not short, sentence)


def _minimums(inputs: GateInputs) -> Gate:
    below = [f"{criterion.title}: {criterion.below}" for criterion in inputs.criteria if criterion.below]
    return Gate("minimums", "Minimums met", not below, " ".join(below) or "No criterion is below its minimum.")


def _debrief(inputs: GateInputs) -> Gate:
    silent = [criterion.title for criterion in inputs.criteria if criterion.is_apart and not criterion.is_debriefed]
    if silent:
        sentence = f"Interviewers saw different people on {listed(silent)}. Talk it over, then record the debrief."
    elif any(criterion.is_apart for criterion in inputs.criteria):
        sentence = "Every disagreement was discussed."
    else:
        sentence = "Interviewers differ no more than usual."
    return Gate("debrief", "Disagreement discussed", not silent, sentence)


def _skill(inputs: GateInputs) -> Gate:
    sentence = {
        None: "Nobody has recorded whether they can do the work.",
        Skill.YES: "They can do the work.",
        Skill.TRAINABLE: "They can't do all the work yet, but can be taught.",
        Skill.NO: "They can't do the work, and we don't expect them to learn it.",
    }[inputs.skill]
    return Gate("skill", "Skills check", inputs.skill in {Skill.YES, Skill.TRAINABLE}, sentence)


def _references(inputs: GateInputs) -> Gate:
    sentence = {None: "Not taken or waived yet.", True: "Taken.", False: "Waived, with a reason."}[inputs.references]
    return Gate("references", "References", inputs.references is not None, sentence)


def _posts(inputs: GateInputs) -> Gate:
    left = max(inputs.posts - inputs.hired, 0)
    sentence = (
        f"{count(left, 'post')} of {inputs.posts} left." if left else f"{count(inputs.posts, 'post')}, none left."
    )
    return Gate("posts", "A post is left", left > 0, sentence)
