"""Tables out and in: nothing runs as a formula, and every value comes back."""

import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.foundation import spreadsheets
from hiring.foundation.spreadsheets import NotATable, as_csv, as_xlsx, escaped, read, unescaped

DANGEROUS = ["=1+1", "+1 shift", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''+1", "'", "it's", "=", ""]


@pytest.mark.parametrize("value", DANGEROUS)
def test_a_cell_comes_back_from_csv_as_it_was(value):
    content = as_csv(["Note", "End"], [[value, "x"]])
    assert read(content, 10).rows == [["Note", "End"], [value, "x"]]


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
    assert read(content, 10).rows[1] == values


def test_numbers_days_and_gaps_of_a_workbook_are_read_as_people_write_them():
    rows = [["Ana", 3, 2.5, date(2026, 10, 2), None, float("nan"), datetime(2026, 10, 2, 9, 30, tzinfo=UTC)]]
    content = as_xlsx("Host: [1/2]", list("abcdefg"), rows)
    assert read(content, 10).rows[1] == ["Ana", "3", "2.5", "2026-10-02", "", "", "2026-10-02T09:30+00:00"]
    assert "Ana,3,2.5,2026-10-02,,,2026-10-02 09:30:00+00:00" in as_csv(list("abcdefg"), rows).decode().replace('"', "")


def test_a_cell_longer_than_a_workbook_holds_is_cut_and_says_so():
    cell = read(as_xlsx("S", ["a"], [["x" * 40_000]]), 10).rows[1][0]
    assert len(cell) == spreadsheets.LONGEST_XLSX_CELL
    assert cell.endswith("(cut here: a spreadsheet cell holds no more)")


def test_formulas_of_a_workbook_are_read_as_text():
    book = openpyxl.Workbook()
    book.active.append(["Name", "Note"])
    book.active.append(["Ana", '=HYPERLINK("http://x.example")'])
    book.create_sheet("Other")
    out = io.BytesIO()
    book.save(out)
    table = read(out.getvalue(), 10)
    assert table.rows[1] == ["Ana", '=HYPERLINK("http://x.example")']
    assert table.remarks == ["Only the first sheet, “Sheet”, is read."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found(encoding, delimiter):
    text = f'Name{delimiter}Note{delimiter}Post\r\nZoë{delimiter}"a{delimiter} b\nc"{delimiter}Host\r\n\r\n'
    assert read(text.encode(encoding), 10).rows == [["Name", "Note", "Post"], ["Zoë", f"a{delimiter} b\nc", "Host"]]


def test_a_file_in_windows_1252_is_remarked_upon():
    assert read("Name\nZoë\n".encode("cp1252"), 10).remarks[0].startswith("Read as Windows-1252")
    assert read("Name\nZoë\n".encode(), 10).remarks == []


def test_the_separator_may_be_named_as_excel_does():
    assert read(b"sep=;\r\na,b;c\r\n1;2\r\n", 10).rows == [["a,b", "c"], ["1", "2"]]


def stray_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("readme.txt", "no workbook")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \r\n ", "The file is empty."),
        (b",,\n,,\n", "The file holds no rows."),
        (b"%PDF-1.7 ...", "This is a PDF, not a table."),
        (b"\xd0\xcf\x11\xe0\xa1", "This is a file of an old Excel or Word, not a table."),
        (stray_zip(), "This is not a workbook that can be opened."),
        (b"PK\x03\x04 broken", "This is not a workbook that can be opened."),
        (b"Name,Note\nAna,a\x00b\n", "This file holds bytes that are no text."),
        (b"Name\n\x81\x8d\n", "The letters of this file cannot be read."),
        (b'Name,Note\nAna,x\nBo,"open\nCy,y\n', "A quotation mark is out of place in the row that begins on line 3."),
        (b"Name\n" + b"Ana\n" * 11, "The file has more than 10 rows."),
        (b"," * 300, "The file holds no rows."),
        (b"a" + b",b" * 300, "The file has more than 200 columns."),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(NotATable) as refused:
        read(content, 10)
    assert str(refused.value).startswith(sentence)


def test_a_workbook_with_too_many_rows_is_refused():
    with pytest.raises(NotATable, match="more than 10 rows"):
        read(as_xlsx("S", ["Name"], [["Ana"]] * 11), 10)


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (spreadsheets.LARGEST_UNPACKED + 1))
    with pytest.raises(NotATable, match="too large once unpacked"):
        read(out.getvalue(), 10)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 3000), st.integers(0, 255))
def test_a_damaged_workbook_is_refused_or_read(noise, place, byte):
    content = bytearray(as_xlsx("S", ["Name"], [["Ana"]]))
    content[place % len(content)] = byte
    for damaged in (bytes(content), b"PK\x03\x04" + noise):
        try:
            assert read(damaged, 10).rows
        except NotATable as refused:
            assert str(refused)
