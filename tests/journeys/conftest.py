"""A real browser at a served house: what the journeys are given."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import chromium as chromium_found
from tests import databases
from tests.conftest import NOW
from tests.house import scene
from tests.journeys.browser import PATIENCE, Desk
from tests.journeys.serving import Serving
from tests.make import Make

LAUNCH = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # The network is closed: no name leads anywhere but to the house on this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
NO_CHROMIUM = "no Chromium was found: install it (Debian: apt-get install chromium) or name it in CHROMIUM"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = chromium_found.path()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_CHROMIUM)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        yield browser
        browser.close()


def _empty(folder: Path) -> Any:
    """The house with its people and nothing else."""
    databases.fresh_sqlite(folder, peopled=True)
    return databases.make_app(folder)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Serving]:
    """The test's own house at a real address."""
    with Serving(lambda: _empty(tmp_path), NOW) as serving:
        yield serving


@pytest.fixture
def seat(house: Serving) -> str:
    """The id of Pia's seat, whose scorecard is empty."""

    def story(make: Make) -> str:
        interview = make.interview(make.application())
        return next(seat.id for seat in interview.seats if seat.person_id == make.cast.panellist.id)

    return house.tell(story)


@pytest.fixture
def scorecard(seat: str) -> str:
    """The address of Pia's empty scorecard."""
    return f"/scorecards/{seat}"


@pytest.fixture
def sit(chromium: Browser, house: Serving) -> Iterator[Callable[..., Page]]:
    """sit() opens a browser window for nobody, sit("hr") one for someone signed in; both watched for troubles."""
    with Desk(chromium, house) as desk:
        yield desk.sit


@pytest.fixture(scope="module")
def furnished(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, dict[str, str]]]:
    """A house with one of everything in it, and the ids of the things; nobody changes anything in it."""
    folder, ids = tmp_path_factory.mktemp("furnished"), {}

    def opened() -> Any:
        app, known = scene.copied(folder)
        ids.update(known)
        return app

    with Serving(opened, NOW) as serving, Desk(chromium, serving) as desk:
        yield desk, ids


@pytest.fixture(scope="module")
def empty_desk(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A house with people and nothing else, in which nobody does anything."""
    folder = tmp_path_factory.mktemp("empty")
    with Serving(lambda: _empty(folder), NOW) as serving, Desk(chromium, serving) as desk:
        yield desk
