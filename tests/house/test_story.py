"""The demo story: the same on both databases, and with something in it for everybody."""

from datetime import date

import pytest
from flask_security import hash_password

from hiring.accounts.queries import person_by_email
from hiring.demo import scenario
from hiring.demo.people import MEMBERS, PASSPHRASE
from hiring.foundation.database import db
from hiring.foundation.records import journal
from hiring.foundation.records.digest import content_digest
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
        assert visitor.page.heading == "To do"
        for path in [link for link in visitor.page.links().values() if link.startswith("/")]:
            visitor.get(path)
