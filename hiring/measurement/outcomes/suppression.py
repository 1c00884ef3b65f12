"""Which groups of a table must not be shown, so that no subtraction finds the small ones. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

LEAST = 5

# Stage → how many of a group there were, and how many of them passed.
StageCounts = Mapping[str, tuple[int, int]]


def groups_to_hide(counts: Mapping[str, StageCounts], *, spare: Collection[str] = ()) -> set[str]:
    """Groups without a figure in any stage; `counts` has the stages of each group, `spare` names that matter least.

    A group is hidden when in any stage its number, the number who passed or the number who did not is below 5. One
    hidden group could be found by subtracting the others from the total, so the next is hidden too, a spare one before
    any other and the smallest first, until the hidden ones together have 5 or more of each. Names break ties. None
    where there is no group.
    """
    hidden = {group for group, stages in counts.items() if _smallest(stages.values()) < LEAST}
    for group in sorted(counts, key=lambda name: (name not in spare, _size(counts[name]), name)):
        if not hidden or _smallest(_together(counts[name] for name in hidden)) >= LEAST:
            break
        hidden.add(group)
    return hidden


def _smallest(stages: Iterable[tuple[int, int]]) -> int:
    """Of all who were there, who passed, and who didn't, in any stage."""
    return min((figure for n, passed in stages for figure in (passed, n - passed)), default=0)


def _size(stages: StageCounts) -> int:
    return max((n for n, _ in stages.values()), default=0)


def _together(groups: Iterable[StageCounts]) -> Iterable[tuple[int, int]]:
    sums: dict[str, tuple[int, int]] = {}
    for stages in groups:
        for stage, (n, passed) in stages.items():
            so_far = sums.get(stage, (0, 0))
            sums[stage] = so_far[0] + n, so_far[1] + passed
    return sums.values()
