"""The calendar entry of an interview."""

from hiring.foundation.outbox.letters import known_as, sender
from hiring.interviews.counted import is_on
from hiring.interviews.invitations.calendar import Entry
from hiring.interviews.models import Interview


def entry_of(interview: Interview, url: str) -> Entry:
    return Entry(
        uid=known_as(interview.id),
        sequence=interview.revision,
        starts_at=interview.starts_at,
        minutes=interview.round.minutes,
        summary=f"Interview: {interview.application.opening.title}, {interview.round.title.lower()}",
        place=interview.place,
        url=url,
        organiser=sender(),
        is_cancelled=not is_on(interview),
    )
