"""What was decided in the last seven days, which hires have no first day, and which planned changes are a year old."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hiring.home.hires.rows import HireRow
from hiring.home.others_turn import Address
from hiring.home.values import HomeLink, TodoLine, WeekOutcome
from hiring.openings.period_words import period_at

MOST = 50
_SAYS = {
    "hire": "offer made",
    "reject": "rejected",
    "confirmed": "{period} confirmed",
    "extended": "{period} extended",
    "ended": "{period} ended",
    "resigned": "left during their {period}",
    "contract_ended": "contract ended",
    "ran_out": "{period} ran out (nobody decided)",
}


@dataclass(frozen=True, slots=True)
class HiringNews:
    """What was decided in the last week, the latest first; hires whose first day HR has still to set; and what HR wrote
    beside a finding a year ago."""

    outcomes: list[WeekOutcome]
    to_start: list[TodoLine]
    changes: list[TodoLine]


def hiring_news(rows: Iterable[Any], address: Address) -> HiringNews:
    """From the rows of `hire_rows`."""
    rows = list(rows)
    to_start = [row for row in rows if row.what == HireRow.TO_START]
    return HiringNews(
        [_outcome(row, address) for row in rows if row.what in {HireRow.DECIDED, HireRow.OUTCOME}][:MOST],
        [_first_day(row, address) for row in sorted(to_start, key=lambda row: row.name)],
        [_change(row, address) for row in reversed(rows) if row.what == HireRow.CHANGE],
    )


def _outcome(row: Any, address: Address) -> WeekOutcome:
    has_ended = row.what == HireRow.OUTCOME
    to_probation = address("probation.show", probation_id=row.probation) if has_ended else ""
    return WeekOutcome(
        name=row.name,
        url=to_probation or address("candidates.show", application_id=row.application),
        says=f"{row.title}, {_SAYS.get(row.detail, row.detail).format(period=period_at(row.jurisdiction))}",
        workplace_id=row.workplace_id,
    )


def _change(row: Any, address: Address) -> TodoLine:
    act = HomeLink("Write what came of it", address("changes.review", planned_change_id=row.id), row.detail[:60])
    return TodoLine("Say what came of a change you planned", row.detail, act, "")


def _first_day(row: Any, address: Address) -> TodoLine:
    return TodoLine(
        f"Set {row.name}'s first day",
        f"{row.title}. Hired, and no first day is set yet.",
        HomeLink("Set the first day", address("probation.open_probation", application_id=row.application), row.name),
        row.workplace_id,
    )
