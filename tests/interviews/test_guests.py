"""A guest: invited by HR, led by a link to one card, as blind as anybody, and shut out by anything that is wrong."""

from datetime import timedelta

from hiring.foundation.database import db, writing
from hiring.foundation.records import journal
from hiring.foundation.web.drafts import draft_of
from hiring.interviews.guests import actions
from hiring.interviews.guests.links import guest_link_for
from hiring.interviews.guests.models import GuestLink, link_of
from hiring.interviews.models import Scorecard
from tests.conftest import NOW

BASE = "http://localhost:8000"
UNTIL = (NOW + timedelta(days=7)).date()


def met(make):
    return make.interview(make.application(name="Amara Osei"))


def address(seat):
    return guest_link_for(seat).removeprefix(BASE)


def begun(visit, seat, person=None):
    """A browser in which the guest has begun."""
    return visit(person).get(address(seat)).submit().follow()


def filled(seat, level="4", evidence="Rang the depot, then the guest."):
    fields = [reference.replace("/", "--") for reference in seat.interview.round.questions]
    return {f"evidence-{one}": evidence for one in fields} | {f"level-{one}": level for one in fields}


def checked(visitor, seat):
    """Everything typed and saved, and the check page open."""
    visitor.submit(filled(seat) | {"free_probe": "Again?"}, button="Check and seal")
    return visitor.get(f"/guest/card/{seat.id}/check")


def test_hr_invites_a_guest_and_is_shown_the_link_once(visit, make, cast):
    visitor = visit(cast.hr).get(f"/interviews/{met(make).id}")
    visitor.get(visitor.page.links()["Invite a guest"])
    assert visitor.page.form().held()["until"] == "2026-11-06"
    visitor.submit({"name": " Gita  Guest ", "email": "Gita@Partner.example"}).follow()
    link = db.session.query(GuestLink).one()
    assert (link.seat.person.name, link.email, link.invited_by_id) == ("Gita Guest", "gita@partner.example", cast.hr.id)
    shown = next(e.get("value") for e in visitor.page.elements if e.get("id") == "guest-address")
    assert shown.startswith(f"{BASE}/guest/")
    visit().get(shown.removeprefix(BASE))
    assert "/guest/" not in visitor.get(f"/seats/{link.seat_id}/guest-link").page.html
    assert "Gita Guest (guest)" in visitor.get(f"/interviews/{link.seat.interview_id}").text


def test_the_link_says_what_it_is_for_and_changes_nothing_before_begin(visit, make, cast):
    seat = make.guest(met(make))
    before = db.session.query(journal.JournalEntry).count()
    visitor = visit().get(address(seat))
    assert visitor.page.heading == "Interview with Amara Osei"
    for word in ("Gita Guest", "Front desk host", "Room Birch", "2 Nov 2026, 10:00", "the end of 10 Nov 2026"):
        assert word in visitor.text
    assert db.session.query(journal.JournalEntry).count() == before
    assert [cookie.key for cookie in visitor.client._cookies.values()] == ["hiring"]
    assert visitor.answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_guest_drafts_comes_back_checks_and_seals(visit, make, cast):
    seat = make.guest(met(make))
    visitor = begun(visit, seat)
    assert visitor.path == f"/guest/card/{seat.id}"
    checked(visitor, seat)
    again = begun(visit, seat)
    assert again.page.form("Check and seal").held()["free_probe"] == "Again?"
    visitor.submit(button="Seal scorecard").follow()
    assert "Sealed. Thank you – your part for Amara Osei is done." in visitor.text
    card = db.session.query(Scorecard).one()
    assert (card.seat_id, card.free_probe, {one.level for one in card.ratings}) == (seat.id, "Again?", {4})
    assert {one.is_licensed for one in card.ratings} == {False}
    assert draft_of(db.session, seat.person_id, seat.id) is None


def test_the_pages_of_a_guest_lead_nowhere_else(visit, make, cast):
    seat = make.guest(met(make))
    visitor = begun(visit, seat)
    mine = f"/guest/card/{seat.id}"
    for path in (mine, f"{mine}/kit", f"{mine}/check"):
        leads = set(visitor.get(path).page.links().values())
        assert {one for one in leads if not one.startswith(("#", mine))} == set(), path


def test_the_key_goes_to_one_card_and_is_out_of_reach_of_scripts(visit, make, cast):
    seat = make.guest(met(make))
    visitor = visit().get(address(seat)).submit()
    said = next(one for one in visitor.answer.headers.getlist("Set-Cookie") if one.startswith("guest="))
    parts = set(said.split("; ")[1:])
    assert parts >= {f"Path=/guest/card/{seat.id}", "HttpOnly", "SameSite=Strict", "Max-Age=43200"}
    assert "guest=" not in visitor.answer.headers["Location"]


def test_leaving_a_shared_computer_closes_the_card_there(visit, make, cast):
    seat = make.guest(met(make))
    visitor = begun(visit, seat)
    visitor.submit({"free_probe": "Again?"}, button="Check and seal").get(f"/guest/card/{seat.id}")
    visitor.submit(button="Leave this computer").follow()
    assert "What you saved is kept. Open your link again to carry on." in visitor.text
    visitor.get(f"/guest/card/{seat.id}", expect=404)
    assert begun(visit, seat).page.form("Check and seal").held()["free_probe"] == "Again?"


def test_sealing_twice_seals_once_and_says_thank_you_twice(visit, make, cast):
    seat = make.guest(met(make))
    sent = checked(visitor := begun(visit, seat), seat).page.form("Seal scorecard").held()
    answers = [visitor.send_raw(f"/guest/card/{seat.id}/seal", sent) for _ in range(2)]
    assert [(one.status_code, one.headers["Location"]) for one in answers] == [
        (302, "/guest/done"),
        (303, "/guest/done"),
    ]
    assert db.session.query(Scorecard).count() == 1


def test_each_step_is_journalled_without_name_address_or_link(either, make, cast):
    seat = make.guest(met(make), email="gita@partner.example")
    link = link_of(seat)
    token = guest_link_for(seat).rsplit("/", 1)[1]
    with writing() as session:
        actions.begin(session, link, "a browser")
        actions.renew_link(session, cast.hr, link, until=UNTIL)
        actions.take_link_back(session, cast.hr, link)
    entries = db.session.query(journal.JournalEntry).order_by(journal.JournalEntry.sequence).all()
    told = [(one.verb, one.actor) for one in entries if one.subject == link.id]
    hr, guest = cast.hr.id, "guest link"
    expected = [
        ("guest invited", hr),
        ("guest began", guest),
        ("guest link renewed", hr),
        ("guest link taken back", hr),
    ]
    assert told == expected
    assert not any(word in str(one.payload) for one in entries for word in ("Gita", "partner", token))
    assert journal.first_bad_sequence(db.session) is None
