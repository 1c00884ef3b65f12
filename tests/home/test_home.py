"""The start page shows each person what awaits them, and no more."""

import sqlalchemy as sa

from hiring.foundation import clock
from hiring.foundation.database import db
from tests.conftest import NOW


def test_who_has_nothing_to_do_is_told_so(visit, cast):
    assert "Nothing to do today." in visit(cast.stranger).get("/").text


def test_an_interviewer_sees_the_scorecard_they_owe_and_that_it_is_late(visit, make, cast):
    make.interview(make.application(name="Amara Osei"))
    visitor = visit(cast.panellist).get("/")
    assert "Amara Osei – scorecard to write" in visitor.text
    assert "late since 2 Nov, 10:00" in visitor.text


def test_hr_sees_who_is_late_and_a_panellist_of_hr_does_not(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.hr])
    make.interview(make.application(opening), people=[cast.panellist, cast.hr])
    assert "Pia Park" not in visit(cast.hr).get("/").text
    other = make.opening("Night porter")
    make.interview(make.application(other, name="Bo Lind"))
    assert "Pia Park" in visit(cast.hr).get("/").text


def test_hr_sees_when_a_panel_is_complete(visit, make, cast):
    make.panel(4, 3)
    visitor = visit(cast.hr).get("/")
    assert "one candidate with every scorecard sealed" in visitor.text


def test_a_manager_sees_the_check_in_that_is_due(visit, make, cast):
    make.probation()
    with clock.standing_at(NOW.replace(month=11, day=21)):
        visitor = visit(cast.manager).get("/")
    assert "Check-ins" in visitor.text
    assert "Amara Osei" in visitor.text


def test_it_takes_as_many_statements_for_many_candidates_as_for_one(visit, make, cast):
    make.panel(4, 3)
    make.interview(make.application(make.opening("Night porter")))
    visitor, statements, sent = visit(cast.hr), [], []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *asked: statements.append(asked[2]))
    for names in ((), ("Bo Lind", "Cleo Quist", "Dara Roy")):
        for name in names:
            make.panel(4, 3, application=make.application(make.opening(f"{name} ready"), name))
            make.interview(make.application(make.opening(f"{name} late"), name))
        db.session.expire_all()
        statements.clear()
        visitor.get("/")
        sent.append(len(statements))
    assert visitor.text.count("with every scorecard sealed") == 4
    assert visitor.text.count("late since") == 8
    assert sent[0] == sent[1] <= 15
