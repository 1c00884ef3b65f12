"""Security headers on every answer: pages, errors, downloads, and what is left when the application itself breaks."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask

from hiring.foundation import logs

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CSP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Without a template, which may be what broke.
LAST_RESORT = (
    b'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Something broke on our side</title></head>'
    b"<body><main><h1>Something broke on our side</h1><p>Go back: what you typed should still be there. "
    b"Tell your administrator if it happens again.</p></main></body></html>"
)


def init_app(app: Flask) -> None:
    """Call this last, so that nothing answers from outside the headers."""
    app.wsgi_app = SecureAnswers(app, app.wsgi_app)  # type: ignore[method-assign]  # how Flask says to do it


class SecureAnswers:
    """Wraps the application: adds the headers to each of its answers, and answers where it raises."""

    def __init__(self, app: Flask, inner: "WSGIApplication") -> None:
        self._app = app
        self._inner = inner
        self._headers = dict(HEADERS)
        if app.config["BEHIND_TLS"]:
            self._headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        begun = False

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            nonlocal begun
            begun = True
            others = [(name, value) for name, value in headers if name not in self._headers]
            return start_response(status, [*others, *self._headers.items()], exc_info)

        try:
            return self._inner(environ, start)
        except Exception:
            if self._app.testing:
                raise
            logs.broke(sys.exc_info())
            about = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
            length = {"Content-Length": str(len(LAST_RESORT))}
            error = sys.exc_info() if begun else None  # a server that has sent headers raises it
            start("500 Internal Server Error", [*about.items(), *length.items()], error)
            return [LAST_RESORT]
