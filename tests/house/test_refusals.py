"""Every refusal that names a field names one that a form of its room has: else its sentence leads nowhere."""

import ast
import re
from pathlib import Path

import pytest

ROOMS = Path(__file__).resolve().parents[2] / "hiring"
# A field that a form spreads over several of its own, and one of these.
SPREAD = {"check_ins": "check_in_1"}
REFUSING = re.compile(r"^(Problem|Refused|_needed|on_violation|refuse|[A-Z]\w+)$")


def _name(called):
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _text(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_sentence(node):
    text = _text(node) if not isinstance(node, ast.JoinedStr) else "".join(_text(v) or "x" for v in node.values)
    return bool(text) and " " in text and text.rstrip("”")[-1:] in ".?!"


def named_fields(path):
    """Line → field, wherever a sentence is followed by the plain name of a field."""
    found = {}
    for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
        sentences = [place for place, one in enumerate(call.args) if _is_sentence(one)]
        after = call.args[sentences[0] + 1 : sentences[0] + 2] if sentences else []
        fields = [_text(one) for one in after] + [_text(k.value) for k in call.keywords if k.arg == "field"]
        for field in fields:
            if field and REFUSING.match(_name(call.func)) and re.fullmatch(r"[a-z_0-9]+", field):
                found[call.lineno] = field
    return found


def fields_of_forms(room):
    """The fields that the form classes in this folder declare; of `level-empathy` and its like, the first word."""
    declared = set()
    for path in room.rglob("*.py"):
        if "forms" in path.stem:
            declared |= set(re.findall(r'f"([a-z]+)-\{', path.read_text()))
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Form"):
                declared |= {
                    target.id
                    for line in node.body
                    if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call)
                    for target in line.targets
                    if isinstance(target, ast.Name)
                }
    return declared


def _rooms():
    return sorted(path for path in ROOMS.iterdir() if (path / "__init__.py").exists() and path.name not in {
        "foundation", "measurement", "migrations", "demo"})  # fmt: skip


def _shown_later(path):
    """Folders of later rooms whose pages do these actions."""
    package = ".".join(("hiring", *path.relative_to(ROOMS).parent.parts))
    return [views.parent for views in ROOMS.rglob("*views.py") if f"from {package} import actions" in views.read_text()]


@pytest.mark.parametrize("room", _rooms(), ids=lambda room: room.name)
def test_each_named_field_is_on_a_form_of_its_room(room):
    declared = fields_of_forms(room)
    wrong = [
        f"{path.relative_to(ROOMS)}:{line} names {field}"
        for path in sorted(room.rglob("*.py"))
        for line, field in named_fields(path).items()
        if SPREAD.get(field, field) not in declared.union(*map(fields_of_forms, _shown_later(path)))
    ]
    assert wrong == []


def test_the_rooms_name_fields_at_all():
    named = [field for room in _rooms() for path in room.rglob("*.py") for field in named_fields(path).values()]
    assert len(named) > 40
