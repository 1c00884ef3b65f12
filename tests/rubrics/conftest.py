"""What the tests of rubrics share: the files we ship, a small sound bank for mistakes, and a copy to edit."""

from pathlib import Path

import pytest

from hiring.foundation.database import writing
from hiring.rubrics.editing import actions
from hiring.rubrics.files import Document, RubricLibrary, read, read_documents
from hiring.rubrics.queries import edition_of
from hiring.rubrics.schema import Criterion

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "rubrics"
POOL = HERE / "sound" / "pool.yaml"
LOST_THINGS = HERE / "sound" / "criteria" / "lost-things.yaml"


@pytest.fixture(scope="session")
def shipped() -> RubricLibrary:
    return read([SHIPPED])


@pytest.fixture(scope="session")
def lost_things() -> Criterion:
    return read([LOST_THINGS]).criteria["lost-things"]


@pytest.fixture(scope="session")
def bank(lost_things: Criterion) -> dict[str, Criterion]:
    """The four criteria that the rubric of the swimming pool names."""
    keys = ("lost-things", "first-aid", "wet-floors", "opening-up")
    return {key: lost_things.model_copy(update={"key": key}) for key in keys}


@pytest.fixture(scope="session")
def pool(bank: dict[str, Criterion]) -> RubricLibrary:
    return read_documents([Document(str(POOL), POOL.read_bytes())], bank)


@pytest.fixture
def copy(make, cast):
    version = make.version()
    with writing() as session:
        return actions.start_copy(session, cast.hr, edition_of(version), version)


@pytest.fixture
def hr(visit, cast):
    return visit(cast.hr)


def on(copy, address=""):
    """The address of a copy, or of one of its parts."""
    return f"/rubrics/copies/{copy.id}" + (f"/parts/{address}" if address else "")
