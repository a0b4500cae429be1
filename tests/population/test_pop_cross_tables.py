"""What goes together in the population: cross-tables beside published figures or plain sense."""

import numpy as np
import pytest

from bouwstenen.law import law_on, parameter_set
from bouwstenen.population.amounts import Amounts, compute
from bouwstenen.population.inputs import PopulationInputs
from bouwstenen.population.sample import Sample
from bouwstenen.population.targets import TargetResult

DATE = "2026-01-01"
COUPLES = (2, 3)


@pytest.fixture(scope="module")
def amounts(inputs: PopulationInputs, chunk: Sample) -> Amounts:
    return compute(chunk, law_on(DATE), parameter_set().at(DATE), inputs.take_up)


def share(chosen: np.ndarray, weight: np.ndarray) -> float:
    return float(weight[chosen].sum() / weight.sum())


def test_lone_parents_earn_less_than_couples_and_many_do_not_work(chunk: Sample) -> None:
    """CBS 83932NED (2020): primary income of lone parents with minors is 31% of that of couples with minors."""
    person, kind, starts = chunk.person, chunk.household["huishoudtype"], chunk.starts
    grown = chunk.sum_persons((person["is_kind"] & (person["leeftijd"] >= 18)).astype(int)) > 0
    earned = chunk.sum_persons(person["loon"] + person["winst"])
    lone, couple = ((kind == code) & ~grown for code in (4, 3))
    mean = [np.average(earned[those], weights=chunk.weight[those]) for those in (lone, couple)]
    assert mean[0] / mean[1] == pytest.approx(33_400 / 108_500, abs=0.07)
    assert 0.65 < share(person["uren_per_week"][starts][lone] > 0.0, chunk.weight[lone]) < 0.8


def test_partners_earn_alike_but_not_the_same(chunk: Sample) -> None:
    """Both low, both high and far apart all occur among partners who both work."""
    first = chunk.starts[np.isin(chunk.household["huishoudtype"], COUPLES)]
    earned = chunk.person["loon"] + chunk.person["winst"]
    both = (earned[first] > 0.0) & (earned[first + 1] > 0.0)
    one, other = earned[first[both]], earned[first[both] + 1]
    first_ranks, second_ranks = (np.argsort(np.argsort(values)) for values in (one, other))
    assert 0.1 < np.corrcoef(first_ranks, second_ranks)[0, 1] < 0.4
    low, high = (np.quantile(np.concatenate((one, other)), at) for at in (0.25, 0.75))
    for chosen in ((one < low) & (other < low), (one > high) & (other > high), (one < low) & (other > high)):
        assert chosen.mean() > 0.02


def test_who_lives_on_bijstand(chunk: Sample, amounts: Amounts, results: dict[str, TargetResult]) -> None:
    """CBS (December 2025): 56% of the people with bijstand are women, 10% are younger than 27; wealth is limited."""
    person, weight = chunk.person, chunk.weight[chunk.household_of]
    chosen = person["arbeidsstatus"] == 5
    assert share(person["leeftijd"][chosen] < 27, weight[chosen]) == pytest.approx(42 / 410, abs=0.05)
    assert results["bijstand_jong"].achieved == pytest.approx(share(person["leeftijd"][chosen] < 27, weight[chosen]))
    assert share(person["geslacht"][chosen] == 1, weight[chosen]) == pytest.approx(229 / 410, abs=0.13)
    # The person alone at the address: the limit of wealth of the law for a single person.
    limit = parameter_set().at(DATE).values["bijstand_vermogensgrens_alleenstaande"]
    wealth = chunk.sum_persons(person["spaargeld"] + person["beleggingen"] - person["schulden"])
    alone = (chunk.household["huishoudtype"] == 1) & (amounts["bijstand"] > 0.0)
    assert alone.any()
    assert (wealth[alone] <= limit).all()


def test_young_people_who_study_without_a_grant_get_no_bijstand(chunk: Sample, amounts: Amounts) -> None:
    person, starts = chunk.person, chunk.starts
    without = (person["arbeidsstatus"] == 6) & ~person["student"] & (person["leeftijd"] >= 18)
    assert without.any()
    assert (person["leeftijd"][without] < 27).all()
    heads = without[starts] & (chunk.household["huishoudtype"] == 1)
    assert heads.any()
    assert (amounts["bijstand"][heads] == 0.0).all()


def test_huurtoeslag_is_for_low_incomes(chunk: Sample, amounts: Amounts) -> None:
    """Of the single households none above 48,000 euro has any; of those up to 20,000 with a home most have."""
    alone = (chunk.household["huishoudtype"] == 1) & (chunk.household["woning_soort"] == 1)
    income, gets = amounts["toetsingsinkomen"], amounts["huurtoeslag"] > 0.0
    assert not gets[alone & (income > 48_000.0)].any()
    assert gets[alone & (income < 20_000.0)].mean() > 0.5
    assert not gets[chunk.household["eigendom"] == 1].any()


def test_wealth_goes_with_age_and_home(chunk: Sample) -> None:
    """CBS 83834NED: savings rise with age; CBS (2020): medians of owners 36,300 and of renters 2,600 euro."""
    age, owner = chunk.person["leeftijd"][chunk.starts], chunk.household["eigendom"] == 1
    savings = chunk.sum_persons(chunk.person["spaargeld"])
    medians = [np.median(savings[(age >= first) & (age < first + 10)]) for first in (15, 25, 35, 45, 55)]
    assert medians == sorted(medians)
    assert np.median(savings[owner]) > 5.0 * np.median(savings[~owner])


def test_hours_of_childcare_are_within_the_law(chunk: Sample) -> None:
    assert chunk.person["kinderopvang_uren_per_maand"].max() <= 230.0


def test_almost_everybody_has_income(chunk: Sample, amounts: Amounts) -> None:
    """CBS counts 4.4% low incomes; without any gross income there are mostly young and single people."""
    nothing = amounts["bruto_inkomen"] <= 0.0
    assert 0.005 < share(nothing, chunk.weight) < 0.03
    assert share(chunk.household["huishoudtype"][nothing] == 1, chunk.weight[nothing]) > 0.6


def test_provinces_have_the_published_inhabitants_and_families(chunk: Sample) -> None:
    """CBS, 1 January 2023: Zuid-Holland 3,804,906 of 17,811,291 inhabitants and 149,075 of 610,633 lone parents."""
    province, kind, weight = chunk.household["provincie"], chunk.household["huishoudtype"], chunk.weight
    living = weight[chunk.household_of]
    assert share(province[chunk.household_of] == 28, living) == pytest.approx(3_804_906 / 17_811_291, abs=0.01)
    lone = kind == 4
    assert share(province[lone] == 28, weight[lone]) == pytest.approx(149_075 / 610_633, abs=0.02)
    couples = kind == 3
    zeeland = (54_704 - 11_594) / (2_645_269 - 610_633)
    assert share(province[couples] == 29, weight[couples]) == pytest.approx(zeeland, abs=0.005)
