"""What is said in the journal of a probation, from the day it was opened to its outcome."""

from dataclasses import dataclass

from hiring.foundation.records.journal import Event


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
    wants_call: bool = False


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


@dataclass(frozen=True, slots=True)
class StoryChecked(Event):
    probation: str


@dataclass(frozen=True, slots=True)
class PromiseAdded(Event):
    probation: str
    by: str
    due_on: str


@dataclass(frozen=True, slots=True)
class PromiseClosed(Event):
    became: str


@dataclass(frozen=True, slots=True)
class ExpectationsWritten(Event):
    pass


@dataclass(frozen=True, slots=True)
class ExpectationShown(Event):
    criterion: str
    on: str


@dataclass(frozen=True, slots=True)
class ExpectationsAgreed(Event):
    """By the hire, on their own page."""


@dataclass(frozen=True, slots=True)
class InterviewReviewed(Event):
    probation: str


@dataclass(frozen=True, slots=True)
class ColleagueAsked(Event):
    probation: str


@dataclass(frozen=True, slots=True)
class ColleagueAnswered(Event):
    observation: str


@dataclass(frozen=True, slots=True)
class MeasureDefined(Event):
    of: str


@dataclass(frozen=True, slots=True)
class MeasureStopped(Event):
    pass


@dataclass(frozen=True, slots=True)
class HireLinkMade(Event):
    probation: str


@dataclass(frozen=True, slots=True)
class HireLinkMailed(Event):
    mail: str


@dataclass(frozen=True, slots=True)
class HireLinkTakenBack(Event):
    pass


@dataclass(frozen=True, slots=True)
class HireLinkOpened(Event):
    pass


@dataclass(frozen=True, slots=True)
class HireSaid(Event):
    kind: str


@dataclass(frozen=True, slots=True)
class ManagerAnswered(Event):
    """The hire answered three questions about their manager; never what they answered."""


@dataclass(frozen=True, slots=True)
class SuggestionMade(Event):
    probation: str


@dataclass(frozen=True, slots=True)
class SuggestionAnswered(Event):
    pass
