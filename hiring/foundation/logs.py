"""The log, on standard error: a line for each request, refusal, mail and fault; JSON unless a person is reading.

It holds our own words, opaque ids and numbers. What a person typed, a name, an address or a query string never gets
here: there is a function for each kind of line, and none of them takes free text.
"""

import logging
import sys
import time
import traceback
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, g, has_request_context, request

_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}


def configure() -> None:
    """Have lines written to standard error as it is when they are written."""
    import structlog  # noqa: PLC0415 - see below

    is_terminal = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
            if is_terminal
            else structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def refused(refusal: type[Exception], field: str | None) -> None:
    """An action was refused, and the page was shown again."""
    _log().info("refused", refusal=refusal.__name__, field=field, endpoint=request.endpoint)


def mail(mail_id: str, kind: str, outcome: str, tries: int) -> None:
    """What became of a mail: sent, not taken, given up, or dropped because nobody needs it any more."""
    _log().info("mail", mail=mail_id, kind=kind, outcome=outcome, tries=tries)


def job(name: str, milliseconds: int, **numbers: int) -> None:
    """A command that works through something has finished."""
    _log().info("job", job=name, ms=milliseconds, **numbers)


def step_failed(step: str, error: Exception) -> None:
    """Something after a commit, or before a command, did not work and changes no answer."""
    _log().error("failed", step=step, exception=type(error).__name__)


def init_app(app: Flask) -> None:
    configure()
    app.before_request(_begin)
    app.after_request(_finish)
    app.log_exception = broke  # type: ignore[method-assign]  # Flask's own would print what the exception says


def _begin() -> None:
    g.began = time.perf_counter()


def _finish(response: Response) -> Response:
    began = g.get("began", time.perf_counter())
    _log().info(
        "request",
        method=request.method if request.method in _METHODS else "other",
        endpoint=request.endpoint,
        status=response.status_code,
        ms=int((time.perf_counter() - began) * 1000),
        person=_person_id(),
    )
    return response


def _person_id() -> str | None:
    """The id of the person, where the request has loaded them, without another query."""
    state = sa.inspect(g.get("_login_user"), raiseerr=False)
    return state.identity[0] if state is not None and state.identity else None


def broke(exc_info: tuple[type[BaseException], BaseException, TracebackType | None] | Any) -> None:
    """Where the program broke. Not what the exception says: that may quote what someone typed."""
    kind, _, trace = exc_info
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    endpoint = request.endpoint if has_request_context() else None
    _log().error("broke", exception=kind.__name__, endpoint=endpoint, frames=frames)


def _log() -> Any:
    import structlog  # noqa: PLC0415 - most commands write no line, and it costs them a quarter of their start

    return structlog.get_logger()
