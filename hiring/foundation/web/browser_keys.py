"""What a page is told so that its reader's browser can keep text that is not saved yet, and nobody else can read it.

The key is derived from the app's secret for each person and thing. It stands in that person's page and is stored
nowhere. The names are derived too, so that what lies in a browser says nothing of whom or what it is about. So are the
subjects, by which a browser asks whether that still exists.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from flask import current_app

from hiring.foundation.ids import ids_in


@dataclass(frozen=True, slots=True)
class BrowserKey:
    who: str
    name: str
    key: str
    subjects: tuple[str, ...]


def browser_key(person_id: str, about: str) -> BrowserKey:
    return BrowserKey(
        who=whose_browser(person_id),
        name=_derived("name", person_id, about).hex()[:24],
        key=base64.b64encode(_derived("key", person_id, about)).decode(),
        subjects=tuple(subject_of(key) for key in ids_in(about)),
    )


def whose_browser(person_id: str) -> str:
    """Tells the pages of one person from those of another, and nothing else."""
    return _derived("who", person_id).hex()[:24]


def subject_of(key: str) -> str:
    """What stands in a browser for a row that a text is about: the same whoever writes it."""
    return _derived("subject", key).hex()[:24]


def _derived(*parts: str) -> bytes:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(secret, "\0".join(("kept in a browser", *parts)).encode(), hashlib.sha256)
