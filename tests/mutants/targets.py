"""The modules that hold a rule, and the tests that ought to notice a change in them, nearest first."""

from __future__ import annotations

from tests.checks.source import ROOT

_SCORING = "tests/measurement/scoring"

TARGETS: dict[str, tuple[str, ...]] = {
    "hiring.decisions.gates": ("tests/decisions/test_gates.py",),
    "hiring.foundation.figures": ("tests/foundation/test_figures.py",),
    "hiring.candidates.state_table": (
        "tests/candidates/test_state_table.py",
        "tests/candidates/test_what_is_offered.py",
    ),
    "hiring.measurement.scoring.agreement": (f"{_SCORING}/test_agreement.py",),
    "hiring.measurement.scoring.bands": (f"{_SCORING}/test_bands.py", f"{_SCORING}/test_raw_ties.py"),
    "hiring.measurement.scoring.cells": (f"{_SCORING}/test_cells.py", f"{_SCORING}/test_composite.py"),
    "hiring.measurement.scoring.composite": (f"{_SCORING}/test_composite.py",),
    "hiring.measurement.scoring.minimum": (f"{_SCORING}/test_minimum.py",),
    "hiring.accounts.policy": ("tests/accounts",),
    "hiring.candidates.policy": ("tests/candidates/test_identity.py", "tests/candidates/test_pages.py"),
    "hiring.decisions.policy": ("tests/decisions",),
    "hiring.interviews.policy": ("tests/interviews/test_interviews.py", "tests/interviews/test_scorecard.py"),
    "hiring.openings.policy": ("tests/openings",),
    "hiring.panels.policy": ("tests/panels/test_blindness.py", "tests/panels/test_panel.py"),
    "hiring.practice.policy": ("tests/practice",),
    "hiring.probation.policy": ("tests/probation",),
    "hiring.rubrics.policy": ("tests/rubrics/test_editing.py", "tests/rubrics/test_publishing.py"),
}

_GUARDS = ("tests/house/test_guards.py",)


def far_tests(module: str) -> tuple[str, ...]:
    """Slower tests, asked only about what the near ones didn't notice."""
    if module.endswith(".gates"):
        return ("tests/decisions/test_deciding.py",)
    return _GUARDS if module.endswith(".policy") else ()


def source_of(module: str) -> str:
    return (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
