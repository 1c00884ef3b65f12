"""Templates keep the house's budgets and never trust what a person typed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = sorted(p for p in (ROOT / "hiring").rglob("*.py") if "migrations" not in p.parts)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_a_template_is_short_and_marks_nothing_as_safe(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 120
    assert not re.search(r"\|\s*safe\b|autoescape false|<script(?! type=\"module\" src=)|style=\"", text)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_keeps_to_its_budget_and_opens_with_a_sentence(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 300
    assert text.startswith('"""'), "a module opens with one plain sentence"
