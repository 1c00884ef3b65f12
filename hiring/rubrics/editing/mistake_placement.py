"""Where each mistake of a copy is said: at a field of a part's page, or between the parts on the overview."""

from collections.abc import Iterable
from dataclasses import dataclass

from hiring.rubrics.editing.form_tree import Tree
from hiring.rubrics.editing.forms import PartForm, in_plain_words
from hiring.rubrics.editing.parts import Part, PartKind, belongs_to, is_between, parts_of
from hiring.rubrics.proofreading.values import Location, Mistake


@dataclass(frozen=True, slots=True)
class PlacedMistake:
    """A sentence and the control it is about; without a part that is a place on the overview itself."""

    part: Part | None
    control: str
    sentence: str
    around: str


def mistakes_of_part(content: Tree, part: Part, mistakes: Iterable[Mistake]) -> list[tuple[Location, str]]:
    """The mistakes that a part's own form can mend, each with its way inside the part."""
    parts, placed = parts_of(content), []
    for mistake in mistakes:
        where, rest = belongs_to(parts, mistake.location)
        if where.address == part.address and not is_between(where, rest):
            placed.append((rest, mistake.sentence))
    return placed


def placed_mistakes(content: Tree, mistakes: Iterable[Mistake]) -> list[PlacedMistake]:
    """Every mistake, in the order of the overview."""
    parts = parts_of(content)
    at: dict[str, list[tuple[Location, str]]] = {part.address: [] for part in parts}
    placed: list[PlacedMistake] = []
    for mistake in mistakes:
        part, rest = belongs_to(parts, mistake.location)
        if is_between(part, rest):
            around = part.title.partition(":")[0]
            placed.append(PlacedMistake(None, _anchor(part, rest), in_plain_words(mistake.sentence), around))
        else:
            at[part.address].append((rest, mistake.sentence))
    for part in parts:
        if at[part.address]:
            form = PartForm.of(content, part)
            form.say(at[part.address])
            placed += [PlacedMistake(part, control, sentence, part.title) for control, sentence in form.problems]
    return placed


def _anchor(part: Part, rest: Location) -> str:
    if part.kind is PartKind.RUBRIC:
        return "rounds" if rest[:1] == ("rounds",) else "criteria"
    return f"criterion-{part.criterion}"
