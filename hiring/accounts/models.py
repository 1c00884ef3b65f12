"""Tables: people, their roles and sessions, and workplaces."""

from datetime import datetime

import sqlalchemy as sa
from flask_security import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.accounts.values import Role
from hiring.foundation.database import Base, Id, Ref


class Workplace(Base):
    __tablename__ = "workplace"
    __table_args__ = (sa.UniqueConstraint("name"),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(sa.String(200))
    zone: Mapped[str] = mapped_column(sa.String(60))
    jurisdiction: Mapped[str] = mapped_column(sa.String(40))


class Person(UserMixin, Base):
    __tablename__ = "person"
    __table_args__ = (sa.UniqueConstraint("email"), sa.UniqueConstraint("fs_uniquifier"))

    id: Mapped[Id]  # type: ignore[assignment]  # the library guesses a number
    name: Mapped[str] = mapped_column(sa.String(200))
    sort_name: Mapped[str] = mapped_column(sa.String(200))
    email: Mapped[str] = mapped_column(sa.String(200))
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64))
    workplace_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("workplace.id"))
    added_at: Mapped[datetime]
    # Somebody from outside who holds a seat by a link: has no role and no password, and can never sign in.
    is_guest: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    workplace: Mapped[Workplace | None] = relationship(lazy="joined")
    held: Mapped[list["RoleHeld"]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    @property
    def roles(self) -> frozenset[Role]:  # type: ignore[override]  # ours are words, not rows
        return frozenset(Role(one.role) for one in self.held)

    @property
    def role_labels(self) -> list[str]:
        return [role.label for role in Role if role in self.roles]


class RoleHeld(Base):
    __tablename__ = "role_held"

    person_id: Mapped[str] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(sa.String(20), primary_key=True)


class SignIn(Base):
    """One session. Deleted at sign-out, so that a copied cookie is worth nothing afterwards."""

    __tablename__ = "sign_in"

    id: Mapped[Id]
    person_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
