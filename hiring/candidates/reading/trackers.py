"""Which tracker a file comes from, by columns only its exports have."""

import hashlib
from collections.abc import Sequence

from hiring.candidates.reading.columns import plain_heading

# Every column of one of these sets is in the file. German headings are the trackers' own.
_SIGNATURES: tuple[tuple[str, frozenset[str]], ...] = (
    ("Greenhouse", frozenset({"candidate name", "application status", "email addresses"})),
    ("Greenhouse", frozenset({"application id", "email addresses", "phone numbers"})),
    ("Lever", frozenset({"full name", "date added", "archive reason"})),
    ("Lever", frozenset({"opportunity id", "posting title"})),
    ("Ashby", frozenset({"candidate name", "application created at", "current interview stage"})),
    ("Teamtailor", frozenset({"candidate id", "first name", "job application created at"})),
    ("Teamtailor", frozenset({"vorname", "nachname", "pitch", "phase"})),
    ("Personio", frozenset({"candidate id", "candidate name", "final status"})),
    ("Personio", frozenset({"vorname", "nachname", "recruiting kanal"})),
    ("Workable", frozenset({"name", "stage", "disqualified", "creation time"})),
    ("Frappe", frozenset({"applicant name", "email address", "job opening"})),
    ("Odoo", frozenset({"applicant s name", "job position"})),
    ("LinkedIn", frozenset({"first name", "last name", "profile url", "current company"})),
    ("LinkedIn", frozenset({"vorname", "nachname", "profil url"})),
    ("Indeed", frozenset({"name", "candidate location", "interest level"})),
)


def tracker_of(header: Sequence[str]) -> str:
    """The tracker's name; "" where no columns give it away."""
    headings = {plain_heading(heading) for heading in header}
    return next((name for name, columns in _SIGNATURES if columns <= headings), "")


def source_key(header: Sequence[str]) -> str:
    """What choices for a file are remembered under: its tracker, or else exactly these headings in any order."""
    headings = sorted({plain_heading(heading) for heading in header})
    return tracker_of(header) or hashlib.sha256("\n".join(headings).encode()).hexdigest()
