"""What the docstrings of `measurement` must say, as far as reading the code can tell."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from hiring import measurement

FOLDER = Path(measurement.__file__).parent
# Methods of a frame whose words are names of its columns.
BY_COLUMN = {"groupby", "dropna", "pivot_table"}


def public(module: ast.AST) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in ast.iter_child_nodes(module):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node


MODULES = {
    ".".join(path.relative_to(FOLDER).with_suffix("").parts).removesuffix(".__init__"): ast.parse(path.read_text())
    for path in sorted(FOLDER.rglob("*.py"))
}
OUTSIDE = {(module, node.name): node for module, tree in MODULES.items() for node in public(tree)}
FUNCTIONS = {key: node for key, node in OUTSIDE.items() if isinstance(node, ast.FunctionDef)}
METHODS = {
    (module, f"{name}.{part.name}"): part
    for (module, name), node in OUTSIDE.items()
    if isinstance(node, ast.ClassDef)
    for part in public(node)
}
CALLABLE = FUNCTIONS | METHODS


def said(key: tuple[str, str]) -> str:
    """The docstring that is written there or, for a method alone, inherited; never one that a dataclass makes up."""
    module, name = key
    written = ast.get_docstring((OUTSIDE | METHODS)[key])
    if written or key in OUTSIDE:
        return written or ""
    owner, method = name.split(".")
    return inspect.getdoc(getattr(getattr(import_module(f"{measurement.__name__}.{module}"), owner), method)) or ""


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([\w.]+)`", text))


def raised(node: ast.AST, helpers: dict[str, ast.FunctionDef]) -> set[str]:
    """The errors that a body raises, or that private functions of its module raise for it."""
    found = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Raise) and isinstance(inner.exc, ast.Call):
            found.add(ast.unparse(inner.exc.func).split(".")[-1])
        if isinstance(inner, ast.Name) and inner.id in helpers:
            found |= raised(helpers[inner.id], {name: one for name, one in helpers.items() if name != inner.id})
    return found


def root(node: ast.AST) -> str:
    """The name that a chain of attributes, subscripts and calls begins with."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def columns_read(body: ast.AST, frame: str) -> set[str]:
    """The columns that a body asks `frame` for by name."""
    places: list[ast.AST] = []
    for node in ast.walk(body):
        if isinstance(node, ast.Subscript) and root(node) == frame:
            places.append(node.slice)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and root(node) == frame:
            places += [*node.args, *(word.value for word in node.keywords)] if node.func.attr in BY_COLUMN else []
    inside = (word for place in places for word in ast.walk(place) if isinstance(word, ast.Constant))
    return {word.value for word in inside if isinstance(word.value, str)}


def frames(node: ast.FunctionDef) -> Iterator[str]:
    for argument in node.args.args:
        if argument.annotation and "pd.DataFrame" in ast.unparse(argument.annotation):
            yield argument.arg


FRAMES = [(key, frame) for key, node in CALLABLE.items() for frame in frames(node)]


def sent_to(key: tuple[str, str]) -> set[tuple[str, str]]:
    """The functions that a docstring sends the reader to and that take a frame as well."""
    own = quoted(said(key))
    named = {other: f"{other[0].rpartition('.')[2]}.{other[1]}" for other, _ in FRAMES if other != key}
    return {other for other, name in named.items() if other[1] in own or name in own}


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module):
    assert ast.get_docstring(MODULES[module])


@pytest.mark.parametrize("key", OUTSIDE | METHODS, ids=".".join)
def test_everything_public_has_a_docstring(key):
    assert said(key)


@pytest.mark.parametrize("key", FUNCTIONS, ids=".".join)
def test_a_function_says_more_than_one_sentence(key):
    assert len(re.findall(r"[.!?](?=\s|$)", said(key))) > 1


@pytest.mark.parametrize("key", CALLABLE, ids=".".join)
def test_every_error_raised_is_named(key):
    helpers = {node.name: node for node in MODULES[key[0]].body if isinstance(node, ast.FunctionDef)}
    private = {name: node for name, node in helpers.items() if name.startswith("_")}
    assert raised(CALLABLE[key], private) - quoted(said(key)) == set()


@pytest.mark.parametrize(("key", "frame"), FRAMES, ids=[f"{'.'.join(key)}({frame})" for key, frame in FRAMES])
def test_a_frame_has_its_columns_named(key, frame):
    """In backticks, there or in the docstring of a function that it sends the reader to."""
    names = quoted(said(key)).union(*(quoted(said(other)) for other in sent_to(key)))
    read = columns_read(CALLABLE[key], frame)
    assert read - names == set()
    assert read or sent_to(key) or f"`{frame}` has" in said(key)
