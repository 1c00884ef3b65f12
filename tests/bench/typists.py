"""A hundred interviewers type at once for a minute, an autosave each every five seconds, on the default SQLite."""

import json
import logging
import random
import time
from collections.abc import Callable, Iterator

from hiring.foundation.database import db
from hiring.foundation.web.drafts import draft_of
from tests.bench.clients import Browser, all_at_once, from_another_process, seated, served
from tests.bench.houses import house, token_of

TYPISTS, EVERY, SECONDS = 100, 5.0, 60.0
Typed = tuple[list[int], list[float], dict[str, str]]


def rows() -> Iterator[tuple[str, str, str, str]]:
    logging.getLogger("waitress").setLevel(logging.CRITICAL)
    with house() as (app, cast, make):
        seats = seated(cast, make, TYPISTS)
        fields = [f"evidence-{one.replace('/', '--')}" for one in seats[0].interview.round.questions]
        with served(app) as base:
            acts = [_typing(Browser(base, n), seat.id, fields) for n, seat in enumerate(seats)]
            answers = from_another_process(lambda: all_at_once(acts))
            time.sleep(0.2)
        db.session.rollback()
        kept = [draft_of(db.session, seat.person_id, seat.id) for seat in seats]
    last = sorted(json.dumps(text, sort_keys=True) for _, _, text in answers)
    lost = TYPISTS - sum(a == b for a, b in zip(last, sorted(_text(one) for one in kept), strict=True))
    statuses = [status for given, _, _ in answers for status in given]
    seconds = sorted(took for _, given, _ in answers for took in given)
    p95, failed = seconds[int(0.95 * len(seconds))], sum(status != 200 for status in statuses)
    name = f"{TYPISTS} typists for {SECONDS:.0f} s, {len(statuses):,} autosaves"
    yield f"{name}: last texts lost", "0", str(lost), "met" if lost == 0 else "MISSED"
    yield f"{name}: answers other than 200", "0", str(failed), "met" if failed == 0 else "MISSED"
    yield f"{name}: p95 wall", "≤ 500 ms", f"{p95 * 1000:.0f} ms", f"{p95 / 0.5:.2f}"


def _text(draft: object) -> str:
    return json.dumps(getattr(draft, "content", None), sort_keys=True)


def _typing(browser: Browser, seat: str, fields: list[str]) -> Callable[[], Typed]:
    page = browser.get(f"/scorecards/{seat}")
    token = token_of(page)

    def type_on() -> Typed:
        statuses, seconds, text, revision = [], [], dict.fromkeys(fields, ""), "0"
        end = time.monotonic() + SECONDS
        time.sleep(random.random() * EVERY)  # noqa: S311 - nobody starts on the same second
        while time.monotonic() < end:
            began = time.perf_counter()
            text[random.choice(fields)] += f"{seat} said that they rang back. "  # noqa: S311 - no secret
            sent = {name: said.strip() for name, said in text.items() if said}
            data = {"csrf_token": token, "revision": revision} | sent
            status, answer = browser.post(f"/scorecards/{seat}/draft", data, Accept="application/json")
            took = time.perf_counter() - began
            revision = str(json.loads(answer)["revision"]) if status == 200 else revision
            statuses.append(status)
            seconds.append(took)
            time.sleep(max(0.0, EVERY - took))
        return statuses, seconds, sent

    return type_on
