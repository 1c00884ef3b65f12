"""Fifty interviewers seal at the same moment, on the default SQLite, through a real server."""

import logging
import multiprocessing
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from typing import Any

import waitress
from flask_security import hash_password

from hiring.accounts import actions as accounts
from hiring.accounts.values import Role
from hiring.foundation.database import db, writing
from hiring.foundation.drafts import save_draft
from hiring.interviews.models import Scorecard
from tests.bench.houses import house, token_of
from tests.cast import PASSWORD

AT_ONCE = 50


def rows() -> Iterator[tuple[str, str, str, str]]:
    logging.getLogger("waitress").setLevel(logging.CRITICAL)  # it tells of every request that waits; that is the point
    with house() as (app, cast, make):
        seats = _prepare(cast, make)
        server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4, backlog=256)
        threading.Thread(target=server.run, daemon=True).start()
        base = f"http://127.0.0.1:{server.effective_port}"
        browsers = [_Browser(base, f"bench{n}@example.org") for n in range(AT_ONCE)]
        forms = [(one, seat, one.get(f"/interviews/{seat}/check")) for one, seat in zip(browsers, seats, strict=True)]
        statuses, seconds = _from_another_process(forms)
        time.sleep(0.2)  # let the last answers leave before the server goes
        server.close()
        db.session.rollback()
        sealed = db.session.query(Scorecard).count()
    p95 = sorted(seconds)[int(0.95 * len(seconds))]
    lost, failed = AT_ONCE - sealed, sum(status >= 500 for status in statuses)
    yield f"{AT_ONCE} seals at the same moment: lost", "0", str(lost), "met" if lost == 0 else "MISSED"
    yield f"{AT_ONCE} seals at the same moment: answers ≥ 500", "0", str(failed), "met" if failed == 0 else "MISSED"
    yield f"{AT_ONCE} seals at the same moment: p95 wall", "≤ 1 s", f"{p95:.2f} s", f"{p95:.2f}"


def _prepare(cast: Any, make: Any) -> list[str]:
    """Fifty interviewers, each with a finished draft of a card of one application."""
    hashed = hash_password(PASSWORD)
    with writing() as session:
        people = [
            accounts.add_person(
                session, None, name=f"Bench {n:02}", email=f"bench{n}@example.org",
                roles=[Role.INTERVIEWER], workplace=cast.harbour, password_hash=hashed,
            )
            for n in range(AT_ONCE)
        ]  # fmt: skip
    meeting = make.meeting(make.application(make.opening(interviewers=people)), people=people)
    by_person = {seat.person_id: seat for seat in meeting.seats}
    seats = [by_person[person.id] for person in people]
    with writing() as session:
        for seat in seats:
            fields = [question.replace("/", "--") for question in meeting.sitting.questions]
            typed = {f"level-{one}": "4" for one in fields} | {f"evidence-{one}": "Rang back." for one in fields}
            save_draft(session, seat.person_id, seat.id, typed, 0)
    return [seat.id for seat in seats]


class _Stay(urllib.request.HTTPRedirectHandler):
    """Measure the answer to the seal itself, not the page it leads to."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Browser:
    def __init__(self, base: str, address: str) -> None:
        self.base = base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay())
        self.post("/sign-in", {"csrf_token": token_of(self.get("/sign-in")), "email": address, "password": PASSWORD})

    def get(self, path: str) -> str:
        return str(self.opener.open(self.base + path).read().decode())

    def post(self, path: str, data: dict[str, str]) -> int:
        try:
            answer = self.opener.open(self.base + path, urllib.parse.urlencode(data).encode())
            return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code


def _from_another_process(forms: list[tuple["_Browser", str, str]]) -> tuple[list[int], list[float]]:
    """Browsers are not on the server's processor: fifty clients in its own process would measure themselves."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    child = context.Process(target=lambda: there.send(_all_at_once(forms)))
    child.start()
    answers: tuple[list[int], list[float]] = here.recv()
    child.join()
    return answers


def _all_at_once(forms: list[tuple[_Browser, str, str]]) -> tuple[list[int], list[float]]:
    start, statuses, seconds = threading.Barrier(len(forms)), [], []

    def seal(browser: _Browser, seat: str, page: str) -> None:
        form_id, revision = (page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("form_id", "revision"))
        data = {"csrf_token": token_of(page), "form_id": form_id, "revision": revision}
        start.wait()
        began = time.perf_counter()
        statuses.append(browser.post(f"/interviews/{seat}/seal", data))
        seconds.append(time.perf_counter() - began)

    threads = [threading.Thread(target=seal, args=form) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses, seconds
