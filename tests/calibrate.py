"""How often what we say of small tables is right: openings drawn with a known truth, `make calibrate`."""

from __future__ import annotations

import hiring.measurement  # isort: skip  # first: it pins BLAS before numpy is imported

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.special import ndtr

from hiring.foundation import clock
from hiring.measurement.analysis import Analysis, analyse

assert hiring.measurement

OPENINGS = 300
_LEVELS = np.arange(1.0, 6.0)


@dataclass(frozen=True)
class Scenario:
    """How marks of one opening come about; variances in squared levels of a scale of 1 to 5.

    `held` is what everyone in the room heard that day. `harsh` is what one interviewer adds to every mark. `has_rounds`
    says that the column of rounds is handed over.
    """

    name: str
    candidate: float = 0.28
    interviewer: float = 0.09
    held: float = 0.0
    residual: float = 0.27
    mean: float = 3.2
    harsh: float = 0.0
    is_skewed: bool = False
    has_rounds: bool = False


SCENARIOS = (
    Scenario("honest"),
    Scenario("no differences", candidate=0.0),
    Scenario("ceiling", mean=4.6),
    Scenario("skewed", is_skewed=True),
    Scenario("harsh rater", harsh=-1.5),
    Scenario("talked over", held=0.32, residual=0.01, interviewer=0.01),
    Scenario("one round, with its column", held=0.19, residual=0.08, has_rounds=True),
    Scenario("one round, without it", held=0.19, residual=0.08),
)


@dataclass
class Tally:
    """Shares and means over the openings of one scenario; NaN where nothing was said."""

    name: str
    level: float
    adjusted: float
    second_groups: float
    flags: float
    g_said: float
    g_true: float
    g_covered: float
    better_said: float
    better_right: float

    HEAD = ("scenario", "likely level", "adjusted", "2nd group", "flags", "G said", "G true", "G in range",
            "P(A>B) said", "right")  # fmt: skip

    def row(self) -> tuple[str, ...]:
        figures = (self.level, self.adjusted, self.second_groups, self.flags, self.g_said, self.g_true, self.g_covered,
                   self.better_said, self.better_right)  # fmt: skip
        return (self.name, *("–" if figure != figure else f"{figure:.3f}" for figure in figures))


def opening(scenario: Scenario, seed: int, people: int | None = None) -> tuple[pd.DataFrame, np.ndarray]:
    """Marks of 6 to 12 candidates by three of six interviewers each, and the level that endlessly many would give."""
    rng = np.random.default_rng(seed)
    n = people or int(rng.integers(6, 13))
    true = rng.normal(0, 1, n) if not scenario.is_skewed else rng.exponential(1, n) - 1
    true = scenario.mean + scenario.candidate**0.5 * true
    lenient = rng.normal(0, scenario.interviewer**0.5, 6)
    lenient[0] += scenario.harsh
    who = np.repeat(np.arange(n), 3)
    met = np.concatenate([rng.choice(6, 3, replace=False) for _ in range(n)])
    day = rng.normal(0, scenario.held**0.5, n)[who]
    score = true[who] + day + lenient[met] + rng.normal(0, scenario.residual**0.5, len(who))
    marks = pd.DataFrame({"candidate": who, "interviewer": met, "score": np.clip(np.rint(score), 1, 5)})
    marks = marks.assign(criterion="service")
    if scenario.has_rounds:
        marks = marks.assign(round="first")
    around = (scenario.interviewer + scenario.held + scenario.residual) ** 0.5
    below = ndtr((_LEVELS[:-1, None] + 0.5 - true) / around)
    usual = 5.0 - below.sum(axis=0)
    return marks, usual + scenario.harsh / 6.0


def tally(scenario: Scenario, openings: int = OPENINGS, people: int | None = None, first: int = 0) -> Tally:
    """What is said of so many openings, drawn from seed `first` on, beside the truth."""
    seen: dict[str, list[float]] = {name: [] for name in ("level", "adjusted", "second", "flags", "g", "inside")}
    said, right = [], []
    g_true = _g_true(scenario)
    for seed in range(first, first + openings):
        marks, true = opening(scenario, seed, people)
        result = analyse(marks, (1.0, 5.0), draws=0)
        table = result.candidates
        for name in ("level", "adjusted"):
            low, high = (table[f"{name}_{end}"].to_numpy() for end in ("low", "high"))
            if not np.isnan(low).any():
                seen[name] += list((low - 1e-9 <= true) & (true <= high + 1e-9))
        seen["second"].append(float(table["tie_group"].max() > 1))
        seen["flags"].append(len(result.disagreements) / len(table))
        if result.whole.reliability is not None:
            seen["g"].append(result.whole.reliability.g)
            low, high = result.whole.interval or (np.nan, np.nan)
            seen["inside"].append(float(low <= g_true <= high))
        for chance, is_right in _pairs(result, true):
            said.append(chance)
            right.append(is_right)
    mean = {name: float(np.mean(values)) if values else float("nan") for name, values in seen.items()}
    pair = (float(np.mean(said)), float(np.mean(right))) if said and scenario.candidate else (float("nan"),) * 2
    return Tally(scenario.name, mean["level"], mean["adjusted"], mean["second"], mean["flags"], mean["g"], g_true,
                 mean["inside"], *pair)  # fmt: skip


def _g_true(scenario: Scenario) -> float:
    """G of panels of three out of six: q is 1/3 less the mean overlap of two panels, which is .5 of 3."""
    q = (1.0 - 0.5) / 3.0
    noise = q * scenario.interviewer + scenario.held + (scenario.residual + 1.0 / 12.0) / 3.0
    return scenario.candidate / (scenario.candidate + noise)


def _pairs(result: Analysis, true: np.ndarray) -> Iterator[tuple[float, bool]]:
    """For each pair, the chance of the one likelier to be ahead, and whether they are."""
    mixed = result.whole.averaged
    if mixed is None or result.whole.reliability is None:
        return
    everyone = np.arange(len(true))
    for first in everyone:
        for other, chance in zip(everyone, mixed.chance_above(int(first), everyone).tolist(), strict=True):
            if other != first and chance > 0.5:
                yield chance, bool(true[first] > true[other])


def main(openings: int = OPENINGS, first: int = 0) -> None:
    """The table, for seeds from `first` on: constants were chosen while looking at those from 0 to 999."""
    print(f"{openings} openings of 6 to 12 candidates each, three interviewers, on {clock.now():%d %B %Y},")
    print(f"seeds {first} to {first + openings - 1}\n")
    print("| " + " | ".join(Tally.HEAD) + " |\n|" + "---|" * len(Tally.HEAD))
    for scenario in SCENARIOS:
        print("| " + " | ".join(tally(scenario, openings, first=first).row()) + " |", flush=True)
    six = replace(SCENARIOS[0], name="honest, 6 candidates")
    print("| " + " | ".join(tally(six, openings, people=6, first=first).row()) + " |", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
