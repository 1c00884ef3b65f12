"""An interview as a calendar reads it (iCalendar, in UTC). It goes outside, so it never names the candidate. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event, Timezone, vCalAddress

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
    return _file([_event(entry, method, written_at, to)], method)


def feed_text(entries: Sequence[CalendarEntry], *, written_at: datetime) -> str:
    """A file with all these interviews, for a calendar that fetches it again and again."""
    return _file([_event(entry, Method.PUBLISH, written_at, None) for entry in entries], Method.PUBLISH)


def _file(events: Sequence[Event], method: Method) -> str:
    # A server and every command would otherwise wait for a library that few requests need.
    from icalendar import Calendar  # noqa: PLC0415 - see above

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if events:
        calendar.add("method", str(method))
    for event in events:
        calendar.add_component(event)
    if not events:  # a calendar with nothing in it is no calendar (RFC 5545, 3.6)
        calendar.add_component(_utc())
    return str(calendar.to_ical().decode())


def _utc() -> Timezone:
    from icalendar import Timezone, TimezoneStandard  # noqa: PLC0415 - see above

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - a zone's own times are local
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone


def _event(entry: CalendarEntry, method: Method, written_at: datetime, to: tuple[str, str] | None) -> Event:
    from icalendar import Event, vCalAddress  # noqa: PLC0415 - see above

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", written_at.replace(microsecond=0))
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.starts_at + timedelta(minutes=entry.minutes))
    event.add("summary", entry.summary)
    if entry.place:
        event.add("location", entry.place)
    if entry.url:
        event.add("description", f"Who you're meeting, the kit and your scorecard: {entry.url}")
        event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.is_cancelled or method is Method.CANCEL else "CONFIRMED")
    event.add("organizer", vCalAddress(f"mailto:{entry.organiser}"))
    if to is not None:
        event.add("attendee", _attendee(*to))
    return event


def _attendee(name: str, address: str) -> vCalAddress:
    from icalendar import vCalAddress, vText  # noqa: PLC0415 - see above

    invited = vCalAddress(f"mailto:{address}")
    invited.params["CN"] = vText(name)
    invited.params["ROLE"] = vText("REQ-PARTICIPANT")
    invited.params["RSVP"] = vText("FALSE")  # who cannot come says so under My interviews, where HR sees it
    return invited
