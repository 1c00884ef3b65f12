"""Table: the page of an opening for its candidates."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.foundation.database import Base, Ref
from hiring.foundation.records import append_only
from hiring.openings.models import Opening


class PublicPage(Base):
    """A closed page keeps its contact line, so that opening it again is one tap; its address is gone for good."""

    __tablename__ = "public_page"
    __table_args__ = (
        sa.UniqueConstraint("token"),
        {"info": append_only.changes("its text and address change, and it closes")},
    )

    opening_id: Mapped[Ref] = mapped_column(sa.ForeignKey("opening.id", ondelete="CASCADE"), primary_key=True)
    token: Mapped[str | None] = mapped_column(sa.String(40))
    adjustments: Mapped[str] = mapped_column(sa.String(200))
    made_at: Mapped[datetime]

    opening: Mapped[Opening] = relationship()

    @property
    def is_open(self) -> bool:
        return self.token is not None
