"""The population against published figures: some written here from the source, the others from the facts."""

import numpy as np
import pytest

from bouwstenen.facts.loader import Facts
from bouwstenen.population.inputs import PopulationInputs
from bouwstenen.population.report import as_markdown
from bouwstenen.population.sample import Sample
from bouwstenen.population.take_up import published_take_up
from bouwstenen.population.targets import TargetResult

GROWTH = 18_130_000 / 18_044_027


def test_persons_by_position(chunk: Sample) -> None:
    """CBS 71488ned, 1 January 2025, moved to 2026; minors who are no child at the address count as children here."""
    person, persons = chunk.person, chunk.weight[chunk.household_of]
    assert persons.sum() == pytest.approx(GROWTH * 17_733_886, rel=0.01)
    alone = chunk.household["huishoudtype"] == 1
    assert chunk.weight[alone].sum() == pytest.approx(GROWTH * 3_380_900, rel=0.01)
    partners = np.isin(chunk.household["huishoudtype"], (2, 3))
    assert 2.0 * chunk.weight[partners].sum() == pytest.approx(GROWTH * 8_748_168, rel=0.01)
    assert persons[person["is_kind"]].sum() == pytest.approx(GROWTH * 4_685_554, rel=0.02)


def test_persons_by_age_and_sex(chunk: Sample, facts: Facts) -> None:
    """Children of 0 to 9 and women of 40 to 49 hardly live in institutions: the population of CBS itself."""
    weight, person = chunk.weight[chunk.household_of], chunk.person
    for sex, word, first, last in ((0, "male", 0, 9), (1, "female", 0, 9), (1, "female", 40, 49)):
        published = facts.series(f"demography.population_{word}_2025").array(first, last).sum()
        inside = (person["geslacht"] == sex) & (person["leeftijd"] >= first) & (person["leeftijd"] <= last)
        assert weight[inside].sum() == pytest.approx(GROWTH * published, rel=0.012)


def test_work(chunk: Sample) -> None:
    """CBS 85262NED: 9,846 thousand people of 15 to 75 work; 85455NED: 5,081 thousand of them 35 hours or more."""
    weight, person = chunk.weight[chunk.household_of], chunk.person
    works = (person["uren_per_week"] > 0.0) & (person["leeftijd"] >= 15) & (person["leeftijd"] < 75)
    assert weight[works].sum() == pytest.approx(9_846_000, rel=0.005)
    assert weight[works & (person["uren_per_week"] >= 35.0)].sum() == pytest.approx(5_081_000, rel=0.01)


def test_tenure_and_savings(chunk: Sample) -> None:
    """CBS 82900NED: 4,634,411 of 8,125,229 dwellings are owned."""
    owned = chunk.household["eigendom"] == 1
    assert chunk.weight[owned].sum() / chunk.weight.sum() == pytest.approx(4_634_411 / 8_125_229, abs=0.005)


def test_every_target_of_the_calibration_is_met(results: dict[str, TargetResult]) -> None:
    misses = {n: r.deviation for n, r in results.items() if r.target.role == "calibration" and abs(r.deviation) > 0.01}
    assert not misses


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("kinderbijslag_gezinnen", 0.03), ("aow_personen", 0.03), ("aow", 0.08), ("kindgebonden_budget", 0.1),
        ("kinderbijslag", 0.05), ("zorgtoeslag", 0.12), ("huurtoeslag_huishoudens", 0.1), ("uren", 0.05),
        ("inkomen_gestandaardiseerd", 0.08), ("inkomen_huurders", 0.08), ("mediaan_paren_met", 0.08),
        ("studiefinanciering", 0.1), ("bijstand", 0.15), ("disposable_50", 0.05), ("toeslagenwet", 0.3),
        ("inkomensheffing", 0.08), ("gini", 0.06), ("inkomen_gemiddeld", 0.05), ("hoogste_inkomens", 0.4),
    ],
)  # fmt: skip
def test_hold_outs_are_near(results: dict[str, TargetResult], name: str, width: float) -> None:
    """Figures that no weight aims at; the widths are what a sample of 20,000 and figures of other years allow."""
    result = results[name]
    assert result.target.role == "holdout"
    assert abs(result.deviation) < width


def test_large_gaps_have_a_cause(results: dict[str, TargetResult]) -> None:
    """Spending of a scheme that is more than 5% off, and anything more than 10% off, says why."""
    far = [r for r in results.values() if abs(r.deviation) > (0.05 if r.target.unit == "mld EUR" else 0.1)]
    assert far
    assert [r.target.name for r in far if not r.target.cause] == []


def test_published_take_up(facts: Facts) -> None:
    """CPB (2021): 12% of those entitled do not use zorgtoeslag, 11% huurtoeslag, 8% kindgebonden budget.

    Of them 14.5%, 11.5% and 23% are households of the self-employed, with 20%, 25% and 13%. AIO: 48 to 56%
    (Rekenkamer). Toeslagenwet: 68% with Wajong, 35% with another benefit (Arbeidsinspectie).
    """
    found = published_take_up(facts)
    assert 0.855 * found.rates["zorgtoeslag"] + 0.145 * 0.20 == pytest.approx(0.12)
    assert 0.885 * found.rates["huurtoeslag"] + 0.115 * 0.25 == pytest.approx(0.11)
    assert 0.77 * found.rates["kindgebonden_budget"] + 0.23 * 0.13 == pytest.approx(0.08)
    assert found.rates["bijstand"] == pytest.approx(0.35)
    assert found.rates["aio"] == pytest.approx((0.48 + 0.56) / 2.0)
    assert found.rates["toeslagenwet_wajong"] == pytest.approx(0.68)
    assert found.rates["toeslagenwet"] == pytest.approx(0.35)
    assert found.rates_self_employed["huurtoeslag"] == pytest.approx(0.25)


def test_every_scheme_has_a_target(inputs: PopulationInputs) -> None:
    names = {target.name for target in inputs.targets}
    assert {"aow", "bijstand", "huurtoeslag", "zorgtoeslag", "kindgebonden_budget", "kinderopvangtoeslag"} <= names
    assert sum(target.role == "calibration" for target in inputs.targets) <= 120
    assert sum(target.role == "holdout" for target in inputs.targets) >= 20


def test_table_has_a_row_for_every_target(results: dict[str, TargetResult]) -> None:
    table = as_markdown(results.values()).splitlines()
    assert len(table) == len(results) + 2
    assert len({line.count("|") for line in table}) == 1
