"""Writes the JSON Schemas that editors use beside the rubric files; run it when the format changes."""

import json
from pathlib import Path

from hiring.rubrics.schema import SHAPES, json_schema

FOLDER = Path(__file__).parents[2] / "rubrics"


def written() -> dict[Path, str]:
    """The schema files as they should be."""
    return {
        FOLDER / f"{kind}.schema.json": json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
        for kind in SHAPES
    }


if __name__ == "__main__":
    for file, text in written().items():
        file.write_text(text, "utf-8")
