"""The scorecard page beside a trivial page of the same app, in one run."""

import statistics
import time
from collections.abc import Callable, Iterator

from tests.bench.houses import house, signed_in
from tests.visitor import alone

ROUNDS, EACH = 15, 8


def rows() -> Iterator[tuple[str, str, str, str]]:
    with house() as (app, cast, make):
        meeting = make.meeting(make.application())
        seat = next(one for one in meeting.seats if one.person_id == cast.panellist.id)
        client = alone(lambda: signed_in(app, "panellist"))
        card = _cpu(lambda: alone(lambda: client.get(f"/interviews/{seat.id}")))
        trivial = _cpu(lambda: alone(lambda: client.get("/me")))
        size = len(alone(lambda: client.get(f"/interviews/{seat.id}")).data)
    times = card / trivial
    yield "Scorecard page, CPU beside a trivial page of the app", "≤ 5 ×", f"{times:.2f} ×", f"{times / 5:.2f}"
    yield "  (scorecard page, CPU milliseconds; uncompressed kB)", "–", f"{card * 1000:.1f}; {size / 1000:.0f}", "–"


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
