"""Reading published versions, and the rubrics we ship that nobody has published yet."""

from collections.abc import Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from hiring.foundation import paths
from hiring.foundation.database import db
from hiring.rubrics import files
from hiring.rubrics.edition import Edition
from hiring.rubrics.hashes import content_hash
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.schema import Criterion


@cache
def shipped() -> dict[str, Edition]:
    """The rubrics that come with the product, by key. They do not change while it runs."""
    library = files.read([paths.rubrics()])
    return {key: library.edition(key) for key in sorted(library.rubrics)}


def unpublished(session: Session) -> list[Edition]:
    """Shipped rubrics whose present text is not published."""
    known = set(session.scalars(sa.select(RubricVersion.content_hash)))
    return [edition for edition in shipped().values() if content_hash(edition) not in known]


def versions(session: Session) -> Sequence[RubricVersion]:
    """Every published version by title, the newest of each rubric first."""
    ordered = sa.select(RubricVersion).order_by(RubricVersion.title, RubricVersion.key, RubricVersion.number.desc())
    return session.scalars(ordered.options(selectinload(RubricVersion.published_by))).all()


def versions_of(session: Session, key: str) -> Sequence[RubricVersion]:
    """The versions of one rubric, the newest first."""
    of_rubric = sa.select(RubricVersion).where(RubricVersion.key == key).order_by(RubricVersion.number.desc())
    return session.scalars(of_rubric).all()


def default_pair(
    versions: Sequence[RubricVersion], before: RubricVersion | None, after: RubricVersion | None
) -> tuple[RubricVersion | None, RubricVersion | None]:
    """The two versions to compare: as chosen, else the newest of a rubric against the one before it.

    Two versions of one rubric are compared older against newer, whichever way round they were chosen.
    """
    if before is None and after is None:
        second = [version for version in versions if version.number > 1]
        after = max(second, key=lambda version: version.published_at, default=None)
    if after is None and before is not None:
        after = _of_number(versions, before, before.number + 1)
    if before is None and after is not None:
        before = _of_number(versions, after, after.number - 1)
    if before and after and before.key == after.key and before.number > after.number:
        return after, before
    return before, after


def _of_number(versions: Sequence[RubricVersion], version: RubricVersion, number: int) -> RubricVersion | None:
    return next((other for other in versions if (other.key, other.number) == (version.key, number)), None)


def latest_versions(session: Session) -> list[RubricVersion]:
    """The newest version of each rubric, by title."""
    newest: dict[str, RubricVersion] = {}
    for version in versions(session):
        newest.setdefault(version.key, version)
    return list(newest.values())


def version_by_hash(session: Session, wanted: str) -> RubricVersion | None:
    return session.scalar(sa.select(RubricVersion).where(RubricVersion.content_hash == wanted))


def edition_of(version: RubricVersion) -> Edition:
    """What the version says. It never changes, so it is understood once."""
    if version.content_hash not in _understood:
        _understood[version.content_hash] = Edition.from_content(version.content)
    return _understood[version.content_hash]


_understood: dict[str, Edition] = {}


def published_criteria(session: Session, keys: Sequence[str]) -> dict[str, list[tuple[Criterion, str]]]:
    """Of each criterion, its published texts with their structure hashes, the oldest first."""
    texts: dict[str, list[tuple[Criterion, str]]] = {key: [] for key in keys}
    oldest_first = sa.select(RubricVersion).order_by(RubricVersion.published_at, RubricVersion.id)
    for version in session.scalars(oldest_first.options(selectinload(RubricVersion.criteria))):
        for criterion in version.criteria:
            if criterion.key in texts:
                texts[criterion.key].append((edition_of(version).criterion(criterion.key), criterion.structure_hash))
    return texts


def bank(session: Session) -> dict[str, Criterion]:
    """Every criterion an upload may name without bringing it: the shipped text, or the latest that was published."""
    criteria = {criterion.key: criterion for edition in shipped().values() for criterion in edition.criteria}
    oldest_first = sa.select(RubricVersion).order_by(RubricVersion.published_at, RubricVersion.id)
    for version in session.scalars(oldest_first):
        criteria |= {criterion.key: criterion for criterion in edition_of(version).criteria}
    return criteria


def version_by_key(session: Session, key: str) -> RubricVersion:
    """The newest version of a rubric; NoResultFound where none is published."""
    newest = sa.select(RubricVersion).where(RubricVersion.key == key).order_by(RubricVersion.number.desc())
    return session.scalars(newest.limit(1)).one()


def version_in_url(version_id: str) -> RubricVersion | None:
    """The version that an address names; what `access.allows` loads it with."""
    return db.session.get(RubricVersion, version_id)


def shipped_in_url(key: str) -> Edition | None:
    """The shipped rubric that an address names."""
    return shipped().get(key)
