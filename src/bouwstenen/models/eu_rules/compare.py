"""Which option causes which difference, and how the target depends on what is uncertain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import dutch, exact
from bouwstenen.models.eu_rules.assess import EuResult, Request, assess, label_of
from bouwstenen.models.eu_rules.options import OPTION_TITLES, RuleOptions, switched, variant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.facts import Facts
    from bouwstenen.models.eu_rules.parameters import Parameters
    from bouwstenen.models.eu_rules.table import CountryTable

_AGEING = ("ageing_cost", "pension_revenue", "tax_and_property_income")


@dataclass(frozen=True)
class OptionEffect:
    """What one option does on its own, switched from the first variant to the choice of the second.

    spb_target and difference: required structural primary balance, % of GDP, with steps that are not rounded so that
    small effects show; rounding has a row of its own when the variants differ in it. The row `rest` is what the
    options do together beside their own effects, and the rounding of both variants; `total` is rounded as they are.
    """

    option: str
    title: str
    first: str
    second: str
    spb_target: float
    difference: float
    binding: str


@dataclass(frozen=True)
class SensitivityRow:
    """The target when one thing is different. subject and choice are Dutch; difference is against the first row."""

    subject: str
    choice: str
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
    for option, title in OPTION_TITLES.items():
        a, b = getattr(one, option), getattr(other, option)
        if a == b:
            continue
        is_rounding = option == "rounding"
        changed = target(switched(one if is_rounding else unrounded, **{option: b}))
        difference = changed.spb_target - (start if is_rounding else bare).spb_target
        label = label_of(changed.binding_criterion)
        rows.append(OptionEffect(option, title, _text(a), _text(b), changed.spb_target, difference, label))
    total = end.spb_target - start.spb_target
    rest = total - sum(row.difference for row in rows)
    label = label_of(end.binding_criterion)
    rows.append(OptionEffect("rest", "samenspel en afronding", "", "", end.spb_target, rest, label))
    rows.append(OptionEffect("total", "alle keuzes samen", first, second, end.spb_target, total, label))
    return rows


def _text(choice: object) -> str:
    return str(choice).lower() if isinstance(choice, bool) else str(choice)


def sensitivity(
    table: CountryTable,
    parameters: Parameters,
    facts: Facts,
    options: RuleOptions,
    request: Request | None = None,
    other_ageing: Mapping[str, CountryTable] | None = None,
) -> list[SensitivityRow]:
    """The target by multiplier, interest, potential growth and ageing, in one table.

    Args:
        table: the country.
        parameters: figures of the rules.
        facts: gives how far market rates, growth and ageing may lie from what is expected.
        options: the variant; its step is not rounded here, so that small effects show.
        request: length, start, draws and seed.
        other_ageing: tables of other vintages, by name, whose ageing and revenue series replace those of `table`.
    """
    unrounded = options.model_copy(update={"rounding": False})
    start = assess(table, parameters, unrounded, request)
    rows = [SensitivityRow("uitgangspunt", "", start.spb_target, 0.0, label_of(start.binding_criterion))]

    def add(subject: str, choice: str, changed: CountryTable, chosen: RuleOptions = unrounded) -> None:
        result = assess(changed, parameters, chosen, request)
        difference = result.spb_target - start.spb_target
        rows.append(SensitivityRow(subject, choice, result.spb_target, difference, label_of(result.binding_criterion)))

    for name in ("ec_2024", "ec_2025"):
        for rule, text in (("closure", "dooft uit na de aanpassing"), ("persistent", "werkt drie jaar")):
            k = getattr(parameters, f"multiplier_{name}")
            add("multiplier", f"{exact(k)}, {text}", table, switched(unrounded, multiplier=name, gap_rule=rule))
    for constant, key, subject in (
        ("interest_rate_st_t10", "short_rate", "korte rente over tien jaar"),
        ("interest_rate_lt_t10", "long_rate", "lange rente over tien jaar"),
    ):
        for shift in _range(facts, key):
            changed = table.with_values({constant: table.constants[constant] + shift})
            add(subject, f"{dutch(shift, signed=True)} %-punt", changed)
    reference = start.inputs.reference_year
    for shift in _range(facts, "growth"):
        growth = {y: v + shift for y, v in table.known("potential_gdp_growth").items() if y > reference}
        gaps = {int(y): float(g) for y, g in zip(start.inputs.years, start.inputs.gap, strict=True)}
        changed = table.with_values(series={"potential_gdp_growth": growth, "output_gap": gaps})
        add("potentiële groei", f"{dutch(shift, signed=True)} %-punt per jaar", changed)
    for shift in _range(facts, "ageing"):
        add("kosten van de vergrijzing", f"{dutch(shift, signed=True)}% bbp", _shift_ageing(table, facts, shift))
    for name, other in (other_ageing or {}).items():
        series = {key: other.known(key) for key in _AGEING if other.known(key)}
        add("editie van de vergrijzing", name, table.with_values(series=series))
    return rows


def _range(facts: Facts, key: str) -> tuple[float, float]:
    return facts.value(f"eu_rules.sensitivity_{key}_low"), facts.value(f"eu_rules.sensitivity_{key}_high")


def _shift_ageing(table: CountryTable, facts: Facts, shift: float) -> CountryTable:
    """Ageing cost that is higher by a share of `shift` that grows evenly to its last year."""
    first = facts.value("eu_rules.sensitivity_ageing_first")
    last = facts.value("eu_rules.sensitivity_ageing_last")
    costs = {
        year: cost + shift * min(max((year - first) / (last - first), 0.0), 1.0)
        for year, cost in table.known("ageing_cost").items()
    }
    return table.with_values(series={"ageing_cost": costs})
