"""Whether each kind of text is read as easily as it must be: a page in a hurry, an example while someone talks."""

from collections.abc import Iterable, Iterator

from hiring.foundation import figures
from hiring.rubrics.proofreading.readability import readability
from hiring.rubrics.schema import Criterion, Question, Rubric

# Years of school that reading takes. Good answers name what someone did, which takes longer words.
PAGE, EXAMPLE = 8.0, 9.0
FEWEST_WORDS = 60  # of fewer the measure says too little


def hard_texts(criterion: Criterion) -> Iterator[str]:
    """A sentence for each kind of text in a criterion that is too hard to read, measured kind by kind."""
    mirror = criterion.probation_mirror
    page = [criterion.definition, criterion.not_this, criterion.rater_mistake, *criterion.listen_for]
    page += [*criterion.red_flags, *(words for _, words in criterion.anchors.written())]
    at_work = [mirror.look_for, *mirror.ways_to_teach, *(words for _, words in mirror.written())]
    yield from _too_hard(f"The page texts of “{criterion.title}”", page, PAGE)
    yield from _too_hard(f"The texts for work of “{criterion.title}”", at_work, PAGE)
    yield from _hard_questions(criterion.title, criterion.questions)


def hard_scenes(rubric: Rubric) -> Iterator[str]:
    """The same of the scenes a rubric brings."""
    yield from _hard_questions(rubric.title, [scene for chosen in rubric.criteria for scene in chosen.scenes])


def _hard_questions(title: str, questions: Iterable[Question]) -> Iterator[str]:
    asked = list(questions)
    yield from _too_hard(f"The questions of “{title}”", [question.text for question in asked], PAGE)
    for guide in ("poor", "middling", "good"):
        examples = [getattr(question, guide) for question in asked]
        yield from _too_hard(f"The {guide} answers of “{title}”", examples, EXAMPLE)


def _too_hard(what: str, texts: list[str], hardest: float) -> Iterator[str]:
    together = " ".join(texts)
    if len(together.split()) < FEWEST_WORDS:
        return
    grade = readability(together).grade
    if grade > hardest:
        yield (
            f"{what} take {figures.short(grade)} years of school to read; {figures.short(hardest)} is the most. "
            "Write shorter sentences and everyday words."
        )
