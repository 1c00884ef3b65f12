"""What to doubt in a table of marks: interviewers who disagree, someone harsh, people who talked first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from hiring.measurement import sentences
from hiring.measurement.components import ASSUMED, ROUNDING
from hiring.measurement.consistency.interviewers import harsh
from hiring.measurement.libraries import np, pd
from hiring.measurement.measured import Measured
from hiring.measurement.scoring.agreement import disagreement

# Candidate, criterion and the marks, sorted.
Disagreement: TypeAlias = tuple[str, str, list[float]]


def judged(
    marks: pd.DataFrame, whole: Measured, each: Mapping[str, Measured], scale: tuple[float, float], warnings: list[str]
) -> tuple[list[Disagreement], list[str]]:
    """Where interviewers disagree, and what a reader must know first; who is harsh goes to `warnings`.

    `marks` has `candidate`, `interviewer`, `criterion`, `score` (points) and perhaps `round`; `each` is empty for one
    criterion.
    """
    named = each or {str(marks["criterion"].iloc[0]): whole}
    lenient = harsh(whole.marks, scale)
    warnings += [sentences.harsh(name, *figures) for name, figures in lenient.items()]
    apart = _disagreements(marks, named, scale, {name: value for name, (value, _) in lenient.items()})
    return apart, premise(marks, named)


def premise(marks: pd.DataFrame, each: Mapping[str, Measured]) -> list[str]:
    """What is taken for granted where rounds are not known, and whether the marks themselves speak against it.

    `marks` has `candidate`, `criterion`, `score` (points) and perhaps `round`; `each` is what each criterion measured.
    """
    if "round" in marks or len(marks) == len(marks[["candidate", "criterion"]].drop_duplicates()):
        return []
    given, score = [sentences.MET_ALONE], marks["score"].to_numpy()
    residuals = [measured.fit.components.residual for measured in each.values() if measured.fit is not None]
    whole_marks = bool((score == np.rint(score)).all()) and 2 * int(
        np.unique(score, return_counts=True)[1].max()
    ) < len(score)
    if residuals and whole_marks and float(np.mean(residuals)) < ROUNDING:
        given.append(sentences.TALKED_OVER)
    return given


def _disagreements(
    marks: pd.DataFrame, each: Mapping[str, Measured], scale: tuple[float, float], lenient: Mapping[str, float]
) -> list[Disagreement]:
    rows_of = dict(list(marks.assign(criterion=marks["criterion"].astype(str)).groupby("criterion", sort=True)))
    flagged_marks = []
    for name, measured in each.items():
        rows = rows_of[name]
        fitted = measured.fit.components if measured.fit is not None and measured.fit.components.error > 0 else None
        table = disagreement(rows, fitted or ASSUMED.on_scale(*scale), scale, lenient)
        flagged = rows[rows["candidate"].isin(table.loc[table["flag"], "candidate"])]
        for candidate, seen in flagged.groupby("candidate", sort=True)["score"]:
            flagged_marks.append((str(candidate), name, sorted(seen.tolist())))
    return sorted(flagged_marks, key=lambda row: row[:2])


def flags(candidates: pd.DataFrame, apart: list[Disagreement], several: bool) -> list[tuple[str, ...]]:
    """The flags of each row of `candidates`, which has `candidate` and `n`; `several` names the criterion."""
    flags_of: dict[str, list[str]] = {str(name): [] for name in candidates["candidate"]}
    for candidate, criterion, _ in apart:
        if candidate in flags_of:
            flags_of[candidate].append(f"disagreement: {criterion}" if several else "disagreement")
    for candidate in candidates.loc[candidates["n"] == 1, "candidate"]:
        flags_of[str(candidate)].append("one interviewer only")
    return [tuple(flags) for flags in flags_of.values()]
