"""The mail server: whether one is set, a line to it, and its refusals in sentences."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app

from hiring.foundation import text
from hiring.foundation.config import MailServer
from hiring.foundation.outbox import letters
from hiring.foundation.outbox.problems import BROKE, SAID

PATIENCE = 20  # seconds, for each answer of the server
LONGEST_ANSWER = 200
CLOSING = 421  # with this answer a server ends the conversation


class ServerRefused(Exception):
    """No mail at all can be sent just now: the settings or the server are to blame, and no single mail."""


class MailDeclined(Exception):
    """The server said no to this one mail."""


class LineLost(Exception):
    """The line broke in the middle of a mail; nobody knows whether the server has it."""


def is_set() -> bool:
    return current_app.config["MAIL_SERVER"] is not None


@contextmanager
def line() -> Iterator[smtplib.SMTP]:
    """A line on which mail can be sent, signed in where the settings say so."""
    server: MailServer | None = current_app.config["MAIL_SERVER"]
    if server is None:
        raise ServerRefused("No mail server is set, so mail stays in the outbox. Set HIRING_SMTP_URL.")
    try:
        opened = _opened(server)
    except smtplib.SMTPAuthenticationError as refused:
        answer = _answer_of(refused.smtp_code, refused.smtp_error)
        raise ServerRefused(
            f"The mail server didn't accept the name and password in HIRING_SMTP_URL ({answer})."
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise ServerRefused(
            "The mail server can't do what HIRING_SMTP_URL asks for: smtp:// needs STARTTLS, a name needs AUTH."
        ) from None
    except (OSError, smtplib.SMTPException) as broken:
        raise ServerRefused(f"The mail server {server.host}:{server.port} cannot be used: {_why(broken)}.") from None
    try:
        yield opened
    finally:
        _hang_up(opened)


def _opened(server: MailServer) -> smtplib.SMTP:
    # Named, because smtplib would otherwise ask the network what this machine is called.
    name, secure = current_app.config["MAIL_HOST"], ssl.create_default_context()
    opened: smtplib.SMTP
    if server.security == "tls":
        opened = smtplib.SMTP_SSL(server.host, server.port, name, timeout=PATIENCE, context=secure)
    else:
        opened = smtplib.SMTP(server.host, server.port, name, timeout=PATIENCE)
    try:
        if server.security == "starttls":
            opened.starttls(context=secure)
        opened.ehlo_or_helo_if_needed()
        if server.user:
            opened.login(server.user, server.password)
    except BaseException:
        opened.close()
        raise
    return opened


def _hang_up(opened: smtplib.SMTP) -> None:
    try:
        opened.quit()
    except (OSError, smtplib.SMTPException):
        opened.close()


def post(opened: smtplib.SMTP, address: str, message: bytes) -> None:
    """Hand one mail over. When this returns, the server has said 250 and answers for it."""
    sender = letters.sender()
    try:
        opened.sendmail(sender, [address], message)
    except smtplib.SMTPSenderRefused as refused:
        answer = _answer_of(refused.smtp_code, refused.smtp_error)
        raise ServerRefused(f"The mail server takes no mail from {sender} ({answer}).") from None
    except smtplib.SMTPRecipientsRefused as refused:
        raise _declined(*refused.recipients[address]) from None
    except smtplib.SMTPResponseException as refused:
        raise _declined(refused.smtp_code, refused.smtp_error) from None
    except (OSError, smtplib.SMTPException) as broken:
        raise LineLost(f"{BROKE} {_why(broken)}.") from None


def _declined(code: int, answer: bytes | str) -> MailDeclined | LineLost:
    sentence = f"{SAID} {_answer_of(code, answer)}."
    return LineLost(sentence) if code == CLOSING else MailDeclined(sentence)


def _answer_of(code: int, answer: bytes | str) -> str:
    text_of_answer = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {text.tidy(text_of_answer)[:LONGEST_ANSWER]}".strip().rstrip(".")


def _why(broken: Exception) -> str:
    if isinstance(broken, smtplib.SMTPResponseException):
        return _answer_of(broken.smtp_code, broken.smtp_error)
    reason = getattr(broken, "verify_message", "") or getattr(broken, "strerror", "") or str(broken)
    return text.tidy(str(reason))[:LONGEST_ANSWER].rstrip(".") or type(broken).__name__
