"""What a person is told when a card cannot be sealed because its meeting did not take place."""

from hiring.foundation import clock
from hiring.foundation.showing import day
from hiring.interviews.models import Meeting
from hiring.interviews.values import MeetingState


def why_off(meeting: Meeting) -> str:
    """Why a card of this meeting cannot be sealed, and what to do about it."""
    when = day(clock.in_zone(meeting.starts_at, meeting.application.opening.workplace.zone).date())
    if meeting.state == MeetingState.NO_SHOW:
        return (
            f"HR recorded that the candidate didn't come on {when}, so this card can't be sealed. Your text is kept. "
            "If they did come, ask HR to take the no-show back."
        )
    return (
        f"The meeting on {when} was called off, so this card can't be sealed. Your text is kept. "
        "If it did take place, ask HR to set it again for that day."
    )
