"""The core model where rounds are known: two who listened to the same talk are not two samples of a candidate.

score = mean + candidate + candidate in one round + leniency + the rest. What a candidate said on one day everyone in
the room heard; so marks of one round go together more than those of separate ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from hiring.measurement.components import ASSUMED, HEARD_TOGETHER, Components
from hiring.measurement.libraries import np, optimize, pd
from hiring.measurement.model.crossed import CrossedFit, Meetings, fit_crossed, from_estimate, meetings
from hiring.measurement.model.dense import LEAST_RATIO, MOST_EFFECTS, DenseDesign, placed, placed_effects
from hiring.measurement.model.effects import Effects
from hiring.measurement.model.estimate import Estimate
from hiring.measurement.ratings import FloatArray, IntArray, NotEnoughData

# Of what listeners of one round agree on, the share that a separate round would not repeat.
ROUND_SHARE = HEARD_TOGETHER / (ASSUMED.single + HEARD_TOGETHER)
# How many of each the variance of rounds is estimated from; below it is taken by the published share.
LEAST_ROUNDS = 30


@dataclass(frozen=True)
class RoundedFit:
    """A fit with rounds. `unit` numbers the candidate × round of each mark; `assumed` says that the variance of rounds
    was taken by the published share and not estimated.
    """

    fit: CrossedFit
    unit: IntArray
    assumed: bool


def with_rounds(marks: pd.DataFrame) -> tuple[Meetings, IntArray]:
    """Marks as codes, and the number of the candidate × round of each.

    `marks` has one row a mark: `candidate`, `interviewer`, `round`, `score` (points). Raises what `crossed.meetings`
    raises.
    """
    data = meetings(marks, ["round"])
    (code, count), *others = data.levels
    _, unit = np.unique(data.candidate * max(count, 1) + code, return_inverse=True)
    return replace(data, levels=others), unit.astype(np.int64)


def fit_rounds(marks: pd.DataFrame) -> RoundedFit:
    """Fit the core model with the variance of candidate × round, by restricted maximum likelihood.

    `marks` as for `with_rounds`. That variance is estimated where 30 candidates had two rounds and 30 rounds two
    listeners; else .41 of what listeners of one round agree on is taken for the round's: they reach .74, separate
    interviews .44 (Huffcutt, Culbertson & Weyhrauch 2013). Raises `NotEnoughData` as `fit_crossed` does, and for more
    than 400 candidates and interviewers.
    """
    data, unit = with_rounds(marks)
    effects = len(data.candidates) + len(data.interviewers)
    if effects > MOST_EFFECTS:
        raise NotEnoughData(
            f"{effects} candidates and interviewers are too many to count rounds", f"At most {MOST_EFFECTS}"
        )
    try:
        together = _of_units(data, unit)
    except NotEnoughData:
        # Nobody listened together, so what a round adds is part of the rest.
        return RoundedFit(fit_crossed(data), unit, assumed=False)
    if together.components.residual <= 0:
        return RoundedFit(together, unit, assumed=True)
    design, y = DenseDesign.of(data, unit), data.score - data.score.mean()
    split = by_share(together.components)
    estimable = _estimable(data, unit)
    if estimable:
        split = _maximised(design, y, split, unknown=bool(together.unknown))
    return RoundedFit(_at(data, design, unit, split, together, estimable=estimable), unit, assumed=not estimable)


def by_share(parts: Components) -> Components:
    """Components of a fit in which a candidate is someone in one round, the round's told apart by `ROUND_SHARE`."""
    held = parts.candidate * ROUND_SHARE
    return replace(parts, candidate=parts.candidate - held, round=held)


def _of_units(data: Meetings, unit: IntArray) -> CrossedFit:
    """The two-way fit in which every round of a candidate counts as someone else."""
    order = np.lexsort((data.score, data.interviewer, unit))
    names = pd.Index(np.arange(int(unit.max()) + 1 if len(unit) else 0))
    return fit_crossed(
        replace(data, candidates=names, candidate=unit[order], interviewer=data.interviewer[order],
                score=data.score[order])
    )  # fmt: skip


def _estimable(data: Meetings, unit: IntArray) -> bool:
    whose = np.zeros(int(unit.max()) + 1, dtype=np.int64)
    whose[unit] = data.candidate
    several = int((np.bincount(whose) > 1).sum())
    listened = int((np.bincount(unit) > 1).sum())
    return several >= LEAST_ROUNDS and listened >= LEAST_ROUNDS


def _maximised(design: DenseDesign, y: FloatArray, start: Components, *, unknown: bool) -> Components:
    """The variances of the highest restricted likelihood; an unknown leniency stays with the residual."""

    def criterion(logs: FloatArray) -> float:
        ratios = np.exp(np.clip(logs, -14.0, 14.0))[None]
        ratios[0, 1] = LEAST_RATIO if unknown else ratios[0, 1]
        return float(design.factor(ratios).solve(y).criterion[0])

    first = np.log(np.maximum(_ratios(start), 1e-2))
    best: Any = optimize.minimize(criterion, first, method="L-BFGS-B", bounds=[(-14.0, 14.0)] * 3)
    ratios = np.exp(best.x)
    ratios[1] = LEAST_RATIO if unknown else ratios[1]
    solved = design.factor(ratios[None]).solve(y)
    residual = float(solved.left_over[0]) / solved.freedom
    candidate, interviewer, held = (float(ratio) * residual if ratio > 10 * LEAST_RATIO else 0.0 for ratio in ratios)
    return Components(candidate, interviewer, residual, round=held)


def _ratios(parts: Components) -> FloatArray:
    return np.array([parts.candidate, parts.interviewer, parts.round]) / parts.residual


def _at(
    data: Meetings, design: DenseDesign, unit: IntArray, parts: Components, together: CrossedFit, *, estimable: bool
) -> CrossedFit:
    """The effects at these components."""
    ratios = np.maximum(_ratios(parts), LEAST_RATIO)[None]
    solved = design.factor(ratios).solve(data.score - data.score.mean())
    people, fixed = len(data.candidates), design.fixed
    effects, inverse = solved.effects[0], solved.inverse[0]
    error = np.sqrt(parts.residual * np.clip(np.diag(inverse), 0.0, None))
    typical = placed(design.columns, data.candidate, fixed)
    own, level = np.zeros((people, len(effects))), np.zeros((people, len(effects)))
    own[:, fixed : fixed + people] = level[:, fixed : fixed + people] = np.eye(people)
    level[:, :fixed] = typical
    lenient = slice(fixed + people, None)
    made = partial(
        placed_effects, effects, inverse, parts.residual, (effects[lenient], error[lenient]), effects[:fixed]
    )
    names = (("candidate", parts.candidate), ("interviewer", parts.interviewer), ("round", parts.round))
    return from_estimate(
        data,
        Estimate(
            random=made(own),
            adjust=partial(_adjusted, data, unit, parts, ratios),
            components=parts,
            criterion=float(solved.criterion[0]) if estimable else float("nan"),
            mean=float((typical @ effects[:fixed]).mean()),
            levels=partial(made, level),
            unknown=together.unknown,
            at_zero=tuple(name for name, variance in names if variance == 0 and name not in together.unknown),
            method="REML with rounds",
            ratios=(float(ratios[0, 0]), float(ratios[0, 1])),
        ),
    )


def _adjusted(data: Meetings, unit: IntArray, parts: Components, ratios: FloatArray) -> Effects:
    """Candidates as fixed, interviewers and rounds as random."""
    design = DenseDesign.of(data, unit, candidates_fixed=True)
    solved = design.factor(ratios).solve(data.score - data.score.mean())
    place = np.zeros((len(data.candidates), design.columns.shape[1]))
    place[:, : design.fixed] = placed(design.columns, data.candidate, design.fixed)
    lenient = solved.effects[0][design.fixed :]
    unknown = np.full(len(lenient), np.nan)
    fixed = solved.effects[0][: design.fixed]
    return placed_effects(solved.effects[0], solved.inverse[0], parts.residual, (lenient, unknown), fixed, place)
