"""Which column of a tracker's export goes to what: proposed by its name, and changed by a person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hiring.candidates.reading.column_names import LABELS, NAMES
from hiring.foundation import text
from hiring.foundation.grammar import listed
from hiring.foundation.refusals import Refused

_REST = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names}


class ColumnsUnusable(Refused):
    """The columns don't go where they'd have to; the refusal's field is the column's, where it is about one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing is, and the names of the columns left out."""

    at: dict[str, int]
    ignored: list[str]

    def cell(self, cells: Sequence[str], field: str) -> str:
        place = self.at.get(field)
        return cells[place] if place is not None and place < len(cells) else ""


def plain_heading(heading: str) -> str:
    """firstName → first name; Bewerber-ID → bewerber id"""
    return _REST.sub(" ", text.sort_key(_CAMEL.sub(" ", heading))).strip()


def field_of(heading: str) -> str:
    """The field a heading names, in the singular or plural; "" where it names none."""
    return _FIELD_OF.get(_usual_name(heading), "")


def _usual_name(heading: str) -> str:
    """The heading in the form the usual names have: a plural of English or German without its ending."""
    plain = plain_heading(heading)
    forms = (plain, *(plain.removesuffix(ending) for ending in ("s", "es", "n", "en")))
    return next((form for form in forms if form in _FIELD_OF), plain)


def proposed(header: Sequence[str], remembered: Mapping[str, str] | None = None) -> list[str]:
    """A field for each column, "" for those to be left out; what a person chose for this source comes first."""
    chosen = remembered or {}
    fields = [chosen.get(plain_heading(heading), "") for heading in header]
    for field, names in NAMES.items():
        if field in fields:
            continue
        candidates = [
            (names.index(_usual_name(heading)), place)
            for place, heading in enumerate(header)
            if plain_heading(heading) not in chosen and field_of(heading) == field
        ]
        if candidates:
            fields[min(candidates)[1]] = field
    if {"first", "last"} <= set(fields) and "name" in fields and "name" not in chosen.values():
        fields[fields.index("name")] = ""
    return fields


def columns_of(header: Sequence[str], fields: Sequence[str]) -> Columns:
    """The columns by field. Refuses two columns for one field, and a file without names."""
    at: dict[str, int] = {}
    for place, field in enumerate(fields):
        if not field:
            continue
        if field in at:
            both = f"“{_shown(header[at[field]])}” and “{_shown(header[place])}”"
            raise ColumnsUnusable(f"{both} both go to {LABELS[field]}. Leave one of them out.", f"col{place}")
        at[field] = place
    if not {"name", "first", "last"} & set(at):
        raise ColumnsUnusable("No column goes to a name. Choose the one that holds the names.")
    return Columns(at, [_shown(name) for place, name in enumerate(header) if name.strip() and place not in at.values()])


def headings(header: Sequence[str]) -> str:
    """The headings of a file in a sentence."""
    names = [f"“{_shown(name)}”" for name in header if name.strip()]
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return (", ".join(names[:12]) + more) if more else listed(names) or "nothing"


def _shown(name: str) -> str:
    name = text.tidy(name)
    return name if len(name) <= 40 else f"{name[:39]}…"
