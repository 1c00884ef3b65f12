"""Tables in and out: CSV that no spreadsheet runs as a formula, XLSX, and reading either from whatever a tool wrote."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from hiring.foundation.errors import Refused

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MOST_COLUMNS = 200
LARGEST_UNPACKED = 64 * 1024 * 1024
LONGEST_XLSX_CELL = 32_767

Value = str | int | float | date | None

csv.field_size_limit(64 * 1024 * 1024)  # a long cell is refused by whoever knows how long it may be, with a sentence

# A cell that begins like this is run as a formula by one spreadsheet or another, full-width signs included.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


class NotATable(Refused):
    """The file holds no table we can read."""


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a file as text, one list a row, with what its reader should know about how it was read."""

    rows: list[list[str]]
    remarks: list[str]


def escaped(text: str) -> str:
    """With a leading apostrophe where a spreadsheet would calculate; `unescaped` gives the text back."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with a byte-order mark, without which Excel garbles every accent."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for row in [header, *rows]:
        writer.writerow([escaped(v) if isinstance(v, str) else _plain(v) for v in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _plain(value: Value) -> str:
    return "" if value is None or value != value else str(value)


def as_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet with a frozen bold header. Text stays text: nothing becomes a formula or a link."""
    import xlsxwriter  # noqa: PLC0415 - only an export needs it

    out = io.BytesIO()
    told = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, told) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "Sheet")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
        for place, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, place, column, value, day)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Value, day: Any) -> None:
    if value is None or value == "" or value != value:
        return
    if isinstance(value, str):
        cut = " … (cut here: a spreadsheet cell holds no more)"
        fits = len(value) <= LONGEST_XLSX_CELL
        sheet.write_string(row, column, value if fits else value[: LONGEST_XLSX_CELL - len(cut)] + cut)
    elif isinstance(value, datetime):
        sheet.write_string(row, column, value.isoformat(timespec="minutes"))  # Excel knows no zones
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    else:
        sheet.write_number(row, column, value)


def read(content: bytes, most_rows: int) -> Table:
    """The rows of a CSV or XLSX file, or a refusal that says what to do instead."""
    if not content.strip():
        raise NotATable("The file is empty.")
    for beginning, what in _OTHERS.items():
        if content.startswith(beginning):
            raise NotATable(f"This is {what}, not a table. Save or export it as CSV or XLSX.")
    table = _read_xlsx(content, most_rows) if content.startswith(b"PK") else _read_csv(content)
    rows = table.rows
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise NotATable("The file holds no rows.")
    if len(rows) - 1 > most_rows:
        raise NotATable(f"The file has more than {most_rows:,} rows. Split it, and import the parts one by one.")
    if max(len(row) for row in rows) > MOST_COLUMNS:
        raise NotATable(f"The file has more than {MOST_COLUMNS} columns. Keep the ones about candidates.")
    return table


_OTHERS = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "a file of an old Excel or Word",
    b"{\\rtf": "a text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a packed file",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
}


def _read_csv(content: bytes) -> Table:
    text, remarks = _decoded(content)
    separator = re.match(r"sep=([,;\t|])\r?\n", text)  # Excel's own way to say it
    if separator:
        text = text[separator.end() :]
    delimiter = separator.group(1) if separator else _delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    begun = 1
    rows = []
    try:
        for row in reader:
            rows.append([unescaped(cell) for cell in row])
            begun = reader.line_num + 1
    except csv.Error:
        # Read on leniently, and everything after the stray mark would end up in one cell.
        raise NotATable(
            f"A quotation mark is out of place in the row that begins on line {begun}. "
            "Inside a quoted cell, quotation marks are written twice."
        ) from None
    return Table(rows, remarks)


def _decoded(content: bytes) -> tuple[str, list[str]]:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None) or _unmarked(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        try:
            text, encoding = content.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            raise NotATable("The letters of this file cannot be read. Save it as CSV in UTF-8, or as XLSX.") from None
    if "\0" in text:
        raise NotATable("This file holds bytes that are no text. Save it as CSV in UTF-8, or as XLSX.")
    said = ["Read as Windows-1252, because it is not UTF-8. Check the accents."] if encoding == "cp1252" else []
    return text.removeprefix("\ufeff"), said


_MARKS = [
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
]


def _unmarked(content: bytes) -> str:
    """UTF-16 shows by its zeros: in a header of Latin letters every other byte is one."""
    head = content[:200]
    if len(head) >= 4 and head[1::2].count(0) > len(head) * 0.4:
        return "utf-16-le"
    if len(head) >= 4 and head[0::2].count(0) > len(head) * 0.4:
        return "utf-16-be"
    return "utf-8"


def _delimiter_of(text: str) -> str:
    """The separator that splits the first row into most cells."""

    def cells(delimiter: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True), []))
        except csv.Error:
            return 0

    return max(",;\t|", key=cells)


def _read_xlsx(content: bytes, most_rows: int) -> Table:
    import openpyxl  # noqa: PLC0415 - only an import of XLSX needs it

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise NotATable("The workbook is too large once unpacked. Save the sheet alone, or as CSV.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = _up_to(most_rows, sheet.iter_rows())
    except NotATable:
        raise
    except Exception:  # whatever the library stumbles over in a damaged workbook: it has no error of its own
        raise NotATable("This is not a workbook that can be opened. Save it anew as XLSX, or as CSV.") from None
    said = [f"Only the first sheet, “{sheet.title}”, is read."] if len(book.worksheets) > 1 else []
    return Table(rows, said)


def _up_to(most_rows: int, found: Iterable[Any]) -> list[list[str]]:
    """Stops early where there are too many; a stray cell far below the table costs time but no memory."""
    rows: list[list[str]] = []
    blank = 0
    for row in found:
        cells = [_text(cell.value) for cell in row[: MOST_COLUMNS + 1]]
        if not any(cells):
            blank += 1
            continue
        rows += [[]] * blank
        blank = 0
        rows.append(cells)
        if len(rows) - 1 > most_rows:
            break
    return rows


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(getattr(value, "text", value))  # an array formula carries its text
