"""Files that are uploaded and downloaded.

Uploads are read before a write begins, so that a slow file never keeps anyone else from writing.
"""

import functools
from collections.abc import Callable
from typing import Any

from flask import Response, g, request
from flask.typing import ResponseReturnValue

from hiring.foundation.database import db
from hiring.foundation.refusals import Refused
from hiring.foundation.web.access import View, declare


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


def file_answer(content: bytes | str, content_type: str, name: str) -> Response:
    """A download. `name` is plain ASCII, made here: a typed name would have to be encoded first."""
    return Response(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
