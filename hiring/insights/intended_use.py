"""What the numbers are for, and what they must not be used for: one page with a version and a date, from its file."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from hiring.foundation import paths


@dataclass(frozen=True, slots=True)
class IntendedUse:
    """The version in force, the day it's of, and its parts: a title and sentences each."""

    version: int
    as_of: date
    sections: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def read_intended_use(organisation: Path | None = None) -> IntendedUse:
    """`organisation` is the folder in which an organisation may lay its own file over ours."""
    whole = YAML(typ="safe", pure=True).load(paths.data("intended_use.yaml", organisation))
    sections = tuple((section["title"], tuple(section["lines"])) for section in whole["sections"])
    return IntendedUse(whole["version"], whole["as_of"], sections)
