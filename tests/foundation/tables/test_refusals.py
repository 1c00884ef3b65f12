"""Which tables are refused, and what a small file may cost."""

import contextlib
import io
import time
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.foundation.spreadsheets import as_xlsx
from hiring.foundation.tables import reader
from hiring.foundation.tables.sheets import BLANK_RUN, NotATable
from tests.foundation.tables.sheets import BOUNDS, FEW, NAME, only, refusal, saved, sheet_of, with_parts, workbook


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
        (b"%PDF-1.7 ...", "This is a PDF, not a table."),
        (b"\xd0\xcf\x11\xe0\xa1", "This workbook is protected by a password, or comes from an Excel older than 2007."),
        (stray_zip(), "We can't open this workbook."),
        (b"PK\x03\x04 broken", "We can't open this workbook."),
        (b"Name,Note\nAna,a\x00b\n", "This is neither a text table nor an .xlsx workbook."),
        ("Name,Note\nAna,a\0b\n".encode("utf-16"), "This is neither a text table nor an .xlsx workbook."),
        (b'Name,Note\nAna,x\nBo,"open\nCy,y\n', "Row 3 isn't part of a table: a quotation mark is out of place"),
        (b"Name\n" + b"Ana\n" * 11, "The file has more than 10 rows."),
        (b"a" + b",b" * 200, "The file has more than 200 columns."),
        (as_xlsx("S", ["Name"], [["Ana"]] * 11), "The file has more than 10 rows."),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(content, sentence):
    assert refusal(content, FEW).startswith(sentence)


def test_as_many_rows_and_columns_as_allowed_are_read():
    assert len(only(b"Name\n" + b"Ana\n" * 10, FEW).rows) == 11
    assert len(only(b"a" + b",b" * 199).rows[0]) == 200


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 3000), st.integers(0, 255))
def test_a_damaged_workbook_is_refused_or_read(noise, place, byte):
    content = bytearray(as_xlsx("S", ["Name"], [["Ana"]]))
    content[place % len(content)] = byte
    for damaged in (bytes(content), b"PK\x03\x04" + noise):
        try:
            assert reader.read(damaged, BOUNDS).sheets
        except NotATable as refused:
            assert refused.sentence


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v>7</v></c>', '<c r="A1" t="s"><v>x</v></c>', '<c r="A1"><v>much</v></c>',
        '<c r="ZZZZ1"><v>1</v></c>', '<c r="1"><v>1</v></c>', '<c r="A1" s="x"><v>1</v></c>', "<c>", "&nothing;",
    ],
)  # fmt: skip
def test_cells_that_mean_nothing_are_refused(cell):
    assert (
        refusal(sheet_of(f'<row r="1">{cell}</row>'))
        == "We can't open this workbook. Save it again as XLSX, or as CSV."
    )


@pytest.mark.parametrize("row", ["0", "-1", "1048577", "9" * 30])
def test_rows_that_no_sheet_has_are_refused(row):
    assert refusal(sheet_of(f'<row r="{row}"><c><v>1</v></c></row>')).startswith("We can't open this workbook.")


# What a small file may cost


def test_a_run_of_empty_rows_ends_the_sheet_and_is_named():
    for gap, rows in ((BLANK_RUN, 1), (BLANK_RUN - 1, BLANK_RUN + 1)):
        far = f'<row r="{gap + 2}"><c><v>1</v></c></row>'
        for content in (b"Name\n" + b"\n" * gap + b"Ana\n", sheet_of(NAME + far)):
            file = reader.read(content, BOUNDS)
            assert len(file.first.rows) == rows
            said = ["We stopped reading at row 1,002, after 1,000 empty rows."] if rows == 1 else []
            assert reader.remarks(file, file.first) == said


def test_what_is_merged_is_known_although_reading_stopped():
    rows = NAME + "".join(f'<row r="{row}"><c r="A{row}"/></row>' for row in range(2, 1_500))
    sheet = only(sheet_of(rows, after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'))
    assert (sheet.stopped_at, sheet.merged) == (1_002, ["A1:B1"])


def cost(content):
    before = time.process_time()
    with contextlib.suppress(NotATable):
        reader.read(content, BOUNDS)
    return time.process_time() - before


@pytest.mark.parametrize(("rows", "columns"), [(6_000, 200), (73, 16_384), (1_000_000, 1), (200_000, 20)])
def test_a_million_empty_cells_cost_no_more_than_a_sheet_of_five_thousand_candidates(rows, columns):
    row = '<c t="inlineStr"><is><t>some text</t></is></c>' * 60
    usual = sheet_of("".join(f"<row>{row}</row>" for _ in range(5_000)))
    empty = sheet_of(NAME + f"<row>{'<c/>' * columns}</row>" * rows)
    assert len(empty) < 200_000
    assert cost(empty) < 2 * cost(usual)


@pytest.mark.parametrize(
    ("bounds", "content", "sentence"),
    [
        (replace(BOUNDS, cells=50), sheet_of(f"<row>{'<c/>' * 51}</row>"), "The file has more than 50 cells."),
        (replace(BOUNDS, cells=50), b"," * 51, "The file has more than 50 cells."),
        (
            replace(BOUNDS, cells=50),
            sheet_of("", '<cols><col min="1" max="51" hidden="1"/></cols>'),
            "The file has more",
        ),
        (replace(BOUNDS, unpacked=3_000), sheet_of(" " * 3_000), "The workbook is too large when unpacked."),
        (replace(BOUNDS, seconds=-1), sheet_of(NAME), "The file takes too long to read."),
        (replace(BOUNDS, seconds=-1), b"a,b,c,d,e\n" * 5_000, "The file takes too long to read."),
    ],
)
def test_each_bound_refuses_with_its_sentence(bounds, content, sentence):
    assert refusal(content, bounds).startswith(sentence)


def test_a_workbook_that_declares_entities_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert refusal(with_parts(sheet=bomb)).startswith("We can't open this workbook.")


def test_a_workbook_of_countless_parts_is_refused_before_it_is_opened():
    content = saved(workbook(["Name"]))
    assert refusal(content + b"PK\x01\x02" * 10_001).startswith("We can't open this workbook.")


def test_a_part_packed_in_an_unusual_way_is_refused():
    out = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(saved(workbook(["Name"]))))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as packed:
        for name in whole.namelist():
            packed.writestr(name, whole.read(name))
    assert refusal(out.getvalue()).startswith("We can't open this workbook.")
