"""What the tests of rubric files share: the files we ship, and a broken one made from a sound one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hiring.rubrics.files import Library, read

SHIPPED = Path(__file__).parents[2] / "rubrics"


@pytest.fixture(scope="session")
def shipped() -> Library:
    return read([SHIPPED])


@pytest.fixture
def a_bank(tmp_path: Path) -> Path:
    """A folder as an organisation has one: a rubric in it, its criteria in the bank below."""
    for file in (*SHIPPED.glob("*.yaml"), *SHIPPED.glob("criteria/*.yaml")):
        copy = tmp_path / file.relative_to(SHIPPED)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(file.read_bytes())
    return tmp_path


@pytest.fixture
def change(a_bank: Path) -> Callable[[str, str, str], Path]:
    """Change the one place where some words stand in a file of the bank."""

    def change(name: str, words: str, replacement: str) -> Path:
        file = a_bank / name
        text = file.read_text("utf-8")
        assert text.count(words) == 1, f"“{words}” should stand once in {name}"
        file.write_text(text.replace(words, replacement), "utf-8")
        return file

    return change
