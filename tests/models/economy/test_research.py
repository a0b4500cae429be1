"""R&D: three countings, a baseline that falls, firms that answer late and not always the way one hopes."""

from __future__ import annotations

import numpy as np
import pytest
from tests.models.economy.economy_helpers import (
    entry,
    facts,
    flat,
    lever,
    overlay,
    real,
    run,
    shipped,
    table,
    value,
    with_figures,
)

from bouwstenen.models.economy import MODEL
from bouwstenen.models.economy.research import settled_total

LINE_SHARE = 0.16
"""2.0 bn on a GDP of about 1,280 bn in prices of 2025."""


def test_the_levels_that_the_total_settles_at_are_those_of_the_facts() -> None:
    """By hand: who pays in 2021 is 5.861, 11.143 and 2.493 of a GDP of 870.6; elasticity 0.43."""
    government, business, other = 0.6732, 1.2799, 0.2864
    assert business * (1 + 0.43 * (1.0 - government) / government) + 1.0 + other == pytest.approx(2.83, abs=0.005)
    assert settled_total(facts(), "financing", 1.0)[1] == pytest.approx(2.8334, abs=5e-4)
    assert settled_total(facts(), "financing", government + LINE_SHARE)[1] == pytest.approx(2.53, abs=0.005)
    # All that firms do not carry out: 2.2 − 1.44 = 0.76, and 1.44 · (1 + 0.43 · 0.24 / 0.76) + 1.0.
    assert settled_total(facts(), "performance", 1.0)[1] == pytest.approx(1.44 * (1 + 0.43 * 0.24 / 0.76) + 1.0)
    assert round(settled_total(facts(), "performance", 1.0)[1], 2) == pytest.approx(2.64)


@pytest.mark.parametrize(
    ("scenario", "points", "billions"),
    [
        ("financing_held", 0.33, 4.2),
        ("budget_falls", 0.34, 4.4),
        ("performance_held", 0.24, 3.1),
        ("budget_held", 0.14, 1.8),
    ],
)
def test_the_gap_to_one_percent_differs_by_counting_as_published(scenario: str, points: float, billions: float) -> None:
    rows = table(run(handed=real()))
    assert value(rows, "rd_public_gap", column="baseline", scenario=scenario) == pytest.approx(points, abs=0.005)
    assert value(rows, "rd_public_gap_money", column="baseline", scenario=scenario) == pytest.approx(billions, abs=0.06)


def test_money_of_two_billion_closes_two_billion_of_every_gap() -> None:
    rows = table(run(shipped(), real()))
    for scenario in ("financing_falls", "financing_held", "performance_falls", "budget_falls", "budget_held"):
        assert value(rows, "rd_public_gap_money", scenario=scenario) == pytest.approx(-2.0)


def test_unchanged_policy_falls_with_the_budget_and_meets_the_published_total() -> None:
    found = run(handed=real()).research["financing", "falls"].baseline
    at = run(handed=real()).at
    assert found.public[at(2029)] / found.public[at(2024)] == pytest.approx(0.66 / 0.86)
    # A hold-out: about 2% in 2030 on unchanged policy (TNO and Rathenau), read by no equation.
    assert found.total[1, at(2030)] == pytest.approx(2.0, abs=0.15)


def test_private_and_public_add_up() -> None:
    rows = table(run(shipped(), real()))
    for year in (2025, 2030, 2035):
        for side in ("baseline", "package"):
            parts = sum(value(rows, name, year, side) for name in ("rd_public", "rd_business", "rd_other"))
            assert parts == pytest.approx(value(rows, "rd_total", year, side))


def test_without_elasticity_firms_do_nothing_and_with_a_negative_one_less() -> None:
    package = overlay(lever("rd_budget_line", 7), entry(7, 3.0))
    still = run(package, own=with_figures(rd_elasticity=0.0)).chosen
    assert np.array_equal(still.package.business[1], still.baseline.business[1])
    found = run(package).chosen
    at = run(package).at(2035)
    assert found.package.business[0, at] < found.baseline.business[0, at] < found.package.business[1, at]


def test_firms_answer_after_three_years_and_not_before() -> None:
    package = overlay(lever("rd_budget_line", 7), entry(7, 1.0))
    found, at = run(package).chosen, run(package).at
    change = (found.package.business - found.baseline.business)[1]
    assert change[at(2029)] == 0
    # By hand: 1.0 on 1,000 is 0.1% of GDP; 1.2799 · 0.43 · 0.1 / 0.6732.
    assert change[at(2030)] == pytest.approx(1.2799 * 0.43 * 0.1 / 0.6732, rel=1e-3)


def test_only_spending_of_the_line_that_the_package_points_at_counts() -> None:
    wrong = (entry(8, 5.0), entry(7, 5.0, "tax_cut"), entry(7, 5.0, "loan"), entry(7, 5.0, "equity"))
    package = overlay(lever("rd_budget_line", 7), entry(7, 2.0), *wrong)
    result = run(package)
    assert result.chosen.line[result.at(2030)] == pytest.approx(0.2)
    assert not run(overlay(entry(7, 2.0))).chosen.line.any()


def test_money_that_does_not_follow_prices_is_worth_less() -> None:
    money = (lever("rd_budget_line", 7), entry(7, 2.0))
    indexed, fixed = (
        run(overlay(*money, *more), flat(growth=1.02)) for more in ((), (lever("rd_budget_indexed", False),))
    )
    at = indexed.at(2030)
    assert indexed.chosen.line[at] == pytest.approx(0.2)
    assert fixed.chosen.line[at] == pytest.approx(0.2 / 1.02**5)


def test_a_goal_costs_what_the_line_does_not_pay() -> None:
    money = (lever("rd_budget_line", 7), entry(7, 2.0))
    assert not list(MODEL.money(run(overlay(*money))))
    result = run(overlay(*money, lever("rd_public_goal", 1.0, 2030)), unchanged="held")
    (found,) = MODEL.money(result)
    assert found.years[0] == 2030
    # Held at 5.861 / 870.6 of GDP: 10 − 6.732 − 2.0 billion of a GDP of 1,000.
    assert found.amounts_bn[0] == pytest.approx(10 - 5.861 / 870.6 * 1000 - 2.0)
    assert (found.payer, found.price_level, found.instrument) == ("state", 2025, "current_spending")


def test_a_goal_that_the_line_meets_costs_nothing_more() -> None:
    package = overlay(lever("rd_budget_line", 7), entry(7, 9.0), lever("rd_public_goal", 1.0, 2030))
    assert not list(MODEL.money(run(package)))


def test_the_extra_undoes_the_fall_first() -> None:
    package = overlay(lever("rd_budget_line", 7), entry(7, 4.0))
    rows = table(run(package))
    # By hand: the budget falls from 0.86 to 0.66; who pays falls with it,
    # from 0.6732 · 0.86 / 0.7811 = 0.7412 to 0.5689.
    assert value(rows, "rd_undoes") == pytest.approx(1.724, abs=0.002)
    assert value(rows, "rd_undoes") + value(rows, "rd_adds") == pytest.approx(4.0)
    assert "economy.rd_undoes" not in table(run(package, unchanged="held"))["indicator"].to_list()


def test_what_firms_do_on_top_comes_on_top() -> None:
    found = run(overlay(lever("rd_private_extra_share", 0.3, 2030)))
    change = found.chosen.package.business - found.chosen.baseline.business
    assert change[:, found.at(2029)] == pytest.approx(0.0)
    assert change[:, found.at(2030)] == pytest.approx(0.3)


def test_productivity_is_a_band_that_starts_late_and_stays_out_of_the_money() -> None:
    result = run(shipped(), real())
    low, high = result.productivity
    assert not high[: result.at(2027) + 5].any()
    assert low[result.at(2050)] < 0 < high[result.at(2050)]
    rows = table(result).filter(table(result)["indicator"] == "economy.productivity")
    assert rows["difference"].null_count() == rows["package"].null_count() == rows.height
    assert not list(MODEL.money(result))
