"""A guest who cannot come says so by their link: HR sees it, the seat is free, and the link ends."""

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.interviews.conflicts.models import answers_of
from hiring.interviews.guests import actions
from hiring.interviews.guests.models import link_of
from hiring.interviews.guests.queries import why_ended
from tests.interviews.test_guests import UNTIL, address, begun, met


def no(visit, seat):
    """A browser at the page on which this guest says that they cannot come."""
    visitor = visit().get(address(seat))
    return visitor.get(visitor.page.links()["I cannot do this interview"])


def fresh(seat):
    """As the database has it, and not as this test had read it before."""
    db.session.expire_all()
    return seat


def verbs_by_link():
    chosen = sa.select(journal.JournalEntry).where(journal.JournalEntry.actor == "guest link")
    return [one.verb for one in db.session.scalars(chosen.order_by(journal.JournalEntry.sequence))]


def test_a_guest_says_no_with_a_reason_that_hr_reads(visit, make, cast):
    seat = make.guest(met(make))
    visitor = no(visit, seat)
    assert visitor.page.heading == "I cannot interview Amara Osei"
    visitor.submit({"said": "I am away that week."}).follow()
    assert "You are off this interview, and your link has ended. HR finds someone else." in visitor.text
    hr = visit(cast.hr).get(f"/interviews/{seat.interview_id}")
    assert "Gita Guest (guest) – declined 3 Nov 2026: I am away that week." in hr.text
    assert "Guest link of Gita Guest" not in hr.page.links()
    assert verbs_by_link() == ["seat left", "seat declined"]
    assert journal.first_bad_sequence(db.session) is None


def test_the_reason_may_be_left_out(visit, make, cast):
    seat = make.guest(met(make))
    no(visit, seat).submit()
    assert [(one.takes_part, one.said) for one in answers_of(seat)] == [(False, "")]
    told = visit(cast.hr).get(f"/interviews/{seat.interview_id}").text
    assert "Gita Guest (guest) – declined 3 Nov 2026" in told
    assert "declined 3 Nov 2026:" not in told


def test_looking_at_the_page_changes_nothing_and_one_can_go_back(visit, make, cast):
    seat = make.guest(met(make))
    before = db.session.query(journal.JournalEntry).count()
    visitor = no(visit, seat)
    visitor.get(visitor.page.links()["Keep my seat"])
    assert visitor.page.heading == "Interview with Amara Osei"
    assert db.session.query(journal.JournalEntry).count() == before
    assert fresh(seat).left_on is None


def test_afterwards_neither_the_link_nor_the_key_opens_anything(visit, make, cast):
    seat = make.guest(met(make))
    path, visitor, saying = address(seat), begun(visit, seat), no(visit, seat)
    sent = saying.page.form().filled({"said": "Away."})
    saying.submit({"said": "Away."})
    for one in (path, path.replace("/guest/", "/guest/cannot/")):
        visit().get(one, expect=404)
    visitor.get(f"/guest/card/{seat.id}", expect=404)
    assert why_ended(link_of(fresh(seat))) == "The guest has declined, so the link has ended."
    again = saying.send_raw(saying.path, sent)  # a second tap ends where the first did
    assert (again.status_code, again.headers["Location"]) == (303, "/guest/done")
    assert len(answers_of(seat)) == 1


def test_a_reason_that_is_too_long_is_kept_and_asked_to_be_shorter(visit, make, cast):
    seat = make.guest(met(make))
    said = "Away. " * 100
    visitor = no(visit, seat).submit({"said": said}, expect=422)
    assert len(visitor.page.problems()) == 1
    assert visitor.page.form().held()["said"] == said.strip()
    assert fresh(seat).left_on is None


def test_whoever_is_signed_in_says_no_for_nobody(visit, make, cast):
    """HR is shown the link, and must not speak for its guest."""
    seat = make.guest(met(make))
    path = address(seat).replace("/guest/", "/guest/cannot/")
    visitor = visit(cast.hr).get(path)
    assert "On this browser Hedda Hart is signed in." in visitor.text
    visitor.post(path, {"said": "Away."}, expect=422)
    assert (fresh(seat).left_on, answers_of(seat)) == (None, [])


def test_the_seat_is_free_and_hr_gives_it_to_a_colleague_or_another_guest(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere])
    interview = make.interview(make.application(opening), people=[cast.panellist])
    no(visit, make.guest(interview)).submit({"said": "Away."})
    hr = visit(cast.hr).get(f"/openings/{opening.id}/interviews")
    assert "a seat to fill" in hr.text
    hr.get(f"/interviews/{interview.id}").get(hr.page.links()["Replace Gita Guest"])
    hr.submit({"by": cast.elsewhere.id}).follow()
    assert "Elsa East takes the seat of Gita Guest." in hr.text
    make.guest(interview, "Gus Guest")


def test_a_link_that_was_declined_is_not_renewed(either, make, cast):
    seat = make.guest(met(make))
    with writing() as session:
        actions.decline(session, link_of(seat), "")
    with writing() as session, pytest.raises(Refused, match="the guest has left"):
        actions.renew_link(session, cast.hr, link_of(seat), until=UNTIL)


def test_hr_who_has_still_to_seal_reads_no_reason(visit, make, cast):
    """It may praise or blame the candidate."""
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    interview = make.interview(make.application(opening), people=opening.interviewers)
    no(visit, make.guest(interview)).submit({"said": "They were rude to me."})
    blind = visit(cast.second_hr).get(f"/interviews/{interview.id}")
    assert "Gita Guest (guest) – declined 3 Nov 2026" in blind.text
    assert "rude" not in blind.page.html
    assert "rude" in visit(cast.hr).get(f"/interviews/{interview.id}").text


def test_a_guest_reads_nothing_of_others_on_that_page(visit, make, cast):
    """Word for word the same, whether the others have sealed or not."""
    interview = met(make)
    seat = make.guest(interview)
    before = no(visit, seat).text
    for one in interview.seats:
        if one.id != seat.id:
            make.scorecard(one, 5)
    assert no(visit, seat).text == before
