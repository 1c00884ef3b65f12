"""Taking an import: as a whole or not at all, and exactly once."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from hiring.candidates import import_taking, imports
from hiring.candidates.models import AccountLink, Candidate, CandidateImport
from hiring.candidates.queries import applications_of, waiting_imports
from hiring.foundation.database import db, writing
from hiring.foundation.records import digest
from hiring.foundation.records.journal import JournalEntry
from hiring.foundation.refusals import Refused
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
        prepared = import_taking.prepare(session, kept)
        import_taking.take_import(session, cast.hr, kept, prepared, seen or prepared.digest)


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
    assert sorted(one.number for one in found) == list(range(1, 10))
    assert [one.candidate.name for one in found][:2] == ["Amara Okafor-Lindqvist", "Dóra Kiss"]
    assert last_event().payload == {"upload": kept.id, "taken": 9, "merged": 1, "refused": 1}
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
        prepared = import_taking.prepare(session, kept)
    for _ in range(2):
        with writing() as session:
            import_taking.take_import(session, cast.hr, kept, prepared, prepared.digest)
    assert len(applications_of(db.session, kept.opening)) == 9


def test_the_same_file_again_adds_nobody(either, keep, cast):
    kept = keep()
    take(cast, kept)
    again = keep(opening=kept.opening)
    with pytest.raises(import_taking.CannotBeTaken, match="Nobody you ticked"):
        take(cast, again)
    assert len(applications_of(db.session, kept.opening)) == 9


def test_who_is_known_from_another_opening_stays_one_person(either, make, keep, cast):
    known = make.application(make.opening("Night porter"), "Dóra Kiss", email="dora.kiss@example.org")
    kept = keep()
    take(cast, kept)
    found = {one.candidate.name: one for one in applications_of(db.session, kept.opening)}
    assert found["Dóra Kiss"].candidate_id == known.candidate_id
    assert kept.result["merged"] == 1


def test_what_changed_since_it_was_looked_at_is_not_taken(either, make, keep, cast):
    kept = keep()
    with writing() as session:
        seen = imports.reading_of_import(session, kept).digest
    make.application(kept.opening, "Dóra Kiss", email="dora.kiss@example.org")
    with pytest.raises(import_taking.ChangedMeanwhile):
        take(cast, kept, seen)
    assert len(applications_of(db.session, kept.opening)) == 1


def test_an_account_with_an_imported_address_is_linked(either, keep, cast):
    kept = keep(b"Name,Email,Applied\nHugo Hill,hugo@example.org,2026-10-01\n")
    take(cast, kept)
    assert db.session.scalars(sa.select(AccountLink.person_id)).all() == [cast.second_hr.id]


def test_unclear_days_hold_up_the_whole_file(either, keep, cast):
    kept = keep(b"Name,Email,Applied\nAna,a@x.org,03/10/2026\nBo,b@x.org,\n")
    with pytest.raises(import_taking.CannotBeTaken):
        take(cast, kept)
    assert applications_of(db.session, kept.opening) == []
    with writing():
        fields = imports.fields_of(db.session, kept)
        imports.choose_columns(db.session, cast.hr, kept, fields, day_first=False)
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
    assert len(names) == 10
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


def test_columns_are_remembered_for_the_next_file_of_the_same_source(app, keep, cast):
    content = b"Wer,Post,Email\nAna,Bar,a@x.org\n"
    kept = keep(content)
    assert imports.fields_of(db.session, kept) == ["", "job", "email"]
    with writing() as session:
        imports.choose_columns(session, cast.hr, kept, ["name", "", "email"], remember=True)
    assert imports.fields_of(db.session, keep(content)) == ["name", "", "email"]
    assert imports.fields_of(db.session, keep(b"Wer,Email\nAna,a@x.org\n")) == ["", "email"]


def test_two_columns_never_go_to_one_field(app, keep, cast):
    kept = keep(b"Name,Email,Private mail\nAna,a@x.org,b@x.org\n")
    with pytest.raises(Refused, match="“Email” and “Private mail” both go to Email") as refused, writing() as session:
        imports.choose_columns(session, cast.hr, kept, ["name", "email", "email"])
    assert refused.value.field == "col2"


def undo(cast, kept):
    with writing() as session:
        import_taking.undo_import(session, cast.hr, kept)


def test_an_import_is_undone_as_a_whole(either, make, keep, cast):
    known = make.application(make.opening("Night porter"), "Hanna Virtanen", email="hanna.virtanen@example.org")
    kept = keep()
    take(cast, kept)
    assert known.candidate.phone
    undo(cast, kept)
    db.session.expire_all()
    assert applications_of(db.session, kept.opening) == []
    assert db.session.scalars(sa.select(Candidate.name)).all() == ["Hanna Virtanen"]
    assert known.candidate.phone == ""
    assert last_event().payload == {"opening": kept.opening_id, "removed": 9}
    take(cast, keep(opening=kept.opening))
    assert len(applications_of(db.session, kept.opening)) == 9


def test_an_import_stays_once_someone_in_it_is_invited(app, make, keep, cast):
    kept = keep()
    take(cast, kept)
    make.interview(applications_of(db.session, kept.opening)[1])
    with pytest.raises(import_taking.CannotBeUndone, match="already worked on Dóra Kiss"):
        undo(cast, kept)
    assert len(applications_of(db.session, kept.opening)) == 9


def test_an_import_stays_once_an_application_in_it_has_changed(app, make, keep, cast):
    kept = keep()
    take(cast, kept)
    make.withdrawn(applications_of(db.session, kept.opening)[0])
    with pytest.raises(import_taking.CannotBeUndone, match="already worked on Amara"):
        undo(cast, kept)


def test_five_thousand_rows_of_which_three_thousand_are_known(app, make, keep, cast):
    def rows(first, last):
        return "".join(f"Person {n},p{n}@x.org,2026-10-01\n" for n in range(first, last))

    first = keep(f"Name,Email,Applied\n{rows(0, 3_000)}".encode())
    take(cast, first)
    again = keep(f"Name,Email,Applied\n{rows(0, 5_000)}".encode(), first.opening)
    take(cast, again)
    assert (again.result["taken"], again.result["merged"]) == (2_000, 3_000)
    undo(cast, again)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Candidate)) == 3_000
