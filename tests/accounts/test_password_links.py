"""Password links: shown once or mailed, never read by anyone else, and told to their holder."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from hiring.accounts import actions, password_links
from hiring.accounts.models import PasswordLink
from hiring.accounts.values import LinkDelivery
from hiring.foundation import clock
from hiring.foundation.config import MailServer
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records.journal import JournalEntry
from tests.conftest import NOW

NEW = "a new one of good length"
BASE = "http://localhost:8000"


def made_link(person, maker=None):
    """The path of a live link for this person, as the command on the server makes it."""
    with writing() as session:
        link = password_links.make_link_on_server(session, person)
    return password_links.address_of(link).removeprefix(BASE)


def newcomer(cast):
    with writing() as session:
        return actions.add_person(
            session, cast.administrator.id, name="Noor Haddad", email="noor@example.org", roles=["hr"]
        )


def with_mail(app):
    app.config["MAIL_SERVER"] = MailServer("mail.example.org", 25, "none", "", "")


def shown_link(visitor):
    return next(e.get("value") for e in visitor.page.elements if e.get("id") == "password-address").removeprefix(BASE)


def journalled():
    return list(db.session.scalars(sa.select(JournalEntry.verb).order_by(JournalEntry.sequence)))


def mailed_links():
    found = db.session.scalars(sa.select(OutgoingMail.text).where(OutgoingMail.kind == "password")).all()
    return [word.removeprefix(BASE) for text in found for word in text.split() if "/password/" in word]


def test_a_link_for_somebody_new_is_shown_once_to_its_maker_and_to_nobody_again(app, visit, cast):
    person = newcomer(cast)
    visitor = visit(cast.administrator).get(f"/people/{person.id}").submit(button="Make password link").follow()
    token = shown_link(visitor).rsplit("/", 1)[1]
    pages = [f"/people/{person.id}", f"/people/{person.id}/password-link", "/people", "/", "/me"]
    for page in pages:
        answer = visitor.client.get(page, follow_redirects=True)
        assert token not in answer.get_data(as_text=True), page
        assert "/password/" not in answer.get_data(as_text=True), page
    visitor.get(f"/people/{person.id}/password-link", expect=302)


def test_another_administrator_is_not_shown_a_link_that_somebody_made(app, visit, cast):
    person = newcomer(cast)
    with writing() as session:
        actions.change_person(
            session, cast.administrator.id, cast.hr, name=cast.hr.name, roles=["administrator"], active=True,
            workplace=None,
        )  # fmt: skip
    visit(cast.administrator).get(f"/people/{person.id}").submit(button="Make password link")
    visit(cast.hr).get(f"/people/{person.id}/password-link", expect=302)


def test_no_link_is_shown_for_an_account_that_has_signed_in(visit, cast):
    visit(cast.hr)
    visitor = visit(cast.administrator).get(f"/people/{cast.hr.id}")
    assert "hiring password-link hedda@example.org" in visitor.text
    visitor.post(f"/people/{cast.hr.id}/password-link").follow()
    assert "hiring password-link hedda@example.org" in visitor.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PasswordLink)) == 0
    with pytest.raises(password_links.LinkNotPossible), writing() as session:
        password_links.make_shown_link(session, cast.administrator, cast.hr)


def test_with_a_mail_server_the_link_goes_to_the_person_alone(app, visit, cast):
    with_mail(app)
    visit(cast.hr)
    visitor = visit(cast.administrator).get(f"/people/{cast.hr.id}").submit(button="Send password link").follow()
    assert "is on its way to hedda@example.org" in visitor.text
    link = mailed_links()[0]
    assert link.rsplit("/", 1)[1] not in visitor.page.html
    visit().get(link).submit({"password": NEW})
    visit().sign_in(cast.hr.email, NEW)


def test_nobody_reads_a_mailed_link_in_the_mailbox_but_its_reader(app, visit, cast):
    with_mail(app)
    visit(cast.hr)
    visit(cast.administrator).get(f"/people/{cast.hr.id}").submit(button="Send password link")
    app.config["MAIL_SERVER"] = None
    mail = db.session.scalars(sa.select(OutgoingMail)).one()
    for reader in (cast.administrator, cast.hr_lead, cast.second_hr):
        assert "Choose your password" not in visit(reader).get("/mailbox").text
        visit(reader).get(f"/mailbox/{mail.id}", expect=404)


@pytest.mark.parametrize(("days", "can"), [(0, False), (6.99, False), (7, True)])
def test_a_changed_address_is_sent_no_link_for_seven_days(app, visit, cast, days, can):
    with_mail(app)
    visit(cast.hr)
    visitor = visit(cast.administrator).get(f"/people/{cast.hr.id}")
    visitor.submit({"email": "ada+mine@example.org"}, button="Save").follow()
    with clock.standing_at(NOW + timedelta(days=days, seconds=5)):
        visitor = visit(cast.administrator)
        visitor.post(f"/people/{cast.hr.id}/password-link").follow()
    assert (mailed_links() != []) == can
    assert ("was changed less than 7 days ago" in visitor.text) != can


def test_the_old_address_and_the_person_are_told_of_a_change(app, visit, cast):
    visitor = visit(cast.administrator).get(f"/people/{cast.hr.id}")
    visitor.submit({"email": "hedda@new.example"}, button="Save").follow()
    mail = db.session.scalars(sa.select(OutgoingMail)).one()
    assert (mail.address, "Ada Admin has changed the address" in mail.text) == ("hedda@example.org", True)
    said = visit().get("/sign-in").submit({"email": "hedda@new.example", "password": "correct horse battery staple"})
    assert "Ada Admin changed your address from hedda@example.org to hedda@new.example." in said.follow().text
    assert journalled().count("address changed") == 1


def test_an_address_that_stays_is_told_to_nobody(visit, cast):
    visit(cast.administrator).get(f"/people/{cast.hr.id}").submit({"name": "Hedda Hart-Smith"}, button="Save")
    assert db.session.scalars(sa.select(OutgoingMail)).all() == []
    assert cast.hr.email_changed_at is None


def test_an_address_of_somebody_else_is_refused_at_its_field(visit, cast):
    visitor = visit(cast.administrator).get(f"/people/{cast.hr.id}")
    visitor.submit({"email": cast.manager.email}, button="Save", expect=422)
    assert visitor.page.problems() == ["Someone with this address already has an account."]


def renewed(cast, person):
    made_link(person)


def password_chosen(cast, person):
    with writing() as session:
        actions.choose_password(session, person, "hashed")


def address_changed(cast, person):
    with writing() as session:
        actions.change_address(session, cast.administrator, person, "hedda@new.example")


def switched_off(cast, person):
    with writing() as session:
        actions.change_person(
            session, cast.administrator.id, person, name=person.name, roles=["hr"], active=False, workplace=None
        )


@pytest.mark.parametrize("end", [renewed, password_chosen, address_changed, switched_off])
def test_whatever_takes_a_links_place_ends_it(visit, cast, end):
    link = made_link(cast.hr)
    visitor = visit().get(link)
    end(cast, cast.hr)
    visitor.submit({"password": NEW}, expect=404)
    visitor.get(link, expect=404)


@pytest.mark.parametrize(("hours", "expect"), [(71.9, 200), (72.1, 404)])
def test_a_link_works_for_three_days(visit, cast, hours, expect):
    link = made_link(cast.hr)
    with clock.standing_at(NOW + timedelta(hours=hours)):
        visit().get(link, expect=expect)


def test_making_looking_and_using_are_journalled_and_told_at_the_next_sign_in(visit, cast):
    person = newcomer(cast)
    visitor = visit(cast.administrator).get(f"/people/{person.id}").submit(button="Make password link").follow()
    link = shown_link(visitor)
    visitor.get(link)
    news = visit().get(link).submit({"password": NEW}).follow().text
    for sentence in (
        "Ada Admin made you a password link and saw it.",
        "Your password link was opened by someone signed in as Ada Admin.",
        "Your password link was opened.",
        "A password was chosen by your password link.",
    ):
        assert sentence in news
    verbs = [verb for verb in journalled() if verb.startswith("password")]
    assert verbs == ["password link made", "password link opened", "password link opened", "password link used"]


def test_what_was_told_once_stays_on_the_own_page_and_is_not_said_again(visit, cast):
    made_link(cast.hr)
    sentence = "A password link was made for you on the server."
    assert sentence in visit(cast.hr).get("/").text
    again = visit(cast.hr)
    assert sentence not in again.get("/").text
    assert sentence in again.get("/me").text
    assert sentence not in visit(cast.administrator).get("/me").text


def test_a_password_chosen_by_a_link_is_nobodys_act_in_the_journal(visit, cast):
    visit().get(made_link(cast.hr)).submit({"password": NEW})
    used = sa.select(JournalEntry).where(JournalEntry.verb == "password link used")
    entry = db.session.scalars(used).one()
    assert (entry.actor, entry.payload) == (None, {"person": cast.hr.id})


def test_the_link_itself_is_kept_nowhere(either, cast):
    token = made_link(cast.hr).rsplit("/", 1)[1]
    kept = db.session.scalars(sa.select(PasswordLink)).one()
    assert kept.delivery == LinkDelivery.COMMAND
    values = [str(getattr(kept, column.name)) for column in PasswordLink.__table__.columns]
    assert token not in " ".join(values)
    assert not any(token in str(entry.payload) for entry in db.session.scalars(sa.select(JournalEntry)))


def test_a_forgotten_password_is_mailed_to_its_holder_and_the_page_says_the_same_to_everyone(app, visit, cast):
    with_mail(app)
    earlier = made_link(cast.hr)
    answers = []
    for address in (cast.hr.email.upper(), "nobody@example.org"):
        visitor = visit().get("/sign-in")
        visitor = visitor.get(visitor.page.links()["I've forgotten my password"])
        answers.append(visitor.submit({"email": address}).follow().text.replace(address, "…"))
    assert answers[0] == answers[1]
    mail = db.session.scalars(sa.select(OutgoingMail)).one()
    assert mail.address == cast.hr.email
    link = mail.text.split(BASE)[1].split()[0]
    visit().get(link)
    visit().get(earlier)  # anyone can ask in anyone's name, so it ends nothing
    assert "Someone said at the sign-in page that you forgot your password." in visit(cast.hr).get("/").text
    visit().get(link).submit({"password": NEW}).follow()
    for used in (link, earlier):
        visit().get(used, expect=404)


def test_asking_again_and_again_sends_one_mail_and_then_waits(app, visit, cast):
    with_mail(app)
    for address in (cast.hr.email, "nobody@example.org"):
        visitor = visit().get("/forgotten-password")
        for _ in range(3):
            visitor.post("/forgotten-password", {"email": address})
        visitor.post("/forgotten-password", {"email": address}, expect=429)
    assert len(db.session.scalars(sa.select(OutgoingMail)).all()) == 1
    with clock.standing_at(NOW + timedelta(minutes=11)):
        visit().get("/forgotten-password").post("/forgotten-password", {"email": cast.hr.email})
    mails = db.session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.queued_at)).all()
    assert len(mails) == 2
    link = mails[1].text.split(BASE)[1].split()[0]
    for minutes, expect in ((130, 200), (132, 404)):
        with clock.standing_at(NOW + timedelta(minutes=minutes)):
            visit().get(link, expect=expect)


def test_nobody_is_mailed_a_link_who_must_not_get_one(app, visit, cast):
    """Without a mail server, for an account that is switched off, or at an address that has just been changed."""
    visit().get("/forgotten-password").post("/forgotten-password", {"email": cast.hr.email}, expect=200)
    assert "Ask an administrator" in visit().get("/forgotten-password").text
    with_mail(app)
    with writing() as session:
        cast.second_hr.active = False
        cast.manager.email_changed_at = clock.now()
        session.flush()
    for person in (cast.second_hr, cast.manager):
        visit().get("/forgotten-password").post("/forgotten-password", {"email": person.email})
    assert db.session.scalars(sa.select(OutgoingMail)).all() == []
