"""Refuses a lever that asks for what cannot be, and says what can: values, results, dates and amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.numbers import exact
from bouwstenen.levers.catalogue import limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bouwstenen.levers.catalogue import CatalogueEntry
    from bouwstenen.levers.overlay import BudgetEntry
    from bouwstenen.rules.parameters import ParameterValue

ROUNDING = 1e-9
_KINDS = {"boolean": "een ja/nee", "choice": "een keuze"}


def check_value(entry: CatalogueEntry, value: Any, mode: str, before: ParameterValue | None, where: Where) -> None:
    """Refuse a value of another kind, a mode that cannot be, and a result outside the bounds of the entry.

    Args:
        entry: what may be set.
        value: number, yes/no, word, or the numbers of a table.
        mode: `set`, `add` or `scale`.
        before: the value without the package, where that is known; else add and scale are held against the width.
        where: place of the value.
    """
    check_kind(entry, value, mode, where)
    if entry.kind not in _KINDS:
        check_result(entry, [(mode, value)], before, where)


def check_kind(entry: CatalogueEntry, value: Any, mode: str, where: Where) -> None:
    """Refuse a value of another kind than the entry, and a mode that it cannot have."""
    if entry.kind in _KINDS:
        _check_word(entry, value, where)
        if mode != "set":
            problem = f"{_KINDS[entry.kind]} kan alleen worden gezet, niet met mode: {mode}."
            raise InputError(problem, mend="Schrijf mode: set of laat mode weg.", where=where)
        return
    if entry.kind == "table" and mode == "set":
        _check_table(entry, value, where)
    elif isinstance(value, (bool, str, list, tuple)):
        mend = f"Schrijf een getal in {entry.unit}." if mode != "scale" else "Schrijf een getal."
        raise InputError(f"de waarde {_said(value)} is geen getal.", mend=mend, where=where)


def _check_word(entry: CatalogueEntry, value: Any, where: Where) -> None:
    if entry.kind == "boolean" and not isinstance(value, bool):
        problem = f"de waarde {_said(value)} is geen true of false."
        raise InputError(problem, mend="Schrijf true of false.", where=where)
    if entry.kind == "choice" and (not isinstance(value, str) or value not in entry.choices):
        nearest = nearest_key(str(value), entry.choices)
        mend = f"Kies uit: {', '.join(entry.choices)}."
        raise InputError(f"de waarde {_said(value)} kan hier niet.", mend=mend, where=where, nearest=nearest)


def _check_table(entry: CatalogueEntry, value: Any, where: Where) -> None:
    """A whole table is a list of as many numbers as the law has."""
    if not isinstance(value, (list, tuple)):
        mend = f"Schrijf een lijst van {entry.length} getallen, of gebruik mode: add of mode: scale."
        raise InputError(f"dit is een tabel, en {_said(value)} is geen lijst.", mend=mend, where=where)
    if len(value) != entry.length:  # pyright: ignore[reportUnknownArgumentType]
        problem = f"de lijst heeft {len(value)} getallen."  # pyright: ignore[reportUnknownArgumentType]
        raise InputError(problem, mend=f"Schrijf er {entry.length}.", where=where)


def check_result(
    entry: CatalogueEntry, changes: Iterable[tuple[str, Any]], before: ParameterValue | None, where: Where
) -> None:
    """Refuse changes (mode, value), in this order, whose result on `before` lies outside the bounds of the entry."""
    changes = list(changes)
    known = changes[0][0] == "set" or (before is not None and not isinstance(before, bool))
    if not known:
        _check_width(entry, changes, where)
        return
    values = [] if before is None else _as_list(before)
    for mode, value in changes:
        values = _moved(values, mode, value)
    wrong = [item for item in values if _outside(entry, item)]
    if not wrong:
        return
    worst = max(wrong, key=abs) if min(wrong) >= 0 else min(wrong)
    if changes[-1][0] == "set":
        problem, mend = f"de waarde {_number(worst)} valt buiten de grenzen.", f"Schrijf een getal {_range(entry)}."
    else:
        start = f" op {_number(_as_list(before)[0])}" if len(values) == len(changes) == 1 else ""
        verb = "optellen" if changes[-1][0] == "add" else "vermenigvuldigen"
        problem = f"{verb} met {_number(changes[-1][1])}{start} geeft {_number(worst)}, buiten de grenzen."
        mend = f"De uitkomst moet een getal zijn {_range(entry)}."
        if changes[-1][0] == "scale":
            mend += " Een factor van 1.1 is 10% erbij."
    raise InputError(problem, mend=mend, where=where)


def _moved(values: list[float], mode: str, value: Any) -> list[float]:
    if mode == "set":
        return _as_list(value)
    return [item + value if mode == "add" else item * value for item in values]


def folded(changes: list[tuple[str, Any]], mode: str, value: Any) -> list[tuple[str, Any]]:
    """Changes (mode, value) and one more, as at most two that do the same: a long list costs as much as a short one."""
    if mode == "set" or not changes:
        return [(mode, value)]
    if changes[0][0] == "set":
        return [("set", _moved(_as_list(changes[0][1]), mode, value))]
    factor = next((number for how, number in changes if how == "scale"), 1.0)
    added = next((number for how, number in changes if how == "add"), 0.0)
    if mode == "add":
        return [("scale", factor), ("add", added + value)]
    return [("scale", factor * value), ("add", added * value)]


def _outside(entry: CatalogueEntry, value: float) -> bool:
    """Whether a number lies outside the bounds by more than rounding of the machine."""
    low, high = entry.min, entry.max
    below = low is not None and value < low - ROUNDING * max(1.0, abs(low))
    return below or (high is not None and value > high + ROUNDING * max(1.0, abs(high)))


def _check_width(entry: CatalogueEntry, changes: list[tuple[str, Any]], where: Where) -> None:
    """Without a value to start from: an addition is at most the whole range, a factor at most `scale_max`."""
    width = None if entry.min is None or entry.max is None else entry.max - entry.min
    added = sum(value for mode, value in changes if mode == "add")
    if width is not None and abs(added) > width:
        mend = f"Schrijf een getal van {_number(-width)} tot en met {_number(width)} ({entry.unit})."
        raise InputError(f"er {_number(added)} bij optellen valt buiten de grenzen.", mend=mend, where=where)
    least, most = 0.0, limits().scale_max.value
    if entry.min is not None and entry.max is not None and entry.min > 0:  # No start within the range can go further.
        least, most = max(least, entry.min / entry.max), min(most, entry.max / entry.min)
    for mode, value in changes:
        if mode == "scale" and not least <= value <= most:
            mend = f"Schrijf een factor van {least:.4g} tot en met {most:.4g}; 1.1 is 10% erbij."
            raise InputError(f"de factor {_number(value)} valt buiten de grenzen.", mend=mend, where=where)


def check_start(start: str | int, where: Where) -> None:
    """Refuse a year or an ISO date before the first day that a package can change."""
    first = limits().first_day.value
    if str(start) < first[: len(str(start))]:
        problem = f"het begin {start} ligt voor {first}, de eerste dag waarop een pakket iets kan veranderen."
        mend = f"Begin in {first[:4]} of later." if isinstance(start, int) else f"Schrijf {first} of een latere dag."
        raise InputError(problem, mend=mend, where=where)


def check_money(amounts: Iterable[float], where: Where) -> None:
    """Refuse an amount above GDP, billion euro: mostly millions that were written as billions."""
    most = limits().gdp.value
    for amount in amounts:
        if abs(amount) > most:
            problem = f"het bedrag {_number(amount)} mld EUR is meer dan het bbp ({_number(most)} mld EUR)."
            mend = f"Schrijf miljarden, van {_number(-most)} tot en met {_number(most)}."
            raise InputError(problem, mend=mend, where=where)


def _number(value: float) -> str:
    """A number as it may be written in a package: no points for thousands, a point for decimals."""
    return f"{value:.10g}"


def money_remark(entry: BudgetEntry) -> str:
    """What is to be said about a very large amount, Dutch; empty when there is nothing."""
    amounts = (entry.amount_bn or 0.0, *(entry.pm_bn or ()))
    largest = max(map(abs, amounts))
    gdp = limits().gdp
    if largest <= limits().remark_share.value * gdp.value:
        return ""
    share = exact(round(100 * largest / gdp.value, 1))
    return f"Het bedrag van '{shown(entry.part)}' is {exact(largest)} mld EUR, {share}% van het bbp van {gdp.year}."


def _range(entry: CatalogueEntry) -> str:
    low = "" if entry.min is None else _number(entry.min)
    high = "" if entry.max is None else _number(entry.max)
    if low and high:
        return f"van {low} tot en met {high} ({entry.unit})"
    return f"van {'minstens' if low else 'hoogstens'} {low or high} ({entry.unit})"


def _as_list(value: Any) -> list[float]:
    return [float(item) for item in value] if isinstance(value, (list, tuple)) else [float(value)]  # pyright: ignore[reportUnknownVariableType]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return _number(value) if isinstance(value, (int, float)) else shown(value)
