"""What a kind of letter is, what its placeholders are, and what is said of letters in the journal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.policy import can_see_application
from hiring.foundation.records.journal import Event

# What the mail table calls these mails.
LETTER = "letter"
# How long an email with a letter is worth sending, unless its kind says otherwise.
USEFUL_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{key}` in a template. `missing` is the sentence where there's no value; `{name}` in it is the candidate's.

    `in_mail_only` is what stands for a value that only an email carries: on paper its paragraph is left out."""

    key: str
    meaning: str
    missing: str
    is_personal: bool = True
    in_mail_only: str = ""

    @property
    def typed(self) -> str:
        return f"{{{self.key}}}"


# Application id → placeholder → value. An empty value is missing.
LetterValues = dict[str, dict[str, str]]
ReadValues = Callable[[Session, Sequence[Application]], LetterValues]
# Application id → why this letter can't be written to them, for those it can't.
ReadReasons = Callable[[Session, Person, Sequence[Application]], dict[str, str]]


def no_values(_session: Session, _applications: Sequence[Application]) -> LetterValues:
    return {}


def no_reasons(_session: Session, _reader: Person, _applications: Sequence[Application]) -> dict[str, str]:
    return {}


def candidate_address(application: Application) -> str:
    return application.candidate.email


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter that a room registers. `when` says in a sentence when people use it."""

    key: str
    title: str
    when: str
    placeholders: tuple[Placeholder, ...] = ()
    values: ReadValues = no_values
    why_not: ReadReasons = no_reasons
    address: Callable[[Application], str] = candidate_address
    can_write: Callable[[Person, Application], bool] = can_see_application
    # It says, or could only be written after, what was decided.
    tells_verdict: bool = False
    useful_for: timedelta = USEFUL_FOR


class LetterEnd(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class LetterTemplateChanged(Event):
    """The subject is the kind."""


@dataclass(frozen=True, slots=True)
class LetterWritten(Event):
    application: str
    kind: str


@dataclass(frozen=True, slots=True)
class LetterChanged(Event):
    pass


@dataclass(frozen=True, slots=True)
class LetterSent(Event):
    mail: str


@dataclass(frozen=True, slots=True)
class LetterPrinted(Event):
    pass


@dataclass(frozen=True, slots=True)
class LetterDeleted(Event):
    """A draft that nobody got."""

    application: str
