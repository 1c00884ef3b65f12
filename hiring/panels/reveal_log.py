"""That someone saw a panel: a note that they are not blind any more, and a signed proof of what they saw."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.database import db, writing
from hiring.foundation.records import view_log
from hiring.foundation.web import signed_links
from hiring.interviews.readings import EARLY, MARKS
from hiring.panels.policy import can_read_panel, state_of
from hiring.panels.pooled_model.queries import panel_states
from hiring.panels.summary import PanelSummary

_PURPOSE = "panel seen"
# A proof is good for as long as the panel stands unchanged; this only bounds how long a page may lie open.
HOURS = 24 * 14


def read_panel(person: Person, application: Application) -> bool:
    """Note that this person reads the panel, before it is shown; False where they may not.

    Asked and noted in one write, so that a seat is given either before, and keeps the panel closed, or after, and is
    refused: never in between.
    """
    if not can_read_panel(person, application):
        return False
    kind = MARKS if state_of(application).is_complete else EARLY
    if view_log.has_seen(db.session, person.id, application.id, kind):
        return True
    with writing():
        if not can_read_panel(person, application):
            return False
        kind = MARKS if state_of(application).is_complete else EARLY
        view_log.note_all(person.id, [application.id], kind)
    return True


def note_marks_read(
    person: Person, applications: Sequence[str], planned: Mapping[str, Sequence[str]] | None = None
) -> set[str]:
    """Those of these applications whose marks this person may be shown, because it's noted that they read them.

    Ask before anything is shown: from now on they can't be seated for these applications, and nothing is added to their
    panels. A panel that isn't complete any more is left out. `planned` as in `panel_states`.
    """
    noted = view_log.seen_among(person.id, applications, MARKS)
    unseen = [application for application in applications if application not in noted]
    return noted | note_first_reading(person.id, unseen, planned)


def note_first_reading(
    reader: str, applications: Sequence[str], planned: Mapping[str, Sequence[str]] | None = None
) -> set[str]:
    """The same of applications that this person isn't known to have read yet.

    The note is on a connection of its own, so what is shown may have been read before it. A seat given in between makes
    the panel incomplete here, and then it isn't shown.
    """
    if not applications:
        return set()
    with writing(apart=True) as session:
        states = panel_states(
            session, Application.id.in_(applications) if len(applications) <= _FEW else sa.true(), planned
        )
        readable = [name for name in applications if name in states and states[name].is_readable_by_hr(reader)]
        view_log.add_all(session, reader, readable, MARKS)
    return set(readable)


# Up to so many applications are named one by one in a query.
_FEW = 200


def proof(person: Person, application: Application, summary: PanelSummary) -> str:
    """A token that this person was shown exactly this summary."""
    return signed_links.token(_PURPOSE, [person.id, application.id, summary.evidence_digest])


def digest_seen(person: Person, application: Application, given: str) -> str | None:
    """The digest of what this person was shown of this application; None where nothing proves it."""
    known = signed_links.content(_PURPOSE, given, hours=HOURS)
    if not isinstance(known, list) or known[:2] != [person.id, application.id]:
        return None
    return str(known[2])
