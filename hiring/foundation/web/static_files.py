"""How answers travel over bad Wi-Fi: packed, and static files asked for once and then kept by the browser."""

import gzip
import hashlib
import io
import secrets
from importlib.metadata import version
from pathlib import Path

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

from hiring.foundation.web.timed_signer import ClockTolerantSigner

STATIC = {"static", "bootstrap.static"}
KEPT_SECONDS = 365 * 24 * 3600
# Packing what fits one packet gains nothing.
LEAST_BYTES = 1_000
_PACKED = ("text/", "application/json", "application/javascript", "image/svg+xml")


def static_address(folder: Path) -> str:
    """Where static files lie: an address that is another one as soon as any of them changes.

    The version is a folder and not a query, so that one script finds another beside it under the same version.
    """
    known = hashlib.sha256(version("bootstrap-flask").encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            known.update(f"{path.relative_to(folder)}".encode())
            known.update(path.read_bytes())
    return f"/static/{known.hexdigest()[:12]}"


class _Sessions(SecureCookieSessionInterface):
    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = ClockTolerantSigner
        return serializer

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Not with a static file: one that varied by cookie would be fetched again with every new cookie."""
        if request.endpoint not in STATIC:
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = KEPT_SECONDS
    app.session_interface = _Sessions()

    @app.after_request
    def deliver(response: Response) -> Response:
        if request.endpoint not in STATIC or response.status_code not in {200, 304}:
            response.headers["Cache-Control"] = "no-store"
        else:
            response.cache_control.immutable = True
        return _packed(response)


def _packed(response: Response) -> Response:
    if not (response.mimetype or "").startswith(_PACKED) or (response.is_streamed and not response.direct_passthrough):
        return response
    response.headers.add("Vary", "Accept-Encoding")
    known = response.status_code == 200 or response.status_code >= 400
    if not known or request.method == "HEAD" or "Content-Encoding" in response.headers:
        return response
    if not request.accept_encodings["gzip"]:
        return response
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) < LEAST_BYTES:
        return response
    response.set_data(_gzipped(plain))
    response.headers["Content-Encoding"] = "gzip"
    if response.headers.get("ETag"):
        response.set_etag(response.get_etag()[0] or "", weak=True)
    return response


def _gzipped(plain: bytes) -> bytes:
    """Packed, with a name of random length in its header: a length must not tell a secret on the page (BREACH)."""
    packed = io.BytesIO()
    name = "a" * secrets.randbelow(100)
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=6, fileobj=packed, mtime=0) as file:
        file.write(plain)
    return packed.getvalue()
