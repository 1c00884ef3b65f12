"""Numbers that name nobody are the same after an erasure, on every page and in every file that shows them."""

import csv
import io
from pathlib import Path

import pytest
import sqlalchemy as sa

from hiring.candidates.models import Application, Candidate
from hiring.foundation.database import db, writing
from hiring.privacy.erasing import erase
from hiring.privacy.values import ErasureReason
from hiring.probation.models import Probation
from tests import bulk, databases
from tests.visitor import Visitor

PANELS, HIRES = 40, 30


@pytest.fixture
def opening(make, cast):
    """Forty interviewed, of whom thirty were hired and followed to the end."""
    opening = make.opening(posts=PANELS)
    truth = bulk.panels(opening, PANELS, interviewers=8, met=2)
    best = sorted(truth, key=truth.get)[-HIRES:]
    bulk.hires(opening, {application: truth[application] for application in best}, cast.manager)
    return opening


def _pages(app, visitor, opening):
    """Address → text, of the pages of Insights, practice and openings; the comparison by candidate, from its file."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments]
    read = [rule.rule for rule in rules if rule.rule.startswith(("/insights", "/practice/agreement"))]
    read.remove("/insights/fairness")  # of another role; what people said about themselves goes with them
    pages = {path: visitor.get(path).text for path in [*read, "/openings", f"/openings/{opening.id}"]}
    pages["hires.csv"] = _file(visitor, "/insights/hires.csv")
    header, *rows = csv.reader(io.StringIO(_file(visitor, f"/openings/{opening.id}/compare.csv")))
    return pages, {row[header.index("Candidate")]: row for row in rows if len(row) == len(header)}


def _file(visitor, path):
    return visitor.post(path, expect=200).answer.get_data(as_text=True).removeprefix("\ufeff")


def test_pages_show_the_same_numbers_before_and_after_two_people_are_erased(app, visit, cast, opening):
    before, compared = _pages(app, visit(cast.hr), opening)
    assert len(before) >= 9
    assert len(compared) == PANELS
    hired = sa.select(Candidate).join(Application).join(Probation).order_by(Candidate.sort_name)
    first, *_, last = db.session.scalars(hired).all()
    names = [first.name, last.name]
    with writing() as session:
        for candidate in (first, last):
            erase(session, cast.hr_lead.id, candidate, ErasureReason.DUE, proposed_by=cast.hr.id)
    fresh = databases.make_app(Path(app.config["STATE_DIR"]))  # which has kept no figure from before
    with fresh.app_context():
        after, left = _pages(fresh, Visitor(fresh, cast.hr), opening)
        db.session.close()
        db.engine.dispose()
    assert after == before
    assert left == {name: row for name, row in compared.items() if name not in names}
    warm, _ = _pages(app, visit(cast.hr), opening)
    assert [name for name in names for text in warm.values() if name in text] == []
