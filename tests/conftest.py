"""What every test is given: an app with an empty database, a cast, a maker of things, a visitor."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from hiring.foundation import clock
from hiring.foundation.database import db
from tests import databases
from tests.cast import Cast
from tests.make import Make
from tests.visitor import Visitor

# The same drawn examples every time, so that nothing is red by chance. HYPOTHESIS_PROFILE=default looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# A Tuesday morning. Tests that need another moment travel there.
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> Iterator[datetime]:
    with clock.standing_at(NOW):
        yield NOW


@pytest.fixture
def app(tmp_path: Path, now: datetime) -> Iterator[Any]:
    """The house on an empty SQLite file, with its app context open."""
    databases.fresh_sqlite(tmp_path)
    made = databases.make_app(tmp_path)
    with made.app_context():
        yield made
        db.session.close()
        db.engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either(request: pytest.FixtureRequest, tmp_path: Path, now: datetime) -> Iterator[Any]:
    """The house on each of the two databases in turn: for actions, queries and races."""
    name = f"t{tmp_path.parent.name}{tmp_path.name}".replace("-", "_").lower()[-60:]
    url = databases.fresh_postgresql(name) if request.param == "postgresql" else ""
    if not url:
        databases.fresh_sqlite(tmp_path)
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
    return Cast.arrive()


@pytest.fixture
def make(cast: Cast) -> Make:
    return Make(cast)


@pytest.fixture
def visit(request: pytest.FixtureRequest) -> Callable[..., Visitor]:
    """visit() opens a browser for nobody, visit(cast.hr) one for somebody signed in."""
    house = _house(request)
    return lambda person=None: Visitor(house, person)
