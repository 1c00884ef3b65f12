"""Tables: candidates, whom they know here, their applications, and imports that wait for a yes."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from hiring.accounts.models import Person
from hiring.candidates.values import ApplicationState, RelationKind
from hiring.foundation.addresses import key_of_row, mailbox_key
from hiring.foundation.database import Base, Content, Id, Ref
from hiring.foundation.records import append_only
from hiring.openings.models import Opening


class Candidate(Base):
    __tablename__ = "candidate"
    __table_args__ = {"info": append_only.changes("HR corrects names and addresses")}

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(sa.String(200))
    sort_name: Mapped[str] = mapped_column(sa.String(200), index=True)
    email: Mapped[str] = mapped_column(sa.String(200), default="", index=True)
    # What the address is compared by: `mailbox_key` of it.
    email_key: Mapped[str] = mapped_column(sa.String(200), default=key_of_row, index=True)
    phone: Mapped[str] = mapped_column(sa.String(60), default="")
    added_at: Mapped[datetime]

    account_links: Mapped[list["AccountLink"]] = relationship(
        back_populates="candidate", order_by="AccountLink.linked_at", lazy="selectin"
    )
    applications: Mapped[list["Application"]] = relationship(back_populates="candidate")
    relations: Mapped[list["Relation"]] = relationship(cascade="all, delete-orphan", order_by="Relation.kind")

    @validates("email")
    def _compare_by_mailbox(self, _name: str, email: str) -> str:
        self.email_key = mailbox_key(email)
        return email

    @property
    def accounts(self) -> list[Person]:
        """The accounts this candidate holds: nobody reads or decides their own record."""
        return [link.person for link in self.account_links if link.is_in_force]


class AccountLink(Base):
    """Says that a candidate and an account are one human being; kept, whatever becomes of either's address.

    Once two people from HR have said that they are two, the row stays and says so: a likeness found again later does
    not undo what they have said.
    """

    __tablename__ = "account_link"
    __table_args__ = {"info": append_only.changes("two people can take it back")}

    candidate_id: Mapped[Ref] = mapped_column(sa.ForeignKey("candidate.id"), primary_key=True)
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    linked_at: Mapped[datetime]
    unlinked_at: Mapped[datetime | None]

    candidate: Mapped[Candidate] = relationship(back_populates="account_links")
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def is_in_force(self) -> bool:
        return self.unlinked_at is None


class Relation(Base):
    """Somebody here who referred the candidate or manages them already: asked, before they interview them."""

    __tablename__ = "candidate_relation"
    __table_args__ = {"info": append_only.changes("HR corrects who knows each other")}

    candidate_id: Mapped[Ref] = mapped_column(sa.ForeignKey("candidate.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"), index=True)

    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def label(self) -> str:
        return RelationKind(self.kind).label


class Application(Base):
    __tablename__ = "application"
    __table_args__ = (
        sa.UniqueConstraint("opening_id", "candidate_id"),
        sa.UniqueConstraint("opening_id", "number"),
        {"info": append_only.changes("its state moves on")},
    )

    id: Mapped[Id]
    opening_id: Mapped[Ref] = mapped_column(sa.ForeignKey("opening.id"), index=True)
    candidate_id: Mapped[Ref] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    number: Mapped[int]
    external_reference: Mapped[str] = mapped_column(sa.String(100), default="")
    source: Mapped[str] = mapped_column(sa.String(200), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    applied_on: Mapped[date]
    state: Mapped[str] = mapped_column(sa.String(20), default=str(ApplicationState.UNDER_WAY))
    state_on: Mapped[date | None]
    state_note: Mapped[str] = mapped_column(sa.Text, default="")
    added_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}

    opening: Mapped[Opening] = relationship()
    candidate: Mapped[Candidate] = relationship(lazy="joined", back_populates="applications")

    @property
    def is_under_way(self) -> bool:
        return self.state == ApplicationState.UNDER_WAY


class CandidateImport(Base):
    """An uploaded file that HR looks at before anything of it is taken."""

    __tablename__ = "candidate_import"
    __table_args__ = {"info": append_only.changes("its rows go once they are taken")}

    id: Mapped[Id]
    opening_id: Mapped[Ref] = mapped_column(sa.ForeignKey("opening.id"), index=True)
    file_name: Mapped[str] = mapped_column(sa.String(200))
    # The cells as text, until they are taken: then nothing is kept that was taken.
    rows: Mapped[list[list[str]] | None] = mapped_column(Content)
    remarks: Mapped[list[str]] = mapped_column(Content)
    day_first: Mapped[bool | None]
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    taken_at: Mapped[datetime | None]
    # What became of it: how many were taken and merged, and the refused rows with their reasons.
    result: Mapped[dict[str, Any] | None] = mapped_column(Content)

    opening: Mapped[Opening] = relationship()
    uploaded_by: Mapped[Person] = relationship()
