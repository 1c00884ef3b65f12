"""Sending mail: each once, whatever the server, the clock, a crash or a second sender does."""

import contextvars
import threading
from datetime import timedelta

import pytest

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox import sending
from hiring.foundation.outbox.command import in_words
from hiring.foundation.outbox.mails import OutgoingMail
from tests.conftest import NOW
from tests.foundation.mail_server import CERTIFICATE, PASSWORD, mail_server
from tests.foundation.test_outbox import mails, queue


@pytest.fixture
def post(request):
    """A server that takes everything, set in the house."""
    with mail_server() as (post, server):
        _house(request).config["MAIL_SERVER"] = server
        yield post


def _house(request):
    return request.getfixturevalue("either" if "either" in request.fixturenames else "app")


def later(**much):
    return clock.standing_at(NOW + timedelta(**much))


def test_what_waits_is_sent_once(either, post):
    queue(once="1", subject="First")
    queue(once="2", subject="Second")
    assert sending.send_due().sent == 2
    assert [one["Subject"] for one in post.mails] == ["First", "Second"]
    assert [one["To"] for one in post.mails] == ["pia@example.org"] * 2
    assert post.mails[0]["From"] == "Our organisation <hiring@localhost>"
    assert sending.send_due() == sending.Run()
    assert all(one.sent_at and one.leased_until is None for one in mails())


def test_two_senders_at_once_send_each_mail_once(either, post):
    for number in range(12):
        queue(once=str(number))
    db.session.close()
    start, runs, told = threading.Barrier(2), [], contextvars.copy_context()

    def send():
        clock.use_source(told.run(clock.current_source))
        with either.app_context():
            start.wait()
            runs.append(sending.send_due())
            db.session.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(run.sent for run in runs) == 12
    assert len(post.ids()) == len(set(post.ids())) == 12


def test_a_mail_another_run_has_taken_is_left_to_it_and_sent_after_its_lease(either, post):
    queue()
    sending._take()  # and then it crashed
    assert sending.send_due().sent == 0
    with later(minutes=9):
        assert sending.send_due().sent == 0
    with later(minutes=11):
        assert sending.send_due().sent == 1
    assert len(post.mails) == 1


def test_a_crash_after_the_server_took_it_sends_it_again_with_the_same_id(either, post):
    mail_id = queue()
    taken = sending._take()
    with sending.server.line() as opened:
        sending.server.post(opened, taken.address, taken.message)
    with later(minutes=11):
        sending.send_due()
        sending.send_due()
    assert post.ids() == [f"<{mail_id}@localhost>"] * 2


@pytest.mark.parametrize("back", [1, 60, 60 * 24 * 30])
def test_a_clock_set_back_sends_nothing_twice(either, post, back):
    queue(once="1")
    sending.send_due()
    queue(once="2")
    sending._take()
    with later(minutes=-back):
        queue(once="1")
        assert sending.send_due().sent == 0
    assert len(post.mails) == 1


@pytest.mark.parametrize("answer", ["450 4.2.0 Mailbox busy", "550 5.1.1 No such user"])
@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_a_mail_the_server_declines_waits_and_the_others_go(either, post, step, answer):
    queue(once="1", to="full@example.org")
    queue(once="2")
    post.answers[step] = [answer]
    run = sending.send_due()
    assert in_words(run) == f"1 sent, 1 waits: The mail server said: {answer}."
    with later(minutes=4):
        assert sending.send_due().sent == 0
    with later(minutes=6):
        assert in_words(sending.send_due()) == "1 sent."
    assert [one["To"] for one in post.mails] == ["pia@example.org", "full@example.org"]


def test_after_six_tries_with_growing_waits_it_is_given_up_and_said(either, post):
    queue()
    post.answers["RCPT"] = ["450 Busy"] * 9
    moment, tried = NOW, []
    while not mails()[0].gave_up_at:
        with clock.standing_at(moment):
            run = sending.send_due()
        tried.append(mails()[0].tries)
        db.session.rollback()
        moment = mails()[0].due_at + timedelta(seconds=1)
    assert tried == [1, 2, 3, 4, 5, 6]
    assert in_words(run) == "0 sent.\n1 given up: The mail server said: 450 Busy. It was tried 6 times."
    assert timedelta(hours=20) < mails()[0].gave_up_at - NOW < timedelta(hours=24)
    with later(days=9):
        assert sending.send_due() == sending.Run()


@pytest.mark.parametrize("answer", ["421 Closing for the night", "hang up"])
def test_a_line_that_breaks_ends_the_run_and_the_rest_goes_next_time(either, post, answer):
    queue(once="1")
    queue(once="2")
    post.answers["DATA"] = [answer]
    run = sending.send_due()
    assert (run.sent, [one.tries for one in mails()]) == (0, [1, 0])
    assert run.stopped.startswith(("The connection to the mail server broke:", "The mail server said: 421"))
    with later(minutes=6):
        assert sending.send_due().sent == 2
    assert len(set(post.ids())) == len(post.ids()) == 2


def test_a_sender_the_server_refuses_is_a_matter_of_settings_and_no_mails_fault(either, post):
    queue()
    post.answers["MAIL"] = ["553 Not one of ours"] * 9
    for _ in range(9):
        assert (
            sending.send_due().stopped == "The mail server takes no mail from hiring@localhost (553 Not one of ours)."
        )
    assert (mails()[0].tries, mails()[0].gave_up_at) == (0, None)
    assert sending.send_due().sent == 1


def test_what_would_come_too_late_is_not_sent_any_more(either, post):
    queue(useless_from=NOW + timedelta(hours=1))
    with later(hours=2):
        assert in_words(sending.send_due()) == "0 sent.\n1 given up: It couldn't be sent in time."
    assert post.mails == []


def test_marking_waits_until_the_database_is_free_again(app, post, monkeypatch):
    from hiring.foundation import database

    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    queue()
    freed = threading.Timer(0.5, database._one_writer.release)
    post.on_data = lambda: (database._one_writer.acquire(), freed.start())
    assert sending.send_due().sent == 1
    freed.join()
    assert sending.send_due().sent == 0
    assert len(post.mails) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_over_tls_with_a_name_and_a_password(app, monkeypatch, security):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    queue()
    with mail_server(security) as (post, server):
        app.config["MAIL_SERVER"] = server
        assert in_words(sending.send_due()) == "1 sent."
    assert len(post.mails) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_nobody_vouches_for_is_refused(app, security):
    queue()
    with mail_server(security) as (post, server):
        app.config["MAIL_SERVER"] = server
        assert "self-signed certificate" in sending.send_due().stopped
    assert post.mails == []


def test_a_wrong_password_is_said_without_saying_it(app, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    queue()
    with mail_server("tls") as (_post, server):
        app.config["MAIL_SERVER"] = type(server)(server.host, server.port, "tls", server.user, PASSWORD + "!")
        stopped = sending.send_due().stopped
    assert stopped.startswith("The mail server didn't accept the name and password in HIRING_SMTP_URL (535")
    assert PASSWORD not in stopped


def test_a_server_without_starttls_or_without_anybody_there_is_said(app):
    queue()
    with mail_server() as (_post, server):
        app.config["MAIL_SERVER"] = type(server)(server.host, server.port, "starttls", "", "")
        assert sending.send_due().stopped.startswith("The mail server can't do what HIRING_SMTP_URL asks for")
    assert sending.send_due().stopped == f"The mail server 127.0.0.1:{server.port} cannot be used: Connection refused."


def test_without_a_server_mail_waits_and_it_is_said(app):
    assert sending.send_due() == sending.Run()
    queue()
    assert in_words(sending.send_due()) == (
        "0 sent, 1 waits: No mail server is set, so mail stays in the outbox. Set HIRING_SMTP_URL."
    )


def test_nothing_is_marked_by_a_run_whose_mail_was_taken_over(app):
    queue()
    slow = sending._take()
    with later(minutes=11):
        sending._take()
    assert sending._keep(slow, "The line broke.") == []
    with writing() as session:
        assert session.get(OutgoingMail, slow.id).problem == ""
