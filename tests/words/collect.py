"""Collects every string a person can read, with its file and line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

from jinja2 import Environment
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tests.checks.source import ROOT, modules, templates

GAP = "…"  # where a value is put in when the page is made
READ_ALOUD = {"alt", "aria-label", "content", "data-label", "placeholder", "title"}
BUTTONS = {"button", "submit", "reset"}
SILENT = {"script", "style"}
# Arguments that nobody reads on a page: constraints, statements, log lines and patterns.
UNREAD_CALLS = {
    "CheckConstraint",
    "text",
    "compile",
    "info",
    "warning",
    "debug",
    "exception",
    "bind",
    "environ",
    "Index",
}
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
_STRINGS = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')


@dataclass(frozen=True, order=True)
class VisibleText:
    """One text and where it's written."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@cache
def visible_texts() -> tuple[VisibleText, ...]:
    """The whole product in the order of its files; README, CHANGELOG and docs are read as they are."""
    return (*in_templates(), *in_modules(), *in_scripts(), *in_rubrics())


def in_templates() -> Iterator[VisibleText]:
    for template in templates():
        # a mail's subject and text lie in a template of their own, without tags
        yield from _placed(template.name, template_texts(template.text))
    for path in sorted((ROOT / "templates").rglob("*.txt")):
        yield from _placed(path.relative_to(ROOT).as_posix(), template_texts(path.read_text(encoding="utf-8")))


def in_modules() -> Iterator[VisibleText]:
    for module in modules():
        yield from _placed(module.name, prose_of(module.tree))


def in_scripts() -> Iterator[VisibleText]:
    for path in sorted((ROOT / "hiring" / "static").glob("*.js")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = line.split("// ", 1)[0]
            strings = (re.sub(r"\$\{[^}]*\}", GAP, a or b) for a, b in _STRINGS.findall(code))
            yield from _placed(
                path.relative_to(ROOT).as_posix(), ((number, text) for text in strings if _is_prose(text))
            )


def in_rubrics() -> Iterator[VisibleText]:
    for folder in (ROOT / "rubrics", ROOT / "hiring" / "data"):
        for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
            root = YAML(typ="rt").compose(path.read_text(encoding="utf-8"))
            texts = (pair for pair in _scalars(root) if " " in pair[1] and _WORD.search(pair[1]))
            yield from _placed(path.relative_to(ROOT).as_posix(), texts)


def _placed(path: str, texts: Iterable[tuple[int, str]]) -> Iterator[VisibleText]:
    for line, text in texts:
        tidy = " ".join(text.split())
        if _WORD.search(tidy.replace(GAP, "")):
            yield VisibleText(path, line, tidy)


def _scalars(node: Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, ScalarNode):
        yield node.start_mark.line + 1, node.value
    elif isinstance(node, SequenceNode):
        for child in node.value:
            yield from _scalars(child)
    elif isinstance(node, MappingNode):
        for _, child in node.value:
            yield from _scalars(child)


def template_texts(source: str) -> list[tuple[int, str]]:
    """What stands between tags, in attributes that are read aloud, and in strings a template prints."""
    markup, texts = "", []
    within = 0
    for line, kind, value in Environment(autoescape=True).lex(source):
        if kind.endswith("_begin"):
            within += 1
            markup += GAP if kind == "variable_begin" else ""
        if within == 0 and kind == "data":
            markup += value
        elif kind == "string" and _is_prose(value[1:-1]):
            texts.append((line, value[1:-1]))
        if within:
            markup += "\n" * value.count("\n")
        if kind.endswith("_end"):
            within -= 1
    reader = _Markup()
    reader.feed(markup)
    reader.close()
    return sorted([*texts, *reader.texts])


class _Markup(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        known = dict(attrs)
        for name, value in attrs:
            is_button = name == "value" and known.get("type") in BUTTONS
            if value and (is_button or (name in READ_ALOUD and tag != "meta")):
                self.texts.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            lines_before = len(data) - len(data.lstrip())
            self.texts.append((self.getpos()[0] + data[:lines_before].count("\n"), data))


def prose_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """String constants that read like words to a person: no docstring, name, pattern or statement."""
    unread = {id(node) for node in _unread(tree)}
    for node in ast.walk(tree):
        if id(node) in unread:
            continue
        if isinstance(node, ast.JoinedStr):
            unread.update(id(part) for part in node.values)
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if _is_prose(text):
            yield node.lineno, text


def _unread(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (part.value for part in node.body if isinstance(part, ast.Expr))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Call) and _name(node.func) in UNREAD_CALLS:
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                yield from ast.walk(argument)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_prose(text: str) -> bool:
    """A sentence, a heading or a phrase: more than a key, no markup, no pattern."""
    bare = text.replace(GAP, " ").strip()
    if not _WORD.search(bare) or "\\" in text or re.match(r"[<#./]|\w+://|[a-z_]+[.(\[]", bare):
        return False
    words = bare.split()
    return bool(re.match(r"[“‘(]?[A-Z][a-z]", bare)) and "_" not in bare if len(words) == 1 else "  " not in bare
