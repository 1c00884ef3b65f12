"""The one reader of tables: what a file is, its sheets, and what a reader of it should know."""

from __future__ import annotations

from dataclasses import dataclass

from hiring.foundation.tables.sheets import BLANK_RUN, Bounds, Meter, NotATable, Sheet
from hiring.foundation.tables.text_files import read_text
from hiring.foundation.tables.workbooks import read_workbook

_OTHERS = {
    b"%PDF": "This is a PDF, not a table. Save or export it as CSV or XLSX.",
    bytes.fromhex("d0cf11e0"): (
        "This workbook is protected by a password, or comes from an Excel older than 2007. "
        "Save it without a password as XLSX, or as CSV."
    ),
    b"{\\rtf": "This is a text document, not a table. Save or export it as CSV or XLSX.",
    b"\x89PNG": "This is a picture, not a table. Save or export it as CSV or XLSX.",
    b"\xff\xd8\xff": "This is a picture, not a table. Save or export it as CSV or XLSX.",
    b"GIF8": "This is a picture, not a table. Save or export it as CSV or XLSX.",
    b"\x1f\x8b": "This is a compressed file, not a table. Unpack it first.",
    b"<!DOCTYPE": "This is a web page, not a table. Save or export it as CSV or XLSX.",
    b"<html": "This is a web page, not a table. Save or export it as CSV or XLSX.",
}


@dataclass(frozen=True, slots=True)
class TableFile:
    """The sheets of a file. `guessed` is the encoding where it had to be guessed, else ""."""

    sheets: list[Sheet]
    guessed: str = ""
    is_workbook: bool = False

    @property
    def first(self) -> Sheet:
        """The first visible sheet; where all are hidden, the first."""
        return next((sheet for sheet in self.sheets if sheet.visible), self.sheets[0])


def read(content: bytes, bounds: Bounds, *, first_only: bool = False) -> TableFile:
    """The sheets of a CSV or XLSX file, or `NotATable` with a sentence that says what to do instead.

    With `first_only` no other sheet of a workbook than the first visible one is read.
    """
    if not content.strip():
        raise NotATable("The file is empty.")
    for beginning, sentence in _OTHERS.items():
        if content.startswith(beginning):
            raise NotATable(sentence)
    meter = Meter(bounds)
    if content.startswith(b"PK\x03\x04"):
        return TableFile(read_workbook(content, meter, first_only=first_only), is_workbook=True)
    sheet, guessed = read_text(content, meter)
    return TableFile([sheet], guessed)


def remarks(file: TableFile, sheet: Sheet) -> list[str]:
    """What to say about how this sheet was read, whatever is in it."""
    sentences = []
    if file.guessed:
        name = file.guessed.replace("cp125", "Windows-125")
        sentences.append(f"The file isn't UTF-8, so we read it as {name}. Check the accents.")
    if sheet.stopped_at is not None:
        sentences.append(f"We stopped reading at row {sheet.stopped_at:,}, after {BLANK_RUN:,} empty rows.")
    return sentences
