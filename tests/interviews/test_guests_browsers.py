"""What is done by a guest's link is journalled as that, and HR sees in how many browsers a link was opened."""

import sqlalchemy as sa

from hiring.foundation.database import db
from hiring.foundation.records.journal import JournalEntry
from hiring.interviews.guests.models import GuestBrowser, link_of
from tests.interviews.test_guests import address, begun, filled, met

SEVERAL = "This link was opened in two browsers."


def sealed(visitor, seat):
    visitor.submit(filled(seat), button="Check and seal").get(f"/guest/card/{seat.id}/check")
    return visitor.submit(button="Seal scorecard")


def test_no_act_by_a_guests_link_is_journalled_as_the_act_of_a_person(visit, make, cast):
    """Anyone who holds the link can act by it, so the journal names the link and the seat, and nobody."""
    before = db.session.scalar(sa.select(sa.func.max(JournalEntry.sequence))) or 0
    seat = make.guest(met(make))
    made = db.session.scalar(sa.select(sa.func.max(JournalEntry.sequence)))
    assert made > before
    sealed(begun(visit, seat), seat)
    entries = db.session.scalars(sa.select(JournalEntry).where(JournalEntry.sequence > made)).all()
    assert {entry.verb for entry in entries} == {"guest began", "opening frozen", "scorecard sealed"}
    assert {entry.actor for entry in entries} == {"guest link"}
    card = next(entry for entry in entries if entry.verb == "scorecard sealed")
    assert card.payload["seat"] == seat.id
    named = sa.select(JournalEntry).where(JournalEntry.actor == seat.person_id)
    assert db.session.scalars(named).all() == []


def test_hr_sees_that_a_link_was_opened_in_more_than_one_browser(visit, make, cast):
    seat = make.guest(met(make))
    page = f"/seats/{seat.id}/guest-link"
    begun(visit, seat)
    assert SEVERAL not in visit(cast.hr).get(page).text
    begun(visit, seat)
    assert SEVERAL in visit(cast.hr).get(page).text


def test_one_browser_that_begins_again_stays_one(visit, make, cast):
    seat = make.guest(met(make))
    visitor = begun(visit, seat)
    visitor.get(address(seat)).submit()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(GuestBrowser)) == 1


def test_of_a_browser_only_a_digest_is_kept(visit, make, cast):
    seat = make.guest(met(make))
    visitor = begun(visit, seat)
    carried = next(cookie.value for cookie in visitor.client._cookies.values() if cookie.key == "guest-browser")
    kept = link_of(seat).browsers[0].browser
    assert (len(kept), kept in carried) == (64, False)


def test_it_is_hrs_to_know_and_not_the_panels(visit, make, cast):
    seat = make.guest(met(make))
    interview_page = f"/interviews/{seat.interview_id}"
    begun(visit, seat)
    guest = begun(visit, seat)
    for visitor, page in ((guest, f"/guest/card/{seat.id}"), (visit(cast.hr), interview_page)):
        assert "opened in" not in visitor.get(page).text
    visit(cast.panellist).get(f"/seats/{seat.id}/guest-link", expect=404)
