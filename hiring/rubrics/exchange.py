"""A rubric as files and back: a folder like the one we ship, in one zip; what is read back is the same text."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from hiring.foundation.web.errors import Refused
from hiring.rubrics.edition import Edition
from hiring.rubrics.files import BANK, ENDINGS, Document

# A rubric names at most six criteria; what unpacks to more than this is none, however small it was packed.
MOST_FILES = 40
# Together; our whole library has 280 kB, and reading YAML takes seconds for each megabyte.
LARGEST = 512 * 1024
ZIP = b"PK\x03\x04"
# What the library raises at a zip that was damaged or made to harm; ValueError holds names that are no text.
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, EOFError, ValueError, struct.error)
# One moment for every file in a zip, so that the same rubric is the same bytes.
_ALWAYS = (2026, 1, 1, 0, 0, 0)


def documents_of(edition: Edition) -> list[tuple[str, str]]:
    """(path, YAML) of the rubric and each of its criteria."""
    documents = [(f"{edition.key}.yaml", _yaml(edition.rubric))]
    return documents + [(f"{BANK}/{criterion.key}.yaml", _yaml(criterion)) for criterion in edition.criteria]


def as_zip(edition: Edition) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in documents_of(edition):
            archive.writestr(zipfile.ZipInfo(path, _ALWAYS), text.encode())
    return packed.getvalue()


def uploaded(files: Iterable[tuple[str, bytes]]) -> list[Document]:
    """What was sent, zips unpacked in memory; nothing is ever written under a name that someone else chose."""
    documents: list[Document] = []
    for name, raw in files:
        documents += _unpacked(name, raw) if raw.startswith(ZIP) else [Document(_short(name), raw)]
    return within_bounds(documents)


def within_bounds(documents: list[Document]) -> list[Document]:
    """These documents, or a refusal where they are more than a rubric and its criteria."""
    if not documents:
        raise Refused("Choose the files: the rubric, and the criteria it changes.", "files")
    if len(documents) > MOST_FILES:
        raise Refused(f"These are {len(documents)} files; a rubric and its criteria are {MOST_FILES} at most.", "files")
    size = sum(len(document.raw) for document in documents)
    if size > LARGEST:
        raise Refused(f"These files hold {size // 1024:,} kB; a rubric holds {LARGEST // 1024} kB at most.", "files")
    return documents


def _unpacked(name: str, raw: bytes) -> list[Document]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            inside = [
                packed for packed in archive.infolist() if not packed.is_dir() and packed.filename.endswith(ENDINGS)
            ]
            if len(inside) > MOST_FILES or sum(packed.file_size for packed in inside) > LARGEST:
                raise Refused(f"“{_short(name)}” holds more than a rubric does. Is it the right file?", "files")
            return [Document(_short(packed.filename), archive.read(packed)) for packed in inside]
    except _BROKEN:
        raise Refused(f"“{_short(name)}” can't be unpacked. Make the zip again, or send the files.", "files") from None


def _short(name: str) -> str:
    """The file's own name, with the folder only where it says that this is a criterion."""
    path = PurePosixPath(name.replace("\\", "/"))
    return f"{BANK}/{path.name}" if path.parent.name == BANK else path.name


def _yaml(what: BaseModel) -> str:
    writer = YAML(typ="rt", pure=True)
    writer.width = 110
    writer.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    writer.dump(_readable(what.model_dump(mode="json", by_alias=True, exclude_none=True)), out)
    return out.getvalue()


def _readable(value: Any) -> Any:
    """Text of several lines as a block, as a person would write it."""
    if isinstance(value, dict):
        return {key: _readable(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_readable(inner) for inner in value]
    return LiteralScalarString(value) if isinstance(value, str) and "\n" in value else value
