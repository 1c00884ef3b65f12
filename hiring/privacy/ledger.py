"""The ledger of erased people: opaque ids in a file of the state folder, so that a restored backup forgets them again.

The database knows who it has erased, and the file knows too. Whatever one of the two lacks, it is given before the
first request: a crash between an erasure and its line, or a backup from before it, leaves nobody half erased.
"""

from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from hiring.foundation.records import durable_files
from hiring.privacy.models import Erasure


def ledger_file() -> Path:
    return Path(current_app.config["STATE_DIR"]) / "erased.ledger"


def erased_ids() -> list[str]:
    """The ids in the file, the earliest first; none where there's no file yet."""
    try:
        return ledger_file().read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []


def add_missing(session: Session) -> None:
    """Write down everyone the database has erased and the file doesn't know."""
    known = erased_ids()
    missing = [
        each for each in session.scalars(sa.select(Erasure.candidate_id).order_by(Erasure.at)) if each not in known
    ]
    if missing:
        durable_files.replace(ledger_file(), "".join(f"{each}\n" for each in [*known, *missing]).encode("ascii"))
