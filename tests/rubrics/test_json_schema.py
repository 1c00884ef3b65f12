"""The JSON Schemas beside the rubric files are those of the code, and agree with it about the files."""

import json
from pathlib import Path

import jsonschema
import pytest

from hiring.rubrics.proofreading.yaml_source import read_source
from hiring.rubrics.schema import FileKind, json_schema

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "rubrics").rglob("*.yaml"))


def kind_of(file: Path) -> FileKind:
    return "criterion" if file.parent.name == "criteria" else "rubric"


@pytest.mark.parametrize("kind", ["criterion", "rubric"])
def test_the_schema_file_is_current(kind: FileKind) -> None:
    written = json.loads((ROOT / "rubrics" / f"{kind}.schema.json").read_text("utf-8"))
    assert written == json_schema(kind), "Run: .venv/bin/python tests/rubrics/write_schemas.py"


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_file_names_its_schema_and_fits_it(file: Path) -> None:
    text = file.read_text("utf-8")
    way = "../" if kind_of(file) == "criterion" else ""
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={way}{kind_of(file)}.schema.json"
    jsonschema.validate(read_source(text.encode()).data, json_schema(kind_of(file)))


def test_the_schema_asks_a_situational_question_for_its_dilemma() -> None:
    data = read_source((ROOT / "rubrics/criteria/ownership.yaml").read_bytes()).data
    situational = next(question for question in data["questions"] if question["kind"] == "situational")
    del situational["dilemma"]
    with pytest.raises(jsonschema.ValidationError, match="'dilemma' is a required property"):
        jsonschema.validate(data, json_schema("criterion"))
