"""What is said in the journal of the weeks between the first day and the outcome."""

from dataclasses import dataclass

from hiring.foundation.records.journal import Event


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
