"""A real mail server on this machine that answers as a test tells it to."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope

from hiring.foundation import config

CERTIFICATE = Path(__file__).resolve().parents[1] / "data" / "mail_server.pem"
USER, PASSWORD = "hiring", "s3cret p@ss/word"


class Post:
    """What arrived, and what is answered instead of 250 at which step; once for each answer given."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: dict[str, list[str]] = {"MAIL": [], "RCPT": [], "DATA": []}
        self.on_data: Callable[[], None] = lambda: None

    def ids(self) -> list[str]:
        return [str(one["Message-ID"]) for one in self.mails]

    async def handle_MAIL(self, _server: SMTP, _session: Any, envelope: Envelope, address: str, _options: Any) -> str:  # noqa: N802 - its name
        envelope.mail_from = address
        return self._next("MAIL")

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Envelope, address: str, _options: Any) -> str:  # noqa: N802 - its name
        envelope.rcpt_tos.append(address)
        return self._next("RCPT")

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - its name
        answer = self._next("DATA")
        if answer == "hang up":
            server.transport.abort()
        elif answer.startswith("250"):
            parsed = message_from_bytes(envelope.content, policy=default)
            assert isinstance(parsed, EmailMessage)
            self.mails.append(parsed)
            self.on_data()
        return answer

    def _next(self, step: str) -> str:
        return self.answers[step].pop(0) if self.answers[step] else "250 OK"


class _OnAnyPort(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def _may_sign_in(_server: Any, _session: Any, _envelope: Any, _how: Any, told: Any) -> AuthResult:
    is_right = (told.login, told.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)


@contextmanager
def mail_server(security: str = "none") -> Iterator[tuple[Post, config.MailServer]]:
    """Serves while the block lasts; what is sent to it, and the settings that lead there."""
    post, more, user, password = Post(), {}, "", ""
    if security != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        keys = {"tls": "ssl_context", "starttls": "tls_context"}
        more = {keys[security]: context, "authenticator": _may_sign_in}
        more |= {"auth_require_tls": security == "starttls", "auth_required": security == "starttls"}
        user, password = USER, PASSWORD
    controller = _OnAnyPort(post, hostname="127.0.0.1", port=0, **more)
    controller.start()
    try:
        yield post, config.MailServer("127.0.0.1", controller.port, security, user, password)
    finally:
        controller.stop()
