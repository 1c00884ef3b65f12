"""Dated, editable facts per jurisdiction, read from a data file an organisation can lay its own over."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import current_app

from hiring.foundation import paths


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    key: str
    name: str
    as_of: str
    facts: dict[str, object]


@cache
def _read(organisation: Path | None) -> dict[str, Jurisdiction]:
    from ruamel.yaml import YAML  # noqa: PLC0415 - tables know this module, and commands that show no page read no file

    whole = YAML(typ="safe", pure=True).load(paths.data("jurisdictions.yaml", organisation))
    return {
        key: Jurisdiction(key=key, name=facts["name"], as_of=str(facts["as_of"]), facts=facts)
        for key, facts in whole.items()
    }


def known() -> dict[str, Jurisdiction]:
    return _read(current_app.config["DATA_DIR"])


def names() -> list[tuple[str, str]]:
    return [(jurisdiction.key, jurisdiction.name) for jurisdiction in known().values()]


def at(key: str) -> Jurisdiction:
    """The facts of a place; those of elsewhere where the file does not know it."""
    return known().get(key, known()["other"])
