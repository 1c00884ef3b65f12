"""What an interviewer takes into the room: the time plan, and each question with all that belongs to it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from hiring.rubrics.edition import Edition
from hiring.rubrics.plan import MINUTES_AROUND
from hiring.rubrics.reference import Reference, criterion_in
from hiring.rubrics.schema import LEVELS, Criterion, Question

WELCOME, RAPPORT, THEIR_QUESTIONS, CLOSE = 2, 5, 5, 3
assert WELCOME + RAPPORT + THEIR_QUESTIONS + CLOSE == MINUTES_AROUND  # noqa: S101 - two files plan the same minutes


@dataclass(frozen=True, slots=True)
class KitQuestion:
    """One question with the criterion it is marked on."""

    number: int
    reference: str
    question: Question
    criterion: Criterion

    @property
    def field(self) -> str:
        """How forms and links call it."""
        return Reference.parse(self.reference).field

    @property
    def anchors(self) -> dict[str, str]:
        """Level, as a form sends it → the behaviour written there."""
        return {str(level): text for level in LEVELS if (text := self.criterion.anchors.at(level)) is not None}


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the interview: from which minute, how long, and whether anything in it is marked."""

    starts: int
    minutes: int
    title: str
    says: str
    is_scored: bool = False


@dataclass(frozen=True, slots=True)
class Kit:
    title: str
    minutes: int
    questions: tuple[KitQuestion, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class RoundMinutes:
    """How the minutes of a round are spent: before the questions, on them, and after."""

    title: str
    questions: int
    before: int
    asking: int
    after: int

    @property
    def total(self) -> int:
        return self.before + self.asking + self.after


def round_minutes(edition: Edition) -> list[RoundMinutes]:
    """The rounds of a rubric as it suggests them."""
    kits = [
        kit_of(edition, planned.title, planned.minutes, list(planned.questions)) for planned in edition.default_rounds()
    ]
    return [_spent(kit) for kit in kits]


def _spent(kit: Kit) -> RoundMinutes:
    [asking] = [step for step in kit.steps if step.is_scored]
    after = sum(step.minutes for step in kit.steps if step.starts > asking.starts)
    return RoundMinutes(kit.title, len(kit.questions), asking.starts, asking.minutes, after)


def kit_of(edition: Edition, title: str, minutes: int, references: list[str]) -> Kit:
    """The kit of one round; minutes that the questions do not need go to the questions."""
    questions = tuple(
        KitQuestion(number, ref, edition.question(ref), edition.criterion(criterion_in(ref)))
        for number, ref in enumerate(references, start=1)
    )
    return Kit(title, minutes, questions, tuple(_steps(minutes, questions)))


def _steps(minutes: int, questions: tuple[KitQuestion, ...]) -> Iterator[Step]:
    asking = max(minutes - MINUTES_AROUND, sum(asked.question.minutes for asked in questions))
    yield Step(0, WELCOME, "Welcome", "Who you are, how long it takes, and that you'll write while you listen.")
    yield Step(WELCOME, RAPPORT, "Rapport", "Talk about the journey or the place. None of it is marked.")
    yield Step(
        WELCOME + RAPPORT,
        asking,
        f"{len(questions)} questions",
        "The same words for everyone. Write what they said or did, mark it, then go on.",
        is_scored=True,
    )
    after = WELCOME + RAPPORT + asking
    yield Step(after, THEIR_QUESTIONS, "Their questions", "Answer honestly. None of it is marked.")
    yield Step(after + THEIR_QUESTIONS, CLOSE, "Close", "Say what happens next and by when. Promise nothing else.")


WORDS_A_MINUTE = 200  # read slowly and with care


def reading_minutes(kit: Kit) -> int:
    """How long it takes to read a kit: its questions with their probes, the anchors, and what to listen for."""
    criteria = {asked.criterion.key: asked.criterion for asked in kit.questions}.values()
    texts = [text for asked in kit.questions for text in (asked.question.text, *asked.question.probes)]
    texts += [text for criterion in criteria for _, text in criterion.anchors.written()]
    texts += [text for criterion in criteria for text in criterion.listen_for]
    return max(1, round(sum(len(text.split()) for text in texts) / WORDS_A_MINUTE))
