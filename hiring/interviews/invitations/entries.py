"""The calendar entry of a meeting."""

from hiring.foundation.outbox.letters import known_as, sender
from hiring.interviews.counted import is_on
from hiring.interviews.invitations.calendar import Entry
from hiring.interviews.models import Meeting


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
        is_cancelled=not is_on(meeting),
    )
