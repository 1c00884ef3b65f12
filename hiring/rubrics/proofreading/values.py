"""The place of a mistake and the sentence about it."""

from dataclasses import dataclass

Location = tuple[str | int, ...]
"""The way to a value inside a file: keys and list positions, such as ("questions", 2, "probes")."""


@dataclass(frozen=True, order=True)
class Place:
    """A line and a column, both counted from 1, as editors show them."""

    line: int
    column: int


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a value, said to its author."""

    location: Location
    sentence: str


@dataclass(frozen=True, order=True)
class FileProblem:
    """A mistake at its place in a file."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"
