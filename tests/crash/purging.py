"""`hiring purge` of several people, killed as hard as it goes at many of its steps, and run again: it ends the same."""

import os
import shutil
import signal
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


def purges(folder: Path, kills: int) -> list[str]:
    """Kill it so many times, evenly spread over its steps, each time on a fresh copy; what went wrong, in words."""
    before = clock.current_source()
    clock.use_source(lambda: LATER)
    try:
        _prepare(folder / "due")
        steps = _purged(_copy(folder, "whole"))
        whole, faults = _end(folder / "whole"), []
        for number in range(kills):
            place = 1 + steps * number // kills
            again = _copy(folder, f"at-{place}")
            if _purged(again, place) is not None:
                faults.append(f"step {place} of {steps}: it wasn't killed")
            _purged(again)
            if (end := _end(again)) != whole:
                faults.append(f"step {place} of {steps}: {end} and not {whole}")
        return faults
    finally:
        clock.use_source(before)


def _prepare(folder: Path) -> None:
    """Three people who are due, each with sealed cards, in one opening."""
    folder.mkdir()
    databases.fresh_sqlite(folder, peopled=True)
    with clock.standing_at(NOW), databases.make_app(folder).app_context():
        make = Make(Cast.here())
        opening = make.opening(posts=9)
        for name in NAMES:
            make.decision(make.panel(3, 4, application=make.application(opening, name)), Verdict.REJECT)
        db.session.close()
        db.engine.dispose()


def _copy(folder: Path, name: str) -> Path:
    return Path(shutil.copytree(folder / "due", folder / name))


def _purged(folder: Path, last: int | None = None) -> int | None:
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
        assert os.WEXITSTATUS(status) == 0, f"the purge in {folder.name} failed"
        return int(steps)
    try:
        os.write(writing, str(_run(folder, last)).encode())
        os._exit(0)
    finally:
        os._exit(1)


def _run(folder: Path, last: int | None) -> int:
    """A step is a statement, a commit, or a file brought to the disk."""
    steps, sync = 0, os.fsync

    def step(*_given: object) -> None:
        nonlocal steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

    for event in ("before_cursor_execute", "commit"):
        sa.event.listen(sa.Engine, event, step)
    os.fsync = lambda descriptor: (sync(descriptor), step())  # type: ignore[assignment,func-returns-value]
    os.environ |= {"HIRING_STATE_DIR": str(folder), "HIRING_SECRET_KEY": databases.SECRET}
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    main(COMMAND, standalone_mode=False)
    return steps


def _end(folder: Path) -> tuple[object, ...]:
    """What is recorded, whether the journal is whole, who is in the ledger, and files that still name anyone."""
    with databases.make_app(folder).app_context():
        recorded, fault = content_digest(db.session), journal_chain.fault_of(db.session)
        db.session.close()
        db.engine.dispose()
    ledger = folder / "erased.ledger"
    named = sorted(canaries.hits(folder, NAMES))
    return recorded, fault, sorted(ledger.read_text().split()) if ledger.exists() else [], named
