"""What candidates are asked on the voluntary form, from its file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from hiring.foundation import paths


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """An answer: its label on the form, and what the people who give it are called beside a number."""

    key: str
    label: str
    people: str


@dataclass(frozen=True, slots=True)
class GroupQuestion:
    """A question with its answers, in the order of the file; `name` heads its figures, `title` asks it."""

    key: str
    name: str
    title: str
    choices: tuple[GroupChoice, ...]


@cache
def group_questions(organisation: Path | None = None) -> tuple[GroupQuestion, ...]:
    """`organisation` is the folder in which an organisation may lay its own file over ours."""
    whole = YAML(typ="safe", pure=True).load(paths.data("fairness.yaml", organisation))
    return tuple(
        GroupQuestion(
            question["key"],
            question["name"],
            question["title"],
            tuple(GroupChoice(**choice) for choice in question["choices"]),
        )
        for question in whole["questions"]
    )
