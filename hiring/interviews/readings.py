"""Who has met marks of an application, and whether its panel was read.

The view log keeps four kinds. Reading a complete panel locks it: it takes no new seat, guest or interview until it is
reopened. The other three only end one person's blindness: a panellist who reads what there is after sealing, HR who
types a card in from paper, and HR who is handed a guest's link.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, object_session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.foundation.database import later_side
from hiring.foundation.records.view_log import Sighting
from hiring.interviews.models import PanelReopening

MARKS = "marks"
EARLY = "marks, early"
PAPER = "marks, paper"
LINK = "guest link"

HAS_READ = (MARKS, EARLY, PAPER)
NOT_BLIND = (*HAS_READ, LINK)


def has_read_marks(session: Session, person_id: str, application_id: str) -> bool:
    return _has(session, person_id, application_id, HAS_READ)


def is_blind(session: Session, person_id: str, application_id: str) -> bool:
    """Whether this person may still be seated: they have met no mark and hold no link that opens one."""
    return not _has(session, person_id, application_id, NOT_BLIND)


def not_blind(session: Session, application_id: str) -> set[str]:
    """Ids of everyone who isn't: what `is_blind` asks of one person, asked of all at once."""
    noted = sa.select(Sighting.person_id).where(Sighting.about == application_id, Sighting.what.in_(NOT_BLIND))
    return set(session.scalars(noted))


def _has(session: Session, person_id: str, application_id: str, kinds: Sequence[str]) -> bool:
    noted = sa.select(Sighting.id).where(
        Sighting.person_id == person_id, Sighting.about == application_id, Sighting.what.in_(kinds)
    )
    return session.scalar(noted.limit(1)) is not None


def was_read(application: Application) -> bool:
    """Whether anyone has read the complete panel: the one predicate behind everything that is refused then."""
    read = sa.select(Sighting.id).where(Sighting.about == application.id, Sighting.what == MARKS)
    return session_of(application).scalar(read.limit(1)) is not None


def reopening_of(application: Application) -> PanelReopening | None:
    reopening: PanelReopening | None = later_side(application, "panel_reopening")
    return reopening


def is_locked(application: Application) -> bool:
    """The panel was read, and nobody has reopened it."""
    return was_read(application) and reopening_of(application) is None


def locked_among(session: Session, application_ids: Sequence[str]) -> set[str]:
    """What `is_locked` asks of one application, asked of many at once."""
    reopened = sa.select(PanelReopening.application_id)
    read = sa.select(Sighting.about).where(Sighting.what == MARKS, Sighting.about.not_in(reopened)).distinct()
    wanted = set(application_ids)
    return {about for about in session.scalars(read) if about in wanted}


def note_in(session: Session, person: Person, application_id: str, kind: str) -> None:
    """Note it in the write that is under way, once for each person."""
    if not _has(session, person.id, application_id, [kind]):
        session.add(Sighting(person_id=person.id, about=application_id, what=kind, at=clock.now()))
        session.flush()


def session_of(application: Application) -> Session:
    session = object_session(application)
    if session is None:
        raise LookupError("an application that belongs to no session cannot be asked")
    return session
