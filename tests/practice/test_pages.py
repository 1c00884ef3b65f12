"""Practising, through the pages."""

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.web.drafts import draft_of, save_draft
from hiring.practice.models import Licence
from hiring.practice.queries import sample_of


def test_a_practice_from_the_list_to_the_licence(visit, make, cast):
    opening = make.opening()
    visitor = visit(cast.panellist).get("/practice")
    assert opening.title in visitor.text
    visitor.get(visitor.page.links()["Empathy"])
    visitor.submit(button="Start practice").follow()
    for number in (1, 2, 3, 4):
        assert visitor.page.heading == f"Empathy: answer {number} of 4"
        assert "The usual mistake" not in visitor.text
        assert "Between 1 and 3: more than 1, not all of 3." in visitor.text
        level = str(_sample(visitor).agreed)
        visitor.submit({"evidence": "She asked before she answered.", "level": level}).follow()
    assert visitor.page.heading == "Empathy"
    assert "Your marks are the same as ours. All 4 marks are the same as ours." in " ".join(visitor.text.split())
    assert "Answers 1, 2, 3 and 4: same mark as ours" in visitor.text
    assert "The usual mistake" in visitor.text
    assert visitor.page.links()["Practise composure under provocation"].endswith("/composure")
    visitor.get("/practice")
    assert "licensed until 3 Nov 2027" in visitor.text
    assert "You're licensed for 1 of the 4 criteria your interviews need." in " ".join(visitor.text.split())


def _sample(visitor):
    from hiring.practice.models import PracticeMark

    return sample_of(db.session, db.session.get(PracticeMark, visitor.path.rsplit("/", 1)[1]))


def test_without_a_rubric_and_without_an_opening_the_list_says_so(visit, make, cast):
    visitor = visit(cast.elsewhere).get("/practice")
    assert "There's nothing to practise yet." in visitor.text
    make.opening()
    assert "None of your openings asks for practice now." in visitor.get("/practice").text


def test_a_failed_practice_is_told_why_and_offers_other_answers(visit, make, cast):
    practice = make.practice(make.opening(), cast.panellist)
    visitor = visit(cast.panellist)
    for mark in list(practice.marks):
        visitor.get(f"/practice/answers/{mark.id}").submit({"evidence": "All the same to me.", "level": "3"})
    visitor.follow()
    assert "You gave the weakest and the strongest answer the same mark." in visitor.text
    assert db.session.scalars(sa.select(Licence)).all() == []
    visitor.submit(button="Mark 4 other answers (4 min)").follow()
    assert visitor.page.heading == "Empathy: answer 1 of 4"


def test_what_is_missing_is_said_and_what_was_typed_is_kept(visit, make, cast):
    mark = make.practice(make.opening(), cast.panellist).marks[0]
    visitor = visit(cast.panellist).get(f"/practice/answers/{mark.id}")
    visitor.submit({}, expect=422)
    assert visitor.page.problems() == ["Write which words of the answer carry your mark.", "Choose a mark."]
    visitor.post(f"/practice/answers/{mark.id}/draft", {"evidence": "شكراً 🌧 <b>", "level": "4"}).follow()
    assert "begun" in visitor.text
    visitor.get(f"/practice/answers/{mark.id}")
    held = visitor.page.form().held()
    assert (held["evidence"], held["level"]) == ("شكراً 🌧 <b>", "4")


@pytest.mark.parametrize("level", ["0", "6", "four", "None", ""])
def test_a_level_off_the_scale_is_refused_at_its_field(visit, make, cast, level):
    mark = make.practice(make.opening(), cast.panellist).marks[0]
    visitor = visit(cast.panellist).get(f"/practice/answers/{mark.id}")
    visitor.submit({"evidence": "She asked first.", "level": level}, expect=422)
    assert len(visitor.page.problems()) == 1
    assert visitor.page.form().held()["evidence"] == "She asked first."


def test_a_megabyte_is_kept_on_the_page_and_refused_with_its_length(visit, make, cast):
    mark = make.practice(make.opening(), cast.panellist).marks[0]
    visitor = visit(cast.panellist).get(f"/practice/answers/{mark.id}")
    visitor.submit({"evidence": "a" * 1_000_000, "level": "4"}, expect=422)
    assert "1,000,000 characters" in visitor.page.problems()[0]
    assert len(visitor.page.form().held()["evidence"]) == 1_000_000


def test_a_draft_saves_itself_and_a_newer_one_is_never_overwritten_in_silence(visit, make, cast):
    mark = make.practice(make.opening(), cast.panellist).marks[0]
    visitor = visit(cast.panellist)
    path, quietly = f"/practice/answers/{mark.id}/draft", {"headers": {"Accept": "application/json"}}
    visitor.post(path, {"evidence": "First", "revision": "0"}, expect=200, **quietly)
    assert visitor.answer.json == {"saved": "09:00", "revision": 1}
    visitor.post(path, {"evidence": "Second", "revision": "1"}, expect=200, **quietly)
    visitor.post(path, {"evidence": "Stale", "revision": "1"}, expect=409, **quietly)
    assert draft_of(db.session, cast.panellist.id, mark.id).content == {"evidence": "Second"}
    visitor.post(path, {"evidence": "Stale", "revision": "1"}, expect=422)
    assert "Second" in visitor.text
    assert visitor.page.form().held()["evidence"] == "Stale"


def test_a_mark_from_a_stale_window_shows_both_texts_and_the_person_chooses(visit, make, cast):
    mark = make.practice(make.opening(), cast.panellist).marks[0]
    visitor = visit(cast.panellist).get(f"/practice/answers/{mark.id}")
    with writing() as session:
        save_draft(session, cast.panellist.id, mark.id, {"evidence": "From my phone", "level": "2"}, 0)
    visitor.submit({"evidence": "From the desk", "level": "4"}, expect=422)
    assert "From my phone" in visitor.text
    visitor.submit({})
    db.session.refresh(mark)
    assert (mark.level, mark.evidence) == (4, "From the desk")


def test_our_marks_are_shown_only_when_every_answer_is_marked(visit, make, cast):
    practice = make.practice(make.opening(), cast.panellist, 0)
    visitor = visit(cast.panellist).get(f"/practice/rounds/{practice.id}", expect=302).follow()
    assert visitor.page.heading == "Empathy: answer 2 of 4"
    visitor.get(f"/practice/answers/{practice.marks[0].id}", expect=302).follow()
    assert visitor.page.heading == "Empathy: answer 2 of 4"


def test_nobody_else_sees_how_a_practice_went(visit, make, cast):
    practice = make.practice(make.opening(), cast.panellist, 0, 0, 0, 0)
    for person in (cast.second_panellist, cast.hr, cast.hr_lead, cast.administrator, cast.manager):
        visit(person).get(f"/practice/rounds/{practice.id}", expect=404)


def test_the_list_says_in_words_where_somebody_leans(visit, make, cast):
    opening = make.opening()
    for key in ("empathy", "listening"):
        practice = make.practice(opening, cast.panellist, criterion=key)
        visitor = visit(cast.panellist)
        for mark in list(practice.marks):
            visitor.get(f"/practice/answers/{mark.id}").submit({"evidence": "Nice.", "level": "5"})
    assert "You marked too high, by" in visitor.get("/practice").text
    assert "Read the anchors once more: Empathy and Listening." in visitor.text
