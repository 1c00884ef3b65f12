"""HR's start page: act today, waiting for you, waiting for others, running openings, the week's outcomes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.status import counts_by_opening
from hiring.foundation import clock
from hiring.home import strips
from hiring.home.act_today import act_today
from hiring.home.hiring_news import hiring_news
from hiring.home.others_turn import Address, late_colleagues
from hiring.home.running_probations import SOON, RunningProbation, needing_someone, running_probations
from hiring.home.values import LateColleague, OpeningStrip, TodoLine, WeekOutcome
from hiring.home.your_turn import your_turn
from hiring.openings.models import Opening

MOST_STRIPS = 12


@dataclass(frozen=True, slots=True)
class HrPage:
    """All the lines of the page, or those of one workplace."""

    urgent: list[TodoLine]
    yours: list[TodoLine]
    others: list[LateColleague]
    deciding: list[RunningProbation]
    strips: list[OpeningStrip]
    outcomes: list[WeekOutcome]
    workplaces: tuple[tuple[str, str, int], ...] = ()

    @property
    def openings_say(self) -> str:
        return strips.sentence(self.strips)

    @property
    def is_empty(self) -> bool:
        return not (self.urgent or self.yours or self.others)

    @property
    def shown_strips(self) -> list[OpeningStrip]:
        return self.strips[:MOST_STRIPS]

    @property
    def remindable(self) -> list[LateColleague]:
        return [colleague for colleague in self.others if can_be_reminded(colleague)]

    def at(self, workplace: str) -> "HrPage":
        """The same page with what concerns one workplace only."""
        others = []
        for colleague in self.others:
            things = [thing for thing in colleague.things if thing.workplace == workplace]
            if things:
                others.append(replace(colleague, things=things))
        return replace(
            self,
            urgent=_at(self.urgent, workplace),
            yours=_at(self.yours, workplace),
            others=others,
            deciding=[followed for followed in self.deciding if followed.workplace_id == workplace],
            strips=[strip for strip in self.strips if strip.workplace == workplace],
            outcomes=[outcome for outcome in self.outcomes if outcome.workplace == workplace],
        )


def _at(lines: Iterable[TodoLine], workplace: str) -> list[TodoLine]:
    return [line for line in lines if line.workplace == workplace]


def hr_page(session: Session, person: Person, address: Address) -> HrPage:
    """Everything that needs someone, in the same few statements whatever the rows."""
    openings = strips.running_openings(session, sa.true())
    running = Application.opening_id.in_(_ids_of_running())
    counts = counts_by_opening(session, person, running)
    probations = running_probations(session, person, needing_someone())
    late = late_colleagues(session, person, probations, address)
    urgent = act_today(probations, address)
    news = hiring_news(session, person, address)
    yours = [*your_turn(session, person, openings, counts, address), *news.to_start]
    others = without_urgent(late)
    return HrPage(
        urgent=[replace(line, reminded=_reminded(line, late)) for line in urgent],
        yours=yours,
        others=others,
        deciding=[one for one in probations if not one.is_dangerous and one.decide_by <= one.today + SOON],
        strips=strips.strips(openings, counts, late, address),
        outcomes=news.outcomes,
        workplaces=_workplaces(openings, probations, [*urgent, *yours], others),
    )


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
    openings: Iterable[strips.RunningOpening],
    probations: Iterable[RunningProbation],
    lines: Iterable[TodoLine],
    others: Iterable[LateColleague],
) -> tuple[tuple[str, str, int], ...]:
    """Id, name and how much there is to do at each workplace that this page speaks of, by name."""
    names = {opening.workplace_id: opening.workplace for opening in openings}
    names |= {followed.workplace_id: followed.workplace for followed in probations}
    to_do = Counter(line.workplace for line in lines)
    to_do.update(place for one in others for place in {thing.workplace for thing in one.things})
    ordered = sorted(names.items(), key=lambda pair: (pair[1], pair[0]))
    return tuple((key, name, to_do[key]) for key, name in ordered)
