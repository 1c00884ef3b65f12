"""The plan an opening begins with: the rubric's own starting values, without retired questions. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from hiring.openings.question_exposure import QuestionExposure
from hiring.openings.values import Plan, PlannedCriterion, PlannedRound
from hiring.rubrics.edition import Edition
from hiring.rubrics.plan import minutes_needed
from hiring.rubrics.reference import Reference, criterion_in

Instead = Mapping[str, str | None]


def default_plan(
    edition: Edition, retired: Collection[str] = (), asked: Mapping[str, QuestionExposure] | None = None
) -> Plan:
    """The rubric's weights, minimums and rounds. For a retired question comes the least asked of its criterion and
    kind that is left, or none; but no criterion is left without a question for that."""
    instead = _instead(edition, retired, asked or {})
    return Plan(
        criteria=[
            PlannedCriterion(chosen.criterion, chosen.weight, chosen.why or "", chosen.minimum)
            for chosen in edition.rubric.criteria
            if not edition.criterion(chosen.criterion).skill_floor
        ],
        rounds=list(_rounds(edition, instead)),
    )


def _rounds(edition: Edition, instead: Instead) -> Iterator[PlannedRound]:
    for suggested in edition.default_rounds():
        questions = [put for put in (instead[reference] for reference in suggested.questions) if put is not None]
        if questions:
            minutes = max(suggested.minutes, minutes_needed([edition.question(reference) for reference in questions]))
            yield PlannedRound(suggested.title, minutes, suggested.interviewers, questions)


def _instead(edition: Edition, retired: Collection[str], asked: Mapping[str, QuestionExposure]) -> Instead:
    """What is asked in the place of each question of the rubric's own rounds; None where nothing is."""
    planned = [reference for planned_round in edition.default_rounds() for reference in planned_round.questions]
    taken, instead = {*planned, *retired}, dict[str, str | None]()
    for reference in planned:
        instead[reference] = reference
        if reference in retired:
            instead[reference] = _least_asked([akin for akin in _akin(edition, reference) if akin not in taken], asked)
            taken.add(instead[reference] or reference)
    for criterion in dict.fromkeys(criterion_in(reference) for reference in planned):
        own = [reference for reference in planned if criterion_in(reference) == criterion]
        if all(instead[reference] is None for reference in own):
            kept = _least_asked(own, asked)
            instead |= {reference: reference for reference in own if reference == kept}
    return instead


def _akin(edition: Edition, reference: str) -> list[str]:
    """The questions of the same criterion and kind."""
    criterion, kind = criterion_in(reference), edition.question(reference).kind
    return [
        str(Reference(criterion, question.key)) for question in edition.questions_of(criterion) if question.kind is kind
    ]


def _least_asked(references: Sequence[str], asked: Mapping[str, QuestionExposure]) -> str | None:
    """The first of those asked of the fewest candidates."""
    return min(references, key=lambda reference: asked.get(reference, QuestionExposure()).candidates, default=None)
