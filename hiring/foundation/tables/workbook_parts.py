"""Takes the elements of a workbook's parts as a parser meets them: sheets, texts, styles, cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from hiring.foundation.tables.cells import DateStyle, date_style, text_of, unescaped_text
from hiring.foundation.tables.sheets import Meter, NotATable, Rows, Sheet

DAMAGED = "We can't open this workbook. Save it again as XLSX, or as CSV."
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_TRUE = {"1", "true"}


class PartHandler:
    """Takes the elements of one part as they come."""

    def listen(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self.start

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError


def _plain(name: str) -> str:
    """Without its namespace, which programs abbreviate as they like."""
    return name.rpartition(":")[2]


@dataclass
class RelationsHandler(PartHandler):
    targets: list[tuple[str, str, str]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _plain(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes["Type"].rpartition("/")[2]
            self.targets.append((attributes["Id"], kind, attributes["Target"]))


@dataclass
class BookHandler(PartHandler):
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
class StringsHandler(PartHandler):
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
class StylesHandler(PartHandler):
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


class CellsHandler(PartHandler):
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
        self._formulas: dict[tuple[int, int], str] = {}
        self._cell: dict[str, str] = {}
        self._calculated = False
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
            self._cell, self._calculated = attributes, False
        elif name == "v" or (name == "t" and not self._aside):
            self._into = self._value
        elif name == "f":
            self._into, self._calculated = self._formula, True
        elif name == "rPh":
            self._aside = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes["min"]), min(int(attributes["max"]), _LAST_COLUMN)
            self._meter.spend(last - first + 1)
            self._sheet.hidden_columns += range(first, last + 1)
        elif name == "mergeCell":
            self._sheet.merged.append(attributes["ref"])

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = int(attributes.get("r", self._row + 1))
        if not self._row < row <= _LAST_ROW:
            raise NotATable(DAMAGED)
        self._row, self._column, self._cells, self._formulas = row, 0, [], {}
        if attributes.get("hidden") in _TRUE:
            self._sheet.hidden_rows.append(row)

    def data(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, name: str) -> None:
        name = _plain(name)
        if name in {"v", "t", "f"}:
            self._into = None
        elif name == "c":
            if self._value or self._calculated:
                self._keep()
        elif name == "rPh":
            self._aside = False
        elif name == "row":
            self._end_row()

    def _end_row(self) -> None:
        if self._rows.add(self._row, self._cells, calculated=bool(self._formulas)):
            self._sheet.formulas |= self._formulas
        else:  # only what is merged may still come
            self._parser.StartElementHandler = self._after_rows
            self._parser.EndElementHandler = self._parser.CharacterDataHandler = None

    def _after_rows(self, name: str, attributes: dict[str, str]) -> None:
        if _plain(name) == "mergeCell":
            self._sheet.merged.append(attributes["ref"])

    def _keep(self) -> None:
        written, formula = "".join(self._value), "".join(self._formula)
        self._value, self._formula = [], []
        if not 0 < self._column <= _LAST_COLUMN:
            raise NotATable(DAMAGED)
        style = int(self._cell.get("s", "0"))
        shape = self._styles[style] if 0 <= style < len(self._styles) else None
        kind = self._cell.get("t", "n")
        text = (
            self._strings[int(written)] if kind == "s" and written else text_of(written, kind, shape, self._from_1904)
        )
        self._cells.extend([""] * (self._column - len(self._cells)))
        self._cells[self._column - 1] = text
        if self._calculated:
            self._formulas[self._row, self._column] = f"={formula}"


def _column_of(reference: str) -> int:
    """AB12 → 28"""
    column = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return column
