"""Which column of a tracker's export holds what, by the names such columns usually have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hiring.foundation import text
from hiring.foundation.grammar import listed
from hiring.foundation.tables.sheets import NotATable

# The more certain name first: where a file has two of them, the other is left alone.
USUAL = {
    "name": ("full name", "name", "candidate name", "applicant name", "candidate", "applicant", "fullname", "person"),
    "first": ("first name", "given name", "forename", "firstname", "candidate first name", "first", "given names"),
    "last": ("last name", "surname", "family name", "lastname", "candidate last name", "last"),
    "email": (
        *("email", "e mail", "email address", "e mail address", "candidate email", "primary email"),
        *("personal email", "contact email", "mail"),
    ),
    "phone": (
        *("phone", "phone number", "telephone", "telephone number", "mobile", "mobile phone", "mobile number"),
        *("candidate phone", "primary phone", "cell", "cell phone", "tel", "contact number"),
    ),
    "applied": (
        *("applied at", "applied on", "applied", "date applied", "applied date", "application date"),
        *("date of application", "submitted at", "submitted on", "submitted", "date submitted", "received"),
        *("created at", "date added", "date", "created"),
    ),
    "source": ("source", "candidate source", "application source", "channel", "how did you hear about us", "referrer"),
    "stage": (
        *("stage", "current stage", "application stage", "pipeline stage", "status", "application status"),
        *("candidate status", "state"),
    ),
    "reference": (
        *("candidate id", "application id", "applicant id", "external reference", "reference", "external id"),
        *("candidate number", "reference number", "id"),
    ),
    "note": ("notes", "note", "comments", "comment", "remarks"),
    "job": ("job", "job title", "position", "post", "opening", "vacancy", "requisition", "role", "job name"),
}
_REST = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing is, and the columns nobody asked for."""

    at: dict[str, int]
    ignored: list[str]

    def cell(self, cells: Sequence[str], field: str) -> str:
        place = self.at.get(field)
        return cells[place] if place is not None and place < len(cells) else ""


def recognise(header: Sequence[str]) -> Columns:
    """Find the columns. Refuses a file in which no column holds a name, and says what was found instead."""
    plain = [_REST.sub(" ", text.sort_key(_apart(name))).strip() for name in header]
    at: dict[str, int] = {}
    for field, names in USUAL.items():
        name = next((usual for usual in names if usual in plain), None)
        if name is None:
            continue
        if plain.count(name) > 1:
            raise NotATable(f"Two columns are called “{_shown(header[plain.index(name)])}”. Rename or remove one.")
        at[field] = plain.index(name)
    if not {"name", "first", "last"} & set(at):
        headings = [f"“{_shown(name)}”" for name in header if name.strip()]
        more = f" and {len(headings) - 12} more" if len(headings) > 12 else ""
        raise NotATable(
            "No column holds names. Call one “Name”, or two “First name” and “Last name”, in the first row. "
            f"Found there: {(', '.join(headings[:12]) + more) if more else listed(headings) or 'nothing'}."
        )
    return Columns(at, [_shown(name) for place, name in enumerate(header) if name.strip() and place not in at.values()])


def _apart(name: str) -> str:
    """firstName → first Name"""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def _shown(name: str) -> str:
    name = text.tidy(name)
    return name if len(name) <= 40 else f"{name[:39]}…"
