"""Letters to hires on how their probation goes on or ends, drafted from the record and checked by a person."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation.web.template_filters import day_in_full
from hiring.letters.values import LetterKind, LetterValues, Placeholder
from hiring.probation.models import Outcome, Probation
from hiring.probation.values import OutcomeKind

NOT_YET = "{name} has no such outcome on record. Record it first."
PERIOD = Placeholder("period", "what this time is called at the workplace", NOT_YET, is_personal=False)
REASON = Placeholder("reason", "the reason on record", NOT_YET)
LAST_DAY = Placeholder("last_day", "the last day at work", NOT_YET)


def _latest(session: Session, applications: Sequence[Application], kind: OutcomeKind) -> dict[str, Outcome]:
    """Application id → its outcome of this kind. One statement, with the probation's days."""
    chosen = (
        sa.select(Probation.application_id, Outcome)
        .join(Outcome, Outcome.probation_id == Probation.id)
        .where(Probation.application_id.in_([application.id for application in applications]), Outcome.kind == kind)
        .options(sa.orm.joinedload(Outcome.probation))
    )
    return {application: outcome for application, outcome in session.execute(chosen)}  # noqa: C416 - rows, not pairs


def _values(kind: OutcomeKind) -> Callable[[Session, Sequence[Application]], LetterValues]:
    def read(session: Session, applications: Sequence[Application]) -> LetterValues:
        return {application: _of(outcome) for application, outcome in _latest(session, applications, kind).items()}

    return read


def _of(outcome: Outcome) -> dict[str, str]:
    probation, until = outcome.probation, outcome.extended_to
    return {
        "period": probation.period,
        "reason": outcome.reason,
        "goals": outcome.goals,
        "last_day": day_in_full(outcome.last_day) if outcome.last_day else "",
        "until": day_in_full(until) if until else "",
        "decide_by": day_in_full(probation.decide_by),
        "started": day_in_full(probation.starts_on),
        "notice": str(probation.notice_days),
    }


def _why_not(kind: OutcomeKind) -> Callable[[Session, Person, Sequence[Application]], dict[str, str]]:
    def reasons(session: Session, _reader: Person, applications: Sequence[Application]) -> dict[str, str]:
        known = _latest(session, applications, kind)
        return {
            application.id: f"{application.candidate.name} isn't {kind.label}. Record that first."
            for application in applications
            if application.id not in known
        }

    return reasons


STARTED = Placeholder("started", "the first day at work", NOT_YET)
CONFIRMATION = LetterKind(
    key="confirmation",
    title="Confirmation",
    when="After you've confirmed someone.",
    placeholders=(PERIOD, STARTED, REASON),
    values=_values(OutcomeKind.CONFIRMED),
    why_not=_why_not(OutcomeKind.CONFIRMED),
    tells_verdict=True,
)
EXTENSION = LetterKind(
    key="extension",
    title="Extension",
    when="After an extension, and before the old last day.",
    placeholders=(
        PERIOD,
        REASON,
        Placeholder("goals", "the goals and the support on record", NOT_YET),
        Placeholder("until", "the new last day", NOT_YET),
        Placeholder("decide_by", "the new day to decide by", NOT_YET),
    ),
    values=_values(OutcomeKind.EXTENDED),
    why_not=_why_not(OutcomeKind.EXTENDED),
    tells_verdict=True,
)
ENDING = LetterKind(
    key="ending",
    title="End of employment",
    when="After a second person approved it, and after you've told them yourself.",
    placeholders=(STARTED, REASON, LAST_DAY, Placeholder("notice", "the days of notice", NOT_YET)),
    values=_values(OutcomeKind.ENDED),
    why_not=_why_not(OutcomeKind.ENDED),
    tells_verdict=True,
)
LEAVING = LetterKind(
    key="leaving",
    title="Resignation received",
    when="After someone's leaving was confirmed.",
    placeholders=(LAST_DAY,),
    values=_values(OutcomeKind.RESIGNED),
    why_not=_why_not(OutcomeKind.RESIGNED),
    tells_verdict=True,
)
PROBATION_LETTERS = [CONFIRMATION, EXTENSION, ENDING, LEAVING]
