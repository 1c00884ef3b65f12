"""One definition of which marks count: nothing else in the package chooses them, and every reader gives one number."""

import ast
import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import select

import hiring
from hiring.decisions.models import decision_of
from hiring.foundation.database import db, writing
from hiring.interviews import actions
from hiring.interviews.models import Scorecard, Seat
from hiring.interviews.values import Answer, InterviewState
from hiring.panels.pooled_model.queries import answers
from hiring.panels.queries import summary_of
from hiring.panels.reveal_log import read_panel
from hiring.probation.side_by_side import marks_side_by_side

ROOT = Path(hiring.__file__).parent
# Where an interview's state is written, and the one module that says which state counts.
MAY_NAME_THE_STATE = {"interviews/counted.py", "interviews/values.py", "interviews/models.py"}


def _compares_state(node: ast.AST) -> bool:
    """`….state == InterviewState.…`, in Python or in SQL, whatever the name of the interview."""
    if not isinstance(node, ast.Compare):
        return False
    sides = [node.left, *node.comparators]
    return any(isinstance(one, ast.Attribute) and ast.unparse(one) == "InterviewState.ON" for one in sides)


def test_no_module_but_one_asks_whether_an_interview_took_place():
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if any(_compares_state(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert asking - MAY_NAME_THE_STATE == set()
    assert "interviews/counted.py" in asking


def test_every_query_of_cards_in_the_later_rooms_goes_through_it():
    """A join of ratings to cards that does not begin there would bring back a copy of the definition."""
    joins = {}
    later = [path for room in ("panels", "decisions", "probation") for path in (ROOT / room).rglob("*.py")]
    for path in [*later, ROOT / "interviews/usage.py"]:
        source = path.read_text(encoding="utf-8")
        if "Scorecard.seat_id == Seat.id" in source:
            joins[path.relative_to(ROOT).as_posix()] = source.count("Scorecard.seat_id == Seat.id")
    # The state of a panel counts seats with and without a card, so it joins outward.
    assert joins == {"panels/pooled_model/queries.py": 1, "interviews/usage.py": 1}


def _seal_by_hand(seat: Seat, level: int) -> None:
    """A card as an older version kept it: at an interview that was then recorded as off."""
    asked = seat.interview.round.questions
    with writing() as session:
        actions.seal_scorecard(session, seat.person, seat, [Answer(one, level, "Far off.") for one in asked])


@pytest.fixture
def application(make, cast):
    """Two panellists gave 3 and 4 in both rounds. Everything else is a kind of card that does not count: a no-show
    and an interview cancelled with a card of old, a draft, a replaced seat, and a card written after a reading."""
    opening = make.opening(
        interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere, cast.second_hr], posts=9
    )
    application = make.application(opening)
    for state in (InterviewState.NO_SHOW, InterviewState.CANCELLED):
        off = make.interview(application, 0, [cast.panellist])
        _seal_by_hand(off.seats[0], 1)
        with writing():
            off.state = state
    left = make.interview(application, 0)
    replaced = make.guest(left, "Rudi Replaced")
    with writing() as session:
        actions.save_scorecard_draft(session, replaced.person, replaced, {"free_probe": "Begun."}, 0)
        actions.leave_seat(session, cast.hr, replaced, on=left.starts_at.date(), why="Ill.")
    for interview in (left, make.interview(application, 1)):
        for seat in interview.seats:
            if seat.left_on is None:
                make.scorecard(seat, 3 if seat.person_id == cast.panellist.id else 4)
    assert read_panel(cast.hr, application)
    make.reopened(application)
    with writing() as session:
        late = actions.give_seat(session, cast.hr_lead, left, cast.elsewhere)
    make.scorecard(late, 1, "Written late.")
    return application


def _exported(visit, cast, application, name):
    visitor = visit(cast.hr).post(f"/openings/{application.opening_id}/{name}.csv", expect=200)
    lines = list(csv.reader(io.StringIO(visitor.answer.get_data().decode("utf-8-sig"))))
    head = next(place for place, line in enumerate(lines) if "Candidate" in line)  # below what it says of itself
    return [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :]]


def test_every_reader_gives_the_same_number_whatever_else_was_written(visit, make, cast, application):
    assert len(db.session.scalars(select(Scorecard)).all()) == 7
    means = {cell.mean for cell in summary_of(db.session, application).cells}
    assert means == {3.5}
    (row,) = _exported(visit, cast, application, "compare")
    assert row["Empathy: mean"] == "3.5"
    marks = [row for row in _exported(visit, cast, application, "marks") if row["Criterion"] == "Empathy"]
    assert {row["Score"] for row in marks} == {"3", "4"}
    assert set(answers(db.session)["score"]) == {3.0, 4.0}
    make.decision(application)
    frozen = decision_of(application).summary
    assert {cell["mean"] for cell in frozen["criteria"]} == {3.5}
    beside = marks_side_by_side(make.probation(application))
    assert {one.interview for one in beside} == {cell["says"][0] for cell in frozen["criteria"]}


def test_a_late_card_is_shown_as_such_and_its_writer_is_not_the_newest_interviewer(visit, cast, application):
    page = visit(cast.hr).get(f"/applications/{application.id}/panel")
    assert "Written late." in page.text
    assert "Elsa East 1 without a licence late, not averaged" in page.text
    assert "Elsa East, after the panel was read; not averaged" in page.text
    assert "Pablo Perez, newest" in page.text
    assert "Reopened on 3 Nov 2026 by Hedda Hart." in page.text
