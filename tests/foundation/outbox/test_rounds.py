"""Sending by itself: one process holds the lease, a round writes what is due, and Home names mail that waits."""

from datetime import timedelta

import pytest

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox import rounds, sender
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.outbox.rounds import LEASE_FOR, take_lease
from hiring.foundation.outbox.state import mail_state
from tests.conftest import NOW
from tests.foundation.mail_server import mail_server
from tests.foundation.test_outbox import mails, queue

SECOND = timedelta(seconds=1)


def at(moment, holder):
    with clock.standing_at(moment):
        return take_lease(holder)


def test_one_process_sends_until_it_has_been_gone_for_two_minutes(either):
    assert (at(NOW, "one"), at(NOW, "two")) == (True, False)
    assert at(NOW + SECOND, "one")  # renewed
    assert not at(NOW + LEASE_FOR, "two")
    assert at(NOW + LEASE_FOR + SECOND, "two")
    assert not at(NOW + LEASE_FOR + SECOND, "one")


def test_a_server_with_a_mail_server_sends_by_itself_and_stops_when_asked(app):
    queue()
    with mail_server() as (post, server):
        app.config["MAIL_SERVER"] = server
        sending = sender.MailSender(app, every=0.02)
        sending.start()
        for _ in range(200):
            if post.mails:
                break
            sending.is_over.wait(0.02)
        sending.stop()
    assert [mail["To"] for mail in post.mails] == ["pia@example.org"]
    db.session.rollback()
    assert mails()[0].sent_at is not None


def test_a_round_does_the_tasks_of_the_rooms_and_sends_whatever_goes_wrong_with_one(app, monkeypatch):
    def broken(_session):
        raise ValueError("a task that fails")

    def due(session):
        session.execute(OutgoingMail.__table__.update().values(subject="Written by a task"))

    monkeypatch.setitem(app.extensions["provided"], "mail_tasks", [broken, due])
    queue()
    assert rounds.run_round().sent == 0  # no server, so no task either
    assert mails()[0].subject == "Hello"
    with mail_server() as (post, server):
        app.config["MAIL_SERVER"] = server
        assert rounds.run_round().sent == 1
    assert post.mails[0]["Subject"] == "Written by a task"


@pytest.mark.parametrize(("waited", "waiting"), [(timedelta(hours=1) - SECOND, 0), (timedelta(hours=1) + SECOND, 1)])
def test_mail_that_has_waited_for_an_hour_is_said_to_wait(app, waited, waiting):
    with mail_server() as (_, server):
        app.config["MAIL_SERVER"] = server
        queue()
        with clock.standing_at(NOW + waited):
            state = mail_state(db.session)
    assert (state.has_server, state.waiting, state.is_fine) == (True, waiting, not waiting)
    assert state.sentence.startswith("1 email has been waiting for an hour or more." if waiting else "")
    assert bool(state.sentence) == bool(waiting)


def test_without_a_server_that_is_said_first_and_what_was_sent_or_given_up_does_not_wait(app):
    queue()
    with writing():
        mails()[0].gave_up_at = NOW
    with clock.standing_at(NOW + timedelta(days=1)):
        state = mail_state(db.session)
    assert (state.has_server, state.waiting) == (False, 0)
    assert state.sentence.startswith("No mail server is set")
