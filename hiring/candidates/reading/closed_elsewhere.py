"""What another system's status says about a candidate: still open, or closed there and how."""

import re

from hiring.foundation import text

WITHDRAWN = "withdrew"
# The first that fits. Whole words or their beginnings, in English and German, without accents.
_CLOSED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (says, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for says, words in (
        (WITHDRAWN, r"withdr|opted out|candidate declined|declined by candidate|zuruckgezogen|zuruckgetreten|ruckzug"),
        (
            "declined the offer",
            r"offer (?:was )?(?:declined|rejected|refused)|declined (?:the )?offer|angebot abgelehnt",
        ),
        (
            "rejected",
            r"reject|disqualif|declined|refused|unsuccessful|not (?:selected|suitable|a fit|hired)|turned down"
            r"|abgelehnt|ablehnung|absage|abgesagt|ungeeignet|nicht geeignet",
        ),
        ("hired", r"hired|contract signed|offer accepted|accepted\b|joined|onboard|eingestellt|angenommen|zusage\b"),
        ("archived", r"archiv|closed|inactive|inaktiv|geschlossen|abgeschlossen"),
    )
)
_NOT_YET = re.compile(r"\b(?:to be|not yet|ready to be|pending) ", re.IGNORECASE)


def closed_as(status: str) -> str:
    """How the other system has closed the application; "" where it is open or says something else."""
    plain = text.sort_key(status)
    if _NOT_YET.search(plain):
        return ""
    return next((says for says, words in _CLOSED if words.search(plain)), "")
