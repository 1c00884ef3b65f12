"""Answers with a file that the browser saves under its name."""

from flask import Response


def file_answer(content: bytes | str, content_type: str, name: str) -> Response:
    """`name` is plain ASCII, made here: a typed name would have to be encoded first."""
    return Response(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
