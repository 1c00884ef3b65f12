"""Why a mail was given up, in words for someone who knows nothing of mail servers."""

import re
from dataclasses import dataclass
from enum import StrEnum

# How the sentences begin that are kept with a mail.
SAID = "The mail server said:"
BROKE = "The connection to the mail server broke:"
LATE = "It couldn't be sent in time."

# 550, the server's own finer code where it gives one (RFC 3463), and what else it says.
_ANSWER = re.compile(rf"{SAID} (\d{{3}})(?:[ -]\d\.(\d{{1,3}}\.\d{{1,3}}))?\b")


class Cause(StrEnum):
    """What is to blame, as far as the answer tells."""

    ADDRESS = "The mail server doesn't take mail for this address. It may be misspelt or closed."
    FULL = "Their mailbox is full, or the email is too big for it."
    RULES = "The mail server has a rule against mail from here."
    PUT_OFF = "The mail server kept putting it off."
    REFUSED = "The mail server didn't take it."
    LINE = "The connection to the mail server kept breaking."
    LATE = "It couldn't be sent before it was out of date."


_BY_FINER_CODE = {"1.": Cause.ADDRESS, "2.1": Cause.ADDRESS, "2.2": Cause.FULL, "3.4": Cause.FULL, "7.": Cause.RULES}
_BY_CODE = {
    **dict.fromkeys(("550", "551", "553"), Cause.ADDRESS),
    **dict.fromkeys(("452", "552"), Cause.FULL),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """`said` is what the server answered, or what broke the line, word for word; often nothing."""

    cause: Cause
    said: str
    is_late: bool


def trouble_of(problem: str) -> Trouble:
    """What a mail's kept problem says; where it was late, what had kept it from being sent before."""
    is_late = problem.startswith(LATE)
    rest = problem.removeprefix(LATE).strip()
    if not rest:
        return Trouble(Cause.LATE if is_late else Cause.REFUSED, "", is_late)
    words = rest.removeprefix(SAID).removeprefix(BROKE).strip().rstrip(".")
    return Trouble(Cause.LINE if rest.startswith(BROKE) else _cause(rest), words, is_late)


def _cause(sentence: str) -> Cause:
    answer = _ANSWER.match(sentence)
    if answer is None:
        return Cause.REFUSED
    code, finer = answer.groups()
    for begin, cause in _BY_FINER_CODE.items():
        if finer and (finer.startswith(begin) if begin.endswith(".") else finer == begin):
            return cause
    return _BY_CODE.get(code, Cause.PUT_OFF if code.startswith("4") else Cause.REFUSED)
