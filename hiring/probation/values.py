"""What a manager writes down in a probation, how one can end, and what is said of it in the journal."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

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
            "travel": "The journey to work",
            "work": "The work wasn't what they expected",
            "team": "Their team or their manager",
            "study": "School, training or study",
            "moved": "They moved away",
            "stopped": "They stopped coming",
            "other": "Something else, or they didn't say",
        }[self.value]


class Going(StrEnum):
    """How a criterion is going, at a check-in without marks."""

    ON_TRACK = "on_track"
    NOT_SURE = "not_sure"
    WORRIED = "worried"

    @property
    def label(self) -> str:
        return {"on_track": "on track", "not_sure": "not sure yet", "worried": "worried"}[self.value]


class TakeAgain(StrEnum):
    """Would you hire them again?"""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"

    @property
    def label(self) -> str:
        return {"yes": "Yes", "unsure": "Not sure", "no": "No"}[self.value]


class PromiseBy(StrEnum):
    """Who promised something in a check-in."""

    MANAGER = "manager"
    HIRE = "hire"
    HR = "hr"


class PromiseFate(StrEnum):
    """What became of a promise."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"

    @property
    def label(self) -> str:
        return {"done": "Done", "partly": "Partly done", "not_done": "Not done"}[self.value]


class ActSource(StrEnum):
    """Where an act is known from. A story that nobody looked into is kept, but marks do not rest on it."""

    SEEN = "seen"
    RECORD = "record"
    COLLEAGUE = "colleague"
    HIRE = "hire"
    CUSTOMER = "customer"
    UNCHECKED = "unchecked"

    @property
    def label(self) -> str:
        return {
            "seen": "I saw it",
            "record": "A record: till, ticket, message",
            "colleague": "A colleague saw it",
            "hire": "They told me themselves",
            "customer": "A customer told us, and I checked it",
            "unchecked": "A customer told us, not checked yet",
        }[self.value]

    @property
    def counts(self) -> bool:
        return self is not ActSource.UNCHECKED


@dataclass(frozen=True, slots=True)
class Act:
    """Something the hire did on a day, on one criterion; on none where nobody said yet what it's about."""

    criterion: str
    on: date
    act: str
    is_concern: bool
    source: ActSource = ActSource.SEEN
    wants_call: bool = False

    @property
    def known_from(self) -> ActSource:
        return self.source


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """What was agreed in a check-in: what, who does it and by when. Anything may still be missing."""

    what: str
    by: PromiseBy | None
    due_on: date | None
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class CriterionWord:
    """How one criterion is going, and what was seen where that is a worry."""

    going: Going
    seen: str = ""


@dataclass(frozen=True, slots=True)
class CheckInRecord:
    """A check-in as it was written, before it is filed.

    One without marks has `words` and the ids of the notes that count; the last one has `ratings`, in which a criterion
    without an entry wasn't answered. `placed` says what earlier notes are about: note id → criterion. `measured` is
    measure id → value in thousandths.
    """

    held_on: date
    ratings: dict[str, int | None] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    words: dict[str, CriterionWord] = field(default_factory=dict)
    counting: frozenset[str] = frozenset()
    placed: dict[str, str] = field(default_factory=dict)
    promises: list[PromiseMade] = field(default_factory=list)
    measured: dict[str, int] = field(default_factory=dict)
    hire_said: str = ""
    customers_said: str = ""
    thanks: str = ""
    take_again: TakeAgain | None = None

    @property
    def support(self) -> str:
        """What the manager or HR promised, in words."""
        return "\n".join(promise.what for promise in self.promises if promise.by is not PromiseBy.HIRE)


@dataclass(frozen=True, slots=True)
class CheckInGap:
    """What keeps a check-in from being filed: at which part, of which criterion, and of which of its new acts."""

    sentence: str
    part: str
    criterion: str = ""
    place: int = 0
