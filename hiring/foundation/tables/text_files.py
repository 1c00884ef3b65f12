"""Reads a text file as a table: comma, semicolon, tab or bar between cells, in any encoding of office programs."""

from __future__ import annotations

import csv
import io
import statistics
from collections.abc import Iterable
from itertools import islice

from hiring.foundation.tables.sheets import Meter, NotATable, Rows, Sheet

SEPARATORS = ",;\t|"
_HEAD_ROWS = 20
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What spreadsheet programs of the last thirty years write where they don't write UTF-8.
_OFFICE = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp932", "gb18030", "big5", "cp949"]
_OFFICE += ["mac_roman"]
_SAMPLE = 16_384

csv.field_size_limit(100_000_000)  # a long cell is refused by the caller, who knows how long it may be


def read_text(content: bytes, meter: Meter) -> tuple[Sheet, str]:
    """The sheet, and the encoding where it had to be guessed, else ""."""
    try:
        encoding, guessed = _encoding_of(content)
        return _sheet(content, encoding, meter), guessed
    except UnicodeError:
        raise NotATable("We can't read the letters of this file. Save it as CSV in UTF-8, or as XLSX.") from None


def _encoding_of(content: bytes) -> tuple[str, str]:
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None) or _without_mark(content)
    if "\0" in content.decode(marked) if marked else b"\0" in content:
        raise NotATable("This is neither a text table nor an .xlsx workbook. Save it as CSV in UTF-8, or as XLSX.")
    if marked:
        return marked, ""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        guessed = _guess(content)
        return guessed, guessed
    return "utf-8", ""


def _without_mark(content: bytes) -> str | None:
    """UTF-16 shows by its zeros: every other byte of Western text is one."""
    head = content[:1_000]
    for zeros, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 1 and head[zeros::2].count(0) > len(head) / 4 > head[1 - zeros :: 2].count(0):
            return encoding
    return None


def _guess(content: bytes) -> str:
    """Windows-1252, unless the letters would then make no words and another encoding makes some."""
    import charset_normalizer  # noqa: PLC0415 - few files need it, and every command would wait for it

    sample = b""
    for line in io.BytesIO(content):
        if len(sample) > _SAMPLE:
            break
        sample += b"" if line.isascii() else line
    matches = charset_normalizer.from_bytes(sample, cp_isolation=_OFFICE)
    likely = matches.best()
    western = any("cp1252" in (match.encoding, *match.could_be_from_charset) for match in matches)
    return "cp1252" if western or likely is None else likely.encoding


def _sheet(content: bytes, encoding: str, meter: Meter) -> Sheet:
    def lines() -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")

    first = next((line for line in lines() if line.strip()), "").strip()
    named = first[4:] if first.casefold().startswith("sep=") and len(first) == 5 else ""
    separator = named or max(SEPARATORS, key=lambda candidate: _fit(lines(), candidate))
    # One text for every cell that comes again, or a long file would fill the memory.
    known: dict[str, str] = {}
    sheet = Sheet()
    rows = Rows(sheet, meter.bounds)
    reader = csv.reader(lines(), delimiter=separator, strict=True, skipinitialspace=True)
    number, begun = 0, 1
    try:
        if named:  # a spreadsheet takes this line for itself and shows the next one as row 1
            next(row for row in reader if row)
        for number, row in enumerate(reader, start=1):
            meter.spend(len(row) + 1)
            begun = reader.line_num + 1
            if not rows.add(number, [known.setdefault(cell, cell) for cell in row]):
                break
    except csv.Error:
        # Read on leniently, and everything after the stray mark would end up in one cell.
        raise NotATable(
            f"Row {number + 1} isn't part of a table: a quotation mark is out of place in the row that begins on line "
            f"{begun}. Inside a quoted cell, write quotation marks twice."
        ) from None
    return sheet


def _fit(lines: Iterable[str], separator: str) -> tuple[float, int]:
    """How many cells a separator makes, in the first row and in the rows beneath alike."""
    try:
        rows = csv.reader(lines, delimiter=separator, skipinitialspace=True)
        counts = [len(row) for row in islice(rows, _HEAD_ROWS * 10) if row][:_HEAD_ROWS]
    except csv.Error:
        return 0.0, 0
    return (min(counts[0], statistics.median(counts)), counts[0]) if counts else (0.0, 0)
