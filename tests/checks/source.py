"""The files that the checks read, and what a finding is."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend, at one place."""

    path: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"


@dataclass(frozen=True)
class SourceFile:
    """A module or a template, read once."""

    path: Path

    @property
    def name(self) -> str:
        """The path from the root of the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def finding(self, line: int, sentence: str) -> Finding:
        return Finding(self.name, line, sentence)


@cache
def modules(folder: str = "hiring") -> list[SourceFile]:
    """The modules of the package; migrations are left out, because alembic writes them."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    return [SourceFile(path) for path in paths if "migrations" not in path.parts]


@cache
def templates() -> list[SourceFile]:
    return [SourceFile(path) for path in sorted((ROOT / "templates").rglob("*.html"))]
