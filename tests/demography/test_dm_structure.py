"""Age groups, households, labour force and pressure of young and old beside published counts."""

from __future__ import annotations

import numpy as np
import pytest
from dm_helpers import baseline, facts, published

from bouwstenen.models.demography.structure import HOUSEHOLD_TYPES, household_levels, structure


def test_age_groups_of_2025_are_observed() -> None:
    groups = {name: values[0] for name, values in baseline(first=2025).baseline_structure.age_groups.items()}
    # CBS, 1 January 2025.
    assert groups["childcare"] == pytest.approx(684_759)
    assert groups["primary_school"] == pytest.approx(1_436_620)
    assert groups["children_0_12"] == pytest.approx(2_309_704)
    assert groups["under_20"] == pytest.approx(3_719_481)
    assert groups["age_20_64"] == pytest.approx(10_568_867)
    assert groups["over_64"] == pytest.approx(3_755_679)
    assert groups["over_79"] == pytest.approx(932_295)


def test_three_groups_make_the_population_and_the_pressures() -> None:
    result = baseline()
    found = result.baseline_structure
    young, middle, old = (found.age_groups[name] for name in ("under_20", "age_20_64", "over_64"))
    assert young + middle + old == pytest.approx(result.baseline.total)
    assert found.grey == pytest.approx(100 * old / middle)
    assert found.green == pytest.approx(100 * young / middle)
    # CBS forecast of 2022: grey pressure 39.9 in 2030 and 46.3 in 2040, with more children and other migrants.
    assert found.grey[4] == pytest.approx(39.9, abs=1.5)
    assert found.grey[14] == pytest.approx(46.3, abs=2.5)


def test_households_of_2025_are_observed_by_type() -> None:
    households = dict(zip(HOUSEHOLD_TYPES, baseline(first=2025).baseline_structure.households[0], strict=True))
    # CBS 71488ned: 3,380,900 living alone, 8,748,168 in couples, 626,593 lone parents.
    assert households["one_person"] == pytest.approx(3_380_900)
    assert households["couple"] == pytest.approx(8_748_168 / 2)
    assert households["lone_parent"] == pytest.approx(626_593)
    assert household_levels(facts()) == pytest.approx(np.ones(3), abs=0.1)


@pytest.mark.parametrize("year", [2030, 2040, 2050, 2060, 2070])
def test_households_come_near_the_cbs_forecast_of_2021(year: int) -> None:
    """Constant shares by age on another population than the forecast's: 3% is an order of size, not a replication."""
    found = baseline().baseline_structure
    assert found.all_households[year - 2026] == pytest.approx(published("cbs_2021_households", year), rel=0.03)
    assert found.households[year - 2026, 0] == pytest.approx(published("cbs_2021_living_alone", year), rel=0.03)


def test_growth_of_households_to_2035_is_about_the_published_one() -> None:
    """CBS, December 2024: 600,000 more households until 2035, of which 400,000 single."""
    found = baseline(first=2025).baseline_structure
    assert found.all_households[10] - found.all_households[0] == pytest.approx(600_000, rel=0.15)


def test_labour_force_is_the_published_size() -> None:
    """CBS: 10.2 million in 2024."""
    people = facts().populations[2024][None]
    assert structure(facts(), people).labour_force[0] == pytest.approx(10.2e6, rel=0.015)


def test_structure_doubles_with_the_population() -> None:
    people = facts().populations[2025][None]
    one, two = structure(facts(), people), structure(facts(), 2 * people)
    assert two.households == pytest.approx(2 * one.households)
    assert two.labour_force == pytest.approx(2 * one.labour_force)
    assert two.grey == pytest.approx(one.grey)
