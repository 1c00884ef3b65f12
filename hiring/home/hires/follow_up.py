"""What HR owes people who were hired: promises, outcomes to tell, answers to what was said, and another manager."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.grammar import in_figures
from hiring.home.hires.rows import HireRow
from hiring.home.others_turn import Address
from hiring.home.running_probations import RunningProbation
from hiring.home.values import HomeLink, TodoLine, UntoldOutcome, days_late
from hiring.probation.values import OutcomeKind


@dataclass(frozen=True, slots=True)
class HireFollowUp:
    """What HR does itself, and outcomes that managers haven't told yet."""

    yours: list[TodoLine]
    untold: list[UntoldOutcome]


def hire_follow_up(
    rows: Iterable[Any], reader: Person, probations: Iterable[RunningProbation], address: Address
) -> HireFollowUp:
    """From the rows of `hire_rows`, the oldest first; hires who lost their manager come before all else."""
    rows = sorted(rows, key=lambda row: row.at)
    to_tell = [row for row in rows if row.what == HireRow.TO_TELL]
    own = {row.id for row in to_tell if not row.active or row.manager_id == reader.id}
    return HireFollowUp(
        yours=[
            *_without_manager(probations, address),
            *(_told_by_hr(row, address) for row in to_tell if row.id in own),
            *_promises(rows, address),
            *_suggestions(rows, address),
        ],
        untold=[_told_by_manager(row, address) for row in to_tell if row.id not in own],
    )


def _without_manager(probations: Iterable[RunningProbation], address: Address) -> Iterator[TodoLine]:
    """Amber: nobody decides on them. Near their end they're red, and have a line under "Act today"."""
    for followed in probations:
        if not followed.has_manager and not followed.is_dangerous:
            transfer = address("acts.oversee", probation_id=followed.id, kind="transfer")
            yield TodoLine(
                f"Name another manager for {followed.hire}",
                f"{followed.opening}, {followed.workplace}. {followed.manager} can't sign in any more.",
                HomeLink("Change the manager", transfer, followed.hire),
                followed.workplace_id,
                late="no manager",
            )


def _told_by_hr(row: Any, address: Address) -> TodoLine:
    return TodoLine(
        f"Tell {row.name}: {OutcomeKind(row.detail).label}",
        f"{row.title}. Nobody has recorded that they were told.",
        HomeLink("Record that you told them", address("endings.told", outcome_id=row.id), row.name),
        row.workplace_id,
    )


def _told_by_manager(row: Any, address: Address) -> UntoldOutcome:
    label = f"{row.name}: {OutcomeKind(row.detail).label}"
    return UntoldOutcome(HomeLink(label, address("endings.told", outcome_id=row.id)), row.manager, row.workplace_id)


def _promises(rows: Iterable[Any], address: Address) -> Iterator[TodoLine]:
    for row in rows:
        today = clock.today(row.zone) if row.what == HireRow.PROMISE else None
        if today is not None and row.due_on < today:
            yield TodoLine(
                f"Keep a promise to {row.name}",
                row.detail,
                HomeLink("Say what became of it", address("promises.close", promise_id=row.id), row.name),
                row.workplace_id,
                late=days_late((today - row.due_on).days),
            )


def _suggestions(rows: Iterable[Any], address: Address) -> Iterator[TodoLine]:
    """One line for each workplace, so that the filter by workplace leaves its own."""
    places: dict[str, list[Any]] = {}
    for row in rows:
        if row.what == HireRow.SUGGESTION:
            places.setdefault(row.workplace_id, []).append(row)
    for place, waiting in places.items():
        yield TodoLine(
            f"Answer what customers say at {waiting[0].workplace}",
            f"{in_figures(len(waiting), 'suggestion')} from new starters and their managers.",
            HomeLink("Say what you did", address("suggestions.index"), waiting[0].workplace),
            place,
        )
