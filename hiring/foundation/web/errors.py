"""What went wrong, in a sentence: refusals of actions, constraints of the database, and the error pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from flask import Flask, current_app, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from hiring.foundation.database import Base, DatabaseBusy
from hiring.foundation.database_errors import is_disk_full
from hiring.foundation.records import append_only
from hiring.foundation.refusals import Refused as Refused


@dataclass(frozen=True, slots=True)
class _Constraint:
    refusal: type[Refused]
    sentence: str
    field: str | None


_constraints: dict[str, _Constraint] = {}


def on_violation(constraint: str, refusal: type[Refused], sentence: str, field: str | None = None) -> None:
    """Where the database refuses a row by this constraint, the action refuses with this sentence."""
    _constraints[constraint] = _Constraint(refusal, sentence, field)


@contextmanager
def constraints_explained() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        known = _constraints.get(_violated(error))
        if known is None:
            raise
        raise known.refusal(known.sentence, known.field) from error


@contextmanager
def final_rows_explained() -> Iterator[None]:
    """Where a trigger keeps a final row as it is, the action is refused with a sentence."""
    try:
        yield
    except DatabaseError as error:
        if (what := append_only.refused_by(error)) is None:
            raise
        raise Refused(f"Nothing was changed: {what} is final.") from error


def _violated(error: IntegrityError) -> str:
    """The name of the violated constraint. PostgreSQL tells it; SQLite tells the columns."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name or ""
    message = str(error.orig)
    if "CHECK constraint failed: " in message:
        return message.split("CHECK constraint failed: ")[1]
    if "UNIQUE constraint failed: " not in message:
        return ""
    columns = [c.strip().split(".") for c in message.split("UNIQUE constraint failed: ")[1].split(",")]
    table = Base.metadata.tables[columns[0][0]]
    names = {name for _, name in columns}
    unique: list[sa.UniqueConstraint | sa.Index] = [c for c in table.constraints if isinstance(c, sa.UniqueConstraint)]
    unique += [i for i in table.indexes if i.unique]
    return next((str(c.name) for c in unique if {column.name for column in c.columns} == names), "")


SENTENCES = {
    400: (
        "Something went wrong on the way",
        "The request was incomplete or garbled. Go back and try again.",
    ),
    403: (
        "You can't do this",
        "You may see this, but not do it. Ask HR if you think you should be able to.",
    ),
    404: ("Page not found", "The address is wrong, or you can't see what's here."),
    405: ("You can't do that here", "Go back and use the buttons on the page."),
    413: ("That's too much at once", "A page or file may hold 4 MB at most. Nothing was recorded."),
    429: ("Too many tries", "Wait for a few minutes, then try again. We haven't checked what you typed."),
    500: (
        "Something broke on our side",
        "Nothing was recorded. Go back: what you typed should still be there.",
    ),
}


DISK_FULL = (
    "The disk is full",
    "There's no room left on the server's disk, so nothing was recorded. Everything you typed is kept on this page. "
    "Ask the person who runs the server to free some space, then send it again.",
)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _page)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(DatabaseBusy, _busy)
    app.register_error_handler(OperationalError, _busy)


def _page(error: HTTPException) -> tuple[str, int, dict[str, str]]:
    code = error.code or 500
    title, sentence = SENTENCES.get(code, SENTENCES[500 if code >= 500 else 400])
    if isinstance(error, InternalServerError) and request.method == "POST":
        return *held(title, "Nothing was recorded. Everything you typed is kept on this page.", code), {}
    # What was typed is shown back even where it led nowhere, such as after a change of manager.
    written = _written() if request.method == "POST" and code in {403, 404, 429} else []
    page = render_template("errors/error.html", title=title, sentence=sentence, written=written)
    return page, code, {"Retry-After": _seconds_to_wait(error)} if code == 429 else {}


def _seconds_to_wait(error: HTTPException) -> str:
    """What a limit says of itself; a limit on pages counts by the minute."""
    seconds = getattr(error, "retry_after", None)
    return str(seconds if isinstance(seconds, int) else 60)


# A password is typed again, never shown or sent back in a page.
NOT_KEPT = {"csrf_token", "password", "current"}


def held(title: str, sentence: str, code: int, sign_in: bool = False) -> tuple[str, int]:
    """A page that keeps everything that was posted and can send it again: nothing a person typed is lost."""
    kept = [(k, v) for k, v in request.form.items(multi=True) if k not in NOT_KEPT]
    page = render_template(
        "errors/held.html", title=title, sentence=sentence, kept=kept, written=_written(), sign_in=sign_in
    )
    return page, code


def _written() -> list[str]:
    """Of what was posted, what someone seems to have written."""
    ours = NOT_KEPT | {"form_id", "seen"}
    return [value for name, value in request.form.items(multi=True) if len(value) > 20 and name not in ours]


def sign_in_first() -> tuple[str, int]:
    """Someone who signed out in another window finds what they typed here, and the way to send it."""
    sentence = "Your session ended while you were typing. Everything you typed is kept on this page."
    return held("Sign in, then send this again", sentence, 401, sign_in=True)


def _expired(_error: CSRFError) -> tuple[str, int]:
    # A form's token ends with its session, so that this is met before any guard.
    view = current_app.view_functions[str(request.endpoint)]
    if not current_user.is_authenticated and getattr(view, "guard", "") not in {"public", "bearer"}:
        return sign_in_first()
    return held("This page was open for too long", "Everything you typed is kept. Send it again.", 400)


def _busy(error: Exception) -> tuple[str, int]:
    if is_disk_full(error):
        return held(*DISK_FULL, 503)
    return held("Too busy just now", "Nothing was recorded yet. Everything you typed is kept. Send it again.", 503)
