"""Sentences on what a table of ratings cannot tell, or tells with care, and what would be enough."""

from __future__ import annotations

from collections.abc import Sequence

from hiring.measurement.wording import count, listed, number


def scale_taken(low: float, high: float) -> str:
    """Warns that the scale was taken from the marks. `low` and `high` are the lowest and the highest of them."""
    return f"No scale was given; marks from {number(low, 2)} to {number(high, 2)} were taken as its ends."


def split_criteria(complete: int, pairs: int) -> str:
    """Says why there is no fit of the total where sittings share the criteria out, and what would be enough.

    `complete` of `pairs` scorecards rate every criterion, both counts.
    """
    return (
        f"Only {complete} of {pairs} scorecards rate every criterion, so each criterion was analysed by itself and "
        "the adjusted scores were combined; there are no components, leniency or reliability of the total. "
        "Scorecards of which half or more rate every criterion would be enough."
    )


def incomplete(left_out: int) -> str:
    """Says how many scorecards the total leaves out. `left_out` counts those that lack a criterion, one or more."""
    return f"{count(left_out, 'scorecard')} without every criterion left out of the total, not out of the criteria."


def without_total(names: Sequence[str]) -> str:
    """Says which candidates have no total, and what would be enough.

    `names` has one or more; of more than five the first four are named and the others counted.
    """
    shown = listed(list(names) if len(names) <= 5 else [*names[:4], f"{len(names) - 4} more"])
    return f"No total for {shown}: no interviewer rated every criterion. One who does would be enough for each."


def at_zero(component: str) -> str:
    """What it means that a component was estimated as 0, and where it cannot be true what would be enough.

    `component` is "candidate", "interviewer" or "residual"; a `KeyError` for any other.
    """
    found = {
        "candidate": "No differences between candidates could be found beyond chance.",
        "interviewer": "No differences in leniency between interviewers could be found beyond chance.",
        "residual": (
            "Marks add up without any error, which real interviews never do; no criterion or range is given. "
            "Marks by more interviewers would be enough to see the error."
        ),
    }
    return found[component]


def separate(networks: int) -> str:
    """Says that candidates of different networks cannot be compared, and what would link them.

    `networks` is how many there are, two or more.
    """
    return (
        f"There are {networks} sets of interviewers who share no candidate, not even through others. "
        "Candidates are compared only within a set; one interviewer meeting candidates of two sets would link them."
    )


def few(candidates: int, interviewers: int) -> str:
    """Warns that all figures are rough, and says what would be enough.

    `candidates` counts those met by two interviewers or more, `interviewers` those who met three candidates or more.
    """
    return (
        f"Few data: {count(candidates, 'candidate')} met by two or more, {count(interviewers, 'interviewer')} who met "
        "three or more. All figures are rough; about 30 and 8 would be enough."
    )


INTERVIEWERS_UNKNOWN = (
    "Leniency cannot be told from chance here and is counted with it. "
    "Interviewers who each meet several candidates, in different panels, would be enough."
)
ALL_EQUAL = (
    "Every mark is the same, so nobody can be told from anybody: there is no reliability, criterion or range. "
    "Marks that differ, of several candidates, would be enough."
)
NO_INTERVAL = (
    "No range for the reliability can be given for these marks. "
    "Interviewers who each meet several candidates, in different panels, would be enough."
)
MEASUREMENTS = "There are so many different marks that they are measurements, not categories; alpha was left out."
TOO_LARGE_TO_COMBINE = (
    "There are too many scorecards to combine separately seen criteria; each criterion is given by itself."
)
