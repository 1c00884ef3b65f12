"""Mail that was given up: HR sees who to, what about, since when, why, and what helps."""

from datetime import timedelta

import pytest

from hiring.candidates.identity import link_person
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox import sending
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.interviews.actions import set_interview
from hiring.interviews.reminders.actions import send_reminders
from tests.conftest import NOW
from tests.foundation.mail_server import mail_server

HEADING = "Couldn't be delivered"


@pytest.fixture
def post(app):
    with mail_server() as (post, server):
        app.config["MAIL_SERVER"] = server
        yield post


@pytest.fixture
def invited(make, cast):
    """Pia is invited to an interview next week."""
    application = make.application(name="Amara Osei")
    with writing() as session:
        planned_round, people = application.opening.rounds[0], [cast.panellist]
        told = {"starts_at": NOW + timedelta(days=7), "place": "Room Birch", "people": people}
        return set_interview(session, cast.hr, application, planned_round, **told)


def mail_to(person):
    return db.session.query(OutgoingMail).filter_by(address=person.email).one()


def tried_until_given_up(post, person, answer):
    """The server declines it each time; returns when it was given up."""
    post.answers["RCPT"] = [answer] * 6
    moment = NOW
    while not mail_to(person).gave_up_at:
        with clock.standing_at(moment):
            sending.send_due()
        moment = mail_to(person).due_at
    return mail_to(person).gave_up_at


def test_hr_reads_everything_about_a_mail_the_server_would_not_take(visit, cast, invited, post):
    given_up = tried_until_given_up(post, cast.panellist, "550 5.1.1 No <such> user")
    with clock.standing_at(given_up + timedelta(hours=1)):
        visitor = visit(cast.hr).get("/")
        visitor.get(visitor.page.links()["Mailbox"])
        assert HEADING in visitor.text
        told = visitor.page.text.partition(HEADING)[2]
        for part in (
            "Pia Park",
            "pia@example.org",
            "You interview on 10 Nov 2026, 09:00: Front desk host",
            "Given up 4 Nov 2026, 05:35, after six tries.",
            "The mail server doesn't take mail for this address. It may be misspelt or closed.",
            "Word for word: “550 5.1.1 No <such> user”.",
            "Tell Pia Park yourself. If the address is wrong, an administrator adds them under the right one.",
        ):
            assert part in told
        assert "Amara" not in visitor.page.html
        visitor.get(visitor.page.links()["You interview on 10 Nov 2026, 09:00: Front desk host"])
        assert "Couldn't be delivered. The mail server doesn't take mail for this address" in visitor.text
        assert "Room Birch" in visitor.text


@pytest.mark.parametrize("has_server", [True, False])
def test_where_nothing_was_given_up_nothing_is_said_of_it(visit, app, cast, invited, post, has_server):
    if has_server:
        sending.send_due()
    else:
        app.config["MAIL_SERVER"] = None
    assert HEADING not in visit(cast.hr).get("/mailbox").text


def test_mail_that_waits_for_another_try_is_not_given_up(visit, cast, invited, post):
    post.answers["RCPT"] = ["450 Busy"]
    sending.send_due()
    assert HEADING not in visit(cast.hr).get("/mailbox").text


def test_only_hr_reads_it(visit, app, cast, invited, post):
    tried_until_given_up(post, cast.panellist, "550 No such user")
    mail = mail_to(cast.panellist).id
    for one in (cast.administrator, cast.panellist, cast.manager):
        visitor = visit(one).get("/mailbox", expect=200 if one is cast.administrator else 403)
        assert HEADING not in visitor.text
        visitor.get(f"/mailbox/{mail}", expect=404)
    app.config["MAIL_SERVER"] = None  # an administrator then reads all mail, and still nothing of this
    visitor = visit(cast.administrator).get("/mailbox")
    assert HEADING not in visitor.text
    assert HEADING not in visitor.get(f"/mailbox/{mail}").text
    assert HEADING in visit(cast.hr).get("/mailbox").text


def test_what_came_too_late_says_so_and_that_nothing_is_left_to_send(visit, cast, invited, post):
    with clock.standing_at(NOW + timedelta(days=8)):
        sending.send_due()
        visitor = visit(cast.hr).get("/mailbox")
    assert "It couldn't be sent before it was out of date." in visitor.text
    assert "It's out of date now. Ask the person who runs this machine whether hiring send-mail runs" in visitor.text
    assert "after" not in visitor.text.partition("Given up")[2].split(".")[0]


def test_after_a_month_nobody_can_do_anything_about_it_and_it_is_gone(visit, cast, invited, post):
    given_up = tried_until_given_up(post, cast.panellist, "550 No such user")
    for days, is_there in ((29, True), (31, False)):
        with clock.standing_at(given_up + timedelta(days=days)):
            assert (HEADING in visit(cast.hr).get("/mailbox").text) == is_there


def test_nobody_reads_it_about_their_own_application(visit, cast, invited, post):
    with writing() as session:
        link_person(session, cast.hr, invited.application.candidate, cast.second_hr)
    tried_until_given_up(post, cast.panellist, "550 No such user")
    assert HEADING not in visit(cast.second_hr).get("/mailbox").text
    visit(cast.second_hr).get(f"/mailbox/{mail_to(cast.panellist).id}", expect=404)


def test_a_reminder_is_kept_from_hr_who_has_still_to_seal(visit, make, cast, app):
    """That someone was reminded tells that they have not sealed."""
    opening = make.opening(interviewers=[cast.second_panellist, cast.second_hr])
    interview = make.interview(make.application(opening), people=[cast.second_panellist, cast.second_hr])
    with writing() as session:
        late = [seat.id for seat in interview.seats if seat.person_id == cast.second_panellist.id]
        send_reminders(session, cast.hr, [interview], late)
        mail = mail_to(cast.second_panellist)
        mail.gave_up_at, mail.problem = clock.now(), "The mail server said: 550 No such user."
    assert HEADING not in visit(cast.second_hr).get("/mailbox").text
    assert "Pablo Perez" in visit(cast.hr).get("/mailbox").text.partition(HEADING)[2]


def test_a_test_email_goes_to_its_sender_at_once_and_the_answer_is_said(visit, app, cast, post):
    visitor = visit(cast.administrator).get("/mailbox")
    visitor.submit(button="Send test email").follow()
    assert f"Your mail server took a test email to {cast.administrator.email}." in visitor.text
    assert [mail["To"] for mail in post.mails] == [cast.administrator.email]
    post.answers["RCPT"] = ["550 No such user"]
    visitor.submit(button="Send test email").follow()
    assert "The test email wasn't sent. The mail server said: 550 No such user." in visitor.text
    assert db.session.query(OutgoingMail).all() == []
    app.config["MAIL_SERVER"] = None
    assert "Send test email" not in visit(cast.hr).get("/mailbox").text
