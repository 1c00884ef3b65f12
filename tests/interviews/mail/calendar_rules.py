"""What RFC 5545 requires of a calendar file, and RFC 5546 (3.2.1, 3.2.2, 3.2.5) of each method, by the raw text."""

import re
from collections import Counter

_UTC = re.compile(r"\d{8}T\d{6}Z")
# Method → property → how often it must stand there: exactly once, at least once, or never.
ONCE, SOME, NEVER, MAY = (1, 1), (1, 99), (0, 0), (0, 1)
OF_METHOD = {
    "PUBLISH": {"ORGANIZER": ONCE, "SUMMARY": ONCE, "ATTENDEE": NEVER},
    "REQUEST": {"ORGANIZER": ONCE, "SUMMARY": ONCE, "ATTENDEE": SOME, "SEQUENCE": ONCE},
    "CANCEL": {"ORGANIZER": ONCE, "ATTENDEE": SOME, "SEQUENCE": ONCE, "STATUS": ONCE},
}
OF_EVENT = {"UID": ONCE, "DTSTAMP": ONCE, "DTSTART": ONCE, "DTEND": ONCE, "STATUS": MAY, "LOCATION": MAY, "URL": MAY}
STATUSES = {"PUBLISH": {"CONFIRMED", "CANCELLED"}, "REQUEST": {"CONFIRMED"}, "CANCEL": {"CANCELLED"}}


def faults(file: str) -> list[str]:
    """Everything that is wrong with it, in words; nothing where it keeps every rule."""
    wrong = [] if file.endswith("\r\n") and "\n" not in file.replace("\r\n", "") else ["a line doesn't end in CRLF"]
    wrong += ["a line is longer than 75 octets" for line in file.split("\r\n") if len(line.encode()) > 75]
    lines = file.replace("\r\n ", "").split("\r\n")[:-1]
    named = [re.match(r"([A-Z-]+)((?:;[^:]*)?):(.*)", line) for line in lines]
    if not all(named):
        return [*wrong, "a line is no property"]
    properties = [(name, value) for name, _, value in (line.groups() for line in named)]
    if (properties[0], properties[-1]) != (("BEGIN", "VCALENDAR"), ("END", "VCALENDAR")):
        wrong.append("it is no calendar")
    head, *events = _parts(properties)
    if ("BEGIN", "VTIMEZONE") in properties and not events:  # a feed without an interview; RFC 5545, 3.6 and 3.6.5
        zone = {"PRODID", "VERSION", "TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}
        return wrong if {name for name, _ in head} == zone else [*wrong, "its zone isn't whole"]
    wrong += _counted(head, {"PRODID": ONCE, "VERSION": ONCE, "METHOD": ONCE})
    values = dict(head)
    if values.get("VERSION") != "2.0" or values.get("METHOD") not in OF_METHOD:
        return [*wrong, "its version or method is unknown"]
    if not events:
        wrong.append("it has no event")
    for event in events:
        wrong += _faults_of_event(event, values["METHOD"])
    return wrong


def _parts(properties: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    parts: list[list[tuple[str, str]]] = [[]]
    for name, value in properties:
        if (name, value) == ("BEGIN", "VEVENT"):
            parts.append([])
        elif name not in {"BEGIN", "END"}:
            parts[-1].append((name, value))
    return parts


def _counted(part: list[tuple[str, str]], rules: dict[str, tuple[int, int]]) -> list[str]:
    times = Counter(name for name, _ in part)
    return [f"{name} stands there {times[name]} times" for name, (least, most) in rules.items()
            if not least <= times[name] <= most]  # fmt: skip


def _faults_of_event(event: list[tuple[str, str]], method: str) -> list[str]:
    wrong, values = _counted(event, OF_EVENT | OF_METHOD[method]), dict(event)
    wrong += [
        f"{name} is not in UTC" for name in ("DTSTAMP", "DTSTART", "DTEND") if not _UTC.fullmatch(values.get(name, ""))
    ]
    if values.get("DTEND", "") <= values.get("DTSTART", ""):
        wrong.append("it ends before it starts")
    if values.get("STATUS") not in STATUSES[method]:
        wrong.append(f"its status doesn't go with {method}")
    if not values.get("SEQUENCE", "0").isdecimal():
        wrong.append("its sequence is no number")
    people = [value for name, value in event if name in {"ORGANIZER", "ATTENDEE"}]
    return wrong + [f"{value} is no address" for value in people if not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+", value)]
