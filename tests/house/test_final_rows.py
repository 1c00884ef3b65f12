"""What was sealed, filed or decided stays as it was: the database itself refuses to change it, table by table."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from hiring.foundation.database import Base, db, writing
from hiring.foundation.records import append_only, journal_chain
from hiring.foundation.records.append_only import lifted, protection_of

TABLES = {table.name: table for table in Base.metadata.sorted_tables}
FINAL = {name: protection for name, table in TABLES.items() if (protection := protection_of(table))}
# Final from the start; those in the second line once they are sealed, filed, answered or decided on.
ALWAYS = {
    *("journal_entry", "journal_key", "sighting", "rubric_version", "criterion_edition", "licence", "interview_change"),
    *("blind_mark", "job_analysis", "organisation_brief"),
    *("scorecard", "rating", "amendment", "seat_answer", "reminder", "decision", "check_in_rating", "outcome"),
}
ONCE = {
    *("retired_question", "practice_round", "practice_mark", "approval", "check_in", "observation"),
    *("debrief_mark", "skill_floor", "reference_check", "letter"),
}
KEPT_IN_THE_JOURNAL = {
    *("scorecard", "rating", "amendment", "decision", "skill_floor", "reference_check", "debrief_mark"),
    *("check_in", "check_in_rating", "check_in_word", "observation", "outcome", "story_check", "promise"),
    *("suggestion", "suggestion_answer", "hire_word", "manager_answer", "measure_value", "interview_hindsight"),
}
# A row of this one lifts the protection of all the others.
USUAL = [name for name in TABLES if name != "protection_lifted"]


def test_every_table_is_final_or_says_why_it_may_change():
    neither = [name for name, table in TABLES.items() if name not in FINAL and not table.info.get("changes")]
    both = [name for name in FINAL if TABLES[name].info.get("changes")]
    assert (neither, both) == ([], [])


def test_what_must_be_final_is():
    assert {name for name, protection in FINAL.items() if not protection.once} >= ALWAYS
    assert {name for name, protection in FINAL.items() if protection.once} >= ONCE
    assert {name for name, protection in FINAL.items() if protection.in_journal} >= KEPT_IN_THE_JOURNAL


def _value(column: sa.Column, letter: str):
    if letter == "y" and column.nullable:
        return None
    kinds = {bool: True, int: 1, float: 1.0, date: date(2026, 11, 3), datetime: datetime(2026, 11, 3, tzinfo=UTC)}
    kind = getattr(column.type, "impl_instance", column.type).python_type
    return kinds.get(kind, letter)


def _insert(connection: sa.Connection, letter: str, names: list[str]) -> None:
    for name in (one for one in names if one != "journal_key"):  # its row is there already
        row = {column.name: _value(column, letter) for column in TABLES[name].columns}
        if name == "probation":
            row |= {"decide_by": date(2026, 12, 1), "ends_on": date(2026, 12, 2)}
        if name == "decision_reopening":  # of an earlier decision: what a decision in force rests on is final
            row |= {"decision_id": "earlier"}
        connection.execute(sa.insert(TABLES[name]).values(row))


@contextmanager
def _rows(letter: str, names: list[str]) -> Iterator[sa.Connection]:
    """A row in each of these tables, whatever it refers to: "x" is sealed and decided on, "y" is not."""
    with db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        _tell(connection, "PRAGMA foreign_keys = 0" if is_sqlite else "SET session_replication_role = replica")
        with connection.begin():
            _insert(connection, letter, names)
        if not is_sqlite:
            _tell(connection, "SET session_replication_role = origin")
        yield connection
        if is_sqlite:
            _tell(connection, "PRAGMA foreign_keys = 1")


def _tell(connection: sa.Connection, setting: str) -> None:
    """Outside any transaction: within one, these settings do nothing, or end with it."""
    driver = connection.connection.driver_connection
    driver.execute(setting)
    driver.commit()
    connection.rollback()


def _attempts(name: str) -> list[str]:
    table = TABLES[name]
    changes = [f'UPDATE {name} SET "{column.name}" = "{column.name}"' for column in table.columns]
    return [*changes, f"DELETE FROM {name}"]


def _is_refused(connection: sa.Connection, statement: str) -> bool:
    connection.rollback()
    with connection.begin() as transaction:
        try:
            connection.exec_driver_sql(statement)
        except DatabaseError as error:
            return append_only.refused_by(error) is not None
        finally:
            transaction.rollback()
    return False


def test_no_final_row_can_be_changed_or_removed(either):
    with _rows("x", USUAL) as connection:
        gone_through = [s for name in FINAL for s in _attempts(name) if not _is_refused(connection, s)]
        truncated = [] if connection.dialect.name == "sqlite" else [f"TRUNCATE {name} CASCADE" for name in FINAL]
        gone_through += [s for s in truncated if not _is_refused(connection, s)]
    assert gone_through == []


def test_replacing_a_final_row_on_sqlite_is_refused_too(app):
    with _rows("x", USUAL) as connection:
        replaced = [f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}" for name in FINAL]
        assert [s for s in replaced if not _is_refused(connection, s)] == []


def test_what_is_still_open_can_be_changed(either):
    open_rows = [name for name in USUAL if name != "decision" and not (name in FINAL and not FINAL[name].once)]
    with _rows("y", open_rows) as connection:
        assert [s for name in open_rows for s in _attempts(name) if _is_refused(connection, s)] == []


def test_what_says_that_it_changes_can(either):
    with _rows("x", USUAL) as connection:
        changing = [name for name in TABLES if name not in FINAL]
        assert [s for name in changing for s in _attempts(name) if _is_refused(connection, s)] == []


def test_erasing_is_possible_in_one_write_and_never_of_the_journal(either):
    erasable = [name for name, protection in FINAL.items() if protection.erasable]
    assert set(FINAL) - set(erasable) == {
        "journal_entry", "journal_key", "rubric_version", "criterion_edition", "retired_question", "erasure",
    }  # fmt: skip
    with _rows("x", list(TABLES)) as connection:
        refused = {name for name in FINAL for s in _attempts(name) if _is_refused(connection, s)}
        assert refused == set(FINAL) - set(erasable)


def test_the_switch_is_off_again_when_its_write_ends(either, make):
    card = make.scorecard(make.interview(make.application()).seats[0])
    with writing() as session, lifted(session, "for a test"):
        session.execute(sa.update(TABLES["scorecard"]).values(free_probe="other"))
    with db.engine.connect() as connection:
        append_only.refuse_unprotected(connection)
        assert _is_refused(connection, f"DELETE FROM scorecard WHERE id = '{card.id}'")


def test_a_switch_that_was_left_on_keeps_every_way_in_shut(either):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO protection_lifted VALUES ('forgotten')")
    with db.engine.connect() as connection, pytest.raises(append_only.NotProtected, match="switch for erasing"):
        append_only.refuse_unprotected(connection)


def test_the_switch_outside_a_write_is_refused(app):
    with pytest.raises(RuntimeError, match="inside writing"), lifted(db.session, "for a test"):
        pass


def test_a_page_that_would_change_a_final_row_says_so_and_keeps_the_text(either, visit, make, cast):
    """A debrief after the decision that rests on it: refused at the form, whichever database refuses it."""
    application = make.panel(3, 4)
    visitor = visit(cast.hr).get(f"/applications/{application.id}/debrief")
    visitor.submit({"said-empathy": "Both saw it.", "level-empathy": "3"})
    make.decision(application)
    visitor.get(f"/applications/{application.id}/debrief").submit({"said-empathy": "Neither did."}, expect=422)
    assert visitor.page.problems() == ["Nothing was changed: a debrief that was decided on is final."]
    assert visitor.page.form("Save draft").held()["said-empathy"] == "Neither did."
    assert journal_chain.fault_of(db.session) is None
