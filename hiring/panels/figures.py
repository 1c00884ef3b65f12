"""Figures as pages show them, and the total with leniency taken out. Pure."""

from dataclasses import dataclass

from hiring.measurement.components import NORMAL_95


def one_decimal(value: float | None) -> str:
    """For a column of figures; half is rounded up as in the sentences, so that 3.25 is nowhere 3.2."""
    return "" if value is None else f"{value + 1e-9:.1f}"


def shown_range(ends: tuple[float, float] | None) -> str:
    return "" if ends is None else f"{one_decimal(ends[0])}–{one_decimal(ends[1])}"


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A total as if everybody had met interviewers of ordinary leniency; `differs` where that adds to the raw one."""

    level: float
    error: float
    differs: bool

    @property
    def interval(self) -> tuple[float, float]:
        reach = NORMAL_95 * self.error
        return max(1.0, self.level - reach), min(5.0, self.level + reach)

    @property
    def shown(self) -> str:
        return one_decimal(self.level)

    @property
    def range_shown(self) -> str:
        return shown_range(self.interval)
