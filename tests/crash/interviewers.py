"""Interviewers who go on typing and sealing while the server is killed, and remember what it acknowledged."""

import json
import random
import threading
import time
import urllib.error
from http.client import HTTPException

from tests.bench.clients import Browser
from tests.bench.houses import token_of

RETRY = 0.1


class Interviewer(threading.Thread):
    """Autosaves one card again and again, then seals it, and goes on to the next of their seats."""

    def __init__(self, base: str, number: int, seats: dict[str, list[str]], stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.base, self.number, self.seats, self.stop = base, number, seats, stop
        self.random = random.Random(number)  # noqa: S311 - a schedule, not a secret
        # By seat: the revision and text that was acknowledged last, and the one that was sent last.
        self.saved: dict[str, tuple[int, dict[str, str]]] = {}
        self.sent: dict[str, dict[str, str]] = {}
        self.sealed: set[str] = set()
        self.acknowledged = 0
        self.surprises: list[str] = []
        self.browser: Browser | None = None

    def run(self) -> None:
        for seat, questions in self.seats.items():
            while not self.stop.is_set() and seat not in self.sealed:
                try:
                    self._work_on(seat, questions)
                except (OSError, HTTPException, urllib.error.URLError):
                    time.sleep(RETRY)  # the server is gone; it comes back

    def _work_on(self, seat: str, questions: list[str]) -> None:
        browser = self.browser or Browser(self.base, self.number)
        self.browser = browser
        page = browser.get(f"/scorecards/{seat}")
        if 'name="revision"' not in page:
            self.sealed.add(seat)  # the answer was lost with the server; the page tells that it was sealed
            return
        token, revision = token_of(page), page.split('name="revision" value="')[1].split('"')[0]
        for _ in range(self.random.randint(2, 6)):
            if self.stop.is_set():
                return
            revision = self._autosave(seat, questions, token, revision)
        self._seal(seat)

    def _autosave(self, seat: str, questions: list[str], token: str, revision: str) -> str:
        said = f"{seat} {self.random.random()} rang back twice."
        text = {f"evidence-{one}": said for one in questions} | {f"level-{one}": "4" for one in questions}
        self.sent[seat] = text
        data = {"csrf_token": token, "revision": revision} | text
        status, answer = self.browser.post(f"/scorecards/{seat}/draft", data, Accept="application/json")
        if status != 200:
            raise OSError(f"autosave answered {status}")
        kept = int(json.loads(answer)["revision"])
        self.saved[seat] = (kept, text)
        self.acknowledged += 1
        return str(kept)

    def _seal(self, seat: str) -> None:
        page = self.browser.get(f"/scorecards/{seat}/check")
        form_id, revision = (page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("form_id", "revision"))
        data = {"csrf_token": token_of(page), "form_id": form_id, "revision": revision}
        status, _ = self.browser.post(f"/scorecards/{seat}/seal", data)
        if status == 302:
            self.sealed.add(seat)
        elif status < 500:
            self.surprises.append(f"sealing {seat} answered {status}")
