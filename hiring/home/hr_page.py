"""HR's start page: act today, waiting for you, waiting for others, running openings, the week's outcomes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.status import counts_by_opening
from hiring.foundation import clock
from hiring.home.act_today import act_today
from hiring.home.hires.follow_up import hire_follow_up
from hiring.home.hires.news import hiring_news
from hiring.home.hires.rows import hire_rows
from hiring.home.kept_people import kept_people
from hiring.home.others_turn import Address, late_colleagues
from hiring.home.running_probations import SOON, RunningProbation, needing_someone, running_probations
from hiring.home.strips import RunningOpening, RunningStrips, running_openings, strips
from hiring.home.values import LateColleague, TodoLine, UntoldOutcome, WeekOutcome
from hiring.home.your_turn import your_turn
from hiring.openings.models import Opening


@dataclass(frozen=True, slots=True)
class HrPage:
    """All the lines of the page, or those of one workplace; `workplaces` are id, name and how much there is to do."""

    urgent: list[TodoLine]
    yours: list[TodoLine]
    others: list[LateColleague]
    deciding: list[RunningProbation]
    untold: list[UntoldOutcome]
    openings: RunningStrips
    outcomes: list[WeekOutcome]
    workplaces: tuple[tuple[str, str, int], ...]

    @property
    def remindable(self) -> list[LateColleague]:
        return [colleague for colleague in self.others if can_be_reminded(colleague)]


def hr_page(
    session: Session, person: Person, address: Address, workplace: str = "", *, has_privacy: bool = True
) -> HrPage:
    """Everything that needs someone, everywhere or at one workplace, in the same few statements whatever the rows."""
    openings = running_openings(session, sa.true())
    counts = counts_by_opening(session, person, Application.opening_id.in_(_ids_of_running()))
    probations = running_probations(session, person, needing_someone())
    late = late_colleagues(session, person, probations, address)
    rows = hire_rows(session, person)
    news, after = hiring_news(rows, address), hire_follow_up(rows, person, probations, address)
    urgent = [replace(line, reminded=_reminded(line, late)) for line in act_today(probations, address)]
    yours = [*your_turn(session, person, openings, counts, address), *news.to_start, *after.yours, *news.changes]
    yours += kept_people(session, person, address) if has_privacy else ()
    others = without_urgent(late)
    here = [opening for opening in openings if workplace in {"", opening.workplace_id}]
    return HrPage(
        urgent=_at(urgent, workplace),
        yours=_at(yours, workplace),
        others=_late_at(others, workplace),
        deciding=[one for one in _at(probations, workplace) if _is_to_decide(one)],
        untold=_at(after.untold, workplace),
        openings=strips(here, counts, late, address),
        outcomes=_at(news.outcomes, workplace),
        workplaces=_workplaces(openings, probations, [*urgent, *yours], others),
    )


class _Placed(Protocol):
    @property
    def workplace_id(self) -> str: ...


P = TypeVar("P", bound=_Placed)


def _at(lines: Iterable[P], workplace: str) -> list[P]:
    return [line for line in lines if workplace in {"", line.workplace_id}]


def _late_at(others: Iterable[LateColleague], workplace: str) -> list[LateColleague]:
    """Each with the things of that workplace alone."""
    here = [replace(colleague, things=_at(colleague.things, workplace)) for colleague in others]
    return [colleague for colleague in here if colleague.things]


def _is_to_decide(followed: RunningProbation) -> bool:
    return not followed.is_dangerous and followed.decide_by <= followed.today + SOON


def _ids_of_running() -> sa.Select[str]:
    return sa.select(Opening.id).where(Opening.closed_on.is_(None))


def without_urgent(late: Iterable[LateColleague]) -> list[LateColleague]:
    """What has no red line of its own."""
    left = [replace(one, things=[thing for thing in one.things if not thing.is_urgent]) for one in late]
    return [colleague for colleague in left if colleague.things]


def _reminded(line: TodoLine, late: Iterable[LateColleague]) -> str:
    return next((reminded(colleague) for colleague in late if colleague.person_id == line.remind), "")


def was_reminded_today(colleague: LateColleague) -> bool:
    at = colleague.reminded_at
    return at is not None and clock.in_zone(at, colleague.zone).date() >= clock.today(colleague.zone)


def can_be_reminded(colleague: LateColleague) -> bool:
    return colleague.has_mail and not was_reminded_today(colleague)


def reminded(colleague: LateColleague) -> str:
    """Reminded on 14 January"""
    at = colleague.reminded_at
    return "" if at is None else "Reminded today" if was_reminded_today(colleague) else f"Reminded on {at.day} {at:%B}"


def _workplaces(
    openings: Iterable[RunningOpening],
    probations: Iterable[RunningProbation],
    lines: Iterable[TodoLine],
    others: Iterable[LateColleague],
) -> tuple[tuple[str, str, int], ...]:
    """Id, name and how much there is to do at each workplace that this page speaks of, by name."""
    names = {opening.workplace_id: opening.workplace for opening in openings}
    names |= {followed.workplace_id: followed.workplace for followed in probations}
    to_do = Counter(line.workplace_id for line in lines)
    to_do.update(place for one in others for place in {thing.workplace_id for thing in one.things})
    ordered = sorted(names.items(), key=lambda pair: (pair[1], pair[0]))
    return tuple((key, name, to_do[key]) for key, name in ordered)
