"""An organisation's own people mark the sample answers blind: what their marks come to, and when they count."""

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.practice import remarking
from hiring.practice.answers import key_of
from hiring.practice.command import practice_agreement
from hiring.practice.consensus import consensus
from hiring.practice.models import BlindMark, Licence
from hiring.practice.remarking import answers_in_use
from hiring.rubrics.queries import edition_of
from tests.practice.test_answers import sample

OURS = (1, 2, 3, 4, 5, 5, 1, 3)
ANSWERS = [sample(mark, f"Answer {number}.") for number, mark in enumerate(OURS)]


def given(*marks_by_answer):
    return {key_of(answer): list(marks) for answer, marks in zip(ANSWERS, marks_by_answer, strict=True)}


def alike(people, **other):
    """Everyone marks as we do, except the answers named `a0`, `a1`, …"""
    return given(*(other.get(f"a{number}", [mark] * people) for number, mark in enumerate(OURS)))


NO_AGREEMENT = given(*([1, 2, 3, 4, 5] for _ in OURS))


@pytest.mark.parametrize(
    ("marks", "people", "counts", "reason"),
    [
        ({}, 0, False, "Every answer needs marks from 5 people; the fewest so far is 0."),
        (alike(4), 4, False, "Every answer needs marks from 5 people; the fewest so far is 4."),
        (alike(6, a0=[1] * 4), 4, False, "Every answer needs marks from 5 people; the fewest so far is 4."),
        (alike(5), 5, True, ""),
        (NO_AGREEMENT, 5, False, "Your people don't agree enough yet."),
        (
            alike(9, a2=[1] * 4 + [4] * 5, a3=[2] * 4 + [5] * 5, a7=[1] * 4 + [4] * 5),
            9,
            False,
            "Without the answers in dispute there is no round left to draw.",
        ),
    ],
    ids=["none", "four", "four on the least", "five", "no agreement", "too many in dispute"],
)
def test_own_marks_count_from_five_people_who_agree(marks, people, counts, reason):
    result = consensus(ANSWERS, marks)
    assert (result.people, result.counts, result.reason) == (people, counts, reason)
    if people < 5:  # the marks of single people stay theirs
        assert (result.alpha, dict(result.medians), result.disputed) == (None, {}, frozenset())
    if not counts:
        assert result.applied(ANSWERS) == tuple(ANSWERS)


def test_the_median_counts_half_a_level_goes_to_our_side_and_disputed_answers_leave():
    marks = alike(
        6, a1=[1] * 6, a3=[3, 3, 3, 4, 4, 4], a5=[4, 4, 4, 5, 5, 5], a7=[1, 1, 3, 3, 3, 3], a2=[1, 3, 3, 3, 3, 3]
    )
    result = consensus(ANSWERS, marks)
    assert result.counts
    kept = {answer.answer: answer.agreed for answer in result.applied(ANSWERS)}
    assert kept["Answer 1."] == 1
    assert (kept["Answer 3."], kept["Answer 5."]) == (4, 5)
    assert kept["Answer 2."] == 3  # one in six is two levels off: no dispute
    assert "Answer 7." not in kept  # two in six are


def criterion(opening, key="empathy"):
    return edition_of(opening.version).criterion(key)


def five(make):
    return [make.cast.panellist, make.cast.second_panellist, make.cast.elsewhere, make.cast.hr, make.cast.manager]


def mark_all(people, criterion, level):
    with writing() as session:
        for person in people:
            for answer in remarking.blind_answers(session, person, criterion):
                remarking.mark_blind(session, person, criterion, key_of(answer), level(answer.agreed))


def test_rounds_are_drawn_by_own_marks_once_they_count_and_licences_stay(either, make, cast):
    opening = make.opening()
    earned = make.practice(opening, cast.second_hr, 0, 0, 0, 0)
    before = [mark.agreed for mark in earned.marks]
    lower = {1: 1, 2: 1, 3: 2, 4: 3, 5: 4}.__getitem__
    mark_all(five(make), criterion(opening), lower)
    ours = {key_of(answer): answer.agreed for answer in criterion(opening).practice}
    [empathy] = [row for row in remarking.all_consensus(db.session) if row.criterion.key == "empathy"]
    assert empathy.moved == sum(mark > 1 for mark in ours.values())
    drawn = make.practice(opening, cast.panellist, 0, 0, 0, 0)
    assert all(mark.agreed == lower(ours[mark.answer]) for mark in drawn.marks)
    assert [mark.agreed for mark in earned.marks] == before
    assert len(db.session.scalars(sa.select(Licence)).all()) == 2


def test_no_answer_is_marked_blind_whose_mark_was_shown_and_none_twice(either, make, cast):
    opening = make.opening()
    shown = {mark.answer for mark in make.practice(opening, cast.panellist, 0, 0, 0, 0).marks}
    open_answers = remarking.blind_answers(db.session, cast.panellist, criterion(opening))
    assert {key_of(answer) for answer in open_answers}.isdisjoint(shown)
    assert len(open_answers) == 4
    [first, *_] = open_answers
    for answer in (next(iter(shown)), "of-another-place"):
        with pytest.raises(remarking.NotBlind), writing() as session:
            remarking.mark_blind(session, cast.panellist, criterion(opening), answer, 3)
    with writing() as session:
        remarking.mark_blind(session, cast.panellist, criterion(opening), key_of(first), 3)
    with pytest.raises(remarking.NotBlind), writing() as session:
        remarking.mark_blind(session, cast.panellist, criterion(opening), key_of(first), 4)
    with pytest.raises(remarking.LevelMissing), writing() as session:
        remarking.mark_blind(session, cast.panellist, criterion(opening), key_of(open_answers[1]), 6)


def test_marking_blind_through_the_pages_shows_no_mark_and_hr_reads_what_it_comes_to(visit, make, cast, capsys):
    opening = make.opening()
    visitor = visit(cast.panellist).get("/practice")
    visitor.get(visitor.page.links()["Empathy"]).get(visitor.page.links()["Mark the answers blind"])
    visitor.submit({}, expect=422)
    assert visitor.page.problems() == ["Choose a mark."]
    ours = {key_of(answer): str(answer.agreed) for answer in criterion(opening).practice}
    for left in range(8, 0, -1):
        assert f"{left} answer" in visitor.text
        assert "The usual mistake" not in visitor.text
        assert "Between 3 and 5: more than 3, not all of 5." in visitor.text
        visitor.submit({"level": ours[visitor.page.form("Save mark").held()["answer"]]}).follow()
    assert "You've marked every answer" in visitor.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(BlindMark)) == 8
    hr = visit(cast.hr).get("/rubrics")
    hr.get(hr.page.links()["Your people's marks on practice answers"])
    assert "the fewest so far is 1." in hr.text
    disputed = next(answer for answer in criterion(opening).practice if answer.agreed == 5)
    with writing() as session:
        for person in five(make)[1:3]:
            remarking.mark_blind(session, person, criterion(opening), key_of(disputed), 1)
    mark_all(five(make), criterion(opening), lambda mark: mark)
    practice_agreement(None)
    lines = capsys.readouterr().out.splitlines()
    assert f"  in dispute: {disputed.answer[:60]}…" in lines
    [line] = [line for line in lines if line.startswith("Empathy")]
    assert line.startswith("Empathy: 5 people, α .")
    assert line.endswith("Your people's marks count.")
    said = " ".join(hr.get("/practice/agreement").text.split())
    assert "Your people's marks count for 1 of 4 criteria." in said
    assert "Your people's marks count. All 8 are the same as ours." in said
    assert disputed.answer in said
    assert "Nobody gets these answers to practise on any more." in said
    assert key_of(disputed) not in {key_of(answer) for answer in answers_in_use(db.session, criterion(opening))}
