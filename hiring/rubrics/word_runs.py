"""Cuts two texts where they begin or cease to differ, word by word."""

import difflib
import re
from dataclasses import dataclass

_PIECES = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words in a row that differ from the other text, or that both have."""

    text: str
    differs: bool


def word_runs(before: str, after: str) -> tuple[list[TextRun], list[TextRun]]:
    """Both texts cut where they begin or cease to differ, word by word. Joined, the runs are the texts."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    old_runs: list[TextRun] = []
    new_runs: list[TextRun] = []
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for runs, pieces in ((old_runs, old[start:end]), (new_runs, new[new_start:new_end])):
            if pieces:
                runs.append(TextRun("".join(pieces), kind != "equal"))
    return old_runs, new_runs
