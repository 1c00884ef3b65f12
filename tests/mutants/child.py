"""One run of the tests with one module changed, in a process of its own."""

from __future__ import annotations

import importlib.util
import os
import sys
import traceback
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tests.checks.source import ROOT
from tests.mutants.mutations import Mutant

NOT_HERE = "not browser and not postgresql"


class _Changed(SourceFileLoader):
    """Loads the mutant's code and no compiled file of the true one."""

    mutant: Mutant

    def get_code(self, _fullname: str) -> CodeType:
        return compile(self.mutant.code, self.path, "exec")


class _Finder(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, fullname: str, _path: object, _target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname != self.mutant.module:
            return None
        place = str(ROOT / f"{fullname.replace('.', '/')}.py")
        loader = _Changed(fullname, place)
        loader.mutant = self.mutant
        return importlib.util.spec_from_file_location(fullname, place, loader=loader)


class _Prepared:
    """Gives the tests the databases that were made once, with the true code: empty, and with the cast."""

    def __init__(self, databases: Sequence[Path]) -> None:
        self.databases = databases

    def pytest_configure(self) -> None:
        from tests import databases

        setattr(databases, "sqlite_template", lambda peopled=False: self.databases[peopled])  # noqa: B010 – in place of a cached function


def start(mutant: Mutant | None, tests: Sequence[str], databases: Sequence[Path]) -> int:
    """Fork, and run the tests on the mutant, or on the true code; the id of the process, which ends with pytest's."""
    if (process := os.fork()) != 0:
        return process
    status = 3
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        if mutant is not None:
            sys.meta_path.insert(0, _Finder(mutant))
        status = int(pytest.main(_arguments(tests), plugins=[_Prepared(databases)]))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _arguments(tests: Sequence[str]) -> list[str]:
    without = ("randomly", "playwright", "base_url", "xdist", "cacheprovider")
    return ["-x", "-q", "-m", NOT_HERE, *(f"-pno:{plugin}" for plugin in without), *tests]
