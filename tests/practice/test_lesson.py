"""What an interviewer reads before the first practice, and the role-plays that are the same for everyone."""

import pytest

from hiring.practice.role_plays import ROLE_PLAYS
from hiring.rubrics.queries import shipped

TITLES = {criterion.title for edition in shipped().values() for criterion in edition.criteria}


def test_the_first_practice_goes_through_the_script_and_the_next_one_does_not(visit, make, cast):
    opening = make.opening()
    visitor = visit(cast.panellist).get("/practice")
    assert "First time?" in visitor.text
    path = visitor.page.links()["Empathy"]
    visitor.get(path)
    assert "This is your first practice." in visitor.text
    visitor.get(visitor.page.links()["Read the interviewer's script"])
    for words in ("Step 1 of 2", "Say this first", "say nothing", "Not observed", "Say this last"):
        assert words in visitor.text
    visitor.submit(button="Start practice").follow()
    assert "/practice/answers/" in visitor.path
    make.practice(opening, cast.panellist, 0, 0, 0, 0)
    again = visitor.get(path)
    assert "This is your first practice." not in again.text
    assert "script" not in again.text
    assert "Step 1 of 2" not in visitor.get("/practice/lesson").text


@pytest.mark.parametrize("play", ROLE_PLAYS, ids=lambda play: play.key)
def test_a_role_play_gets_harder_at_the_same_minutes_and_is_marked_on_our_criteria(play):
    assert [step.minute for step in play.escalation] == [0, 2, 4, 6, 8]
    assert set(play.criteria) <= TITLES


def test_hr_prints_the_role_plays(visit, cast):
    text = visit(cast.hr).get("/practice/role-plays").text
    for play in ROLE_PLAYS:
        assert play.title in text
        assert play.escalation[-1].says in text
