"""How long modules, functions and templates are, how full folders are, and which names are taken twice."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Sequence

from tests.checks.ratchet import WHOLE, Measured
from tests.checks.source import ROOT, SourceFile, modules, templates

# Only what people write by hand and look for by name; fixtures may be many.
COUNTED = {".py", ".html", ".js", ".css"}


def nine_tenths(figures: Sequence[int]) -> int:
    """The 90th percentile by the nearest rank."""
    ranked = sorted(figures)
    return ranked[-(-9 * len(ranked) // 10) - 1] if ranked else 0


def measured() -> list[Measured]:
    package = modules()
    return [
        *_lengths(package),
        _of_files("Lines of a module of tests", 300, modules("tests")),
        *_functions(package),
        _short_files(package),
        _folders(),
        _class_names(package),
        _ignores(package),
        _of_files("Lines of a template", 120, templates()),
    ]


def _of_files(bar: str, limit: int, files: Sequence[SourceFile]) -> Measured:
    lengths = {file.name: len(file.lines) for file in files}
    return Measured(bar, limit, lengths, {name: (name, limit + 1) for name in lengths})


def _whole(bar: str, limit: int, figure: int) -> Measured:
    return Measured(bar, limit, {WHOLE: figure}, {})


def _lengths(package: Sequence[SourceFile]) -> list[Measured]:
    # An empty __init__ says nothing about how long modules are.
    lengths = [len(module.lines) for module in package if module.lines]
    return [
        _of_files("Lines of a module", 300, package),
        _whole("Lines of a module, 90th percentile", 190, nine_tenths(lengths)),
    ]


def _functions(package: Sequence[SourceFile]) -> list[Measured]:
    """Without decorators: a view that is guarded in four ways is not long."""
    lengths: dict[str, int] = {}
    lines: dict[str, tuple[str, int]] = {}
    for module in package:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                key = f"{module.name} {node.name}"
                key = f"{key} (line {node.lineno})" if key in lengths else key
                lengths[key] = (node.end_lineno or node.lineno) - node.lineno + 1
                lines[key] = (module.name, node.lineno)
    return [
        Measured("Lines of a function", 40, lengths, lines),
        _whole("Lines of a function, 90th percentile", 17, nine_tenths(list(lengths.values()))),
    ]


def _short_files(package: Sequence[SourceFile]) -> Measured:
    short = [module for module in package if len(module.lines) < 20 and module.path.name != "__init__.py"]
    return _whole("Modules under 20 lines", 3, len(short))


def _folders() -> Measured:
    folders: Counter[str] = Counter()
    for top in ("hiring", "templates", "tests"):
        for path in (ROOT / top).rglob("*"):
            if path.suffix in COUNTED and path.is_file():
                folders[path.parent.relative_to(ROOT).as_posix()] += 1
    return Measured("Files in a folder", 24, folders, {folder: (folder, 1) for folder in folders})


def _class_names(package: Sequence[SourceFile]) -> Measured:
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for module in package:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append((module.name, node.lineno))
    bearers = {name: len(found) for name, found in places.items()}
    return Measured("Classes of one name", 1, bearers, {name: found[-1] for name, found in places.items()})


def _ignores(package: Sequence[SourceFile]) -> Measured:
    ignored = sum("# type: ignore" in line for module in package for line in module.lines)
    return _whole("`type: ignore` in the package", 10, ignored)


def unopened() -> list[SourceFile]:
    """Modules that don't begin with a sentence on what they are."""
    return [module for module in modules() if not module.text.startswith('"""')]
