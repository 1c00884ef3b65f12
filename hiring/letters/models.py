"""Tables: an organisation's own templates, and letters, which are final once they are sent or printed."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal, points_to


class LetterTemplate(Base):
    """The organisation's own wording of a kind of letter, in place of ours."""

    __tablename__ = "letter_template"
    __table_args__ = {"info": append_only.changes("HR rewrites it")}

    kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    subject: Mapped[str] = mapped_column(sa.String(200), info=personal("a letter's wording"))
    text: Mapped[str] = mapped_column(sa.Text, info=personal("a letter's wording"))
    changed_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    changed_at: Mapped[datetime]

    changed_by: Mapped[Person] = relationship()


class CandidateLetter(Base):
    """One letter about one application, to the candidate or, later, the hire."""

    __tablename__ = "letter"
    __table_args__ = {"info": append_only.final("a letter that went out", once="OLD.done_at IS NOT NULL")}

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[str] = mapped_column(sa.String(200), info=personal("a letter's subject"))
    text: Mapped[str] = mapped_column(sa.Text, info=personal("a letter's text"))
    written_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]
    # "sent" or "printed", who by, when, and where an email went. Mail isn't kept for ever, so nothing ties its id.
    end: Mapped[str] = mapped_column(sa.String(20), default="")
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    address: Mapped[str] = mapped_column(sa.String(254), default="", info=personal("where a letter went"))
    mail_id: Mapped[Ref | None] = mapped_column(index=True, info=points_to("outgoing_mail"))

    application: Mapped[Application] = relationship(lazy="joined")
    written_by: Mapped[Person] = relationship(foreign_keys=written_by_id)
    done_by: Mapped[Person | None] = relationship(foreign_keys=done_by_id)

    @property
    def is_draft(self) -> bool:
        return self.done_at is None
