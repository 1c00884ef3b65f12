"""The demo story: the same on both databases, and with something in it for everybody."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask_security import hash_password

from hiring.accounts.queries import person_by_email
from hiring.decisions.models import Decision
from hiring.demo import people, scenario
from hiring.demo.builder import Story
from hiring.demo.people import MEMBERS, PASSPHRASE
from hiring.demo.two_years import chapters
from hiring.demo.two_years import people as two_years
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.records import journal
from hiring.foundation.records.digest import content_digest
from hiring.probation.models import Probation
from hiring.rubrics import actions as rubrics
from hiring.rubrics.queries import shipped
from tests import databases
from tests.visitor import Visitor

TODAY = date(2026, 11, 3)


def _told(folder, url=""):
    app = databases.make_app(folder, url)
    with app.app_context():
        scenario.tell(TODAY, hash_password(PASSPHRASE))
        digest = content_digest(db.session)
        bad = journal.first_bad_sequence(db.session)
        db.session.close()
        db.engine.dispose()
    return digest, bad


@pytest.mark.postgresql
def test_the_same_story_has_the_same_digest_on_sqlite_and_postgresql(tmp_path, now):
    (tmp_path / "one").mkdir()
    databases.fresh_sqlite(tmp_path / "one")
    on_sqlite = _told(tmp_path / "one")
    url = databases.fresh_postgresql("demo_story")
    try:
        on_postgresql = _told(tmp_path / "two", url)
    finally:
        databases.drop_postgresql("demo_story")
    assert on_sqlite == on_postgresql
    assert on_sqlite[1] is None


def test_everybody_in_the_story_finds_something_to_look_at(app, now):
    scenario.tell(TODAY, hash_password(PASSPHRASE))
    for member in MEMBERS:
        assert person_by_email(db.session, member.email) is not None
        visitor = Visitor(app).get("/sign-in").submit({"email": member.email, "password": PASSPHRASE}).follow()
        assert visitor.page.heading in {"To do", "My people", "My interviews"}
        for path in [link for link in visitor.page.links().values() if link.startswith("/")]:
            visitor.get(path)


def test_the_two_years_are_told_through_the_rooms_and_every_hire_ends_somehow(app, now):
    with (
        clock.standing_at(clock.at(TODAY - timedelta(days=chapters.BEGAN), 8, 0, "Europe/London")),
        writing() as session,
    ):
        cast = people.arrive(session, hash_password(PASSPHRASE))
        for key in scenario.RUBRICS:
            rubrics.publish_rubric(session, cast["Henrike"], shipped()[key])
        cast, more = two_years.arrive(session, cast, hash_password(PASSPHRASE))
    chapters.tell_two_years(Story(TODAY, cast), more, most=1)
    assert journal.first_bad_sequence(db.session) is None
    plan = chapters.past_openings(cast, more)[0]
    verdicts = db.session.scalars(sa.select(Decision.verdict)).all()
    assert (verdicts.count("hire"), verdicts.count("reject")) == (plan.hires, plan.met + chapters.NOT_MET - plan.hires)
    probations = db.session.scalars(sa.select(Probation)).all()
    assert all(probation.closed_on is not None for probation in probations) and len(probations) == plan.hires
