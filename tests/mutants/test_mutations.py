"""Which changes a module is put through."""

from tests.mutants.mutations import mutants

SOURCE = '''
LIMIT: int = 3

def is_due(days: int) -> bool:
    """Three days or more."""
    if not days:
        return False
    return days >= LIMIT and days != 7
'''


def test_signs_conditions_constants_and_answers_are_changed():
    changes = [f"{mutant.line}: {mutant.before} → {mutant.after}" for mutant in mutants("a.b", SOURCE)]
    assert changes == [
        "2: 3 → 4",
        "6: if not days → if False",
        "6: not days → days",
        "7: False → True",
        "8: return days >= LIMIT and days != 7 → return True",
        "8: return days >= LIMIT and days != 7 → return False",
        "8: days >= LIMIT and days != 7 → days >= LIMIT or days != 7",
        "8: days >= LIMIT → days > LIMIT",
        "8: days != 7 → days == 7",
        "8: 7 → 8",
    ]


def test_a_mutant_is_one_change_and_says_where():
    mutant = next(mutant for mutant in mutants("a.b", SOURCE) if mutant.before == "days >= LIMIT")
    assert str(mutant) == "a/b.py:8: days >= LIMIT → days > LIMIT"
    names: dict[str, object] = {}
    exec(compile(mutant.code, "a/b.py", "exec"), names)  # noqa: S102 – our own source
    is_due = names["is_due"]
    assert [is_due(days) for days in (0, 2, 3, 4, 7)] == [False, False, False, True, False]
