"""Every mistake of a criterion or a rubric at once: those of its shape, its rules and its language."""

from collections.abc import Mapping
from typing import Any

from hiring.rubrics.proofreading.criterion_rules import criterion_mistakes
from hiring.rubrics.proofreading.language import language_mistakes
from hiring.rubrics.proofreading.rubric_rules import rubric_mistakes
from hiring.rubrics.proofreading.schema_errors import shape_mistakes
from hiring.rubrics.proofreading.texts import text_mistakes
from hiring.rubrics.proofreading.values import Mistake
from hiring.rubrics.schema import Criterion, FileKind

Data = dict[str, Any]


def proofread(kind: FileKind, data: Data, bank: Mapping[str, Criterion | None] | None = None) -> list[Mistake]:
    """All that keeps `data` from being used; an empty list means that the model accepts it as well.

    `bank` holds the criteria a rubric may name, None for one whose own file has mistakes.
    """
    rules = criterion_mistakes(data) if kind == "criterion" else rubric_mistakes(data, bank or {})
    return [*shape_mistakes(kind, data), *rules, *language_mistakes(data), *text_mistakes(data)]
