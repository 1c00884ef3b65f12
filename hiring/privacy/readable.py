"""What's handed over as a page: the values of the JSON in words, without the ids that say nothing to its reader."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from hiring.foundation.ids import ids_in
from hiring.foundation.web.template_filters import day, moment


def in_words(content: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """The whole copy for its page. Moments are told on the clock of this zone."""
    kept = content["kept_until"]
    days = {name: _words(kept[name], zone) for name in ("deleted_on", "used_until")}
    trails = {name: [row | {"at": _words(row["at"], zone)} for row in content[name]] for name in ("viewed", "history")}
    records = [
        {"record": record["record"], "rows": [_row(row, zone) for row in record["rows"]]}
        for record in content["records"]
    ]
    made_at = _words(content["made_at"], zone)
    return {**content, **trails, "made_at": made_at, "kept_until": kept | days, "records": records}


def _row(row: Mapping[str, Any], zone: str) -> dict[str, str]:
    """Label → value of what a row says. A column of ids is called after what it names."""
    told = {name.removesuffix("_id").replace("_", " "): _words(value, zone) for name, value in row.items()}
    return {label: words for label, words in told.items() if words}


def _words(value: Any, zone: str) -> str:
    """A value in words; nothing where it's empty or an id."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        parts = [(str(name).replace("_", " "), _words(part, zone)) for name, part in value.items()]
        return "\n".join(f"{name}: {words}" for name, words in parts if words)
    if isinstance(value, list):
        return "\n".join(words for part in value if (words := _words(part, zone)))
    text = "" if value is None else str(value)
    return "" if ids_in(text) == [text] else _time(text, zone)


def _time(text: str, zone: str) -> str:
    """The day or moment that this text is, in words; any other text as it is."""
    try:
        return day(date.fromisoformat(text)) if len(text) == 10 else moment(datetime.fromisoformat(text), zone)
    except (TypeError, ValueError):
        return text
