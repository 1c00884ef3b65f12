"""How long an opening takes, and that a filled one asks to answer the others and close; nothing to who owes a card."""

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
