"""Who HR may invite as a guest, who of HR may, and what a guest is everywhere else: an interviewer, and no account."""

import pytest

from hiring.accounts.actions import add_person
from hiring.accounts.queries import people, people_with
from hiring.accounts.values import Role
from hiring.decisions.models import decision_of
from hiring.foundation.database import db, writing
from hiring.foundation.records import view_log
from hiring.foundation.web import signed_links
from hiring.foundation.web.drafts import Draft
from hiring.interviews.guests.actions import GuestRefused, LinkRefused, invite_guest, renew_link, take_link_back
from hiring.interviews.guests.models import GuestLink, link_of
from hiring.interviews.models import Seat
from hiring.interviews.queries import seatable
from hiring.interviews.readings import LINK
from hiring.seating.queries import task_for
from tests.cast import PASSWORD
from tests.interviews.test_guests import UNTIL, address, begun, met

TYPED = {"name": "Gita Guest", "email": "gita@partner.example", "until": UNTIL.isoformat()}
WRONG = {
    "no name": ({"name": "  "}, "Write the guest's name."),
    "no address": ({"email": "gita(at)partner"}, "This isn't an email address. It should look like name@example.org."),
    "the candidate": ({"email": "Amara.Osei@candidates.example"}, "This is the candidate's own address."),
    "an account": (
        {"email": "elsa@example.org"},
        "Someone with this address has an account. Seat them as an interviewer instead.",
    ),
    "no day": ({"until": ""}, "Choose the last day."),
    "a day that is none": ({"until": "soon"}, "Write the day as year-month-day, for example 2026-11-03."),
    "yesterday": ({"until": "2026-11-02"}, "That day has passed. Choose today or later."),
    "too late": ({"until": "2026-12-04"}, "A link works for 30 days at most: until 3 Dec 2026."),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(visit, make, cast, wrong):
    typed, sentence = WRONG[wrong]
    visitor = visit(cast.hr).get(f"/interviews/{met(make).id}/invite-guest")
    visitor.submit(TYPED | typed, expect=422)
    assert visitor.page.problems() == [sentence]
    assert f'href="#{next(iter(typed))}"' in visitor.page.html
    kept = {
        name: value.strip()
        for name, value in (TYPED | typed).items()
        if name != "until" or wrong != "a day that is none"
    }
    assert {name: visitor.page.form().held()[name] for name in kept} == kept
    assert db.session.query(GuestLink).count() == 0


def test_one_address_is_invited_to_an_interview_once(visit, make, cast):
    interview = met(make)
    make.guest(interview, email="gita@partner.example")
    visitor = visit(cast.hr).get(f"/interviews/{interview.id}/invite-guest")
    visitor.submit(TYPED | {"name": "Somebody Else", "email": "GITA@partner.example"}, expect=422)
    assert visitor.page.problems() == ["This address has already been invited to this interview."]
    assert db.session.query(GuestLink).count() == 1


def test_sending_the_invitation_twice_invites_once(visit, make, cast):
    interview = met(make)
    visitor = visit(cast.hr).get(f"/interviews/{interview.id}/invite-guest")
    sent = visitor.page.form().filled({"name": "Gita Guest"})
    answers = [visitor.send_raw(f"/interviews/{interview.id}/invite-guest", sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 303]
    assert db.session.query(GuestLink).count() == 1


def test_the_same_guest_at_another_interview_is_the_same_person(either, make, cast):
    opening = make.opening()
    interviews = [make.interview(make.application(opening, name=name)) for name in ("Amara Osei", "Bela Bach")]
    gita, again = (make.guest(one, email="gita@partner.example") for one in interviews)
    other = make.guest(interviews[1], "Gus Guest")
    assert gita.person_id == again.person_id
    assert other.person_id != gita.person_id


def test_only_hr_without_a_part_in_the_panel_invites_and_hands_out(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    interview = make.interview(make.application(opening, email=cast.hr_lead.email), people=opening.interviewers)
    seat = make.guest(interview)
    for path in (f"/interviews/{interview.id}/invite-guest", f"/seats/{seat.id}/guest-link"):
        visit(cast.hr).get(path)
        visit(cast.second_hr).get(path, expect=403)
        for person in (cast.hr_lead, cast.panellist, cast.administrator, cast.stranger):
            visit(person).get(path, expect=404)
    shown = visit(cast.second_hr).get(f"/interviews/{interview.id}").page.links()
    assert {"Invite a guest", "Guest link of Gita Guest"} & set(shown) == set()
    with pytest.raises(GuestRefused), writing() as session:
        invite_guest(session, cast.second_hr, interview, name="Gus", until=UNTIL)


def test_whoever_was_handed_a_link_cannot_be_seated_for_the_candidate(either, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.hr, cast.second_hr])
    interview = make.interview(make.application(opening))
    assert cast.hr in seatable(db.session, interview.application)
    seat = make.guest(interview)
    assert cast.hr not in seatable(db.session, interview.application)
    with writing() as session:
        renew_link(session, cast.second_hr, link_of(seat), until=UNTIL)
    assert view_log.has_seen(db.session, cast.second_hr.id, interview.application_id, LINK)


def test_a_guest_is_not_invited_to_an_interview_that_does_not_take_place(visit, make, cast):
    interview = met(make)
    visit(cast.hr).post(f"/interviews/{interview.id}/cancel")
    visitor = visit(cast.hr).get(f"/interviews/{interview.id}/invite-guest").submit(TYPED, expect=422)
    assert visitor.page.problems() == ["This interview isn't going ahead. Set another time first."]


def test_hr_takes_a_link_back_and_makes_a_new_one(visit, make, cast):
    seat = make.guest(met(make))
    guest = begun(visit, seat).submit({"free_probe": "Why here?"}, button="Check and seal")
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/guest-link")
    visitor.submit(button="Take back link").follow()
    assert "The link was taken back." in visitor.text
    guest.get(f"/guest/card/{seat.id}", expect=404)
    visitor.submit({"until": "2026-12-09"}, button="Make new link", expect=422)
    assert visitor.page.problems() == ["A link works for 30 days at most: until 3 Dec 2026."]
    visitor.submit({"until": "2026-11-20"}, button="Make new link").follow()
    new = next(e.get("value") for e in visitor.page.elements if e.get("id") == "guest-address")
    again = visit().get(new.removeprefix("http://localhost:8000")).submit().follow()
    assert again.page.form("Check and seal").held()["free_probe"] == "Why here?"
    guest.get(f"/guest/card/{seat.id}", expect=404)


def test_a_link_of_a_sealed_card_is_neither_renewed_nor_taken_back_twice(either, make, cast):
    seat = make.guest(met(make))
    with writing() as session:
        take_link_back(session, cast.hr, link_of(seat))
    with pytest.raises(LinkRefused, match="already been taken back"), writing() as session:
        take_link_back(session, cast.hr, link_of(seat))
    make.scorecard(seat, 3)
    with pytest.raises(LinkRefused, match="there's nothing to open"), writing() as session:
        renew_link(session, cast.hr, link_of(seat), until=UNTIL)


def test_who_is_signed_in_is_not_mixed_up_with_the_guest(visit, make, cast):
    seat = make.guest(met(make))
    visitor = visit(cast.hr).get(address(seat))
    assert "On this browser Hedda Hart is signed in." in visitor.text
    assert "Start" not in [button for form in visitor.page.forms() for button in form.buttons]
    visitor.post(address(seat), expect=422)
    visitor.get(f"/guest/card/{seat.id}", expect=404)
    guest = begun(visit, seat).sign_in(cast.panellist.email)
    guest.get(f"/guest/card/{seat.id}").submit({"free_probe": "Why here?"}, button="Check and seal")
    assert "Pia Park" not in guest.get(f"/guest/card/{seat.id}").text
    drafts = {one.person_id for one in db.session.query(Draft)}
    assert drafts == {seat.person_id}


def test_a_guest_has_no_account_and_can_be_given_none(visit, make, cast):
    seat = make.guest(met(make), email="gita@partner.example")
    guest = seat.person
    visit(cast.administrator).get(f"/people/{guest.id}", expect=404)
    visit().get(f"/password/{signed_links.token('password', guest.fs_uniquifier)}", expect=404)
    for email in (guest.email, "gita@partner.example"):
        visitor = visit().get("/sign-in").submit({"email": email, "password": PASSWORD}, expect=200)
        assert visitor.page.problems() == ["The address or the password isn't right."]
    with writing() as session:
        added = add_person(session, None, name="Gita Guest", email="gita@partner.example", roles=["interviewer"])
    assert added.id != guest.id


def test_a_guest_is_in_no_list_of_people(visit, make, cast):
    opening = make.opening()
    interview = make.interview(make.application(opening))
    guest = make.guest(interview).person
    assert guest not in people(db.session)
    assert guest not in people_with(db.session, *Role)
    assert guest not in seatable(db.session, interview.application)
    task = task_for(db.session, opening.rounds[1], [interview.application], frozenset())
    assert guest.id not in task.interviewers
    assert "Gita" not in visit(cast.administrator).get("/people").text
    application = interview.application_id
    for page in (f"/applications/{application}/interviews/set", f"/openings/{opening.id}/change", "/openings/open"):
        assert "Gita" not in visit(cast.hr).get(page).text, page
    for page in ("account", "relations", "skill-floor"):
        assert "Gita" not in visit(cast.hr).get(f"/applications/{application}/{page}").text, page


def test_a_guest_who_is_late_is_shown_and_can_be_replaced(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere])
    seat = make.guest(make.interview(make.application(opening)))
    assert "Gita Guest (guest)" in visit(cast.hr).get("/").text
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/replace")
    visitor.submit({"by": cast.elsewhere.id, "why": "Could not come."}).follow()
    assert "Gita Guest (guest) – replaced 3 Nov 2026: Could not come." in visitor.text
    assert "Guest link of Gita Guest" not in visitor.page.links()
    assert "The guest was replaced" in visitor.get(f"/seats/{seat.id}/guest-link").text


def test_a_guests_card_counts_like_any_and_is_named_as_a_guests(visit, make, cast):
    interview = met(make)
    guest = make.guest(interview)
    make.plan_of(interview.application.opening, 1)
    for seat in interview.seats[:]:
        make.scorecard(seat, 5 if seat.id == guest.id else 3)
    application, hr = interview.application, visit(cast.hr)
    panel = hr.get(f"/applications/{application.id}/panel").text
    assert "Gita Guest (guest)" in panel
    assert "Gita Guest (guest)" in visit(cast.panellist).get(f"/applications/{application.id}/panel").text
    make.decision(application)
    assert guest.person_id in decision_of(application).summary["interviewers"]
    assert "Gita Guest (guest) 5.0" in hr.get(f"/applications/{application.id}/decision").text
    assert db.session.get(Seat, guest.id).scorecard.ratings[0].is_licensed is False
