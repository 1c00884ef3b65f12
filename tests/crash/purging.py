"""`hiring purge` of several people, killed as hard as it goes at many of its steps, and run again: it ends the same."""

import os
import shutil
import signal
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from hiring.cli import main
from hiring.decisions.values import Verdict
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.records import journal_chain
from hiring.foundation.records.digest import content_digest
from tests import databases
from tests.cast import ADDRESSES, NOW, Cast
from tests.make import Make
from tests.privacy import canaries

NAMES = ["Kanari Erste", "Kanari Zweite", "Kanari Dritte"]
LATER = datetime(2028, 9, 1, 9, tzinfo=UTC)
COMMAND = ["purge", "--by", ADDRESSES["hr"], "--second", ADDRESSES["hr_lead"]]


@dataclass(frozen=True)
class House:
    """A state folder, and the address of its database; none where that's a file in the folder."""

    folder: Path
    url: str = ""


def purges(folder: Path, kills: int, *, postgresql: bool = False) -> list[str]:
    """Kill it so many times, evenly spread over its steps, each time on a fresh copy; what went wrong, in words."""
    before = clock.current_source()
    clock.use_source(lambda: LATER)
    try:
        due = _prepare(folder / "due", postgresql=postgresql)
        unkilled = _copy(due, "whole")
        steps = _purged(unkilled)
        whole, faults = _end(unkilled), []
        for number in range(kills):
            place = 1 + steps * number // kills
            again = _copy(due, f"at-{place}")
            if _purged(again, place) is not None:
                faults.append(f"step {place} of {steps}: it wasn't killed")
            _purged(again)
            if (end := _end(again)) != whole:
                faults.append(f"step {place} of {steps}: {end} and not {whole}")
        return faults
    finally:
        clock.use_source(before)


def _prepare(folder: Path, *, postgresql: bool) -> House:
    """Three people who are due, each with sealed cards, in one opening."""
    folder.mkdir()
    house = House(folder, databases.fresh_postgresql("due", folder, peopled=True) if postgresql else "")
    if not postgresql:
        databases.fresh_sqlite(folder, peopled=True)
    with clock.standing_at(NOW), databases.make_app(folder, house.url).app_context():
        make = Make(Cast.here())
        opening = make.opening(posts=9)
        for name in NAMES:
            make.decision(make.panel(3, 4, application=make.application(opening, name)), Verdict.REJECT)
        db.session.close()
        db.engine.dispose()
    return house


def _copy(due: House, name: str) -> House:
    url = databases.copied_postgresql("due", f"due-{name}") if due.url else ""
    return House(Path(shutil.copytree(due.folder, due.folder.with_name(name))), url)


def _purged(house: House, last: int | None = None) -> int | None:
    """Run it in a process of its own, which dies at this step; how many steps it had, None where it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        with os.fdopen(reading) as told:
            steps = told.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return None
        assert os.WEXITSTATUS(status) == 0, f"the purge in {house.folder.name} failed"
        return int(steps)
    try:
        os.write(writing, str(_run(house, last)).encode())
        os._exit(0)
    finally:
        os._exit(1)


def _run(house: House, last: int | None) -> int:
    """A step is a statement, a commit, or a file brought to the disk."""
    steps, sync = 0, os.fsync

    def step(*_given: object) -> None:
        nonlocal steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

    for event in ("before_cursor_execute", "commit"):
        sa.event.listen(sa.Engine, event, step)
    os.fsync = lambda descriptor: (sync(descriptor), step())  # type: ignore[assignment,func-returns-value]  # counted, then done
    place = {"HIRING_STATE_DIR": str(house.folder), "HIRING_DATABASE_URL": house.url}
    os.environ |= {name: value for name, value in place.items() if value} | {"HIRING_SECRET_KEY": databases.SECRET}
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    main(COMMAND, standalone_mode=False)
    return steps


def _end(house: House) -> tuple[object, ...]:
    """What is recorded, whether the journal is whole, who is in the ledger, and files that still name anyone."""
    with databases.make_app(house.folder, house.url).app_context():
        recorded, fault = content_digest(db.session), journal_chain.fault_of(db.session)
        db.session.close()
        db.engine.dispose()
    if house.url:
        databases.drop_postgresql(f"due-{house.folder.name}")
    ledger = house.folder / "erased.ledger"
    named = sorted(canaries.hits(house.folder, NAMES))
    return recorded, fault, sorted(ledger.read_text().split()) if ledger.exists() else [], named
