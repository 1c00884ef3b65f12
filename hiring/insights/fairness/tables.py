"""What a quarter may show of one question: each step's groups by number, and sentences made of those numbers alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hiring.foundation import figures
from hiring.insights.fairness.outcomes import STEPS
from hiring.insights.fairness.questions import GroupQuestion
from hiring.insights.fairness.values import NOT_KNOWN
from hiring.measurement import sentences
from hiring.measurement.libraries import pd
from hiring.measurement.outcomes.groups import impact_table
from hiring.measurement.outcomes.suppression import groups_to_hide

# A group alone can't be compared.
GROUPS_NEEDED = 2
# What people are called whose group nobody knows.
UNKNOWN_PEOPLE = "people who didn't say"

Counts = dict[str, dict[str, tuple[int, int]]]


def counts_of(people: Iterable[tuple[str, Mapping[str, bool]]]) -> Counts:
    """Group → step → how many stood there and how many passed; `people` is group and steps of each."""
    counts: Counts = {}
    for group, passed in people:
        for step, has_passed in passed.items():
            n, so_far = counts.setdefault(group, {}).get(step, (0, 0))
            counts[group][step] = n + 1, so_far + has_passed
    return {group: {step: steps.get(step, (0, 0)) for step in STEPS} for group, steps in counts.items()}


def published_table(question: GroupQuestion, counts: Counts) -> dict[str, Any]:
    """The question with the steps that may be shown; without any where fewer than 2 groups can be compared."""
    hidden = groups_to_hide(counts, spare={NOT_KNOWN})
    names = {choice.key: choice.people for choice in question.choices if choice.key in counts}
    known = {key: name for key, name in names.items() if key not in hidden}
    shown = known | ({NOT_KNOWN: UNKNOWN_PEOPLE} if NOT_KNOWN in counts and NOT_KNOWN not in hidden else {})
    steps = [_step(step, counts, known, shown) for step in STEPS] if len(known) >= GROUPS_NEEDED else []
    return {"key": question.key, "name": question.name, "steps": steps, "is_partial": bool(hidden)}


def _step(step: str, counts: Counts, known: Mapping[str, str], shown: Mapping[str, str]) -> dict[str, Any]:
    rows = [(name, *counts[key][step]) for key, name in shown.items()]
    return {
        "title": STEPS[step],
        "groups": [
            {"people": name, "n": n, "passed": passed, "percent": figures.whole(100 * passed / n)}
            for name, n, passed in rows
        ],
        "sentences": _sentences(step, counts, known),
    }


def _sentences(step: str, counts: Counts, known: Mapping[str, str]) -> list[str]:
    """Each group against the one that passed most often, in the order of the form: nothing is ranked."""
    frame = pd.DataFrame([(step, key, *counts[key][step]) for key in known], columns=["stage", "group", "n", "passed"])
    rows: dict[str, Any] = {str(row.group): row for row in impact_table(frame).itertuples(index=False)}
    reference = next((key for key, row in rows.items() if row.reference), None)
    if reference is None:
        return []
    others = [key for key in known if key != reference]
    return [_sentence(step, known[key], known[reference], rows[key].impact) for key in others]


def _sentence(step: str, group: str, reference: str, impact: Any) -> str:
    """Only offers are hires that could have gone the other way."""
    if impact is not None and step != "chosen":
        impact = replace(impact, moves=None, moved_ratio=None)
    return sentences.impact(group, reference, impact)
