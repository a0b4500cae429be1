"""Who asks for bijstand and for a top-up by the Toeslagenwet; and directors with a company of their own."""

import numpy as np
import pytest

from bouwstenen.law import law_on, parameter_set
from bouwstenen.population.amounts import compute
from bouwstenen.population.sample import Sample
from bouwstenen.population.take_up import TakeUp

DATE = "2026-01-01"
RATES = {"bijstand": 0.35, "aio": 0.52, "toeslagenwet": 0.35, "toeslagenwet_wajong": 0.68}
DRAWS = (0.3, 0.4, 0.6, 0.7)


def singles(draws: tuple[float, ...], scheme: str, **person: float | bool) -> Sample:
    """A person alone for every draw, who is the same but for that draw."""
    size = len(draws)
    keys = dict.fromkeys(("huishouden", "fiscale_partners", "toeslagpartners", "gezin"), np.arange(size))
    age = int(person.pop("leeftijd"))
    columns = {"leeftijd": np.full(size, age), "leeftijd_maanden": np.full(size, 12 * age)}
    columns |= {name: np.full(size, value) for name, value in person.items()}
    household = {"gewicht": np.ones(size), "groep": np.zeros(size, dtype=int), f"trekking_{scheme}": np.array(draws)}
    return Sample(2026, {**keys, **columns}, household)


def received(sample: Sample, name: str, rates: dict[str, float]) -> list[bool]:
    found = compute(sample, law_on(DATE), parameter_set().at(DATE), TakeUp(rates))
    return list(found[name] > 0.0)


def test_pensioners_have_the_rate_of_the_aio() -> None:
    old, young = (singles(DRAWS, "bijstand", leeftijd=age, aow_opbouw=0.4) for age in (75, 40))
    assert received(old, "aio", RATES) == [False, False, True, True]
    assert received(young, "bijstand", RATES) == [False, True, True, True]
    assert received(old, "aio", {}) == [True] * 4


def test_the_rate_of_the_toeslagenwet_goes_with_the_benefit() -> None:
    ill = singles(DRAWS, "toeslagenwet", leeftijd=40, uitkering=10_000.0)
    wajong = singles(DRAWS, "toeslagenwet", leeftijd=40, wajong_met_arbeidsvermogen=True)
    assert received(ill, "toeslagenwet", RATES) == [False, True, True, True]
    assert received(wajong, "toeslagenwet", RATES) == [False, False, False, True]
    assert received(wajong, "toeslagenwet", {}) == [True] * 4


def test_bijstand_does_not_replace_a_top_up_that_nobody_asks_for() -> None:
    """With draws of bijstand left out everybody asks for it: only who does not ask for the top-up gets none."""
    ill = singles(DRAWS, "toeslagenwet", leeftijd=40, uitkering=10_000.0)
    assert not any(received(ill, "bijstand", {"toeslagenwet": 1.0}))
    assert list(TakeUp(RATES).asks_for_bijstand(ill)) == [False, True, True, True]
    assert list(TakeUp(RATES).asks_for_bijstand(singles(DRAWS, "toeslagenwet", leeftijd=40))) == [True] * 4


def test_directors(chunk: Sample) -> None:
    """222 thousand (CBS); 40% of them below the customary wage of 58,000 (SEO); beside the wage bill of employees.

    That is 9.045 million jobs of 42,340 euro (CBS, 2023), grown 18.2%, of which 90% is taxed wage (assumptions).
    """
    person, weight = chunk.person, chunk.weight[chunk.household_of]
    directors = person["directeur"]
    assert weight[directors].sum() == pytest.approx(222_000, rel=0.01)
    assert (person["arbeidsstatus"][directors] == 1).all()
    assert not (person["student"] | person["flexibel"])[directors].any()
    assert (person["loon"][directors] < 58_000.0).mean() == pytest.approx(0.40, abs=0.06)
    others = weight[~directors] @ person["loon"][~directors]
    assert others == pytest.approx(9_045_000 * 42_340 * 1.182 * 0.9, rel=0.005)


def test_dividends_are_few_and_large(chunk: Sample) -> None:
    """A quarter of the owners has any; the largest tenth of these has more than half of all of it."""
    person = chunk.person
    income = person["inkomen_aanmerkelijk_belang"]
    assert (income >= 0.0).all()
    assert (income[person["directeur"]] > 0.0).mean() == pytest.approx(0.25, abs=0.07)
    paid = np.sort(income[income > 0.0])
    assert paid[-len(paid) // 10 :].sum() > 0.5 * paid.sum()


def test_owners_of_a_company_have_no_bijstand(chunk: Sample) -> None:
    owners = chunk.sum_persons(chunk.person["directeur"] | (chunk.person["inkomen_aanmerkelijk_belang"] > 0.0)) > 0
    assert (chunk.household["trekking_bijstand"][owners] == 0.0).all()
