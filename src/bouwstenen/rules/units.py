"""A check of units inside a rule: EUR/jaar may not be added to, compared with or returned as EUR/maand.

Only units with a slash are held against each other: bare EUR, shares and counts mix too freely in law texts to
judge. Multiplying or dividing by a number that has no unit frees the result, because that is how amounts are
turned from months into years.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.rules.definitions import Rule, RuleError
from bouwstenen.rules.source import body_of, where_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FREE = ""
SHARES = ("deel", "-")


def check_units(rule: Rule, units: Mapping[str, str]) -> None:
    """Raise RuleError when the rule mixes two units with a slash. `units`: unit of every name of the graph."""
    known = {argument: units.get(argument, FREE) for argument, _ in rule.arguments}
    _Checker(rule, known).run(body_of(rule.function))


@dataclass
class _Checker:
    """Walks one body; `known` holds the unit of each argument and variable so far."""

    rule: Rule
    known: dict[str, str]

    def run(self, body: list[ast.stmt]) -> None:
        """Check statements in order."""
        for statement in body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    self.known[name] = self.unit(value)
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    self.known[name] = self.unit(value)
                case ast.AugAssign(target=ast.Name(id=name), op=op, value=value):
                    operand = ast.copy_location(ast.Name(name, ast.Load()), statement)
                    self.known[name] = self.unit(ast.copy_location(ast.BinOp(operand, op, value), statement))
                case ast.Return(value=ast.expr() as value):
                    self.same([self.unit(value), self.rule.unit if self.rule.kind != "bool" else FREE], statement)
                case ast.If(test=test, body=then, orelse=other):
                    self.unit(test)
                    self.run(then)
                    self.run(other)
                case _:
                    pass

    def unit(self, node: ast.expr) -> str:  # noqa: C901, PLR0911 - one case each
        """The unit of an expression; FREE when it is unknown or has none."""
        match node:
            case ast.Name(id=name):
                return self.known.get(name, FREE)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                return self.unit(operand)
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
                return self.same([self.unit(left), self.unit(right)], node)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                first, second = self.unit(left), self.unit(right)
                return first if second in SHARES else second if first in SHARES else FREE
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                first, second = self.unit(left), self.unit(right)
                return first if second in SHARES else FREE
            case ast.Compare(left=left, comparators=others):
                self.same([self.unit(left), *(self.unit(other) for other in others)], node)
            case ast.IfExp(test=test, body=then, orelse=other):
                self.unit(test)
                return self.same([self.unit(then), self.unit(other)], node)
            case ast.Call(func=ast.Name(id="min" | "max"), args=args):
                return self.same([self.unit(argument) for argument in args], node)
            case ast.Call(func=ast.Name(id="abs" | "float" | "int"), args=[only]):
                return self.unit(only)
            case ast.BoolOp(values=values):
                for value in values:
                    self.unit(value)
            case _:
                pass
        return FREE

    def same(self, found: list[str], node: ast.AST) -> str:
        """The one unit of several operands. Raises RuleError when two with a slash differ."""
        slashed = list(dict.fromkeys(unit for unit in found if "/" in unit))
        if len(slashed) > 1:
            problem = f"hier komen {slashed[0]} en {slashed[1]} samen."
            mend = "Reken eerst om naar dezelfde eenheid."
            line = getattr(node, "lineno", 0)
            raise RuleError(problem, mend=mend, where=where_of(self.rule.function, line))
        return slashed[0] if slashed else next((unit for unit in found if unit), FREE)
