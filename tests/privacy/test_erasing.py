"""Forty canaries and more: all in the export, none of a neighbour's; after an erasure not one is left anywhere."""

import json
import re
import shutil
from datetime import UTC, datetime

import jsonschema
import pytest
import sqlalchemy as sa

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate
from hiring.foundation import clock, paths, readiness
from hiring.foundation.backups import copies
from hiring.foundation.database import Base, db, writing
from hiring.foundation.ids import ids_in
from hiring.foundation.records import journal_chain
from hiring.foundation.records.personal import mark_of
from hiring.foundation.web.drafts import Draft
from hiring.privacy import erasing, erasures, export
from hiring.privacy.export import SECRETS
from hiring.privacy.gathering import gather
from hiring.privacy.values import ErasureReason
from tests import databases
from tests.cast import ADDRESSES
from tests.house import scene
from tests.privacy import canaries

# Marks, and what is computed from them, which no erasure may change.
NUMBERS = ["rating", "check_in_rating", "amendment", "debrief_mark", "scorecard", "decision", "outcome"]


@pytest.fixture
def furnished(tmp_path, now):
    """The scene with its confirmed hire, a hundred days later."""
    app, ids = scene.copied(tmp_path)
    with clock.standing_at(datetime(2027, 2, 20, 9, tzinfo=UTC)), app.app_context():
        yield app, ids
        db.session.close()
        db.engine.dispose()


def _person(name: str) -> Person:
    return db.session.scalars(sa.select(Person).where(Person.email == ADDRESSES[name])).unique().one()


def _numbers() -> dict[str, list]:
    """Of each table the columns that hold no words, row by row."""
    kept = {}
    for name in NUMBERS:
        table = Base.metadata.tables[name]
        columns = [column for column in table.columns if mark_of(column) is None]
        kept[name] = sorted(map(str, db.session.execute(sa.select(*columns))))
    return kept


def _handed_over(app, candidate, *, names_shown):
    with app.test_request_context(), writing() as session:
        return export.hand_over(session, None, candidate, names_shown=names_shown)


def _agreed(app, candidate):
    """Erased by Hedda, who asked in the scene, and Lena."""
    with app.test_request_context(), writing() as session:
        proposal = erasures.open_proposal(session, [candidate.id])
        shown = erasures.digest_shown(session, proposal)
        erasures.answer(session, _person("hr_lead"), proposal, approved=True, shown_digest=shown)


def _released():
    """The hold that the scene has placed, so that they can be erased."""
    with writing() as session:
        hold = Base.metadata.tables["legal_hold"]
        session.execute(sa.update(hold).values(released_at=clock.now()))


def test_every_canary_is_exported_and_gone_after_an_erasure_also_from_a_backup(furnished, tmp_path):
    app, ids = furnished
    candidate = db.session.get_one(Candidate, ids["candidate_id"])
    others = canaries.neighbours(db.session, 200)
    planted = canaries.plant(db.session, candidate, _person("hr"))
    assert len(planted.all) >= 40
    assert journal_chain.fault_of(db.session) is None

    content = canaries.content_of(_handed_over(app, candidate, names_shown=True))
    jsonschema.validate(content, json.loads(paths.data(export.SCHEMA).read_text()))
    whole = json.dumps(content, ensure_ascii=False).lower()
    secret = {canary for canary, where in planted.own.items() if where.split(".")[1] in SECRETS}
    assert [canary for canary in planted.all if canary.lower() not in whole and canary not in secret] == []
    assert [name for name in others if name.lower() in whole] == []

    copies.back_up(tmp_path / "last-week.zip", with_key=True)
    before = _numbers()
    _released()
    _agreed(app, candidate)
    (tmp_path / "last-week.zip").rename(tmp_path.parent / f"{tmp_path.name}.zip")
    backup = tmp_path.parent / f"{tmp_path.name}.zip"

    assert canaries.hits(tmp_path, planted.all) == {}
    assert canaries.hits(tmp_path, others[:3]) != {}
    assert _numbers() == before
    assert journal_chain.fault_of(db.session) is None
    _restored_forgets_again(tmp_path, backup, planted)


def _restored_forgets_again(tmp_path, backup, planted):
    again = tmp_path.parent / f"{tmp_path.name}-again"
    again.mkdir()
    shutil.copy(tmp_path / "erased.ledger", again)
    shutil.copy(tmp_path / "journal.key", again)
    app = databases.make_app(again)
    (again / "journal.anchor").unlink(missing_ok=True)
    with app.app_context():
        copies.restore(backup)
        assert canaries.hits(again, planted.all) != {}
        readiness.refuse_unless_ready()
        assert canaries.hits(again, planted.all) == {}
        assert journal_chain.fault_of(db.session) is None
        assert erasing.replay() == 0
        db.session.close()
        db.engine.dispose()


def test_names_of_others_are_withheld_or_shown(furnished):
    """Of accounts, and of another candidate whom a text of theirs names; the page is in words."""
    app, ids = furnished
    candidate = db.session.get_one(Candidate, ids["candidate_id"])
    names = {person.name for person in db.session.scalars(sa.select(Person)).unique() if person.name != candidate.name}
    with writing():
        candidate.applications[0].note = "Complete Panel says hello, and so does Milan."
    withheld, shown = (_handed_over(app, candidate, names_shown=shown) for shown in (False, True))
    texts = [canaries.texts_of(archive) for archive in (withheld, shown)]
    for part in ("person.json", "person.html"):
        assert [name for name in {*names, "Complete Panel", "Milan"} if name in texts[0][part]] == []
        assert "[name withheld] says hello, and so does [name withheld]." in texts[0][part]
        assert "Complete Panel says hello, and so does Milan." in texts[1][part]
        assert len([name for name in names if name in texts[1][part]]) >= 3
    page = texts[0]["person.html"]
    assert ids_in(page) == []
    assert re.findall(r"\d{4}-\d\d-\d\dT|None|\{&|\[\]", page) == []
    assert '<html lang="en-GB">' in page


def test_a_crash_between_the_erasure_and_its_line_in_the_ledger_is_mended_at_the_next_start(furnished, tmp_path):
    app, ids = furnished
    _released()
    _agreed(app, db.session.get_one(Candidate, ids["candidate_id"]))
    (tmp_path / "erased.ledger").unlink()
    readiness.refuse_unless_ready()
    assert (tmp_path / "erased.ledger").read_text().split() == [ids["candidate_id"]]


def test_gathering_takes_the_same_number_of_statements_whatever_there_is(furnished):
    _, ids = furnished

    def counted() -> int:
        statements = []
        db.session.rollback()
        db.session.expire_all()
        candidate = db.session.get_one(Candidate, ids["candidate_id"])
        listener = lambda *given: statements.append(given[2])  # noqa: E731
        sa.event.listen(db.engine, "before_cursor_execute", listener)
        gather(db.session, candidate)
        sa.event.remove(db.engine, "before_cursor_execute", listener)
        return len(statements)

    canaries.plant(db.session, db.session.get_one(Candidate, ids["candidate_id"]), _person("hr"))
    few = counted()
    with writing() as session:
        about = session.scalar(sa.select(Application.id).where(Application.candidate_id == ids["candidate_id"]))
        session.add_all(canaries.mail(f"q{place:015}", about, "x@example.org", "x") for place in range(50))
        told = {"person_id": _person("hr").id, "content": {}, "saved_at": clock.now()}
        session.add_all(Draft(about=f"/applications/{about}/{place}", **told) for place in range(50))
    assert counted() == few


def test_reason_is_kept_with_who_erased(furnished):
    app, ids = furnished
    _released()
    _agreed(app, db.session.get_one(Candidate, ids["candidate_id"]))
    row = db.session.execute(sa.select(Base.metadata.tables["erasure"])).one()
    people = (_person("hr").id, _person("hr_lead").id)
    assert (row.reason, row.proposed_by_id, row.erased_by_id) == (ErasureReason.REQUEST, *people)
