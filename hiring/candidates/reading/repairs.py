"""Mends cells that trackers and spreadsheet programs spoil, and says what was done to each."""

import re

from hiring.candidates.values import is_address, plain_address
from hiring.foundation import text

_MARKED = re.compile(r"mailto:", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;|/<>()\[\]\"']+")
# What a spreadsheet program makes of a long number: 4.91512E+11, with a comma where decimals have one.
_BROKEN = re.compile(r"[+-]?\d+(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_NO_FIRST_NAME = {"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "msc", "ma", "ba", "bsc", "dr", "prof", "esq"}


def mended_address(cell: str) -> tuple[str, str]:
    """The address of a cell, and what was done to get it. What holds no address comes back as it is."""
    plain = plain_address(cell)
    if not plain or (is_address(plain) and not _MARKED.match(plain) and not _BETWEEN.search(plain)):
        return plain, ""
    pieces = [piece.split("?")[0].rstrip(".") for piece in _BETWEEN.split(_MARKED.sub(" ", plain))]
    addresses = list(dict.fromkeys(piece for piece in pieces if is_address(piece)))
    if not addresses:
        return plain, ""
    if len(addresses) > 1:
        return addresses[0], f"The cell has {len(addresses)} emails; we took the first."
    return addresses[0], "We took the email out of what the cell says."


def mended_number(cell: str, called: str) -> tuple[str, str]:
    """A phone number or an id; empty where a spreadsheet program has broken it."""
    plain = text.tidy(cell)
    if plain.casefold().startswith("tel:"):
        plain = plain[4:].strip()
    if is_broken_number(plain):
        return "", f"Excel broke the {called}; left empty."
    return plain, ""


def is_broken_number(cell: str) -> bool:
    return _BROKEN.fullmatch(text.tidy(cell)) is not None


def mended_name(cell: str) -> tuple[str, str]:
    """O'Neill, Ciarán → Ciarán O'Neill; a title after the comma stays where it is."""
    plain = text.tidy(cell)
    last, comma, first = (part.strip() for part in plain.partition(","))
    if not comma or not last or not first or "," in first or _is_title(first):
        return plain, ""
    return f"{first} {last}", f"We swapped the two halves of “{plain[:60]}”."


def _is_title(words: str) -> bool:
    return all(word.strip(".").replace(".", "").casefold() in _NO_FIRST_NAME for word in words.split())
