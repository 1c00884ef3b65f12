"""How a figure is rounded and written: half up in decimal, the same on every page, in every export and sentence."""

from decimal import ROUND_HALF_UP, Context, Decimal

# Below what any statistic here is worth, and above what two databases or machines could differ by. A figure is taken
# to so many decimals first: a mean of thirds is 3.0499999999999994 in binary and 3.05 to everyone who adds it up.
DIGITS = 9
# Room for every figure a float can hold.
_LONG = Context(prec=400)


def rounded(value: float, digits: int = 1) -> Decimal:
    """The value to so many decimals; half goes up, and below zero down: 3.25 → 3.3, −3.25 → −3.3. Not for NaN."""
    written = Decimal(f"{float(value):.{max(DIGITS, digits)}f}")
    return written.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _LONG)


def stored(value: float, digits: int = DIGITS) -> float:
    """The rounded value as a number, for exports, frozen summaries and digests."""
    return float(rounded(value, digits))


def whole(value: float) -> int:
    """The nearest whole number."""
    return int(rounded(value, 0))


def fixed(value: float | None, digits: int = 1) -> str:
    """For a column of figures, all with as many decimals: 3.0. Nothing for None."""
    return "" if value is None else _with_minus(f"{rounded(value, digits):f}")


def short(value: float, digits: int = 1) -> str:
    """For a sentence: no trailing .0: 3, 3.3, −0.5."""
    text = f"{rounded(value, digits):f}"
    return _with_minus(text.rstrip("0").rstrip(".") if "." in text else text)


def significant(value: float, figures: int = 4) -> str:
    """To so many figures, for a number of any size: 0.3601, 12.5, 14000."""
    return short(value, figures - 1 - Decimal(float(value)).adjusted()) if value else "0"


def coefficient(value: float) -> str:
    """A share or a correlation, as statisticians write it: .61, −.20, 1.00."""
    return fixed(value, 2).replace("0.", ".", 1) if abs(value) < 1 else fixed(value, 2)


def _with_minus(text: str) -> str:
    """With a true minus sign, and without one before a zero."""
    return text.replace("-", "−") if text.strip("-0.") else text.removeprefix("-")
