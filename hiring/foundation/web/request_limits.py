"""What a request may bring, and how many pages one source may ask for.

A request brings a form or a file, within bounds. Nothing parses JSON, for no page takes any.
"""

import io
from typing import IO, Any

from flask import Flask, Request, abort, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.formparser import FormDataParser

# The longest list that can be ticked has one field a candidate.
MOST_FIELDS = 10_000

# Each process counts alone, because these guard no secret.
limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", headers_enabled=False)


def followed_link() -> str:
    """The address itself, no matter who asks for it: one that can't be guessed is worn out only by who holds it."""
    return request.path


class _FormParser(FormDataParser):
    """Counts the fields of a form before it is parsed; werkzeug does so for the other encoding only."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> Any:
        if mimetype == "application/x-www-form-urlencoded":
            body = stream.read()
            if body.count(b"&") >= MOST_FIELDS:
                raise RequestEntityTooLarge
            stream = io.BytesIO(body)
        return super().parse(stream, mimetype, content_length, options)


class FormRequest(Request):
    """A request whose body is a form or nothing, whatever it says of itself."""

    form_data_parser_class = _FormParser

    @property
    def is_json(self) -> bool:
        return False

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        if silent:
            return None
        raise UnsupportedMediaType


def init_app(app: Flask) -> None:
    app.request_class = FormRequest
    app.config["MAX_FORM_PARTS"] = MOST_FIELDS
    app.before_request(_refuse_zero_bytes)
    limiter.init_app(app)


def _refuse_zero_bytes() -> None:
    """No text holds them, and PostgreSQL refuses them late and without a field."""
    if "\0" in request.path:
        abort(404)
    values = [*request.args.items(multi=True), *request.form.items(multi=True)]
    if any("\0" in name or "\0" in value for name, value in values):
        abort(400)
