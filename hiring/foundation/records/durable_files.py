"""Small files that are whole or not there, whatever happens while they're written."""

import os
import secrets
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Write the file in one step: readers find the old content or the new, also after a power cut."""
    written = _written(path, content)
    try:
        written.replace(path)
    except OSError:
        written.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def create(path: Path, content: bytes) -> bool:
    """Write the file in one step unless there is one; says whether it was ours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = _written(path, content)
    try:
        path.hardlink_to(written)
    except FileExistsError:
        return False
    finally:
        written.unlink()
    _sync_folder(path.parent)
    return True


def _written(path: Path, content: bytes) -> Path:
    """A new file beside it, readable by this account alone, already on disk."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
