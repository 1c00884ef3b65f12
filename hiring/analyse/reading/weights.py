"""The weight of each criterion, where a sheet has a column of weights and someone said to use it."""

from __future__ import annotations

import math

import pandas as pd

from hiring.analyse.reading.mark_forms import marks_in
from hiring.analyse.reading.refusals import SheetError
from hiring.measurement.number_format import listed, number

_SHOWN = 8


def weights_of(long: pd.DataFrame) -> tuple[dict[str, float], list[str]]:
    """Criterion → weight, and a sentence that says so; nothing without a column of weights.

    `SheetError` with the row of a weight that is no positive number, or that differs from an earlier one of the same
    criterion.
    """
    if "weight" not in long:
        return {}, []
    pairs = long.drop_duplicates(["criterion", "weight"]).sort_values("row", kind="stable")
    values = marks_in(pairs["weight"].astype("str"))
    weights: dict[str, tuple[float, int]] = {}
    for criterion, row, text, value in zip(pairs["criterion"], pairs["row"], pairs["weight"], values, strict=True):
        if not 0 < value < math.inf:
            raise SheetError(f"Row {row}: “{text}” is no weight. Enter a number above 0.")
        before = weights.setdefault(str(criterion), (float(value), int(row)))
        if before[0] != value:
            raise SheetError(
                f"Row {row}: {criterion} has the weight {number(value, 2)} here and {number(before[0], 2)} in row "
                f"{before[1]}. A criterion has the same weight throughout."
            )
    found = {criterion: weight for criterion, (weight, _) in sorted(weights.items())}
    named = [f"{criterion} {number(weight, 2)}" for criterion, weight in found.items()]
    some = listed(named if len(named) <= _SHOWN else [*named[:_SHOWN], f"{len(named) - _SHOWN} more"])
    return found, [f"Weights of the criteria in the total: {some}."]
