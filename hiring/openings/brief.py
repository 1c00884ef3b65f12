"""The organisation's brief: who its customers are and what great service is there. Every new opening starts from it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.openings.models import OrganisationBrief
from hiring.openings.values import BriefWritten
from hiring.rubrics.edition import Edition

FIELDS = ("great_service", "customers_outside", "customers_inside", "exemplar")


def write_brief(session: Session, person: Person, **words: str) -> OrganisationBrief:
    """Put a brief in the place of the one before; openings there are keep their words."""
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
