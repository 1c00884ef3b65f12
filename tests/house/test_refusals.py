"""Every field that a refusal names is on the form that the page shows: else its sentence leads nowhere."""

import ast
import sys
from pathlib import Path

import pytest

import hiring.app
from hiring.foundation.web.forms import Form
from tests.checks.refusal_fields import ROOT, fields_refused, reached, text, tree

assert hiring.app  # imports every form

# Pages whose form has no such field, and why a sentence above the form is right there.
ABOVE_THE_FORM = {
    "accounts.views.first_run": {"roles"},  # given by the page, never typed
    "seating.views.proposal": {
        "round",
        "people",
    },  # each row has its own fields; what the action refuses is named there
    "probation.ending_views._check": {
        "reason",
        "goals",
        "last_day",
        "extended_to",
    },  # shown, not typed, on a check page
}

# A field that a form spreads over several of its own, and one of these.
SPREAD = {"check_ins": "check_in_1"}


def _forms():
    waiting, forms = [Form], {}
    while waiting:
        form = waiting.pop()
        forms[form.__name__] = form
        waiting += form.__subclasses__()
    return forms


FORMS = _forms()


def has_field(form, field):
    """Fields that a form makes for each of several things are written `f"level-{…}"`."""
    declared = Path(sys.modules[form.__module__].__file__).read_text()
    return hasattr(form, SPREAD.get(field, field)) or f'f"{field}-{{' in declared


def names_in(node):
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def forms_of(module, view):
    """The forms a view names, or else those that what it calls names."""
    named = names_in(view) & FORMS.keys()
    named = named or set().union(*(names_in(part) & FORMS.keys() for _, part in reached(module, view)))
    if "OUTCOME_FORMS" in names_in(view):
        named = {name for name, form in FORMS.items() if form.__module__ == "hiring.probation.outcome_forms"}
    return [FORMS[name] for name in named]


def refusing():
    """(module, view, the `with form.refusals(…)` in it)"""
    for path in sorted((ROOT / "hiring").rglob("*views.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for view in (node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef)):
            for block in (node for node in ast.walk(view) if isinstance(node, ast.With)):
                call = block.items[0].context_expr
                if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "refusals":
                    yield module, view, block, {word.arg: text(word.value) for word in call.keywords}


CASES = {
    f"{module.removeprefix('hiring.')}.{view.name}:{block.lineno - view.lineno}": (module, view, block, renamed)
    for module, view, block, renamed in refusing()
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_each_named_field_is_on_the_form_that_is_shown(name):
    module, view, block, renamed = CASES[name]
    forms, above = forms_of(module, view), ABOVE_THE_FORM.get(name.partition(":")[0], set())
    assert forms
    named = fields_refused(module, ast.Module(block.body, []))
    wrong = {
        place: field
        for place, field in named.items()
        if field not in above and not any(has_field(form, renamed.get(field, field)) for form in forms)
    }
    assert wrong == {}
    assert set(renamed) <= set(named.values())


def test_the_pages_name_fields_at_all():
    named = {name: fields_refused(module, ast.Module(block.body, [])) for name, (module, _, block, _) in CASES.items()}
    assert sum(len(fields) for fields in named.values()) > 90
    assert sum(bool(fields) for fields in named.values()) > 35
    (replaced,) = (fields for name, fields in named.items() if ".replace:" in name)
    assert replaced["uq_seat_interview_id_person_id"] == "people"
