"""Workbooks made for tests, and what the reader says of them."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from hiring.foundation.tables import reader
from hiring.foundation.tables.sheets import Bounds, NotATable

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
