"""Targets, binding criterion, variants and the tables that compare them."""

import numpy as np
import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.facts import Facts, load_facts
from bouwstenen.models.eu_rules.assess import Request, assess
from bouwstenen.models.eu_rules.compare import explain, sensitivity
from bouwstenen.models.eu_rules.eu_facts import AGEING_SERIES, eu_facts
from bouwstenen.models.eu_rules.parameters import Parameters
from bouwstenen.models.eu_rules.table import CountryTable, table_from_facts
from bouwstenen.models.eu_rules.variants import OPTION_NAMES, RuleOptions, switched, variant, variants

FAST = Request(4, start=2025, draws=0)


@pytest.fixture(scope="module")
def default(facts: Facts) -> CountryTable:
    return table_from_facts(facts)


@pytest.mark.parametrize("name", sorted(variants()))
@pytest.mark.parametrize("length", [4, 7])
def test_the_required_path_meets_every_criterion_that_counts(
    spring_2025: CountryTable, figures: Parameters, name: str, length: int
) -> None:
    result = assess(spring_2025, figures, request=Request(length, start=2025, draws=20_000), name=name)
    end = result.case.adjustment_years
    assert result.required.balance[0, end:].min() >= -3.0 - 1e-3
    assert result.required.debt[0, -1] <= 60
    counted = [c.step for c in result.criteria if c.counts and c.step is not None]
    assert result.step >= max(counted) - 1e-9
    binding = next(c for c in result.criteria if c.name == result.binding_criterion)
    assert binding.step == max(counted)


def test_one_step_less_breaks_the_binding_criterion(spring_2025: CountryTable, figures: Parameters) -> None:
    """The deficit passes 3% somewhere in the ten years when every step is a hundredth lower."""
    result = assess(spring_2025, figures, request=FAST, name="commission_2024")
    assert result.binding_criterion == "deficit"
    lower = result.case.run(result.case.paths(np.array([result.step - 0.01])))
    assert lower.balance[0, 4:].min() < -3.0


def test_steps_are_rounded_up(spring_2025: CountryTable, figures: Parameters) -> None:
    result = assess(spring_2025, figures, request=FAST, name="commission_2024")
    exact = next(c.step for c in result.criteria if c.name == "deficit")
    assert exact is not None
    assert 0 <= result.step - exact < 0.01
    assert result.step * 100 == pytest.approx(round(result.step * 100), abs=1e-9)


def test_floor_of_technical_information(spring_2025: CountryTable, figures: Parameters) -> None:
    """A very strong start could fall far; the guidance lets it fall by one point a year at most."""
    strong = spring_2025.with_values(series={"structural_primary_balance": {2024: 9.0, 2025: 9.0, 2026: 9.0}})
    result = assess(strong, figures, request=FAST, name="commission_2024")
    assert result.binding_criterion == "floor"
    assert result.step == -1.0
    free = assess(strong, figures, switched(variant("commission_2024"), floor=False), FAST)
    assert free.step < -1.0


def test_low_debt_gets_technical_information(default: CountryTable, figures: Parameters, france: CountryTable) -> None:
    assert not assess(default, figures, request=Request(4, draws=0)).reference_trajectory
    assert assess(france, figures, request=Request(4)).reference_trajectory


def test_debt_safeguard_asks_for_a_falling_debt(france: CountryTable, figures: Parameters) -> None:
    """Without the procedure, debt above 90% has to fall by a point a year on average."""
    outside = france.with_values({"excessive_deficit_procedure": 0})
    result = assess(outside, figures, request=Request(7), name="commission_2024")
    guard = next(c for c in result.criteria if c.name == "debt_safeguard")
    assert guard.counts
    assert guard.step is not None
    assert result.binding_criterion == "debt_safeguard"
    debt = result.required.debt[0]
    assert debt[0] - debt[7] >= 7.0
    without = switched(variant("commission_2024"), debt_safeguard=False)
    assert assess(outside, figures, without, Request(7)).spb_target < result.spb_target


def test_resilience_steps_are_added(france: CountryTable, figures: Parameters) -> None:
    """Outside the procedure a structural deficit above 1.5% asks for 0.25 a year over seven years."""
    easy = france.with_values(
        {"excessive_deficit_procedure": 0, "interest_rate_lt_t10": 1.0, "interest_rate_st_t10": 0.5},
        {"debt_ratio": {2023: 62.0, 2024: 61.0}, "structural_primary_balance": {2024: -1.0, 2025: -1.0}},
    )
    options = switched(variant("commission_2024"), debt_safeguard=False, criteria="all")
    low = assess(easy, figures, options, Request(7))
    assert low.raised_by == ("deficit_resilience",)
    assert max(low.steps) == pytest.approx(0.25)


def test_request_out_of_bounds_is_refused(default: CountryTable, figures: Parameters) -> None:
    with pytest.raises(InputError, match="adjustment_years"):
        assess(default, figures, request=Request(0))
    with pytest.raises(InputError, match="draws"):
        assess(default, figures, request=Request(4, draws=-1))


def test_unreachable_criterion_is_an_error(france: CountryTable, figures: Parameters) -> None:
    hopeless = france.with_values(
        series={"ageing_cost": {year: 25.0 + 6 * (year - 2024) for year in range(2024, 2042)}}
    )
    with pytest.raises(InputError, match="geen enkel pad"):
        assess(hopeless, figures, request=Request(4))


@pytest.mark.parametrize("option", sorted(OPTION_NAMES))
def test_every_option_can_be_switched_alone(spring_2025: CountryTable, figures: Parameters, option: str) -> None:
    start = variant("commission_2024")
    choices = getattr(RuleOptions.model_fields[option].annotation, "__args__", (True, False))
    for choice in choices:
        options = switched(start, **{option: choice})
        assert np.isfinite(assess(spring_2025, figures, options, FAST).spb_target)
        assert sum(getattr(options, name) != getattr(start, name) for name in OPTION_NAMES) <= 1


def test_wrong_options_name_the_nearest() -> None:
    with pytest.raises(InputError, match="Bedoelde u 'persistent'"):
        variant("persistant")
    with pytest.raises(InputError, match="Bedoelde u 'multiplier'"):
        switched(variant("persistent"), multiplyer="ec_2024")
    with pytest.raises(InputError, match="Bedoelde u 'closure'"):
        switched(variant("persistent"), gap_rule="closures")
    with pytest.raises(InputError, match="Kies uit: true, false"):
        switched(variant("persistent"), floor=1)


def test_explain_adds_up(spring_2025: CountryTable, figures: Parameters) -> None:
    rows = explain(spring_2025, figures, "commission_2024", "guidance_2025", FAST)
    assert [row.option for row in rows] == ["multiplier", "rest", "total"]
    assert abs(rows[1].difference) <= 0.04  # four rounded steps of a hundredth
    rows = explain(spring_2025, figures, "guidance_2025", "persistent", FAST)
    parts = sum(row.difference for row in rows[:-1])
    assert parts == pytest.approx(rows[-1].difference, abs=1e-12)
    assert len(rows) > 5


def test_sensitivity_has_the_right_signs(spring_2025: CountryTable, figures: Parameters, facts: Facts) -> None:
    newer = table_from_facts(load_facts("2025_10"))
    other = {"2025_10": {name: newer.known(name) for name in AGEING_SERIES}}
    rows = sensitivity(spring_2025, figures, eu_facts(facts).ranges, variant("commission_2024"), FAST, other)
    found = {(row.subject, row.choice): row for row in rows}
    assert rows[0].difference == 0.0
    # The ranges of the source: 0.89 up and 1.24 down for the long rate, 0.84 down and 1.08 up for growth.
    assert (found["long_rate", "high"].value, found["growth", "low"].value) == (0.89, -0.84)
    assert found["long_rate", "high"].difference > 0 > found["long_rate", "low"].difference
    assert found["growth", "low"].difference > 0 > found["growth", "high"].difference
    # Ten of the fourteen years of the shift lie between the end of the adjustment and the year that binds.
    assert found["ageing", "high"].difference == pytest.approx(0.14 * 10 / 14, abs=0.02)
    # Downwards an earlier year may start to bind, so that less than the whole shift is won.
    assert -0.24 * 10 / 14 - 0.02 <= found["ageing", "low"].difference < -0.1
    # The newer edition has revenue that rises by 0.06 where the older one falls by 0.17.
    assert found["ageing_edition", "2025_10"].difference == pytest.approx(-0.23, abs=0.03)
