"""Two worlds that differ in somebody's marks: a guest cannot tell them apart, nor anybody by a guest's marks."""

from contextlib import contextmanager

import pytest

from hiring.foundation import clock, ids
from hiring.foundation.database import db
from tests import databases
from tests.cast import Cast
from tests.conftest import NOW
from tests.interviews.test_guests import address
from tests.make import Make
from tests.panels.test_blindness import TOKENS, WORLDS, addresses, observed
from tests.visitor import Visitor


@contextmanager
def world(folder, who_sealed, level, evidence):
    """Pia, Pablo of HR and a guest sit for Amara; of `who_sealed` there is a card, the others have still to seal."""
    folder.mkdir()
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with clock.standing_at(NOW), ids.repeatable(7), app.app_context():
        cast = Cast.arrive()
        make = Make(cast)
        opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
        meeting = make.meeting(make.application(opening), people=opening.interviewers)
        guest = make.guest(meeting)
        for seat in list(meeting.seats):
            if who_sealed == ("the guest" if seat.id == guest.id else "the others"):
                make.scorecard(seat, level, evidence)
        yield app, cast, guest
        db.session.close()
        db.engine.dispose()


def seen_by_guest(app, seat):
    """Every page of the house, with the guest's key in hand."""
    visitor = Visitor(app).get(address(seat)).submit().follow()
    answers = {one: visitor.client.get(one) for one in addresses(app)}
    return {one: (answer.status_code, TOKENS.sub("", answer.get_data(as_text=True))) for one, answer in answers.items()}


def test_a_guest_cannot_tell_what_the_others_marked(tmp_path):
    seen = {}
    for which, told in WORLDS.items():
        with world(tmp_path / which, "the others", *told) as (app, _cast, guest):
            seen[which] = seen_by_guest(app, guest)
    mine = {one for one, (status, _) in seen["low"].items() if status == 200 and "/guest/card/" in one}
    assert len(mine) == 3
    assert seen["low"] == seen["high"]


@pytest.mark.parametrize("name", ["panellist", "second_hr", "administrator", "manager"])
def test_nobody_who_is_still_blind_can_tell_what_the_guest_marked(tmp_path, name):
    seen = {}
    for which, told in WORLDS.items():
        with world(tmp_path / which, "the guest", *told) as (app, cast, _guest):
            seen[which] = observed(app, getattr(cast, name))
    assert sum(answer[0] == 200 for answer in seen["low"].values()) >= 3
    assert seen["low"] == seen["high"]


def test_hr_on_the_panel_cannot_tell_whether_the_guest_has_sealed(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    meeting = make.meeting(make.application(opening), people=opening.interviewers)
    guest = make.guest(meeting)
    looks = [
        f"/meetings/{meeting.id}",
        f"/openings/{opening.id}/meetings",
        f"/applications/{meeting.application_id}/panel",
    ]
    visitor = visit(cast.second_hr)
    before = [visitor.get(look).text for look in looks]
    make.scorecard(guest, 5)
    assert [visitor.get(look).text for look in looks] == before
    assert "Gita Guest (guest)" in before[0]
