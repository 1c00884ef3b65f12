"""The four steps of a fresh installation: workplace, people, rubric, opening; each is ticked once it's done."""

from dataclasses import dataclass

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.accounts.policy import can_keep_accounts, can_keep_workplaces, is_hr
from hiring.accounts.queries import possible_approvers
from hiring.accounts.values import too_few_approvers
from hiring.foundation.database import db
from hiring.openings.models import Opening
from hiring.privacy.overview import may_wait
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import shipped


@dataclass(frozen=True, slots=True)
class SetUpCounts:
    """How much of each there is, and whether anything may wait under Privacy."""

    workplaces: int
    people: int
    rubrics: int
    openings: int
    approvers: int
    has_privacy: bool

    @property
    def is_finished(self) -> bool:
        return bool(self.workplaces and self.people > 1 and self.rubrics and self.openings)


@dataclass(frozen=True, slots=True)
class SetUpStep:
    """`short` names it in the line of steps; `url` is empty where its reader can't do it."""

    short: str
    title: str
    says: str
    label: str
    url: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class FirstHour:
    steps: list[SetUpStep]
    warning: str

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def current(self) -> SetUpStep | None:
        return next((step for step in self.steps if not step.is_done), None)


def set_up_counts(session: Session) -> SetUpCounts:
    """In one statement."""
    everyone = sa.select(sa.func.count(Person.id)).where(Person.active, Person.is_guest.is_(False))
    parts = [
        sa.select(sa.func.count(Workplace.id)),
        everyone,
        sa.select(sa.func.count(RubricVersion.id)),
        sa.select(sa.func.count(Opening.id)),
        possible_approvers(),
        may_wait(),
    ]
    return SetUpCounts(*session.execute(sa.select(*(part.scalar_subquery() for part in parts))).one())


def first_hour(session: Session, person: Person, counts: SetUpCounts) -> FirstHour | None:
    """The steps, for people who set things up, while one of them is left."""
    if counts.is_finished or not (can_keep_accounts(person) or is_hr(person)):
        return None
    steps = [_workplace(session, person, counts), _people(person, counts), *_hiring(person, counts)]
    return FirstHour(steps, too_few_approvers(counts.approvers))


def _workplace(session: Session, person: Person, counts: SetUpCounts) -> SetUpStep:
    says = "Where people work: its name, its time zone, and the country whose rules apply."
    if counts.workplaces:
        first = session.scalar(sa.select(Workplace.name).order_by(Workplace.name).limit(1))
        says = f"{first}." if counts.workplaces == 1 else f"{first} and {counts.workplaces - 1} more."
    endpoint = "accounts.add_workplace" if can_keep_workplaces(person) else ""
    return _step("Workplace", "Your workplace", says, "Add a workplace", endpoint, counts.workplaces > 0)


def _people(person: Person, counts: SetUpCounts) -> SetUpStep:
    says = "Paste a list of everyone who interviews, manages or works in HR. They get a link by email."
    says = f"{counts.people} people." if counts.people > 1 else says
    endpoint = "people_list.add_several" if can_keep_accounts(person) else ""
    return _step("People", "Your people", says, "Add people", endpoint, counts.people > 1)


def _hiring(person: Person, counts: SetUpCounts) -> list[SetUpStep]:
    looks = f"What you look for, what to ask, and what each mark looks like. Choose one of {len(shipped())}."
    opens = "Open it, then add candidates. Everything else has a default."
    library, opening = ("rubrics.library", "openings.open_opening") if is_hr(person) else ("", "")
    return [
        _step("Rubric", "Your rubric", looks, "Choose a rubric", library, counts.rubrics > 0),
        _step("Opening", "Your first opening", opens, "Create an opening", opening, counts.openings > 0),
    ]


def _step(short: str, title: str, says: str, label: str, endpoint: str, is_done: bool) -> SetUpStep:
    return SetUpStep(short, title, says, label, url_for(endpoint) if endpoint else "", is_done)


def set_up_steps(person: Person | None) -> list[SetUpStep]:
    """For pages on which a step is done; none once everything is set up."""
    if person is None:
        return []
    hour = first_hour(db.session, person, set_up_counts(db.session))
    return hour.steps if hour is not None else []
