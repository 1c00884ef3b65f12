"""The reason someone types for a decision: there, and long enough to be read years later."""

from hiring.foundation import text
from hiring.panels.actions import ReasonMissing
from hiring.panels.values import SHORTEST_REASON


def is_reason(typed: str) -> bool:
    return len(text.kept(typed).strip()) >= SHORTEST_REASON


def reason_in(typed: str, field: str = "reason") -> str:
    """The text without outer blanks.

    Raises `ReasonMissing` at `field` where there's none, or fewer characters than a sentence has.
    """
    words = text.kept(typed).strip()
    if not words:
        raise ReasonMissing("Write the reason.", field)
    if not is_reason(words):
        raise ReasonMissing(f"Write the reason in a sentence, at least {SHORTEST_REASON} characters.", field)
    return words
