"""Time zones as a list to pick from, and which zone and jurisdiction a new workplace is likely to have. Pure."""

from collections.abc import Sequence
from functools import cache
from zoneinfo import available_timezones

from hiring.accounts.models import Workplace

# Zones named after a place; the others are abbreviations and old names.
_PARTS = {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
# What a browser's language says of where its reader is: jurisdiction and zone.
_BY_REGION = {
    "GB": ("uk", "Europe/London"),
    "IE": ("ie", "Europe/Dublin"),
    "DE": ("de", "Europe/Berlin"),
    "US": ("us", "America/New_York"),
}


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(zone for zone in available_timezones() if zone.split("/")[0] in _PARTS))


def offered(kept: str = "") -> list[tuple[str, str]]:
    """Zone and its name in words, by name: Europe/London, Europe: London."""
    names = {*_names(), "UTC", *([kept] if kept in available_timezones() else [])}
    return [(zone, zone.replace("/", ": ", 1).replace("_", " ")) for zone in sorted(names)]


def likely(workplaces: Sequence[Workplace], languages: Sequence[str], usual_zone: str) -> tuple[str, str]:
    """Jurisdiction and zone: those of the other workplaces where all have the same, else by the browser's language."""
    kept = {(workplace.jurisdiction, workplace.zone) for workplace in workplaces}
    if len(kept) == 1:
        return kept.pop()
    for language in languages:
        region = language.replace("_", "-").partition("-")[2].upper()
        if region in _BY_REGION:
            return _BY_REGION[region]
    return next((place for place in _BY_REGION.values() if place[1] == usual_zone), ("other", usual_zone))
