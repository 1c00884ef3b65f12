"""Table: what someone found when they looked into a customer's story."""

from datetime import datetime

import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.probation.models import Observation


class StoryCheck(Base):
    """What someone found when they looked into a customer's story. The story itself stays as it was told."""

    __tablename__ = "story_check"
    __table_args__ = ({"info": append_only.final("a check of a story", in_journal=True)},)

    observation_id: Mapped[str] = mapped_column(sa.ForeignKey("observation.id"), primary_key=True)
    words: Mapped[str] = mapped_column(sa.Text, info=personal("what someone found out about a story"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    observation: Mapped[Observation] = relationship(
        backref=sa.orm.backref("story_check", uselist=False, lazy="selectin")
    )
    by: Mapped[Person] = relationship(lazy="joined")
