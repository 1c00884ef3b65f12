"""Marks differ for those who may see them, and nothing moves for those who still owe a card.

That people who owe a card can tell two worlds apart by nothing, on any page, is in `tests/house/test_two_worlds.py`.
"""

from contextlib import contextmanager

from hiring.foundation import clock, ids
from hiring.foundation.database import db, writing
from hiring.interviews.models import interviews_of
from hiring.panels.actions import close_panel
from hiring.panels.amendments import amend
from tests import databases
from tests.cast import Cast
from tests.conftest import NOW
from tests.make import IN_AN_HOUR, Make
from tests.two_worlds import WORLDS
from tests.visitor import Visitor


def story(cast, level, evidence):
    """Pablo has sealed for Amara, Pia and Hugo, who is of HR, have not. Bela's panel is complete. Cem's was closed
    without Elsa, Pablo amended his mark, and it was reopened to seat Hugo and Pia for another round: HR may read it,
    and they may not."""
    make = Make(cast)
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.second_hr, cast.elsewhere])
    waiting = make.application(opening, "Amara Osei")
    interview = make.interview(waiting, people=[cast.panellist, cast.second_panellist, cast.second_hr])
    sealed = next(seat for seat in interview.seats if seat.person_id == cast.second_panellist.id)
    make.scorecard(sealed, level, evidence)
    make.panel(3, 4, application=make.application(opening, "Bela Bach"))
    closed = make.application(opening, "Cem Can")
    first = make.interview(closed, people=[cast.second_panellist, cast.elsewhere])
    make.scorecard(next(seat for seat in first.seats if seat.person_id == cast.second_panellist.id), level, evidence)
    with writing() as session:
        close_panel(session, cast.hr, closed, reason="Elsa is ill and will not be back this year.")
        first = interviews_of(closed)[0]
        rating = next(seat for seat in first.seats if seat.scorecard is not None).scorecard.ratings[0]
        why = f"I was too {'harsh' if level == 1 else 'kind'} on this, as I see it now."
        amend(session, cast.second_panellist, rating, level=6 - level, evidence=evidence[::-1], reason=why)
    make.reopened(closed)
    make.interview(closed, 1, people=[cast.panellist, cast.second_hr], starts_at=IN_AN_HOUR)
    return closed


@contextmanager
def world(folder, level, evidence):
    """The story told in a database of its own, with ids and times that are the same in every world."""
    folder.mkdir()
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with clock.standing_at(NOW), ids.repeatable(7), app.app_context():
        cast = Cast.arrive()
        yield app, cast, story(cast, level, evidence)
        db.session.close()
        db.engine.dispose()


def test_what_could_leak_does_differ_for_those_who_may_see_it(tmp_path):
    pages = {}
    for which, told in WORLDS.items():
        with world(tmp_path / which, *told) as (app, cast, closed):
            visitor = Visitor(app, cast.hr)
            looks = (f"/openings/{closed.opening_id}/compare", f"/applications/{closed.id}/panel")
            pages[which] = [visitor.get(look).text for look in looks]
            assert told[1] in pages[which][1]
    for low, high in zip(pages["low"], pages["high"], strict=True):
        assert low != high


def test_hr_on_the_panel_is_told_the_same_before_and_after_another_seals(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    interview = make.interview(make.application(opening), people=[cast.panellist, cast.second_hr])
    visitor = visit(cast.second_hr)
    looks = [f"/openings/{opening.id}/compare", f"/applications/{interview.application_id}/panel"]
    before = [visitor.get(look).text for look in looks]
    make.scorecard(next(seat for seat in interview.seats if seat.person_id == cast.panellist.id), 5)
    assert [visitor.get(look).text for look in looks] == before
    assert "Not yet: you still have a scorecard to seal" in before[0]
