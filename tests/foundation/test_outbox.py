"""Queueing mail: with what it tells of, once, to usable addresses, and nothing that was typed reaches a header."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.letters import Letter
from hiring.foundation.outbox.mails import AddressUnusable, Attachment, OutgoingMail, is_usable, queue_mail
from hiring.foundation.outbox.sending import message_of


def queue(to="pia@example.org", subject="Hello", text="A line.\n", once="hello 1", **more):
    told = {"kind": "test", "about": "b" * 16, "useless_from": clock.now() + timedelta(days=30)} | more
    with writing() as session:
        return queue_mail(session, to, Letter(subject, text), once=once, **told)


def deliver():
    """Everything in the outbox is sent, so that it can't be taken back."""
    with writing() as session:
        for mail in session.scalars(sa.select(OutgoingMail).where(OutgoingMail.sent_at.is_(None))):
            mail.tries, mail.sent_at = 1, clock.now()


def mails():
    return db.session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.queued_at)).all()


def test_a_mail_is_there_exactly_when_its_record_is(either):
    with pytest.raises(ZeroDivisionError), writing() as session:
        letter, until = Letter("Hello", "A line."), clock.now() + timedelta(days=1)
        queue_mail(session, "pia@example.org", letter, kind="test", about="b", once="1", useless_from=until)
        _ = 1 / 0
    assert mails() == []
    with pytest.raises(RuntimeError, match=r"inside writing\(\)"):
        queue_mail(db.session, "pia@example.org", letter, kind="test", about="b", once="1", useless_from=until)


def test_the_same_mail_is_queued_once(either):
    first = queue(once="reminder x 2026-11-03")
    assert queue(once="reminder x 2026-11-03", subject="Other") is None
    assert queue(once="reminder x 2026-11-04") != first
    assert [one.subject for one in mails()] == ["Hello", "Hello"]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "pia",
            "pia@",
            "@example.org",
            "pia@example.org\nBcc: all@example.org",
            "pia@example.org, eve@example.org",
        ),
        *("Pia <pia@example.org>", "pia@exam ple.org", "pía@example.org", "pia@example..org", "pia@-example.org"),
        "p" * 65 + "@example.org",
    ],
)
def test_an_address_no_mail_can_be_sent_to_is_refused(app, address):
    assert not is_usable(address)
    with pytest.raises(AddressUnusable, match="Mail cannot be sent to"):
        queue(to=address)
    assert mails() == []


@pytest.mark.parametrize("address", ["pia@example.org", "o'hara+x@mail.example.co.uk", "root@localhost"])
def test_ordinary_addresses_are_usable(address):
    assert is_usable(address)


def test_the_message_id_is_the_same_each_time_and_ends_in_our_host(app):
    mail_id = queue()
    mail = db.session.get(OutgoingMail, mail_id)
    assert message_of(mail)["Message-ID"] == message_of(mail)["Message-ID"] == f"<{mail_id}@localhost>"
    assert message_of(mail)["Date"] == message_of(mail)["Date"] == "Tue, 03 Nov 2026 09:00:00 +0000"


def test_a_line_break_that_somebody_typed_makes_no_header(app, make, cast):
    """A title with a line break, put into the record behind the form's back."""
    opening = make.opening()
    with writing():
        opening.title = "Host\r\nBcc: everybody@example.org\r\n\r\nBuy now"
    tomorrow = clock.now() + timedelta(days=1)
    make.interview(make.application(opening), people=[cast.panellist], starts_at=tomorrow)
    message = message_of(mails()[0])
    assert set(message.keys()) >= {"To", "Subject"}
    assert "Bcc" not in message
    assert "\n" not in message["Subject"]


def test_a_message_carries_its_file_and_reads_the_same_on_the_other_side(app):
    queue(
        subject="Früh – um acht", text="Grüße\n", attachments=[Attachment("a.ics", "text/calendar; method=CANCEL", "Ä")]
    )
    message = message_of(mails()[0])
    assert message.as_bytes().isascii()
    assert message["Subject"] == "Früh – um acht"
    assert message.get_body().get_content().strip() == "Grüße"
    (attached,) = message.iter_attachments()
    assert (attached.get_content_type(), attached["Content-Type"].params["method"]) == ("text/calendar", "CANCEL")
    assert (attached.get_filename(), attached.get_content().strip()) == ("a.ics", "Ä")
