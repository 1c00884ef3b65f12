"""Each file in broken/ holds one mistake, and opens with the place and the sentence its author should see."""

from pathlib import Path

import pytest

from hiring.rubrics.files import RubricLibrary, read
from hiring.rubrics.schema import Criterion

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_mistake_is_told_once_at_its_place(file: Path, bank: dict[str, Criterion]) -> None:
    expected = file.read_text("utf-8").splitlines()[0].removeprefix("# ")
    assert [str(problem) for problem in read([file], bank).problems] == [f"{file}:{expected}"]


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_file_with_a_mistake_is_not_used(file: Path, bank: dict[str, Criterion]) -> None:
    library = read([file], bank)
    assert (dict(library.criteria), dict(library.rubrics)) == (bank, {})


def test_the_sound_files_that_mistakes_are_made_in_have_none(pool: RubricLibrary, lost_things: Criterion) -> None:
    assert pool.problems == ()
    assert lost_things.key == "lost-things"


def test_many_kinds_of_mistake_are_held() -> None:
    assert len(BROKEN) >= 60
