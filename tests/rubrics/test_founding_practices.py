"""Each founding practice that becomes a criterion, a question or a rubric is carried by some file."""

import ast
import csv
from collections import Counter
from pathlib import Path

import pytest

from hiring.rubrics.files import RubricLibrary

TABLE = Path(__file__).parents[1] / "data" / "founding_practices.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
ELSEWHERE = "elsewhere: "  # what of the product carries it, as path:name
REPOSITORY = Path(__file__).parents[2]


def is_there(library: RubricLibrary, carrier: str) -> bool:
    """A criterion, a rubric, a general question, or a rubric's own scene."""
    match carrier.split("/"):
        case [key]:
            return key in library.criteria or key in library.rubrics
        case [criterion, question] if criterion in library.criteria:
            return question in {known.key for known in library.criteria[criterion].questions}
        case [rubric, criterion, scene] if rubric in library.rubrics:
            return scene in {known.key for known in library.edition(rubric).chosen(criterion).scenes}
    return False


def is_elsewhere(carrier: str) -> bool:
    """A function, class or column that a file of the product defines."""
    path, _, name = carrier.partition(":")
    file = REPOSITORY / path
    return file.is_file() and bool(name) and name in defined_in(ast.parse(file.read_text("utf-8")))


def defined_in(module: ast.Module) -> set[str]:
    nodes = list(ast.walk(module))
    named = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return named | {
        node.target.id for node in nodes if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['document']} {row['practice']}")
def test_a_practice_is_carried_by_files_that_exist(row: dict[str, str], shipped: RubricLibrary) -> None:
    carriers = row["carried_by"]
    if carriers.startswith(ELSEWHERE):
        elsewhere = carriers.removeprefix(ELSEWHERE).split()
        assert elsewhere and [carrier for carrier in elsewhere if not is_elsewhere(carrier)] == []
    else:
        assert [carrier for carrier in carriers.split() if not is_there(shipped, carrier)] == []
        assert carriers.split()


@pytest.mark.parametrize("document", ["000", "001", "002", "003", "004"])
def test_the_rubric_of_a_document_asks_about_its_practices(document: str, shipped: RubricLibrary) -> None:
    """At least two in three criteria of its rubric were chosen because one of its practices asks for them."""
    rows = [row for row in ROWS if row["document"] == document]
    (rubric,) = {row["rubric"] for row in rows}
    asked_for = {carrier for row in rows for carrier in row["carried_by"].split()}
    chosen = {chosen.criterion for chosen in shipped.rubrics[rubric].criteria}
    assert 3 * len(chosen & asked_for) >= 2 * len(chosen)


def test_every_document_has_its_practices() -> None:
    assert Counter(row["document"] for row in ROWS) == {"000": 6, "001": 6, "002": 9, "003": 7, "004": 5}


def test_a_carrier_that_is_nowhere_is_found_out(shipped: RubricLibrary) -> None:
    for carrier in ("smiling", "ownership/none", "six-elements/ownership/none", "a/b/c/d"):
        assert not is_there(shipped, carrier)
    for carrier in (
        "hiring/openings/models.py",
        "hiring/openings/models.py:",
        "hiring/openings/models.py:measures_of_a_plan",
        "hiring/openings/nowhere.py:great_service",
        "measures of a probation plan",
    ):
        assert not is_elsewhere(carrier)
