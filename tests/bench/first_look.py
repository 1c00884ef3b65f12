"""What the first page after a new panel has to work out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from hiring.panels.pooled_model.model import model_of
from tests.bench.measurement import Row, _against, _best, _drawn


def rows() -> Iterator[Row]:
    """What the first page after a new panel has to work out for 300 × 40 on five criteria, from nothing."""
    rng = np.random.default_rng(4)
    totals = _drawn(300, 40, 900)
    each = pd.concat([totals.assign(criterion=f"c{at}") for at in range(5)], ignore_index=True)
    mark = np.clip(np.rint(each["score"] + rng.normal(0, 0.5, len(each))), 1, 5)
    marks = pd.DataFrame(
        {"application": each["candidate"].map("a{:04}".format), "opening": "o", "criterion": each["criterion"],
         "interviewer": each["interviewer"].map("i{:03}".format), "mark": mark}
    )  # fmt: skip
    yield from _looked_at("First look after a new panel, 300 × 40 × 5", marks)
    yield from _looked_at("The same where two rounds share the criteria out", _shared_out())


def _looked_at(name: str, marks: pd.DataFrame) -> Iterator[Row]:
    weights = {"o": {f"c{at}": 1.0 + at for at in range(5)}}
    everybody = sorted(marks["application"].unique())
    yield _against(name, _best(lambda: model_of(marks, weights), 30), 0.020, "≤ 20 ms")
    models = iter([model_of(marks, weights) for _ in range(30)])

    def shown() -> object:
        model = next(models)
        adjusted, ties = (ask("o", weights["o"], everybody) for ask in (model.adjusted, model.ties))
        assert adjusted.keys() == (ties or {}).keys() == set(everybody)

    yield _against("  adjusted totals and tie groups of all 300", _best(shown, 30), 0.020, "≤ 20 ms")


def _shared_out() -> pd.DataFrame:
    """300 × 40: two interviewers on the first three of five criteria and two others on the last three."""
    rng = np.random.default_rng(5)
    true, lenient = rng.normal(3, 0.5, (300, 5)), rng.normal(0, 0.3, 40)
    drawn = []
    for person in range(300):
        met = rng.choice(40, 4, replace=False)
        for place, one in enumerate(met):
            for at in (0, 1, 2) if place < 2 else (2, 3, 4):
                mark = float(np.clip(np.rint(true[person, at] + lenient[one] + rng.normal(0, 0.5)), 1, 5))
                drawn.append((f"a{person:04}", "o", f"i{one:03}", f"c{at}", mark))
    return pd.DataFrame(drawn, columns=["application", "opening", "interviewer", "criterion", "mark"])
