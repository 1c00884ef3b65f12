"""List A of the style: words that make a page read like a translation, and what to write instead."""

from __future__ import annotations

import re
from collections import Counter

from tests.checks.ratchet import Measured
from tests.words.collect import VisibleText, visible_texts

INSTEAD = {
    "somebody": "someone",
    "whoever": "people who, anyone who",
    "whom": "who",
    "whomever": "anyone",
    "nought": "zero",
    "awaits": "is waiting, to do",
    "await": "wait for",
    "is told": "will get an email",
    "are told": "will get an email",
    "hangs on": "depends on",
    "hang on": "depend on",
    "kept apart": "separate",
}
_LIST_A = re.compile(rf"\b({'|'.join(INSTEAD)})\b", re.IGNORECASE)


def stiff_words(text: str) -> list[str]:
    """The words of list A in one text, as they are written there."""
    return _LIST_A.findall(text)


def stiff_texts() -> list[tuple[VisibleText, list[str]]]:
    """Every visible text that uses one."""
    return [(visible, words) for visible in visible_texts() if (words := stiff_words(visible.text))]


def bar() -> Measured:
    """How many of these words stand in each file; none is allowed. What searches other people's words is no text."""
    figures: Counter[str] = Counter()
    lines: dict[str, tuple[str, int]] = {}
    for visible, words in stiff_texts():
        if "(?:" not in visible.text:
            figures[visible.path] += len(words)
            lines.setdefault(visible.path, (visible.path, visible.line))
    return Measured("Words of list A", 0, figures, lines)
