"""The social minimum: the run-down of the tax credit in it, a recalibration, and asking for bijstand."""

from itertools import pairwise

import pytest
from benefit_helpers import evaluated, outcome

from bouwstenen.law import parameter_set

STOPS = {"bijstand.afbouw_heffingskorting_in_norm_stopt": True}
SINGLE, COUPLE = [{"leeftijd": 30}], [{"leeftijd": 30}, {"leeftijd": 30}]
HALF_YEARS = ["2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01", "2026-01-01", "2026-07-01"]


def numbers(date: str) -> dict[str, float]:
    """The parameters of a date that are numbers."""
    return {name: value for name, value in parameter_set().at(date).values.items() if isinstance(value, float)}


def net_reference_wage(date: str, share: float) -> float:
    """Net minimum wage a year with `share` times the general tax credit, by hand from the parameters of the date."""
    value = numbers(date)
    gross = 12 * value["referentiemaandloon"] * 1.08
    rate = value["schijf1_tarief"] + value["premie_aow"] + value["premie_anw"] + value["premie_wlz"]
    over = max(0.0, gross - value["algemene_heffingskorting_afbouw_vanaf"])
    credit = value["algemene_heffingskorting_maximum"] - value["algemene_heffingskorting_afbouw"] * over
    return gross - rate * gross + share * credit


@pytest.mark.parametrize("date", HALF_YEARS)
def test_the_reference_wage_explains_the_norm_of_a_couple_in_the_law(date: str) -> None:
    """To within a sixth of a percent: the law takes tax from the payroll tables, which have steps and roundings."""
    norm = parameter_set().at(date).values["bijstandsnorm_paar"]
    assert net_reference_wage(date, 1.575) / 12 == pytest.approx(norm, rel=1 / 600)


@pytest.mark.parametrize("date", [*HALF_YEARS, "2027-01-01", "2027-07-01"])
def test_the_norms_of_the_law_stand_until_2028(date: str) -> None:
    norms = [outcome(date, "bijstandsnorm", persons, partners=(0, 1)[: len(persons)]) for persons in (SINGLE, COUPLE)]
    values = parameter_set().at(date).values
    assert norms == [values["bijstandsnorm_alleenstaande"], values["bijstandsnorm_paar"]]
    assert outcome(date, "norm_schaal", SINGLE) == 1.0


def test_the_credit_runs_down_from_2028_to_once_in_2039() -> None:
    path = parameter_set().paths["bijstand.heffingskorting_in_norm"].history
    shares = [(entry.start, entry.value) for entry in path if isinstance(entry.value, float)]
    assert len(shares) == len(path)
    assert shares[0] == ("2024-01-01", 1.575)
    assert shares[1] == ("2028-01-01", 1.55)
    assert shares[-1] == ("2039-01-01", 1.0)
    steps = [before - after for (_, before), (_, after) in pairwise(shares)]
    assert steps == pytest.approx([0.025] * 23)


@pytest.mark.parametrize(("date", "share"), [("2028-01-01", 1.55), ("2030-01-01", 1.45), ("2035-07-01", 1.175)])
def test_the_run_down_lowers_the_norm_below_the_aow_age_only(date: str, share: float) -> None:
    ratio = net_reference_wage(date, share) / net_reference_wage(date, 1.575)
    old = [{"leeftijd": 75, "aow_opbouw": 0.0}]
    sharers = [{"leeftijd": 30}, {"leeftijd": 30, "medebewoner": True}]
    for persons, expected in ((SINGLE, ratio), (sharers, ratio), ([{"leeftijd": 19}], ratio), (old, 1.0)):
        stopped, law = (outcome(date, "bijstandsnorm", persons, overlay=o) for o in (STOPS, {}))
        assert law / stopped == pytest.approx(expected, abs=1e-5)
    values = parameter_set().at(date).values
    assert outcome(date, "bijstandsnorm", SINGLE, overlay=STOPS) == values["bijstandsnorm_alleenstaande"]


def test_gross_norms_keep_their_net_side_in_step_with_the_bijstand() -> None:
    date = "2030-01-01"
    value = numbers(date)
    rate = value["schijf1_tarief"] + value["premie_aow"] + value["premie_anw"] + value["premie_wlz"]

    def net(gross: float) -> float:
        return gross - max(0.0, rate * gross - value["algemene_heffingskorting_maximum"])

    ratio = net_reference_wage(date, 1.45) / net_reference_wage(date, 1.575)
    benefit = [{"leeftijd": 30, "uitkering": 1_000.0}]
    ioaw = [{"leeftijd": 62, "ioaw_gerechtigd": True}]
    for name, persons, days in (("toeslagenwet_norm", benefit, 12 * 21.75), ("ioaw_grondslag", ioaw, 12)):
        law, stopped = (days * outcome(date, name, persons, overlay=o) for o in ({}, STOPS))
        assert net(law) / net(stopped) == pytest.approx(ratio, abs=1e-9)
    pair = [{"leeftijd": 60, "uitkering": 1_000.0}, {"leeftijd": 62}]
    law, stopped = (outcome(date, "toeslagenwet_norm", pair, partners=(0, 1), overlay=o) for o in ({}, STOPS))
    assert law == stopped == value["toeslagenwet_norm_paar"]


def test_a_recalibration_scales_every_minimum() -> None:
    tenth = {"bijstand.norm_factor": 1.1}
    people = [
        SINGLE,
        [{"leeftijd": 75, "aow_opbouw": 0.0}],
        [{"leeftijd": 30}, {"leeftijd": 30, "medebewoner": True}],
        [{"leeftijd": 19}],
    ]
    for persons in people:
        before, after = (outcome("2026-01-01", "bijstand", persons, overlay=o) for o in ({}, tenth))
        assert after == pytest.approx(1.1 * before, abs=0.13)
    # bruto: ((norm - 35,75% + korting) x 1,1 - korting) / 64,25%, met een korting van 3.115 per jaar van 261 dagen
    for name, norm, credit in (("toeslagenwet_norm", 75.62, 3_115 / 261), ("ioaw_grondslag", 1_776.11, 3_115 / 12)):
        raised = (1.1 * (0.6425 * norm + credit) - credit) / 0.6425
        assert outcome("2026-01-01", name, [{"leeftijd": 40}], overlay=tenth) == pytest.approx(raised, abs=1e-6)
    wage = [{"leeftijd": 40, "loon": 30_000.0}]
    names = ["netto_inkomen", "zorgtoeslag", "aow", "minimumloon_per_maand"]
    results = [evaluated("2026-01-01", wage, names, overlay=o) for o in ({}, tenth)]
    assert [list(results[0][name]) for name in names] == [list(results[1][name]) for name in names]


def test_a_gross_norm_below_the_tax_credit_rises_untaxed() -> None:
    """The norm of an 18 year old in 2024, 31.46 a day, bears no tax: 36.97% of it is less than the credit of 3,362."""
    young = [{"leeftijd": 18, "uitkering": 1_000.0}]
    raised = outcome("2024-01-01", "toeslagenwet_norm", young, overlay={"bijstand.norm_factor": 1.05})
    assert raised == pytest.approx(1.05 * 31.46, abs=1e-9)


def test_who_does_not_ask_for_bijstand_gets_none() -> None:
    date, silent = "2026-01-01", {"vraagt_bijstand_aan": False}
    assert outcome(date, "bijstand", [{"leeftijd": 30, **silent}]) == 0.0
    assert outcome(date, "bijstand_bruto", [{"leeftijd": 30, **silent}]) == 0.0
    assert outcome(date, "bijstand", [{"leeftijd": 75, "aow_opbouw": 0.5, **silent}]) == 0.0
    couple = [{"leeftijd": 30, **silent}, {"leeftijd": 30}]
    assert outcome(date, "bijstand", couple, partners=(0, 1)) == 0.0
    assert outcome(date, "bijstandsnorm", couple, partners=(0, 1)) == 2_002.13
    resident = [{"leeftijd": 30}, {"leeftijd": 30, "medebewoner": True, **silent}]
    assert outcome(date, "bijstand_per_maand", resident) == pytest.approx(1_001.07)
    child = [{"leeftijd": 30}, {"leeftijd": 5, "kind": True, **silent}]
    assert outcome(date, "bijstand_per_maand", child) == pytest.approx(1_401.50)


def test_who_does_not_ask_for_a_top_up_gets_none() -> None:
    """Toeslagenwet art. 11: on request. Norms a day of a single person and a couple; 281.88 = 21.75 x 12 x 1.08."""
    date, silent = "2026-01-01", {"vraagt_toeslagenwet_aan": False}
    ill = {"leeftijd": 60, "uitkering": 13_000.0}
    assert outcome(date, "toeslagenwet", [ill]) == pytest.approx(75.62 * 281.88 - 13_000.0, abs=0.5)
    assert outcome(date, "toeslagenwet", [{**ill, **silent}]) == 0.0
    assert outcome(date, "toeslagenwet_persoon", [{**ill, **silent}]) == 0.0
    both, one = (outcome(date, "toeslagenwet", [ill, {**ill, **more}], partners=(0, 1)) for more in ({}, silent))
    assert both == one == pytest.approx(105.49 * 281.88 - 26_000.0, abs=0.5)
    asked, alone = (
        outcome(date, "toeslagenwet_persoon", [ill, {**ill, **more}], partners=(0, 1)) for more in ({}, silent)
    )
    assert alone == pytest.approx(2.0 * asked)
    assert outcome(date, "toeslagenwet", [{**ill, **silent}, {**ill, **silent}], partners=(0, 1)) == 0.0
