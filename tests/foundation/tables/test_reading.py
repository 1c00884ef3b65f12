"""Tables in: what a sheet holds and where, in any encoding."""

from datetime import date, datetime, timedelta
from datetime import time as time_of_day

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from hiring.foundation.spreadsheets import as_xlsx
from hiring.foundation.tables import reader
from hiring.foundation.tables.sheets import cell_place, column_letters
from tests.foundation.tables.sheets import BOUNDS, only, saved, sheet_of, workbook

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
