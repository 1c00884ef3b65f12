"""What can be changed in a module: comparisons, boundaries, constants, conditions and answers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

OTHER_COMPARISON: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OTHER_OPERATOR: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    """One change: in which module, at which line, from what to what."""

    module: str
    line: int
    before: str
    after: str
    code: ast.Module

    def __str__(self) -> str:
        return f"{self.module.replace('.', '/')}.py:{self.line}: {self.before} → {self.after}"


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    for position, (node, answers_bool) in enumerate(_nodes(ast.parse(source))):
        for choice, _ in enumerate(_changes(node, answers_bool)):
            tree = ast.parse(source)
            place, _ = _nodes(tree)[position]
            before = _shown(place)
            changed = _changes(place, answers_bool)[choice]
            _replace(tree, place, changed)
            yield Mutant(module, place.lineno, before, _shown(changed), ast.fix_missing_locations(tree))


def _nodes(tree: ast.Module) -> list[tuple[ast.expr | ast.stmt, bool]]:
    """The statements and expressions that run, and whether the function around them answers yes or no.

    Annotations and decorators say nothing about a rule and are left out.
    """
    places: list[tuple[ast.expr | ast.stmt, bool]] = []

    def walk(node: ast.AST, answers_bool: bool) -> None:
        if isinstance(node, ast.expr | ast.stmt):
            places.append((node, answers_bool))
        if isinstance(node, ast.FunctionDef):
            answers_bool = isinstance(node.returns, ast.Name) and node.returns.id == "bool"
        for field, value in ast.iter_fields(node):
            if field in {"annotation", "returns", "decorator_list"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    walk(child, answers_bool)

    walk(tree, answers_bool=False)
    return places


def _changes(node: ast.expr | ast.stmt, answers_bool: bool) -> list[ast.expr | ast.stmt]:
    match node:
        case ast.Compare(ops=[operator], left=left, comparators=comparators) if type(operator) in OTHER_COMPARISON:
            return [ast.Compare(left, [OTHER_COMPARISON[type(operator)]()], comparators)]
        case ast.BoolOp(op=operator, values=values):
            return [ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)]
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OTHER_OPERATOR:
            return [ast.BinOp(left, OTHER_OPERATOR[type(operator)](), right)]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [operand]
        case ast.Constant(value=bool(value)):
            return [ast.Constant(not value)]
        case ast.Constant(value=int(value) | float(value)):
            return [ast.Constant(value + 1)]
        case ast.If(body=body, orelse=orelse):
            return [ast.If(ast.Constant(False), body, orelse)]
        case ast.Return(value=ast.expr() as value) if answers_bool and not isinstance(value, ast.Constant):
            return [ast.Return(ast.Constant(True)), ast.Return(ast.Constant(False))]
    return []


def _replace(tree: ast.Module, old: ast.AST, new: ast.expr | ast.stmt) -> None:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, new)
            elif isinstance(value, list) and any(child is old for child in value):
                setattr(parent, field, [new if child is old else child for child in value])


def _shown(node: ast.AST) -> str:
    text = f"if {ast.unparse(node.test)}" if isinstance(node, ast.If) else ast.unparse(node)
    return text if len(text) <= 90 else f"{text[:89]}…"
