"""Which option causes which difference, and how the target depends on what is uncertain. Codes only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.models.eu_rules.assess import EuResult, Request, assess
from bouwstenen.models.eu_rules.variants import OPTION_NAMES, RuleOptions, switched, variant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.eu_rules.parameters import Parameters
    from bouwstenen.models.eu_rules.table import CountryTable


@dataclass(frozen=True)
class OptionEffect:
    """What one option does on its own, switched from the first variant to the choice of the second.

    option: its name, or `rest` or `total`. first, second: choices, or names of the variants in the total.
    spb_target and difference: required structural primary balance, % of GDP, with steps that are not rounded so that
    small effects show; rounding has a row of its own when the variants differ in it. The row `rest` is what the
    options do together beside their own effects, and the rounding of both variants; `total` is rounded as they are.
    binding: name of the criterion that asks most.
    """

    option: str
    first: str
    second: str
    spb_target: float
    difference: float
    binding: str


@dataclass(frozen=True)
class SensitivityRow:
    """The target when one thing is different.

    subject: `start`, `multiplier`, `short_rate`, `long_rate`, `growth`, `ageing` or `ageing_edition`. choice: what was
    chosen: `ec_2024.closure`, `low`, `high` or a vintage. value: of the multiplier, or the shift. difference: against
    the first row. binding: name of the criterion that asks most.
    """

    subject: str
    choice: str
    value: float | None
    spb_target: float
    difference: float
    binding: str


def explain(
    table: CountryTable, parameters: Parameters, first: str, second: str, request: Request | None = None
) -> list[OptionEffect]:
    """Take two variants apart: each option that differs alone, the rest, and the total as the last row.

    Raises:
        InputError: an unknown variant, or input that one of the runs cannot do without.
    """
    one, other = variant(first), variant(second)
    unrounded = one.model_copy(update={"rounding": False})

    def target(options: RuleOptions) -> EuResult:
        return assess(table, parameters, options, request, name=first)

    start, end, bare = target(one), target(other), target(unrounded)
    rows: list[OptionEffect] = []
    for option in OPTION_NAMES:
        a, b = getattr(one, option), getattr(other, option)
        if a == b:
            continue
        is_rounding = option == "rounding"
        changed = target(switched(one if is_rounding else unrounded, **{option: b}))
        difference = changed.spb_target - (start if is_rounding else bare).spb_target
        binding = changed.binding_criterion
        rows.append(OptionEffect(option, _text(a), _text(b), changed.spb_target, difference, binding))
    total = end.spb_target - start.spb_target
    rest = total - sum(row.difference for row in rows)
    rows.append(OptionEffect("rest", "", "", end.spb_target, rest, end.binding_criterion))
    rows.append(OptionEffect("total", first, second, end.spb_target, total, end.binding_criterion))
    return rows


def _text(choice: object) -> str:
    return str(choice).lower() if isinstance(choice, bool) else str(choice)


def sensitivity(
    table: CountryTable,
    parameters: Parameters,
    ranges: Mapping[str, float],
    options: RuleOptions,
    request: Request | None = None,
    other_ageing: Mapping[str, Mapping[str, Mapping[int, float]]] | None = None,
) -> list[SensitivityRow]:
    """The target by multiplier, interest, potential growth and ageing, in one table.

    Args:
        table: the country.
        parameters: figures of the rules.
        ranges: how far market rates, growth and ageing may lie from what is expected; see `EuFacts`.
        options: the variant; its step is not rounded here, so that small effects show.
        request: length, start, draws and seed.
        other_ageing: ageing and revenue series of other editions, by name, that replace those of `table`.
    """
    unrounded = options.model_copy(update={"rounding": False})
    start = assess(table, parameters, unrounded, request)
    rows = [SensitivityRow("start", "", None, start.spb_target, 0.0, start.binding_criterion)]

    def add(subject: str, choice: str, value: float | None, changed: CountryTable, chosen: RuleOptions) -> None:
        found = assess(changed, parameters, chosen, request)
        difference = found.spb_target - start.spb_target
        rows.append(SensitivityRow(subject, choice, value, found.spb_target, difference, found.binding_criterion))

    for name in ("ec_2024", "ec_2025"):
        for rule in ("closure", "persistent"):
            k = getattr(parameters, f"multiplier_{name}")
            add("multiplier", f"{name}.{rule}", k, table, switched(unrounded, multiplier=name, gap_rule=rule))
    for subject, constant in (("short_rate", "interest_rate_st_t10"), ("long_rate", "interest_rate_lt_t10")):
        for side, shift in _sides(ranges, subject):
            changed = table.with_values({constant: table.constants[constant] + shift})
            add(subject, side, shift, changed, unrounded)
    reference = start.inputs.reference_year
    for side, shift in _sides(ranges, "growth"):
        growth = {y: v + shift for y, v in table.known("potential_gdp_growth").items() if y > reference}
        gaps = {int(y): float(g) for y, g in zip(start.inputs.years, start.inputs.gap, strict=True)}
        changed = table.with_values(series={"potential_gdp_growth": growth, "output_gap": gaps})
        add("growth", side, shift, changed, unrounded)
    for side, shift in _sides(ranges, "ageing"):
        add("ageing", side, shift, _shift_ageing(table, ranges, shift), unrounded)
    for name, series in (other_ageing or {}).items():
        add("ageing_edition", name, None, table.with_values(series=series), unrounded)
    return rows


def _sides(ranges: Mapping[str, float], name: str) -> tuple[tuple[str, float], ...]:
    return ("low", ranges[f"{name}_low"]), ("high", ranges[f"{name}_high"])


def _shift_ageing(table: CountryTable, ranges: Mapping[str, float], shift: float) -> CountryTable:
    """Ageing cost that is higher by a share of `shift` that grows evenly to its last year."""
    first, last = ranges["ageing_first"], ranges["ageing_last"]
    costs = {
        year: cost + shift * min(max((year - first) / (last - first), 0.0), 1.0)
        for year, cost in table.known("ageing_cost").items()
    }
    return table.with_values(series={"ageing_cost": costs})
