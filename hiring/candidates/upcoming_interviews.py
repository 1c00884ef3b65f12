"""The interviews an application still has ahead. A later room keeps them, and knows how to call them off."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.grammar import counted
from hiring.foundation.web.base_app import Provided


@dataclass(frozen=True, slots=True)
class Ahead:
    """`number_for` a reader is None where the number could tell who of a panel has sealed; `cancel` takes a note and
    returns how many it cancelled."""

    number_for: Callable[[Person, Application], int | None]
    cancel: Callable[[Session, Person, Application, str], int]


def in_words(cancelled: int) -> str:
    """To be added to what a page says was done; nothing where nothing was cancelled."""
    return f" Cancelled: {counted(cancelled, 'planned interview')}." if cancelled else ""


AHEAD = Provided[Ahead]("interviews_ahead")


def interviews_ahead() -> Ahead:
    return AHEAD.get()
