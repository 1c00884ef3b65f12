"""Plans the sittings of a rubric whose author planned none."""

from collections.abc import Mapping, Sequence

from hiring.rubrics.schema import Kind, PlannedSitting, Question

QUESTIONS = 9
MINUTES_AROUND = 15  # welcome and rapport before the questions, the candidate's questions and the close after
TITLES = {Kind.PAST_BEHAVIOUR: "What you have done", Kind.SITUATIONAL: "What you would do"}


def planned_sittings(questions: Mapping[str, Sequence[Question]]) -> tuple[PlannedSitting, ...]:
    """About nine questions over two sittings: first what people did, then what they would do.

    `questions` holds those of each criterion by its key. Every criterion is asked about in both sittings
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
    sittings = (_sitting(kind, [pair for pair in taken if pair[1].kind is kind]) for kind in Kind)
    return tuple(sitting for sitting in sittings if sitting is not None)


def minutes_needed(questions: Sequence[Question]) -> int:
    """What a sitting of these questions takes, with the unscored talk around them."""
    return MINUTES_AROUND + sum(question.minutes for question in questions)


def _take(taken: list[tuple[str, Question]], criterion: str, candidates: Sequence[Question]) -> None:
    left = [question for question in candidates if (criterion, question) not in taken]
    if not left:
        return
    touched = [question.family for _, question in taken]
    taken.append((criterion, min(left, key=lambda question: touched.count(question.family))))


def _sitting(kind: Kind, pairs: Sequence[tuple[str, Question]]) -> PlannedSitting | None:
    if not pairs:
        return None
    return PlannedSitting(
        title=TITLES[kind],
        minutes=minutes_needed([question for _, question in pairs]),
        questions=tuple(f"{criterion}/{question.key}" for criterion, question in pairs),
    )
