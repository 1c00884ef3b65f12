"""The dated acts of ordinary life in a probation, and what is said of them in the journal."""

from dataclasses import dataclass
from enum import StrEnum

from hiring.foundation.records.journal import Event


class ActKind(StrEnum):
    """A dated act of ordinary life in a probation."""

    START = "start"
    HOURS = "hours"
    CONTRACT_END = "contract_end"
    MANAGER = "manager"
    WORKPLACE = "workplace"
    TRANSFER = "transfer"
    ABSENCE = "absence"
    CHECK_IN_MOVED = "check_in_moved"
    NOT_HELD = "not_held"
    AMENDMENT = "amendment"
    DEPUTY = "deputy"
    PAYROLL = "payroll"
    DEPARTURE = "departure"

    @property
    def label(self) -> str:
        return {
            "start": "First day",
            "hours": "Hours",
            "contract_end": "Last day of the contract",
            "manager": "Manager",
            "workplace": "Workplace",
            "transfer": "Transfer",
            "absence": "Absence",
            "check_in_moved": "Check-in moved",
            "not_held": "Check-in not held",
            "amendment": "Check-in amended",
            "deputy": "Deputy",
            "payroll": "Payroll number",
            "departure": "Left",
        }[self.value]


@dataclass(frozen=True, slots=True)
class DatedActRecorded(Event):
    """One act of ordinary life; `to` is the id of the person it hands something to."""

    act: str
    kind: str
    on: str
    to: str
