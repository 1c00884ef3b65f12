"""Reads uploaded files before a write begins, so that a slow file never keeps anyone else from writing."""

import functools
from collections.abc import Callable
from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue

from hiring.foundation.access import View, declare
from hiring.foundation.database import db
from hiring.foundation.refusals import Refused


def read_first(guard: Callable[[View], View], read: Callable[[], Any]) -> Callable[[View], View]:
    """For a view that `@writes`: `read` what was posted, under the view's own guard and with no transaction open.

    The guard is asked again inside the write. Put this above `@writes`; the view takes the result by `what_was_read`.
    """

    def reading(*_loaded: Any) -> ResponseReturnValue:
        db.session.rollback()  # the guard has read
        try:
            g.upload = read()
        except Refused as refused:
            g.upload = refused
        db.session.rollback()
        return ""

    guarded = guard(reading)

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def inside(**url: Any) -> ResponseReturnValue:
            if request.method == "POST":
                guarded(**url)
            return view(**url)

        declare(inside, reads_first=True)
        return inside

    return decorate


def what_was_read() -> Any:
    """The result of reading, or its refusal raised."""
    if isinstance(g.upload, Refused):
        raise g.upload
    return g.upload
