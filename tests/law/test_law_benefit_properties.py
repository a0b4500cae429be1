"""What must hold of every benefit: signs, direction, ends, no jumps except the listed cliffs, parts add up."""

import math
import random
from itertools import pairwise
from pathlib import Path

import pytest
from benefit_helpers import evaluated, income, outcome

from bouwstenen.core.yaml_file import load_yaml
from bouwstenen.law import law_on, parameter_set

HALF_YEARS = ["2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01", "2026-01-01", "2026-07-01"]
YEARS = HALF_YEARS[::2]
HOUSEHOLD_OUTPUTS = [
    "zorgtoeslag", "zorgtoeslag_per_maand", "huurtoeslag", "huurtoeslag_per_maand", "kindgebonden_budget",
    "kindgebonden_budget_per_maand", "kinderopvangtoeslag", "kinderopvangtoeslag_per_maand", "kinderbijslag",
    "bijstand", "bijstand_per_maand", "toeslagenwet", "studiefinanciering", "besteedbaar_inkomen",
]  # fmt: skip
UNIT_OUTPUTS = ["aow", "anw", "wajong", "werknemersuitkering", "ioaw_gezin", "aio_gezin", "bijstand_bruto"]
RENTED = {"woning_soort": 1, "kale_huur_per_maand": 700.0}
CARE = {"kinderopvang_soort": 1, "kinderopvang_uren_per_maand": 120.0, "kinderopvang_uurprijs": 12.0}
TODDLER = {"leeftijd": 2, "kind": True, **CARE}
PUPIL = {
    "leeftijd": 8,
    "kind": True,
    "kinderopvang_soort": 2,
    "kinderopvang_uren_per_maand": 40.0,
    "kinderopvang_uurprijs": 9.0,
}
INCOMES = [float(amount) for amount in range(0, 160_001, 500)]
LAST_EURO = {  # inkomen waarbij volgens Dienst Toeslagen voor het laatst recht is: alleenstaand, met partner
    "2024-01-01": (37_496, 47_368), "2025-01-01": (39_719, 50_206), "2026-01-01": (40_857, 51_142),
}  # fmt: skip
SMALLEST = 24.0  # een toeslag onder 24 euro per jaar wordt niet toegekend


def random_household(draw: random.Random) -> tuple[list[dict], dict]:
    """One address: an adult or a couple with children, adult children and residents, and any mix of income."""
    some = lambda top: draw.choice([0.0, 0.0, draw.uniform(0, top)])  # noqa: E731

    def adult(age: int, **more: object) -> dict:
        return {
            "leeftijd": age, "loon": some(60_000), "uitkering": some(25_000), "pensioen": some(20_000),
            "winst": some(40_000) - some(5_000), "spaargeld": some(60_000), "schulden": some(20_000),
            "aow_opbouw": draw.random(), "arbeidsvermogen": draw.random() < 0.9, "student": draw.random() < 0.1,
            "onderwijs": draw.randint(0, 3), "uitwonend": draw.random() < 0.5, "nabestaande": draw.random() < 0.1,
            "ioaw_gerechtigd": draw.random() < 0.1, "uitkering_soort": draw.choice([0, 0, 0, 1, 2, 3, 4, 5, 6]),
            "uitkering_dagloon": some(400), "uitkering_maand": draw.randint(1, 30),
            "arbeidsongeschiktheid": draw.random(), "zorgverzekerd": draw.random() < 0.9,
            "loonheffingskorting": draw.random() < 0.9, "ouderinkomen": some(100_000),
            "ouderinkomen_bekend": draw.random() < 0.5, **more,
        }  # fmt: skip

    age = draw.randint(18, 85)
    persons = [adult(age)]
    couple = draw.random() < 0.5
    if couple:
        persons.append(adult(max(18, age + draw.randint(-5, 5))))
    for _ in range(draw.choice([0, 0, 1, 2, 3])):
        child_age = draw.randint(0, 24)
        persons.append(
            adult(child_age, kind=True) if child_age >= 18 else {"leeftijd": child_age, "kind": True, **CARE}
        )
    residents = range(draw.choice([0, 0, 0, 1, 2]))
    persons += [
        adult(draw.randint(18, 80), medebewoner=True, commerciele_huurder=draw.random() < 0.5) for _ in residents
    ]
    home = {"woning_soort": draw.randint(0, 2), "kale_huur_per_maand": some(1_100), "servicekosten_per_maand": some(90)}
    return persons, {"partners": (0, 1) if couple else (), **home}


@pytest.mark.parametrize("date", HALF_YEARS)
def test_no_benefit_is_negative_and_disposable_income_is_the_sum_of_its_parts(date: str) -> None:
    draw = random.Random(date)  # noqa: S311 - no secret, the same households every time
    parts = ["netto_inkomen_hh", "zorgpremie_hh", "kosten_kinderopvang_hh"]
    for _ in range(60):
        persons, options = random_household(draw)
        result = evaluated(date, persons, HOUSEHOLD_OUTPUTS + UNIT_OUTPUTS + parts, **options)
        for name in [*HOUSEHOLD_OUTPUTS[:-1], *UNIT_OUTPUTS]:
            assert min(result[name]) >= 0.0, (name, persons, options)
        amount = {name: result[name][0] for name in HOUSEHOLD_OUTPUTS + parts}
        added = [
            "netto_inkomen_hh",
            "zorgtoeslag",
            "huurtoeslag",
            "kindgebonden_budget",
            "kinderopvangtoeslag",
            "kinderbijslag",
            "studiefinanciering",
        ]
        total = math.fsum(amount[name] for name in added) - amount["zorgpremie_hh"] - amount["kosten_kinderopvang_hh"]
        assert amount["besteedbaar_inkomen"] == pytest.approx(total, abs=1e-6)


@pytest.mark.parametrize("date", HALF_YEARS)
def test_monthly_payments_never_exceed_the_year(date: str) -> None:
    draw = random.Random(date + "m")  # noqa: S311 - no secret, the same households every time
    for _ in range(30):
        persons, options = random_household(draw)
        result = evaluated(date, persons, HOUSEHOLD_OUTPUTS, **options)
        for name in ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag"):
            year, month = result[name][0], result[f"{name}_per_maand"][0]
            assert month == int(month)
            assert 12 * month <= year + 0.5 * len(persons)


def line(date: str, output: str, persons: list[dict], **options: object) -> list[float]:
    """One output over INCOMES as the given toetsingsinkomen of person 0."""
    rest = persons[1:]
    return [outcome(date, output, [{**persons[0], "given": income(x)}, *rest], **options) for x in INCOMES]


def steps_down(values: list[float], slope: float) -> list[tuple[float, float]]:
    """Where a line falls faster than `slope` per euro: (income at the end of the step, fall)."""
    allowed = slope * (INCOMES[1] - INCOMES[0]) + 0.011
    pairs = zip(INCOMES[1:], values, values[1:], strict=False)
    return [(x, before - after) for x, before, after in pairs if before - after > allowed]


LINES = [  # naam, uitkomst, personen, hoogste daling per euro inkomen
    ("zorgtoeslag", [{}], (), 0.1373),
    ("zorgtoeslag", [{}, {"given": income(0)}], (0, 1), 0.1373),
    ("huurtoeslag", [{}], (), 0.45),
    ("huurtoeslag", [{}, {"given": income(0)}, {"leeftijd": 5, "kind": True}], (0, 1), 0.45),
    ("kindgebonden_budget", [{}, {"leeftijd": 5, "kind": True}, {"leeftijd": 14, "kind": True}], (), 0.076),
]  # fmt: skip


@pytest.mark.parametrize("date", YEARS)
@pytest.mark.parametrize(("name", "persons", "partners", "slope"), LINES)
def test_a_toeslag_falls_with_income_without_jumps_until_the_smallest_amount(
    date: str, name: str, persons: list[dict], partners: tuple, slope: float
) -> None:
    values = line(date, name, persons, partners=partners, **RENTED)
    assert all(after <= before + 1e-9 for before, after in pairwise(values))
    assert values[0] > 0.0
    positive = [value for value in values if value > 0.0]
    assert min(positive) >= SMALLEST - 0.5
    jumps = steps_down(values, slope)
    assert len(jumps) <= 1
    for _, fall in jumps:
        assert fall <= slope * (INCOMES[1] - INCOMES[0]) + SMALLEST


@pytest.mark.parametrize("date", YEARS)
def test_zorgtoeslag_ends_at_the_published_income(date: str) -> None:
    for limit, partners in zip(LAST_EURO[date], ((), (0, 1)), strict=True):
        others = [{"given": income(0)}] if partners else []
        for amount, entitled in ((limit, True), (limit + 1, False), (limit + 50_000, False)):
            value = outcome(date, "zorgtoeslag", [{"given": income(amount)}, *others], partners=partners)
            assert (value > 0.0) is entitled


@pytest.mark.parametrize("date", YEARS)
def test_kinderopvangtoeslag_jumps_only_where_a_row_of_the_table_begins(date: str) -> None:
    starts = parameter_set().at(date).values["kinderopvangtoeslag_inkomen_vanaf"]
    values = line(date, "kinderopvangtoeslag", [{"loon": 1.0}, TODDLER, PUPIL])
    for before, after, low, high in zip(values, values[1:], INCOMES, INCOMES[1:], strict=False):
        assert after <= before + 1e-9
        if after < before - 1e-9:
            assert any(low < start <= high for start in starts)
    assert values[-1] > 0.0, "aan de kinderopvangtoeslag zit geen inkomensgrens"


@pytest.mark.parametrize("date", YEARS)
def test_the_childcare_table_is_in_order(date: str) -> None:
    values = parameter_set().at(date).values
    starts = values["kinderopvangtoeslag_inkomen_vanaf"]
    first, next_ones = (
        values["percentage_eerste_kind"],
        values["percentage_volgende_kinderen"],
    )
    assert starts[0] == 0.0
    assert list(starts) == sorted(set(starts))
    assert len(starts) == len(first) == len(next_ones)
    assert list(first) == sorted(first, reverse=True)
    assert list(next_ones) == sorted(next_ones, reverse=True)
    assert all(a <= b for a, b in zip(first, next_ones, strict=True))


@pytest.mark.parametrize("date", HALF_YEARS)
@pytest.mark.parametrize(
    ("output", "vary", "persons", "slope"),
    [
        ("bijstand", "loon", [{"leeftijd": 40}], 1.0),
        ("bijstand", "loon", [{"leeftijd": 24}], 1.0),
        ("bijstand", "pensioen", [{"leeftijd": 70, "aow_opbouw": 0.3}], 1.0),
        ("ioaw_gezin", "loon", [{"leeftijd": 60, "ioaw_gerechtigd": True}], 1.0),
        ("toeslagenwet", "loon", [{"leeftijd": 60, "uitkering": 6_000.0}], 1.0),
        ("toeslagenwet", "pensioen", [{"leeftijd": 60, "uitkering": 6_000.0}], 1.0),
        ("wajong", "loon", [{"leeftijd": 30, "arbeidsvermogen": False}], 0.75),
        ("anw", "loon", [{"leeftijd": 50, "nabestaande": True}], 1.0),
        ("anw", "uitkering", [{"leeftijd": 50, "nabestaande": True}], 1.0),
    ],
)  # fmt: skip
def test_a_benefit_falls_by_at_most_the_income_that_comes_in(
    date: str, output: str, vary: str, persons: list[dict], slope: float
) -> None:
    amounts = [float(x) for x in range(0, 60_001, 1_000)]
    values = [outcome(date, output, [{**persons[0], vary: x}, *persons[1:]]) for x in amounts]
    assert values[0] > 0.0
    assert values[-1] == 0.0
    for before, after in pairwise(values):
        assert -1e-9 <= before - after <= 1_000.0 * slope + 0.02


@pytest.mark.parametrize("date", YEARS)
def test_a_supplementary_grant_falls_with_the_income_of_the_parents(date: str) -> None:
    student = {"leeftijd": 20, "student": True, "onderwijs": 2, "uitwonend": True, "ouderinkomen_bekend": True}
    values = [
        outcome(date, "studiefinanciering", [{**student, "ouderinkomen": float(x)}]) for x in range(0, 150_001, 2_500)
    ]
    basic = 12 * outcome(date, "basisbeurs_per_maand", [student])
    assert values == sorted(values, reverse=True)
    assert values[-1] == pytest.approx(basic, abs=0.01)
    assert max(before - after for before, after in pairwise(values)) <= 0.136 * 2_500 + 0.02


@pytest.mark.parametrize("date", YEARS)
def test_wealth_limits_are_cliffs(date: str) -> None:
    values = parameter_set().at(date).values
    poor = {"leeftijd": 30, "given": {"toetsingsinkomen": 10_000.0}}
    limits = [
        ("zorgtoeslag", values["toeslag_vermogensgrens_alleen"], "rendementsgrondslag"),
        ("huurtoeslag", values["huurtoeslag_vermogensgrens"], "rendementsgrondslag"),
        ("kindgebonden_budget", values["toeslag_vermogensgrens_alleen"], "rendementsgrondslag"),
        ("bijstand", values["bijstand_vermogensgrens_gezin"], "bijstand_vermogen"),
    ]
    for name, limit, wealth in limits:
        for more, entitled in ((0.0, True), (1.0, False)):
            person = {**poor, "given": {**poor["given"], wealth: limit + more}}
            assert (outcome(date, name, [person, {"leeftijd": 5, "kind": True}], **RENTED) > 0.0) is entitled


@pytest.mark.parametrize("date", HALF_YEARS)
def test_a_larger_or_older_household_has_no_lower_norm(date: str) -> None:
    alone = outcome(date, "bijstandsnorm", [{"leeftijd": 30}])
    couple = outcome(date, "bijstandsnorm", [{"leeftijd": 30}, {"leeftijd": 30}], partners=(0, 1))
    shared = [
        outcome(date, "bijstandsnorm", [{"leeftijd": 30}] + [{"leeftijd": 30, "medebewoner": True}] * others)
        for others in range(5)
    ]
    assert outcome(date, "bijstandsnorm", [{"leeftijd": 20}]) < alone < couple
    assert shared == sorted(shared, reverse=True)
    assert shared[1] == pytest.approx(couple / 2, abs=0.006)
    assert alone < outcome(date, "bijstandsnorm", [{"leeftijd": 70}])


@pytest.mark.parametrize("date", HALF_YEARS)
def test_net_bijstand_survives_the_tax(date: str) -> None:
    for wage in (0.0, 3_000.0, 8_000.0, 14_000.0):
        result = evaluated(date, [{"leeftijd": 40, "loon": wage}], ["bijstand", "netto_loon", "netto_inkomen"])
        net = result["netto_loon"][0] + result["bijstand"][0]
        assert result["netto_inkomen"][0] == pytest.approx(net, abs=1.01), wage


LEVERS = load_yaml(Path(__file__).parent / "cases" / "benefit_levers.yaml").data["levers"]


@pytest.mark.parametrize("lever", LEVERS, ids=[lever["path"] for lever in LEVERS])
def test_a_lever_of_the_package_moves_its_benefit_the_right_way(lever: dict) -> None:
    options = {"partners": (0, 1) if lever.get("partners") else ()}
    before, after = (
        outcome("2026-01-01", lever["moves"], lever["persons"], overlay=overlay, **options)
        for overlay in ({}, {lever["path"]: lever["value"]})
    )
    assert (after - before > 1.0) if lever["direction"] == "up" else (before - after > 1.0)


@pytest.mark.parametrize("date", [*HALF_YEARS, "2027-01-01", "2030-01-01"])
def test_the_law_is_complete_on_every_date(date: str) -> None:
    names = law_on(date).nodes
    assert set(HOUSEHOLD_OUTPUTS + UNIT_OUTPUTS) <= set(names)


def test_a_resident_is_no_part_of_the_household_that_is_asked_about() -> None:
    family = [{"loon": 25_000.0}, {"leeftijd": 5, "kind": True}]
    resident = {"leeftijd": 26, "medebewoner": True, "commerciele_huurder": True}
    outputs = ["zorgtoeslag", "kindgebonden_budget", "kinderbijslag", "bijstand", "besteedbaar_inkomen"]
    without, with_resident = (evaluated("2026-01-01", people, outputs) for people in (family, [*family, resident]))
    for name in outputs:
        assert with_resident[name][0] == pytest.approx(without[name][0], abs=1e-9), name
