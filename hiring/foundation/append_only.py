"""Tables whose rows are only ever added: the database itself refuses to change or remove one.

A table says so in its `info`, as `{"append_only": "what it is, in words"}`.
"""

import sqlalchemy as sa

from hiring.foundation.database import Base


def protect(connection: sa.Connection) -> None:
    """Put the triggers in place; again after every migration, because a rebuilt table loses them."""
    for table in Base.metadata.sorted_tables:
        what = table.info.get("append_only")
        if what is not None:
            for statement in _statements(connection.dialect.name, table.name, what):
                connection.exec_driver_sql(statement)


def _statements(dialect: str, table: str, what: str) -> list[str]:
    refusal = f"{what} is append-only"
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act} BEFORE {act.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            for act in ("update", "delete")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$",
        f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()",
    ]
