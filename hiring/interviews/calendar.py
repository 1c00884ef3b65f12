"""An interview as a calendar reads it (iCalendar, in UTC). It goes outside, so it never names the candidate. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import vCalAddress

PRODUCT = "-//Hiring for attitude//EN"


class Method(StrEnum):
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One interview. `uid` stays the same for good, `sequence` rises with each change; `organiser` is an address."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    place: str
    url: str
    organiser: str
    is_cancelled: bool = False


def calendar_text(
    entry: CalendarEntry, method: Method, *, written_at: datetime, to: tuple[str, str] | None = None
) -> str:
    """A file with this one interview; `to` is the name and the address of who is invited."""
    # A server and every command would otherwise wait for a library that few requests need.
    from icalendar import Calendar, Event, vCalAddress  # noqa: PLC0415 - see above

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", written_at.replace(microsecond=0))
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.starts_at + timedelta(minutes=entry.minutes))
    event.add("summary", entry.summary)
    if entry.place:
        event.add("location", entry.place)
    event.add("description", f"Who you meet, the kit and the scorecard: {entry.url}")
    event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.is_cancelled or method is Method.CANCEL else "CONFIRMED")
    if method is not Method.PUBLISH:
        event.add("organizer", vCalAddress(f"mailto:{entry.organiser}"))
    if to is not None:
        event.add("attendee", _attendee(*to))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", str(method))
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _attendee(name: str, address: str) -> vCalAddress:
    from icalendar import vCalAddress, vText  # noqa: PLC0415 - see above

    invited = vCalAddress(f"mailto:{address}")
    invited.params["CN"] = vText(name)
    invited.params["ROLE"] = vText("REQ-PARTICIPANT")
    invited.params["RSVP"] = vText("FALSE")  # who cannot come says so under My interviews, where HR sees it
    return invited
