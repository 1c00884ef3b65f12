"""What a manager writes down in a probation, how one can end, and what is said of it in the journal."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hiring.foundation.records.journal import Event

NOT_OBSERVED = "not_observed"


class OutcomeKind(StrEnum):
    CONFIRMED = "confirmed"
    EXTENDED = "extended"
    ENDED = "ended"
    RESIGNED = "resigned"
    CONTRACT_ENDED = "contract_ended"
    RAN_OUT = "ran_out"

    @property
    def needs_second_person(self) -> bool:
        return self in {OutcomeKind.ENDED, OutcomeKind.RESIGNED}

    @property
    def is_told(self) -> bool:
        """Whether telling the hire is a step of its own, with a day and a name."""
        return self in {OutcomeKind.CONFIRMED, OutcomeKind.EXTENDED, OutcomeKind.ENDED}

    @property
    def label(self) -> str:
        return {
            "resigned": "left",
            "contract_ended": "contract ended",
            "ran_out": "ran out (nobody decided)",
        }.get(self.value, self.value)

    @property
    def recorded(self) -> str:
        """What people read once they have recorded it."""
        return {
            "confirmed": "Confirmed. Tell them, then record that you did.",
            "extended": "Extended. Give them the reason and the goals in writing before the old last day.",
            "ended": "Nothing has ended yet. A second person from HR reads exactly this text.",
            "resigned": "Nothing has ended yet. They confirm it by their link, or a second person from HR does.",
            "contract_ended": "Recorded: their contract ended.",
            "ran_out": "Recorded: they stay, and nobody decided in time.",
        }[self.value]


class ProbationPlan(StrEnum):
    """How closely a hire is followed, and whether someone decides on them in the end."""

    FULL = "full"
    LIGHT = "light"
    CONTRACTOR = "contractor"

    @property
    def label(self) -> str:
        return {
            "full": "Three check-ins, then a decision",
            "light": "One check-in, then a decision: for a fixed term or a season",
            "contractor": "Check-ins without a decision: for contractors",
        }[self.value]

    @property
    def check_ins(self) -> int:
        return 1 if self is ProbationPlan.LIGHT else 3

    @property
    def ends_in_decision(self) -> bool:
        return self is not ProbationPlan.CONTRACTOR


class LeavingReason(StrEnum):
    """Why someone left, from a short list. Nothing on it says how they are."""

    ANOTHER_JOB = "another_job"
    PAY = "pay"
    HOURS = "hours"
    TRAVEL = "travel"
    WORK = "work"
    TEAM = "team"
    STUDY = "study"
    MOVED = "moved"
    STOPPED = "stopped"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "another_job": "Another job",
            "pay": "Pay",
            "hours": "Hours or shifts",
            "travel": "The way to work",
            "work": "The work wasn't what they expected",
            "team": "Their team or their manager",
            "study": "School, training or study",
            "moved": "They moved away",
            "stopped": "They stopped coming",
            "other": "Something else, or they didn't say",
        }[self.value]


class ActSource(StrEnum):
    """Where an act is known from. A story that nobody looked into is kept, but marks do not rest on it."""

    SEEN = "seen"
    RECORD = "record"
    COLLEAGUE = "colleague"
    CUSTOMER = "customer"
    UNCHECKED = "unchecked"

    @property
    def label(self) -> str:
        return {
            "seen": "I saw or heard it",
            "record": "A record: till, ticket, message",
            "colleague": "A colleague saw it",
            "customer": "A customer told us, and I checked it",
            "unchecked": "A customer told us, not checked yet",
        }[self.value]

    @property
    def counts(self) -> bool:
        return self is not ActSource.UNCHECKED


@dataclass(frozen=True, slots=True)
class Act:
    """Something the hire did on a day, on one criterion."""

    criterion: str
    on: date
    act: str
    is_concern: bool
    source: ActSource = ActSource.SEEN

    @property
    def known_from(self) -> ActSource:
        return self.source


@dataclass(frozen=True, slots=True)
class CheckInRecord:
    """A check-in as it was written, before it is filed. A criterion without an entry in `ratings` was not answered."""

    held_on: date
    ratings: dict[str, int | None]
    acts: list[Act] = field(default_factory=list)
    support: str = ""
    hire_said: str = ""
    customers_said: str = ""


@dataclass(frozen=True, slots=True)
class CheckInGap:
    """What keeps a check-in from being filed: at which part, of which criterion, and of which of its new acts."""

    sentence: str
    part: str
    criterion: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class ProbationOpened(Event):
    application: str
    manager: str
    starts_on: str
    decide_by: str


@dataclass(frozen=True, slots=True)
class ActNoted(Event):
    probation: str
    on: str


@dataclass(frozen=True, slots=True)
class CheckInFiled(Event):
    probation: str
    blind: bool


@dataclass(frozen=True, slots=True)
class ProbationConfirmed(Event):
    late: bool


@dataclass(frozen=True, slots=True)
class RanOutRecorded(Event):
    """Someone recorded what happened after the end: they stay, or their contract ended."""

    outcome: str
    late: bool


@dataclass(frozen=True, slots=True)
class HireTold(Event):
    outcome: str
    on: str


@dataclass(frozen=True, slots=True)
class LeavingConfirmed(Event):
    """The hire confirmed by their own link that they're leaving."""

    approval: str
    last_day: str
    late: bool


@dataclass(frozen=True, slots=True)
class ManagerReminded(Event):
    manager: str
    mail: str


@dataclass(frozen=True, slots=True)
class ProbationExtended(Event):
    to: str
    decide_by: str


@dataclass(frozen=True, slots=True)
class EndProposed(Event):
    approval: str
    outcome: str


@dataclass(frozen=True, slots=True)
class EndTakenBack(Event):
    approval: str


@dataclass(frozen=True, slots=True)
class EndApproved(Event):
    """`checked` says that the second person looked for a recent complaint, leave and the like; never what was found.

    `read` is the digest of all they were shown, `late` that the term had run out.
    """

    approval: str
    outcome: str
    checked: bool
    last_day: str
    read: str
    late: bool


@dataclass(frozen=True, slots=True)
class EndDeclined(Event):
    approval: str
