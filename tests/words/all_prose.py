"""Every comment, docstring and string of the repository, whether or not a page shows it."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator

from jinja2 import Environment

from tests.checks.source import ROOT, SourceFile, modules, templates
from tests.words.collect import VisibleText, in_rubrics

DOCUMENTS = ("*.md", "docs/*.md", "rubrics/*.md")
_SCRIPT = re.compile(
    r"/\*(?P<block>.*?)\*/|(?<![:\"'])//(?P<line>[^\n]*(?:\n\s*//[^\n]*)*)"
    r"|\"(?P<double>(?:[^\"\\\n]|\\.)*)\"|'(?P<single>(?:[^'\\\n]|\\.)*)'|`(?P<template>(?:[^`\\]|\\.)*)`",
    re.DOTALL,
)
_CODE = re.compile(r"\$\{[^}]*\}")


def all_prose() -> Iterator[VisibleText]:
    """Read by pieces, each with the line it begins at; a phrase may run on from one line to the next."""
    for module in modules():
        yield from _placed(module.name, [*comments(module.text), *{*docstrings(module.tree), *strings(module.tree)}])
    for module in modules("tests"):  # its strings are what others typed
        yield from _placed(module.name, [*comments(module.text), *docstrings(module.tree)])
    for template in _templates():
        yield from _placed(template.name, template_parts(template.text))
    for path in sorted((ROOT / "hiring" / "static").glob("*.[jc]s*")):
        yield from _placed(path.relative_to(ROOT).as_posix(), script_parts(path.read_text(encoding="utf-8")))
    for path in sorted({path for pattern in DOCUMENTS for path in ROOT.glob(pattern)}):
        yield VisibleText(path.relative_to(ROOT).as_posix(), 1, path.read_text(encoding="utf-8"))
    yield from in_rubrics()


def comments(source: str) -> list[tuple[int, str]]:
    """Each run of comment lines is one text."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    found = [(token.start, token.string.lstrip("#:")) for token in tokens if token.type == tokenize.COMMENT]
    runs: list[tuple[int, str]] = []
    last = (0, 0)
    for (line, column), text in found:
        if runs and (line, column) == (last[0] + 1, last[1]):
            runs[-1] = (runs[-1][0], f"{runs[-1][1]}\n{text}")
        else:
            runs.append((line, text))
        last = (line, column)
    return runs


def docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Also the parts of an f-string, and one word alone. A pattern searches other people's words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not re.search(r"\\|\(\?", node.value):
            yield node.lineno, node.value


def template_parts(source: str) -> Iterator[tuple[int, str]]:
    """What's between tags, every string inside one, and comments."""
    for line, kind, value in Environment(autoescape=True).lex(source):
        if kind in {"data", "string", "comment"}:
            yield line, value


def script_parts(source: str) -> Iterator[tuple[int, str]]:
    """Comments and strings of a script or a style sheet; code outside them isn't prose."""
    for found in _SCRIPT.finditer(source):
        text = next(part for part in found.groups() if part is not None)
        yield source[: found.start()].count("\n") + 1, _CODE.sub("", text).replace("//", "  ")


def _templates() -> Iterator[SourceFile]:
    yield from templates()
    yield from (SourceFile(path) for path in sorted((ROOT / "templates").rglob("*.txt")))


def _placed(name: str, texts: Iterable[tuple[int, str]]) -> Iterator[VisibleText]:
    return (VisibleText(name, line, text) for line, text in texts)
