"""Links that prove what they are for, expire, and can be checked without a table."""

from typing import Any

from flask import current_app, url_for
from itsdangerous import BadData, URLSafeTimedSerializer


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"link:{purpose}")


def token(purpose: str, content: Any) -> str:
    return str(_serializer(purpose).dumps(content))


def content(purpose: str, given: str, *, hours: int) -> Any | None:
    """What the token carries; None where it is altered, for something else, or too old."""
    try:
        return _serializer(purpose).loads(given, max_age=hours * 3600)
    except BadData:
        return None


def absolute(endpoint: str, **url: Any) -> str:
    """A link for a mail or a terminal: from the configured base, never from the Host header."""
    with current_app.test_request_context():
        return str(current_app.config["BASE_URL"]) + url_for(endpoint, **url)
