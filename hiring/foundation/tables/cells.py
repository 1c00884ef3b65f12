"""The text of a workbook's cell: numbers without a needless decimal, days and times as ISO 8601 writes them."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from enum import Enum

_DAYS = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}  # the formats that need no code of their own
_HOURS = {46}
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LARGEST_WHOLE = 1e15
_FIRST_DAY, _FIRST_DAY_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet has no zone
_LEAP_DAY_OF_1900 = 60  # a day that spreadsheets know and calendars don't


class DateStyle(Enum):
    """How a number is shown that is no number."""

    DAY = "day"
    LENGTH = "length of time"


def date_style(number: int, code: str) -> DateStyle | None:
    """What the format of this number, with this code where it has one, makes of a cell."""
    if not code:
        return DateStyle.LENGTH if number in _HOURS else DateStyle.DAY if number in _DAYS else None
    plain = _ASIDE.sub("", code.split(";")[0]).casefold()
    if "[" in plain:
        return DateStyle.LENGTH
    return DateStyle.DAY if re.search("[dmyhs]", plain) and "general" not in plain else None


def text_of(written: str, kind: str, style: DateStyle | None, from_1904: bool) -> str:
    """The text of a cell whose value is written in it; `kind` is the letter by which the file names its type."""
    if kind == "b":
        return "TRUE" if written == "1" else "FALSE"
    if kind != "n":
        return unescaped_text(written)
    if not written.strip():
        return ""
    value = float(written)
    if style is None:
        return str(int(value)) if value.is_integer() and abs(value) < _LARGEST_WHOLE else repr(value)
    length = timedelta(milliseconds=round(value * 86_400_000))
    if style is DateStyle.LENGTH:
        return str(length)
    if 0 <= value < 1:
        return (_FIRST_DAY + length).time().isoformat()
    missing = not from_1904 and value < _LEAP_DAY_OF_1900
    moment = (_FIRST_DAY_OF_1904 if from_1904 else _FIRST_DAY) + length + timedelta(days=missing)
    return (moment.date() if moment.time() == time() else moment).isoformat()


def unescaped_text(text: str) -> str:
    """_x0041_ → A: how a workbook writes what XML may not hold; half of a character stays as written."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(
        lambda match: match[0] if 0xD800 <= int(match[1], 16) < 0xE000 else chr(int(match[1], 16)), text
    )
