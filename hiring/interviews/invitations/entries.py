"""The calendar entry of a meeting."""

from hiring.foundation.outbox.letters import known_as, sender
from hiring.interviews.invitations.calendar import Entry
from hiring.interviews.models import Meeting
from hiring.interviews.values import MeetingState


def entry_of(meeting: Meeting, url: str) -> Entry:
    return Entry(
        uid=known_as(meeting.id),
        sequence=meeting.revision,
        starts_at=meeting.starts_at,
        minutes=meeting.sitting.minutes,
        summary=f"Interview: {meeting.application.opening.title}, {meeting.sitting.title.lower()}",
        place=meeting.place,
        url=url,
        organiser=sender(),
        is_cancelled=meeting.state != MeetingState.PLANNED,
    )
