"""A measure's value as people type it, and as pages show it."""

from decimal import Decimal, InvalidOperation

LARGEST = Decimal(10) ** 9
PLACES = 3


class NotANumber(ValueError):
    """What was typed is no number that can be kept; the text says why."""


def value_typed(words: str) -> Decimal:
    """The number in these words. Raises `NotANumber`, with the sentence for the page."""
    try:
        value = Decimal(words.strip())
    except InvalidOperation:
        raise NotANumber(f"We couldn't read “{words.strip()[:40]}”. Write a number such as 4.5, or nothing.") from None
    if not value.is_finite() or abs(value) >= LARGEST:
        raise NotANumber("This number is too large. Check it.")
    if value != round(value, PLACES):
        raise NotANumber(f"Write at most {PLACES} digits after the point.")
    return value


def value_shown(value: Decimal) -> str:
    """Without the zeros that a database adds: 4.5, 12."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
