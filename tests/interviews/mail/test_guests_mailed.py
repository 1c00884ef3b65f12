"""A guest whose address HR typed is invited, told of changes and let off by mail; their link is in no other place."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.outbox import sending
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.interviews import actions
from hiring.interviews.guests import actions as guests
from hiring.interviews.guests.models import link_of
from hiring.interviews.values import InterviewState
from tests.foundation.mail_server import mail_server

SOON = datetime(2026, 11, 5, 14, 30, tzinfo=UTC)


@pytest.fixture
def guest(make):
    interview = make.interview(make.application(make.opening()), people=[], starts_at=SOON)
    return make.guest(interview, email="gita@guests.example")


def sent_by(app):
    with mail_server() as (post, server):
        app.config["MAIL_SERVER"] = server
        sending.send_due()
    return post.mails


def body(mail):
    return mail.get_body().get_content().replace("\r\n", "\n")


def test_the_invitation_carries_the_guests_own_link_which_is_kept_nowhere(app, visit, cast, guest):
    kept = db.session.scalars(sa.select(OutgoingMail)).one()
    assert "(your own link is only in the email itself)" in kept.text
    assert "/guest/" not in kept.text + str(kept.files)
    (mail,) = sent_by(app)
    assert mail["To"] == "gita@guests.example"
    link, cannot = (line for line in body(mail).splitlines() if "/guest/" in line)
    visit().get(link.removeprefix("http://localhost:8000"))
    visit().get(cannot.removeprefix("http://localhost:8000"))
    (file,) = mail.iter_attachments()
    assert "mailto:gita@guests.example" in file.get_content().replace("\r\n ", "").replace("\n ", "")
    assert "Amara" not in f"{mail['Subject']} {body(mail)} {file.get_content()}"
    db.session.refresh(kept)
    assert "/guest/" not in kept.text


def test_a_guest_hears_of_a_change_and_that_it_is_off(app, cast, guest):
    sent_by(app)
    with writing() as session:
        actions.move_interview(session, cast.hr, guest.interview, starts_at=SOON + timedelta(days=1), place="Room Oak")
    (moved,) = sent_by(app)
    assert moved["Subject"] == "Moved to 6 Nov 2026, 14:30: Front desk host"
    with writing() as session:
        actions.interview_did_not_happen(session, cast.hr, guest.interview, InterviewState.CANCELLED)
    (off,) = sent_by(app)
    assert off["Subject"] == "Cancelled, 6 Nov 2026, 14:30: Front desk host"
    assert "/guest/" not in body(off) and "my-interviews" not in body(off)
    methods = [next(mail.iter_attachments())["Content-Type"].params["method"] for mail in (moved, off)]
    assert methods == ["REQUEST", "CANCEL"]


def test_whose_link_was_taken_back_or_whose_address_is_unknown_gets_nothing(app, make, cast, guest):
    make.guest(guest.interview, "Nora Noaddress")
    with writing() as session:
        guests.take_link_back(session, cast.hr, link_of(guest))
    with writing() as session:
        actions.move_interview(session, cast.hr, guest.interview, starts_at=SOON + timedelta(days=1), place="Room Oak")
    assert sent_by(app) == []


def test_hr_hears_that_a_guest_or_an_interviewer_cannot_come_but_not_why(app, make, cast, guest):
    from hiring.interviews.conflicts.actions import decline_seat

    make.interview(guest.interview.application, 1, people=[cast.panellist], starts_at=SOON)
    pia = guest.interview.application.interviews[1].seats[0]
    with writing() as session:
        guests.decline(session, link_of(guest), "My train is cancelled.")
        decline_seat(session, cast.panellist, pia, "I know her from school.")
    told = [mail for mail in sent_by(app) if mail["To"] == cast.hr.email]
    assert sorted(body(mail).splitlines()[2].split(" can't")[0] for mail in told) == ["Gita Guest (guest)", "Pia Park"]
    assert {mail["Subject"] for mail in told} == {"An interviewer can't come, 5 Nov 2026, 14:30: Front desk host"}
    whole = " ".join(body(mail) for mail in told)
    assert not any(word in whole for word in ("train", "school", "Amara"))


def test_where_the_owner_cannot_hear_of_it_all_other_hr_do(app, make, cast, guest):
    with writing() as session:
        cast.hr.active = False
        guests.decline(session, link_of(guest), "")
    assert {mail["To"] for mail in sent_by(app)} == {cast.hr_lead.email, cast.second_hr.email}
