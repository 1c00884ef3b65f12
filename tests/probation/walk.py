"""Requests out of order: any role, any address, plausible words; then what ended is held against who ended it."""

import random
import re
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from hiring.candidates.values import ApplicationState
from hiring.foundation import clock, ids
from hiring.foundation.database import db, writing
from hiring.foundation.records.approvals import Approval
from hiring.foundation.web.drafts import Draft
from hiring.probation.models import CheckIn, Outcome, Probation
from hiring.probation.values import OutcomeKind
from tests.cast import ADDRESSES, PASSWORD, Cast
from tests.house import scene
from tests.make import Make
from tests.visitor import alone

# While it runs; once HR can stand in; and once the term has run out.
DAYS = [date(2026, 11, 4), date(2027, 1, 20), date(2027, 2, 5)]
ENDINGS = {"endings", "leaving", "acts", "probation", "hire_pages"}
DECIDING = {"endings.decision", "endings.happening", "endings.answer", "endings.take_back", "leaving.confirm"}
ABLE = {"manager", "hr", "second_hr", "hr_lead"}
NAMES = [*ADDRESSES, "hire"]
# They only sign people in and out.
LEFT_OUT = {"security", "static", "bootstrap"}
WHYS = ("last_check_in", "open_concerns", "marks", "expectations", "taught", "examples", "concern", "support", "reply")
WORDS: dict[str, list[str]] = {
    "reason": ["Left the queue twice."],
    "goals": ["Two weeks at the desk."],
    "ground": ["performance", "conduct", "safety"],
    "leaving_reason": ["pay"],
    "answer": ["approve", "approve", "decline"],
    "has_checked": ["y"],
    "remark": ["Read twice."],
    "how": ["In the back office."],
    "note": ["She rang to say so."],
    "words": ["Rang back."],
    "state": [str(state) for state in ApplicationState],
    "verdict": ["hire", "reject"],
    "revision": ["0", "1", "1", "2"],
    "done-adjustments": ["Asked: none."],
    **{f"why-{key}": ["It can't wait."] for key in (*WHYS, "follow_up", "works_council")},
}


class Walk:
    """One scene on one database, with a browser for everyone in it, and a hire who works in HR under their address."""

    def __init__(self, app: Any, seed: int) -> None:
        self.app, self.chance = app, random.Random(seed)  # noqa: S311 - the same walk every time
        make = Make(Cast.here())
        self.ids = scene.furnish(make, make.cast)
        for name in ("Ada", "Bo", "Cem", "Dot"):
            make.probation(make.hire(make.application(name=f"{name} Newcomer")))
        self.rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
        self.rules = [rule for rule in self.rules if rule.endpoint.split(".")[0] not in LEFT_OUT]
        self.answers: Counter[int] = Counter()
        self.clients: list[tuple[Any, str]] = []
        with writing() as session:
            subject = session.get_one(Approval, self.ids["approval_id"])
            hire = session.get_one(Probation, subject.about).application.candidate
            hire.email = hire.email_key = ADDRESSES["second_hr"]

    def go(self, requests: int) -> list[str]:
        """Every address once and then some more, spread over the days. Returns what must never be."""
        each = -(-requests // len(DAYS))
        once = self.chance.sample(self.rules, len(self.rules))
        for number, day in enumerate(DAYS):
            with clock.standing_at(clock.at(day, 12, 0, "Europe/London")):
                self.clients = [self._signed_in(name) for name in ADDRESSES] + [self._as_hire()]
                for who, way in (("manager", "decide/end"), ("hr", "decide/end"), ("hr", "happened/left")):
                    self._rush(who, way)
                for rule in once[number :: len(DAYS)] + [self._likely() for _ in range(each)]:
                    self.send(rule)
        return faults()

    def _rush(self, who: str, way: str) -> None:
        """Someone proposes an end and approves it at once; then everybody else tries to, in any order."""
        probations = db.session.scalars(sa.select(Probation.id).where(Probation.closed_on.is_(None))).all()
        proposer = self.clients[NAMES.index(who)]
        if not probations:
            return
        address = f"/probations/{self.chance.choice(probations)}/{way}"
        if self._post(proposer, address).status_code != 302 or self._post(proposer, f"{address}/check") is None:
            return
        for client in [proposer, *self.chance.sample(self.clients, len(self.clients))]:
            for approval in self._unanswered():
                self._post(client, f"/approvals/{approval}", answer="approve")

    def _unanswered(self) -> list[str]:
        return list(db.session.scalars(sa.select(Approval.id).where(Approval.answered_at.is_(None))))

    def _post(self, client: tuple[Any, str], url: str, **words: str) -> Any:
        browser, token = client
        sent = self._words(url) | words | {"csrf_token": token, "form_id": ids.new_id()}
        answer = alone(lambda: browser.post(url, data=sent))
        self.answers[answer.status_code] += 1
        db.session.rollback()
        return answer

    def _likely(self) -> Any:
        near = [rule for rule in self.rules if rule.endpoint.split(".")[0] in ENDINGS]
        deciding = [rule for rule in near if rule.endpoint in DECIDING]
        [rules] = self.chance.choices([deciding, near, self.rules], [5, 3, 2])
        return self.chance.choice(rules)

    def send(self, rule: Any) -> None:
        """By anyone, but mostly by people who may. The writer goes on: to check it, then to approve it."""
        able = [each for name, each in zip(NAMES, self.clients, strict=True) if name in ABLE]
        client = self.chance.choice(able if self.chance.random() < 0.6 else self.clients)
        url: str | None = self._address(rule)
        while url is not None:
            following = self._onward(url, self._post(client, url))
            url = following if self.chance.random() < 0.8 else None

    def _onward(self, url: str, answer: Any) -> str | None:
        if answer.status_code != 302:
            return None
        if answer.headers["Location"].endswith("/check"):
            return str(answer.headers["Location"])
        newest = sa.select(Approval.id).where(Approval.answered_at.is_(None)).order_by(Approval.asked_at.desc())
        asked = db.session.scalar(newest.limit(1)) if url.endswith("/check") else None
        return f"/approvals/{asked}" if asked is not None else None

    def _address(self, rule: Any) -> str:
        names = {"kind"} if "<kind>" in rule.rule else {"application_id", "interview_id", "seat_id", "probation_id"}
        known = self.ids | dict.fromkeys(names & {"kind"}, self.ids.get(rule.endpoint, "absence"))
        drawn = known | {name: self.chance.choice(rows) for name, rows in self._rows().items()}
        drawn["decision"] = self.chance.choice(["confirm", "extend", "end"])
        drawn["happening"] = self.chance.choice(["left", "contract-ended", "stays"])
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: drawn[part.group(1)], rule.rule)

    def _rows(self) -> dict[str, list[str]]:
        every = list(db.session.execute(sa.select(Probation.id, Probation.application_id, Probation.closed_on)))
        running = [row for row in every if row.closed_on is None and self.chance.random() < 0.9] or every
        asked = list(db.session.execute(sa.select(Approval.id, Approval.answered_at)))
        unanswered = [row.id for row in asked if row.answered_at is None and self.chance.random() < 0.9]
        return {
            "probation_id": [row.id for row in running],
            "application_id": [row.application_id for row in running],
            "check_in_id": list(db.session.scalars(sa.select(CheckIn.id))),
            "approval_id": unanswered or [row.id for row in asked],
            "outcome_id": list(db.session.scalars(sa.select(Outcome.id))),
        }

    def _words(self, url: str) -> dict[str, str]:
        now = clock.today("Europe/London")
        today, soon = now.isoformat(), (now + timedelta(days=4)).isoformat()
        sent = {name: self.chance.choice(words) for name, words in WORDS.items()}
        sent |= {"on": today, "last_day": self.chance.choice([today, soon]), "extended_to": "2027-04-30"}
        sent |= {"contract_ends_on": today, "starts_on": self.chance.choice(["2026-10-20", "2026-12-01"])}
        with suppress(sa.exc.NoResultFound):
            asked = db.session.get_one(Approval, url.split("/")[2] if url.startswith("/approvals/") else "")
            sent["digest"] = asked.digest
        if url.endswith("/check"):
            drafts = db.session.scalars(sa.select(Draft.revision).where(Draft.about == url.removesuffix("/check")))
            sent["revision"] = str(next(iter(drafts), 0))
        return sent

    def _signed_in(self, name: str) -> tuple[Any, str]:
        client = self.app.test_client()
        typed = {"email": ADDRESSES[name], "password": PASSWORD, "csrf_token": _token(client, "/sign-in")}
        alone(lambda: client.post("/sign-in", data=typed))
        return client, _token(client, "/me")

    def _as_hire(self) -> tuple[Any, str]:
        client = self.app.test_client()
        client.set_cookie("hire", self.ids["hire_key"], path="/my-start")
        return client, _token(client, "/sign-in")


def _token(client: Any, path: str) -> str:
    page = alone(lambda: client.get(path, follow_redirects=True).get_data(as_text=True))
    return str(page.split('name="csrf_token" value="')[1].split('"')[0])


def faults() -> list[str]:
    """A running hire's probation that stopped without an outcome, or an end with fewer than two people."""
    db.session.expire_all()
    return [fault for probation in db.session.scalars(sa.select(Probation)) for fault in _faults_of(probation)]


def _faults_of(probation: Probation) -> list[str]:
    final = [outcome for outcome in probation.outcomes if outcome.kind != OutcomeKind.EXTENDED]
    state = probation.application.state
    never_came = state == ApplicationState.DID_NOT_START and not probation.is_at_work
    said = []
    if not probation.is_running and not final and not never_came:
        said.append(f"{probation.hire}: stopped without an outcome, {state}")
    if len(final) > 1 or (final and probation.closed_on is None):
        said.append(f"{probation.hire}: {[outcome.kind for outcome in final]}, closed on {probation.closed_on}")
    subjects = {account.id for account in probation.application.candidate.accounts}
    for outcome in final:
        people = {outcome.recorded_by_id, outcome.approved_by_id} - {None} - subjects
        if outcome.kind == OutcomeKind.ENDED and len(people) < 2:
            said.append(f"{probation.hire}: ended by {len(people)}")
        if outcome.kind == OutcomeKind.RESIGNED and len(people) < 2 and outcome.confirmed_by_hire_at is None:
            said.append(f"{probation.hire}: left, as {len(people)} say")
    return said
