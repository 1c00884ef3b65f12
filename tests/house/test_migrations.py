"""The migrations make what the models say, refuse what they do not know, and can be run again."""

import pytest
import sqlalchemy as sa

from hiring.foundation import migrating
from hiring.foundation.database import Base, db


def test_the_migrations_make_exactly_the_tables_of_the_models(either):
    assert migrating.differences() == []
    assert migrating.is_current()


def test_upgrading_twice_changes_nothing(app):
    assert migrating.upgrade() is False


def test_a_database_of_a_newer_version_is_refused_with_what_to_do(app):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(migrating.SchemaRefused, match=r"newer version of this program .*9999"):
        migrating.upgrade()


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
    counted = sa.select(sa.func.count()).select_from(Base.metadata.tables["sitting"])
    assert db.session.scalar(counted) == len(opening.sittings) > 0
