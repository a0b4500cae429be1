"""The source of rules and helpers as a syntax tree, and what may stand in it."""

from __future__ import annotations

import ast
import linecache
import math
from functools import cache
from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import Where
from bouwstenen.rules.definitions import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_LINES = 15
BUILTINS = {"min", "max", "abs", "int", "float", "bool", "len", "range"}
MATH = {"floor", "ceil", "sqrt", "exp", "log"}
_STATEMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.If, ast.Return)
_LOOPS = (ast.For, ast.While, ast.Break, ast.Continue)
_EXPRESSIONS = (
    ast.Constant, ast.Name, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call, ast.Subscript,
    ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.expr_context, ast.Attribute,
)  # fmt: skip
_FORBIDDEN = (ast.MatMult, ast.BitAnd, ast.BitOr, ast.BitXor, ast.LShift, ast.RShift, ast.Invert, ast.In, ast.NotIn)


@cache
def _functions(text: str) -> dict[int, ast.FunctionDef]:
    """The functions in a file by the line of their first decorator, or of `def` when there is none."""
    found: dict[int, ast.FunctionDef] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            found[min([node.lineno, *(d.lineno for d in node.decorator_list)])] = node
    return found


def tree_of(function: Callable[..., Any]) -> ast.FunctionDef:
    """The syntax tree of a function. Shared: do not change it. Raises RuleError when the source is not there."""
    code = function.__code__
    text = "".join(linecache.getlines(code.co_filename, function.__globals__))
    node = _functions(text).get(code.co_firstlineno)
    if node is None or node.name != function.__name__:
        mend = "Schrijf regels en helpers met def in een bestand."
        raise RuleError("de broncode is niet te vinden.", mend=mend, where=where_of(function))
    return node


def where_of(function: Callable[..., Any], line: int = 0) -> Where:
    """Where a function is written, or a line in it."""
    code = function.__code__
    return Where(code.co_filename, line or code.co_firstlineno, function.__name__)


def body_of(function: Callable[..., Any]) -> list[ast.stmt]:
    """The statements after the docstring."""
    body = tree_of(function).body
    first = body[0]
    is_doc = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return body[1:] if is_doc else body


def helpers_of(function: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    """The helpers that a rule or helper calls directly, by the name that it uses for them."""
    names = {node.func.id for node in ast.walk(tree_of(function)) if _calls_name(node)}  # type: ignore[attr-defined]
    return {name: function.__globals__[name] for name in sorted(names) if _is_helper(function, name)}


def _calls_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def _is_helper(function: Callable[..., Any], name: str) -> bool:
    return bool(getattr(function.__globals__.get(name), "__bouwstenen_helper__", False))


def check_body(function: Callable[..., Any], *, loops: bool) -> None:
    """Check that a rule (or, with `loops`, a helper) holds only what plain Python and the kernels read alike.

    Raises RuleError with the line.
    """
    body = body_of(function)
    parameters = {argument.arg for argument in tree_of(function).args.args}
    known = parameters | {n.id for s in body for n in ast.walk(s) if isinstance(n, ast.Name) and _is_store(n)}
    nodes = [node for statement in body for node in ast.walk(statement)]
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    apart = {id(part) for node in nodes if isinstance(node, ast.AnnAssign) for part in ast.walk(node.annotation)}
    apart |= {id(node.value) for node in nodes if isinstance(node, ast.Attribute) and _is_math(function, node)}
    for node in nodes:
        if id(node) not in apart:
            problem = _fault(function, node, known, called, loops=loops)
            if problem:
                mend = "Gebruik alleen toekenning, if, return, rekenen, min, max, abs, math en @helper-functies."
                line = getattr(node, "lineno", 0)
                raise RuleError(problem, mend=mend, where=where_of(function, line))
    if not loops and (count := _lines(body)) > MAX_LINES:
        mend = "Splits hem in regels met een eigen naam, of zet een deel in een @helper."
        raise RuleError(f"de regel telt {count} regels code; {MAX_LINES} mag.", mend=mend, where=where_of(function))
    if not returns(body):
        mend = "Laat elk pad eindigen met return."
        raise RuleError("niet elk pad geeft een uitkomst.", mend=mend, where=where_of(function))


def _is_store(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _lines(body: list[ast.stmt]) -> int:
    """Lines that hold code: comments and blank lines do not count."""
    return len({n.lineno for s in body for n in ast.walk(s) if isinstance(n, (ast.stmt, ast.expr))})


def _fault(function: Callable[..., Any], node: ast.AST, known: set[str], called: set[int], *, loops: bool) -> str:  # noqa: C901, PLR0911 - one case each
    """What is wrong with one syntax node, or an empty string."""
    allowed = (*_STATEMENTS, *_EXPRESSIONS, *(_LOOPS if loops else ()))
    if not isinstance(node, allowed) or isinstance(node, (*_FORBIDDEN, ast.Is, ast.IsNot)):
        return f"'{type(node).__name__}' kan hier niet."
    match node:
        case ast.Assign(targets=targets) if len(targets) != 1 or not isinstance(targets[0], ast.Name):
            return "een toekenning moet aan één naam zijn."
        case ast.AnnAssign(value=None) | ast.Return(value=None):
            return "hier ontbreekt een waarde."
        case ast.Constant(value=value) if not isinstance(value, (bool, int, float)):
            return "alleen getallen, True en False kunnen hier."
        case ast.Attribute() if id(node) not in called or not _is_math(function, node):
            return "een punt kan alleen in math.floor, math.ceil, math.sqrt, math.exp of math.log."
        case ast.Name(id=name) if id(node) in called:
            allowed_names = BUILTINS if loops else BUILTINS - {"range"}
            if name not in allowed_names and not _is_helper(function, name):
                return f"'{name}' is geen @helper en geen toegestane functie."
        case ast.Name(id=name) if name not in known:
            return f"de naam '{name}' is geen argument en geen eigen variabele van de functie."
        case ast.Call(func=ast.Name(id="min" | "max"), args=args) if len(args) < 2:
            return "min en max hebben hier minstens twee getallen nodig."
        case ast.Call(keywords=[_, *_]):
            return "geef argumenten zonder naam."
        case ast.Subscript(ctx=context) if not isinstance(context, ast.Load):
            return "een tabel kan niet worden veranderd."
        case _:
            pass
    return ""


def _is_math(function: Callable[..., Any], node: ast.Attribute) -> bool:
    if not isinstance(node.value, ast.Name):
        return False
    return function.__globals__.get(node.value.id) is math and node.value.id == "math" and node.attr in MATH


def returns(body: list[ast.stmt]) -> bool:
    """True when every path through these statements ends in `return`."""
    last = body[-1] if body else None
    if isinstance(last, ast.If):
        return returns(last.body) and returns(last.orelse)
    return isinstance(last, ast.Return)
