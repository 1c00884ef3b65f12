"""Reading files and folders: what counts as a bank, and what is refused before it is understood."""

from pathlib import Path

import pytest

from hiring.rubrics.files import Document, RubricLibrary, read, read_documents
from hiring.rubrics.schema import Criterion

SOUND = Path(__file__).parent / "sound"
LOST_THINGS = SOUND / "criteria" / "lost-things.yaml"


def only_sentence(library: RubricLibrary) -> str:
    (problem,) = library.problems
    return problem.message


def problem_of(raw: bytes, name: str = "criteria/lost-things.yaml") -> str:
    (problem,) = read_documents([Document(name, raw)]).problems
    return str(problem)


def test_all_mistakes_of_all_files_are_told_at_once_in_the_order_of_path_and_line() -> None:
    broken = SOUND.parent / "broken"
    names = ("weight-in-words", "empty-definition", "no-anchor-at-3")
    told = read([broken / f"{name}.yaml" for name in names]).problems
    assert list(told) == sorted(told, key=lambda problem: (problem.path, problem.line, problem.column))
    assert {Path(problem.path).stem for problem in told} == set(names)


def test_several_mistakes_in_one_file_are_told_together() -> None:
    text = LOST_THINGS.read_text("utf-8").replace("  3: Looks in", "  4: Looks in").replace("family: failure", "")
    told = read_documents([Document("criteria/lost-things.yaml", text.encode())]).problems
    assert [(problem.line, problem.message.split(".")[0]) for problem in told] == [
        (6, "There is no anchor at 3"),
        (24, "“family” is missing in “questions”"),
    ]


def test_a_rubric_named_alone_is_held_against_the_bank_beside_it() -> None:
    told = read([SOUND / "pool.yaml"]).problems
    assert [(problem.line, problem.message.split(".")[0]) for problem in told] == [
        (23, "There's no criterion “first-aid”"),
        (36, "There's no criterion “wet-floors”"),
        (49, "There's no criterion “opening-up”"),
    ]


def test_a_rubric_whose_criterion_is_broken_waits_for_it(bank: dict[str, Criterion], tmp_path: Path) -> None:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "pool.yaml").write_bytes((SOUND / "pool.yaml").read_bytes())
    criterion = LOST_THINGS.read_text("utf-8").replace("title: Care for lost things\n", "")
    (tmp_path / "criteria" / "lost-things.yaml").write_text(criterion, "utf-8")
    library = read([tmp_path], bank)
    assert only_sentence(library) == "“title” is missing. Add it."
    assert dict(library.rubrics) == {}


def test_two_files_with_one_key_are_told_apart_by_path() -> None:
    raw = LOST_THINGS.read_bytes()
    told = read_documents([Document("a/lost-things.yaml", raw), Document("b/lost-things.yaml", raw)]).problems
    assert [str(problem) for problem in told] == [
        "b/lost-things.yaml:2:1: There's already a criterion “lost-things” in a/lost-things.yaml. "
        "Give one of them another key."
    ]


def test_a_file_called_other_than_its_key_is_told() -> None:
    assert problem_of(LOST_THINGS.read_bytes(), "criteria/lost.yaml") == (
        "criteria/lost.yaml:2:1: The key is “lost-things” and the file is called “lost”. Make them the same."
    )


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert only_sentence(read([tmp_path / "gone.yaml"])) == "There's no such file or folder. Check the path."


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_wrong_encoding_is_refused_at_its_line(encoding: str) -> None:
    raw = "key: cafe\ntitle: Café\n".encode(encoding)
    line = 1 if encoding == "utf-16" else 2
    assert problem_of(raw) == (
        f"criteria/lost-things.yaml:{line}:1: This file isn't UTF-8 text. Save it again with the encoding UTF-8."
    )


def test_a_byte_order_mark_is_no_mistake() -> None:
    raw = b"\xef\xbb\xbf" + LOST_THINGS.read_bytes()
    assert read_documents([Document("criteria/lost-things.yaml", raw)]).problems == ()


def test_a_huge_file_is_refused_unread() -> None:
    assert "too large for a rubric file: 10,240 kB" in problem_of(b"x" * 10 * 1024 * 1024)


def test_a_file_with_thousands_of_mistakes_is_told_the_first_hundred() -> None:
    raw = b"key: lost-things\npractice:\n" + b"  - question: somebody-lost\n" * 1000
    told = read_documents([Document("criteria/lost-things.yaml", raw)]).problems
    assert len(told) == 101
    assert told[-1].message.endswith(" more mistakes in this file. Mend those above first.")


def test_a_billion_laughs_are_refused_at_the_first_alias() -> None:
    lines = ["a0: &a0 [ha]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert problem_of("\n".join(lines).encode()) == (
        "criteria/lost-things.yaml:2:10: This file can't use aliases (“*”). Write the text out again."
    )


def test_an_empty_file_is_told() -> None:
    assert problem_of(b"\n\n").endswith("1:1: This file is empty. Start it with “key:” and “title:”.")


def test_a_control_character_is_told_at_its_line() -> None:
    assert problem_of(b"key: a\ntitle: \x00b\n").startswith("criteria/lost-things.yaml:2:1: There's a control")
