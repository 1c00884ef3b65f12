"""What is printed, apart from how: a document of parts, each with its facts and its sections in order."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table whose first column names its rows. `about` is what the caption is about, in a sentence or more."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    about: str = ""


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """Under one heading: sentences, then tables, or what to say where there are neither."""

    title: str
    lines: Sequence[str] = ()
    tables: Sequence[PrintedTable] = ()
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """One subject of a document, which begins a sheet of its own. `facts` are a name and its value each."""

    title: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[PrintedSection]


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """`made` says who by, when, and what the document is."""

    title: str
    made: str
    parts: Sequence[PrintedPart]

    def content(self) -> dict[str, Any]:
        return asdict(self)
