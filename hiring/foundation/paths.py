"""Where the files we ship are, in a checkout or in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _shipped(name: str) -> Path:
    in_wheel = _PACKAGE / "_shipped" / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name


def templates() -> Path:
    return _shipped("templates")


def rubrics() -> Path:
    return _shipped("rubrics")


def static() -> Path:
    return _PACKAGE / "static"


def data(name: str, organisation: Path | None = None) -> Path:
    """The data file of that name: the organisation's own where it has one, else ours."""
    if organisation is not None and (organisation / name).is_file():
        return organisation / name
    return _PACKAGE / "data" / name
