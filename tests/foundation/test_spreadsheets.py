"""Tables out: nothing runs as a formula, and every value comes back."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.candidates.reading.table import BOUNDS
from hiring.foundation import spreadsheets
from hiring.foundation.spreadsheets import as_csv, as_xlsx, escaped, unescaped
from hiring.foundation.tables import reader


def read(content):
    return reader.read(content, BOUNDS).first.rows


DANGEROUS = ["=1+1", "+1 shift", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''+1", "'", "it's", "=", ""]


@pytest.mark.parametrize("value", DANGEROUS)
def test_a_cell_comes_back_from_csv_as_it_was(value):
    content = as_csv(["Note", "End"], [[value, "x"]])
    assert [[unescaped(cell) for cell in row] for row in read(content)] == [["Note", "End"], [value, "x"]]


def test_no_cell_of_a_csv_begins_like_a_formula():
    content = as_csv(["Note"], [[value] for value in DANGEROUS]).decode("utf-8-sig")
    assert not any(line.lstrip('"')[:1] in set("=+-@\t\r＝") for line in content.split("\r\n") if line)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@\t\r\n'"), max_size=30))
def test_escaping_can_always_be_undone(value):
    assert unescaped(escaped(value)) == value


XML = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("=+-@\n'\"")


@settings(max_examples=50, deadline=None)
# A row of blanks is no row: reading passes over it.
@given(st.lists(st.text(XML, min_size=1, max_size=20), min_size=1, max_size=4).filter(lambda row: "".join(row).strip()))
def test_text_in_a_workbook_stays_text(values):
    content = as_xlsx("Sheet", [f"c{n}" for n in range(len(values))], [values])
    cells = next(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2))
    assert {cell.data_type for cell in cells} == {"s"}
    assert read(content)[1] == values


def test_numbers_days_and_gaps_of_a_workbook_are_read_as_people_write_them():
    rows = [["Ana", 3, 2.5, date(2026, 10, 2), None, float("nan"), datetime(2026, 10, 2, 9, 30, tzinfo=UTC)]]
    content = as_xlsx("Host: [1/2]", list("abcdefg"), rows)
    assert read(content)[1] == ["Ana", "3", "2.5", "2026-10-02", "", "", "2026-10-02T09:30+00:00"]
    assert "Ana,3,2.5,2026-10-02,,,2026-10-02 09:30:00+00:00" in as_csv(list("abcdefg"), rows).decode().replace('"', "")


def test_a_cell_longer_than_a_workbook_holds_is_cut_and_says_so():
    cell = read(as_xlsx("S", ["a"], [["x" * 40_000]]))[1][0]
    assert len(cell) == spreadsheets.LONGEST_XLSX_CELL
    assert cell.endswith("(cut here: a spreadsheet cell holds no more)")
