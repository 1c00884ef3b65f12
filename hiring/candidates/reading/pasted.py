"""A pasted list of candidates as the table that an import reads: one person a line, whatever stands between. Pure."""

import re

from hiring.candidates.reading.columns import field_of
from hiring.candidates.reading.table import CandidateTable, read_table
from hiring.foundation import text
from hiring.foundation.refusals import Refused
from hiring.foundation.tables.sheets import NotATable

MOST_LINES = 300
FIELDS = ("name", "email", "phone", "source")
HEADER = ["Name", "Email", "Phone", "Found us by"]
_BETWEEN = re.compile(r"[\t;,|]")
_ADDRESS = re.compile(r"(?:mailto:)?[^\s<>,;|()\"']*@[^\s<>,;|()\"']*", re.IGNORECASE)
_PHONE = re.compile(r"(?:tel:)?[+(]?[\d][\d\s()./-]{4,}", re.IGNORECASE)
_EDGES = " \t;,|<>()\"'"


class ListUnusable(Refused):
    """The list can't be read as candidates, as a whole."""


def read_pasted(pasted: str) -> tuple[CandidateTable, tuple[str, ...] | None]:
    """The table of a list, and what its columns go to; None where a heading line names columns of its own.

    A row has the number of its line.
    """
    written = pasted.splitlines()
    filled = [line for line in written if line.strip()]
    if len(filled) > MOST_LINES:
        raise ListUnusable(
            f"These are {len(filled)} lines. Paste at most {MOST_LINES}, or import them as a file.", "candidates"
        )
    if filled and _names_columns(filled[0]):
        try:
            return read_table("\n".join(written).encode()), None
        except NotATable as refused:
            raise ListUnusable(refused.sentence, "candidates") from None
    return CandidateTable([HEADER, *(_cells(line) if line.strip() else [] for line in written)], [], 0), FIELDS


def _names_columns(line: str) -> bool:
    return "@" not in line and len({field_of(cell) for cell in _BETWEEN.split(line)} - {""}) > 1


def _cells(line: str) -> list[str]:
    """Name, email, phone, and the rest of the line."""
    address = _ADDRESS.search(line)
    if address is not None:
        name, rest = line[: address.start()], line[address.end() :]
        if not name.strip(_EDGES):
            name, _, rest = rest.strip(_EDGES).partition(_separator(rest))
        email = address.group()
    else:
        name, _, rest = line.partition(_separator(line))
        email = ""
    rest = rest.strip().lstrip(">)\"'")
    pieces = [piece for piece in (text.tidy(piece).strip("<>\"'") for piece in _BETWEEN.split(rest)) if piece]
    phone = next((piece for piece in pieces if _PHONE.fullmatch(piece)), "")
    more = ", ".join(piece for piece in pieces if piece != phone)
    return [text.tidy(_BETWEEN.sub(",", name)).strip(_EDGES), email, phone, more]


def _separator(line: str) -> str:
    between = _BETWEEN.search(line.strip(_EDGES))
    return between.group() if between else "\t"
