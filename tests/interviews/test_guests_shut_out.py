"""A guest link that is altered, over, renewed, taken back or used: one and the same page, and no typed word lost."""

import string
from datetime import timedelta

import pytest

from hiring.app import create_app
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.web import signed_links
from hiring.foundation.web.drafts import draft_of
from hiring.foundation.web.request_limits import limiter
from hiring.interviews import actions as interview_actions
from hiring.interviews.guests import actions
from hiring.interviews.guests.actions import GuestRefused
from hiring.interviews.guests.links import key_of
from hiring.interviews.guests.models import link_of
from hiring.interviews.guests.queries import why_ended
from hiring.interviews.models import Scorecard
from hiring.interviews.readings import MARKS, note_in
from hiring.interviews.values import InterviewState
from tests import databases
from tests.conftest import NOW
from tests.interviews.test_guests import UNTIL, address, begun, filled, met
from tests.visitor import Visitor


def renewed(make, seat):
    with writing() as session:
        actions.renew_link(session, make.cast.hr, link_of(seat), until=UNTIL)


def taken_back(make, seat):
    with writing() as session:
        actions.take_link_back(session, make.cast.hr, link_of(seat))


def expired(make, seat):
    with writing():
        link_of(seat).expires_at = NOW - timedelta(minutes=1)


def sealed(make, seat):
    make.scorecard(seat, 3)


def cancelled(make, seat):
    with writing() as session:
        interview_actions.interview_did_not_happen(session, make.cast.hr, seat.interview, InterviewState.CANCELLED)


def withdrawn(make, seat):
    make.withdrawn(seat.interview.application)


def replaced(make, seat):
    with writing() as session:
        interview_actions.leave_seat(session, make.cast.hr, seat, on=NOW.date(), why="Cannot come.")


def read_by_its_holder(make, seat):
    with writing() as session:
        note_in(session, make.cast.hr, seat.interview.application_id, MARKS)


def the_candidate_after_all(make, seat):
    with writing():
        link_of(seat).email = seat.interview.application.candidate.email


ENDINGS = [
    *(renewed, taken_back, expired, sealed, cancelled, withdrawn, replaced),
    *(the_candidate_after_all, read_by_its_holder),
]


def everything(answer):
    headers = [(name, value) for name, value in answer.headers if name != "Date"]
    return answer.status_code, headers, answer.get_data()


@pytest.fixture
def plain(visit, cast):
    """What a made-up link gets, to the letter."""
    return everything(visit().get("/guest/made-up", expect=404).answer)


@pytest.mark.parametrize("end", ENDINGS)
def test_whatever_ended_a_link_it_opens_the_same_plain_page(visit, make, cast, plain, end):
    seat = make.guest(met(make))
    path, visitor = address(seat), begun(visit, seat)
    end(make, seat)
    assert everything(visit().get(path, expect=404).answer) == plain
    for page in ("", "/kit", "/check"):
        assert everything(visitor.get(f"/guest/card/{seat.id}{page}", expect=404).answer) == plain
    begin = visit().post(path, expect=404)
    assert begin.page.heading == "This link doesn't work"
    assert [cookie.key for cookie in begin.client._cookies.values()] == ["hiring"]


def test_an_altered_link_opens_the_same_plain_page(visit, make, cast, plain):
    seat = make.guest(met(make))
    path, link = address(seat), link_of(seat)
    forged = [signed_links.token(what, [link.id, 0]) for what in ("password", "guest's browser")]
    ends = [path[:-1] + letter for letter in string.ascii_letters if letter != path[-1]]
    wrong = [*ends, path[:-9], path.replace(".", "", 1), f"{path}/", f"{path}.", "/guest/a/b"]
    visitor = visit()
    for one in (*wrong, *(f"/guest/{token}" for token in forged), "/guest/" + "x" * 4000, "/guest/%01%ff"):
        found = visitor.get(one, expect=404)
        assert everything(found.answer) == plain, one


def test_a_key_opens_one_card_and_no_other(visit, make, cast, plain):
    interview = met(make)
    mine, other = make.guest(interview), make.guest(interview, "Gus Guest")
    visitor = visit()
    for wrong in ("", "made-up", address(other).rsplit("/", 1)[1], key_of(link_of(mine))):
        visitor.client.set_cookie("guest", wrong, path=f"/guest/card/{other.id}")
        assert everything(visitor.get(f"/guest/card/{other.id}", expect=404).answer) == plain
    visitor.client.set_cookie("guest", key_of(link_of(other)), path=f"/guest/card/{other.id}")
    visitor.get(f"/guest/card/{other.id}")


@pytest.mark.parametrize("end", ENDINGS)
def test_what_is_typed_while_the_link_ends_is_shown_back_and_not_recorded(visit, make, cast, end):
    seat = make.guest(met(make))
    visitor = begun(visit, seat)
    end(make, seat)
    typed = filled(seat, evidence="Heard too late, but not lost.")
    visitor.submit(typed, button="Check and seal", expect=404)
    assert visitor.page.heading == "This link doesn't work"
    held = visitor.page.form("Send it again").held()
    assert {name: held[name] for name in typed} == typed
    assert "Heard too late, but not lost." in visitor.text
    assert draft_of(db.session, seat.person_id, seat.id) is None


def test_after_beginning_again_what_was_held_is_sent_once_more(visit, make, cast):
    seat = make.guest(met(make))
    visitor = begun(visit, seat)
    renewed(make, seat)
    visitor.submit({"free_probe": "Would you do it again?"}, button="Check and seal", expect=404)
    kept = visitor.page
    visitor.get(address(seat)).submit().follow()
    visitor.page = kept
    visitor.submit(button="Send it again")
    assert draft_of(db.session, seat.person_id, seat.id).content == {"free_probe": "Would you do it again?"}


def test_a_seal_on_a_link_that_ended_seals_nothing(visit, make, cast):
    seat = make.guest(met(make))
    visitor = begun(visit, seat).submit(filled(seat), button="Check and seal").get(f"/guest/card/{seat.id}/check")
    taken_back(make, seat)
    visitor.submit(button="Seal scorecard", expect=404)
    assert db.session.query(Scorecard).count() == 0


def test_a_link_works_until_the_end_of_its_last_day(visit, make, cast):
    seat = make.guest(met(make), until=UNTIL)
    last = clock.at(UNTIL, 23, 59, "Europe/London")
    with clock.standing_at(last):
        visit().get(address(seat))
    with clock.standing_at(last + timedelta(minutes=1)):
        visit().get(address(seat), expect=404)


def test_a_form_without_its_token_is_refused_and_kept(visit, make, cast):
    seat = make.guest(met(make))
    visitor = begun(visit, seat)
    answer = visitor.send_raw(f"/guest/card/{seat.id}/draft", filled(seat))
    assert answer.status_code == 400
    assert "This page was open for too long" in answer.get_data(as_text=True)
    assert draft_of(db.session, seat.person_id, seat.id) is None
    assert visitor.send_raw(address(seat), {}).status_code == 400


def test_one_source_and_one_link_cannot_be_tried_without_end(app, tmp_path):
    limited = create_app(databases.settings(tmp_path), TESTING=True, RATELIMIT_ENABLED=True)
    client = limited.test_client()
    same = [client.get("/guest/made-up").status_code for _ in range(32)]
    many = [client.get(f"/guest/try{n}").status_code for n in range(300)]
    limiter.reset()
    limiter.enabled = False
    assert (set(same[:30]), set(same[30:])) == ({404}, {429})
    assert (many[0], many[-1]) == (404, 429)


def test_who_saves_too_often_is_told_so_with_the_text_in_hand(app, tmp_path, make, cast):
    seat = make.guest(met(make))
    limited = create_app(databases.settings(tmp_path), TESTING=True, RATELIMIT_ENABLED=True)
    with limited.app_context():
        visitor = Visitor(limited).get(address(seat)).submit().follow()
        sent = visitor.page.form("Check and seal").filled({"free_probe": "Would you do it again, and why?"})
        answers = [visitor.send_raw(f"/guest/card/{seat.id}/draft", sent) for _ in range(121)]
        db.session.close()
        db.engine.dispose()
    limiter.reset()
    limiter.enabled = False
    assert ({one.status_code for one in answers[:120]}, answers[120].status_code) == ({302}, 429)
    assert "Would you do it again, and why?" in answers[120].get_data(as_text=True)


def test_a_link_that_ended_because_its_holder_read_marks_is_renewed_by_others(visit, make, cast):
    seat = make.guest(met(make))
    read_by_its_holder(make, seat)
    assert "has read marks since, so it has ended" in why_ended(link_of(seat))
    with pytest.raises(GuestRefused), writing() as session:
        actions.renew_link(session, cast.hr, link_of(seat), until=UNTIL)
    with clock.standing_at(NOW + timedelta(minutes=1)):
        with writing() as session:
            actions.renew_link(session, cast.hr_lead, link_of(seat), until=UNTIL)
        assert why_ended(link_of(seat)) == ""
        assert begun(visit, seat).page.form("Check and seal")
