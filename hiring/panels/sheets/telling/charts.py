"""Charts for a page without script: rows in HTML, lines in SVG by percent, so that both fit any width."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from hiring.measurement.wording import number

# Beyond this many rows a chart is a wall; the table below it has everybody.
CHARTED = 150
_TICKS = 5
_EDGE = 3.0


@dataclass(frozen=True)
class Row:
    """One line of a chart: a name, a point with its two ends, and maybe the raw value beside it."""

    name: str
    value: float
    low: float
    high: float
    raw: float | None = None


def figure(label: str, reading: str, rows: Sequence[Row], origin: float | None = None) -> str:
    """A dot on a line for each row, under one sentence on how to read it; dashed where a line is unusually long.

    With `origin` an upright marks that value. Nothing for fewer than two rows, or for too many.
    """
    if not 1 < len(rows) <= CHARTED:
        return ""
    ticks = _ticks(rows, origin)
    low, high = ticks[0], ticks[-1]
    places = max(2, 1 - math.floor(math.log10(ticks[1] - ticks[0])))
    usual = sorted(row.high - row.low for row in rows)[len(rows) // 2]

    def place(value: float) -> str:
        return f"{_EDGE + (100 - 2 * _EDGE) * (value - low) / (high - low):.2f}%"

    grid = "".join(_upright(place(tick), "origin" if tick == origin else "grid") for tick in ticks)
    lines = "".join(
        f'<span class="who">{escape(row.name)}</span><svg class="track" focusable="false">{grid}'
        f"{_marks(row, place, row.high - row.low > 1.5 * usual)}</svg>"
        for row in rows
    )
    axis = "".join(
        f'<text x="{place(tick)}" y="14" text-anchor="middle">{number(tick, places)}</text>' for tick in ticks
    )
    return (
        f'<figure><figcaption>{escape(reading)}</figcaption><div class="chart" role="img" '
        f'aria-label="{escape(label)}; the table below has the figures"><div class="rows" aria-hidden="true">{lines}'
        f'<span class="who"></span><svg class="axis" focusable="false">{axis}</svg></div></div></figure>\n'
    )


def _marks(row: Row, place: Callable[[float], str], wide: bool) -> str:
    raw = "" if row.raw is None else f'<circle class="raw" cx="{place(row.raw)}" cy="50%" r="4"/>'
    return (
        f'<line class="{"range wide" if wide else "range"}" x1="{place(row.low)}" x2="{place(row.high)}" '
        f'y1="50%" y2="50%"/>{raw}<circle class="point" cx="{place(row.value)}" cy="50%" r="4.5"/>'
    )


def _upright(x: str, kind: str) -> str:
    return f'<line class="{kind}" x1="{x}" x2="{x}" y1="0" y2="100%"/>'


def _ticks(rows: Sequence[Row], origin: float | None) -> list[float]:
    """Round numbers around everything that is drawn."""
    drawn = [end for row in rows for end in (row.low, row.high, row.value if row.raw is None else row.raw)]
    drawn += [] if origin is None else [origin]
    low, high = min(drawn), max(drawn)
    rough = (high - low if high - low > 1e-8 else 1.0) / (_TICKS - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(at * step, 10) + 0.0 for at in range(first, max(last, first + 1) + 1)]
