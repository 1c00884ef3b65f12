"""Tables: candidates, who they know here, their applications, and imports that wait to be confirmed."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from hiring.accounts.models import Person, Workplace
from hiring.candidates.values import ApplicationState, RelationKind
from hiring.foundation.addresses import key_of_row, mailbox_key
from hiring.foundation.database import Base, Content, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.openings.models import Opening


class Candidate(Base):
    __tablename__ = "candidate"
    __table_args__ = {"info": append_only.changes("HR corrects names and addresses")}

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(sa.String(200), info=personal("their name", left="Erased"))
    sort_name: Mapped[str] = mapped_column(
        sa.String(200), index=True, info=personal("their name, for sorting", left="erased")
    )
    email: Mapped[str] = mapped_column(sa.String(200), default="", index=True, info=personal("their address"))
    # What the address is compared by: `mailbox_key` of it.
    email_key: Mapped[str] = mapped_column(
        sa.String(200), default=key_of_row, index=True, info=personal("their address, for comparing")
    )
    phone: Mapped[str] = mapped_column(sa.String(60), default="", info=personal("their telephone number"))
    added_at: Mapped[datetime]
    # Since when nobody meets them in a search, a list or a figure by name; HR alone can open their record.
    restricted_at: Mapped[datetime | None]
    # Since then no name, address or word is left; numbers that lead to nobody stay.
    erased_at: Mapped[datetime | None]

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
    def is_hidden(self) -> bool:
        """Restricted or erased: shown in no list."""
        return self.restricted_at is not None or self.erased_at is not None

    @property
    def accounts(self) -> list[Person]:
        """The accounts this candidate holds: nobody reads or decides their own record."""
        return [link.person for link in self.account_links if link.is_in_force]


# In a statement: candidates that lists show.
SHOWN = sa.and_(Candidate.restricted_at.is_(None), Candidate.erased_at.is_(None))
# No count includes them either: an erased candidate is only a number, a restricted one may not be used for anything.
RESTRICTED = sa.and_(Candidate.restricted_at.is_not(None), Candidate.erased_at.is_(None))


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
    """Someone here who referred the candidate or manages them already: asked, before they interview them."""

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
    external_reference: Mapped[str] = mapped_column(
        sa.String(100), default="", info=personal("their number in another system")
    )
    source: Mapped[str] = mapped_column(sa.String(200), default="", info=personal("where the application came from"))
    note: Mapped[str] = mapped_column(sa.Text, default="", info=personal("a note on the application"))
    applied_on: Mapped[date]
    state: Mapped[str] = mapped_column(sa.String(20), default=str(ApplicationState.UNDER_WAY))
    state_on: Mapped[date | None]
    state_note: Mapped[str] = mapped_column(sa.Text, default="", info=personal("why the application ended"))
    # What helps the candidate in an interview, never why; interviewers read it where the candidate agreed.
    adjustments: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what helps them in an interview"))
    adjustments_shown: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    # Where someone who was offered the job takes a post, if the opening has posts at several workplaces.
    workplace_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("workplace.id"), index=True)
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}

    opening: Mapped[Opening] = relationship()
    workplace: Mapped[Workplace | None] = relationship()
    candidate: Mapped[Candidate] = relationship(lazy="joined", back_populates="applications")

    @property
    def is_under_way(self) -> bool:
        return self.state == ApplicationState.UNDER_WAY

    @property
    def adjustments_told(self) -> str:
        """What interviewers, and the sheet on the wall, get to know."""
        return self.adjustments if self.adjustments_shown else ""

    @property
    def place(self) -> Workplace:
        """Where they would work: the post they took, or the opening's own workplace."""
        return self.workplace or self.opening.workplace

    @property
    def needs_place(self) -> bool:
        """The opening has posts at several workplaces, and nobody has said which they take."""
        return self.workplace_id is None and bool(self.opening.more_places)


class CandidateImport(Base):
    """An uploaded file that HR looks at before anyone in it is added."""

    __tablename__ = "candidate_import"
    __table_args__ = {"info": append_only.changes("its rows go once they are taken")}

    id: Mapped[Id]
    opening_id: Mapped[Ref] = mapped_column(sa.ForeignKey("opening.id"), index=True)
    file_name: Mapped[str] = mapped_column(sa.String(200), info=personal("an uploaded file's name"))
    # The cells as text from the header on, until they are taken: then nothing is kept that was taken.
    rows: Mapped[list[list[str]] | None] = mapped_column(Content, info=personal("cells of an uploaded file"))
    # The header's number in the file, as a spreadsheet counts.
    header_at: Mapped[int] = mapped_column(default=1)
    remarks: Mapped[list[str]] = mapped_column(Content, info=personal("what was noticed in a file"))
    # A field for each column, "" for those left out; nothing until someone has checked them.
    fields: Mapped[list[str] | None] = mapped_column(Content)
    day_first: Mapped[bool | None]
    # Row number → ticked, and row number → field → what a person typed; only where they differ from the file's.
    ticks: Mapped[dict[str, bool]] = mapped_column(Content, default=dict)
    repairs: Mapped[dict[str, dict[str, str]]] = mapped_column(
        Content, default=dict, info=personal("what was typed into a row of a file")
    )
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    taken_at: Mapped[datetime | None]
    # What became of it: how many were taken and merged, the refused rows with their reasons, and the ids of what was
    # added, by which all of it can be undone.
    result: Mapped[dict[str, Any] | None] = mapped_column(Content, info=personal("rows that were refused"))
    undone_at: Mapped[datetime | None]

    opening: Mapped[Opening] = relationship()
    uploaded_by: Mapped[Person] = relationship()


class RememberedColumns(Base):
    """What people last chose for the columns of a tracker's files."""

    __tablename__ = "remembered_columns"
    __table_args__ = {"info": append_only.changes("the last choice counts")}

    # The tracker's name, or a digest of the headings.
    source: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    # Heading → field.
    fields: Mapped[dict[str, str]] = mapped_column(Content, info=personal("headings of an imported file"))
    chosen_at: Mapped[datetime]
