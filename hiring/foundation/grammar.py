"""Turning our own names and numbers into words."""

import re

_HUMP = re.compile(r"(?<!^)(?=[A-Z])")
_SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def in_words(class_name: str) -> str:
    """ScorecardSealed → scorecard sealed"""
    return _HUMP.sub(" ", class_name).lower()


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """counted(2, "candidate") → two candidates"""
    word = _SMALL[number] if 0 <= number < len(_SMALL) else str(number)
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


def in_figures(number: int, noun: str, plural: str | None = None) -> str:
    """in_figures(2, "candidate") → 2 candidates"""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(items: list[str], last: str = "and") -> str:
    """a, b and c"""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
