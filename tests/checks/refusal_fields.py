"""Which fields an action's refusals may name, read from the code: the function itself and all that it calls."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REFUSING = re.compile(r"^(Problem|Refused|_?needed|refuse|[A-Z]\w+)$")


@cache
def tree(module):
    path = ROOT / module.replace(".", "/")
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(path.read_text()) if path.is_file() else ast.Module([], [])


@cache
def imported(module):
    """Name → (module, what of it or None)"""
    names = {}
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("hiring"):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                names[alias.asname or alias.name] = (inner, None) if tree(inner).body else (node.module, alias.name)
    return names


@cache
def defined(module):
    """Functions, classes and methods (`Class.method`) of a module."""
    top = {node.name: node for node in tree(module).body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    methods = {
        f"{name}.{node.name}": node
        for name, owner in top.items()
        if isinstance(owner, ast.ClassDef)
        for node in owner.body
        if isinstance(node, ast.FunctionDef)
    }
    return top | methods


def called(module, node):
    """(module, name) of everything of ours that this code calls by its name."""
    for call in (part for part in ast.walk(node) if isinstance(part, ast.Call)):
        if isinstance(call.func, ast.Name):
            if call.func.id in defined(module):
                yield module, call.func.id
            elif call.func.id in imported(module):
                yield imported(module)[call.func.id]
        elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            home, inner = imported(module).get(call.func.value.id, (module, call.func.value.id))
            yield home, call.func.attr if inner is None else f"{inner}.{call.func.attr}"


def reached(module, node):
    """(module, node) of this code and of everything it leads to."""
    seen, waiting = {}, [(module, node)]
    while waiting:
        module, node = waiting.pop()
        if node in seen:
            continue
        seen[node] = module
        for home, name in called(module, node):
            target = defined(home).get(name or "")
            if isinstance(target, ast.FunctionDef):
                waiting.append((home, target))
    return [(home, node) for node, home in seen.items()]


def text(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_sentence(node):
    if isinstance(node, ast.JoinedStr):
        words = "".join(text(part) or "x" for part in node.values)
    else:
        words = text(node) or ("A name." if isinstance(node, ast.Name) and node.id.isupper() else "")
    return " " in words and words.rstrip("”")[-1:] in {".", "?", "!"}


def named_fields(node):
    """Line → field, wherever a sentence is followed by the plain name of a field."""
    fields = {}
    for call in (part for part in ast.walk(node) if isinstance(part, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        places = [place for place, argument in enumerate(call.args) if is_sentence(argument)]
        after = call.args[places[0] + 1 : places[0] + 2] if places else []
        given = [text(argument) for argument in after]
        given += [text(keyword.value) for keyword in call.keywords if keyword.arg == "field"]
        for field in given:
            if field and REFUSING.match(name) and re.fullmatch(r"[a-z_0-9]+", field):
                fields[call.lineno] = field
    return fields


@cache
def of_constraints():
    """Name of a table → fields named where one of its constraints is violated."""
    fields = {}
    for path in (ROOT / "hiring").rglob("*.py"):
        for match in re.finditer(r'on_violation\(\s*"uq_(\w+)",[^)]*?,\s*"([a-z_]+)"\s*\)', path.read_text()):
            fields.setdefault(match.group(1), match.group(2))
    return fields


@cache
def tables():
    """Class → name of its table"""
    found = {}
    for path in (ROOT / "hiring").rglob("*.py"):
        found |= dict(
            re.findall(r'^class (\w+)\(.*?__tablename__ = "(\w+)"', path.read_text(), re.MULTILINE | re.DOTALL)
        )
    return found


def fields_refused(module, node):
    """Where (file:line) → field, for all that this code leads to."""
    fields = {}
    for home, part in reached(module, node):
        fields |= {f"{home}:{line}": field for line, field in named_fields(part).items()}
        made = {
            call.func.id for call in ast.walk(part) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        }
        for constraint, field in of_constraints().items():
            if any(constraint.startswith(f"{tables()[name]}_") for name in made & tables().keys()):
                fields[f"uq_{constraint}"] = field
    return fields
