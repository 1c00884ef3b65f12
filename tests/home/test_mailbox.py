"""The mailbox: where no server is set HR and administrators read what would have been sent."""

from datetime import timedelta

import pytest

from hiring.foundation import clock
from hiring.foundation.config import MailServer
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.letters import Letter
from hiring.foundation.outbox.mails import OutgoingMail, queue_mail
from tests.make import IN_AN_HOUR


@pytest.fixture
def invited(make, cast):
    """Pia and Pablo are invited to an interview that is still to come."""
    return make.interview(make.application(name="Amara Osei"), planned_round=1, starts_at=IN_AN_HOUR)


def mail_to(person):
    return db.session.query(OutgoingMail).filter_by(address=person.email).one()


def test_an_administrator_reads_a_mail_with_its_file(visit, cast, invited):
    visitor = visit(cast.administrator).get("/")
    visitor.get(visitor.page.links()["Mailbox"])
    assert "to pia@example.org, with one file" in visitor.text
    visitor.get(f"/mailbox/{mail_to(cast.panellist).id}")
    assert visitor.page.heading == "You interview on 3 Nov 2026, 10:00: Front desk host"
    assert "BEGIN:VCALENDAR" in visitor.text
    assert "Amara" not in visitor.page.html


def test_without_any_mail_it_says_what_makes_one(visit, cast):
    assert "No mail yet." in visit(cast.hr).get("/mailbox").text


@pytest.mark.parametrize("name", ["panellist", "manager", "stranger"])
def test_others_have_no_mailbox_not_even_for_their_own(visit, cast, invited, name):
    visitor = visit(getattr(cast, name))
    assert "Mailbox" not in visitor.get("/").page.links()
    visitor.get("/mailbox", expect=403)
    visitor.get(f"/mailbox/{mail_to(cast.panellist).id}", expect=404)


def test_with_a_server_nobody_reads_what_is_sent_and_an_administrator_nothing_at_all(visit, app, cast, invited):
    app.config["MAIL_SERVER"] = MailServer("mail.example.org", 465, "tls", "", "")
    visitor = visit(cast.administrator).get("/mailbox")
    assert "pia@example.org" not in visitor.text
    visitor.get(f"/mailbox/{mail_to(cast.panellist).id}", expect=404)
    visitor = visit(cast.hr).get("/mailbox")
    assert "pia@example.org" not in visitor.text
    visitor.get(f"/mailbox/{mail_to(cast.panellist).id}", expect=404)


def test_nobody_reads_mail_about_their_own_application(visit, make, cast):
    make.interview(
        make.application(name="Hugo Hill", email=cast.second_hr.email), planned_round=1, starts_at=IN_AN_HOUR
    )
    assert "pia@example.org" not in visit(cast.second_hr).get("/mailbox").text
    assert "pia@example.org" in visit(cast.hr).get("/mailbox").text


def test_a_mail_of_a_kind_nobody_here_knows_is_its_readers_alone(visit, cast):
    """It may hold a link that lets its reader in."""
    with writing() as session:
        until = clock.now() + timedelta(days=1)
        for person in (cast.panellist, cast.hr):
            letter = Letter("Your link", "https://localhost/secret")
            told = {"kind": "link", "about": person.id, "once": person.id, "useless_from": until}
            queue_mail(session, person.email, letter, **told)
    assert "pia@example.org" not in visit(cast.hr).get("/mailbox").text
    assert "hedda@example.org" in visit(cast.hr).get("/mailbox").text
    visit(cast.administrator).get(f"/mailbox/{mail_to(cast.panellist).id}", expect=404)
