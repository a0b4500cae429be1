"""Results as rows, money and ports."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

from bouwstenen.effects.row import NONE
from bouwstenen.models.care.inputs import PROFILES
from bouwstenen.models.care.options import GDP_PATHS, VARIANTS
from bouwstenen.models.care.spending import SCHEMES
from bouwstenen.models.care.target import FORMS, growth
from bouwstenen.models.care.volume import by_municipality
from bouwstenen.models.ports import ELDERLY_HOMES
from bouwstenen.models.protocol import Headline, Money, Port, Sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.care.result import CareResult, Hindcast
    from bouwstenen.models.care.unequal import Split

    Array = NDArray[np.float64]

SOURCE: Final = "docs/models/care.md"
_ROOM: Final = "care."
UNITS: Final = {
    "smokers_share": "pct", "smokers": "persons", "drinkers_share": "pct", "drinkers": "persons",
    "overweight_share": "pct", "overweight": "persons", "nursing_need": "persons", "nursing_places": "places",
    "nursing_at_home": "persons", "elderly_homes": "homes", "without_gp_low": "persons", "without_gp_high": "persons",
    "gps_missing_low": "persons", "gps_missing_high": "persons", "admin_time": "pct", "client_time": "pct",
    "tuition": "m_eur", "pandemic_budget": "m_eur", "transformation": "m_eur", "prevention_budget": "m_eur",
}  # fmt: skip
"""Units of `CareResult.sides`."""
HEADLINE_YEARS: Final = (2028, 2030, 2035)
ATTRIBUTED: Final = (
    "smokers", "drinkers", "overweight", "nursing_places", "nursing_at_home", "elderly_homes", "without_gp_low",
    "without_gp_high", "client_time", "tuition", "transformation",
)  # fmt: skip
"""Results of `CareResult.sides` whose measures the run looks for."""
_PRICES: Final = {"pandemic_budget": 2023, "transformation": 2025, "prevention_budget": 2025}
"""Price level of levers that are amounts, as their unit says."""
_CONFIDENCE: Final = {
    "admin_time": "C",
    "client_time": "C",
    "nursing_at_home": "D",
    "elderly_homes": "D",
    "tuition": "C",
}
_JOBS_YEARS: Final = 5
"""Years over which the break-even of the fund is spread."""
_BILLION, _MILLION = 1e9, 1e6


class Rows:
    """Columns of rows, filled path by path: thousands of rows are one frame."""

    def __init__(self) -> None:
        """Start empty."""
        self._columns: dict[str, list[Any]] = {
            name: []
            for name in (
                "indicator", "unit", "year", "price_level", "scenario", "dimension", "group", "payer", "baseline",
                "package", "low", "high", "band", "confidence", "status",
            )
        }  # fmt: skip

    def add(
        self,
        indicator: str,
        unit: str,
        sides: Sides,
        *,
        price: int | None = None,
        band: tuple[str, Array, Array] | None = None,
        **keys: str,
    ) -> None:
        """A path. band: what it is, low and high around the package. keys: scenario, dimension, group, payer, …."""
        seen = np.isfinite(sides.baseline) | np.isfinite(sides.package)
        if not seen.all():
            sides = Sides(sides.years[seen], sides.baseline[seen], sides.package[seen])
        length = len(sides.years)
        given: dict[str, Any] = {
            "indicator": _ROOM + indicator, "unit": unit, "price_level": price, "scenario": NONE, "dimension": "all",
            "group": "all", "payer": "all", "confidence": "C", "status": "computed", "band": NONE, **keys,
        }  # fmt: skip
        paths: dict[str, list[Any]] = {
            "year": sides.years.tolist(), "baseline": _known(sides.baseline), "package": _known(sides.package),
            "low": [None] * length, "high": [None] * length,
        }  # fmt: skip
        if band is not None:
            given["band"] = band[0]
            paths["low"], paths["high"] = band[1].tolist(), band[2].tolist()
        for name, column in self._columns.items():
            column.extend(paths[name] if name in paths else [given[name]] * length)

    def frame(self) -> pl.DataFrame:
        """All of it."""
        kinds = {"year": pl.Int32, "price_level": pl.Int32}
        numbers = dict.fromkeys(("baseline", "package", "low", "high"), pl.Float64)
        schema = {name: {**kinds, **numbers}.get(name, pl.String) for name in self._columns}
        return pl.DataFrame(self._columns, schema=schema).with_columns(source=pl.lit(SOURCE))


def _known(values: Array) -> list[float | None]:
    """Values as a list; None where there is none."""
    return [None if math.isnan(value) else value for value in values.tolist()]


def rows(result: CareResult, others: Mapping[Reading, CareResult]) -> Iterator[pl.DataFrame]:
    """Rows of all paths, by variant. `others` is not read: a band over readings is the run's own."""
    del others
    table = Rows()
    _spending(table, result)
    _tasks(table, result)
    _who_pays(table, result)
    _people(table, result)
    _measures(table, result)
    _unequal(table, result)
    yield table.frame()
    yield _municipalities(result)


def same(years: NDArray[np.int64], values: Array) -> Sides:
    """What no package moves."""
    return Sides(years, values, values)


def _spending(table: Rows, result: CareResult) -> None:
    years, price = result.years, result.facts.year("base_year")
    for variant in VARIANTS:
        code = variant.code
        by_scheme, whole = result.spending[code], result.framework[code]
        table.add("spending", "bn_eur", whole, price=price, scenario=code)
        for s, scheme in enumerate(SCHEMES):
            one = Sides(years, by_scheme.baseline[:, s], by_scheme.package[:, s])
            table.add("spending", "bn_eur", one, price=price, scenario=code, dimension="care_scheme", group=scheme)
        table.add(
            "growth", "pct", Sides(years[1:], growth(whole.baseline)[1:], growth(whole.package)[1:]), scenario=code
        )
        for path in GDP_PATHS:
            gdp = result.gdp[path] / 100
            share = Sides(years, whole.baseline / gdp, whole.package / gdp)
            table.add("spending_share", "pct_gdp", share, scenario=code, dimension="gdp_path", group=path)
        table.add("staff", "persons", result.staff[code], scenario=code, confidence="D")
    main = result.options.variant
    table.add("spending", "bn_eur", result.framework[main], price=price)
    table.add("staff", "persons", result.staff[main], confidence="D")
    _demand(table, result)
    table.add("vintage_ageing", "pct_gdp", same(years, result.ageing_cost), confidence="A")
    for path in GDP_PATHS:
        table.add("gdp_growth", "pct", same(years[1:], result.gdp_growth[path][1:]), dimension="gdp_path", group=path)
    _definitions(table, result)
    _ministry(table, result)


def _demand(table: Rows, result: CareResult) -> None:
    """Growth of demand by people and ages alone, by scheme; of the whole framework in the variant `demography`."""
    years, demand = result.years, result.demand
    for s, scheme in enumerate(("zvw", "wlz", "wmo")):
        grown = Sides(years[1:], growth(demand.baseline[:, s])[1:], growth(demand.package[:, s])[1:])
        table.add("demand_growth", "pct", grown, dimension="care_scheme", group=scheme)


def _definitions(table: Rows, result: CareResult) -> None:
    from bouwstenen.models.care.spending import scaled

    whole = result.framework[result.options.variant]
    for name, group in (("budgettair", "budget"), ("internationaal", "sha"), ("breed", "wide")):
        factor = scaled(result.facts, name)
        sides = Sides(whole.years, whole.baseline * factor, whole.package * factor)
        certain = "D" if group == "wide" else "C"
        price = result.facts.year("base_year")
        table.add(
            "by_definition", "bn_eur", sides, price=price, dimension="definition", group=group, confidence=certain
        )


def _ministry(table: Rows, result: CareResult) -> None:
    """The last budget path that was read, in its own prices, with the room for growth that it sets aside."""
    history = result.facts.history
    years = np.array(sorted(history["ministry_zvw"]))
    for scheme in ("zvw", "wlz"):
        path = np.array(
            [history[f"ministry_{scheme}"][y] + history[f"ministry_room_{scheme}"][y] for y in years.tolist()]
        )
        table.add("ministry_path", "bn_eur", same(years, path), dimension="care_scheme", group=scheme, confidence="A")


def _tasks(table: Rows, result: CareResult) -> None:
    """Distance to the target of the document on every variant, both GDP paths and both readings."""
    years, price = result.years, result.facts.year("base_year")
    target = result.facts.year("target_year")
    seen = (years > result.facts.year("policy_year")) & (years <= target)
    for (variant, path, form), (before, after) in result.tasks.items():
        keys = {"scenario": f"{variant}.{path}", "dimension": "care_target", "group": form}
        gap = Sides(years[seen], before.gap[seen], after.gap[seen])
        table.add("target_gap", "bn_eur", gap, price=price, band=None, **keys)
        last = np.array([target])
        summed = Sides(last, gap.baseline.sum(keepdims=True), gap.package.sum(keepdims=True))
        table.add("target_gap_sum", "bn_eur", summed, price=price, band=None, **keys)
        if form == FORMS[0]:
            points = Sides(years[seen], before.points[seen], after.points[seen])
            table.add("target_points", "pp", points, scenario=keys["scenario"])
            first = [np.nan if t.first_year is None else float(t.first_year) for t in (before, after)]
            if not all(np.isnan(first)):
                reached = Sides(last, np.array(first[:1]), np.array(first[1:]))
                table.add("target_first_year", "year", reached, scenario=keys["scenario"])
    _own_task(table, result, seen)


def _own_task(table: Rows, result: CareResult, seen: NDArray[np.bool_]) -> None:
    """The task that the package sets itself: nothing without a package, and never a saving."""
    own = result.own_task
    if own is None:
        return
    price = result.facts.year("base_year")
    years = result.years[seen | (result.years == own.year)]
    at = years - result.years[0]
    for path, task in own.by_gdp.items():
        gap = Sides(years, np.zeros(len(years)), task.gap[at])
        table.add(
            "task", "bn_eur", gap, price=price, scenario=path, dimension="care_target", group=own.form, status="option"
        )
    last = np.array([own.year])
    variant = result.options.variant
    spending, people = result.framework[variant], result.staff[variant]
    k = result.at(own.year)
    for path, task in own.by_gdp.items():
        gap, points = task.gap[k], max(0.0, float(task.points[k]))
        share = gap / spending.package[k]
        needed = {
            "task_points": ("pp", points), "task_productivity": ("pp", points / result.facts.numbers["labour_share"]),
            "task_per_adult": ("eur_per_year", gap * _BILLION / result.adults.package[k]),
            "task_people": ("persons", share * people.package[k]),
        }  # fmt: skip
        for name, (unit, value) in needed.items():
            level = price if unit == "eur_per_year" else None
            sides = Sides(last, np.zeros(1), np.array([value]))
            table.add(name, unit, sides, price=level, scenario=path, status="option", confidence="D")


def _who_pays(table: Rows, result: CareResult) -> None:
    years, price, way = result.years, result.facts.year("base_year"), result.route
    none = np.zeros(len(years))
    for indicator, unit, values, payer in (
        ("net_zvw", "m_eur", way.zvw * 1e3, "insurer"),
        ("net_wlz", "m_eur", way.wlz * 1e3, "state"),
        ("net_wmo", "m_eur", way.wmo * 1e3, "municipality"),
        ("prevention_spending", "m_eur", way.state * 1e3, "state"),
        ("premium", "m_eur", way.premium * 1e3, "household"),
        ("levy", "m_eur", way.levy * 1e3, "employer"),
        ("care_allowance", "m_eur", way.allowance * 1e3, "state"),
        ("balance_effect", "m_eur", way.balance * 1e3, "all"),
        ("premium_per_adult", "eur_per_year", way.per_adult, "household"),
    ):
        certain = "E" if indicator in {"care_allowance", "balance_effect"} else "C"
        table.add(indicator, unit, Sides(years, none, values), price=price, payer=payer, confidence=certain)


def _people(table: Rows, result: CareResult) -> None:
    years = result.years
    staff = result.staff[result.options.variant]
    same_share = staff.baseline[0] / result.working.baseline[0]
    supply = Sides(years, result.working.baseline * same_share, result.working.package * same_share)
    table.add("staff_supply", "persons", supply, confidence="D")
    gap = Sides(years, staff.baseline - supply.baseline, staff.package - supply.package)
    table.add("staff_gap", "persons", gap, confidence="D")
    for name, year in (("near", 2033), ("reference", 2035), ("accords", 2035)):
        value = np.array([result.facts.numbers[f"shortage_{name}"]])
        table.add("published_shortage", "persons", same(np.array([year]), value), dimension="forecast", group=name)
    for indicator, unit in UNITS.items():
        sides = result.sides[indicator]
        table.add(
            indicator, unit, sides, price=_PRICES.get(indicator), confidence=_CONFIDENCE.get(indicator, "C"),
            status="option" if indicator.startswith(("smokers", "drinkers", "overweight")) else "computed",
        )  # fmt: skip


def _measures(table: Rows, result: CareResult) -> None:
    facts, years, price = result.facts, result.years, result.facts.year("base_year")
    low, middle, high = (
        result.maternity[name] for name in ("kraamzorg_hours_low", "kraamzorg_hours", "kraamzorg_hours_high")
    )
    scaled = Sides(years, middle.baseline * 1e3, middle.package * 1e3)
    band = ("hours", low.package * 1e3, high.package * 1e3)
    table.add("maternity_own_payment", "m_eur", scaled, price=price, band=band, payer="household")
    per_birth = [side * _BILLION / births for side, births in (
        (middle.baseline, result.births.baseline), (middle.package, result.births.package))]  # fmt: skip
    table.add("maternity_per_birth", "eur", Sides(years, *per_birth), price=price, payer="household")
    saved = result.uncontracted * 1e3
    none = np.zeros(len(years))
    table.add(
        "uncontracted", "m_eur", Sides(years, none, saved), price=price, payer="insurer",
        band=("bounds", np.minimum(saved, 0.0), np.maximum(saved, 0.0)),
    )  # fmt: skip
    whole = result.framework[result.options.variant]
    fund = result.sides["transformation"].package / 1e3
    share = fund / whole.package * 100
    table.add("fund_share", "pct", Sides(years, none, share), status="option")
    table.add("fund_growth", "pp", Sides(years, none, share / _JOBS_YEARS), status="option")
    jobs = fund * _BILLION / facts.numbers["job_cost"]
    table.add("fund_jobs", "persons", Sides(years, none, jobs), status="option", confidence="E")
    _rules_of_thumb(table, result)


def _rules_of_thumb(table: Rows, result: CareResult) -> None:
    """Sums for what the text leaves open: what one step would cost. Nobody is said to take it."""
    facts = result.facts
    number, price = facts.numbers, facts.year("base_year")
    at = np.array([price])
    whole = result.framework["demography"].baseline[0]
    table.add(
        "wage_step", "m_eur", same(at, np.array([whole * number["labour_share"] / 100 * 1e3])), price=price,
        status="rule_of_thumb", confidence="E",
    )  # fmt: skip
    for name in ("obesity_drug_users", "obesity_drug_group"):
        cost = np.array([number[name] * number["obesity_drug_cost"] / _MILLION])
        table.add(
            "obesity_drugs", "m_eur", same(np.array([2024]), cost), price=2024, dimension="users", group=name,
            status="rule_of_thumb",
        )  # fmt: skip


def _unequal(table: Rows, result: CareResult) -> None:
    year = np.array([result.facts.year("base_year")])
    groups: tuple[tuple[str, tuple[Split, Split], tuple[str, ...]], ...] = (
        ("education", result.unequal.education, ("low", "middle", "high")),
        ("wealth", result.unequal.wealth, ("q1", "q2", "q3", "q4", "q5")),
    )
    for division, splits, names in groups:
        for sex, split in zip(("men", "women"), splits, strict=True):
            for name, years in zip(names, split.expectancy, strict=True):
                sides = same(year, np.array([years]))
                certain = "D" if division == "education" else "C"
                group = f"{sex}.{name}"
                table.add("life_expectancy", "years", sides, dimension=division, group=group, confidence=certain)


def _municipalities(result: CareResult) -> pl.DataFrame:
    """Use per inhabitant by municipality, by age only; 100 is the national mean. No package moves it."""
    facts = result.facts
    whole = facts.profile @ facts.people[2021] / facts.people[2021].sum()
    ratio = 100 * by_municipality(facts) / whole
    codes = pl.Series("region", facts.municipalities)
    parts = [
        pl.DataFrame({"region": codes, "baseline": ratio[:, s], "package": ratio[:, s]}).with_columns(
            group=pl.lit(scheme)
        )
        for s, scheme in enumerate(PROFILES)
    ]
    return pl.concat(parts).with_columns(
        indicator=pl.lit(f"{_ROOM}by_age_only"), unit=pl.lit("per_100"), year=pl.lit(2021), status=pl.lit("indication"),
        dimension=pl.lit("care_scheme"), confidence=pl.lit("D"), source=pl.lit(SOURCE),
    )  # fmt: skip


def hindcast_table(hindcasts: tuple[Hindcast, ...]) -> pl.DataFrame:
    """Own growth beside what was published, % a year."""
    return pl.DataFrame(
        {
            "name": [h.name for h in hindcasts],
            "first": [h.first for h in hindcasts],
            "last": [h.last for h in hindcasts],
            "own": [h.own for h in hindcasts],
            "published": [h.published for h in hindcasts],
        }
    )


def money(result: CareResult) -> Iterator[Money]:
    """Package minus baseline by its route, net of own payments. Premium and levy are revenue: they have a minus."""
    years = tuple(result.years.tolist())
    way, price = result.route, result.facts.year("base_year")

    def part(name: str, instrument: Any, payer: Any, amounts: Array) -> Money:
        return Money(f"{_ROOM}{name}", instrument, payer, price, years, amounts, SOURCE)

    yield part("zvw", "social_benefit", "insurer", way.zvw)
    yield part("premium", "tax_cut", "household", -way.premium)
    yield part("levy", "tax_cut", "employer", -way.levy)
    yield part("care_allowance", "social_benefit", "state", way.allowance)
    yield part("wlz", "social_benefit", "state", way.wlz)
    yield part("wmo", "social_benefit", "municipality", way.wmo)
    yield part("prevention", "current_spending", "state", way.state)


def headlines(result: CareResult) -> Iterator[Headline]:
    """What measures change of the main path and of people, in the years of the package and its target."""
    main, price = result.options.variant, result.facts.year("base_year")
    years = tuple(y for y in (*HEADLINE_YEARS, result.facts.year("target_year")) if y <= int(result.years[-1]))
    at = [result.at(year) for year in dict.fromkeys(years)]
    years = tuple(dict.fromkeys(years))
    yield Headline(f"{_ROOM}spending", "bn_eur", years, result.framework[main].difference[at], price_level=price)
    yield Headline(f"{_ROOM}staff", "persons", years, result.staff[main].difference[at])
    balance = result.route.balance[at] * 1e3
    yield Headline(f"{_ROOM}balance_effect", "m_eur", years, balance, price_level=price)
    for name in ATTRIBUTED:
        change = result.sides[name].difference[at]
        yield Headline(f"{_ROOM}{name}", UNITS[name], years, change, price_level=_PRICES.get(name))


def hands(result: CareResult) -> Mapping[Port, Sides]:
    """Homes for people whose need for a nursing home is met at home, on top of those of the base year."""
    return {ELDERLY_HOMES: result.sides["elderly_homes"]}


def tables(result: CareResult) -> Mapping[str, pl.DataFrame]:
    """Named tables: the hindcasts, and which path the measures stand on."""
    return {
        "hindcasts": hindcast_table(result.hindcasts),
        "about": pl.DataFrame(
            {
                "variant": [result.options.variant],
                "price_level": [result.facts.year("base_year")],
                "policy_year": [result.facts.year("policy_year")],
                "target_year": [result.facts.year("target_year")],
                "maternity_hours": [result.facts.numbers["kraamzorg_hours"]],
                "own_form": [result.own_task.form if result.own_task else None],
                "own_year": [result.own_task.year if result.own_task else None],
                "own_definition": [result.own_task.definition if result.own_task else None],
            },
            schema_overrides={"own_form": pl.String, "own_year": pl.Int64, "own_definition": pl.String},
        ),
    }
