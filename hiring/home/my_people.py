"""A manager's people, from the day the hire is made: the day they're on, the next step, and the week."""

from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import unseen_candidates
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import IN_FORCE, Decision, ReferenceCheck, SkillFloor
from hiring.foundation import clock
from hiring.home.act_today import why
from hiring.home.others_turn import Address
from hiring.home.running_probations import SOON, DatedCheckIn, RunningProbation, running_probations
from hiring.home.values import DayLine, HomeLink, days_late, first_name
from hiring.interviews.counted import IS_ON
from hiring.interviews.models import Interview
from hiring.interviews.queries import applications_owed_by
from hiring.openings.models import Opening
from hiring.probation.clock import day_number
from hiring.probation.models import Observation, Probation
from hiring.probation.queries import without_probation
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import edition_of

LATEST_NOTES = 2


@dataclass(frozen=True, slots=True)
class NoteLine:
    act: str
    on: date
    is_concern: bool


@dataclass(frozen=True, slots=True)
class WeekLine:
    """Something of this week or late: when, whose, and what."""

    when: str
    anchor: str
    name: str
    what: str
    is_red: bool
    on: date


@dataclass(slots=True)
class PersonCard:
    """One of the manager's people. `note_address` is empty before the first day: nothing can be noted yet."""

    id: str
    name: str
    url: str
    about: str
    today: date
    line: DayLine | None = None
    act: HomeLink | None = None
    is_main: bool = False
    is_late: bool = False
    why: str = ""
    note_address: str = ""
    criteria: list[tuple[str, str]] = field(default_factory=list)
    notes: list[NoteLine] = field(default_factory=list)
    week: list[WeekLine] = field(default_factory=list)

    @property
    def first_name(self) -> str:
        return first_name(self.name)


@dataclass(frozen=True, slots=True)
class MyPeople:
    cards: list[PersonCard]
    to_judge: list[HomeLink] = field(default_factory=list)

    @property
    def week(self) -> list[WeekLine]:
        """Red first, then by day."""
        return sorted((line for card in self.cards for line in card.week), key=lambda line: (not line.is_red, line.on))


def my_people(session: Session, manager: Person, address: Address) -> MyPeople:
    """Red first, then by the day of what comes next; people who haven't started last."""
    followed = running_probations(session, manager, Probation.manager_id == manager.id)
    cards = [_card(one, address) for one in followed]
    _add_notes(session, cards)
    _add_criteria(session, followed, cards)
    ordered = sorted(cards, key=lambda card: (not card.is_late, min((w.on for w in card.week), default=date.max)))
    return MyPeople([*ordered, *_not_open_yet(session, manager)], _to_judge(session, manager, address))


def _card(followed: RunningProbation, address: Address) -> PersonCard:
    card = PersonCard(followed.id, followed.hire, "", "", followed.today, followed.line)
    if not followed.has_started:
        days = (followed.starts_on - followed.today).days
        card.about = "starts tomorrow" if days == 1 else f"starts in {days} days"
        if followed.starts_on <= followed.today + SOON:
            card.week.append(_week_line(followed, "starts", followed.starts_on))
        return card
    total = day_number(followed.starts_on, followed.ends_on)
    card.about = f"day {day_number(followed.starts_on, followed.today)} of {total}"
    card.url = address("probation.show", probation_id=followed.id)
    card.note_address = address("probation.note_act", probation_id=followed.id)
    _add_next(followed, card, address)
    return card


def _add_next(followed: RunningProbation, card: PersonCard, address: Address) -> None:
    check_in = followed.next_check_in
    if followed.is_dangerous or check_in is None:
        _add_decision(followed, card)
    else:
        _add_check_in(followed, card, check_in, address("probation.check_in", check_in_id=check_in.id))


def _add_decision(followed: RunningProbation, card: PersonCard) -> None:
    card.is_late, is_soon = followed.is_dangerous, followed.decide_by <= followed.today + SOON
    card.is_main = card.is_late or is_soon
    card.act = HomeLink(_decide(followed), card.url, followed.hire)
    card.why = why(followed) if card.is_late else ""
    if card.is_main:
        card.week.append(_week_line(followed, "last day to decide", followed.decide_by))


def _decide(followed: RunningProbation) -> str:
    if followed.has_ended:
        return "Record what happened"
    if followed.today > followed.decide_by:
        return "Decide now"
    return f"Decide by {by(followed.decide_by, followed.today)}"


def _add_check_in(followed: RunningProbation, card: PersonCard, check_in: DatedCheckIn, url: str) -> None:
    is_due = check_in.due_on <= followed.today
    label = "Check in now" if is_due else f"Check-in {check_in.position}, by {by(check_in.due_on, followed.today)}"
    card.act, card.is_main = HomeLink(label, url, followed.hire), is_due
    if check_in.due_on <= followed.today + SOON:
        card.week.append(_week_line(followed, f"check-in {check_in.position}", check_in.due_on))


def _week_line(followed: RunningProbation, what: str, on: date) -> WeekLine:
    days = (followed.today - on).days
    when = days_late(days) if days > 0 else by(on, followed.today)
    is_red = followed.is_dangerous and what == "last day to decide"
    return WeekLine(when[0].upper() + when[1:], followed.id, followed.first_name, what, is_red, on)


def by(on: date, today: date) -> str:
    """Today, tomorrow, a weekday within a week, else the date."""
    days = (on - today).days
    if days in {0, 1}:
        return "today" if days == 0 else "tomorrow"
    return f"{on:%A}" if 0 < days < 7 else f"{on.day} {on:%B}"


def _add_notes(session: Session, cards: list[PersonCard]) -> None:
    """The latest notes of each that no check-in has taken in."""
    of = {card.id: card for card in cards}
    noted = sa.select(Observation).where(Observation.probation_id.in_(of), Observation.check_in_id.is_(None))
    for observation in session.scalars(noted.order_by(Observation.on.desc(), Observation.at.desc())):
        notes = of[observation.probation_id].notes
        if len(notes) < LATEST_NOTES:
            notes.append(NoteLine(observation.act, observation.on, observation.is_concern))


def _add_criteria(session: Session, followed: list[RunningProbation], cards: list[PersonCard]) -> None:
    """What a note can be about: the criteria of the hire's opening."""
    versions = sa.select(Opening.id, RubricVersion).join(RubricVersion, Opening.version_id == RubricVersion.id)
    rows = session.execute(versions.where(Opening.id.in_({one.opening_id for one in followed})))
    of = {opening: [(one.key, one.title) for one in edition_of(version).criteria] for opening, version in rows}
    for one, card in zip(followed, cards, strict=True):
        card.criteria = of.get(one.opening_id, [])


def _not_open_yet(session: Session, manager: Person) -> list[PersonCard]:
    """Hires of the manager's own openings whose first day HR hasn't set."""
    hired = (
        sa.select(Application.id, Candidate.name, Opening.title, Workplace.zone)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .join(Opening, Application.opening_id == Opening.id)
        .join(Workplace, Opening.workplace_id == Workplace.id)
        .where(Application.id.in_(without_probation()), Opening.manager_id == manager.id)
        .where(Candidate.id.not_in(unseen_candidates(manager)))
        .where(Application.id.not_in(applications_owed_by(manager)))
        .order_by(Candidate.sort_name, Candidate.id)
    )
    return [
        PersonCard(row.id, row.name, "", "hired, no first day yet", clock.today(row.zone), why=_NO_FIRST_DAY)
        for row in session.execute(hired)
    ]


_NO_FIRST_DAY = "HR sets the first day. The dates of the check-ins appear here then."


def _to_judge(session: Session, manager: Person, address: Address) -> list[HomeLink]:
    """Skills checks and references that are missing for candidates who were interviewed for the manager's openings.

    Candidates they owe a scorecard for are left out, since a line that goes would say that someone has decided.
    """
    chosen = (
        sa.select(Application.id, Candidate.name, SkillFloor.id.label("skill"), ReferenceCheck.id.label("references"))
        .select_from(Application)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .join(Opening, Application.opening_id == Opening.id)
        .outerjoin(SkillFloor, SkillFloor.application_id == Application.id)
        .outerjoin(ReferenceCheck, ReferenceCheck.application_id == Application.id)
        .where(Opening.manager_id == manager.id, Opening.closed_on.is_(None))
        .where(Application.state == ApplicationState.UNDER_WAY)
        .where(sa.or_(SkillFloor.id.is_(None), ReferenceCheck.id.is_(None)))
        .where(Application.id.in_(sa.select(Interview.application_id).where(IS_ON, Interview.starts_at < clock.now())))
        .where(Application.id.not_in(sa.select(Decision.application_id).where(IN_FORCE)))
        .where(Application.id.not_in(applications_owed_by(manager)), Candidate.id.not_in(unseen_candidates(manager)))
        .order_by(Candidate.sort_name, Candidate.id)
    )
    return [
        HomeLink(label, address(endpoint, application_id=row.id), row.name)
        for row in session.execute(chosen)
        for label, endpoint, known in (
            ("Record skills check", "decisions.skill_floor", row.skill),
            ("Record references", "decisions.references", row.references),
        )
        if known is None
    ]
