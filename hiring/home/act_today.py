"""Probations about to lapse: what happens if nobody acts, and who decides."""

from collections.abc import Iterable
from datetime import date

from hiring.home.others_turn import Address
from hiring.home.running_probations import RunningProbation
from hiring.home.values import HomeLink, TodoLine


def act_today(probations: Iterable[RunningProbation], address: Address) -> list[TodoLine]:
    """A red line each, the first to end first."""
    dangerous = sorted((one for one in probations if one.is_dangerous), key=lambda one: (one.ends_on, one.hire))
    return [_line(followed, address) for followed in dangerous]


def _line(followed: RunningProbation, address: Address) -> TodoLine:
    return TodoLine(
        title=followed.hire,
        about=f"{followed.opening}, {followed.workplace}. {_who_decides(followed)}",
        act=HomeLink("Open their page", address("probation.show", probation_id=followed.id), followed.hire),
        workplace_id=followed.workplace_id,
        late=followed.urgency.says,
        why=why(followed),
        line=followed.line,
        remind=followed.manager_id if followed.has_manager else "",
        remind_name=followed.manager,
    )


def _who_decides(followed: RunningProbation) -> str:
    if followed.has_manager:
        return f"{followed.manager} decides."
    return f"{followed.manager} can't sign in any more, so HR decides."


def why(followed: RunningProbation) -> str:
    """What happens if nobody decides."""
    if not followed.ends_in_decision:
        return "Their contract is over. Record what happened." if followed.has_ended else "Name another manager."
    if followed.has_ended:
        return f"It ended on {_day(followed.ends_on)} and nobody decided. Record what happened."
    if followed.contract_ends_on is not None and followed.contract_ends_on < followed.ends_on:
        return f"Their contract ends on {_day(followed.contract_ends_on)}, before the {followed.period} does."
    return f"If nobody decides by {_day(followed.ends_on)}, the {followed.period} runs out and they stay."


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
