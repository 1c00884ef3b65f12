"""A measure's value as people type it, as it's kept, and as pages show it.

It's kept in thousandths, as a whole number: SQLite has no decimal numbers, and a float would show 4.1 as 4.0999.
"""

from decimal import Decimal, InvalidOperation

LARGEST = Decimal(10) ** 9
PLACES = 3


class NotANumber(ValueError):
    """What was typed is no number that can be kept; the text says why."""


def thousandths_typed(words: str) -> int:
    """The number in these words, in thousandths. Raises `NotANumber`, with the sentence for the page."""
    try:
        value = Decimal(words.strip())
    except InvalidOperation:
        raise NotANumber(f"We couldn't read “{words.strip()[:40]}”. Enter a number like 4.5, or nothing.") from None
    if not value.is_finite() or abs(value) >= LARGEST:
        raise NotANumber("This number is too large. Check it.")
    if value != round(value, PLACES):
        raise NotANumber(f"Write at most {PLACES} digits after the point.")
    return int(value * 10**PLACES)


def value_shown(thousandths: int) -> str:
    """Without needless zeros: 4.5, 12."""
    shown = f"{Decimal(thousandths) / 10**PLACES:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
