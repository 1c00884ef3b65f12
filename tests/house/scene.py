"""One of everything, made once and copied: what the guard table walks over."""

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hiring.foundation.database import db
from tests import databases
from tests.cast import Cast
from tests.make import Make


@cache
def _template() -> tuple[Path, dict[str, str]]:
    folder = Path(tempfile.mkdtemp(prefix="hiring-scene-"))
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with app.app_context():
        cast = Cast.arrive()
        ids = furnish(Make(cast), cast)
        db.session.close()
        db.engine.dispose()
    return folder, ids


def furnish(make: Make, cast: Cast) -> dict[str, str]:
    """Make one of everything; returns the arguments that URLs need."""
    opening = make.opening()
    application = make.application(opening)
    meeting = make.meeting(application)
    seat = next(one for one in meeting.seats if one.person_id == cast.panellist.id)
    return {
        "person_id": cast.stranger.id,
        "workplace_id": cast.harbour.id,
        "version_id": opening.version_id,
        "key": "six-elements",
        "opening_id": opening.id,
        "application_id": application.id,
        "meeting_id": meeting.id,
        "seat_id": seat.id,
    }


def copied(folder: Path) -> tuple[Any, dict[str, str]]:
    """A fresh copy of the scene and the ids in it."""
    template, ids = _template()
    for name in ("hiring.sqlite", "journal.key", "journal.anchor"):
        shutil.copy(template / name, folder / name)
    return databases.make_app(folder), ids
