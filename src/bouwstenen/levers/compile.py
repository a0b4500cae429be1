"""Compiles the measures of a package into one overlay, for one reading of the vague texts.

Checks what a file alone cannot: paths exist, values lie within bounds and units agree, and no two
measures set the same thing in the same years.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bouwstenen.agreement.schema import (
    Band,
    BudgetLever,
    BudgetRuleLever,
    Choices,
    LawParameterLever,
    Measure,
    ModelInputLever,
    Phasing,
    Reading,
)
from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.levers.catalogue import Catalogue, CatalogueEntry, load_catalogue
from bouwstenen.levers.overlay import BudgetEntry, InputChange, LawChange, Overlay, RuleOption, Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LAST_YEAR = 2100


def _nowhere(measure: str, key: str) -> Where:
    return Where("", 0, f"{measure}.{key}")


def compile_overlay(
    measures: Iterable[Measure],
    reading: Reading = "central",
    *,
    where: Callable[[str, str], Where] = _nowhere,
    catalogue: Catalogue | None = None,
) -> Overlay:
    """Compile measures into an overlay.

    Args:
        measures: in the order of the package; the order of the overlay follows it.
        reading: which of the readings counts where a value has several.
        where: gives the place in the user's file of (measure id, key), for messages.
        catalogue: the paths that may be moved; default the shipped one.

    Raises:
        InputError: a path is unknown, a value is out of bounds, a unit differs, or two levers clash.
    """
    catalogue = catalogue or load_catalogue()
    budget: list[BudgetEntry] = []
    inputs: list[InputChange] = []
    law: list[LawChange] = []
    rules: list[RuleOption] = []
    for measure in measures:
        for number, lever in enumerate(measure.levers):
            place = where(measure.id, f"levers.{number}")
            match lever:
                case BudgetLever():
                    _complete_phasing(lever, place)
                    budget.append(_budget_entry(measure, lever, reading))
                case ModelInputLever():
                    entry = _entry(catalogue.inputs, lever.path, place)
                    value = _checked(entry, _pick(lever.value, reading), lever.mode, place)
                    _same_unit(entry, lever, place)
                    inputs.append(
                        InputChange(
                            measure.id,
                            measure.attributed_block,
                            lever.path,
                            lever.start,
                            lever.until,
                            value,
                            lever.unit,
                            lever.mode,
                        )
                    )
                case LawParameterLever():
                    entry = _entry(catalogue.law, lever.path, place)
                    value = _checked(entry, _pick(lever.value, reading), lever.mode, place)
                    if isinstance(value, str):
                        raise InputError(f"de waarde {shown(value)} is geen getal.", where=place)
                    law.append(
                        LawChange(measure.id, measure.attributed_block, lever.path, lever.start, value, lever.mode)
                    )
                case BudgetRuleLever():
                    entry = _entry(catalogue.rules, lever.path, place)
                    value = _checked(entry, lever.value, "set", place)
                    rules.append(RuleOption(measure.id, measure.attributed_block, lever.path, value))
    overlay = Overlay(tuple(budget), tuple(inputs), tuple(law), tuple(rules))
    _refuse_conflicts(overlay, where)
    return overlay


def _pick(value: Any, reading: Reading) -> Any:
    return getattr(value, reading) if isinstance(value, (Band, Choices)) else value


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


def _complete_phasing(lever: BudgetLever, place: Where) -> None:
    """A one-off amount is spent once: shares given by hand must add up to the whole."""
    total = sum(lever.phasing.shares.values())
    if lever.timing == "one_off" and lever.phasing.profile == "years" and abs(total - 1.0) > 1e-6:
        problem = f"de delen van het eenmalige bedrag '{lever.part}' tellen op tot {total:.4g}."
        raise InputError(problem, mend="Laat shares optellen tot 1.", where=place)


def phasing_shares(phasing: Phasing, timing: str) -> tuple[tuple[int, float], ...]:
    """Shares of the amount per year. A one-off amount is spread so that the shares sum to one."""
    if phasing.profile == "years":
        return tuple(sorted(phasing.shares.items()))
    start, until = phasing.start, phasing.until if phasing.until is not None else phasing.start
    years = range(start, until + 1)
    if phasing.profile == "full" and timing == "recurring":
        return ((start, 1.0),)
    if phasing.profile == "ramp" and timing == "recurring":
        return tuple((year, (year - start + 1) / len(years)) for year in years)
    if phasing.profile == "even" and timing == "recurring":
        return tuple((year, 1.0) for year in years)
    weights = [float(year - start + 1) if phasing.profile == "ramp" else 1.0 for year in years]
    return tuple((year, weight / sum(weights)) for year, weight in zip(years, weights, strict=True))


def _entry(entries: dict[str, CatalogueEntry], path: str, place: Where) -> CatalogueEntry:
    if path not in entries:
        problem = f"het pad '{shown(path)}' bestaat niet."
        mend = "Alle paden staan in `bouwstenen hefbomen`."
        raise InputError(problem, mend=mend, where=place, nearest=nearest_key(path, entries))
    return entries[path]


def _checked(entry: CatalogueEntry, value: Setting, mode: str, place: Where) -> Setting:
    """The value, if it is of the right kind and within the bounds of the catalogue."""
    if entry.kind == "boolean":
        if not isinstance(value, bool):
            raise InputError(
                f"de waarde {shown(value)} is geen true of false.", mend="Schrijf true of false.", where=place
            )
        return value
    if entry.kind == "choice":
        if not isinstance(value, str) or value not in entry.choices:
            raise InputError(
                f"de waarde {shown(value)} kan hier niet.",
                mend=f"Kies uit: {', '.join(entry.choices)}.",
                where=place,
                nearest=nearest_key(str(value), entry.choices),
            )
        return value
    if isinstance(value, (bool, str)):
        raise InputError(
            f"de waarde {shown(value)} is geen getal.", mend=f"Schrijf een getal in {entry.unit}.", where=place
        )
    low, high = entry.min, entry.max
    if mode == "set" and ((low is not None and value < low) or (high is not None and value > high)):
        mend = f"Schrijf een getal van {low} tot en met {high} ({entry.unit})."
        raise InputError(f"de waarde {value} valt buiten de grenzen.", mend=mend, where=place)
    return float(value)


def _same_unit(entry: CatalogueEntry, lever: ModelInputLever, place: Where) -> None:
    if lever.mode != "scale" and lever.unit != entry.unit:
        problem = f"de eenheid '{shown(lever.unit)}' past niet bij {lever.path}."
        raise InputError(problem, mend=f"Gebruik de eenheid '{entry.unit}'.", where=place)


def _refuse_conflicts(overlay: Overlay, where: Callable[[str, str], Where]) -> None:
    """Two levers may not set the same path in the same years; additions may add up."""
    claims: list[tuple[str, int, int, str, str]] = []
    claims += [(c.path, c.start, c.until or LAST_YEAR, c.measure, c.mode) for c in overlay.inputs]
    claims += [(f"{c.path} vanaf {c.start}", 0, 0, c.measure, c.mode) for c in overlay.law]
    claims += [(c.path, 0, 0, c.measure, "set") for c in overlay.rules]
    by_path: dict[str, list[tuple[int, int, str, str]]] = {}
    for path, start, until, measure, mode in claims:
        for start2, until2, other, mode2 in by_path.get(path, []):
            if start <= until2 and start2 <= until and not (mode == mode2 and mode != "set"):
                raise InputError(
                    f"de maatregelen {other} en {measure} zetten allebei {path}.",
                    mend="Zet een van beide uit (switch_off) of geef ze andere jaren.",
                    where=where(measure, "levers"),
                )
        by_path.setdefault(path, []).append((start, until, measure, mode))
    seen: dict[tuple[str, str], int] = {}
    for entry in overlay.budget:
        seen[entry.measure, entry.part] = seen.get((entry.measure, entry.part), 0) + 1
        if seen[entry.measure, entry.part] > 1:
            problem = f"het deel '{entry.part}' staat twee keer in maatregel {entry.measure}."
            raise InputError(problem, mend="Geef elk deel een eigen naam.", where=where(entry.measure, "levers"))
