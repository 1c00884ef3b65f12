"""Publishing a rubric: once published, a version never changes."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.records import journal
from hiring.rubrics.edition import Edition
from hiring.rubrics.hashes import content_hash, structure_hash
from hiring.rubrics.models import CriterionEdition, RubricVersion
from hiring.rubrics.queries import published_criteria, version_by_hash
from hiring.rubrics.values import RubricPublished


def publish_rubric(session: Session, person: Person, edition: Edition) -> RubricVersion:
    """Publish the edition as the next version of its rubric. The same text again is the version it already is."""
    digest = content_hash(edition)
    already = version_by_hash(session, digest)
    if already is not None:
        return already
    highest = session.scalar(sa.select(sa.func.max(RubricVersion.number)).where(RubricVersion.key == edition.key))
    earlier = published_criteria(session, [criterion.key for criterion in edition.criteria])
    version = RubricVersion(
        key=edition.key,
        number=(highest or 0) + 1,
        title=edition.title,
        content=edition.content(),
        content_hash=digest,
        published_at=clock.now(),
        published_by=person,
        criteria=[
            CriterionEdition(
                key=criterion.key, position=place, structure_hash=structure_hash(criterion, earlier[criterion.key])
            )
            for place, criterion in enumerate(edition.criteria)
        ],
    )
    session.add(version)
    session.flush()
    event = RubricPublished(version.id, key=version.key, number=version.number, content_hash=digest)
    journal.record(session, person.id, event)
    return version
