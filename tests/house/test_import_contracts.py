"""The import contracts in pyproject.toml cover the folders that are there."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "hiring"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
ANATOMY = next(contract for contract in CONTRACTS if contract["name"].startswith("Inside a room"))

ONLY_FOR_THE_APP = next(contract for contract in CONTRACTS if contract["type"] == "protected")


def dotted(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_the_anatomy_of_a_room_holds_for_every_folder_that_has_it():
    """A folder with two of the layers has an order to keep: `views` with `forms`, `actions` with `models` and so on."""
    layers = [layer.strip("()") for layer in ANATOMY["layers"]]
    folders = [PACKAGE, *(path for path in PACKAGE.rglob("*") if path.is_dir() and (path / "__init__.py").exists())]
    rooms = {dotted(folder) for folder in folders if sum((folder / f"{layer}.py").exists() for layer in layers) > 1}
    assert set(ANATOMY["containers"]) == rooms


def test_every_module_of_pages_is_the_apps_alone():
    """`**.views` covers the modules of that name; import-linter has no sign for `**.*_views`, so they are listed."""
    pages = {dotted(path) for path in PACKAGE.rglob("*_views.py")}
    assert pages == set(ONLY_FOR_THE_APP["protected_modules"]) - {"hiring.**.views"}


def names_of(contract):
    yield from contract.get("source_modules", ())
    yield from contract.get("protected_modules", ())
    yield from contract.get("allowed_importers", ())


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["name"])
def test_a_contract_names_only_modules_that_are_there(contract):
    for name in names_of(contract):
        place = name.replace("**.", "*/").replace(".", "/")
        pattern = place.replace("*/", "**/")
        assert list(ROOT.glob(f"{pattern}.py")) or (ROOT / place).is_dir(), name
