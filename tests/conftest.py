"""What every test is given: an app with an empty database, a cast, a maker of things, a visitor."""

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from hiring.foundation import clock
from hiring.foundation.database import db
from tests import databases
from tests.cast import NOW, Cast
from tests.make import Make
from tests.visitor import Visitor

# The same drawn examples every time, so that nothing is red by chance. HYPOTHESIS_PROFILE=default looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# Everything a test writes lies in memory where the machine has a folder for that: each commit waits for the disk three
# times, which would be a third of the suite.
_MEMORY = Path("/dev/shm")  # noqa: S108 - for a folder of our own in it
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 2**31:
    tempfile.tempdir = tempfile.mkdtemp(prefix="hiring-tests-", dir=_MEMORY)
    atexit.register(shutil.rmtree, tempfile.tempdir, ignore_errors=True)

# What is imported by now stays; the collector needn't look through it again and again.
gc.freeze()
gc.set_threshold(20_000, 20, 20)


@pytest.fixture
def now() -> Iterator[datetime]:
    with clock.standing_at(NOW):
        yield NOW


@pytest.fixture
def app(request: pytest.FixtureRequest, tmp_path: Path, now: datetime) -> Iterator[Any]:
    """The house on a SQLite file, empty or with the cast where the test asks for it; its app context is open."""
    databases.fresh_sqlite(tmp_path, peopled="cast" in request.fixturenames)
    made = databases.make_app(tmp_path)
    with made.app_context():
        yield made
        db.session.close()
        db.engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either(request: pytest.FixtureRequest, tmp_path: Path, now: datetime) -> Iterator[Any]:
    """The house on each of the two databases in turn: for actions, queries and races."""
    name = f"t{tmp_path.parent.name}{tmp_path.name}".replace("-", "_").lower()[-60:]
    peopled = "cast" in request.fixturenames
    url = databases.fresh_postgresql(name, tmp_path, peopled=peopled) if request.param == "postgresql" else ""
    if not url:
        databases.fresh_sqlite(tmp_path, peopled=peopled)
    made = databases.make_app(tmp_path, url)
    with made.app_context():
        yield made
        db.session.close()
        db.engine.dispose()
    if url:
        databases.drop_postgresql(name)


def _house(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue("either" if "either" in request.fixturenames else "app")


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> Cast:
    _house(request)
    return Cast.here()


@pytest.fixture
def make(cast: Cast) -> Make:
    return Make(cast)


@pytest.fixture
def visit(request: pytest.FixtureRequest) -> Callable[..., Visitor]:
    """visit() opens a browser for nobody, visit(cast.hr) one for someone signed in."""
    house = _house(request)
    return lambda person=None: Visitor(house, person)
