"""What a criterion file must hold beyond its shape: rules that need two values to be told wrong."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from hiring.rubrics.proofreading.values import Location, Mistake
from hiring.rubrics.schema import Kind

Data = dict[str, Any]

FEWEST_QUESTIONS = 4
FEWEST_PRACTICE_ANSWERS = 4
WORDS = range(80, 121)
_GAP = re.compile(r"…|\.\.\.")


def criterion_mistakes(data: Data) -> Iterator[Mistake]:
    """Every broken rule of a criterion. `data` may be misshapen: what is absent breaks no rule."""
    questions = list(rows(data, "questions"))
    yield from question_mistakes(questions)
    yield from _too_few(data, questions)
    known = [key for _, question in questions if (key := text(question, "key"))]
    answers = list(rows(data, "practice"))
    for location, answer in answers:
        yield from _practice_mistakes(location, answer, known)
    yield from _spread_mistakes(data, answers)


def question_mistakes(questions: Iterable[tuple[Location, Data]], taken: Iterable[str] = ()) -> Iterator[Mistake]:
    """Keys used twice, and situational questions that nothing pulls both ways."""
    seen = set(taken)
    for location, question in questions:
        key = text(question, "key")
        if key and key in seen:
            yield Mistake((*location, "key"), f"There's already a question “{key}”. Give this one its own key.")
        seen.add(key)
        if question.get("kind") == Kind.SITUATIONAL and "dilemma" not in question:
            yield Mistake(
                (*location, "dilemma"),
                f"The situational question “{key}” has no “dilemma”. Write what pulls both ways, so that two "
                "decent people could choose differently.",
            )


def _too_few(data: Data, questions: list[tuple[Location, Data]]) -> Iterator[Mistake]:
    if isinstance(data.get("questions"), list) and len(questions) < FEWEST_QUESTIONS:
        yield Mistake(
            ("questions",),
            f"A criterion needs at least {FEWEST_QUESTIONS} questions; here are {len(questions)}.",
        )
    kinds = {question.get("kind") for _, question in questions}
    for kind in Kind:
        if len(questions) >= FEWEST_QUESTIONS and kind not in kinds:
            yield Mistake(("questions",), f"None of the questions is of the kind {kind}. Write at least one.")


def _practice_mistakes(location: Location, answer: Data, known: list[str]) -> Iterator[Mistake]:
    question = text(answer, "question")
    if question and question not in known:
        yield Mistake(
            (*location, "question"),
            f"There's no question “{question}” in this criterion. It has: {', '.join(known) or 'none yet'}.",
        )
    answered = text(answer, "answer")
    length = len(answered.split())
    if answered and length not in WORDS:
        yield Mistake(
            (*location, "answer"),
            f"The practice answer has {length} words. Write between {WORDS.start} and {WORDS.stop - 1}.",
        )
    for part in _GAP.split(text(answer, "carried_by")):
        if answered and _plain(part) not in _plain(answered):
            yield Mistake(
                (*location, "carried_by"),
                f"“{_one_line(part)}” isn't in the answer. Copy its words; join parts with …",
            )


def _spread_mistakes(data: Data, answers: list[tuple[Location, Data]]) -> Iterator[Mistake]:
    """Four answers are drawn for a practice, told apart and not all at the ends; else nobody can be licensed."""
    if not isinstance(data.get("practice"), list):
        return
    if len(answers) < FEWEST_PRACTICE_ANSWERS:
        yield Mistake(
            ("practice",),
            f"A criterion needs {FEWEST_PRACTICE_ANSWERS} practice answers or more; here are {len(answers)}.",
        )
    marks = [mark for _, answer in answers if isinstance(mark := answer.get("agreed"), int)]
    if marks and min(marks) > 2:
        yield Mistake(("practice",), "No practice answer is marked 1 or 2. Write a poor one.")
    if marks and max(marks) < 4:
        yield Mistake(("practice",), "No practice answer is marked 4 or 5. Write a good one.")
    if len(marks) == len(answers) >= FEWEST_PRACTICE_ANSWERS and not {3, 4} & set(marks):
        yield Mistake(("practice",), "No practice answer is marked 3 or 4. Write a middling one.")


def rows(data: Data, key: str, around: Location = ()) -> Iterator[tuple[Location, Data]]:
    """The entries of a list that are groups of keys, each with its place."""
    entries = data.get(key)
    for position, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield (*around, key, position), entry


def text(data: Data, key: str) -> str:
    """A value that is text, else nothing."""
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _plain(words: str) -> str:
    return _one_line(words).casefold()
