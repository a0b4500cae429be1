"""The safeguards and the structure of debt, each against numbers worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.models.eu_rules.adjustment import Paths, keeps_debt_safeguard
from bouwstenen.models.eu_rules.assess import Request, assess
from bouwstenen.models.eu_rules.inputs import lay_out
from bouwstenen.models.eu_rules.parameters import Parameters
from bouwstenen.models.eu_rules.projection import falls_due, project
from bouwstenen.models.eu_rules.table import CountryTable
from bouwstenen.models.eu_rules.variants import switched, variant, variants

OPTIONS = variant("commission_2024")


def _safeguard(
    table: CountryTable, figures: Parameters, debt: list[float], procedure: list[bool] | None = None
) -> bool:
    """Whether debt over T and four years keeps the safeguard."""
    inputs = lay_out(table, figures, 4)
    run = project(inputs, figures, OPTIONS, np.zeros((1, 5)), 4)
    in_force = np.array([procedure or [False] * 5])
    paths = Paths(np.zeros((1, 5)), in_force, np.zeros(1, dtype=bool), np.zeros(1, dtype=bool))
    return bool(keeps_debt_safeguard(replace(run, debt=np.array([debt])), paths, figures, 4)[0])


@pytest.mark.parametrize(
    ("debt", "kept"),
    [
        ([21.0, 23.0, 25.0, 27.0, 29.0], True),  # below 60% nothing is asked, also when debt rises
        ([59.0, 61.0, 60.6, 60.2, 59.8], False),  # three years of 0.4 in the band; the rise below 60% is no excuse
        ([59.0, 61.0, 60.4, 59.9, 63.0], True),  # 0.6 and 0.5 in the band; the rise from 59.9 does not count
        ([80.0, 79.5, 79.0, 78.5, 78.0], True),  # 0.5 a year
        ([80.0, 79.5, 79.0, 78.5, 78.1], False),
        ([100.0, 99.0, 98.0, 97.0, 96.0], True),  # 1 a year
        ([100.0, 99.5, 99.0, 98.5, 98.0], False),
        ([92.0, 90.5, 88.4, 88.3, 88.2], False),  # 3.6 in the upper band does not make up for 0.2 in the lower
        ([92.0, 90.5, 89.6, 89.1, 88.6], True),  # 2.4 over two years, 1.0 over two years
    ],
)
def test_debt_safeguard_by_band(france: CountryTable, figures: Parameters, debt: list[float], *, kept: bool) -> None:
    assert _safeguard(france, figures, debt) is kept


def test_years_in_the_procedure_do_not_count(france: CountryTable, figures: Parameters) -> None:
    """In force in T to T+2, so abrogated in T+2: only the falls of T+3 and T+4 count."""
    debt = [100.0, 101.0, 102.0, 101.0, 100.0]
    assert not _safeguard(france, figures, debt)
    assert not _safeguard(france, figures, debt, [True, True, False, False, False])
    assert _safeguard(france, figures, debt, [True, True, True, False, False])
    assert not _safeguard(france, figures, [100.0, 101.0, 102.0, 101.5, 100.1], [True, True, True, False, False])


def test_resilience_options_reach_who_they_name(spring_2025: CountryTable, figures: Parameters) -> None:
    """A structural deficit of 2% at low debt: 0.4 a year until 1.5% (four years), nothing when the option is off."""
    weak = spring_2025.with_values(series={"structural_primary_balance": dict.fromkeys((2024, 2025, 2026), -1.3)})
    request = Request(4, 2025, 0)
    found = assess(weak, figures, OPTIONS, request)
    assert not found.reference_trajectory
    structural = found.required.structural_balance[0]
    for t in range(1, 5):
        if structural[t - 1] < -1.55:
            assert found.steps[t - 1] == pytest.approx(max(0.4, found.step))
        else:
            assert found.steps[t - 1] == pytest.approx(found.step)
    for name in ("resilience_technical", "deficit_resilience"):
        off = assess(weak, figures, switched(OPTIONS, **{name: False}), request)
        assert set(np.round(off.steps, 9)) == {round(off.step, 9)}
    assert {name: options.resilience_technical for name, options in variants().items()} == {
        "commission_2024": True,
        "guidance_2025": True,
        "persistent": False,
    }


def test_official_loans_fall_due_by_their_profile(france: CountryTable, figures: Parameters) -> None:
    """100 of debt, a tenth short, 8% of long debt falls due; 40 of official loans with 1 a year.

    In T all long debt together repays 8% of 90 = 7.2: 1 by the profile, 6.2 of the other 50. With debt of 80 later on
    and 38 of loans left: 34 x 6.2/50 + 1 = 5.216 of 72.
    """
    loans = {2010: -40.0, **dict.fromkeys(range(2024, 2064), 1.0)}
    table = france.with_values(
        {"debt_st_share": 0.1, "debt_lt_maturing_share": 0.08},
        {"debt_ratio": {2024: 50.0}, "nominal_gdp": {2024: 200.0}, "esm_repayment": loans},
    )
    inputs = lay_out(table, figures, 4)
    assert inputs.official_left[:3] == pytest.approx([40, 39, 38])
    assert falls_due(inputs, 0, np.array([100.0]))[0] * 90 == pytest.approx(7.2)
    assert falls_due(inputs, 2, np.array([80.0]))[0] * 72 == pytest.approx(34 * 6.2 / 50 + 1)
    plain = lay_out(france.with_values({"debt_st_share": 0.1, "debt_lt_maturing_share": 0.08}), figures, 4)
    assert falls_due(plain, 2, np.array([80.0]))[0] == pytest.approx(0.08)


def test_later_repayments_are_loans_too(france: CountryTable, figures: Parameters) -> None:
    """A profile without the payments out: what is left is what is still to be repaid."""
    table = france.with_values(series={"esm_repayment": {2026: 2.0, 2027: 3.0}})
    assert lay_out(table, figures, 4).official_left[:5] == pytest.approx([5, 5, 5, 3, 0])


def test_official_loans_need_gdp(finland: CountryTable, figures: Parameters) -> None:
    with pytest.raises(InputError, match="nominal_gdp"):
        lay_out(finland.with_values(series={"esm_repayment": {2026: 2.0}}), figures, 4)


def test_rate_on_next_to_no_debt_is_that_of_the_market(spring_2025: CountryTable, figures: Parameters) -> None:
    """Debt runs through zero; interest over debt would be anything there."""
    inputs = lay_out(spring_2025, figures, 4, start=2025)
    spb = inputs.spb[0] + 2.5 * np.minimum(np.arange(15), 4)
    run = project(inputs, figures, OPTIONS, spb, 4)
    small = np.flatnonzero(np.abs(run.debt[0, :-1]) < 5) + 1
    assert run.debt[0].min() < 0
    assert small.size > 0
    mix = inputs.short_share * inputs.short[small] + (1 - inputs.short_share) * inputs.long[small]
    assert run.implicit_rate[0, small] == pytest.approx(mix)
