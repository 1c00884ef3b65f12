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
from dataclasses import dataclass, field
from xml.parsers import expat

from hiring.foundation.tables.cells import DateStyle, date_style, text_of, unescaped_text
from hiring.foundation.tables.sheets import Meter, NotATable, Rows, Sheet

_CHUNK = 65_536
_MOST_PARTS = 10_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_DAMAGED = "We can't open this workbook. Save it again as XLSX, or as CSV."
# What the parts of a damaged workbook, or of one made to harm, lead to; ValueError holds numbers that are none.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, expat.ExpatError),
    *(OSError, EOFError, RuntimeError, ValueError, LookupError, ArithmeticError),
)


def read_workbook(content: bytes, meter: Meter, *, first_only: bool) -> list[Sheet]:
    """Every sheet in the order of the tabs; with `first_only` the others have no rows, only their names."""
    try:
        if content.count(b"PK\x01\x02") > _MOST_PARTS:
            raise NotATable(_DAMAGED)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _Package(archive, meter).sheets(first_only)
    except _BROKEN:
        raise NotATable(_DAMAGED) from None


class _Package:
    """The parts of a workbook that say how its sheets are read."""

    def __init__(self, archive: zipfile.ZipFile, meter: Meter) -> None:
        self._archive = archive
        self._meter = meter
        self._left = meter.bounds.unpacked

    def sheets(self, first_only: bool) -> list[Sheet]:
        book = next(target for kind, target in self._relations("").values() if kind == "officeDocument")
        about = _Book()
        self._parse(book, about)
        related = self._relations(book)
        parts = {kind: target for kind, target in related.values()}
        strings, styles = _Strings(), _Styles()
        if "sharedStrings" in parts:
            self._parse(parts["sharedStrings"], strings)
        if "styles" in parts:
            self._parse(parts["styles"], styles)
        found = [(sheet, related[relation][1]) for sheet, relation in about.sheets if related[relation][0] == "worksheet"]
        if not found:
            raise NotATable(_DAMAGED)
        first = next((sheet for sheet, _ in found if sheet.visible), found[0][0])
        for sheet, part in found:
            if sheet is first or not first_only:
                cells = _Cells(sheet, self._meter, strings.texts, styles.by_format(), about.from_1904)
                self._parse(part, cells)
        return [sheet for sheet, _ in found]

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → kind and part of everything that a part refers to."""
        folder, name = posixpath.split(part)
        relations = _Relations()
        self._parse(posixpath.join(folder, "_rels", f"{name}.rels"), relations)
        return {
            key: (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
            for key, kind, target in relations.targets
        }

    def _parse(self, part: str, handler: _Handler) -> None:
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
            raise NotATable(_DAMAGED)
        with self._archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise NotATable("The workbook is too large when unpacked. Save the sheet alone, or as CSV.")
                yield chunk


def _refuse_doctype(*_declared: object) -> None:
    """No spreadsheet program writes one, and its entities can grow without end."""
    raise NotATable(_DAMAGED)


class _Handler:
    """Takes the elements of one part as they come."""

    def listen(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self.start

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError


def _plain(name: str) -> str:
    """Without its namespace, which programs abbreviate as they like."""
    return name.rpartition(":")[2]


@dataclass
class _Relations(_Handler):
    targets: list[tuple[str, str, str]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _plain(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes["Type"].rpartition("/")[2]
            self.targets.append((attributes["Id"], kind, attributes["Target"]))


@dataclass
class _Book(_Handler):
    sheets: list[tuple[Sheet, str]] = field(default_factory=list)
    from_1904: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _plain(name) == "sheet":
            relation = next(value for key, value in attributes.items() if key.endswith(":id"))
            visible = attributes.get("state", "visible") == "visible"
            self.sheets.append((Sheet(attributes.get("name", ""), visible), relation))
        elif _plain(name) == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}


@dataclass
class _Strings(_Handler):
    """The texts that cells refer to by number; readings beside Japanese characters are no part of them."""

    texts: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _listening: bool = False
    _aside: bool = False

    def listen(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if (name := _plain(name)) == "t":
            self._listening = not self._aside
        elif name == "rPh":
            self._aside = True

    def data(self, text: str) -> None:
        if self._listening:
            self._parts.append(text)

    def end(self, name: str) -> None:
        if (name := _plain(name)) == "t":
            self._listening = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            self.texts.append(unescaped_text("".join(self._parts)))
            self._parts.clear()


@dataclass
class _Styles(_Handler):
    """Which numbers are days or times, by the format of their cell."""

    _codes: dict[int, str] = field(default_factory=dict)
    _formats: list[int] = field(default_factory=list)
    _of_cells: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if (name := _plain(name)) == "numFmt":
            self._codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name in {"cellXfs", "cellStyleXfs"}:
            self._of_cells = name == "cellXfs"
        elif name == "xf" and self._of_cells:
            self._formats.append(int(attributes.get("numFmtId", "0")))

    def by_format(self) -> list[DateStyle | None]:
        return [date_style(number, self._codes.get(number, "")) for number in self._formats]


class _Cells(_Handler):
    """The cells of one sheet, with what is hidden and merged in it."""

    def __init__(
        self, sheet: Sheet, meter: Meter, strings: list[str], styles: list[DateStyle | None], from_1904: bool
    ) -> None:
        self._sheet = sheet
        self._meter = meter
        self._strings = strings
        self._styles = styles
        self._from_1904 = from_1904
        self._rows = Rows(sheet, meter.bounds)
        self._row = self._column = 0
        self._cells: list[str] = []
        self._cell: dict[str, str] = {}
        self._value: list[str] = []
        self._formula: list[str] = []
        self._into: list[str] | None = None
        self._aside = False

    def listen(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = _plain(name)
        if name == "c":
            self._meter.spend(1)
            self._column = _column_of(attributes["r"]) if "r" in attributes else self._column + 1
            self._cell = attributes
        elif name == "v" or (name == "t" and not self._aside):
            self._into = self._value
        elif name == "f":
            self._into = self._formula
        elif name == "rPh":
            self._aside = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes["min"]), min(int(attributes["max"]), _LAST_COLUMN)
            self._sheet.hidden_columns += [column for column in range(first, last + 1) if len(self._sheet.hidden_columns) < _LAST_COLUMN]
        elif name == "mergeCell":
            self._sheet.merged.append(attributes["ref"])

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = int(attributes.get("r", self._row + 1))
        if not self._row < row <= _LAST_ROW:
            raise NotATable(_DAMAGED)
        self._row, self._column, self._cells = row, 0, []
        if attributes.get("hidden") in {"1", "true"}:
            self._sheet.hidden_rows.append(row)

    def data(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, name: str) -> None:
        name = _plain(name)
        if name in {"v", "t", "f"}:
            self._into = None
        elif name == "c":
            if self._value or self._formula:
                self._keep()
        elif name == "rPh":
            self._aside = False
        elif name == "row" and not self._rows.add(self._row, self._cells):
            # Only what is merged may still come.
            self._parser.StartElementHandler = self._after_rows
            self._parser.EndElementHandler = self._parser.CharacterDataHandler = None

    def _after_rows(self, name: str, attributes: dict[str, str]) -> None:
        if _plain(name) == "mergeCell":
            self._sheet.merged.append(attributes["ref"])

    def _keep(self) -> None:
        written, formula = "".join(self._value), "".join(self._formula)
        self._value, self._formula = [], []
        if not 0 < self._column <= _LAST_COLUMN:
            raise NotATable(_DAMAGED)
        style = int(self._cell.get("s", "0"))
        shape = self._styles[style] if 0 <= style < len(self._styles) else None
        kind = self._cell.get("t", "n")
        text = self._strings[int(written)] if kind == "s" and written else text_of(written, kind, shape, self._from_1904)
        self._cells.extend([""] * (self._column - len(self._cells)))
        self._cells[self._column - 1] = text
        if formula:
            self._sheet.formulas[self._row, self._column] = f"={formula}"


def _column_of(reference: str) -> int:
    """AB12 → 28"""
    column = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return column
