"""One trial: interviewers work, the server is killed again and again, and nothing it acknowledged may be missing."""

import random
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from hiring.app import create_app
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.records import journal_chain
from hiring.foundation.web.drafts import draft_of
from hiring.interviews.models import Scorecard, Seat
from tests import databases
from tests.bench.clients import seated
from tests.cast import Cast
from tests.crash.interviewers import Interviewer
from tests.crash.server import Server
from tests.make import Make

INTERVIEWERS, INTERVIEWS_A_KILL = 4, 6
# Once it has acknowledged something, a server works on for at most so long, in seconds, before it is killed.
LONGEST = 1.0
GIVE_UP = 60.0


@dataclass(slots=True)
class Report:
    """What a trial came to. `faults` is empty where every acknowledged write is there, once and whole."""

    kills: int = 0
    autosaves: int = 0
    seals: int = 0
    starts: list[float] = field(default_factory=list)  # CPU seconds until it was ready again
    faults: list[str] = field(default_factory=list)


def trial(folder: Path, kills: int, url: str = "", seed: int = 1) -> Report:
    """Run the server on this database, kill it that often, and compare what it acknowledged with what is there."""
    report, chance = Report(), random.Random(seed)  # noqa: S311 - a schedule, not a secret
    if url:
        databases.begin_journal(folder)
    app = create_app(databases.settings(folder, url))  # its passwords are hashed as the server's are
    with app.app_context():
        seats = _prepared(kills)
        db.session.close()
        server, stop = Server(folder, url), threading.Event()
        server.start()
        interviewers = [Interviewer(server.base, number, of, stop) for number, of in enumerate(seats)]
        for interviewer in interviewers:
            interviewer.start()
        try:
            for number in range(kills):
                _wait_for_work(interviewers)
                time.sleep(chance.uniform(0, LONGEST))
                _kill(server, chance, report, number)
                report.faults += _journal_faults()
            _wait_for_work(interviewers)
        finally:
            stop.set()
            for interviewer in interviewers:
                interviewer.join(60)
            server.kill()
        _compare(interviewers, report)
        db.session.close()
        db.engine.dispose()
    return report


def _wait_for_work(interviewers: list[Interviewer]) -> None:
    """Until something more was acknowledged, however slow the machine is."""
    before, until = sum(one.acknowledged for one in interviewers), time.monotonic() + GIVE_UP
    while sum(one.acknowledged for one in interviewers) == before:
        assert time.monotonic() < until, "nobody gets anything done"
        time.sleep(0.02)


def _kill(server: Server, chance: random.Random, report: Report, number: int) -> None:
    report.kills += 1
    if server.url and number % 3 == 0:
        server.kill_a_worker(chance.randrange(3))
        return
    server.kill()
    report.starts.append(server.start())


def _journal_faults() -> list[str]:
    db.session.rollback()
    fault = journal_chain.fault_of(db.session)
    return [] if fault is None else [fault]


def _prepared(kills: int) -> list[dict[str, list[str]]]:
    """Of each interviewer: their seats, and the fields of each card."""
    cast = Cast.arrive()
    make = Make(cast)
    first = seated(cast, make, INTERVIEWERS)
    opening, people = first[0].interview.application.opening, [seat.person for seat in first]
    seats = [{seat.id: _fields(seat)} for seat in first]
    interviews = [first[0].interview]
    for number in range(kills * INTERVIEWS_A_KILL):
        interview = make.interview(make.application(opening, name=f"Candidate {number}"), people=people)
        interviews.append(interview)
        by_person = {seat.person_id: seat for seat in interview.seats}
        for held, person in zip(seats, people, strict=True):
            held[by_person[person.id].id] = _fields(by_person[person.id])
    with writing() as session:
        for interview in interviews:
            session.merge(interview).starts_at = clock.now() - timedelta(days=1)
    return seats


def _fields(seat: Seat) -> list[str]:
    return [question.replace("/", "--") for question in seat.interview.round.questions]


def _compare(interviewers: list[Interviewer], report: Report) -> None:
    db.session.rollback()
    for interviewer in interviewers:
        report.faults += interviewer.surprises
        report.autosaves += interviewer.acknowledged
        report.seals += len(interviewer.sealed)
        for seat_id, (revision, text) in interviewer.saved.items():
            allowed = [_words(text), _words(interviewer.sent[seat_id])]
            report.faults += _faults_of(seat_id, seat_id in interviewer.sealed, revision, allowed)
    report.faults += _journal_faults()


def _words(text: dict[str, str]) -> str:
    return next(said for name, said in text.items() if name.startswith("evidence-"))


def _faults_of(seat_id: str, is_sealed: bool, revision: int, allowed: list[str]) -> list[str]:
    """What is wrong with what was kept of one seat: a lost seal, a doubled or partial card, a lost autosave."""
    seat = db.session.get_one(Seat, seat_id)
    cards = db.session.scalars(sa.select(Scorecard).where(Scorecard.seat_id == seat_id)).all()
    if cards:
        said = [rating.evidence for rating in cards[0].ratings]
        whole = len(cards) == 1 and len(said) == len(seat.interview.round.questions) and len(set(said)) == 1
        return [] if whole and said[0] in allowed else [f"the card of {seat_id} is not whole: {len(cards)}, {said}"]
    if is_sealed:
        return [f"the card of {seat_id} was acknowledged and is lost"]
    return _draft_faults(draft_of(db.session, seat.person_id, seat_id), seat_id, revision, allowed)


def _draft_faults(draft: Any, seat_id: str, revision: int, allowed: list[str]) -> list[str]:
    if draft is None or draft.revision < revision:
        return [f"the draft of {seat_id} is lost, or older than what was acknowledged"]
    words = {said for name, said in draft.content.items() if name.startswith("evidence-")}
    return [] if len(words) == 1 and words <= set(allowed) else [f"the draft of {seat_id} is another text: {words}"]
