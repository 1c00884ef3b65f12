"""What the first months are called: probation, introductory period, settling-in period, Probezeit.

Each place has its word in the jurisdictions file. A page about one hire uses the word of where they work; a list of
hires the word that all their places share, and "probation" where they differ.
"""

from collections.abc import Iterable
from typing import Any

from hiring.foundation import jurisdictions

USUAL = "probation"


def period_at(jurisdiction: str) -> str:
    return str(jurisdictions.at(jurisdiction).facts.get("called") or USUAL)


def common_period(keys: Iterable[str]) -> str:
    """The one word that these jurisdictions share."""
    words = {period_at(key) for key in keys}
    return words.pop() if len(words) == 1 else USUAL


def period_for(reader: Any) -> str:
    """The word in a reader's menu: of their own workplace, or what every place in the file shares."""
    workplace = getattr(reader, "workplace", None)
    return period_at(workplace.jurisdiction) if workplace is not None else common_period(jurisdictions.known())


def on_period(word: str) -> str:
    """After "they are": on probation, in their Probezeit."""
    return f"on {USUAL}" if word == USUAL else f"in their {word}"


def as_heading(word: str) -> str:
    """Introductory period: a capital first, and the rest as it's written."""
    return word[:1].upper() + word[1:]
