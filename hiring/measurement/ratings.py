"""The long frame of ratings: which columns it has, what it may not contain, and its integer codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from hiring.measurement.libraries import np, pd
from hiring.measurement.number_format import not_enough

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray: TypeAlias = NDArray[np.float64]
    IntArray: TypeAlias = NDArray[np.int64]
    BoolArray: TypeAlias = NDArray[np.bool_]
else:  # a name alone: the types would load numpy
    FloatArray = IntArray = BoolArray = Any

KEYS = ("candidate", "interviewer", "criterion")
# How many others must keep a scale for each mark that is called far off it.
_KEEPERS = 10


class BadRatings(ValueError):
    """Ratings nobody should compute with. `rows` are positions in the frame, counted from 0."""

    def __init__(self, message: str, rows: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.rows = rows


class NotEnoughData(ValueError):
    """A question these data cannot answer: `have` is what is there and `enough` what would be, as for
    `number_format.not_enough`, which makes the message of them.
    """

    def __init__(self, have: str, enough: str) -> None:
        super().__init__(not_enough(have, enough))


@dataclass(frozen=True)
class Coded:
    """Ratings as integer codes, sorted by candidate, interviewer, criterion and question.

    `candidates`, `interviewers`, `criteria` are the sorted distinct names; the four arrays have one entry a rating,
    `candidate`, `interviewer` and `criterion` index into those names. A `score` of NaN was asked for and not observed.
    `round` numbers the rounds of all ratings, None where they are not known.
    """

    candidates: pd.Index[Any]
    interviewers: pd.Index[Any]
    criteria: pd.Index[Any]
    candidate: IntArray
    interviewer: IntArray
    criterion: IntArray
    score: FloatArray
    round: IntArray | None = None


def coded(ratings: pd.DataFrame | Coded) -> Coded:
    """Check a long frame and turn it into sorted integer codes; what is coded already is returned as it is.

    `ratings` has one row a rating and the columns `candidate`, `interviewer`, `criterion`, `score` and optionally
    `question` and `round`; names may be text or numbers, not both in one column. `score` is a float, NaN for "not
    observed". Order of rows and index do not matter, so every result downstream is the same for any order of input. A
    frame without rows gives empty arrays.

    Raises `BadRatings` for a missing column, a missing name, text beside numbers in one column, a score that is not a
    finite number, and the same interviewer rating the same candidate, criterion and question twice.
    """
    if isinstance(ratings, Coded):
        return ratings
    lacking = [name for name in (*KEYS, "score") if name not in ratings.columns]
    if lacking:
        raise BadRatings(f"The ratings have no column {' and no column '.join(lacking)}.")
    score = scores(ratings["score"])
    keys = [*KEYS, "question"] if "question" in ratings.columns else list(KEYS)
    codes, names = zip(*(codes_of(ratings[key], key) for key in keys), strict=True)
    cell = np.zeros(len(score), dtype=np.int64)
    for code, name in zip(codes, names, strict=True):
        cell = cell * max(len(name), 1) + code
    sorted_already = bool((np.diff(cell) > 0).all())
    order = np.arange(len(cell)) if sorted_already else np.argsort(cell, kind="stable")
    twice = np.flatnonzero(np.diff(cell[order]) == 0)
    if len(twice):
        at = int(order[twice[0] + 1])
        who, whom = ratings["interviewer"].iloc[at], ratings["candidate"].iloc[at]
        raise BadRatings(f"{who} rated {whom} twice on the same point.", (int(order[twice[0]]), at))
    candidate, interviewer, criterion = (code[order] for code in codes[:3])
    rounds = codes_of(ratings["round"], "round")[0][order] if "round" in ratings.columns else None
    return Coded(names[0], names[1], names[2], candidate, interviewer, criterion, score[order], rounds)


def scores(column: pd.Series[Any]) -> FloatArray:
    """A column of scores as floats, one entry a row, NaN where there is none.

    Raises `BadRatings` for text, and for infinity with the rows that hold it.
    """
    try:
        score = column.to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise BadRatings("A score isn't a number.") from error
    endless = np.flatnonzero(np.isinf(score))
    if len(endless):
        raise BadRatings("A score isn't a finite number.", tuple(int(row) for row in endless))
    return score


def codes_of(column: pd.Series[Any], key: str) -> tuple[IntArray, pd.Index[Any]]:
    """A column of names as codes into its sorted distinct names, one entry a row.

    `key` is what a message calls the column. Raises `BadRatings` for a column that mixes text and numbers, and for a
    missing name with the rows that lack it. Categories, which must themselves be sorted, spare looking at every name.
    """
    try:
        code, names = pd.factorize(column, sort=True)
    except TypeError as error:
        raise BadRatings(f"The column {key} mixes text and numbers.") from error
    nameless = np.flatnonzero(code < 0)
    if len(nameless):
        raise BadRatings(f"The column {key} has an empty cell.", tuple(int(row) for row in nameless))
    if isinstance(names.dtype, pd.CategoricalDtype):
        names = names.astype(names.dtype.categories.dtype)
    return code.astype(np.int64), pd.Index(names)


def off_scale(score: pd.Series[Any]) -> tuple[int, ...]:
    """Positions of marks far off a scale that all others keep, such as a 44 among marks from 1 to 5.

    `score` in points, NaN left out. Others keep a scale when all of them are whole or halves within 1
    to 5, 0 to 10 or 0 to 100, ten for each mark that is not; far off is further beyond its ends than it is
    long. Nothing where no such scale fits.
    """
    value = scores(score)
    for low, high in ((1.0, 5.0), (0.0, 10.0), (0.0, 100.0)):
        away = np.maximum(value - high, low - value)
        inside = away <= 0
        far = np.flatnonzero(away > high - low)
        kept = value[inside]
        others = int((~np.isnan(value)).sum()) - len(far)
        if (
            len(far)
            and len(kept) == others >= _KEEPERS * max(1, len(far))
            and bool((2 * kept == np.rint(2 * kept)).all())
        ):
            return tuple(int(at) for at in far)
    return ()
