"""Turns the syntax trees of rules and helpers into the text that stands in a kernel.

A rule is pasted into a loop: its early returns become if/else around one variable. A helper becomes a function of
its own, once for each set of table lengths that it is called with, with its loops over short tables written out:
LLVM can only make vector code of the loop over persons when there is no loop inside it.
"""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from bouwstenen.rules.source import body_of, helpers_of, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bouwstenen.rules.definitions import Rule

UNROLLED = 80
"""Loops of at most this many rounds are written out, and tables up to this length are held as separate numbers:
a load that depends on a condition would keep LLVM from making vector code."""

_Key = tuple["Callable[..., Any]", tuple[int, ...]]


@dataclass
class Helpers:
    """The helpers of one kernel: their names by function and table lengths, and their text in order of need."""

    names: dict[_Key, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)

    def name(self, helper: Callable[..., Any], lengths: tuple[int, ...]) -> str:
        """The name of a helper for these table lengths (0 for an argument that is no table); writes it when new."""
        key = (helper, lengths)
        if key not in self.names:
            tree = tree_of(helper)
            arguments = [argument.arg for argument in tree.args.args]
            known = {name: length for name, length in zip(arguments, lengths, strict=True) if length}
            body = _Rename({}, "", self, helper, known).statements(body_of(helper))
            self.names[key] = f"h{len(self.names)}_{helper.__name__}"
            lines = ast.unparse(ast.fix_missing_locations(ast.Module(body, []))).splitlines()
            header = ["@inlined", f"def {self.names[key]}({', '.join(arguments)}):"]
            self.text.append("\n".join([*header, *(f"    {line}" for line in lines)]))
        return self.names[key]


def paste(
    rule: Rule, result: str, names: Mapping[str, str], prefix: str, helpers: Helpers, lengths: Mapping[str, int]
) -> list[str]:
    """The body of a rule as lines that put its value in the variable `result`.

    Args:
        rule: the rule.
        result: name of a variable.
        names: text that stands for each argument.
        prefix: put before the rule's own variables, so that rules in one loop do not clash.
        helpers: gathers what the rule calls.
        lengths: number of values of each argument that is a table.
    """
    body = body_of(rule.function)
    stored = {name for statement in body for name in _stored(statement)}
    changed = [name for name in names if name in stored]  # a rule may assign to its own argument
    rename = _Rename({k: v for k, v in names.items() if k not in changed}, prefix, helpers, rule.function, lengths)
    nested = _without_return(rename.statements(body), result, rule.kind)
    module = ast.fix_missing_locations(ast.Module(nested, []))
    return [*(f"{prefix}{name} = {names[name]}" for name in changed), *ast.unparse(module).splitlines()]


def _without_return(body: list[ast.stmt], result: str, kind: str) -> list[ast.stmt]:
    """Turn `return x` into an assignment, and put what follows an early return into the other branch."""
    for number, statement in enumerate(body):
        rest = body[number + 1 :]
        if isinstance(statement, ast.Return):
            value = ast.Call(ast.Name(kind, ast.Load()), [cast("ast.expr", statement.value)], [])
            return [*body[:number], ast.Assign([ast.Name(result, ast.Store())], value)]
        if isinstance(statement, ast.If) and any(isinstance(inner, ast.Return) for inner in ast.walk(statement)):
            then = _without_return([*statement.body, *copy.deepcopy(rest)], result, kind)
            other = _without_return([*statement.orelse, *rest], result, kind)
            return [*body[:number], ast.If(statement.test, then, other)]
    return body


class _Rename(ast.NodeTransformer):
    """Gives arguments, variables and helpers their names in the kernel; fills in the lengths of tables."""

    def __init__(
        self,
        names: Mapping[str, str],
        prefix: str,
        helpers: Helpers,
        function: Callable[..., Any],
        lengths: Mapping[str, int],
    ) -> None:
        self.names = dict(names)
        self.prefix = prefix
        self.helpers = helpers
        self.called = helpers_of(function)
        self.lengths = lengths

    def statements(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """A changed copy of statements, short loops written out."""
        result: list[ast.stmt] = []
        for statement in body:
            visited = self.visit(copy.deepcopy(statement))
            result.extend(visited if isinstance(visited, list) else [visited])
        return result

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Rename a called helper; the length of a table is a number."""
        arguments = [cast("ast.expr", self.visit(copy.deepcopy(argument))) for argument in node.args]
        function = node.func
        if isinstance(function, ast.Name) and function.id == "len" and (length := self._length(node.args[0])):
            return ast.Constant(length)
        if isinstance(function, ast.Name) and function.id in self.called:
            lengths = tuple(self._length(argument) for argument in node.args)
            name = self.helpers.name(self.called[function.id], lengths)
            return ast.Call(ast.Name(name, ast.Load()), arguments, [])
        return ast.Call(function, arguments, [])

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """Rename a variable; an argument becomes what it stands for."""
        if node.id in self.names:
            return ast.parse(self.names[node.id], mode="eval").body
        return ast.Name(f"{self.prefix}{node.id}", node.ctx)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """An annotated assignment becomes a plain one."""
        assert node.value is not None
        return ast.Assign([self.visit(node.target)], self.visit(node.value))

    def visit_For(self, node: ast.For) -> Any:
        """Write out a loop over a short range with known bounds."""
        bounds = [_number(self.visit(copy.deepcopy(argument))) for argument in _range(node)]
        jumps = any(isinstance(inner, (ast.Break, ast.Continue)) for inner in ast.walk(node))
        name = cast("ast.Name", node.target).id
        changes = any(name in _stored(statement) for statement in node.body)
        if not bounds or jumps or changes or None in bounds or node.orelse:
            return self.generic_visit(node)
        rounds = range(*cast("list[int]", bounds))
        if len(rounds) > UNROLLED:
            return self.generic_visit(node)
        written: list[ast.stmt] = []
        for number in rounds:
            self.names[name] = str(number)
            written += self.statements(node.body)
        del self.names[name]
        return (
            [*written, ast.Assign([cast("ast.expr", self.visit(node.target))], ast.Constant(rounds[-1]))]
            if rounds
            else []
        )

    def _length(self, node: ast.expr) -> int:
        """Number of values of a table; 0 when this is no table."""
        return self.lengths.get(node.id, 0) if isinstance(node, ast.Name) else 0


def _stored(statement: ast.stmt) -> set[str]:
    """The variables that a statement assigns to."""
    return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _range(node: ast.For) -> list[ast.expr]:
    """The arguments of range, or nothing when the loop runs over something else."""
    call = node.iter
    is_range = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "range"
    return cast("ast.Call", call).args if is_range else []


def _number(node: ast.expr) -> int | None:
    """The value of a whole number or of a sum or difference of them."""
    match node:
        case ast.Constant(value=int() as value):
            return value
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            first, second = _number(left), _number(right)
            if first is None or second is None:
                return None
            return first + second if isinstance(op, ast.Add) else first - second
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            value = _number(operand)
            return None if value is None else -value
        case _:
            return None
