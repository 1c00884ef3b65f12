"""What a person reads when a card cannot be sealed because its interview did not take place."""

from hiring.foundation import clock
from hiring.foundation.web.template_filters import day
from hiring.interviews.models import Interview
from hiring.interviews.values import InterviewState


def why_off(interview: Interview) -> str:
    """Why a card of this interview cannot be sealed, and what to do about it."""
    when = day(clock.in_zone(interview.starts_at, interview.application.opening.workplace.zone).date())
    if interview.state == InterviewState.NO_SHOW:
        return (
            f"HR recorded that the candidate didn't come on {when}, so this card can't be sealed. Your text is kept. "
            "If they did come, ask HR to take the no-show back."
        )
    return (
        f"The interview on {when} was cancelled, so this card can't be sealed. Your text is kept. "
        "If it did take place, ask HR to set it again for that day."
    )
