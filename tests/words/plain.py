"""Lists A and B of the style: words that make a text read like a translation, and what to write instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from tests.checks.ratchet import Measured
from tests.words.all_prose import all_prose
from tests.words.collect import VisibleText, in_modules, in_scripts, in_templates

# Nowhere: not on a page, in a document, in a string, in a comment.
LIST_A = {
    "somebody": "someone",
    "whoever": "people who, anyone who",
    "whom(?:ever)?": "who",
    "nought": "zero",
    "awaits?": "is waiting, to do",
    r"(?:is|are) told(?! (?:apart|from)\b)": "will get an email",
    "hangs? on": "depends on",
    "kept apart": "separate",
    "meanwhile": "in the meantime, by now",
    "call(?:s|ed|ing)? off": "cancel",
}
# Not on pages and in mail. Sample answers are speech, where some of them are natural; comments may use them.
LIST_B = {
    "as far as": "it seems, or leave it out",
    "a (?:yes|no)(?!-)": "yes, no, what was decided",
    "those who": "people who",
    "the one with the say": "the boss who decides",
    "all the same": "anyway",
    "as things stand": "now",
    "on record since": "recorded since",
    "’": "the apostrophe of a keyboard, as everywhere else",
}


def stiff_words(text: str, words: Mapping[str, str] = LIST_A) -> list[re.Match[str]]:
    """The words of a list in one text, also where a phrase runs on to the next line."""
    pattern = rf"\b(?:{'|'.join(words)})\b".replace(" ", r"\s+")
    return list(re.finditer(pattern, text, re.IGNORECASE))


def stiff_texts() -> Iterable[tuple[VisibleText, list[re.Match[str]]]]:
    """Every text that uses one."""
    for text in all_prose():
        yield text, stiff_words(text.text)
    for text in (*in_templates(), *in_modules(), *in_scripts()):
        yield text, stiff_words(text.text, LIST_B)


def bar() -> Measured:
    """How many of these words stand in each file; none is allowed. What searches other people's words is no text."""
    figures: Counter[str] = Counter()
    lines: dict[str, tuple[str, int]] = {}
    for text, found in stiff_texts():
        if found and "(?:" not in text.text:
            figures[text.path] += len(found)
            line = text.line + text.text.count("\n", 0, found[0].start())
            lines.setdefault(text.path, (text.path, line))
    return Measured("Words of lists A and B", 0, figures, lines)
