"""What is vendored is exactly what its manifest says."""

import hashlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "vendor"
LINES = [line.split() for line in (FOLDER / "MANIFEST").read_text().splitlines() if not line.startswith("#")]


def test_every_vendored_file_is_in_the_manifest_and_no_other():
    kept = {path.name for path in FOLDER.iterdir()} - {"MANIFEST"}
    assert {line[0] for line in LINES} == kept


@pytest.mark.parametrize(("name", "package", "version", "licence", "origin", "digest"), LINES)
def test_a_vendored_file_is_what_its_manifest_says(name, package, version, licence, origin, digest):
    content = (FOLDER / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == digest
    assert f"axe v{version}".encode() in content[:100]
    assert (package, licence, origin.endswith(version)) == ("axe-core", "MPL-2.0", True)
