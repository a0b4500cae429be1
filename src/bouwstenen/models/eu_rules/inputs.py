"""The input of the projection: a country table laid out over the years from the reference year T on.

Blanks are filled by stated rules only: market rates and inflation run in a straight line from the last known year to
the market's ten-year expectation and then to the long-run anchor; the output gap closes in a straight line; the
structural primary balance stays at its last forecast; everything outside the forecast that has no value is zero. What
was filled because a whole column is missing is named in `notes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.models.eu_rules.parameters import Parameters
    from bouwstenen.models.eu_rules.table import CountryTable

_SHOCKS = ("short_rate", "long_rate", "growth", "primary_balance")
_CORRELATIONS = {
    (0, 1): "short_long",
    (0, 2): "short_growth",
    (1, 2): "long_growth",
    (2, 3): "growth_balance",
    (0, 3): "short_balance",
    (1, 3): "long_balance",
}


@dataclass(frozen=True, eq=False)
class EuInputs:
    """Arrays over `years`, which start with the reference year T. % of GDP and % a year unless named.

    last_forecast: last year with a forecast of the implicit rate. potential: potential GDP, T = 1.
    gap: output gap of the forecast, % of potential. short, long, implicit: rates as fractions; implicit is NaN where
    there is no forecast. maturing: share of long debt that falls due, official loans apart. official_left,
    official_due: official loans at the start of each year and what is repaid of them in it, billion.
    property_revenue, pension_revenue: levels of the revenue terms. stock_flow_bn: billion; stock_flow_pct: % of GDP.
    gdp: nominal GDP in T (100 when the table has no amounts). debt: % of GDP in T; debt_before: in T-1, NaN when not
    known; growth_reference: nominal growth into T.
    balance: in T, positive is better; interest_reference: interest in T. covariance: of quarterly shocks to short rate,
    long rate, growth and primary balance, in percentage points; None when the table has none. residual_maturity: years.
    """

    country: str
    title: str
    reference_year: int
    last_forecast: int
    years: np.ndarray
    potential: np.ndarray
    gap: np.ndarray
    inflation: np.ndarray
    short: np.ndarray
    long: np.ndarray
    implicit: np.ndarray
    implicit_reference: float
    maturing: np.ndarray
    official_left: np.ndarray
    official_due: np.ndarray
    spb: np.ndarray
    one_off: np.ndarray
    ageing: np.ndarray
    property_revenue: np.ndarray
    pension_revenue: np.ndarray
    stock_flow_bn: np.ndarray
    stock_flow_pct: np.ndarray
    primary_expenditure: float
    gdp: float
    debt: float
    debt_before: float
    growth_reference: float
    balance: float
    interest_reference: float
    elasticity: float
    short_share: float
    in_procedure: bool
    covariance: np.ndarray | None
    residual_maturity: float
    notes: tuple[str, ...]

    def at(self, year: int) -> int:
        """Position of a year in the arrays."""
        return year - self.reference_year


def lay_out(table: CountryTable, parameters: Parameters, adjustment_years: int, start: int | None = None) -> EuInputs:
    """Lay a table out from the reference year.

    Args:
        table: the country.
        parameters: horizons and anchors.
        adjustment_years: length of the adjustment.
        start: first year of the adjustment; default the table's reference year plus one, or, when the table names
            none, the last forecast year (a spring forecast reaches one year past the year it is made in).

    Raises:
        InputError: a year that the projection cannot do without is missing.
    """
    last_forecast = _last_forecast(table)
    reference = start - 1 if start is not None else int(table.constants.get("reference_year", last_forecast - 1))
    years = _checked_years(table, parameters, reference, last_forecast, adjustment_years)
    notes: list[str] = []
    spb = _held(table.known("structural_primary_balance"), years)
    gap = _output_gap(table, years, parameters)
    short, long, inflation = _market_paths(table, years, parameters, notes)
    gdp = table.known("nominal_gdp").get(reference)
    balance = table.known("fiscal_balance")[reference]
    amounts, ratios = _stock_flow(table, years, gdp, notes)
    property_revenue, pension_revenue = _revenues(table, years, notes)
    left, due = _official_loans(table, years, gdp)
    debt = _debt_ratio(table, reference)
    long_debt = (1 - table.constants["debt_st_share"]) * debt / 100 * (gdp or 0.0)
    return EuInputs(
        country=table.country,
        title=table.title,
        reference_year=reference,
        last_forecast=last_forecast,
        years=years,
        potential=_potential(table.known("potential_gdp_growth"), years),
        gap=gap,
        inflation=inflation,
        short=short,
        long=long,
        implicit=_series(table.known("implicit_interest_rate"), years) / 100,
        implicit_reference=table.known("implicit_interest_rate").get(reference, float("nan")) / 100,
        maturing=_other_share(_maturing(table, years, parameters), long_debt, left, due, parameters.market_horizon),
        official_left=left,
        official_due=due,
        spb=spb,
        one_off=_one_offs(table, years, spb, gap),
        ageing=_held(table.known("ageing_cost"), years),
        property_revenue=property_revenue,
        pension_revenue=pension_revenue,
        stock_flow_bn=amounts,
        stock_flow_pct=ratios,
        primary_expenditure=table.known("primary_expenditure_share").get(reference, float("nan")),
        gdp=gdp if gdp is not None else 100.0,
        debt=debt,
        debt_before=_debt_ratio(table, reference - 1),
        growth_reference=_growth_in(table, reference),
        balance=balance,
        interest_reference=_interest(table, reference, balance, float(gap[0])),
        elasticity=table.constants["budget_balance_elasticity"],
        short_share=table.constants["debt_st_share"],
        in_procedure=bool(table.constants.get("excessive_deficit_procedure", balance < -parameters.deficit_limit)),
        covariance=covariance_of(table),
        residual_maturity=_residual_maturity(table),
        notes=tuple(notes),
    )


def _checked_years(
    table: CountryTable, parameters: Parameters, reference: int, last_forecast: int, adjustment_years: int
) -> np.ndarray:
    """The years from T on, when the table has what the projection needs in them."""
    if last_forecast < reference:
        mend = f"Begin de aanpassing uiterlijk in {last_forecast + 1}."
        raise table.error("start", f"de raming houdt op in {last_forecast}.", mend)
    series = ("structural_primary_balance", "fiscal_balance", "potential_gdp_growth")
    first = min((min(table.known(name)) for name in series if table.known(name)), default=reference)
    if reference < first:
        mend = f"Begin de aanpassing op zijn vroegst in {first + 1}."
        raise table.error("start", f"de gegevens beginnen in {first}.", mend)
    needed = reference + adjustment_years + parameters.criterion_years
    last = max(needed, *table.known("potential_gdp_growth"))
    _require(table, "potential_gdp_growth", range(reference + 1, last + 1))
    _require(table, "structural_primary_balance", [reference])
    _require(table, "ageing_cost", range(reference + adjustment_years, needed + 1))
    _require(table, "fiscal_balance", [reference])
    _require(table, "implicit_interest_rate", range(reference, last_forecast + 1))
    if np.isnan(_debt_ratio(table, reference)):
        raise table.error("debt_ratio", f"de schuld in {reference} ontbreekt.", "Vul debt_ratio in.")
    before = _debt_ratio(table, reference - 1) + _growth_in(table, reference)
    if last_forecast == reference and not np.isfinite(before):
        mend = f"Vul debt_ratio en nominal_gdp van {reference - 1} in, of begin eerder."
        raise table.error("debt_ratio", f"de schuld of het bbp in {reference - 1} ontbreekt.", mend)
    return np.arange(reference, last + 1)


def covariance_of(table: CountryTable) -> np.ndarray | None:
    """Covariance of the quarterly shocks from variances and correlations; None when the table has none of them.

    Raises:
        InputError: some are given and others not, or they do not fit together.
    """
    names = [f"shock_variance_{name}" for name in _SHOCKS]
    pairs = {pair: f"shock_correlation_{name}" for pair, name in _CORRELATIONS.items()}
    wanted = [*names, *pairs.values()]
    missing = [name for name in wanted if name not in table.constants]
    if len(missing) == len(wanted):
        return None
    if missing:
        raise table.error(missing[0], "dit gegeven ontbreekt.", "Geef alle varianties en samenhangen, of geen.")
    deviations = np.sqrt([table.constants[name] for name in names])
    matrix = np.diag(deviations**2)
    for (i, j), name in pairs.items():
        matrix[i, j] = matrix[j, i] = table.constants[name] * deviations[i] * deviations[j]
    if not np.all(np.isfinite(matrix)) or np.linalg.eigvalsh(matrix).min() < -1e-9:
        raise table.error(names[0], "deze varianties en samenhangen passen niet bij elkaar.", "Controleer de waarden.")
    return matrix


def _last_forecast(table: CountryTable) -> int:
    """The last year of the forecast."""
    named = table.constants.get("last_forecast_year")
    return int(named) if named is not None else max(table.known("implicit_interest_rate"))


def _require(table: CountryTable, name: str, years: range | list[int]) -> None:
    """All these years must have a value."""
    missing = [year for year in years if year not in table.known(name)]
    if missing:
        problem = f"het jaar {missing[0]} ontbreekt in deze reeks."
        raise table.error(name, problem, f"Vul de jaren {min(years)} tot en met {max(years)}.")


def _series(known: Mapping[int, float], years: np.ndarray) -> np.ndarray:
    return np.array([known.get(int(year), np.nan) for year in years])


def _held(known: Mapping[int, float], years: np.ndarray) -> np.ndarray:
    """The series; after its last year the last value, and zero when there is none at all."""
    if not known:
        return np.zeros(len(years))
    last = max(known)
    return np.array([known.get(int(year), known[last] if year > last else np.nan) for year in years])


def _revenues(table: CountryTable, years: np.ndarray, notes: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Both revenue terms, % of GDP: taxes on pensions with property income, and as the separate columns have them.

    A table without the column for the sum gets the sum of the separate ones; a table without any gets zero and a note.
    """
    separate = np.zeros(len(years))
    for name in ("pension_revenue", "property_income"):
        separate = separate + np.nan_to_num(_held(table.known(name), years))
    if table.known("tax_and_property_income"):
        return np.nan_to_num(_held(table.known("tax_and_property_income"), years)), separate
    if not table.known("pension_revenue") and not table.known("property_income"):
        notes.append("De tabel heeft geen reeks tax_and_property_income of pension_revenue: die tellen als nul.")
    return separate, separate


def _potential(growth: Mapping[int, float], years: np.ndarray) -> np.ndarray:
    steps = np.array([growth[int(year)] for year in years[1:]])
    return np.concatenate([[1.0], np.cumprod(1 + steps / 100)])


def _output_gap(table: CountryTable, years: np.ndarray, parameters: Parameters) -> np.ndarray:
    """The forecast's gap: given, from levels, or chained with growth; then a straight line to zero."""
    known = dict(table.known("output_gap"))
    levels, potential = table.known("real_gdp"), table.known("potential_gdp")
    for year in sorted(levels.keys() & potential.keys()):
        known.setdefault(year, (levels[year] / potential[year] - 1) * 100)
    growth, trend = table.known("real_gdp_growth"), table.known("potential_gdp_growth")
    for year in sorted(growth.keys() & trend.keys()):
        if year not in known and year - 1 in known:
            ratio = (1 + known[year - 1] / 100) * (1 + growth[year] / 100) / (1 + trend[year] / 100)
            known[year] = (ratio - 1) * 100
    reference = int(years[0])
    if reference not in known:
        mend = "Vul output_gap in, of real_gdp en potential_gdp."
        raise table.error("output_gap", f"de output gap in {reference} is niet bekend.", mend)
    last = max(known)
    closed = max(last + 1, reference + parameters.gap_closes_after)
    return np.interp(years, [*sorted(known), closed], [*(known[year] for year in sorted(known)), 0.0])


def _market_paths(
    table: CountryTable, years: np.ndarray, parameters: Parameters, notes: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Short and long rate as fractions, and inflation in % a year."""
    first_rate = min([*table.known("interest_rate_lt"), *table.known("interest_rate_st"), int(years[0])])
    anchor = int(table.constants.get("market_year", first_rate + parameters.market_horizon))
    end = anchor + parameters.long_run_horizon - parameters.market_horizon
    paths: list[np.ndarray] = []
    for series, expected, long_run, default in (
        ("interest_rate_st", "interest_rate_st_t10", "interest_rate_st_t30", parameters.long_run_short_rate),
        ("interest_rate_lt", "interest_rate_lt_t10", "interest_rate_lt_t30", parameters.long_run_long_rate),
        ("gdp_deflator_pch", "inflation_t10", "inflation_t30", parameters.long_run_inflation),
    ):
        points = {end: table.constants.get(long_run, default), anchor: table.constants[expected]}
        points |= dict(table.known(series))
        if not table.known(series):
            notes.append(f"De tabel heeft geen reeks {series}: de verwachting over tien jaar geldt vanaf het begin.")
        known = sorted(points)
        paths.append(np.interp(years, known, [points[year] for year in known]))
    return paths[0] / 100, paths[1] / 100, paths[2]


def _maturing(table: CountryTable, years: np.ndarray, parameters: Parameters) -> np.ndarray:
    """Share of long debt that falls due: from its start to its average over the market horizon."""
    start = table.constants["debt_lt_maturing_share"]
    average = table.constants.get("debt_lt_maturing_avg_share", start)
    return np.interp(years, [years[0], years[0] + parameters.market_horizon], [start, average])


def _official_loans(table: CountryTable, years: np.ndarray, gdp: float | None) -> tuple[np.ndarray, np.ndarray]:
    """Official loans at the start of each year, and what is repaid in it, billion.

    Payments out are negative in the column. What is left is what was paid out less what was repaid, and never less
    than the later repayments that the table names (a profile may begin after the loans were paid out).
    """
    flows = table.known("esm_repayment")
    if flows and gdp is None:
        raise table.error("nominal_gdp", "zonder bbp kan esm_repayment niet meetellen.", "Vul nominal_gdp in.")
    left = [
        max(-sum(v for y, v in flows.items() if y < year), sum(v for y, v in flows.items() if y >= year), 0.0)
        for year in years
    ]
    due = np.clip(np.nan_to_num(_series(flows, years)), 0, None)
    return np.array(left), np.minimum(due, left)


def _other_share(share: np.ndarray, long_debt: float, left: np.ndarray, due: np.ndarray, horizon: int) -> np.ndarray:
    """Maturing share of the long debt that is no official loan.

    The share of the table is that of all long debt. What official loans repay in a mean year of the market horizon is
    taken from it, so that in T all long debt together still falls due with that share.
    """
    if left[0] <= 0 or long_debt <= left[0]:
        return share
    return np.clip((share * long_debt - due[:horizon].mean()) / (long_debt - left[0]), 0, 1)


def _residual_maturity(table: CountryTable) -> float:
    """Average residual maturity of the debt; without one, what the average maturing share implies."""
    start = table.constants["debt_lt_maturing_share"]
    implied = 1 / table.constants.get("debt_lt_maturing_avg_share", start)
    return table.constants.get("average_residual_maturity", implied)


def _debt_ratio(table: CountryTable, year: int) -> float:
    ratio = table.known("debt_ratio").get(year)
    debt, gdp = table.known("debt_total").get(year), table.known("nominal_gdp").get(year)
    if ratio is None and debt is not None and gdp is not None:
        ratio = debt / gdp * 100
    return float("nan") if ratio is None else ratio


def _interest(table: CountryTable, year: int, balance: float, gap: float) -> float:
    """Interest in T: primary balance minus balance; without a primary balance, the structural one with the cycle."""
    primary = table.known("primary_balance").get(year)
    if primary is None:
        primary = table.known("structural_primary_balance")[year] + table.constants["budget_balance_elasticity"] * gap
    return primary - balance


def _growth_in(table: CountryTable, year: int) -> float:
    """Nominal growth into a year, as a fraction; NaN when the table has no amounts."""
    gdp = table.known("nominal_gdp")
    growth = table.known("nominal_gdp_growth").get(year)
    if year in gdp and year - 1 in gdp:
        return gdp[year] / gdp[year - 1] - 1
    return growth / 100 if growth is not None else float("nan")


def _one_offs(table: CountryTable, years: np.ndarray, spb: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """What the forecast's primary balance holds beside structural and cyclical parts; zero after the forecast."""
    primary = _series(table.known("primary_balance"), years)
    return np.nan_to_num(primary - spb - table.constants["budget_balance_elasticity"] * gap)


def _stock_flow(
    table: CountryTable, years: np.ndarray, gdp: float | None, notes: list[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Stock-flow adjustment in billion, and in % of GDP for the years that have only a ratio."""
    ratios = table.known("stock_flow_ratio")
    amounts = {year: value for year, value in table.known("stock_flow").items() if year not in ratios}
    if amounts and gdp is None:
        raise table.error("nominal_gdp", "zonder bbp kan stock_flow niet meetellen.", "Vul nominal_gdp in.")
    if not amounts and not ratios:
        notes.append("De tabel heeft geen stock-flow adjustment: die telt als nul.")
    return np.nan_to_num(_series(amounts, years)), np.nan_to_num(_series(ratios, years))
