"""A backup file: a ZIP with a manifest, the rows of every table, and the journal's key if it was asked for.

The manifest holds the SHA-256 and the number of rows of every table, the journal's head and the fingerprint of its
key, and is signed with that key. Before a row is used, all of it is checked.
"""

import hashlib
import hmac
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from hiring.foundation.backups.rows import Column, TableRows
from hiring.foundation.database import canonical
from hiring.foundation.web.errors import Refused

FORMAT = 1
MANIFEST, KEY = "manifest.json", "journal.key"
LARGEST_MANIFEST = 1_000_000


class BackupBroken(Refused):
    """The file is no backup of ours, or not as it was written."""


@dataclass(frozen=True, slots=True)
class TableSum:
    """How many rows a table has, and the SHA-256 of its file."""

    rows: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    made_at: str
    schema: str
    journal_sequence: int
    journal_digest: str
    key_fingerprint: str
    has_key: bool
    tables: dict[str, TableSum] = field(default_factory=dict)

    def signature(self, key: bytes) -> str:
        return hmac.new(key, canonical(asdict(self)).encode(), hashlib.sha256).hexdigest()


def write(file: BinaryIO, manifest: Manifest, tables: Iterable[TableRows], key: bytes) -> None:
    """Write the whole backup; the manifest comes last, because it sums up the rest."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for table in tables:
            with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as part:
                manifest.tables[table.name] = _write_table(part, table)
        if manifest.has_key:
            archive.writestr(KEY, key)
        archive.writestr(MANIFEST, canonical({"manifest": asdict(manifest), "signature": manifest.signature(key)}))


def _write_table(part: Any, table: TableRows) -> TableSum:
    digest, rows = hashlib.sha256(), 0
    for line in _lines(table):
        part.write(line)
        digest.update(line)
        rows += 1
    return TableSum(rows - 1, digest.hexdigest())


def _lines(table: TableRows) -> Iterator[bytes]:
    """The columns in the first line, a row in each of the others."""
    yield f"{canonical([[column.name, column.kind] for column in table.columns])}\n".encode()
    dated = [(place, column) for place, column in enumerate(table.columns) if column.kind in {"moment", "day"}]
    for row in table.rows:
        values = list(row)
        for place, column in dated:
            values[place] = column.to_json(values[place])
        yield f"{canonical(values)}\n".encode()


class Archive:
    """An opened backup, of which nothing has been believed yet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise BackupBroken("This isn't a backup: its manifest is far too long.")
        given = json.loads(archive.read(MANIFEST))
        sums = {str(name): TableSum(**table) for name, table in given["manifest"].pop("tables").items()}
        self.manifest = Manifest(**given["manifest"], tables=sums)
        self._signature = str(given["signature"])
        # In the order they were written: those first that others point to.
        self._parts = [name for name in archive.namelist() if name.startswith("tables/")]
        if self.manifest.format != FORMAT:
            raise BackupBroken(f"This backup has a different format ({self.manifest.format}) than this version reads.")

    def key(self) -> bytes | None:
        return self._archive.read(KEY) if self.manifest.has_key else None

    def refuse_altered(self, key: bytes) -> None:
        """Refuse a manifest not signed with this key, and a table that is not as the manifest says."""
        if not hmac.compare_digest(self._signature, self.manifest.signature(key)):
            raise BackupBroken("The backup's manifest was altered. It isn't signed with the journal's key.")
        if sorted(self._parts) != sorted(f"tables/{name}.jsonl" for name in self.manifest.tables):
            raise BackupBroken("The backup doesn't hold the tables that its manifest names.")
        for name, expected in self.manifest.tables.items():
            digest, lines = hashlib.sha256(), 0
            with self._archive.open(f"tables/{name}.jsonl") as part:
                for line in part:
                    digest.update(line)
                    lines += 1
            if TableSum(lines - 1, digest.hexdigest()) != expected:
                raise BackupBroken(f"The backup was altered or damaged: {name} isn't as its manifest says.")

    def tables(self) -> Iterator[TableRows]:
        for name in self._parts:
            with self._archive.open(name) as part:
                lines = io.TextIOWrapper(part, encoding="utf-8", newline="\n")
                columns = tuple(Column(*column) for column in json.loads(lines.readline()))
                yield TableRows(Path(name).stem, columns, (_row(columns, line) for line in lines))


def _row(columns: tuple[Column, ...], line: str) -> list[Any]:
    return [column.from_json(value) for column, value in zip(columns, json.loads(line), strict=True)]


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The backup in this file. What is no backup is refused with a sentence, and so is one cut short or damaged."""
    try:
        with zipfile.ZipFile(path) as file:
            try:
                archive = Archive(file)
            except (KeyError, ValueError, TypeError, RuntimeError):
                raise BackupBroken(f"{path} isn't a backup of this program, or its manifest was altered.") from None
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as broken:
        raise BackupBroken(f"{path} isn't a whole backup file: {broken}.") from None
