"""Plans the rounds of a rubric whose author planned none."""

from collections.abc import Mapping, Sequence

from hiring.rubrics.reference import Reference
from hiring.rubrics.schema import Kind, Question, SuggestedRound

QUESTIONS = 9
MINUTES_AROUND = 15  # welcome and rapport before the questions, the candidate's questions and the close after
TITLES = {Kind.PAST_BEHAVIOUR: "What you have done", Kind.SITUATIONAL: "What you would do"}


def planned_rounds(questions: Mapping[str, Sequence[Question]]) -> tuple[SuggestedRound, ...]:
    """About nine questions over two rounds: first what people did, then what they would do.

    `questions` holds those of each criterion by its key. Every criterion is asked about in both rounds
    where it has both kinds of question, so that independent interviewers hear of it. Of a criterion's
    questions the one is taken whose family of story was touched least so far.
    """
    taken: list[tuple[str, Question]] = []
    for kind in Kind:
        for criterion, candidates in questions.items():
            _take(taken, criterion, [question for question in candidates if question.kind is kind])
    for criterion, candidates in questions.items():
        if len(taken) < QUESTIONS:
            _take(taken, criterion, candidates)
    rounds = (_round(kind, [pair for pair in taken if pair[1].kind is kind]) for kind in Kind)
    return tuple(planned_round for planned_round in rounds if planned_round is not None)


def minutes_needed(questions: Sequence[Question]) -> int:
    """What a round of these questions takes, with the unscored talk around them."""
    return MINUTES_AROUND + sum(question.minutes for question in questions)


def _take(taken: list[tuple[str, Question]], criterion: str, candidates: Sequence[Question]) -> None:
    left = [question for question in candidates if (criterion, question) not in taken]
    if not left:
        return
    touched = [question.family for _, question in taken]
    taken.append((criterion, min(left, key=lambda question: touched.count(question.family))))


def _round(kind: Kind, pairs: Sequence[tuple[str, Question]]) -> SuggestedRound | None:
    if not pairs:
        return None
    return SuggestedRound(
        title=TITLES[kind],
        minutes=minutes_needed([question for _, question in pairs]),
        questions=tuple(str(Reference(criterion, question.key)) for criterion, question in pairs),
    )
