"""Comparing and sorting what people typed, the same way on every database."""

import re
import unicodedata

LONGEST_LINE = 200
LONGEST_TEXT = 20_000

_SPACES = re.compile(r"\s+")
# Marks that steer the direction of text can make one name look like another; bare control marks say nothing.
_INVISIBLE = {
    "\u200b",
    "\u2060",
    "\ufeff",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
}


def tidy(text: str | None) -> str:
    """One line: surrounding and repeated white space gone, invisible steering marks gone, composed characters."""
    return _SPACES.sub(" ", visible(text)).strip()


def visible(text: str | None) -> str:
    """The text without control and steering marks; line breaks and tabs stay."""
    composed = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in composed if c not in _INVISIBLE and (c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    )


def sort_key(text: str) -> str:
    """A key to sort names by, kept in a column because each database collates in its own way."""
    folded = unicodedata.normalize("NFKD", tidy(text).casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))
