"""The adverse-impact table of all groups and stages, with small numbers hidden so that subtraction cannot find them."""

from __future__ import annotations

from hiring.measurement.libraries import np, pd
from hiring.measurement.outcomes.impact import Impact, Stratum, compare
from hiring.measurement.outcomes.suppression import groups_to_hide

LEAST_SHARE = 0.02


def impact_table(counts: pd.DataFrame) -> pd.DataFrame:
    """Every group of every stage against the group with the highest rate.

    `counts` has `group`, `n`, `passed`, and optionally `stage` and `opening`; rows without a group or a stage are left
    out. Openings are pooled by Mantel-Haenszel. The reference is the group with the highest rate among those that are
    shown and make up 2 % of the pool or more.

    A group is hidden, in every stage, when in any stage its number, the number who passed or the number who did not is
    below 5. One hidden group could be found by subtracting the others from the total, so the next smallest is hidden
    too, until the hidden ones together have 5 or more of each. Hidden rows have no figures at all.

    Returns one row a stage and group, sorted: `stage`, `group`, `hidden`, `reference`, `n`, `passed`, `rate` (0 to 1)
    and `impact` (an `Impact`, or None for the reference, hidden groups and where nobody could be compared or nobody
    passed). Raises `ValueError` when more passed than there were, or a count is missing or below 0.
    """
    table = counts.assign(stage=counts.get("stage", "all"), opening=counts.get("opening", "all"))
    if not ((table["passed"] >= 0) & (table["passed"] <= table["n"])).all():
        raise ValueError("More passed than there were, or a count is missing or below 0.")
    hidden = hidden_groups(table)
    stages = [_stage(str(stage), rows, hidden) for stage, rows in table.groupby("stage", sort=True)]
    columns = ["stage", "group", "hidden", "reference", "n", "passed", "rate", "impact"]
    return pd.concat(stages, ignore_index=True) if stages else pd.DataFrame(columns=columns)


def hidden_groups(counts: pd.DataFrame) -> set[str]:
    """Groups whose figures must not be shown in any stage, by the rule of `impact_table`.

    `counts` as there, with `stage`; counts are not missing. Returns names as text; none where there is no group.
    """
    sums = counts.groupby(["group", "stage"], sort=True)[["n", "passed"]].sum()
    stages: dict[str, dict[str, tuple[int, int]]] = {}
    for group, stage, n, passed in sums.reset_index().itertuples(index=False):
        stages.setdefault(str(group), {})[str(stage)] = int(n), int(passed)
    return groups_to_hide(stages)


def _stage(stage: str, rows: pd.DataFrame, hidden: set[str]) -> pd.DataFrame:
    sums = rows.groupby("group", sort=True)[["n", "passed"]].sum()
    names = [str(name) for name in sums.index]
    hide = np.array([name in hidden for name in names])
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = np.where(hide, np.nan, sums["passed"].to_numpy() / sums["n"].to_numpy())
    large = sums["n"].to_numpy() >= LEAST_SHARE * sums["n"].sum()
    candidates = np.where(large & ~np.isnan(rate), rate, -1.0)
    reference = names[int(candidates.argmax())] if len(names) and candidates.max() >= 0 else None
    impacts = [
        None if name in hidden or name == reference or reference is None else _against(rows, name, reference)
        for name in names
    ]
    return pd.DataFrame(
        {
            "stage": stage,
            "group": names,
            "hidden": hide,
            "reference": [name == reference for name in names],
            "n": sums["n"].where(~hide).to_numpy(dtype=np.float64, na_value=np.nan),
            "passed": sums["passed"].where(~hide).to_numpy(dtype=np.float64, na_value=np.nan),
            "rate": rate,
            "impact": pd.Series(impacts, dtype=object),
        }
    )


def _against(rows: pd.DataFrame, group: str, reference: str) -> Impact | None:
    counts = {
        (opening, name): (int(rows_of["passed"].sum()), int(rows_of["n"].sum()))
        for (opening, name), rows_of in rows.astype({"group": str}).groupby(["opening", "group"])
    }
    openings = [opening for opening, name in counts if name == group and (opening, reference) in counts]
    return compare([Stratum(*counts[opening, group], *counts[opening, reference]) for opening in openings])
