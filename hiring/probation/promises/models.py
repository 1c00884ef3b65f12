"""Table: promises, with who does what by when, and what became of it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.probation.models import Probation
from hiring.probation.values import PromiseBy


class Promise(Base):
    """Something agreed with a hire. Open until someone says what became of it."""

    __tablename__ = "promise"
    __table_args__ = (
        {"info": append_only.final("a promise that was answered", once="OLD.closed_at IS NOT NULL", in_journal=True)},
    )

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), index=True)
    check_in_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("check_in.id"))
    what: Mapped[str] = mapped_column(sa.Text, info=personal("what was promised"))
    by: Mapped[str] = mapped_column(sa.String(10))
    # Whose Home it's on once it's overdue: the manager who made it, also after a handover. HR shares theirs.
    by_person_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    due_on: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    became: Mapped[str] = mapped_column(sa.String(10), default="")
    became_words: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what became of a promise"))
    done_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))

    probation: Mapped[Probation] = relationship(
        backref=sa.orm.backref("promises", order_by="Promise.due_on, Promise.id")
    )
    by_person: Mapped[Person | None] = relationship(foreign_keys=by_person_id)

    @property
    def by_name(self) -> str:
        """The first name of the person who promised; HR as a whole."""
        if self.by == PromiseBy.HR:
            return "HR"
        name = self.by_person.name if self.by_person is not None else self.probation.hire
        return name.split()[0]

    def days_late(self, today: date) -> int:
        """How many days an open promise is over its day; 0 where it isn't, or was answered."""
        return max((today - self.due_on).days, 0) if self.closed_at is None else 0
