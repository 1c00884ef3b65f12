"""Reading the copies someone is editing."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.foundation import paths
from hiring.foundation.database import db
from hiring.rubrics.editing.models import RubricCopy
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import RubricVersion


def open_copies(session: Session, key: str | None = None) -> Sequence[RubricCopy]:
    """Every copy being edited, or those of one rubric, by title."""
    wanted = sa.select(RubricCopy).where(RubricCopy.ended.is_(None))
    if key is not None:
        wanted = wanted.where(RubricCopy.key == key)
    people = (joinedload(RubricCopy.started_by), joinedload(RubricCopy.saved_by))
    return session.scalars(wanted.options(*people).order_by(RubricCopy.title, RubricCopy.id)).all()


def is_taken(session: Session, key: str) -> bool:
    """Whether a rubric of this key is published, shipped, or being written."""
    published = sa.select(RubricVersion.id).where(RubricVersion.key == key).limit(1)
    is_shipped = (paths.rubrics() / f"{key}.yaml").exists()  # a rubric's file is named after it
    return is_shipped or bool(open_copies(session, key)) or session.scalar(published) is not None


def before_of(copy: RubricCopy) -> Edition:
    """The edition the copy started from."""
    return Edition.from_content(copy.before)


def newer_version(session: Session, copy: RubricCopy) -> RubricVersion | None:
    """The newest version of the rubric, where the copy started from an older one."""
    newest = sa.select(RubricVersion).where(RubricVersion.key == copy.key).order_by(RubricVersion.number.desc())
    latest = session.scalar(newest.limit(1))
    return None if latest is None or latest.id == copy.before_version_id or latest.content == copy.before else latest


def copy_in_url(copy_id: str) -> RubricCopy | None:
    """The copy that an address names; what `access.allows` loads it with."""
    return db.session.get(RubricCopy, copy_id)
