"""The input table of one country: read from CSV or YAML, or taken from a vintage of facts for the Netherlands.

CSV: one line a year, columns as in `columns.yaml` in any order and in capitals or not, an optional column `country`,
and the constants in a line with year 0; lines that start with `#` are comments. A file may hold several countries.
YAML: `country`, `constants: {name: value}` and `series: {name: {year: value}}`, with optional `title` and `source`.
"""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.provenance import Source
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import YamlFile, load_yaml, read_text
from bouwstenen.models.eu_rules.columns import registry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bouwstenen.facts import Facts

FACT_SERIES = {
    "debt_total": "debt",
    "nominal_gdp": "nominal_gdp",
    "real_gdp": "real_gdp",
    "potential_gdp": "potential_gdp",
    "potential_gdp_growth": "potential_growth",
    "gdp_deflator_pch": "deflator_growth",
    "primary_balance": "primary_balance",
    "structural_primary_balance": "structural_primary_balance",
    "fiscal_balance": "balance",
    "stock_flow": "stock_flow",
    "primary_expenditure_share": "primary_expenditure",
    "ageing_cost": "ageing_cost",
    "pension_revenue": "pension_tax_revenue",
    "tax_and_property_income": "tax_and_property_income",
    "implicit_interest_rate": "implicit_rate",
    "interest_rate_st": "short_rate",
    "interest_rate_lt": "long_rate",
}
FACT_CONSTANTS = {
    "budget_balance_elasticity": "semi_elasticity",
    "debt_st_share": "short_debt_share",
    "debt_lt_maturing_share": "long_debt_maturing_share",
    "interest_rate_st_t10": "forward_short_rate",
    "interest_rate_lt_t10": "forward_long_rate",
    "inflation_t10": "forward_inflation",
    "interest_rate_st_t30": "long_run_short_rate",
    "interest_rate_lt_t30": "long_run_long_rate",
    "inflation_t30": "long_run_inflation",
    "average_residual_maturity": "average_residual_maturity",
}
ROOM = "public_finance."
"""Room of the facts that the Dutch table is made of."""
_YEAR_MAX = 2200


@dataclass(frozen=True, eq=False)
class CountryTable:
    """Input of one country: constants by name, series by name and year. `file` names the origin in messages."""

    country: str
    title: str
    constants: Mapping[str, float]
    series: Mapping[str, Mapping[int, float]]
    file: str
    source: Source | None = None

    def known(self, name: str) -> Mapping[int, float]:
        """The years of a series that have a value; empty when there is none."""
        return self.series.get(name, {})

    def error(self, key: str, problem: str, mend: str) -> InputError:
        """An error about a figure of this table."""
        return InputError(problem, mend=mend, where=Where(self.file, 0, key))

    def with_values(
        self,
        constants: Mapping[str, float] | None = None,
        series: Mapping[str, Mapping[int, float]] | None = None,
    ) -> CountryTable:
        """The same table with other values: a constant is replaced, a series is replaced in the years given."""
        merged = {name: {**self.known(name), **values} for name, values in (series or {}).items()}
        return replace(
            self,
            constants={**self.constants, **(constants or {})},
            series={**self.series, **merged},
        )


class _YamlTable(StrictModel):
    """The YAML form of a table."""

    country: str
    constants: dict[str, float]
    series: dict[str, dict[int, float]]
    title: str = ""
    source: Source | None = None


def table_from_facts(facts: Facts) -> CountryTable:
    """The Netherlands, from the series of the public-finance facts and the reference year of the EU rules.

    Raises:
        InputError: a figure that the vintage lacks, or a value that cannot be; named by its key in the facts.
    """
    constants = {name: facts.value(ROOM + key) for name, key in FACT_CONSTANTS.items()}
    constants |= {key.removeprefix(ROOM): f.value for key, f in facts.values.items() if key.startswith(ROOM + "shock_")}
    constants["reference_year"] = facts.value("eu_rules.reference_year")
    constants["market_year"] = float(facts.figure(ROOM + "forward_long_rate").year or 0)
    series = {name: facts.series(ROOM + key).known() for name, key in FACT_SERIES.items()}
    table = CountryTable("NLD", f"Nederland, {facts.title}", constants, series, f"feiten {facts.vintage}", None)
    for name, value in constants.items():
        key = "eu_rules.reference_year" if name == "reference_year" else ROOM + FACT_CONSTANTS.get(name, name)
        _check_bounds(table, name, key, value)
    for name, values in series.items():
        for year, value in values.items():
            _check_bounds(table, name, f"{ROOM}{FACT_SERIES[name]}.{year}", value)
    return table


def read_table(path: Path, country: str | None = None) -> CountryTable:
    """Read a table from a file.

    Args:
        path: a `.yaml` or `.yml` file, or a CSV file.
        country: which country to take from a CSV file with several.

    Raises:
        InputError: a wrong file, column, year or value; names line, column and nearest valid name.
    """
    if path.suffix.lower() in (".yaml", ".yml"):
        return _from_yaml(load_yaml(path))
    return _from_csv(path, country)


def _from_yaml(file: YamlFile) -> CountryTable:
    content = validate(_YamlTable, file)
    known = registry()
    for kind, given, valid in (
        ("constants", content.constants, known.constants),
        ("series", content.series, known.series),
    ):
        for name in given:
            if name not in valid:
                raise InputError(
                    "dit gegeven is onbekend.",
                    mend="De namen staan in docs/models/eu_rules.md.",
                    where=file.where((kind, name)),
                    nearest=nearest_key(name, valid),
                )
    series = {name: dict(sorted(v.items())) for name, v in content.series.items()}
    title = content.title or content.country
    constants = dict(content.constants)
    return _complete(CountryTable(content.country, title, constants, series, file.file, content.source))


def _from_csv(path: Path, country: str | None) -> CountryTable:
    # Comment lines are blanked, not dropped, so that line numbers in messages stay right.
    text = "\n".join("" if line.startswith("#") else line for line in read_text(path).splitlines())
    rows = [(number, row) for number, row in enumerate(csv.reader(io.StringIO(text)), start=1) if row]
    if not rows:
        raise InputError(
            "dit bestand heeft geen regels.", mend="Begin met een regel kolomnamen.", where=Where(str(path))
        )
    names = _header(path, *rows[0])
    wanted = _choose_country(path, names, rows[1:], country)
    constants: dict[str, float] = {}
    series: dict[str, dict[int, float]] = {}
    for number, row in rows[1:]:
        if len(row) != len(names):
            problem = f"deze regel heeft {len(row)} waarden; er zijn {len(names)} kolommen."
            raise InputError(problem, mend="Vul de regel aan.", where=Where(str(path), number))
        cells = dict(zip(names, row, strict=True))
        if wanted and cells.get("country", "").strip() != wanted:
            continue
        year = _year(cells["year"], Where(str(path), number, "year"))
        for name, cell in cells.items():
            if name not in ("country", "year") and cell.strip():
                where = Where(str(path), number, name)
                _store(constants, series, name, year, _number(cell, where), where)
    label = wanted or path.stem
    return _complete(CountryTable(label, label, constants, series, str(path)))


def _header(path: Path, number: int, row: list[str]) -> list[str]:
    """Proper names of the columns."""
    valid = {**registry().names(), "country": "country", "year": "year"}
    names: list[str] = []
    for cell in row:
        name = cell.strip().lower()
        where = Where(str(path), number, shown(cell))
        if name not in valid:
            mend = "De namen staan in docs/models/eu_rules.md."
            raise InputError("deze kolom is onbekend.", mend=mend, where=where, nearest=nearest_key(name, valid))
        if valid[name] in names:
            raise InputError("deze kolom staat er twee keer.", mend="Haal er een weg.", where=where)
        names.append(valid[name])
    if "year" not in names:
        raise InputError("de kolom year ontbreekt.", mend="Voeg de kolom toe.", where=Where(str(path), number))
    return names


def _choose_country(path: Path, names: list[str], rows: list[tuple[int, list[str]]], country: str | None) -> str:
    """The country to read; empty when the file has no column for it."""
    if "country" not in names:
        return ""
    column = names.index("country")
    found = sorted({row[column].strip() for _, row in rows if len(row) > column})
    if country is None and len(found) == 1:
        return found[0]
    if country in found:
        return str(country)
    problem = (
        "dit bestand heeft meer dan één land." if country is None else f"het land {shown(country)} staat er niet in."
    )
    raise InputError(
        problem,
        mend=f"Kies uit: {', '.join(found[:40])}.",
        where=Where(str(path), 0, "country"),
        nearest=nearest_key(country or "", found),
    )


def _store(
    constants: dict[str, float],
    series: dict[str, dict[int, float]],
    name: str,
    year: int,
    value: float,
    where: Where,
) -> None:
    """Put a value where it belongs: constants stand in the line of year 0 and nowhere else."""
    is_constant = name in registry().constants
    if is_constant != (year == 0):
        place = "hoort in de regel met jaar 0" if is_constant else "hoort bij een jaar"
        raise InputError(f"dit gegeven {place}.", mend="Verplaats de waarde.", where=where)
    if is_constant:
        constants[name] = value
    elif year in series.setdefault(name, {}):
        raise InputError(f"het jaar {year} staat er twee keer.", mend="Haal er een weg.", where=where)
    else:
        series[name][year] = value


def _year(cell: str, where: Where) -> int:
    text = cell.strip()
    if not text.isdecimal() or int(text) > _YEAR_MAX:
        raise InputError(f"de waarde {shown(cell)} is geen jaar.", mend="Schrijf een jaartal, of 0.", where=where)
    return int(text)


def _number(cell: str, where: Where) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        problem = f"de waarde {shown(cell)} is geen getal."
        raise InputError(problem, mend="Schrijf een getal met een punt, of laat de cel leeg.", where=where)
    return value


def _complete(table: CountryTable) -> CountryTable:
    """The table, when it has all that is always needed and no value that must be a mistake."""
    known = registry()
    for group, given in ((known.constants, table.constants), (known.series, table.series)):
        for name, column in group.items():
            if column.needed == "always" and not (name in given and given[name] != {}):
                raise table.error(name, "dit gegeven ontbreekt.", f"Vul in: {column.title} ({column.unit}).")
    for name, value in table.constants.items():
        _check_bounds(table, name, name, value)
        if name.endswith("_year") and not value.is_integer():
            raise table.error(name, f"de waarde {value:g} is geen jaar.", "Schrijf een heel jaartal.")
    for name, values in table.series.items():
        for year, value in values.items():
            if not 0 < year <= _YEAR_MAX:
                raise table.error(name, f"{year} is geen jaar.", "Schrijf een jaartal.")
            _check_bounds(table, name, f"{name}.{year}", value)
    return table


def _check_bounds(table: CountryTable, name: str, key: str, value: float) -> None:
    column = registry().column(name)
    low = float("-inf") if column.low is None else column.low
    high = float("inf") if column.high is None else column.high
    if not low <= value <= high:
        problem = f"de waarde {value:g} kan niet kloppen."
        mend = f"{column.title} is een getal van {low:g} tot en met {high:g} ({column.unit})."
        raise table.error(key, problem, mend)
