"""Tables: requests about what is kept, statements beside a record, holds, and who was erased."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate
from hiring.foundation.database import Base, Id, Ref
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.interviews.models import Scorecard
from hiring.privacy.values import ErasureReason, RequestKind
from hiring.probation.models import CheckIn

_STANDING = sa.text("released_at IS NULL")
_OPEN = sa.text("ended_at IS NULL")


class PrivacyRequest(Base):
    """Someone asked about what's kept on them: who, how they were known, until when it's answered, and the answer."""

    __tablename__ = "privacy_request"
    __table_args__ = (
        {"info": append_only.final("an answered request", once="OLD.answered_on IS NOT NULL", in_journal=True)},
    )

    id: Mapped[Id]
    candidate_id: Mapped[Ref] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    asked_by: Mapped[str] = mapped_column(sa.String(200), info=personal("who asked"))
    identity: Mapped[str] = mapped_column(sa.Text, info=personal("how we knew that it was them"))
    asked_on: Mapped[date]
    due_on: Mapped[date]
    extended_on: Mapped[date | None]
    extension: Mapped[str] = mapped_column(sa.Text, default="", info=personal("why the answer took longer"))
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what was answered"))
    recorded_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
    answered_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))

    candidate: Mapped[Candidate] = relationship()
    recorded_by: Mapped[Person] = relationship(foreign_keys=recorded_by_id)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)

    @property
    def label(self) -> str:
        return RequestKind(self.kind).label

    @property
    def is_open(self) -> bool:
        return self.answered_on is None


class Statement(Base):
    """What someone says about a scorecard or a check-in on them. The original stays, and both print."""

    __tablename__ = "statement"
    __table_args__ = ({"info": append_only.final("a statement", in_journal=True)},)

    id: Mapped[Id]
    candidate_id: Mapped[Ref] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    scorecard_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("scorecard.id"), index=True)
    check_in_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("check_in.id"), index=True)
    words: Mapped[str] = mapped_column(sa.Text, info=personal("what they say about it"))
    received_on: Mapped[date]
    recorded_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    candidate: Mapped[Candidate] = relationship()
    scorecard: Mapped[Scorecard | None] = relationship()
    check_in: Mapped[CheckIn | None] = relationship()
    recorded_by: Mapped[Person] = relationship()


class LegalHold(Base):
    """Nothing about this person is purged or erased while it's in force. Two people release it."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        sa.Index(
            "uq_legal_hold_in_force",
            "candidate_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        {"info": append_only.final("a released hold", once="OLD.released_at IS NOT NULL")},
    )

    id: Mapped[Id]
    candidate_id: Mapped[Ref] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.Text, info=personal("why nothing may be erased"))
    reviewer_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    review_on: Mapped[date]
    placed_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    placed_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    release_proposed_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    released_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))

    candidate: Mapped[Candidate] = relationship()
    reviewer: Mapped[Person] = relationship(foreign_keys=reviewer_id)
    placed_by: Mapped[Person] = relationship(foreign_keys=placed_by_id)


class ErasureProposal(Base):
    """Someone from HR asks a second person to agree that a candidate is erased. Each of the two sees the name."""

    __tablename__ = "erasure_proposal"
    __table_args__ = (
        sa.Index(
            "uq_erasure_proposal_open",
            "candidate_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        {"info": append_only.final("an answered proposal", once="OLD.ended_at IS NOT NULL")},
    )

    id: Mapped[Id]
    candidate_id: Mapped[Ref] = mapped_column(sa.ForeignKey("candidate.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.String(20))
    proposed_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))

    candidate: Mapped[Candidate] = relationship()
    proposed_by: Mapped[Person] = relationship(foreign_keys=proposed_by_id)

    @property
    def label(self) -> str:
        return ErasureReason(self.reason).label


class Erasure(Base):
    """A person was erased: why, and the two people who did it. It names nobody else."""

    __tablename__ = "erasure"
    __table_args__ = ({"info": append_only.final("an erasure", erasable=False)},)

    candidate_id: Mapped[Ref] = mapped_column(sa.ForeignKey("candidate.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(sa.String(20))
    proposed_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    erased_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]
