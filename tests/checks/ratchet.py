"""The bars, and today's figure where a bar isn't met yet. Today's figure may only fall.

`today.json` holds those figures: for each bar the places that are over it, or `*` for a figure of the whole package.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.checks.source import Finding

TODAY = Path(__file__).with_name("today.json")
WHOLE = "*"


@dataclass(frozen=True)
class Measured:
    """What one bar is held to: a figure for each place, and where a reader finds that place."""

    bar: str
    limit: int
    figures: Mapping[str, int]
    lines: Mapping[str, tuple[str, int]]

    @property
    def over(self) -> dict[str, int]:
        return {place: figure for place, figure in self.figures.items() if figure > self.limit}

    @property
    def worst(self) -> int:
        return max(self.figures.values(), default=0)

    def place(self, name: str) -> tuple[str, int]:
        return self.lines.get(name, ("tests/checks/today.json", 1))


def read() -> dict[str, dict[str, int]]:
    known: dict[str, dict[str, int]] = json.loads(TODAY.read_text(encoding="utf-8"))
    return known


def findings(measured: Measured, known: Mapping[str, int]) -> list[Finding]:
    """New or worse places, and entries of `today.json` that are better by now."""
    found = []
    for name, figure in measured.over.items():
        if figure > known.get(name, measured.limit):
            allowed = f"{known[name]} today, bar {measured.limit}" if name in known else f"bar {measured.limit}"
            found.append(Finding(*measured.place(name), f"{measured.bar}, {name}: {figure} ({allowed})."))
    for name, figure in known.items():
        now = measured.over.get(name)
        if now is None or now < figure:
            found.append(
                Finding(
                    "tests/checks/today.json",
                    1,
                    f"{measured.bar}, {name}: {figure} is out of date, it is {'at the bar' if now is None else now}. "
                    "Run `python -m tests.checks --lower`.",
                )
            )
    return found


def lower(all_measured: list[Measured]) -> None:
    """Write the figures that have fallen; never a new place, never a higher figure."""
    known = read()
    lowered = {
        one.bar: {
            name: min(figure, one.over[name])
            for name, figure in sorted(known.get(one.bar, {}).items())
            if name in one.over
        }
        for one in all_measured
    }
    kept = {bar: figures for bar, figures in lowered.items() if figures}
    TODAY.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
