"""Tables: probations, check-ins with their ratings, notes, outcomes."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from hiring.accounts.models import Person, Workplace
from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.foundation.database import Base, Content, Id, Ref, later_side
from hiring.foundation.records import append_only
from hiring.foundation.records.personal import personal
from hiring.openings.period_words import period_at
from hiring.probation.clock import WorkCalendar, next_to_file
from hiring.probation.values import ActSource, Going, OutcomeKind, ProbationPlan, PromiseBy


class Probation(Base):
    __tablename__ = "probation"
    __table_args__ = (
        sa.UniqueConstraint("application_id"),
        sa.CheckConstraint("starts_on < decide_by AND decide_by <= ends_on", name="days_in_order"),
        {"info": append_only.changes("it is handed over, extended and closed")},
    )

    id: Mapped[Id]
    application_id: Mapped[Ref] = mapped_column(sa.ForeignKey("application.id"))
    manager_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"), index=True)
    # Where they work, which a transfer changes; the zone and the jurisdiction are those of this workplace.
    workplace_id: Mapped[Ref] = mapped_column(sa.ForeignKey("workplace.id"), index=True)
    # Stands in for the manager up to and with this day.
    deputy_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    deputy_until: Mapped[date | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    decide_by: Mapped[date]
    first_ends_on: Mapped[date]
    notice_days: Mapped[int]
    lead_days: Mapped[int]
    # The days a works council has to be heard, where the jurisdiction asked for it when this was opened.
    hearing_days: Mapped[int] = mapped_column(default=0)
    plan: Mapped[str] = mapped_column(sa.String(20), default=ProbationPlan.FULL)
    hours: Mapped[str] = mapped_column(sa.String(200), default="", info=personal("hours of work"))
    # The last day of a fixed term; None where the contract has no end.
    contract_ends_on: Mapped[date | None]
    # Who set that day can't be who records that the contract ended on it.
    contract_end_set_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    payroll_number: Mapped[str] = mapped_column(sa.String(40), default="", info=personal("their payroll number"))
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    closed_on: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}

    application: Mapped[Application] = relationship(backref=backref("probation", uselist=False))
    manager: Mapped[Person] = relationship(foreign_keys=manager_id)
    deputy: Mapped[Person | None] = relationship(foreign_keys=deputy_id)
    workplace: Mapped[Workplace] = relationship()
    check_ins: Mapped[list["CheckIn"]] = relationship(back_populates="probation", order_by="CheckIn.due_on")
    observations: Mapped[list["Observation"]] = relationship(order_by="Observation.on, Observation.at")
    outcomes: Mapped[list["Outcome"]] = relationship(back_populates="probation", order_by="Outcome.at")

    @property
    def is_running(self) -> bool:
        """Neither decided, nor over before it began."""
        return self.closed_on is None and self.application.is_under_way

    @property
    def is_extended(self) -> bool:
        return self.ends_on != self.first_ends_on

    @property
    def next_check_in(self) -> "CheckIn | None":
        check_in: CheckIn | None = next_to_file(self.check_ins)
        return check_in

    @property
    def check_in_with_marks(self) -> "CheckIn | None":
        """The last check-in before the first decide-by once it's filed. From then on the interview's marks are open."""
        return next((check_in for check_in in self.check_ins if check_in.asks_marks and check_in.filed_at), None)

    @property
    def calendar(self) -> WorkCalendar:
        """The days that count towards this probation."""
        absences = later_side(self, "absences")
        return WorkCalendar(self.starts_on, tuple((absence.first_on, absence.last_on) for absence in absences))

    @property
    def days_to_call(self) -> int:
        """The days to call a meeting about ending, a works council's hearing included."""
        return self.lead_days + self.hearing_days

    @property
    def ends_in_decision(self) -> bool:
        return ProbationPlan(self.plan).ends_in_decision

    @property
    def is_at_work(self) -> bool:
        """Whether something on record shows that they came: a check-in, or a note, which is never dated before."""
        return bool(self.observations) or any(check_in.filed_at is not None for check_in in self.check_ins)

    @property
    def period(self) -> str:
        """What this time is called where they work: probation, introductory period, settling-in period, Probezeit."""
        return period_at(self.workplace.jurisdiction)

    @property
    def hire(self) -> str:
        return self.application.candidate.name


class CheckIn(Base):
    __tablename__ = "check_in"
    __table_args__ = (
        sa.UniqueConstraint("probation_id", "position"),
        {"info": append_only.final("a filed check-in", once="OLD.filed_at IS NOT NULL", in_journal=True)},
    )

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"))
    position: Mapped[int]
    # The last before decide-by, first or extended. Settled with the days, so that moving one changes nothing.
    asks_marks: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date]
    held_on: Mapped[date | None]
    # The day on which someone recorded, with a reason, that there was no such talk.
    not_held_on: Mapped[date | None]
    filed_at: Mapped[datetime | None]
    filed_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    # Whether its author had already met the interview marks, as a panellist.
    blind: Mapped[bool | None]
    hire_said: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what the hire said"))
    customers_said: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what customers said"))
    thanks: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what the hire was thanked for"))
    # Would you hire them again? Asked with the marks: yes, unsure or no.
    take_again: Mapped[str] = mapped_column(sa.String(10), default="")

    probation: Mapped[Probation] = relationship(back_populates="check_ins")
    words: Mapped[list["CheckInWord"]] = relationship(order_by="CheckInWord.position")
    filed_by: Mapped[Person | None] = relationship()
    ratings: Mapped[list["CheckInRating"]] = relationship(order_by="CheckInRating.position")

    @property
    def is_waiting(self) -> bool:
        """Neither filed, nor recorded as not held."""
        return self.filed_at is None and self.not_held_on is None

    @property
    def levels(self) -> dict[str, int | None]:
        """Criterion → level, None where it was not observed."""
        return {rating.criterion: rating.level for rating in self.ratings}

    @property
    def support(self) -> str:
        """What the manager or HR promised in it, in words; empty where nobody did."""
        promises = later_side(self.probation, "promises")
        made = [promise for promise in promises if promise.check_in_id == self.id and promise.by != PromiseBy.HIRE]
        return "\n".join(promise.what for promise in made)


class CheckInRating(Base):
    """One criterion at one check-in. No level means: not observed."""

    __tablename__ = "check_in_rating"
    __table_args__ = (
        sa.CheckConstraint("level IS NULL OR level BETWEEN 1 AND 5", name="level_on_scale"),
        {"info": append_only.final("a filed rating", in_journal=True)},
    )

    check_in_id: Mapped[str] = mapped_column(sa.ForeignKey("check_in.id"), primary_key=True)
    criterion: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    position: Mapped[int]
    level: Mapped[int | None]


class CheckInWord(Base):
    """How one criterion is going, as the manager tapped it. It's never turned into a number."""

    __tablename__ = "check_in_word"
    __table_args__ = ({"info": append_only.final("a filed word", in_journal=True)},)

    check_in_id: Mapped[str] = mapped_column(sa.ForeignKey("check_in.id"), primary_key=True)
    criterion: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    position: Mapped[int]
    going: Mapped[str] = mapped_column(sa.String(20))
    seen: Mapped[str] = mapped_column(sa.Text, default="", info=personal("what was seen at work"))

    @property
    def label(self) -> str:
        return Going(self.going).label


class Observation(Base):
    """A dated act and where it is known from."""

    __tablename__ = "observation"
    __table_args__ = {
        "info": append_only.final("a collected note", once="OLD.check_in_id IS NOT NULL", in_journal=True)
    }

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"), index=True)
    check_in_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("check_in.id"), index=True)
    # Empty until someone says what it's about.
    criterion: Mapped[str] = mapped_column(sa.String(60), default="")
    on: Mapped[date]
    source: Mapped[str] = mapped_column(sa.String(200), info=personal("who saw it", of_third=True))
    # Who saw it, where that isn't the person who wrote it down: a colleague who was asked by a link.
    told_by: Mapped[str] = mapped_column(sa.String(200), default="", info=personal("who told it", of_third=True))
    act: Mapped[str] = mapped_column(sa.Text, info=personal("what was seen at work"))
    is_concern: Mapped[bool]
    # "I'm worried – please call me": HR hears of it at once.
    wants_call: Mapped[bool] = mapped_column(default=False)
    recorded_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    recorded_by: Mapped[Person] = relationship()

    @property
    def known_from(self) -> ActSource:
        """A customer's story counts as checked from the day on which someone wrote down what they checked."""
        return ActSource.CUSTOMER if later_side(self, "story_check") is not None else ActSource(self.source)

    @property
    def counts(self) -> bool:
        return self.known_from.counts


class Outcome(Base):
    """How a probation ended, or was extended. Final once it's here; what waits for a second person is an approval."""

    __tablename__ = "outcome"
    __table_args__ = (
        sa.UniqueConstraint("probation_id", "kind"),
        {"info": append_only.final("an outcome", in_journal=True)},
    )

    id: Mapped[Id]
    probation_id: Mapped[Ref] = mapped_column(sa.ForeignKey("probation.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.Text, info=personal("why a probation ended as it did"))
    goals: Mapped[str] = mapped_column(sa.Text, default="", info=personal("goals of an extension"))
    extended_to: Mapped[date | None]
    last_day: Mapped[date | None]
    # What it rested on, each condition with its source, and the reason where one was overridden.
    conditions: Mapped[list[dict[str, Any]]] = mapped_column(Content, default=list, info=personal("what it rests on"))
    # Why they left, where they left: a word of a short list.
    leaving_reason: Mapped[str] = mapped_column(sa.String(20), default="")
    recorded_by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    # The manager in whose place a deputy or HR recorded it.
    in_place_of_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    # The hire confirmed by their own link that they're leaving, in place of a second person.
    confirmed_by_hire_at: Mapped[datetime | None]
    approved_by_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("person.id"))
    approval_id: Mapped[Ref | None] = mapped_column(sa.ForeignKey("approval.id"))
    at: Mapped[datetime]

    probation: Mapped[Probation] = relationship(back_populates="outcomes")
    recorded_by: Mapped[Person] = relationship(foreign_keys=recorded_by_id)
    in_place_of: Mapped[Person | None] = relationship(foreign_keys=in_place_of_id)
    approved_by: Mapped[Person | None] = relationship(foreign_keys=approved_by_id)
    told: Mapped["OutcomeTold | None"] = relationship()

    @property
    def label(self) -> str:
        return OutcomeKind(self.kind).label

    @property
    def is_to_tell(self) -> bool:
        """Nobody has recorded yet that they told the hire."""
        return OutcomeKind(self.kind).is_told and self.told is None

    @property
    def days_late(self) -> int:
        """How many days after the last day of the term it was recorded; 0 where it was in time."""
        zone = self.probation.workplace.zone
        return max((clock.in_zone(self.at, zone).date() - self.probation.ends_on).days, 0)


class OutcomeTold(Base):
    """Someone told the hire of an outcome: on which day, and how."""

    __tablename__ = "outcome_told"
    __table_args__ = ({"info": append_only.final("that a hire was told", in_journal=True)},)

    outcome_id: Mapped[Ref] = mapped_column(sa.ForeignKey("outcome.id"), primary_key=True)
    on: Mapped[date]
    how: Mapped[str] = mapped_column(sa.Text, info=personal("how a hire was told"))
    by_id: Mapped[Ref] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]

    by: Mapped[Person] = relationship()


def probation_of(application: Application) -> Probation | None:
    probation: Probation | None = later_side(application, "probation")
    return probation
