"""How easily what a person reads is read: one measure, kind by kind and page by page, as the rubrics are measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hiring.rubrics.files import RubricLibrary, read
from hiring.rubrics.proofreading.plain_reading import EXAMPLE, FEWEST_WORDS, PAGE
from hiring.rubrics.proofreading.readability import readability
from hiring.rubrics.schema import Question
from tests.checks.ratchet import Measured
from tests.checks.source import ROOT
from tests.words.collect import GAP, VisibleText, in_modules, in_scripts, in_templates

# Labels and buttons are read at a glance; as sentences of one word they'd hide a long one.
SHORTEST_SENTENCE = 6


def bars() -> list[Measured]:
    """Pages and answers; the figures are tenths of a year of school."""
    written = [*in_templates(), *in_modules(), *in_scripts()]
    library = read([ROOT / "rubrics"])
    return [_bar("Tenths of a school year to read a page's texts", PAGE, of_pages(written)),
            _bar("Tenths of a school year to read an answer", EXAMPLE, of_answers(library))]  # fmt: skip


def of_pages(written: Iterable[VisibleText]) -> dict[str, int]:
    """For each kind, which is a folder, and for each file that says enough."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for visible in written:
        if is_sentence(visible.text):
            texts[visible.path.rpartition("/")[0]].append(visible.text)
            texts[visible.path].append(visible.text)
    return _graded(texts)


def of_answers(library: RubricLibrary) -> dict[str, int]:
    """For each criterion its good answers, and its poor ones."""
    scenes = [scene for rubric in library.rubrics.values() for chosen in rubric.criteria for scene in chosen.scenes]
    texts = {f"rubrics, {guide} answers of scenes": _guides(scenes, guide) for guide in ("good", "poor")}
    for key, criterion in library.criteria.items():
        for guide in ("good", "poor"):
            texts[f"rubrics, {guide} answers of {key}"] = _guides(criterion.questions, guide)
    return _graded(texts)


def _guides(questions: Iterable[Question], guide: str) -> list[str]:
    return [getattr(question, guide) for question in questions]


def is_sentence(text: str) -> bool:
    return len(text.split()) >= SHORTEST_SENTENCE and "(?:" not in text


def _graded(texts: Mapping[str, Sequence[str]]) -> dict[str, int]:
    return dict(_grades(texts))


def _grades(texts: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    for place, parts in texts.items():
        together = " ".join(_ended(part) for part in parts)
        if len(together.split()) >= FEWEST_WORDS:
            yield place, round(10 * readability(together).grade)


def _ended(text: str) -> str:
    plain = text.replace(GAP, " ").strip()
    return plain if plain.endswith((".", "!", "?", ":")) else f"{plain}."


def _bar(name: str, years: float, figures: dict[str, int]) -> Measured:
    lines = {place: (place, 1) for place in figures if (ROOT / place).is_file()}
    return Measured(name, round(10 * years), figures, lines)
