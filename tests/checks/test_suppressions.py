"""What is waved through without a reason is found."""

import pytest

from tests.checks.source import SourceFile
from tests.checks.suppressions import unexplained


@pytest.mark.parametrize(
    ("line", "is_explained"),
    [
        ("import a  # noqa: F401 - for its tables", True),
        ("import a  # noqa: F401, PLC0415 - for its tables", True),
        ("a = b  # type: ignore[attr-defined]  # the stubs lag behind", True),
        ("import a  # noqa: F401", False),
        ("import a  # noqa", False),
        ("import a  # noqa - for its tables", False),
        ("a = b  # type: ignore[misc]", False),
        ("a = b  # type: ignore  # the stubs lag behind", False),
        ("a = b  # type: ignore[misc]  # noqa: S101 - a test", False),
    ],
)
def test_a_finding_is_waved_through_by_its_name_and_with_a_reason(tmp_path, monkeypatch, line, is_explained):
    monkeypatch.setattr("tests.checks.source.ROOT", tmp_path)
    path = tmp_path / "module.py"
    path.write_text(line)
    assert (unexplained(SourceFile(path)) == []) is is_explained
