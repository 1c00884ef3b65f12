"""Tables in: what a sheet holds and where, in any encoding; and what a small file may cost."""

import contextlib
import io
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from hiring.foundation.spreadsheets import as_xlsx
from hiring.foundation.tables import reader
from hiring.foundation.tables.sheets import BLANK_RUN, Bounds, NotATable, cell_place, column_letters

BOUNDS = Bounds(rows=5_000, columns=200, cells=500_000, unpacked=64 * 1024 * 1024, seconds=60)
FEW = replace(BOUNDS, rows=10)
NAME = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def with_parts(**parts):
    """A workbook in which these parts are replaced: `sheet` and `strings` by name, others by path."""
    paths = {"sheet": "xl/worksheets/sheet1.xml", "styles": "xl/styles.xml", "book": "xl/workbook.xml"}
    out, given = io.BytesIO(), {paths[name]: text for name, text in parts.items()}
    with zipfile.ZipFile(io.BytesIO(saved(workbook(["Name"])))) as whole, zipfile.ZipFile(out, "w", 8) as changed:
        for name in whole.namelist():
            changed.writestr(name, given.get(name, whole.read(name)))
    return out.getvalue()


def sheet_of(rows, before="", after=""):
    """A workbook whose one sheet has exactly this XML."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return with_parts(sheet=text)


def only(content, bounds=BOUNDS):
    return reader.read(content, bounds).first


def refusal(content, bounds=BOUNDS):
    with pytest.raises(NotATable) as refused:
        reader.read(content, bounds)
    return refused.value.sentence


# What a sheet holds


def test_every_sheet_is_read_with_its_name_and_place():
    book = workbook(["Read me"])
    book.create_sheet("Marks").append(["Ana", 4])
    book.create_sheet("Old").append(["Bo", 2])
    book["Old"].sheet_state = "hidden"
    file = reader.read(saved(book), BOUNDS)
    assert [(sheet.name, sheet.visible, sheet.rows) for sheet in file.sheets] == [
        ("Sheet", True, [["Read me"]]), ("Marks", True, [["Ana", "4"]]), ("Old", False, [["Bo", "2"]]),
    ]  # fmt: skip
    assert file.sheets[1].place(1, 2) == "Marks!B1"


def test_the_first_visible_sheet_is_the_first_and_can_be_read_alone():
    book = workbook(["Hidden"])
    book.active.sheet_state = "veryHidden"
    book.create_sheet("Marks").append(["Ana"])
    book.create_sheet("More").append(["Bo"])
    file = reader.read(saved(book), BOUNDS, first_only=True)
    assert (file.first.name, file.first.rows) == ("Marks", [["Ana"]])
    assert [sheet.rows for sheet in file.sheets] == [[], [["Ana"]], []]


def test_hidden_rows_and_columns_and_merged_cells_are_named():
    book = workbook(["Name", "Note", "Mark"], ["Ana", "x", 4], ["Bo", "y", 3])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.active.merge_cells("A1:B1")
    sheet = only(saved(book))
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == ([3], [2], ["A1:B1"])
    assert [row[0] for row in sheet.rows] == ["Name", "Ana", "Bo"]


def test_rows_and_columns_keep_the_places_a_spreadsheet_shows():
    book = workbook()
    book.active["B3"], book.active["AB5"] = "Name", "Ana"
    sheet = only(saved(book))
    assert [len(row) for row in sheet.rows] == [0, 0, 2, 0, 28]
    assert (sheet.cell(3, 2), sheet.cell(5, 28), sheet.cell(4, 1), sheet.cell(9, 9)) == ("Name", "Ana", "", "")


def test_cells_without_a_reference_stand_one_after_another():
    rows = '<row><c><v>1</v></c><c/><c r="D1"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>'
    assert only(sheet_of(rows)).rows == [["1", "", "", "2", "3"], ["4"]]


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_have_letters(column, letters):
    assert (column_letters(column), cell_place(7, column)) == (letters, f"{letters}7")


@pytest.mark.parametrize(
    ("rows", "header"),
    [([["Title"], [], ["Name", "Mark"], ["Ana", 4]], 3), ([["Name"], ["Ana"]], 1), ([["Name", "Mark"]], 1), ([], None)],
)
def test_the_header_is_the_first_row_of_two_cells(rows, header):
    assert only(saved(workbook(*rows))).header_row == header


def test_a_formula_has_its_text_beside_the_result_that_was_stored():
    rows = (
        '<row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="B1"><f>NOW()</f></c>'
        '<c r="C1" t="str"><f t="shared" si="0"/><v>x</v></c></row>'
    )
    sheet = only(sheet_of(rows))
    assert sheet.rows == [["3", "", "x"]]
    assert sheet.formulas == {(1, 1): "=1+2", (1, 2): "=NOW()", (1, 3): "="}


def test_values_are_read_as_people_write_them():
    values = [3, 2.5, 1e21, True, False, "a\nb", " x ", date(2026, 10, 2), datetime(2026, 10, 2, 9, 30)]  # noqa: DTZ001 - a cell
    values += [time_of_day(9, 30), timedelta(hours=26), date(1900, 1, 15), "#N/A"]
    assert only(saved(workbook(values))).rows[0] == [
        "3", "2.5", "1e+21", "TRUE", "FALSE", "a\nb", " x ", "2026-10-02", "2026-10-02T09:30:00",
        "09:30:00", "1 day, 2:00:00", "1900-01-15", "#N/A",
    ]  # fmt: skip


def test_days_of_a_workbook_that_counts_from_1904_are_the_same_days():
    book = workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(2026, 10, 2)])
    assert only(saved(book)).rows == [["2026-10-02"]]


@pytest.mark.parametrize("code", ["d mmmm yyyy", "[$-809]dd/mm/yy;@", "yyyy\\-mm\\-dd", '"on" d mmm'])
def test_a_number_shown_as_a_day_is_that_day(code):
    book = workbook([date(2026, 10, 2)])
    book.active["A1"].number_format = code
    assert only(saved(book)).rows == [["2026-10-02"]]


@pytest.mark.parametrize("code", ["0.00", '0 "days"', "General", "[Red]0", '#,##0\\ "y"', "0%"])
def test_a_number_with_letters_in_its_format_stays_a_number(code):
    book = workbook([45000])
    book.active["A1"].number_format = code
    assert only(saved(book)).rows == [["45000"]]


def test_readings_beside_characters_are_no_part_of_a_text():
    text = '<r><t>山田</t></r><r><t>太郎</t></r><rPh sb="0" eb="2"><t>ヤマダ</t></rPh>'
    assert only(sheet_of(f'<row r="1"><c r="A1" t="inlineStr"><is>{text}</is></c></row>')).rows == [["山田太郎"]]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufffe\uffff"), max_size=20)))
@settings(max_examples=50, deadline=None)
def test_any_text_comes_back_from_a_workbook(texts):
    rows = only(as_xlsx("S", ["Text", "End"], [[text, "x"] for text in texts])).rows
    assert [row[0] for row in rows[1:]] == texts


# Text files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_separator_are_recognised(encoding, delimiter):
    text = f'Name{delimiter}Note{delimiter}Post\r\nZoë{delimiter}"a{delimiter} b\nc"{delimiter}Host\r\n\r\n'
    assert only(text.encode(encoding)).rows == [["Name", "Note", "Post"], ["Zoë", f"a{delimiter} b\nc", "Host"]]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Name,Note\nJürgen Groß,schön\nJosé Núñez,mañana\n"),
        ("cp1251", "Имя,Почта\nАнна Иванова,хорошо\nБорис Петров,отлично\n"),
        ("cp1253", "Όνομα,Σημείωση\nΑλέξανδρος,καλός\nΜαρία Παπαδοπούλου,πολύ καλή\n"),
        ("cp932", "名前,メモ\n山田太郎,良い\n鈴木花子,とても良い\n"),
        ("gb18030", "姓名,备注\n王小明,很好\n李华,不错\n"),
        ("mac_roman", "Name,Note\nZoë Müller,très bien\nJosé Ñandú,café\n"),
    ],
)
def test_an_encoding_that_is_guessed_is_said_to_be(encoding, text):
    file = reader.read(text.encode(encoding), BOUNDS)
    assert file.first.rows == [line.split(",") for line in text.splitlines()]
    called = encoding.replace("cp125", "Windows-125")
    assert reader.remarks(file, file.first) == [f"The file isn't UTF-8, so we read it as {called}. Check the accents."]


def test_nothing_is_said_of_a_file_in_utf_8():
    file = reader.read("Name\nZoë\n".encode(), BOUNDS)
    assert reader.remarks(file, file.first) == []


def test_the_separator_may_be_named_as_excel_does():
    assert only(b"sep=;\r\na,b;c\r\n1;2\r\n").rows == [["a,b", "c"], ["1", "2"]]


# Refusals


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
