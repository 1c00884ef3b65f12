"""A document as a tagged PDF that a screen reader can follow, where typst is installed (`pip install …[pdf]`)."""

import importlib.util
import json
from dataclasses import replace

from hiring.foundation import paths
from hiring.foundation.printed.documents import PrintedDocument

PDF_TYPE = "application/pdf"
NO_FONT = (
    "Some characters have no font on this server and are shown as boxes. The page that your browser prints has them."
)


def can_make_pdf() -> bool:
    """Whether the extra is installed; the page to print is there without it."""
    return importlib.util.find_spec("typst") is not None


def as_pdf(document: PrintedDocument) -> bytes:
    """The file. Every word is data to the layout, so nothing that was typed can be run or read from a file.

    The standard for accessible files allows no character without a font. Where one was typed, the file is tagged all
    the same, and says what it lacks.
    """
    import typst  # noqa: PLC0415 - an extra, and large

    layout = (paths.templates() / "_printed" / "document.typ").read_bytes()
    content = {"document": json.dumps(document.content(), ensure_ascii=False)}
    try:
        made: bytes = typst.compile(layout, format="pdf", sys_inputs=content, pdf_standards=["ua-1"])
    except typst.TypstError:
        said = replace(document, made=f"{document.made} {NO_FONT}").content()
        content = {"document": json.dumps(said, ensure_ascii=False)}
        made = typst.compile(layout, format="pdf", sys_inputs=content)
    return made
