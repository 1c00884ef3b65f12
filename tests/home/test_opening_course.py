"""How long an opening takes, and that a filled one asks to answer the others and close; nothing to who owes a card."""

from datetime import timedelta

from hiring.foundation.database import db, writing
from hiring.insights.opening_course import opening_course
from tests.conftest import NOW


def test_a_filled_opening_tells_its_days_and_asks_to_answer_the_others(visit, make, cast):
    opening = make.opening(posts=1, interviewers=[cast.panellist, cast.second_panellist, cast.second_hr])
    with writing():
        opening.opened_at = NOW.replace(day=1)
    hired = make.first_round_only(3, 4, application=make.application(opening))
    make.application(opening, "Bea Birch")
    assert not opening_course(db.session, cast.hr, opening).is_filled
    make.decision(hired)
    text = visit(cast.hr).get(f"/openings/{opening.id}").text
    assert "first decision to hire after two days" in text
    assert "Every post is taken." in text and "(1 waiting)" in text
    make.interview(hired, 1, people=[cast.panellist, cast.second_hr])
    owing = opening_course(db.session, cast.second_hr, opening)
    assert (owing.is_filled, owing.says) == (False, "")


def test_the_opening_says_who_waits_for_whom_and_hides_the_panel_from_who_owes_a_card(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.second_hr])
    make.panel(3, 4, application=make.application(opening, "Ada Alder"))
    late = make.interview(make.application(opening, "Bea Birch"), starts_at=NOW - timedelta(days=2, hours=1))
    owed = make.interview(
        make.application(opening, "Cem Can"), people=[cast.panellist, cast.second_hr], starts_at=NOW - timedelta(days=3)
    )
    make.scorecard(next(seat for seat in late.seats if seat.person_id == cast.panellist.id), 3)
    make.application(opening, "Dan Dorn")
    shown = visit(cast.hr).get(f"/openings/{opening.id}").text
    for sentence in (
        "Ada Alder waits for a decision.",
        "Bea Birch and Cem Can wait for",
        "Bea Birch waits for Pablo Perez's scorecard, 2 days late.",
        "Cem Can waits for Pia Park's scorecard, 3 days late.",
        "Dan Dorn waits to be invited.",
    ):
        assert (sentence in shown) is (not sentence.startswith("Bea Birch and")), sentence
    own = visit(cast.second_hr)
    before = own.get(f"/openings/{opening.id}").text
    assert "Pablo Perez's scorecard" in before and "Pia Park's scorecard" not in before
    make.scorecard(next(seat for seat in owed.seats if seat.person_id == cast.panellist.id), 3)
    assert own.get(f"/openings/{opening.id}").text == before
