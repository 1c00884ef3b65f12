"""How well panels agree, and what an interviewer may privately learn of own marks: sentences from the model. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hiring.measurement import sentences
from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.consistency.alpha import alpha, count_table
from hiring.measurement.consistency.interviewers import halos, leniencies, spreads
from hiring.measurement.consistency.reliability import ROUNDS, Reliability, d_study, design, reliability
from hiring.measurement.consistency.resampling import Step, g_and_d_study
from hiring.measurement.libraries import pd
from hiring.measurement.model.rounds import ROUND_SHARE, by_share
from hiring.measurement.sentences import own
from hiring.panels.pooled_model.model import Model

# Refits behind the range of the reliability: enough for its second digit, quick enough to wait for.
DRAWS = 100


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well panels agree, in words; `coefficients` and `components` are for the fold.

    `of_what` says that it is of single scorecards where rounds share the criteria out; nothing where it is of totals.
    """

    sentence: str
    basis: str
    of_what: str
    rounds: tuple[Step, ...]
    rounds_say: str
    alpha: str
    coefficients: Reliability | None
    components: Components
    separate: str


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """What one interviewer learns of own marks. Nobody else reads it."""

    candidates: int
    says: tuple[str, ...]


def agreement(model: Model, answers: pd.DataFrame) -> Agreement:
    """`answers` is the long frame of every answer of finished panels, `candidate`, `criterion`, `question`, `score`."""
    components, coefficients, sentence, separate = ASSUMED, None, "", ""
    values = d_study(components, ROUNDS)["reliability"].tolist()
    steps: tuple[Step, ...] = tuple((k, value, None) for k, value in zip(ROUNDS, values, strict=True))
    if (fit := model.by_card) is not None:
        units, made = (model.by_round or fit, model.panels) if model.panels else (fit, None)
        share = 0.0 if made is None else ROUND_SHARE
        made = made or design(fit.data)
        interval, steps = model.kept("reliability", lambda: g_and_d_study(units, draws=DRAWS, made=made, share=share))
        components = by_share(units.components) if share else fit.components
        coefficients = reliability(components, made)
        sentence = sentences.reliability(coefficients.g, interval)
        networks = int(fit.candidates["network"].max())
        separate = sentences.separate(networks) if networks > 1 else ""
    return Agreement(
        sentence=sentence,
        basis=_basis(model),
        of_what="" if model.fit or fit is None else sentences.BY_ROUND,
        rounds=steps,
        rounds_say=sentences.d_study([step for step in steps if step[0] in (1, 2, 4)]),
        alpha=sentences.alpha(alpha(*count_table(answers, ["candidate", "criterion", "question"])))
        if len(answers)
        else "",
        coefficients=coefficients,
        components=components,
        separate=separate,
    )


def _basis(model: Model) -> str:
    """What the figures rest on; enough panels do not help where nobody rates what a colleague does."""
    return model.basis if model.by_card is not None or model.is_assumed else sentences.NEVER_THE_SAME


def own_marks(model: Model, person: str) -> OwnMarks:
    """Leniency, spread and halo of one interviewer's marks, each only where it is sure enough to be worth saying."""
    met = int(model.marks.loc[model.marks["interviewer"] == person, "application"].nunique())
    fit = model.by_card
    if fit is None:
        known = model.candidates, model.interviewers
        return OwnMarks(met, (own.NOBODY_BESIDE if model.is_large_enough else own.too_few(*known),))
    sentences_said = []
    for row in _of(person, model.kept("leniencies", lambda: leniencies(fit))):
        sentence = own.leniency(row["leniency"], row["se"], row["n"]) if row["tell"] else None
        sentences_said.append(sentence or own.nothing_to_tell(row["n"]))
    data = fit.data
    cards = pd.DataFrame(
        {"candidate": data.candidate, "interviewer": data.interviewers.take(data.interviewer), "score": data.score}
    )
    for row in _of(person, model.kept("spreads", lambda: spreads(cards))):
        sentences_said += [sentence] if (sentence := own.spread_ratio(row["ratio"], (row["low"], row["high"]))) else []
    marks = model.marks.rename(columns={"application": "candidate"})
    sentences_said += [
        own.halo(row["halo"], row["usual"]) for row in _of(person, model.kept("halos", lambda: halos(marks)))
    ]
    return OwnMarks(met, tuple(sentences_said or [own.nothing_to_tell(0)]))


def _of(person: str, frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """What the frame knows of this interviewer; nothing where it is not known."""
    return frame[frame["interviewer"] == person].dropna().to_dict("records")
