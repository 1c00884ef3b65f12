"""Fifty interviewers seal at the same moment, on the default SQLite, through a real server."""

import logging
import time
from collections.abc import Callable, Iterator

from hiring.foundation.database import db, writing
from hiring.foundation.web.drafts import save_draft
from hiring.interviews.models import Scorecard, Seat
from tests.bench.clients import Browser, all_at_once, from_another_process, seated, served
from tests.bench.houses import house, token_of

AT_ONCE = 50


def rows() -> Iterator[tuple[str, str, str, str]]:
    logging.getLogger("waitress").setLevel(logging.CRITICAL)  # it tells of every request that waits; that is the point
    with house() as (app, cast, make):
        seats = seated(cast, make, AT_ONCE)
        _draft(seats)
        with served(app) as base:
            acts = [_sealing(Browser(base, n), seat.id) for n, seat in enumerate(seats)]
            answers = from_another_process(lambda: all_at_once(acts))
            time.sleep(0.2)  # let the last answers leave before the server goes
        db.session.rollback()
        sealed = db.session.query(Scorecard).count()
    p95 = sorted(seconds for _, seconds in answers)[int(0.95 * len(answers))]
    lost, failed = AT_ONCE - sealed, sum(status >= 500 for status, _ in answers)
    yield f"{AT_ONCE} seals at the same moment: lost", "0", str(lost), "met" if lost == 0 else "MISSED"
    yield f"{AT_ONCE} seals at the same moment: answers ≥ 500", "0", str(failed), "met" if failed == 0 else "MISSED"
    yield f"{AT_ONCE} seals at the same moment: p95 wall", "≤ 1 s", f"{p95:.2f} s", f"{p95:.2f}"


def _draft(seats: list[Seat]) -> None:
    """Each with a finished draft."""
    with writing() as session:
        for seat in seats:
            fields = [question.replace("/", "--") for question in seat.interview.round.questions]
            typed = {f"level-{one}": "4" for one in fields} | {f"evidence-{one}": "Rang back." for one in fields}
            save_draft(session, seat.person_id, seat.id, typed, 0)


def _sealing(browser: Browser, seat: str) -> Callable[[], tuple[int, float]]:
    page = browser.get(f"/scorecards/{seat}/check")
    form_id, revision = (page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("form_id", "revision"))
    data = {"csrf_token": token_of(page), "form_id": form_id, "revision": revision}

    def seal() -> tuple[int, float]:
        began = time.perf_counter()
        status, _ = browser.post(f"/scorecards/{seat}/seal", data)
        return status, time.perf_counter() - began

    return seal
