"""The economy of a vintage: published figures, its ports, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.effects.row import rows_table
from bouwstenen.facts import load_facts
from bouwstenen.levers import Overlay
from bouwstenen.models.macro import MODEL, MacroResult, Options
from bouwstenen.models.ports import AGEING, GDP, OUTPUT_GAP, PRICES, RATES, UNCHANGED_POLICY
from bouwstenen.models.protocol import quiet

if TYPE_CHECKING:
    from typing import Literal

FIRST = 2024


def run(vintage: str = "2025_05", path: Literal["current_policy", "spb_held"] = "current_policy") -> MacroResult:
    return MODEL.project(MODEL.inputs(load_facts(vintage)), Overlay(), {}, Options(baseline=path), quiet)


def at(values: np.ndarray, year: int) -> float:
    return float(values[year - FIRST])


@pytest.mark.parametrize(
    ("year", "gdp", "gap"), [(2024, 1134.115, -0.708), (2025, 1191.565, -1.010), (2026, 1238.241, -1.211)]
)
def test_forecast_years_are_the_forecast(year: int, gdp: float, gap: float) -> None:
    result = run()
    assert at(result.gdp, year) == pytest.approx(gdp, abs=0.01)
    assert at(result.output_gap, year) == pytest.approx(gap, abs=0.001)


# Growth of potential, gap and deflator of the vintage chained by hand.
@pytest.mark.parametrize(("year", "gdp"), [(2027, 1292.7), (2030, 1450.4), (2035, 1710.5), (2045, 2447.4)])
def test_later_gdp_is_the_hand_computed_path(year: int, gdp: float) -> None:
    assert at(run().gdp, year) == pytest.approx(gdp, abs=0.06)


def test_rates_reach_their_long_run_anchor() -> None:
    result = run()
    assert at(result.short_rate, 2054) == pytest.approx(2.0)
    assert at(result.long_rate, 2070) == pytest.approx(4.0)
    assert at(result.long_rate, 2034) == pytest.approx(3.498174)
    # Half-way between the expectation for 2034 and the anchor of 2054.
    assert at(result.long_rate, 2044) == pytest.approx((3.498174 + 4.0) / 2)


def test_ageing_lowers_unchanged_policy_after_the_forecast() -> None:
    result = run()
    # The cost of ageing is 21.073% of GDP in 2026 and 23.322% in 2045.
    assert at(result.ageing_cost, 2045) == pytest.approx(23.322, abs=0.0005)
    assert at(result.ageing, 2045) == pytest.approx(23.322 - 21.073, abs=0.001)
    assert at(result.spb, 2045) == pytest.approx(-0.532 - at(result.ageing, 2045) + at(result.revenue, 2045), abs=1e-9)


def test_held_policy_has_no_ageing_and_another_gdp() -> None:
    held, current = run(path="spb_held"), run()
    assert held.spb.tolist() == [0.2535] * len(held.years)
    assert not held.ageing.any()
    # The forecast lets the balance go from 0.2535 to -0.7872 in 2025; not doing so costs 0.75 times that in demand.
    assert at(held.output_gap, 2025) == pytest.approx(-1.010 - 0.75 * (0.2535 + 0.7872), abs=0.001)
    assert at(held.gdp, 2025) < at(current.gdp, 2025)


def test_rates_of_the_newer_vintage_are_other_rates() -> None:
    assert at(run("2025_10").long_rate, 2034) == pytest.approx(3.894054)


def test_ports_hand_baseline_and_package_alike() -> None:
    result = run()
    given = MODEL.hands(result)
    assert set(given) == set(MODEL.gives) == {GDP, PRICES, RATES, AGEING, OUTPUT_GAP, UNCHANGED_POLICY}
    for sides in given.values():
        assert np.array_equal(sides.baseline, sides.package, equal_nan=True)
        assert len(sides.years) == len(sides.baseline)
    assert given[RATES].baseline[30].tolist()[:2] == [at(result.short_rate, 2054), at(result.long_rate, 2054)]
    assert given[UNCHANGED_POLICY].baseline[0, 0] == 0.2535
    assert at(given[PRICES].baseline, 2030) == pytest.approx(at(result.gdp, 2030) / at(result.real_gdp, 2030))


def test_a_reader_past_the_end_sees_a_gap() -> None:
    prices = MODEL.hands(run())[PRICES].over(np.array([2070, 2071]))
    assert np.isfinite(prices.baseline[0])
    assert np.isnan(prices.baseline[1])


def test_rows_are_levels_without_difference() -> None:
    table = rows_table(MODEL.rows(run(), {}), run="r", model="macro", reading="central")
    row = table.filter((table["indicator"] == "macro.gdp") & (table["year"] == 2026))
    assert row["baseline"][0] == pytest.approx(1238.241, abs=0.001)
    assert row["unit"][0] == "bn_eur"
    assert table["difference"].abs().max() == 0.0
    # The implicit rate stops with the forecast: no row, no zero.
    assert table.filter(table["indicator"] == "macro.interest_implicit")["year"].max() == 2026


def test_every_missing_key_is_named_at_once() -> None:
    facts = load_facts("2025_05")
    values = {k: v for k, v in facts.values.items() if not k.endswith(("long_run_long_rate", "semi_elasticity"))}
    columns = {k: v for k, v in facts.columns.items() if k != "public_finance.ageing_cost"}
    broken = replace(facts, values=MappingProxyType(values), columns=MappingProxyType(columns))
    with pytest.raises(InputError) as found:
        MODEL.inputs(broken)
    for key in ("long_run_long_rate", "semi_elasticity", "ageing_cost"):
        assert f"public_finance.{key}" in str(found.value)


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [("semi_elasticity", -1.0, "tot 2"), ("multiplier_persistence_years", 0.0, "van 1 tot 10"),
     ("long_run_inflation", 80.0, "tot 25"), ("technical_run_last_year", 2069.0, "tot 2059")],
)  # fmt: skip
def test_a_figure_that_cannot_be_is_refused(key: str, value: float, word: str) -> None:
    facts = load_facts("2025_05")
    name = f"public_finance.{key}"
    values = dict(facts.values) | {name: facts.values[name].model_copy(update={"value": value})}
    with pytest.raises(InputError, match=word) as found:
        MODEL.inputs(replace(facts, values=MappingProxyType(values)))
    assert name in str(found.value)
