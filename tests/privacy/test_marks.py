"""Columns that can hold personal data say so and are in the documents; one door leads past final rows."""

import ast
import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from hiring.foundation.database import Base, Content
from hiring.foundation.records.personal import emptied, mark_of, marked

ROOT = Path(__file__).resolve().parents[2]
SECURITY = (ROOT / "docs/security.md").read_text()


def _in_the_table() -> set[str]:
    """`table.column` of each row of the table in the documents."""
    rows = re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \|$", SECURITY, re.M)
    return {f"{table}.{column}" for table, columns in rows for column in re.findall(r"`(\w+)`", columns)}


def _below_the_table() -> set[str]:
    line = next(line for line in SECURITY.splitlines() if line.startswith("These hold only ids"))
    tables = re.findall(r"`(\w+)`: ((?:`\w+`(?:, )?)+)", line)
    return {f"{table}.{column}" for table, columns in tables for column in re.findall(r"`(\w+)`", columns)}


def _texts() -> set[str]:
    """Columns that hold text and aren't the id of anything."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(getattr(column.type, "impl_instance", column.type), sa.String)
        and not column.foreign_keys
        and not column.info.get("points_to")
        and getattr(column.type, "length", None) != 16
    }


def test_every_marked_column_is_in_the_documents_and_no_other():
    assert {f"{table.name}.{column.name}" for table, columns in marked() for column in columns} == _in_the_table()


def test_a_new_text_column_is_marked_or_named_as_holding_nothing_personal():
    assert _texts() - _in_the_table() - _below_the_table() == set()
    assert _below_the_table() & _in_the_table() == set()
    assert _below_the_table() <= _texts()


def test_every_mark_says_what_its_column_holds():
    marks = [(column, mark_of(column)) for _, columns in marked() for column in columns]
    assert [str(column) for column, mark in marks if not mark.what] == []


@pytest.mark.parametrize("column", [column for _, columns in marked() for column in columns], ids=str)
def test_what_is_left_of_a_value_fits_its_column_and_stays_when_emptied_again(column):
    value = [["words"]] if isinstance(column.type, Content) else "words"
    left = emptied(column, value)
    assert "words" not in str(left)
    assert left is not None or column.nullable
    assert emptied(column, left) == left


def test_only_erasing_leads_past_final_rows():
    """Code that takes `lifted`, `change` or `remove` of the records could rewrite what was sealed."""
    door = {"lifted", "remove", "change"}
    users = set()
    for path in (ROOT / "hiring").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            of_module = isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in {
                "append_only",
                "row_digests",
            }
            if of_module and node.attr in door:
                users.add(path.relative_to(ROOT).as_posix())
            is_import = isinstance(node, ast.ImportFrom) and (node.module or "").endswith(
                ("append_only", "row_digests")
            )
            if is_import and door & {each.name for each in node.names}:
                users.add(path.relative_to(ROOT).as_posix())
    assert users == {"hiring/privacy/erasing.py"}
