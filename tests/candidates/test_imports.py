"""Taking an import: as a whole or not at all, and exactly once."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from hiring.candidates import imports
from hiring.candidates.models import AccountLink, CandidateImport
from hiring.candidates.queries import applications_of, waiting_imports
from hiring.foundation.database import db, writing
from hiring.foundation.records import digest
from hiring.foundation.records.journal import JournalEntry
from hiring.foundation.tables.sheets import NotATable

EXPORT = Path(__file__).parent.parent / "data" / "candidates_export.csv"


@pytest.fixture
def keep(make, cast):
    def upload(content=None, opening=None):
        with writing() as session:
            table = imports.read_file(EXPORT.read_bytes() if content is None else content)
            return imports.keep_import(session, cast.hr, opening or make.opening(), "export.csv", table)

    return upload


def take(cast, kept, seen=None):
    with writing() as session:
        seen = seen or imports.reading_of_import(session, kept).digest
        imports.take_import(session, cast.hr, kept, seen)


def last_event():
    return db.session.scalars(sa.select(JournalEntry).order_by(JournalEntry.sequence.desc())).first()


def test_uploading_adds_nobody(either, keep):
    kept = keep()
    assert applications_of(db.session, kept.opening) == []
    assert waiting_imports(db.session, kept.opening) == [kept]


def test_taking_adds_everybody_who_can_be_added(either, keep, cast):
    kept = keep()
    take(cast, kept)
    found = applications_of(db.session, kept.opening)
    assert sorted(one.number for one in found) == list(range(1, 11))
    assert [one.candidate.name for one in found][:2] == ["Amara Okafor-Lindqvist", "Bilal Haddad"]
    assert [one.state for one in found if one.candidate.name == "Bilal Haddad"] == ["withdrawn"]
    assert last_event().payload == {"upload": kept.id, "taken": 10, "merged": 1, "refused": 1}
    assert waiting_imports(db.session, kept.opening) == []


def test_nothing_is_kept_of_the_file_but_the_refused_rows(either, keep, cast):
    kept = keep()
    take(cast, kept)
    db.session.expire_all()
    assert kept.rows is None
    assert [one["name"] for one in kept.result["refused"]] == ["Tomasz Nowak"]
    assert len(digest.content_digest(db.session)) == 64


def test_taking_twice_is_taking_once(either, keep, cast):
    kept = keep()
    with writing() as session:
        seen = imports.reading_of_import(session, kept).digest
    take(cast, kept, seen)
    take(cast, kept, seen)
    assert len(applications_of(db.session, kept.opening)) == 10


def test_the_same_file_again_adds_nobody(either, keep, cast):
    kept = keep()
    take(cast, kept)
    again = keep(opening=kept.opening)
    with pytest.raises(imports.CannotBeTaken, match="No row of this file can be taken"):
        take(cast, again)
    assert len(applications_of(db.session, kept.opening)) == 10


def test_who_is_known_from_another_opening_stays_one_person(either, make, keep, cast):
    known = make.application(make.opening("Night porter"), "Dóra Kiss", email="dora.kiss@example.org")
    kept = keep()
    take(cast, kept)
    found = {one.candidate.name: one for one in applications_of(db.session, kept.opening)}
    assert found["Dóra Kiss"].candidate_id == known.candidate_id
    assert kept.result["merged"] == 2


def test_what_changed_since_it_was_looked_at_is_not_taken(either, make, keep, cast):
    kept = keep()
    with writing() as session:
        seen = imports.reading_of_import(session, kept).digest
    make.application(kept.opening, "Dóra Kiss", email="dora.kiss@example.org")
    with pytest.raises(imports.ChangedMeanwhile):
        take(cast, kept, seen)
    assert len(applications_of(db.session, kept.opening)) == 1


def test_an_account_with_an_imported_address_is_linked(either, keep, cast):
    kept = keep(b"Name,Email,Applied\nHugo Hill,hugo@example.org,2026-10-01\n")
    take(cast, kept)
    assert db.session.scalars(sa.select(AccountLink.person_id)).all() == [cast.second_hr.id]


def test_unclear_days_hold_up_the_whole_file(either, keep, cast):
    kept = keep(b"Name,Email,Applied\nAna,a@x.org,03/10/2026\nBo,b@x.org,\n")
    with pytest.raises(imports.CannotBeTaken):
        take(cast, kept)
    assert applications_of(db.session, kept.opening) == []
    with writing():
        imports.choose_day_order(kept, day_first=False)
    take(cast, kept)
    assert [one.applied_on.month for one in applications_of(db.session, kept.opening)] == [3, 11]


def test_refused_rows_come_back_mended(either, keep, cast):
    kept = keep()
    take(cast, kept)
    with writing() as session:
        content = imports.refused_rows(session, cast.hr, kept).decode("utf-8-sig")
    assert imports.REASON in content
    mended = keep(content.replace("not-an-email", "tomasz@example.org", 1).encode(), kept.opening)
    take(cast, mended)
    names = [one.candidate.name for one in applications_of(db.session, kept.opening)]
    assert len(names) == 11
    assert "Tomasz Nowak" in names
    phones = {one.candidate.phone for one in applications_of(db.session, kept.opening)}
    assert "+48 601 555 017" in phones


def test_what_is_no_table_is_not_kept(either, keep):
    with pytest.raises(NotATable) as refused:
        keep(b"%PDF-1.4")
    assert refused.value.field == "file"
    assert db.session.scalars(sa.select(CandidateImport)).all() == []


def test_five_thousand_rows_are_taken_and_one_more_is_refused(app, keep, cast):
    rows = "".join(f"Person {n},p{n}@x.org,2026-10-01\n" for n in range(5_000))
    kept = keep(f"Name,Email,Applied\n{rows}".encode())
    take(cast, kept)
    assert len(applications_of(db.session, kept.opening)) == 5_000
    with pytest.raises(NotATable, match="more than 5,000 rows"):
        keep(f"Name,Email,Applied\n{rows}One More,m@x.org,\n".encode(), kept.opening)
