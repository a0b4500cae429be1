"""Which years are run, and one household through the rules by themselves beside its row in the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hh_helpers import facts, law_lever, sample, setting
from pydantic import ValidationError

from bouwstenen.law import law_on, parameter_set
from bouwstenen.levers import InputChange, Overlay
from bouwstenen.models.households.inputs import last_law_year
from bouwstenen.models.households.money import budget_years
from bouwstenen.models.households.options import Options
from bouwstenen.models.households.project import outcome, prepare
from bouwstenen.rules import HouseholdData, Input, evaluate

if TYPE_CHECKING:
    from bouwstenen.population.sample import Sample

USUAL = [2027, 2028, 2029, 2030]


def test_a_measure_that_starts_or_ends_later_is_run_in_its_years() -> None:
    assert budget_years(setting("non_take_up_max", 5.0, 2028)) == USUAL
    late = law_lever("zorgtoeslag.standaardpremie", 100.0, "2033-01-01", "add")
    assert budget_years(late) == [*USUAL, 2032, 2033]
    half = law_lever("zorgtoeslag.standaardpremie", 100.0, "2031-07-01", "add")
    assert budget_years(half) == [*USUAL, 2031, 2032]
    ends = InputChange("B3-10a", 3, "households.non_take_up_max", 2028, 2033, 5.0, "", "set")
    assert budget_years(Overlay(inputs=(ends,))) == [*USUAL, 2033, 2034]
    after = law_lever("zorgtoeslag.standaardpremie", 100.0, "2050-01-01", "add")
    assert budget_years(after) == USUAL


def test_the_last_year_of_the_law_still_has_growth_and_later_years_are_refused() -> None:
    last = last_law_year()
    laws = parameter_set()
    premiums = [_number(laws.at(f"{year}-01-01").values["standaardpremie"]) for year in (last - 1, last, last + 1)]
    assert premiums[0] < premiums[1] == premiums[2]
    assert Options(year=last).year == last
    for year in (last + 1, 2025):
        with pytest.raises(ValidationError):
            Options(year=year)


@pytest.mark.parametrize("kind", [0, 3, 6])
def test_a_household_by_the_rules_alone_has_its_row_in_the_model(kind: int) -> None:
    """Single with a wage and rent, a lone parent, and a self-employed couple; everybody takes up."""
    home = {name: np.ones_like(values) for name, values in sample().household.items() if name.startswith("trekking")}
    chunk = prepare(sample().with_columns(household=home), 2028, facts())
    package = law_lever("zorgtoeslag.standaardpremie", 100.0, "2028-01-01", "add")
    found = outcome(chunk, package).columns
    laws, date = parameter_set(), "2028-01-01"
    premium = _number(laws.at(date).values["standaardpremie"])
    before = _alone(chunk.sample, kind, {})
    after = _alone(chunk.sample, kind, {"zorgtoeslag.standaardpremie": premium + 100.0})
    assert found["voor"][kind] == pytest.approx(before, abs=0.01)
    assert found["na"][kind] == pytest.approx(after, abs=0.01)
    assert found["verschil"][kind] == pytest.approx(after - before, abs=0.01)


def _alone(people: Sample, number: int, law: dict[str, float]) -> float:
    """Disposable income of one household by the evaluator of single households, without the kernel."""
    rows = np.flatnonzero(people.household_of == number)
    persons = [{n: v[row].item() for n, v in people.person.items() if n in _inputs()} for row in rows]
    home = {n: v[number].item() for n, v in people.household.items() if n in _inputs()}
    keys = {n: people.person[n][rows].tolist() for n in ("fiscale_partners", "toeslagpartners", "gezin")}
    units = {n: [list(dict.fromkeys(numbers)).index(k) for k in numbers] for n, numbers in keys.items()}
    date = f"{people.year}-01-01"
    parameters = parameter_set().at(date, law)
    found = evaluate(law_on(date), parameters, HouseholdData(persons, home, units), ["besteedbaar_inkomen"])
    return float(found["besteedbaar_inkomen"][0])


def _number(value: object) -> float:
    assert isinstance(value, float)
    return value


def _inputs() -> set[str]:
    graph = law_on("2028-01-01")
    return {name for name, node in graph.nodes.items() if isinstance(node.source, Input)}
