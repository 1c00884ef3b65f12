"""The parts a copy is edited in, one a page: where each lies in the tree, and which part a mistake belongs to. Pure."""

import copy as copying
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hiring.foundation.database import canonical
from hiring.rubrics.editing.form_tree import Tree, is_blank
from hiring.rubrics.proofreading.values import Location


class PartKind(StrEnum):
    RUBRIC = "rubric"
    CRITERION = "criterion"
    USE = "use"
    SCENE = "scene"
    QUESTION = "question"
    PRACTICE = "practice"
    ROUND = "round"


# What lies inside a part and is a part, or a list of parts, of its own.
_INSIDE = {PartKind.RUBRIC: {"criteria", "rounds"}, PartKind.CRITERION: {"questions", "practice"},
           PartKind.USE: {"scenes"}}  # fmt: skip
_BLANK_QUESTION: Tree = {"key": "", "kind": "", "family": "", "text": "", "probes": ""}
BLANK: dict[PartKind, Tree] = {
    PartKind.QUESTION: _BLANK_QUESTION,
    PartKind.SCENE: _BLANK_QUESTION,
    PartKind.PRACTICE: {"question": "", "answer": "", "agreed": ""},
    PartKind.ROUND: {"title": "", "minutes": "", "questions": []},
}
_BLANK_ANCHORS: Tree = {"1": "", "3": "", "5": ""}
BLANK_CRITERION: Tree = {
    "definition": "",
    "not_this": "",
    "anchors": _BLANK_ANCHORS,
    "listen_for": "",
    "red_flags": "",
    "rater_mistake": "",
    "probation_mirror": {"look_for": "", **_BLANK_ANCHORS, "ways_to_teach": ""},
    "questions": [],
    "practice": [],
}


@dataclass(frozen=True, slots=True)
class Part:
    """One page: `own` are its own texts, without the parts inside it; `number` counts from 1, 0 where there is one."""

    kind: PartKind
    address: str
    way: Location
    title: str
    own: Tree
    number: int = 0
    criterion: str = ""

    @property
    def seen(self) -> str:
        """Says whether what someone was shown is still what there is."""
        return hashlib.sha256(canonical(self.own).encode()).hexdigest()[:20]

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed on its page; a criterion of one's own has its title from the page before."""
        given = {"key", "title"} if self.kind is PartKind.CRITERION else set()
        return not is_blank({name: inner for name, inner in self.own.items() if name not in given})

    @property
    def can_be_removed(self) -> bool:
        return self.number > 0 or self.kind is PartKind.USE


def parts_of(content: Tree) -> list[Part]:
    """In the order of the overview: the rubric, each criterion with what belongs to it, the rounds."""
    parts = [_part(PartKind.RUBRIC, "rubric", ("rubric",), content["rubric"], "The rubric itself")]
    for place, criterion in enumerate(content["criteria"]):
        parts += _of_criterion(content, place, called(criterion))
    for n, planned_round in enumerate(content["rubric"]["rounds"], start=1):
        title = f"Round {n}: {planned_round['title'].strip() or 'no title yet'}"
        parts.append(_part(PartKind.ROUND, f"rounds/{n}", ("rubric", "rounds", n - 1), planned_round, title, n))
    return parts


def called(criterion: Tree) -> str:
    return str(criterion.get("title", "")).strip() or str(criterion["key"])


def _of_criterion(content: Tree, place: int, name: str) -> Iterator[Part]:
    criterion, use = content["criteria"][place], content["rubric"]["criteria"][place]
    key, way, used = str(criterion["key"]), ("criteria", place), ("rubric", "criteria", place)
    around = f"criteria/{key}"
    yield _part(PartKind.CRITERION, around, way, criterion, f"{name}: what is judged", 0, key)
    yield _part(PartKind.USE, f"{around}/use", used, use, f"{name}: weight and minimum", 0, key)
    for kind, rows, called_, at in (
        (PartKind.SCENE, use["scenes"], "scene", (*used, "scenes")),
        (PartKind.QUESTION, criterion["questions"], "question", (*way, "questions")),
        (PartKind.PRACTICE, criterion["practice"], "practice answer", (*way, "practice")),
    ):
        for n, row in enumerate(rows, start=1):
            yield _part(kind, f"{around}/{at[-1]}/{n}", (*at, n - 1), row, f"{name}: {called_} {n}", n, key)


def _part(
    kind: PartKind, address: str, way: Location, tree: Tree, title: str, number: int = 0, criterion: str = ""
) -> Part:
    own = {key: inner for key, inner in tree.items() if key not in _INSIDE.get(kind, ())}
    return Part(kind, address, way, title, own, number, criterion)


def part_at(content: Tree, address: str) -> Part | None:
    return next((part for part in parts_of(content) if part.address == address), None)


def part_shown(content: Tree, address: str, seen: str) -> Part | None:
    """The part someone was shown at an address; where one before it was removed since, it stands at another."""
    here, around = part_at(content, address), address.rpartition("/")[0]
    if here is not None and here.seen == seen:
        return here
    beside = (part for part in parts_of(content) if part.number and part.address.rpartition("/")[0] == around)
    return next((part for part in beside if part.seen == seen), here)


def list_at(content: Tree, address: str) -> tuple[PartKind, list[Tree]] | None:
    """The list a part may be added to, by the address its parts begin with."""
    lists: dict[str, tuple[PartKind, list[Tree]]] = {"rounds": (PartKind.ROUND, content["rubric"]["rounds"])}
    for criterion, use in zip(content["criteria"], content["rubric"]["criteria"], strict=True):
        around = f"criteria/{criterion['key']}"
        lists[f"{around}/scenes"] = (PartKind.SCENE, use["scenes"])
        lists[f"{around}/questions"] = (PartKind.QUESTION, criterion["questions"])
        lists[f"{around}/practice"] = (PartKind.PRACTICE, criterion["practice"])
    return lists.get(address)


def at(content: Tree, way: Location) -> Tree:
    part: Any = content  # a way goes through groups and lists
    for step in way:
        part = part[step]
    tree: Tree = part
    return tree


def with_texts(content: Tree, part: Part, own: Tree) -> Tree:
    """The content with these texts in place of the part's own."""
    changed = copying.deepcopy(content)
    at(changed, part.way).update(own)
    return changed


def belongs_to(parts: Sequence[Part], location: Location) -> tuple[Part, Location]:
    """The part on whose page a place lies, and the way from there."""
    around = [candidate for candidate in parts if candidate.way == location[: len(candidate.way)]]
    part = max(around, key=lambda candidate: len(candidate.way), default=parts[0])
    return part, location[len(part.way) :]


def is_between(part: Part, rest: Location) -> bool:
    """Whether a place is in no form but between the parts, such as a list with too few of them."""
    return not rest or rest[0] in _INSIDE.get(part.kind, ())
