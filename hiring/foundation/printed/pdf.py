"""A document as a tagged PDF that a screen reader can follow, where typst is installed (`pip install …[pdf]`)."""

import importlib.util
import json

from hiring.foundation import paths
from hiring.foundation.printed.documents import PrintedDocument

PDF_TYPE = "application/pdf"


def can_make_pdf() -> bool:
    """Whether the extra is installed; the page to print is there without it."""
    return importlib.util.find_spec("typst") is not None


def as_pdf(document: PrintedDocument) -> bytes:
    """The file. Every word is data to the layout, so nothing that was typed can be run or read from a file."""
    import typst  # noqa: PLC0415 - an extra, and large

    layout = (paths.templates() / "_printed" / "document.typ").read_bytes()
    made: bytes = typst.compile(
        layout,
        format="pdf",
        sys_inputs={"document": json.dumps(document.content(), ensure_ascii=False)},
        ignore_system_fonts=False,
        pdf_standards=["ua-1"],
    )
    return made
