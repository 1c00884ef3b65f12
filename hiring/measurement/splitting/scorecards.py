"""Whole scorecards beside those of colleagues who rated the same, for where rounds share the criteria out."""

from __future__ import annotations

from collections.abc import Sequence

from hiring.measurement.libraries import np, pd
from hiring.measurement.ratings import codes_of


def scorecards(marks: pd.DataFrame, within: Sequence[str] = ()) -> pd.DataFrame:
    """One mark a scorecard: the mean over whatever criteria an interviewer rated of a candidate.

    `marks` has one row a mark: `candidate`, `interviewer`, `criterion`, `score` (points, without missing ones) and the
    columns named in `within`, which candidates carry themselves, such as their opening. Returns, sorted by person and
    interviewer, `candidate` (a number, the same for the same person on the same criteria), `interviewer`, `asked` (a
    number, the same for the same criteria `within` the same) and `score`. So the difference between criteria is never
    taken for one between interviewers: fit it with `asked` fixed. Empty for no marks.
    """
    people, _ = codes_of(marks["candidate"], "candidate")
    panel, interviewers = codes_of(marks["interviewer"], "interviewer")
    criterion, criteria = codes_of(marks["criterion"], "criterion")
    pair, first, place = np.unique(people * max(len(interviewers), 1) + panel, return_index=True, return_inverse=True)
    contents = np.zeros((len(pair), len(criteria) + len(within)), dtype=np.int64)
    contents[place, criterion] = 1
    for at, name in enumerate(within):
        contents[:, len(criteria) + at] = codes_of(marks[name], name)[0][first]
    pattern = np.unique(contents, axis=0, return_inverse=True)[1]
    size = np.maximum(np.bincount(place, minlength=len(pair)), 1)
    total = np.bincount(place, weights=marks["score"].to_numpy(dtype=np.float64), minlength=len(pair))
    return pd.DataFrame(
        {
            "candidate": people[first] * (int(pattern.max(initial=0)) + 1) + pattern,
            "interviewer": interviewers.take(panel[first]),
            "asked": pattern,
            "score": total / size,
        }
    )
