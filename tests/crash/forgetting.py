"""Among 10,000 neighbours one person is exported in time, and erased so that no canary is left, on both databases."""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate
from hiring.decisions.values import Verdict
from hiring.foundation import clock
from hiring.foundation.database import Base, db, writing
from hiring.foundation.records import journal_chain
from hiring.privacy import export
from hiring.privacy.erasing import erase
from hiring.privacy.values import ErasureReason
from hiring.rubrics.editing.actions import start_copy
from hiring.rubrics.queries import edition_of
from tests import databases
from tests.cast import NOW, Cast
from tests.make import Make
from tests.privacy import canaries

NEIGHBOURS, EXPORT_SECONDS = 10_000, 5.0


@dataclass
class Forgotten:
    """What an export and an erasure came to: seconds, canaries planted, left in files and left in rows."""

    seconds: float
    planted: int
    in_files: dict[str, list[str]]
    in_rows: list[str]
    missing: list[str]
    fault: str | None

    @property
    def is_good(self) -> bool:
        gone = not self.in_files and not self.in_rows and not self.missing and self.fault is None
        return gone and self.seconds <= EXPORT_SECONDS


def forget(folder: Path, url: str = "", neighbours: int = NEIGHBOURS) -> Forgotten:
    """In a fresh database with the cast: one rejected candidate with canaries, and so many neighbours."""
    app = databases.make_app(folder, url)
    with clock.standing_at(NOW), app.app_context(), app.test_request_context():
        cast = Cast.here()
        candidate = _rejected(cast)
        others = canaries.neighbours(db.session, neighbours)
        planted = canaries.plant(db.session, candidate, cast.hr)
        began = time.monotonic()
        content = canaries.content_of(_exported(candidate))
        seconds = time.monotonic() - began
        missing = _missing(content, planted, others)
        _erase(cast.hr, cast.hr_lead, candidate.id)
        fault = journal_chain.fault_of(db.session)
        in_rows = _in_rows(planted.all)
        db.session.close()
        db.engine.dispose()
    return Forgotten(seconds, len(planted.all), canaries.hits(folder, planted.all), in_rows, missing, fault)


def _rejected(cast: Cast) -> Candidate:
    """With a copy of a rubric beside them, and someone else in the same opening."""
    make = Make(cast)
    application = make.panel(3, 4)
    make.decision(application, Verdict.REJECT)
    make.probation(make.hire(make.application(make.opening("Ferry host"), "Someone Else")))
    version = application.opening.version
    with writing() as session:
        start_copy(session, cast.hr, edition_of(version), version, title="Ferry service")
    return application.candidate


def _exported(candidate: Candidate) -> bytes:
    with writing() as session:
        return export.hand_over(session, None, candidate, names_shown=True)


def _missing(content: dict[str, Any], planted: canaries.Planted, others: list[str]) -> list[str]:
    """Canaries that the export lacks, and neighbours' that it holds."""
    whole = json.dumps(content, ensure_ascii=False).lower()
    open_ones = [canary for canary, where in planted.own.items() if where.split(".")[1] not in export.SECRETS]
    lacking = [canary for canary in [*open_ones, *planted.elsewhere] if canary.lower() not in whole]
    return lacking + [name for name in others if name.lower() in whole]


def _erase(first: Person, second: Person, candidate_id: str) -> None:
    later = datetime(2028, 1, 1, tzinfo=UTC)
    with clock.standing_at(later), writing() as session:
        candidate = session.get_one(Candidate, candidate_id)
        erase(session, second.id, candidate, ErasureReason.DUE, proposed_by=first.id)


def _in_rows(names: list[str]) -> list[str]:
    """Tables whose rows still hold a canary, as text."""
    found = []
    for table in Base.metadata.sorted_tables:
        whole = "\n".join(map(str, db.session.execute(sa.select(table)))).lower()
        found += [f"{table.name}: {name}" for name in names if name.lower() in whole]
    return found
