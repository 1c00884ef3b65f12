"""Keeping what people typed as they typed it, and comparing, sorting and showing it alike on every database."""

import re
import unicodedata

LONGEST_LINE = 200
LONGEST_TEXT = 20_000

_SPACES = re.compile(r"\s+")
_HALF = re.compile("[\ud800-\udfff]")
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
    return _SPACES.sub(" ", unicodedata.normalize("NFC", visible(text))).strip()


def kept(text: str | None) -> str:
    """The text to keep: as it was typed, to the letter.

    A browser sends each line end as two characters where one was typed, and no database takes NUL or half a character.
    """
    whole = _HALF.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))
    return whole.replace("\0", "")


def visible(text: str | None) -> str:
    """The text to show: without control and steering marks; line breaks and tabs stay."""
    return "".join(
        c for c in kept(text) if c not in _INVISIBLE and (c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    )


def looks_the_same(text: str, other: str) -> bool:
    """Whether a reader sees no difference: spelling in characters, steering marks and outer white space don't show."""
    shown = (unicodedata.normalize("NFC", visible(each)).strip() for each in (text, other))
    return next(shown) == next(shown)


def sort_key(text: str) -> str:
    """A key to sort names by, kept in a column because each database collates in its own way."""
    folded = unicodedata.normalize("NFKD", tidy(text).casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))
