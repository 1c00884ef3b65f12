"""Tables out: CSV that no spreadsheet runs as a formula, and XLSX."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LONGEST_XLSX_CELL = 32_767

Value = str | int | float | date | None

# A cell that begins like this is run as a formula by one spreadsheet or another, full-width signs included.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def escaped(text: str) -> str:
    """With a leading apostrophe where a spreadsheet would calculate; `unescaped` gives the text back."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def as_csv(header: Sequence[Value], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with a byte-order mark, without which Excel garbles every accent."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for row in [header, *rows]:
        writer.writerow([escaped(v) if isinstance(v, str) else _plain(v) for v in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _plain(value: Value) -> str:
    return "" if value is None or value != value else str(value)


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet of a workbook: `first` are lines above its header, which is bold and stays in view."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    first: Sequence[Sequence[Value]] = ()


def as_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet with a frozen bold header. Text stays text: nothing becomes a formula or a link."""
    return as_workbook([SheetOut(title, header, rows)])


def as_workbook(sheets: Iterable[SheetOut]) -> bytes:
    """Several sheets, written as `as_xlsx` writes one."""
    import xlsxwriter  # noqa: PLC0415 - only an export needs it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for each in sheets:
            sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", each.title)[:31].strip() or "Sheet")
            for place, line in enumerate(each.first):
                for column, value in enumerate(line):
                    _write(sheet, place, column, value, day)
            top = len(each.first)
            sheet.freeze_panes(top + 1, 0)
            for column, name in enumerate(each.header):
                sheet.write_string(top, column, name, bold)
            for place, row in enumerate(each.rows, start=top + 1):
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
