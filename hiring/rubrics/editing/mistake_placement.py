"""Where each mistake of a copy is said: at a field of a part's page, or between the parts on the overview."""

from collections.abc import Iterable
from dataclasses import dataclass

from hiring.rubrics.editing.form_tree import Tree
from hiring.rubrics.editing.forms import PartForm, in_plain_words
from hiring.rubrics.editing.parts import Part, PartKind, belongs_to, is_between, parts_of
from hiring.rubrics.proofreading.values import Location, Mistake


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and the control it is about; without a part that is a place on the overview itself."""

    part: Part | None
    control: str
    sentence: str
    around: str


def of_part(content: Tree, part: Part, mistakes: Iterable[Mistake]) -> list[tuple[Location, str]]:
    """The mistakes that a part's own form can mend, each with its way inside the part."""
    parts, found = parts_of(content), []
    for one in mistakes:
        where, rest = belongs_to(parts, one.location)
        if where.address == part.address and not is_between(where, rest):
            found.append((rest, one.sentence))
    return found


def all_told(content: Tree, mistakes: Iterable[Mistake]) -> list[Told]:
    """Every mistake, in the order of the overview."""
    parts = parts_of(content)
    at: dict[str, list[tuple[Location, str]]] = {one.address: [] for one in parts}
    found: list[Told] = []
    for one in mistakes:
        part, rest = belongs_to(parts, one.location)
        if is_between(part, rest):
            around = part.title.partition(":")[0]
            found.append(Told(None, _anchor(part, rest), in_plain_words(one.sentence), around))
        else:
            at[part.address].append((rest, one.sentence))
    for part in parts:
        if at[part.address]:
            form = PartForm.of(content, part)
            form.say(at[part.address])
            found += [Told(part, control, sentence, part.title) for control, sentence in form.problems]
    return found


def _anchor(part: Part, rest: Location) -> str:
    if part.kind is PartKind.RUBRIC:
        return "rounds" if rest[:1] == ("rounds",) else "criteria"
    return f"criterion-{part.criterion}"
