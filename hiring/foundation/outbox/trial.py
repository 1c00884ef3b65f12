"""A test email: sent at once to the person who asks for it, kept nowhere, and the server's answer in a sentence."""

from datetime import timedelta

from hiring.foundation import clock, ids
from hiring.foundation.outbox import server
from hiring.foundation.outbox.letters import letter
from hiring.foundation.outbox.mails import OutgoingMail, is_usable
from hiring.foundation.outbox.sending import message_of


def send_test_mail(name: str, address: str) -> str:
    """Hand a test email over, outside any write, and say what the server answered."""
    if not is_usable(address):
        return f"We can't send to {address}: it isn't an email address of plain letters."
    written, now = letter("test", name=name, address=address), clock.now()
    mail = OutgoingMail(
        id=ids.new_id(), kind="test", about="", address=address, subject=written.subject, text=written.text,
        queued_at=now, useless_from=now + timedelta(hours=1), files=[],
    )  # fmt: skip
    try:
        with server.line() as opened:
            server.post(opened, address, message_of(mail).as_bytes())
    except (server.ServerRefused, server.MailDeclined, server.LineLost) as failed:
        return f"The test email wasn't sent. {failed}"
    return f"Your mail server took a test email to {address}. If it isn't in your inbox in 5 minutes, look in spam."
