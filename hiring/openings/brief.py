"""The organisation's brief: who its customers are and what great service is there. Every new opening starts from it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.openings.models import OrganisationBrief
from hiring.openings.values import BriefWritten
from hiring.rubrics.edition import Edition

FIELDS = ("great_service", "customers_outside", "customers_inside", "exemplar")


class BriefMovedOn(Refused):
    """Someone else wrote it since the page was opened."""


def standing_of(brief: OrganisationBrief | None) -> str:
    """What a page sends back of the brief it showed."""
    return brief.id if brief else ""


def write_brief(session: Session, person: Person, *, standing: str, **words: str) -> OrganisationBrief:
    """Put a brief in the place of the one before; openings there are keep their words.

    Raises `BriefMovedOn` unless `standing` is that of the brief in force.
    """
    if standing != standing_of(latest_brief(session)):
        raise BriefMovedOn(
            "Someone else has written the brief in the meantime. It's shown below, and your text is kept."
        )
    kept = {name: text.kept(words.get(name, "")).strip() for name in FIELDS}
    brief = OrganisationBrief(**kept, written_at=clock.now(), written_by=person)
    session.add(brief)
    session.flush()
    journal.record(session, person.id, BriefWritten(brief.id))
    return brief


def latest_brief(session: Session) -> OrganisationBrief | None:
    newest = sa.select(OrganisationBrief).order_by(OrganisationBrief.written_at.desc(), OrganisationBrief.id.desc())
    return session.scalar(newest.limit(1))


def starting_brief(session: Session, edition: Edition) -> dict[str, str]:
    """Where an opening starts: the organisation's words, and the rubric's where it has none."""
    rubric, brief = edition.rubric, latest_brief(session)
    of_rubric = {
        "great_service": rubric.great_service,
        "customers_outside": rubric.customers.outside,
        "customers_inside": rubric.customers.inside,
        "exemplar": rubric.exemplars_in_words,
    }
    return {name: getattr(brief, name, "") or words for name, words in of_rubric.items()}
