"""Two worlds that differ only in the others' marks: whoever still owes a card can tell them apart by nothing."""

import itertools
import re
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from hiring.candidates.models import Application
from hiring.foundation import clock, ids
from hiring.foundation.database import Base, db, writing
from hiring.interviews.models import meetings_of
from hiring.panels.actions import close_panel
from hiring.panels.amendments.actions import amend
from tests import databases
from tests.cast import Cast
from tests.conftest import NOW
from tests.make import IN_AN_HOUR, Make
from tests.visitor import Visitor

# Everything that another interviewer could have handed back, at its two ends.
WORLDS = {
    "low": (1, "Blamed the customer and hung up."),
    "high": (5, "Rang back twice, then wrote it down for the night."),
}
# Random or dated by a signature's own clock: the token of a form, and signed links.
TOKENS = re.compile(r'name="csrf_token" value="[^"]+"|[\w-]{8,}\.[\w-]{6}\.[\w-]{27}')
# Ways to look at the comparison that could give away an order.
LOOKS = ("", "?page=all", "?sort=-total", "?sort=total&page=2", "?sort=-empathy")


def story(cast, level, evidence):
    """Pablo has sealed for Amara, Pia and Hugo, who is of HR, have not. Bela's panel is complete. Cem's was closed
    without Elsa, Pablo amended his mark, and it was reopened to seat Hugo and Pia for another sitting: HR may read it,
    and they may not."""
    make = Make(cast)
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.second_hr, cast.elsewhere])
    waiting = make.application(opening, "Amara Osei")
    meeting = make.meeting(waiting, people=[cast.panellist, cast.second_panellist, cast.second_hr])
    sealed = next(seat for seat in meeting.seats if seat.person_id == cast.second_panellist.id)
    make.scorecard(sealed, level, evidence)
    make.panel(3, 4, application=make.application(opening, "Bela Bach"))
    closed = make.application(opening, "Cem Can")
    first = make.meeting(closed, people=[cast.second_panellist, cast.elsewhere])
    make.scorecard(next(seat for seat in first.seats if seat.person_id == cast.second_panellist.id), level, evidence)
    with writing() as session:
        close_panel(session, cast.hr, closed, reason="Elsa is ill and will not be back this year.")
        first = meetings_of(closed)[0]
        rating = next(seat for seat in first.seats if seat.scorecard is not None).scorecard.ratings[0]
        why = f"I was too {'harsh' if level == 1 else 'kind'} on this, as I see it now."
        amend(session, cast.second_panellist, rating, level=6 - level, evidence=evidence[::-1], reason=why)
    make.reopened(closed)
    make.meeting(closed, 1, people=[cast.panellist, cast.second_hr], starts_at=IN_AN_HOUR)
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


def addresses(app):
    """Every page of the URL map, with every id there is in it."""
    found = [f"/openings/{opening}/compare{look}" for opening in known("opening") for look in LOOKS]
    for rule in app.url_map.iter_rules():
        names = sorted(rule.arguments)
        if "GET" not in rule.methods or "filename" in names:
            continue
        pools = [known(name.removesuffix("_id")) for name in names]
        for values in itertools.product(*pools):
            found.append(rule.rule)
            for name, value in zip(names, values, strict=True):
                found[-1] = re.sub(rf"<(\w+:)?{name}>", value, found[-1])
    return sorted(set(found))


def known(noun):
    """Ids of that table; of a thing without a table of its own, whatever it might be."""
    table = Base.metadata.tables.get(noun)
    if table is None or "id" not in table.columns:
        return ["1", "service-attitude", db.session.scalar(sa.select(Application.id).limit(1))]
    return [str(one) for one in db.session.scalars(sa.select(table.c.id).order_by(table.c.id))] or ["none"]


def observed(app, person):
    """Address → everything this person's browser gets: status, headers, body to the letter but for tokens."""
    visitor = Visitor(app, person)
    seen = {}
    for address in addresses(app):
        answer = visitor.client.get(address)
        # A body that is the same to the letter has the same length; the header counts the tokens as well.
        headers = [(k, v) for k, v in answer.headers if k not in {"Set-Cookie", "Date", "Content-Length"}]
        body = TOKENS.sub("", answer.get_data(as_text=True))
        seen[address] = (answer.status_code, headers, body)
    return seen


@pytest.mark.parametrize("name", ["panellist", "second_hr", "administrator", "manager", "elsewhere"])
def test_who_owes_a_card_or_has_no_part_cannot_tell_the_worlds_apart(tmp_path, name):
    seen = {}
    for which, told in WORLDS.items():
        with world(tmp_path / which, *told) as (app, cast, _closed):
            seen[which] = observed(app, getattr(cast, name))
    assert sum(answer[0] == 200 for answer in seen["low"].values()) >= 3
    assert seen["low"].keys() == seen["high"].keys()
    for address, answer in seen["low"].items():
        assert answer == seen["high"][address], address


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
    meeting = make.meeting(make.application(opening), people=[cast.panellist, cast.second_hr])
    visitor = visit(cast.second_hr)
    looks = [f"/openings/{opening.id}/compare", f"/applications/{meeting.application_id}/panel"]
    before = [visitor.get(look).text for look in looks]
    make.scorecard(next(seat for seat in meeting.seats if seat.person_id == cast.panellist.id), 5)
    assert [visitor.get(look).text for look in looks] == before
    assert "not yet" in before[0]
