"""What the docstrings of `hiring.measurement` must say, as far as reading the code can tell."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from tests.checks.source import Finding, SourceFile, modules

# Methods of a frame whose arguments are names of its columns.
BY_COLUMN = {"groupby", "dropna", "pivot_table"}


@dataclass(frozen=True)
class Described:
    """A public function, method or class, and the module that holds it."""

    module: SourceFile
    node: ast.FunctionDef | ast.ClassDef
    owner: str = ""

    @property
    def name(self) -> str:
        return f"{self.owner}.{self.node.name}" if self.owner else self.node.name

    @property
    def in_its_module(self) -> str:
        return f"{self.module.path.stem}.{self.name}"

    @cached_property
    def docstring(self) -> str:
        """The docstring written there or, for a method alone, inherited; never one that a dataclass makes up."""
        written = ast.get_docstring(self.node)
        if written or not self.owner:
            return written or ""
        module = import_module(self.module.name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        return inspect.getdoc(getattr(getattr(module, self.owner), self.node.name)) or ""

    @property
    def quoted(self) -> set[str]:
        return set(re.findall(r"`([\w.]+)`", self.docstring))

    @property
    def frames(self) -> list[str]:
        """The arguments that are data frames."""
        if isinstance(self.node, ast.ClassDef):
            return []
        arguments = [argument for argument in self.node.args.args if argument.annotation]
        return [a.arg for a in arguments if a.annotation and "pd.DataFrame" in ast.unparse(a.annotation)]

    def finding(self, sentence: str) -> Finding:
        return self.module.finding(self.node.lineno, f"{self.name}: {sentence}")


def findings() -> list[Finding]:
    described = [part for module in modules("hiring/measurement") for part in _public(module)]
    with_frames = [part for part in described if part.frames]
    found = []
    for part in described:
        if not part.docstring:
            found.append(part.finding("no docstring."))
            continue
        if isinstance(part.node, ast.FunctionDef):
            found += _errors_unnamed(part)
            found += _columns_unnamed(part, with_frames)
    return found


def _public(module: SourceFile) -> Iterator[Described]:
    for node in _definitions(module.tree):
        yield Described(module, node)
        if isinstance(node, ast.ClassDef):
            yield from (Described(module, method, node.name) for method in _definitions(node))


def _definitions(parent: ast.AST) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def _errors_unnamed(part: Described) -> list[Finding]:
    functions = [node for node in part.module.tree.body if isinstance(node, ast.FunctionDef)]
    private = {node.name: node for node in functions if node.name.startswith("_")}
    missing = _raised(part.node, private) - part.quoted
    return [part.finding(f"raises `{error}` and doesn't say so.") for error in sorted(missing)]


def _raised(node: ast.AST, helpers: dict[str, ast.FunctionDef]) -> set[str]:
    """The errors that a body raises, or that private functions of its module raise for it."""
    errors = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Raise) and isinstance(inner.exc, ast.Call):
            errors.add(ast.unparse(inner.exc.func).split(".")[-1])
        if isinstance(inner, ast.Name) and inner.id in helpers:
            errors |= _raised(helpers[inner.id], {name: node for name, node in helpers.items() if name != inner.id})
    return errors


def _columns_unnamed(part: Described, with_frames: list[Described]) -> Iterator[Finding]:
    """A frame's columns are in backticks, there or in the docstring of a function that it sends the reader to."""
    sent_to = [o for o in with_frames if o != part and {o.name, o.in_its_module} & part.quoted]
    names = part.quoted.union(*(other.quoted for other in sent_to))
    for frame in part.frames:
        read = _columns_read(part.node, frame)
        for column in sorted(read - names):
            yield part.finding(f"reads column `{column}` of `{frame}` and doesn't say so.")
        if not (read or sent_to or f"`{frame}` has" in part.docstring):
            yield part.finding(f"doesn't say which columns `{frame}` has.")


def _columns_read(body: ast.AST, frame: str) -> set[str]:
    """The columns that a body asks `frame` for by name."""
    places: list[ast.AST] = []
    for node in ast.walk(body):
        if isinstance(node, ast.Subscript) and _root(node) == frame:
            places.append(node.slice)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _root(node) == frame:
            places += [*node.args, *(word.value for word in node.keywords)] if node.func.attr in BY_COLUMN else []
    inside = (word for place in places for word in ast.walk(place) if isinstance(word, ast.Constant))
    return {word.value for word in inside if isinstance(word.value, str)}


def _root(node: ast.AST) -> str:
    """The name that a chain of attributes, subscripts and calls begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
