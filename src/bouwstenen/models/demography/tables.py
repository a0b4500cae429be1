"""Tables for the screen: population by year, scenarios, the solver, readings of a measure and one municipality.

Only numbers and Dutch words; the command line lays them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.levers import Overlay
from bouwstenen.models.demography.municipalities import municipality_path
from bouwstenen.models.demography.options import SCENARIO_TITLES, Options, Scenario
from bouwstenen.models.demography.project import DemographyResult, project
from bouwstenen.models.demography.settings import settings
from bouwstenen.models.demography.solver import required_net_migration
from bouwstenen.models.demography.stochastic import QUANTILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    from bouwstenen.models.demography.inputs import DemographyFacts
    from bouwstenen.models.demography.stochastic import PopulationFan

_SHOWN_SCENARIOS: tuple[Scenario, ...] = ("low", "moderate", "baseline", "high")


@dataclass(frozen=True)
class Row:
    """A line of a table. `decimals`: how many to show; None in `values` is an empty cell."""

    label: str
    values: tuple[float | None, ...]
    unit: str
    decimals: int = 0


@dataclass(frozen=True)
class Table:
    """A table with Dutch words: a title, column heads (the first stands over the labels), rows and a note."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


def population_table(result: DemographyResult, fan: PopulationFan | None = None) -> Table:
    """Population with the package (equal to the baseline without one) in the years of the settings."""
    years = [y for y in settings().table_years if result.years[0] <= y <= result.years[-1]]
    at = [result.package.at(year) for year in years]
    structure = result.package_structure
    rows = [Row("inwoners", _take(result.package.total, at), "personen")]
    if result.package is not result.baseline:
        change = result.package.total - result.baseline.total
        rows.append(Row("verschil met vertrekpunt", _take(change, at), "personen"))
    if fan is not None:
        rows += [Row(_quantile(k), _take(fan.package[k], at), "personen") for k in range(len(QUANTILES))]
    rows += [
        Row(group.title, _take(structure.age_groups[name], at), "personen")
        for name, group in settings().age_groups.items()
    ]
    rows += [
        Row("grijze druk", _take(structure.grey, at), "65+ per 100 van 20-64", 1),
        Row("groene druk", _take(structure.green, at), "0-19 per 100 van 20-64", 1),
        Row("beroepsbevolking", _take(structure.labour_force, at), "personen"),
        Row("huishoudens", _take(structure.all_households, at), "huishoudens"),
        Row("waarvan een persoon", _take(structure.households[:, 0], at), "huishoudens"),
    ]
    for label, values in _flows(result):
        rows.append(Row(label, tuple(None if t >= len(values) else float(values[t]) for t in at), "personen/jaar"))
    note = "Bevolking op 1 januari; geboorte, sterfte en migratie in het jaar zelf."
    return Table(f"Bevolking: {SCENARIO_TITLES[result.options.scenario]}", _heads(years), tuple(rows), note)


def scenario_table(facts: DemographyFacts) -> Table:
    """Inhabitants and net migration in each scenario."""
    years = settings().table_years
    rows: list[Row] = []
    for scenario in _SHOWN_SCENARIOS:
        run = project(facts, Overlay(), Options(scenario=scenario)).baseline
        at = [run.at(year) for year in years]
        rows.append(Row(f"{SCENARIO_TITLES[scenario]}: inwoners", _take(run.total, at), "personen"))
        net = tuple(None if t >= len(run.births) else float(run.net_migration[t]) for t in at)
        rows.append(Row(f"{SCENARIO_TITLES[scenario]}: migratiesaldo", net, "personen/jaar"))
    note = (
        "Laag en hoog volgen elk jaar de grens van het 67%-interval van het CBS voor het migratiesaldo; gematigd is "
        "een saldo van 50.000, het midden van wat de Staatscommissie Demografische Ontwikkelingen noemt."
    )
    return Table("Bevolking per scenario", _heads(years), tuple(rows), note)


def solver_table(facts: DemographyFacts, options: Options | None = None) -> Table:
    """Net migration a year that gives each target of the settings, for each fertility path of the settings."""
    options = options or Options()
    result = project(facts, Overlay(), options)
    chosen = settings()
    rows: list[Row] = []
    for scenario in chosen.target_fertility:
        fertility = project(
            facts, Overlay(), Options(scenario=scenario, first=options.first, last=options.last)
        ).baseline.paths.fertility
        answers = [
            required_net_migration(
                facts, result.baseline, result.state, result.rates, chosen.target_year, target, fertility=fertility
            )
            for target in chosen.targets
        ]
        label = f"kindertal {answers[0].fertility:.2f} in {chosen.target_year}".replace(".", ",")
        rows.append(Row(label, tuple(a.net_migration for a in answers), "personen/jaar"))
    start = int(facts.number("cabinet_first_year"))
    first = int(result.years[0])
    mean = result.baseline.net_migration[start - first : chosen.target_year - first].mean()
    reached = result.baseline.total[result.baseline.at(chosen.target_year)]
    heads = tuple(f"{target / 1e6:g} miljoen".replace(".", ",") for target in chosen.targets)
    note = (
        f"Elk jaar hetzelfde migratiesaldo vanaf {start}. Vertrekpunt: gemiddeld {mean:,.0f} per jaar en "
        f"{reached:,.0f} inwoners in {chosen.target_year}."
    ).replace(",", ".")
    return Table(
        f"Welk migratiesaldo hoort bij het aantal inwoners in {chosen.target_year}?", ("", *heads), tuple(rows), note
    )


def readings_table(results: Mapping[str, DemographyResult], fans: Mapping[str, PopulationFan] | None = None) -> Table:
    """Difference with the baseline for each reading of the same package.

    Args:
        results: by reading.
        fans: draws by reading, for the band in the target year.
    """
    year = settings().target_year
    any_result = next(iter(results.values()))
    years = [y for y in settings().table_years if any_result.years[0] < y <= any_result.years[-1]]
    rows: list[Row] = []
    for reading, result in results.items():
        at = [result.package.at(y) for y in years]
        old, new = result.baseline_structure, result.package_structure
        rows += [
            Row(f"{reading}: inwoners", _take(result.package.total - result.baseline.total, at), "personen"),
            Row(f"{reading}: beroepsbevolking", _take(new.labour_force - old.labour_force, at), "personen"),
            Row(f"{reading}: huishoudens", _take(new.all_households - old.all_households, at), "huishoudens"),
        ]
    notes = ["Verschil met het vertrekpunt op 1 januari. Huishoudens is de vraag naar woningen."]
    for reading, fan in (fans or {}).items():
        low, high = (fan.package[k, results[reading].package.at(year)] / 1e6 for k in (1, 3))
        notes.append(f"{reading}: 67%-band in {year} van {low:.2f} tot {high:.2f} miljoen.".replace(".", ",", 2))
    return Table("Lezingen van het pakket", _heads(years), tuple(rows), " ".join(notes))


def municipality_table(facts: DemographyFacts, result: DemographyResult, name: str) -> Table:
    """Inhabitants of one municipality. Raises InputError when the name is unknown."""
    path = municipality_path(facts, result, name)
    years = [y for y in settings().table_years if path.years[0] <= y <= path.years[-1]]
    at = [result.package.at(year) for year in years]
    rows = [Row("inwoners, vertrekpunt", _take(path.baseline, at), "personen")]
    if result.package is not result.baseline:
        rows.append(Row("inwoners, met pakket", _take(path.package, at), "personen"))
    title = f"{path.municipality.name} ({path.municipality.province}): bevolking"
    return Table(title, _heads(years), tuple(rows), path.caveat)


def _take(values: np.ndarray, at: list[int]) -> tuple[float, ...]:
    return tuple(float(values[t]) for t in at)


def _heads(years: list[int]) -> tuple[str, ...]:
    return ("", *map(str, years))


def _quantile(position: int) -> str:
    names = ("ondergrens 95%-band", "ondergrens 67%-band", "mediaan", "bovengrens 67%-band", "bovengrens 95%-band")
    return names[position]


def _flows(result: DemographyResult) -> list[tuple[str, np.ndarray]]:
    run = result.package
    return [
        ("geboorten", run.births),
        ("overlijdens", run.deaths),
        ("immigratie", run.arrivals.sum(axis=1)),
        ("emigratie", run.departures.sum(axis=1)),
        ("migratiesaldo", run.net_migration),
    ]
