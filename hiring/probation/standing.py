"""The status of a probation: that of its application, from the probation alone."""

from datetime import date

from hiring.candidates.facts import ApplicationFacts
from hiring.candidates.status import ApplicationStatus, status_of
from hiring.candidates.values import ApplicationState
from hiring.probation.models import Probation
from hiring.probation.values import OutcomeKind


def status_on(probation: Probation, today: date) -> ApplicationStatus:
    """What every page says of it that day; nobody here is blind to the decision any more."""
    endings = [outcome.kind for outcome in probation.outcomes if outcome.kind != OutcomeKind.EXTENDED]
    return status_of(
        ApplicationFacts(
            state=ApplicationState(probation.application.state),
            today=today,
            verdict="hire",
            starts_on=probation.starts_on,
            period=probation.period,
            ends_on=probation.ends_on,
            is_extended=probation.is_extended,
            ends_in_decision=probation.ends_in_decision,
            outcome=endings[-1] if endings else "",
        )
    )
