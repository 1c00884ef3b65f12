"""Panel cells: every candidate on every criterion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hiring.measurement.components import ASSUMED, Components
from hiring.measurement.libraries import np, pd
from hiring.measurement.ratings import Coded, FloatArray, IntArray, coded

# A one-pass variance has lost its digits once it is this small beside what was subtracted.
_CANCELLED = 1e-6
_BLOCK = 8192


@dataclass(frozen=True)
class Moments:
    """Per cell: `n` how many, `mean`, `sd` (ddof 1), `lowest`, `highest`, in points. NaN where they do not exist."""

    n: IntArray
    mean: FloatArray
    sd: FloatArray
    lowest: FloatArray
    highest: FloatArray


@dataclass(frozen=True)
class Marks:
    """One `mark` an interviewer, candidate and criterion (points, NaN for not observed), as codes into the names of
    `ratings.Coded`. `round` numbers the candidate's round it was given in, None where rounds are not known.
    """

    candidate: IntArray
    interviewer: IntArray
    criterion: IntArray
    mark: FloatArray
    round: IntArray | None = None


def moments(cell: IntArray, score: FloatArray, cells: int) -> Moments:
    """Moments of `score` within each of `cells` cells, by counting, without sorting.

    `cell` holds integers from 0 to cells - 1, one for each score; a NaN score is left out. One entry a cell is
    returned: n 0 gives NaN everywhere, n 1 gives an SD of NaN.
    """
    if len(score) and np.isnan(score.min()):  # without an array that says so of each
        observed = ~np.isnan(score)
        cell, score = cell[observed], score[observed]
    if not len(score):
        nothing = np.full(cells, np.nan)
        return Moments(np.zeros(cells, dtype=np.int64), nothing, nothing, nothing, nothing)
    return _of_levels(cell, score, cells) or _of_numbers(cell, score, cells)


def _of_levels(cell: IntArray, score: FloatArray, cells: int) -> Moments | None:
    """Whole marks on a short scale: one pass over the scores counts every level of every cell.

    The counts of a cell are the digits of one number, which a double holds exactly; too large a count would carry
    into the next digit and lower their total, which is how it is noticed. None where marks are not like that.
    """
    # A plain count of every level (np.bincount of cell × levels + level) is as quick on 300 × 40, but takes twice as
    # long from 1 M ratings on: 2.3 to 2.9 times the floor in `make bench`, where the bar is 2.
    low, high = float(score.min()), float(score.max())
    levels = int(high - low) + 1 if high - low <= 9 else 0
    if not levels or cells * levels > 4 * len(score) + 4096:
        return None
    bits = 52 // levels
    digit = np.exp2(bits * np.arange(levels))
    weights = np.empty(len(score))
    for part in _blocks(len(score)):
        shifted = score[part] - low
        level = shifted.astype(np.int64)
        if (level != shifted).any():
            return None
        np.take(digit, level, out=weights[part], mode="clip")
    digits = np.asarray(np.bincount(cell, weights=weights, minlength=cells), dtype=np.float64)
    del weights  # its memory is what comes next, and fresh memory costs more than the sums themselves
    result = Moments(np.empty(cells, dtype=np.int64), *np.empty((4, cells)))
    for part in _blocks(cells):
        _read_digits(digits[part], bits, levels, low, result, part)
    return result if int(result.n.sum()) == len(score) else None


def _blocks(size: int) -> Iterator[slice]:
    """Pieces that stay in the processor's cache; fresh memory costs more than the sums themselves."""
    return (slice(start, start + _BLOCK) for start in range(0, size, _BLOCK))


def _read_digits(number: FloatArray, bits: int, levels: int, low: float, result: Moments, part: slice) -> None:
    digits = number.astype(np.int64)
    n = digits & ((1 << bits) - 1)
    total, square = np.zeros_like(n), np.zeros_like(n)
    for at in range(1, levels):
        times = (digits >> (bits * at)) & ((1 << bits) - 1)
        n += times
        times *= at
        total += times
        times *= at
        square += times
    # The highest level has the leading digit, the lowest the trailing one; a cell without any has no exponent.
    level = np.append(np.nan, np.arange(bits * levels) // bits + low)
    np.take(level, np.frexp(number)[1], out=result.highest[part], mode="clip")
    np.take(level, np.frexp((digits & -digits).astype(np.float64))[1], out=result.lowest[part], mode="clip")
    count = n.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        np.add(total / count, low, out=result.mean[part])
        np.sqrt((n * square - total * total) / (count * (count - 1.0)), out=result.sd[part])
    result.n[part] = n


def _of_numbers(cell: IntArray, score: FloatArray, cells: int) -> Moments:
    """Any marks. Sums are taken around the middle of all; a second pass is made where that would lose digits."""
    n = np.bincount(cell, minlength=cells)
    lowest = np.full(cells, np.inf)
    np.minimum.at(lowest, cell, score)
    highest = np.full(cells, -np.inf)
    np.maximum.at(highest, cell, score)
    middle = np.rint((lowest.min() + highest.max()) / 2.0)
    shifted = score - middle
    total = np.bincount(cell, weights=shifted, minlength=cells)
    np.multiply(shifted, shifted, out=shifted)
    square = np.bincount(cell, weights=shifted, minlength=cells)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = total / n
        subtracted = n * centre**2
        squares: FloatArray = square - subtracted
        mean = centre + middle
        if bool(np.any((squares < _CANCELLED * subtracted) & (highest > lowest))):
            again = np.bincount(cell, weights=(score - mean[cell]) ** 2, minlength=cells)
            squares = np.asarray(again, dtype=np.float64)
        sd = np.sqrt(np.where(highest > lowest, squares, 0.0) / np.where(n > 1, n - 1, np.nan))
    empty = n == 0
    lowest[empty] = highest[empty] = np.nan
    return Moments(n, mean, sd, lowest, highest)


def interviewer_marks(ratings: pd.DataFrame | Coded) -> pd.DataFrame:
    """One mark an interviewer, candidate and criterion: the mean over the questions that were observed.

    Takes the long frame of `ratings.coded`. Returns `candidate`, `interviewer`, `criterion`, `mark` (points), sorted by
    them, NaN where none of the criterion's questions was observed; and `round`, a number, where rounds are known.
    """
    data = coded(ratings)
    marks = marks_of(data)
    table = pd.DataFrame(
        {
            "candidate": data.candidates.take(marks.candidate),
            "interviewer": data.interviewers.take(marks.interviewer),
            "criterion": data.criteria.take(marks.criterion),
            "mark": marks.mark,
        }
    )
    return table if marks.round is None else table.assign(round=marks.round)


def marks_of(data: Coded) -> Marks:
    """The marks of `interviewer_marks` as codes, one entry an interviewer, candidate and criterion, in sorted order.

    A mark is the mean over the questions that were observed, in points; NaN where none was. Empty for no ratings.
    """
    point = (data.candidate * len(data.interviewers) + data.interviewer) * len(data.criteria) + data.criterion
    first = np.flatnonzero(np.diff(point, prepend=-1))
    observed = ~np.isnan(data.score)
    mark: FloatArray = data.score
    if len(first) < len(point):
        total = np.add.reduceat(np.where(observed, data.score, 0.0), first)
        count = np.add.reduceat(observed.astype(np.float64), first)
        mark = np.divide(total, count, out=np.full(len(first), np.nan), where=count > 0)
    unit = None
    if data.round is not None:
        unit = data.candidate[first] * (int(data.round.max(initial=0)) + 1) + data.round[first]
    return Marks(data.candidate[first], data.interviewer[first], data.criterion[first], mark, unit)


def panel_cells(ratings: pd.DataFrame | Coded, components: Components = ASSUMED) -> pd.DataFrame:
    """Every candidate on every criterion: over questions within an interviewer, then over interviewers.

    Takes the long frame of `ratings.coded`. Each interviewer counts once in a cell, however many questions
    they asked. Returns `candidate`, `criterion`, `mean`, `sd` (ddof 1, over interviewers), `raters`,
    `lowest`, `highest` and `sem`, the standard error of the mean, sqrt((leniency + residual) / raters)
    under `components`; sorted by candidate and criterion. A cell that was rated by nobody is there with 0
    raters and NaN. Where rounds are known the error is own / raters + round × the sum over rounds of (share of
    raters)²: two who heard the same talk are not two samples of the candidate.
    """
    data = coded(ratings)
    marks = marks_of(data)
    place, names = grid(data)
    cell = moments(marks.candidate * len(data.criteria) + marks.criterion, marks.mark, len(place))
    return pd.DataFrame(
        {
            **names,
            "mean": cell.mean,
            "sd": cell.sd,
            "raters": cell.n,
            "lowest": cell.lowest,
            "highest": cell.highest,
            "sem": _sem(data, marks, cell.n, components),
        }
    )


def _sem(data: Coded, marks: Marks, raters: IntArray, components: Components) -> FloatArray:
    if marks.round is None or not components.round:
        return components.sem(raters)
    seen = ~np.isnan(marks.mark)
    cell = (marks.candidate * len(data.criteria) + marks.criterion)[seen]
    both, times = np.unique(np.stack([cell, marks.round[seen]]), axis=1, return_counts=True)
    squares = np.bincount(both[0], weights=times.astype(np.float64) ** 2, minlength=len(raters))
    count = np.where(raters > 0, raters, np.nan)
    return np.asarray(np.sqrt(components.own / count + components.round * squares / count**2), dtype=np.float64)


def grid(data: Coded) -> tuple[IntArray, dict[str, pd.Index[Any]]]:
    """Every candidate × criterion in sorted order: the numbers of the cells and the two name columns.

    The number of a cell is candidate × number of criteria + criterion, from 0; `candidate` and `criterion` have one
    entry a cell.
    """
    cell = np.arange(len(data.candidates) * len(data.criteria))
    candidate, criterion = np.divmod(cell, max(len(data.criteria), 1))
    return cell, {"candidate": data.candidates.take(candidate), "criterion": data.criteria.take(criterion)}
