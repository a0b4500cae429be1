"""Every number of the law has bounds, so that a lever in the wrong unit or with the wrong sign is refused."""

from __future__ import annotations

import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.law import parameter_set


def test_every_number_of_the_law_has_a_least_and_a_greatest_value() -> None:
    for parameter in parameter_set().parameters.values():
        bounds = (parameter.low, parameter.high)
        assert (None in bounds) == (parameter.kind == "bool"), parameter.path
        assert parameter.kind == "bool" or bounds[0] < bounds[1], parameter.path


def test_values_that_move_with_an_index_stay_within_their_bounds_until_the_last_year() -> None:
    parameters = parameter_set()
    for name, value in parameters.at("2035-01-01").values.items():
        assert parameters.parameters[name].outside(value) is None, name


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("inkomstenbelasting.schijf3_tarief", 52.0),
        ("inkomstenbelasting.schijf3_tarief", 1.01),
        ("kindgebonden_budget.afbouwpercentage", -0.05),
        ("zorgtoeslag.standaardpremie", -5000.0),
        ("zorgtoeslag.standaardpremie", 21_191.0),
        ("wet_arbeid_en_zorg.geboorteverlof_weken", 105.0),
        ("kinderopvangtoeslag.kinderopvang_uren_maximum", 745.0),
        ("inkomstenbelasting.combinatiekorting_leeftijd_kind", -1.0),
        ("inkomstenbelasting.schijf1_geboortejaar_grens", 46.0),
        ("huurtoeslag.normhuur_opslag", -501.0),
    ],
)
def test_a_value_that_can_only_be_a_mistake_is_refused(path: str, value: float) -> None:
    with pytest.raises(InputError, match=f"buiten de grenzen van {path}"):
        parameter_set().at("2027-01-01", {path: value})


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("inkomstenbelasting.schijf3_tarief", 0.52),
        ("kindgebonden_budget.afbouwpercentage", 0.0),
        ("zorgtoeslag.standaardpremie", 0.0),
        ("inkomstenbelasting.algemene_heffingskorting_maximum", 6000.0),
        ("premies.aow_leeftijd_maanden", 840.0),
        ("huurtoeslag.normhuur_opslag", -100.0),
    ],
)
def test_a_far_reaching_proposal_is_allowed(path: str, value: float) -> None:
    assert parameter_set().at("2027-01-01", {path: value}).values[path.split(".")[1]] == value
