"""Sentences on what a table of ratings cannot tell, or tells with care, and what would be enough."""

from __future__ import annotations

from collections.abc import Sequence

from hiring.measurement.number_format import count, listed, number


def scale_taken(low: float, high: float) -> str:
    """Warns that the scale was taken from the marks. `low` and `high` are the lowest and the highest of them."""
    return f"No scale was given; marks from {number(low, 2)} to {number(high, 2)} were taken as its ends."


def split_criteria(complete: int, pairs: int) -> str:
    """Says why there is no fit of the total where rounds share the criteria out, and what would be enough.

    `complete` of `pairs` scorecards rate every criterion, both counts.
    """
    return (
        f"Only {complete} of {pairs} scorecards rate every criterion, so each criterion was analysed by itself and "
        "the adjusted scores were combined; the total has no components, and no range of its reliability. Leniency is "
        "that of whole scorecards beside those of colleagues who rated the same. "
        "Scorecards of which half or more rate every criterion would be enough for the rest."
    )


def incomplete(left_out: int) -> str:
    """Says how many scorecards the total leaves out. `left_out` counts those that lack a criterion, one or more."""
    return f"{count(left_out, 'scorecard')} without every criterion left out of the total, not out of the criteria."


def without_total(names: Sequence[str]) -> str:
    """Says which candidates have no total, and what would be enough.

    `names` has one or more; of more than five the first four are named and the others counted.
    """
    return f"No total for {_some(names)}: no interviewer rated every criterion. One who does would be enough for each."


def missing_criterion(names: Sequence[str]) -> str:
    """Says which candidates lack a criterion where rounds share them out, and what would be enough.

    `names` as for `without_total`.
    """
    return (
        f"No total for {_some(names)}: nobody rated every criterion there. "
        "One mark on each that is missing would be enough."
    )


def _some(names: Sequence[str]) -> str:
    return listed(list(names) if len(names) <= 5 else [*names[:4], f"{len(names) - 4} more"])


def at_zero(component: str) -> str:
    """What it means that a component was estimated as 0, and where it cannot be true what would be enough.

    `component` is "candidate", "interviewer", "round" or "residual"; a `KeyError` for any other.
    """
    sentences = {
        "candidate": (
            "No differences between candidates could be found beyond chance, so there's no likely level and no "
            "reliability. More interviewers for each candidate would be enough to look again."
        ),
        "interviewer": "No differences in leniency between interviewers could be found beyond chance.",
        "round": "No differences between rounds of one candidate could be found beyond chance.",
        "residual": (
            "The marks fit together exactly, so they tell us nothing about error. There's no reliability, no range and "
            "no tie group. Marks by more interviewers would be enough."
        ),
    }
    return sentences[component]


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
    "Leniency can't be told from chance here and is counted with it. "
    "Interviewers who each meet several candidates, in different panels, would be enough."
)
ALL_EQUAL = (
    "Every mark is the same, so nobody can be told from anybody: there is no reliability, criterion or range. "
    "Marks that differ, of several candidates, would be enough."
)
MET_ALONE = "This takes every interviewer to have met the candidate alone and marked before talking."
TALKED_OVER = (
    "These marks agree more closely than whole marks given alone can. Less than a twelfth of a level² is left over. "
    "If people listened together or talked first, name the column of rounds with --round."
)
ROUND_ASSUMED = (
    "How much of a mark belongs to the round is taken from published studies. There, listeners in one room agree .74, "
    "separate interviews .44. About 30 candidates with two rounds would be enough to estimate it."
)
NO_G_ACROSS_SETS = (
    "Reliability isn't given across sets of interviewers who share no candidate. "
    "One interviewer meeting candidates of two sets would be enough to link them."
)
NO_RANGE_SPLIT = (
    "There's no range for the reliability of the total, because rounds share the criteria out. "
    "Scorecards of which half or more rate every criterion would be enough."
)
NO_INTERVAL = (
    "There's no range for the reliability of these marks. "
    "Interviewers who each meet several candidates, in different panels, would be enough."
)
MEASUREMENTS = "There are so many different marks that they are measurements, not categories; alpha was left out."
TOO_LARGE_TO_COMBINE = (
    "There are too many scorecards to combine separately seen criteria; each criterion is given by itself."
)
NOT_KNOWN_YET = "We can't tell yet how reliable these marks are. Below is what would be enough."
OF_EACH_ONLY = "Reliability is known of each criterion only, not of the total."
ALIKE = "Everyone got the same mark, so nobody is ahead."


def far_off(mark: str) -> str:
    """Refuses a mark, as it was written, that is far off the scale all others keep."""
    return f"{mark} is far off the scale all other marks keep. Correct it, or name the scale with --scale."


def harsh(name: str, leniency: float, reach: float) -> str:
    """Names an interviewer who marks everyone lower or higher; `leniency` and its 95 % `reach` in points."""
    way = "lower" if leniency < 0 else "higher"
    return (
        f"{name} marks everyone {way} than colleagues who met the same people, by about {number(abs(leniency))} "
        f"(± {number(reach)}). That is taken out before we say that interviewers disagree."
    )


def first_of_all(
    people: int, leaders: int, apart: int, networks: int, *, rough: bool, no_differences: bool = False
) -> str:
    """The one sentence a report begins with: whether anybody stands out, and who to talk about. It names nobody.

    Of `people` candidates `leaders` are in the highest tie group, `apart` had interviewers who disagreed; `networks` is
    how many sets cannot be compared with each other; `rough` are figures from few data, `no_differences` says that none
    were found between candidates. Without leaders nobody can be told from anybody.
    """
    if no_differences:
        sentence = "No differences between candidates could be found"
    elif networks > 1:
        sentence = f"These candidates are {networks} sets that met different interviewers, so nobody is ahead of all"
    elif not leaders:
        sentence = "These marks can't tell anyone from anyone yet"
    elif leaders == people:
        sentence = "Nobody is ahead: all differences between these candidates may be chance"
    elif leaders == 1:
        sure = "though so few marks can mislead" if rough else "beyond what chance would do"
        sentence = f"1 of {people} candidates is ahead of all others, {sure}"
    else:
        sentence = f"{leaders} of {people} candidates share the lead; the differences between them may be chance"
    if not apart:
        return f"{sentence}."
    return f"{sentence}. Interviewers disagreed about {count(apart, 'candidate')}: talk before deciding."
