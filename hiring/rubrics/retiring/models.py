"""Table: retired questions. One that was brought back is kept, with its reason."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only

_STANDING = sa.text("brought_back_at IS NULL")


class RetiredQuestion(Base):
    __tablename__ = "retired_question"
    __table_args__ = (
        # A question is retired once at a time, however often over the years.
        sa.Index(
            "uq_retired_question_standing",
            *("criterion", "question", "words"),
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        {"info": append_only.final("a question brought back", once="OLD.brought_back_at IS NOT NULL", erasable=False)},
    )

    id: Mapped[Id]
    criterion: Mapped[str] = mapped_column(sa.String(60))
    question: Mapped[str] = mapped_column(sa.String(60))
    words: Mapped[str] = mapped_column(sa.String(64))
    reason: Mapped[str] = mapped_column(sa.Text)
    retired_at: Mapped[datetime]
    retired_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    brought_back_at: Mapped[datetime | None]
    brought_back_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))

    retired_by: Mapped[Person] = relationship(foreign_keys=retired_by_id)
