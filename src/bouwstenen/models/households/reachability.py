"""Which names a rule still depends on once the parameters have their values.

The graph of the law says what a rule *may* read. With a yes/no parameter fixed, a branch can never be taken; with a
share of zero, an income no longer counts. This module folds such constants through the rules and keeps what is left.
It never removes something that can matter: an expression that it does not understand counts as reading all its names.
"""

from __future__ import annotations

import ast
import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bouwstenen.rules import Aggregate, Rule
from bouwstenen.rules.source import body_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bouwstenen.rules import Parameters, RuleGraph
    from bouwstenen.rules.graph import Node

Constant = bool | int | float
_ARITHMETIC: dict[type[ast.operator], Callable[[Constant, Constant], Constant]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Constant, Constant], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@dataclass(frozen=True)
class Live:
    """What is left of one name. constant: its value when the parameters alone fix it, else None.

    needs: names of the graph, and parameters: names of parameters, that it still reads directly.
    pruned: True when it reads fewer names of the graph than the law as written.
    """

    constant: Constant | None
    needs: tuple[str, ...]
    parameters: tuple[str, ...]
    pruned: bool


@dataclass(frozen=True)
class _Value:
    """An expression: its value when it is fixed, and the names that it reads."""

    constant: Constant | None
    names: frozenset[str]


def live_names(graph: RuleGraph, parameters: Parameters) -> dict[str, Live]:
    """For every name of the graph what it still reads under these parameter values."""
    found: dict[str, Live] = {}
    for name in graph.order:
        node = graph.nodes[name]
        if isinstance(node.source, Rule):
            found[name] = _of_rule(node, node.source, found, parameters)
        elif isinstance(node.source, Aggregate):
            found[name] = _of_aggregate(node, node.source, found)
        else:
            found[name] = Live(None, (), (), pruned=False)
    return found


def cone(live: Mapping[str, Live], roots: Iterable[str], stop: frozenset[str] = frozenset()) -> set[str]:
    """The names that the roots still read, directly or not, with the roots. Names in `stop` are kept, not entered."""
    seen: set[str] = set()
    stack = list(roots)
    while stack:
        name = stack.pop()
        if name not in seen:
            seen.add(name)
            stack.extend(() if name in stop else live[name].needs)
    return seen


def _of_aggregate(node: Node, source: Aggregate, found: Mapping[str, Live]) -> Live:
    """Nothing counted is nothing: sum, count and any of False or 0, or over members who are all left out."""
    parts = [source.of, *([source.where] if source.where else [])]
    nothing = any(found[part].constant is not None and not found[part].constant for part in parts)
    if nothing and source.kind in ("sum", "count", "any"):
        return Live(False if node.kind == "bool" else 0, (), (), pruned=True)
    needs = tuple(name for name in node.needs if found[name].constant is None)
    return Live(None, needs, (), pruned=len(needs) < len(node.needs))


def _of_rule(node: Node, source: Rule, found: Mapping[str, Live], parameters: Parameters) -> Live:
    """Fold the rule's body with the constants known so far."""
    known: dict[str, _Value] = {}
    for argument in node.arguments:
        if argument.is_parameter:
            value = parameters.values[argument.name]
            known[argument.name] = _Value(None if isinstance(value, tuple) else value, frozenset({argument.name}))
        else:
            constant = found[argument.name].constant
            names = frozenset({argument.name}) if constant is None else frozenset[str]()
            known[argument.name] = _Value(constant, names)
    folder = _Folder(known)
    folder.run(body_of(source.function))
    result = folder.result()
    needs = tuple(name for name in node.needs if name in result.names)
    read = tuple(a.name for a in node.arguments if a.is_parameter and a.name in result.names)
    return Live(result.constant, needs, read, pruned=len(needs) < len(node.needs))


@dataclass
class _Folder:
    """Walks one body. known: value of each name so far; returned: what the reachable returns give."""

    known: dict[str, _Value]
    tests: frozenset[str] = frozenset()
    returned: list[_Value] = field(default_factory=list[_Value])

    def result(self) -> _Value:
        """The one value of all returns, with the names of the tests that choose between them."""
        names = self.tests.union(*(value.names for value in self.returned))
        constants = {value.constant for value in self.returned}
        only = constants.pop() if len(constants) == 1 else None
        return _Value(only, names if only is None else frozenset(n for n in names if self._is_fixed(n)))

    def _is_fixed(self, name: str) -> bool:
        value = self.known.get(name)
        return value is not None and value.constant is not None

    def run(self, body: list[ast.stmt]) -> bool:
        """Run statements; True when every path through them has returned."""
        for statement in body:
            match statement:
                case ast.Return(value=ast.expr() as value):
                    self.returned.append(self.value(value))
                    return True
                case ast.If(test=test, body=then, orelse=other):
                    if self._branch(self.value(test), then, other):
                        return True
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    self.known[name] = self.value(value)
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    self.known[name] = self.value(value)
                case ast.AugAssign(target=ast.Name(id=name), value=value):
                    self.known[name] = _Value(None, self.known[name].names | self.value(value).names)
                case _:
                    pass
        return False

    def _branch(self, test: _Value, then: list[ast.stmt], other: list[ast.stmt]) -> bool:
        self.tests |= test.names
        if test.constant is not None:
            return self.run(then if test.constant else other)
        before = dict(self.known)
        first = self.run(then)
        after_then, self.known = self.known, before
        second = self.run(other)
        if not first:
            self.known = self.known if not second else {}
            for name, value in after_then.items():
                here = self.known.get(name, value)
                same = here.constant == value.constant
                self.known[name] = _Value(value.constant if same else None, here.names | value.names)
        return first and second

    def value(self, node: ast.expr) -> _Value:  # noqa: PLR0911 - one case each
        """The value of an expression and the names that it reads."""
        match node:
            case ast.Constant(value=bool() | int() | float() as constant):
                return _Value(constant, frozenset())
            case ast.Name(id=name):
                return self.known.get(name, _Value(None, frozenset()))
            case ast.BoolOp(op=op, values=values):
                return _either([self.value(v) for v in values], decides=isinstance(op, ast.Or))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self.value(operand)
                return _Value(None if inner.constant is None else not inner.constant, inner.names)
            case ast.IfExp(test=test, body=then, orelse=other):
                choice = self.value(test)
                if choice.constant is not None:
                    chosen = self.value(then if choice.constant else other)
                    return _Value(chosen.constant, chosen.names | choice.names)
            case ast.BinOp(left=left, op=op, right=right):
                return _arithmetic(self.value(left), op, self.value(right))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                first, second = self.value(left), self.value(right)
                both = first.constant is not None and second.constant is not None
                constant = _COMPARISONS[type(op)](first.constant, second.constant) if both else None  # type: ignore[arg-type]
                return _Value(constant, first.names | second.names)
            case _:
                pass
        parts = [self.value(child) for child in ast.walk(node) if isinstance(child, ast.Name)]
        return _Value(None, frozenset[str]().union(*(part.names for part in parts)))


def _either(values: list[_Value], *, decides: bool) -> _Value:
    """`or` (decides=True) or `and`: one operand that decides settles it; operands that cannot decide drop out."""
    for value in values:
        if value.constant is not None and bool(value.constant) == decides:
            return _Value(decides, value.names)
    names = frozenset[str]().union(*(value.names for value in values))
    return _Value(None if any(v.constant is None for v in values) else not decides, names)


def _arithmetic(left: _Value, op: ast.operator, right: _Value) -> _Value:
    """Arithmetic on fixed values; nothing times anything is nothing."""
    if isinstance(op, ast.Mult):
        for value in (left, right):
            if value.constant is not None and value.constant == 0:
                return _Value(0.0, value.names)
    if left.constant is not None and right.constant is not None and type(op) in _ARITHMETIC:
        return _Value(_ARITHMETIC[type(op)](left.constant, right.constant), left.names | right.names)
    return _Value(None, left.names | right.names)
