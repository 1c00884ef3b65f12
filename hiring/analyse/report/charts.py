"""Charts for a page without scripts: where each dot and line goes, in percent, so that a chart fits any width."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hiring.measurement.number_format import number

# Beyond this many rows a chart is a wall; the table below it has everyone.
MOST_ROWS = 150
_TICKS = 5
_EDGE = 3.0


@dataclass(frozen=True)
class ChartRow:
    """One line of a chart: a name, a point with its two ends, and maybe the raw value beside it."""

    name: str
    value: float
    low: float
    high: float
    raw: float | None = None


@dataclass(frozen=True)
class DrawnRow:
    """A row in percent of the chart's width; `is_wide` where its line is unusually long."""

    name: str
    value: str
    low: str
    high: str
    raw: str | None
    is_wide: bool


@dataclass(frozen=True)
class Tick:
    """A value on the axis; `is_origin` marks the one that others are compared with."""

    place: str
    label: str
    is_origin: bool


@dataclass(frozen=True)
class Chart:
    """A dot on a line for each row, with one sentence on how to read it."""

    label: str
    reading: str
    rows: list[DrawnRow]
    ticks: list[Tick]


def chart(
    label: str,
    reading: str,
    rows: Sequence[ChartRow],
    origin: float | None = None,
    axis: tuple[float, float] | None = None,
) -> Chart | None:
    """The chart of these rows; None for fewer than two, or for too many.

    `origin` is a value to mark by an upright; `axis` the lowest and highest mark of the scale, which are drawn even
    where no row reaches them.
    """
    if not 1 < len(rows) <= MOST_ROWS:
        return None
    values = _ticks(rows, origin, axis or ())
    low, high = values[0], values[-1]
    places = max(2, 1 - math.floor(math.log10(values[1] - values[0])))
    usual = sorted(row.high - row.low for row in rows)[len(rows) // 2]

    def place(value: float) -> str:
        return f"{_EDGE + (100 - 2 * _EDGE) * (value - low) / (high - low):.2f}%"

    drawn = [
        DrawnRow(
            row.name,
            place(row.value),
            place(row.low),
            place(row.high),
            None if row.raw is None else place(row.raw),
            row.high - row.low > 1.5 * usual,
        )
        for row in rows
    ]
    ticks = [Tick(place(value), number(value, places), value == origin) for value in values]
    return Chart(label, reading, drawn, ticks)


def _ticks(rows: Sequence[ChartRow], origin: float | None, axis: Sequence[float]) -> list[float]:
    """Round numbers around everything that is drawn."""
    drawn = [end for row in rows for end in (row.low, row.high, row.value if row.raw is None else row.raw)]
    drawn += [*axis] if origin is None else [*axis, origin]
    low, high = min(drawn), max(drawn)
    rough = (high - low if high - low > 1e-8 else 1.0) / (_TICKS - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    step = max(step, 1.0) if axis and low >= axis[0] and high <= axis[1] and high - low >= 4 else step
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(at * step, 10) + 0.0 for at in range(first, max(last, first + 1) + 1)]
