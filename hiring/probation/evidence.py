"""What the record holds when someone proposes an end. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hiring.probation.values import Act, CheckInRecord

DAYS_TO_IMPROVE = 14


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, slots=True)
class FairnessCheck:
    """One thing a fair end rests on, and whether the record holds it."""

    met: bool
    sentence: str


def fairness_checklist(
    today: date, ends_on: date, filed: Sequence[CheckInRecord], acts: Sequence[Act]
) -> list[FairnessCheck]:
    """What the record holds for an end that comes as no surprise, the missing ones first."""
    concerns = sorted({(act.on, act.act) for act in acts if act.is_concern and act.source.counts})
    early = [on for on, _ in concerns if on <= today - timedelta(days=DAYS_TO_IMPROVE)]
    checks = [
        FairnessCheck(False, f"The term ran out on {_day(ends_on)}: this comes too late.")
        if today > ends_on
        else FairnessCheck(True, "The term hasn't run out."),
        FairnessCheck(True, "A check-in is filed.") if filed else FairnessCheck(False, "No check-in is filed."),
        FairnessCheck(True, f"{len(concerns)} dated concerns are noted.")
        if len(concerns) >= 2
        else FairnessCheck(False, "Fewer than two dated concerns are noted."),
        FairnessCheck(True, f"The first concern is of {_day(early[0])}: there was time to improve.")
        if early
        else FairnessCheck(
            False, f"No concern is older than {DAYS_TO_IMPROVE} days: there was little time to improve."
        ),
        FairnessCheck(True, "Support is written down.")
        if any(record.support for record in filed)
        else FairnessCheck(False, "No support is written down."),
        FairnessCheck(True, "The hire's own words are written down.")
        if any(record.hire_said for record in filed)
        else FairnessCheck(False, "The hire's own words are not written down."),
    ]
    return sorted(checks, key=lambda check: check.met)
