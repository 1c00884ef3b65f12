"""The library speaks as people speak: one scale, real dilemmas, contractions, and no words of a translation."""

import re
from collections.abc import Iterator

import pytest

from hiring.rubrics.files import RubricLibrary
from hiring.rubrics.proofreading.readability import readability
from hiring.rubrics.schema import Criterion, Kind, Question

NOT_SPOKEN = re.compile(
    r"\b(?:somebody|whoever|whom|nought|awaits|is told|hangs on|kept apart|cannot|do not|does not|"
    r"did not|is not|are not|was not|were not|would not|could not|should not|will not|has not|have not|had not|"
    r"i am|i would|i will|shall|amongst|whilst)\b",
    re.IGNORECASE,
)
NO_EXAMPLE = re.compile(
    r"can(?:'t|not) (?:think of|recall|remember)|(?:has|have) never (?:done|happened|been one)", re.IGNORECASE
)
ACTS = 3
# Years of school by Flesch and Kincaid, each kind of text for itself.
PLAIN = {"questions": 5.5, "probes": 2.0, "guides": 5.5, "anchors": 5.0, "answers": 5.0, "reasons": 4.0}


def questions_of(library: RubricLibrary) -> Iterator[tuple[str, Question]]:
    for key, criterion in library.criteria.items():
        yield from ((f"{key}/{question.key}", question) for question in criterion.questions)
    for key, rubric in library.rubrics.items():
        yield from ((f"{key}/{one.criterion}/{q.key}", q) for one in rubric.criteria for q in one.scenes)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def texts(value: object) -> Iterator[str]:
    """Every text of a criterion or a rubric, whatever it is nested in; keys aren't read by anyone."""
    if isinstance(value, str) and " " in value:
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def test_nothing_in_the_library_reads_like_a_translation(shipped: RubricLibrary) -> None:
    files = {**shipped.criteria, **shipped.rubrics}
    caught = {
        (key, match.group())
        for key, file in files.items()
        for text in texts(file.model_dump())
        if (match := NOT_SPOKEN.search(text))
    }
    assert (len(files), caught) == (38, set())


def test_every_practice_answer_is_speech(shipped: RubricLibrary) -> None:
    spoken = re.compile(r"\w'(?:s|t|d|ll|ve|re|m)\b")
    for key, criterion in shipped.criteria.items():
        for answer in criterion.practice:
            assert len(spoken.findall(answer.answer)) >= 2, (key, answer.question, answer.agreed)


def test_an_anchor_names_three_acts_at_each_level(shipped: RubricLibrary) -> None:
    for key, criterion in shipped.criteria.items():
        assert {len(sentences(text)) for _, text in criterion.anchors.written()} == {ACTS}, key


def test_a_dilemma_says_what_decides(shipped: RubricLibrary) -> None:
    for name, question in questions_of(shipped):
        if question.kind is Kind.SITUATIONAL:
            assert question.dilemma and "earn a 5" in question.dilemma, name
            assert "What decides" in question.dilemma, name


def test_every_question_about_the_past_says_why_it_stops(shipped: RubricLibrary) -> None:
    for name, question in questions_of(shipped):
        assert (question.why_it_hangs is not None) == (question.kind is Kind.PAST_BEHAVIOUR), name


def test_having_no_example_is_not_a_poor_answer(shipped: RubricLibrary) -> None:
    assert [name for name, question in questions_of(shipped) if NO_EXAMPLE.search(question.poor)] == []


def test_no_question_asks_why_someone_was_away(shipped: RubricLibrary) -> None:
    dependability = {question.key: question for question in shipped.criteria["dependability"].questions}
    assert dependability["counted-on-you"].text.endswith("You needn't tell us why.")
    assert "lost-heart" not in {question.key for question in shipped.criteria["dedication"].questions}


def kinds_of_text(criterion: Criterion, library: RubricLibrary) -> dict[str, str]:
    return {
        "questions": " ".join(question.text for question in criterion.questions),
        "probes": " ".join(probe for question in criterion.questions for probe in question.probes),
        "guides": " ".join(f"{q.poor} {q.middling} {q.good}" for q in criterion.questions),
        "anchors": " ".join(text for _, text in criterion.anchors.written()),
        "answers": " ".join(answer.answer for answer in criterion.practice),
        "reasons": " ".join(f"{answer.why} {answer.usual_mistake}" for answer in criterion.practice),
    }


@pytest.mark.parametrize("kind", PLAIN)
def test_each_kind_of_text_is_plain_for_itself(shipped: RubricLibrary, kind: str) -> None:
    grades = {key: readability(kinds_of_text(one, shipped)[kind]).grade for key, one in shipped.criteria.items()}
    hardest = max(grades, key=lambda key: grades[key])
    print(f"{kind}: {grades[hardest]:.1f} years of school for {hardest}, bar {PLAIN[kind]}")
    assert grades[hardest] <= PLAIN[kind]
