"""The migrations make what the models say, refuse what they do not know, and can be run again."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from hiring.foundation import schema
from hiring.foundation.database import Base, db


def test_the_migrations_make_exactly_the_tables_of_the_models(either):
    assert schema.differences() == []
    assert schema.is_current()


def test_upgrading_twice_changes_nothing(app):
    assert schema.upgrade() is False


def test_a_database_of_a_newer_version_is_refused_with_what_to_do(app):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_later'")
    with pytest.raises(schema.SchemaRefused, match=r"newer version of this program .*9999"):
        schema.upgrade()


def test_rebuilding_a_table_keeps_the_rows_that_point_to_it(app, make):
    """A batch rebuild with foreign keys on would take every child row along."""
    opening = make.opening()
    from alembic.operations import Operations

    engine = app.extensions["migration_engine"]
    with engine.begin() as connection:
        from alembic.runtime.migration import MigrationContext

        with Operations(MigrationContext.configure(connection)).batch_alter_table(
            "opening", recreate="always"
        ) as batch:
            batch.alter_column("title", type_=sa.String(250))
    db.session.rollback()
    counted = sa.select(sa.func.count()).select_from(Base.metadata.tables["round"])
    assert db.session.scalar(counted) == len(opening.rounds) > 0


CHECKS = [
    (table, check)
    for table in Base.metadata.sorted_tables
    for check in table.constraints
    if isinstance(check, sa.CheckConstraint)
]


def test_a_migrated_database_holds_every_check_of_the_models(either):
    there = {
        (table.name, check["name"])
        for table, _ in CHECKS
        for check in sa.inspect(db.engine).get_check_constraints(table.name)
    }
    assert there >= {(table.name, check.name) for table, check in CHECKS}


LEVELS = [table for table, check in CHECKS if str(check.name).endswith("level_on_scale")]


def _is_off_scale(connection, table, level):
    """Insert a row with this level and let only the scale refuse it; what it refers to is not there."""
    kinds = {bool: True, int: 1, date: date(2026, 11, 3), datetime: datetime(2026, 11, 3, tzinfo=UTC)}
    row = {c.name: kinds.get(getattr(c.type, "impl_instance", c.type).python_type, "x") for c in table.columns}
    with connection.begin() as transaction:
        try:
            connection.execute(sa.insert(table).values(row | {"level": level}))
        except IntegrityError as error:
            return "level_on_scale" in str(error.orig)
        finally:
            transaction.rollback()
    return False


@pytest.mark.parametrize("table", LEVELS, ids=lambda table: table.name)
def test_a_migrated_database_takes_levels_from_1_to_5_or_none(either, table):
    with db.engine.connect() as connection:
        taken = [level for level in (None, -1, 0, 1, 2, 3, 4, 5, 6, 50) if not _is_off_scale(connection, table, level)]
    assert taken == [None, 1, 2, 3, 4, 5]


def test_every_level_is_held_to_the_scale():
    assert {table.name for table in LEVELS} == {
        table.name for table in Base.metadata.sorted_tables if "level" in table.columns
    }
