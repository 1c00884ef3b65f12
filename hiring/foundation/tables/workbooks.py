"""Reads .xlsx workbooks in one pass over their XML, within bounds.

A library that builds an object for every cell and style costs ten times as much, can't be stopped half-way, and doesn't
say which rows and columns are hidden: a workbook of 36 kB with 1.2 million empty cells kept it busy for 14 seconds.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from hiring.foundation.tables.sheets import Meter, NotATable, Sheet
from hiring.foundation.tables.workbook_parts import (
    DAMAGED,
    BookHandler,
    CellsHandler,
    PartHandler,
    RelationsHandler,
    StringsHandler,
    StylesHandler,
)

_CHUNK = 65_536
_MOST_PARTS = 10_000
# What the parts of a damaged workbook, or of one made to harm, lead to; ValueError holds numbers that are none.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, expat.ExpatError),
    *(OSError, EOFError, RuntimeError, ValueError, LookupError, ArithmeticError),
)


def read_workbook(content: bytes, meter: Meter, *, first_only: bool) -> list[Sheet]:
    """Every sheet in the order of the tabs; with `first_only` the others have no rows, only their names."""
    try:
        if content.count(b"PK\x01\x02") > _MOST_PARTS:
            raise NotATable(DAMAGED)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _Package(archive, meter).sheets(first_only)
    except _BROKEN:
        raise NotATable(DAMAGED) from None


class _Package:
    """The parts of a workbook that say how its sheets are read."""

    def __init__(self, archive: zipfile.ZipFile, meter: Meter) -> None:
        self._archive = archive
        self._meter = meter
        self._left = meter.bounds.unpacked

    def sheets(self, first_only: bool) -> list[Sheet]:
        book = next(target for kind, target in self._relations("").values() if kind == "officeDocument")
        about = BookHandler()
        self._parse(book, about)
        related = self._relations(book)
        parts = dict(related.values())
        strings, styles = StringsHandler(), StylesHandler()
        if "sharedStrings" in parts:
            self._parse(parts["sharedStrings"], strings)
        if "styles" in parts:
            self._parse(parts["styles"], styles)
        worksheets = [
            (sheet, related[relation][1]) for sheet, relation in about.sheets if related[relation][0] == "worksheet"
        ]
        if not worksheets:
            raise NotATable(DAMAGED)
        first = next((sheet for sheet, _ in worksheets if sheet.visible), worksheets[0][0])
        for sheet, part in worksheets:
            if sheet is first or not first_only:
                cells = CellsHandler(sheet, self._meter, strings.texts, styles.by_format(), about.from_1904)
                self._parse(part, cells)
        return [sheet for sheet, _ in worksheets]

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → kind and part of everything that a part refers to."""
        folder, name = posixpath.split(part)
        relations = RelationsHandler()
        self._parse(posixpath.join(folder, "_rels", f"{name}.rels"), relations)
        return {
            key: (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
            for key, kind, target in relations.targets
        }

    def _parse(self, part: str, handler: PartHandler) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        handler.listen(parser)
        for chunk in self._chunks(part):
            parser.Parse(chunk)
            self._meter.check_time()
        parser.Parse(b"", True)

    def _chunks(self, part: str) -> Iterator[bytes]:
        entry = self._archive.getinfo(part)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise NotATable(DAMAGED)
        with self._archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise NotATable("The workbook is too large when unpacked. Save the sheet alone, or as CSV.")
                yield chunk


def _refuse_doctype(*_declared: object) -> None:
    """No spreadsheet program writes one, and its entities can grow without end."""
    raise NotATable(DAMAGED)
