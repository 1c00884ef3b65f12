"""The demo story: the same on both databases, and with something in it for every room and every reader."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask_security import hash_password

from hiring.accounts.models import Workplace
from hiring.accounts.queries import person_by_email
from hiring.accounts.values import Role
from hiring.candidates.models import Application
from hiring.decisions.models import Decision
from hiring.demo import scenario
from hiring.demo.people import MEMBERS, PASSPHRASE
from hiring.foundation import clock
from hiring.foundation.database import Base, db
from hiring.foundation.records import journal
from hiring.foundation.records.digest import content_digest
from hiring.interviews.models import Interview, Rating, Scorecard, Seat
from hiring.openings.models import Opening
from hiring.probation.models import CheckIn, CheckInRating, Observation, Outcome, Probation
from tests import databases
from tests.visitor import Visitor

TODAY = date(2026, 11, 3)
ID = re.compile(r"[0-9a-z]{16}")
# The story has none of these: no page shows them, or someone has to be here for it.
NOT_TOLD = {
    "account_link": "candidates with an account: nobody in the story applies to their own place",
    "account_notice": "notices vanish once read",
    "deadline_notice": "written by the server, day by day",
    "departure": "nobody has left after coming through",
    "erasure": "those who were forgotten are gone; one waits for the second person",
    "guess_count": "failed sign-ins",
    "guest_browser": "a guest's own browser",
    "known_browser": "a person's own browser",
    "letter_template": "letters go out in our wording",
    "panel_reopening": "nobody has asked for one more interview",
    "password_link": "everyone has their password",
    "person_reminder": "reminding is left to the visitor",
    "protection_lifted": "protection is lifted for a moment, by migrations",
    "remembered_columns": "the pasted list had the usual columns",
    "reminder": "reminding is left to the visitor",
    "reminder_switch": "reminders are on",
    "sender_lease": "no mail leaves a demo",
    "sign_in": "nobody is signed in yet",
    "submitted_form": "forms that were sent a moment ago",
}


def _told(folder, url="", **more):
    app = databases.make_app(folder, url)
    with app.app_context():
        scenario.tell(TODAY, hash_password(PASSPHRASE), **more)
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


@pytest.fixture(scope="module")
def whole_story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The demo as `make demo` tells it, once for all tests of this file; they only look."""
    folder = tmp_path_factory.mktemp("demo")
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with clock.standing_at(clock.at(TODAY, 9, 0, "Europe/London")), app.app_context():
        scenario.tell(TODAY, hash_password(PASSPHRASE), with_two_years=True)
        app.extensions["untold"] = _empty_tables()  # before a test signs in
        yield app
        db.session.close()
        db.engine.dispose()


def _empty_tables() -> set[str]:
    return {
        table.name
        for table in Base.metadata.sorted_tables
        if db.session.scalar(sa.select(sa.func.count()).select_from(table)) == 0
    }


def _count(*conditions: Any, of: Any) -> int:
    return db.session.scalar(sa.select(sa.func.count(of.distinct())).where(*conditions)) or 0


def test_every_table_of_every_room_holds_something(whole_story):
    assert journal.first_bad_sequence(db.session) is None
    assert whole_story.extensions["untold"] == set(NOT_TOLD)


def test_it_is_big_enough_for_every_finding(whole_story):
    assert _count(of=Decision.application_id) >= 150
    assert _count(Probation.closed_on.is_not(None), of=Probation.id) >= 70
    marked = Counter(db.session.scalars(sa.select(CheckInRating.criterion)))
    assert sum(number >= 50 for number in marked.values()) >= 2
    filed = sa.select(CheckIn.blind).where(CheckIn.asks_marks, CheckIn.filed_at.is_not(None))
    assert min(Counter(db.session.scalars(filed)).values()) >= 25
    kinds = Counter(db.session.scalars(sa.select(Outcome.kind)))
    assert {"confirmed", "ended", "extended", "resigned", "ran_out"} <= set(kinds)
    assert _count(Probation.contract_ends_on.is_not(None), of=Probation.id) >= 5
    decided = db.session.execute(
        sa.select(Outcome.at, Probation.decide_by)
        .join(Probation, Outcome.probation_id == Probation.id)
        .where(Outcome.kind.in_(["confirmed", "ended"]))
    )
    assert sum(at.date() > decide_by for at, decide_by in decided) == 1


def test_the_week_is_busy_at_three_workplaces_at_least(whole_story):
    now = clock.now()
    at = sa.select(Opening.workplace_id)
    running = set(db.session.scalars(at.where(Opening.closed_on.is_(None))))
    planned = at.join(Application, Application.opening_id == Opening.id).join(Interview)
    ahead = Interview.starts_at.between(now, now + timedelta(days=7))
    probations = sa.select(Probation.workplace_id).where(Probation.closed_on.is_(None))
    assert len(running) >= 3
    assert len(set(db.session.scalars(planned.where(ahead)))) >= 3
    assert len(set(db.session.scalars(probations))) >= 3
    seated = sa.select(Seat.person_id).join(Interview).where(Interview.starts_at > now - timedelta(days=60))
    assert len(set(db.session.scalars(seated))) >= 12
    assert _count(of=Workplace.id) >= 3


def test_no_panel_and_no_probation_says_the_same_words_twice(whole_story):
    heard = (
        sa.select(Interview.application_id, Rating.question, Rating.evidence).join_from(Rating, Scorecard).join(Seat)
    )
    cards = Counter(map(tuple, db.session.execute(heard.join(Interview).where(Rating.level.is_not(None)))))
    seen = Counter(map(tuple, db.session.execute(sa.select(Observation.probation_id, Observation.act))))
    assert {words: number for words, number in (cards | seen).items() if number > 1} == {}


def test_insights_says_what_predicts_and_what_may_be_nothing(whole_story):
    visitor = _signed_in(whole_story, "henrike@larkfield.example").get("/insights")
    for finding in ("goes with work", "may be nothing", "nearly everyone gets a 4", "Mystery visit", "of 25 people"):
        assert finding in visitor.text


def test_there_is_someone_to_sign_in_as_for_every_role_and_each_finds_something_to_look_at(whole_story):
    assert {role for member in MEMBERS for role in member.roles} == set(Role)
    for member in MEMBERS:
        assert person_by_email(db.session, member.email) is not None
        visitor = _signed_in(whole_story, member.email).follow()
        assert visitor.page.heading in {"To do", "My people", "My interviews", "My area"}
        links = [link for link in visitor.page.links().values() if link.startswith("/")]
        for path in {ID.sub("…", link): link for link in links}.values():  # one page of each kind
            visitor.get(path)


def _signed_in(app: Any, email: str) -> Visitor:
    return Visitor(app).get("/sign-in").submit({"email": email, "password": PASSPHRASE})
