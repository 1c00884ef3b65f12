"""What is typed into a form about a rubric, as a tree of texts, and the values those texts say. Pure.

The tree has the shape of an edition's content, so that a mistake's place in one is its place in the other. Only its
leaves are as a person types them: numbers in digits, lists one entry a line. Whatever was typed is kept; what cannot
be read as a number stays text, and the proofreader says so.
"""

import re
from typing import Any

from hiring.foundation import text
from hiring.rubrics.edition import Edition

Tree = dict[str, Any]

LINES = frozenset({"listen_for", "red_flags", "ways_to_teach", "probes"})  # lists with one entry a line
_WHOLE = frozenset({"minutes", "interviewers", "minimum", "agreed"})
_ROWS = frozenset({"exemplars", "reading", "questions", "overlaps"})  # lists whose rows stand in one form
_DIGITS = re.compile(r"-?[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,17})?")


def typed_content(edition: Edition) -> Tree:
    """The edition as someone would have typed it."""
    content = edition.content()
    return {part: typed(content[part]) for part in ("rubric", "criteria")}


def typed(content: Any) -> Any:
    """Plain values as someone would have typed them."""
    if isinstance(content, dict):
        return {
            key: "\n".join(inner) if key in LINES and isinstance(inner, list) else typed(inner)
            for key, inner in content.items()
        }
    if isinstance(content, list):
        return [typed(inner) for inner in content]
    if isinstance(content, float):
        return repr(content).removesuffix(".0")
    return content if isinstance(content, bool) else str(content)


def understood(tree: Tree) -> Tree:
    """What the texts say; an empty one says nothing and is left out."""
    values = {key: _said(key, inner) for key, inner in tree.items()}
    return {key: value for key, value in values.items() if value is not None}


def _said(key: str, inner: Any) -> Any:
    if isinstance(inner, dict):
        return understood(inner)
    if isinstance(inner, list):
        return [understood(row) if isinstance(row, dict) else row for row in inner]
    if isinstance(inner, bool):
        return inner
    plain = inner.strip()
    if not plain:
        return None
    if key in LINES:
        return [line for line in inner.split("\n") if line.strip()]
    if key in _WHOLE and _DIGITS.fullmatch(plain):
        return int(plain)
    return float(plain) if key == "weight" and _DECIMAL.fullmatch(plain) else inner


def is_blank(tree: Any) -> bool:
    """Whether nothing was typed anywhere in it."""
    inside = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else None
    return all(is_blank(inner) for inner in inside) if inside is not None else tree is False or not str(tree).strip()


def flat(tree: Any, around: str = "") -> dict[str, str]:
    """Every text by the name a form gives its field, such as "anchors-3" or "exemplars-0-who"."""
    if isinstance(tree, bool):
        return {}
    if isinstance(tree, str):
        return {around: tree}
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree)
    return {name: typed_text for key, inner in inside for name, typed_text in flat(inner, _joined(around, key)).items()}


def _joined(around: str, key: object) -> str:
    return f"{around}-{key}" if around else str(key)


def nested(fields: dict[str, str]) -> Tree:
    """The tree of a form's fields. Rows in which nothing was typed are no rows."""
    groups: dict[str, dict[str, str]] = {}
    tree: Tree = {}
    for name, typed_text in fields.items():
        first, _, rest = name.partition("-")
        if rest:
            groups.setdefault(first, {})[rest] = typed_text
        tree[first] = typed_text
    for first, inner in groups.items():
        tree[first] = _rows(inner) if first in _ROWS else nested(inner)
    return tree


def _rows(fields: dict[str, str]) -> list[Any]:
    rows = nested(fields)
    ordered = [rows[number] for number in sorted(rows, key=int)]
    return [row for row in ordered if not is_blank(row)]


def merged(now: Any, sent: Any) -> Any:
    """The texts that were sent, over those that were there; what was not asked for stays.

    A text that differs by nothing anybody can see stays as it was, to the letter: so an unchanged form changes nothing.
    """
    if isinstance(sent, dict):
        kept = now if isinstance(now, dict) else {}
        changed = {key: inner for key, inner in sent.items() if key in kept or not is_blank(inner)}
        return kept | {key: merged(kept.get(key, ""), inner) for key, inner in changed.items()}
    if isinstance(sent, list):
        rows = now if isinstance(now, list) else []
        return [merged(rows[n] if n < len(rows) else "", inner) for n, inner in enumerate(sent)]
    return now if isinstance(now, str) and text.looks_the_same(now, sent) else text.kept(sent)
