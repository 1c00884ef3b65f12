"""What happened to an application, and what was sent about it. Later rooms know most of it; one reads it for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import ApplicationFacts
from hiring.candidates.models import Application
from hiring.foundation.web.base_app import Provided


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened, or one mail. `text` is what was written with it, folded away."""

    on: date
    says: str
    is_mail: bool = False
    text: str = ""
    tag: str = ""


# The lines that a reader may know, in any order, in a fixed number of queries.
ReadHistory = Callable[[Session, Person, Application, ApplicationFacts], Sequence[HistoryLine]]
HISTORY = Provided[ReadHistory]("application_history")


def history_of(
    session: Session, reader: Person, application: Application, facts: ApplicationFacts
) -> list[HistoryLine]:
    """Everything this reader may know, the newest first."""
    source = f", found us by: {application.source}" if application.source else ""
    applied = HistoryLine(application.applied_on, f"Applied{source}.")
    lines = [*HISTORY.get()(session, reader, application, facts), applied]
    return sorted(lines, key=lambda line: line.on, reverse=True)
