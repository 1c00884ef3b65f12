"""Hidden figures stay hidden from a solver that knows the rule, every total, and every other publication."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from hiring.measurement.outcomes.suppression import LEAST, groups_to_hide

TABLES = 200
# As people whose group nobody knows.
SPARE = {"c"}
STAGES = ("interviewed", "chosen")
Table = dict[str, dict[str, tuple[int, int]]]


def drawn(chance: random.Random, groups: str) -> Table:
    """A group or two is small. Who is chosen was interviewed, and some withdrew in between."""
    table = {}
    for group in groups:
        applied = chance.choice([chance.randint(0, 8), chance.randint(15, 40), chance.randint(30, 40)])
        interviewed = round(applied * chance.uniform(0.3, 0.8))
        stayed = interviewed - chance.choice([0, 0, min(1, interviewed)])
        table[group] = {STAGES[0]: (applied, interviewed), STAGES[1]: (stayed, round(stayed * chance.uniform(0, 1)))}
    return table


def added(first: Table, second: Table) -> Table:
    """Both together; `first` may be nobody."""
    return {
        group: {
            stage: (n + first[group][stage][0], passed + first[group][stage][1]) if first else (n, passed)
            for stage, (n, passed) in stages.items()
        }
        for group, stages in second.items()
    }


def published(quarters: list[Table]) -> tuple[list[Table], list[Table]]:
    """What each quarter shows, and of how many: where fewer than two groups can be shown, people wait for the next."""
    waiting: Table = {}
    shown, cohorts = [], []
    for quarter in quarters:
        waiting = added(waiting, quarter)
        hidden = groups_to_hide(waiting, spare=SPARE)
        told = {group: stages for group, stages in waiting.items() if group not in hidden}
        shown.append(told if len(told) > 1 else {})
        cohorts.append(waiting)
        waiting = {} if len(told) > 1 else waiting
    return shown, cohorts


def swaps(quarter: Table, hidden: set[str]) -> Iterator[Table]:
    """Every table with the same totals in which people of two hidden groups are dealt out in another way."""
    names = sorted(hidden & set(quarter))
    for place, left in enumerate(names):
        for right in names[place + 1 :]:
            for stage in STAGES:
                (n, passed), (other_n, other_passed) = quarter[left][stage], quarter[right][stage]
                for mine in range(n + other_n + 1):
                    for mine_passed in range(min(mine, passed + other_passed) + 1):
                        theirs = n + other_n - mine, passed + other_passed - mine_passed
                        if theirs[1] <= theirs[0]:
                            yield quarter | {
                                left: quarter[left] | {stage: (mine, mine_passed)},
                                right: quarter[right] | {stage: theirs},
                            }


def figures(table: Table) -> dict[tuple[str, str, str], int]:
    return {
        (group, stage, what): figure
        for group, stages in table.items()
        for stage, (n, passed) in stages.items()
        for what, figure in (("n", n), ("passed", passed), ("failed", n - passed))
    }


def histories(quarters: list[Table], number: int, hidden: set[str]) -> Iterator[list[Table]]:
    """Those that differ from what was in this quarter alone, then in the one before."""
    for place in range(number, -1, -1):
        for swapped in swaps(quarters[place], hidden):
            yield [swapped if at == place else quarter for at, quarter in enumerate(quarters)]


def pinned(quarters: list[Table], number: int) -> tuple[set[tuple[str, str, str]], int]:
    """Hidden figures behind that quarter's publication with one possible value, and how many were attacked.

    Those that are 0 for all groups together are no secret.
    """
    shown, cohorts = published(quarters)
    own, hidden = figures(cohorts[number]), set(cohorts[number]) - set(shown[number])
    together = {key[1:]: sum(own[other] for other in own if other[1:] == key[1:]) for key in own}
    secret = {key for key in own if shown[number] and key[0] in hidden and together[key[1:]]}
    attacked = len(secret)
    for history in histories(quarters, number, hidden) if secret else ():
        told, people = published(history)
        if told == shown:
            possible = figures(people[number])
            secret = {key for key in secret if possible[key] == own[key]}
        if not secret:
            break
    return secret, attacked


@pytest.mark.parametrize("seed", range(2))
def test_a_solver_with_every_total_and_difference_never_pins_a_hidden_figure(seed: int) -> None:
    """It tries every table that would have been published alike, and knows the rule and every total of each quarter."""
    chance, solved, attacked = random.Random(seed), [], 0  # noqa: S311 - repeatable tables
    for _ in range(TABLES // 2):
        groups = "abcde"[: chance.randint(3, 5)]
        quarters = [drawn(chance, groups), drawn(chance, groups)]
        for number in (0, 1):
            secret, tried = pinned(quarters, number)
            solved, attacked = [*solved, *((quarters, key) for key in secret)], attacked + tried
    assert attacked > TABLES
    assert solved == []


def test_a_lone_small_group_takes_the_next_with_it_and_five_of_each_is_enough() -> None:
    table: Table = {
        "large": {"interviewed": (60, 30)},
        "middle": {"interviewed": (12, 6)},
        "small": {"interviewed": (LEAST - 1, 2)},
    }
    assert groups_to_hide(table) == {"small", "middle"}
    assert groups_to_hide(table, spare={"large"}) == {"small", "large"}
    assert groups_to_hide(table | {"small": {"interviewed": (2 * LEAST, LEAST)}}) == set()
    assert groups_to_hide(table | {"small": {"interviewed": (2 * LEAST, LEAST - 1)}}) == {"small", "middle"}
    assert groups_to_hide(table | {"small": {"interviewed": (2 * LEAST, LEAST + 1)}}) == {"small", "middle"}
