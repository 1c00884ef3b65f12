"""The scorecard page: its CPU beside a trivial page of the same app, its weight, an autosave, its first view."""

import gzip
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from hiring.foundation import clock
from tests.bench.houses import house, signed_in, token_of
from tests.visitor import alone

ROUNDS, EACH = 15, 8
PACKED = {"Accept-Encoding": "gzip"}
# What Chromium's developer tools call "slow 4G": latency in ms, bytes a second down and up.
SLOW_4G = {"latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}

Row = tuple[str, str, str, str]


def rows() -> Iterator[Row]:
    with house() as (app, cast, make):
        interview = make.interview(make.application())
        seat = next(one for one in interview.seats if one.person_id == cast.panellist.id)
        client = alone(lambda: signed_in(app, "panellist"))
        address = f"/scorecards/{seat.id}"
        page = alone(lambda: client.get(address, headers=PACKED))
        card = _cpu(lambda: alone(lambda: client.get(address, headers=PACKED)))
        trivial = _cpu(lambda: alone(lambda: client.get("/me", headers=PACKED)))
        saved = _cpu(_typing(client, seat))
    times, weight = card / trivial, _weight(app, page)
    yield "Scorecard page, CPU beside a trivial page of the app", "≤ 5 ×", f"{times:.2f} ×", f"{times / 5:.2f}"
    yield "  (scorecard page, CPU milliseconds)", "–", f"{card * 1000:.1f}", "–"
    yield "Scorecard page and its scripts, packed", "≤ 60 kB", f"{weight / 1000:.1f} kB", f"{weight / 60_000:.2f}"
    yield "Autosave of a card of five answers, CPU", "≤ 10 ms", f"{saved * 1000:.1f} ms", f"{saved * 100:.2f}"
    yield from _first_view()


def _typing(client: Any, seat: Any) -> Callable[[], object]:
    """Each call saves a little more text, as a person types on."""
    page = alone(lambda: client.get(f"/scorecards/{seat.id}")).get_data(as_text=True)
    fields = [question.replace("/", "--") for question in seat.interview.round.questions]
    sent = {"csrf_token": token_of(page), "revision": "0"} | {f"level-{one}": "4" for one in fields}
    written = ["She rang back at ten, as she had said. "] * 10

    def save() -> None:
        written.append("Then ")
        data = sent | {f"evidence-{one}": "".join(written) for one in fields}
        answer = client.post(f"/scorecards/{seat.id}/draft", data=data, headers={"Accept": "application/json"})
        assert answer.status_code == 200, answer.status_code
        sent["revision"] = str(answer.get_json()["revision"])

    return lambda: alone(save)


def _weight(app: Any, page: Any) -> int:
    """Bytes on the wire for the page and every script it names or they import; the style sheets are cached."""
    asked = [part.split('"')[0] for part in gzip.decompress(page.data).decode().split('src="')[1:]]
    sizes: dict[str, int] = {}
    while asked:
        address = asked.pop()
        if address in sizes:
            continue
        with alone(lambda at=address: app.test_client().get(at, headers=PACKED)) as answer:
            packed = answer.get_data()
        sizes[address] = len(packed)
        script = gzip.decompress(packed).decode() if packed.startswith(b"\x1f\x8b") else packed.decode()
        folder = address.rpartition("/")[0]
        asked += [f"{folder}/{part.split(chr(34))[0]}" for part in script.split('from "./')[1:]]
    return len(page.data) + sum(sizes.values())


def _cpu(act: Callable[[], object]) -> float:
    """Median CPU seconds of one call, after a warm-up."""
    act()
    measured = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(EACH):
            act()
        measured.append((time.process_time() - began) / EACH)
    return statistics.median(measured)


def _first_view() -> Iterator[Row]:
    """Until the first box can be typed into, by the clock of a person, over slow 4G with a warm cache."""
    from playwright.sync_api import sync_playwright

    from tests import chromium
    from tests.journeys.conftest import LAUNCH

    path = chromium.path()
    if path is None:
        yield "First view of the scorecard over slow 4G", "≤ 1 s", "no Chromium", "–"
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        seconds = statistics.median(_viewed(browser))
        browser.close()
    yield "First view of the scorecard over slow 4G, warm cache", "≤ 1 s", f"{seconds:.2f} s", f"{seconds:.2f}"


def _viewed(browser: Any) -> Iterator[float]:
    import tempfile
    from pathlib import Path

    from tests.journeys.browser import Desk
    from tests.journeys.conftest import _empty
    from tests.journeys.serving import Serving

    def seat(make: Any) -> str:
        interview = make.interview(make.application())
        return next(one.id for one in interview.seats if one.person_id == make.cast.panellist.id)

    with tempfile.TemporaryDirectory() as folder, Serving(lambda: _empty(Path(folder)), clock.now()) as serving:
        address = f"/scorecards/{serving.tell(seat)}"
        with Desk(browser, serving) as desk:
            page = desk.sit("panellist")
            page.goto(address)
            network = page.context.new_cdp_session(page)
            network.send("Network.enable")
            network.send("Network.emulateNetworkConditions", {"offline": False} | SLOW_4G)
            for _ in range(5):
                page.goto("about:blank")
                began = time.perf_counter()
                page.goto(address, wait_until="commit")
                page.locator("textarea").first.wait_for(state="visible")
                yield time.perf_counter() - began
