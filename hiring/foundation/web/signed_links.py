"""Links that prove what they are for, expire, and can be checked without a table."""

from typing import Any

from flask import current_app, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from itsdangerous.encoding import base64_decode, base64_encode

from hiring.foundation.web.timed_signer import ClockTolerantSigner


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"link:{purpose}", signer=ClockTolerantSigner)


def token(purpose: str, content: Any) -> str:
    return str(_serializer(purpose).dumps(content))


def content(purpose: str, given: str, *, hours: int) -> Any | None:
    """What the token carries; None where it is altered, for something else, or too old."""
    try:
        carried = _serializer(purpose).loads(given, max_age=hours * 3600)
    except BadData:
        return None
    return carried if _is_to_the_letter(given) else None


def _is_to_the_letter(given: str) -> bool:
    """The last letter of a signature has bits that nobody reads, so that four letters would do for one."""
    signature = given.rsplit(".", 1)[1]
    return base64_encode(base64_decode(signature)).decode() == signature


def absolute(endpoint: str, **url: Any) -> str:
    """A link for a mail or a terminal: from the configured base, never from the Host header."""
    with current_app.test_request_context():
        return str(current_app.config["BASE_URL"]) + url_for(endpoint, **url)
