"""Compiles the measures of a package into one overlay, for one reading of the vague texts.

Checks what a file alone cannot: paths exist, values lie within bounds and units agree, and no two measures set the same
thing in the same years. Levers of measures that the package itself calls not computed are checked and move nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bouwstenen.agreement.schema import (
    Band,
    BudgetLever,
    BudgetRuleLever,
    Choices,
    LawParameterLever,
    Measure,
    ModelInputLever,
    Reading,
)
from bouwstenen.agreement.status import may_move
from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.levers.bounds import (
    check_kind,
    check_money,
    check_result,
    check_start,
    check_value,
    folded,
    money_remark,
)
from bouwstenen.levers.catalogue import Catalogue, CatalogueEntry, load_catalogue
from bouwstenen.levers.conflicts import refuse_conflicts
from bouwstenen.levers.overlay import BudgetEntry, InputChange, LawChange, Overlay, RuleOption
from bouwstenen.levers.phasing import check_phasing, phasing_shares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bouwstenen.agreement.schema import Lever


@dataclass(frozen=True)
class Remark:
    """What is to be said about a measure, Dutch."""

    measure: str
    text: str


@dataclass(frozen=True)
class Compiled:
    """An overlay and what is to be said about it."""

    overlay: Overlay
    remarks: tuple[Remark, ...] = ()


@dataclass
class _Draft:
    """The changes found so far, in the order of the package."""

    reading: Reading
    catalogue: Catalogue
    shared: frozenset[str] = frozenset()
    """Law parameters that several levers move: their results are checked together."""
    budget: list[BudgetEntry] = field(default_factory=list)
    inputs: list[InputChange] = field(default_factory=list)
    law: list[LawChange] = field(default_factory=list)
    rules: list[RuleOption] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def _nowhere(measure: str, key: str) -> Where:
    return Where("", 0, f"{measure}.{key}")


def compile_overlay(
    measures: Iterable[Measure],
    reading: Reading = "central",
    *,
    where: Callable[[str, str], Where] = _nowhere,
    catalogue: Catalogue | None = None,
) -> Overlay:
    """Compile measures into an overlay; see `compile_measures`."""
    return compile_measures(measures, reading, where=where, catalogue=catalogue).overlay


def compile_measures(
    measures: Iterable[Measure],
    reading: Reading = "central",
    *,
    where: Callable[[str, str], Where] = _nowhere,
    catalogue: Catalogue | None = None,
) -> Compiled:
    """Compile measures into an overlay, with remarks on what is possible but hard to believe.

    Args:
        measures: in the order of the package; the order of the overlay follows it.
        reading: which of the readings counts where a value has several; all of them are checked.
        where: gives the place in the user's file of (measure id, key), for messages.
        catalogue: the paths that may be moved; default the shipped one.

    Raises:
        InputError: a path is unknown, a value, its result, a date or an amount is out of bounds, a unit differs, or two
            levers clash.
    """
    measures = list(measures)
    paths = Counter(
        lever.path for m in measures if may_move(m) for lever in m.levers if isinstance(lever, LawParameterLever)
    )
    shared = frozenset(path for path, count in paths.items() if count > 1)
    draft = _Draft(reading, catalogue or load_catalogue(), shared)
    for measure in measures:
        # What is not computed is checked like the rest, and dropped.
        into = draft if may_move(measure) else _Draft(reading, draft.catalogue)
        for number, lever in enumerate(measure.levers):
            _add(into, measure, lever, lambda key, m=measure.id, n=number: where(m, f"levers.{n}{key}"))
    overlay = Overlay(tuple(draft.budget), tuple(draft.inputs), tuple(draft.law), tuple(draft.rules))
    refuse_conflicts(overlay, where)
    _check_together(overlay, draft.catalogue, where)
    return Compiled(overlay, tuple(draft.remarks))


def _add(draft: _Draft, measure: Measure, lever: Lever, place: Callable[[str], Where]) -> None:
    """Check one lever and add its change to the draft."""
    by = (measure.id, measure.attributed_block)
    catalogue, reading = draft.catalogue, draft.reading
    match lever:
        case BudgetLever():
            check_phasing(lever, place)
            check_money(_readings(lever.amount_bn), place(".amount_bn"))
            check_money(_readings(lever.pm), place(".pm"))
            entry = _budget_entry(measure, lever, reading)
            draft.budget.append(entry)
            if remark := money_remark(entry):
                draft.remarks.append(Remark(measure.id, remark))
        case ModelInputLever():
            found = _entry(catalogue.inputs, lever.path, place)
            check_start(lever.start, place(".start"))
            for value in _readings(lever.value):
                check_value(found, value, lever.mode, None, place(".value"))
            _same_unit(found, lever, place)
            value = _plain(_pick(lever.value, reading))
            draft.inputs.append(InputChange(*by, lever.path, lever.start, lever.until, value, lever.unit, lever.mode))
        case LawParameterLever():
            found = _entry(catalogue.law, lever.path, place)
            check_start(lever.start, place(".start"))
            before = catalogue.law_value(lever.path, lever.start)
            for value in _readings(lever.value):
                if lever.path in draft.shared and lever.mode != "set":
                    check_kind(found, value, lever.mode, place(".value"))
                else:
                    check_value(found, value, lever.mode, before, place(".value"))
            value = _plain(_pick(lever.value, reading))
            draft.law.append(LawChange(*by, lever.path, lever.start, value, lever.mode))
            end = catalogue.index_end(lever.path)
            if end is not None and int(lever.start[:4]) > end:
                text = f"{lever.path} begint op {lever.start}. De indexen van de wet lopen tot en met {end}:"
                draft.remarks.append(Remark(measure.id, f"{text} daarna groeit geen bedrag meer mee."))
        case BudgetRuleLever():
            check_value(_entry(catalogue.rules, lever.path, place), lever.value, "set", None, place(".value"))
            draft.rules.append(RuleOption(*by, lever.path, _plain(lever.value)))


def _pick(value: Any, reading: Reading) -> Any:
    return getattr(value, reading) if isinstance(value, (Band, Choices)) else value


def _readings(value: Any) -> list[Any]:
    """The value in every reading, each once; nothing for None."""
    if isinstance(value, (Band, Choices)):
        return [value.central, *(v for v in (value.narrow, value.wide) if v is not value.central)]
    return [] if value is None else [value]


def _plain(value: Any) -> Any:
    """A value as the overlay holds it: numbers are floats, a table is a tuple."""
    if isinstance(value, (bool, str)):
        return value
    return tuple(float(item) for item in value) if isinstance(value, list) else float(value)  # pyright: ignore[reportUnknownVariableType]


def _budget_entry(measure: Measure, lever: BudgetLever, reading: Reading) -> BudgetEntry:
    amount = None if lever.amount_bn is None else float(_pick(lever.amount_bn, reading))
    pm = None
    if lever.pm is not None:
        band = lever.pm if isinstance(lever.pm, Band) else Band(narrow=lever.pm, central=lever.pm, wide=lever.pm)
        pm = (band.narrow, band.central, band.wide)
    return BudgetEntry(
        measure=measure.id,
        block=measure.attributed_block,
        part=lever.part,
        line=lever.line,
        column=lever.column,
        timing=lever.timing,
        amount_bn=amount,
        pm_bn=pm,
        price_level=lever.price_level,
        shares=phasing_shares(lever.phasing, lever.timing),
        instrument=lever.booking.instrument,
        repayment_expected=lever.booking.repayment_expected,
        market_return_expected=lever.booking.market_return_expected,
        unit_outside_government=lever.booking.unit_outside_government,
        booking_argument=lever.booking.argument,
        ceiling=lever.ceiling,
        ceiling_alternative=lever.ceiling_alternative,
        asset_life_years=lever.asset_life_years,
        lending_rate=lever.lending_rate,
        part_of=lever.part_of,
        purpose=lever.purpose,
        payer=lever.payer,
    )


def _entry(entries: dict[str, CatalogueEntry], path: str, place: Callable[[str], Where]) -> CatalogueEntry:
    if path not in entries:
        problem = f"het pad '{shown(path)}' bestaat niet."
        mend = "Alle paden staan in `bouwstenen hefbomen`."
        raise InputError(problem, mend=mend, where=place(".path"), nearest=nearest_key(path, entries))
    return entries[path]


def _same_unit(entry: CatalogueEntry, lever: ModelInputLever, place: Callable[[str], Where]) -> None:
    if lever.mode != "scale" and lever.unit != entry.unit:
        problem = f"de eenheid '{shown(lever.unit)}' past niet bij {lever.path}."
        raise InputError(problem, mend=f"Gebruik de eenheid '{entry.unit}'.", where=place(".unit"))


def _check_together(overlay: Overlay, catalogue: Catalogue, where: Callable[[str, str], Where]) -> None:
    """Levers of several measures on one path may each be possible and together not."""
    law: dict[str, list[LawChange]] = defaultdict(list)
    for change in sorted(overlay.law, key=lambda change: change.start):
        law[change.path].append(change)
    for path, changes in law.items():
        if len(changes) == 1 or catalogue.law[path].kind not in ("number", "table"):
            continue
        earlier: list[tuple[str, Any]] = []
        lasts = {change.start: change for change in changes}
        for change in changes:
            if change is lasts[change.start]:
                before, place = catalogue.law_value(path, change.start), where(change.measure, "levers")
                check_result(catalogue.law[path], [*earlier, (change.mode, change.value)], before, place)
            earlier = folded(earlier, change.mode, change.value)
    inputs: dict[str, list[InputChange]] = defaultdict(list)
    for change in overlay.inputs:
        inputs[change.path].append(change)
    for path, changes in inputs.items():
        for year, last in {change.start: change for change in changes if change.mode != "set"}.items():
            active = [c for c in changes if c.start <= year and (c.until is None or year <= c.until)]
            if len(active) > 1:  # Levers that set are alone in their years: those were refused above.
                pairs = [(c.mode, c.value) for c in active]
                check_result(catalogue.inputs[path], pairs, None, where(last.measure, "levers"))
