"""What must hold for every household: signs, direction, no jumps except the listed cliffs, parts add up."""

import random

import pytest
from tax_helpers import one, taxed

from bouwstenen.law import law_on, parameter_set

DATES = ["2024-01-01", "2025-01-01", "2026-01-01"]
TAX_FOLDERS = {
    "inkomstenbelasting", "premies", "zorgverzekeringswet", "minimumloon", "box3", "eigen_woning", "ondernemers",
}  # fmt: skip
WAGES = [float(wage) for wage in range(0, 150_001, 500)]
PUBLISHED_END = {  # inkomen vanaf waar de korting volgens de gepubliceerde tabellen nul is
    "2024-01-01": {"algemene_heffingskorting": 75518, "arbeidskorting": 124934, "ouderenkorting": 58170},
    "2025-01-01": {"algemene_heffingskorting": 76817, "arbeidskorting": 129078, "ouderenkorting": 58875},
    "2026-01-01": {"algemene_heffingskorting": 78426, "arbeidskorting": 132920, "ouderenkorting": 59782},
}
NEVER_NEGATIVE = [
    "loonheffing", "loonheffing_uitkeringen", "inkomensheffing", "algemene_heffingskorting", "arbeidskorting",
    "inkomensafhankelijke_combinatiekorting", "ouderenkorting", "alleenstaandeouderenkorting", "zvw_bijdrage",
    "toetsingsinkomen", "heffing_box3", "heffing_box2", "premie_volksverzekeringen", "tariefsaanpassing_aftrekposten",
    "inkomstenbelasting_na_korting", "premie_volksverzekeringen_na_korting", "uitbetaling_heffingskorting",
]  # fmt: skip


def random_persons(seed: int, count: int) -> list[dict]:
    """People with all kinds of income, wealth and ages; some of it negative or extreme."""
    draw = random.Random(seed)  # noqa: S311 - no secret, the same people every time
    some = lambda top: draw.choice([0.0, 0.0, draw.uniform(0, top), draw.uniform(0, 10 * top)])  # noqa: E731
    return [
        {
            "leeftijd": draw.randint(18, 95), "loon": some(60_000), "uitkering": some(20_000), "pensioen": some(30_000),
            "winst": some(60_000) - some(10_000), "urencriterium": draw.random() < 0.5, "starter": draw.random() < 0.3,
            "spaargeld": some(100_000), "beleggingen": some(100_000), "schulden": some(50_000),
            "woz_waarde": some(300_000), "hypotheekrente": some(8_000), "alimentatie_betaald": some(3_000),
            "zorgkosten": some(2_000), "giften": some(1_000), "inkomen_aanmerkelijk_belang": some(30_000),
            "loonheffingskorting": draw.random() < 0.8, "given": {"aow": draw.choice([0.0, 15_000.0])},
        }
        for _ in range(count)
    ]  # fmt: skip


PAIRS = "".join(chr(97 + i // 2) for i in range(40))


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_amounts_are_never_negative_and_the_parts_add_up(date: str, seed: int) -> None:
    results = taxed(date, random_persons(seed, 40), NEVER_NEGATIVE, PAIRS)
    for name, values in results.items():
        assert min(values) >= -1e-9, name
    for i, levy in enumerate(results["inkomensheffing"]):
        parts = results["inkomstenbelasting_na_korting"][i] + results["premie_volksverzekeringen_na_korting"][i]
        assert parts == pytest.approx(levy, abs=1e-6)


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("age", [40, 70, 85])
@pytest.mark.parametrize("credit", [True, False])
def test_more_wage_gives_more_tax_and_more_net_wage(date: str, age: int, credit: bool) -> None:
    persons = [{"leeftijd": age, "loon": wage, "loonheffingskorting": credit} for wage in WAGES]
    letters = "".join(chr(200 + i) for i in range(len(persons)))
    results = taxed(date, persons, ["loonheffing", "netto_loon", "netto_inkomen"], letters)
    for name in results:
        steps = [after - before for before, after in zip(results[name], results[name][1:], strict=False)]
        assert min(steps) >= (0 if name == "loonheffing" else 0.4 * 500), name


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("age", [40, 70, 85])
def test_wage_causes_no_jumps(date: str, age: int) -> None:
    """One euro more wage never changes a levy or credit by more than a euro, at any limit that the law names."""
    known = parameter_set().parameters.items()
    names = [name for name, p in known if p.folder == "inkomstenbelasting" and p.unit == "EUR/jaar"]
    limits = [float(parameter_set().at(date).values[name]) for name in names]
    wages = sorted({limit + d for limit in limits for d in (-1.0, 0.0, 1.0)})
    persons = [{"leeftijd": age, "loon": wage} for wage in wages]
    letters = "".join(chr(200 + i) for i in range(len(persons)))
    outputs = ["loonheffing", "inkomensheffing", "algemene_heffingskorting", "arbeidskorting", "ouderenkorting"]
    results = taxed(date, persons, outputs, letters)
    for name, values in results.items():
        for i in range(1, len(wages)):
            assert abs(values[i] - values[i - 1]) <= (wages[i] - wages[i - 1]) + 1e-9, (name, wages[i])


@pytest.mark.parametrize("date", DATES)
def test_credits_end_where_the_published_tables_say(date: str) -> None:
    for name, income in PUBLISHED_END[date].items():
        age = 70 if name == "ouderenkorting" else 40
        at_the_end = one(date, name, leeftijd=age, loon=float(income))
        assert at_the_end <= 0.5, name  # the law's own rounding leaves some cents
        assert one(date, name, leeftijd=age, loon=income + 20.0) == 0.0
        assert one(date, name, leeftijd=age, loon=income - 500.0) > 0.0


@pytest.mark.parametrize(("limit", "jump"), [(12_500, 12.5), (25_000, 25.0), (50_000, 25.0), (75_000, 75.0)])
def test_the_notional_rent_jumps_only_at_its_class_limits(limit: float, jump: float) -> None:
    before = one("2026-01-01", "eigenwoningforfait", woz_waarde=float(limit))
    after = one("2026-01-01", "eigenwoningforfait", woz_waarde=limit + 0.01)
    assert after - before == pytest.approx(jump, abs=0.001)


@pytest.mark.parametrize("date", DATES)
def test_the_notional_rent_does_not_jump_at_the_top_limit(date: str) -> None:
    limit = parameter_set().at(date).values["eigenwoningforfait_villagrens"]
    before, after = (one(date, "eigenwoningforfait", woz_waarde=limit + d) for d in (0.0, 1.0))
    assert 0 <= after - before < 0.1


@pytest.mark.parametrize("date", DATES)
def test_deductions_in_the_top_bracket_count_at_the_maximum_rate(date: str) -> None:
    rate = parameter_set().at(date).values["aftrek_maximumtarief"]
    with_interest = one(date, "inkomensheffing_voor_korting", loon=120_000.0, hypotheekrente=10_000.0)
    without = one(date, "inkomensheffing_voor_korting", loon=120_000.0)
    assert without - with_interest == pytest.approx(rate * 10_000, abs=1e-6)


@pytest.mark.parametrize("date", DATES)
def test_a_couples_box_3_does_not_depend_on_who_owns_what(date: str) -> None:
    totals = []
    for mine in (0.0, 100_000.0, 250_000.0, 400_000.0):
        persons = [{"spaargeld": mine}, {"spaargeld": 400_000.0 - mine}]
        totals.append(sum(taxed(date, persons, ["heffing_box3"], "aa")["heffing_box3"]))
    assert totals[0] > 0
    assert totals == pytest.approx([totals[0]] * len(totals))


@pytest.mark.parametrize("year", range(2024, 2031))
@pytest.mark.parametrize("day", ["01-01", "07-01"])
def test_the_law_is_complete_on_every_date_on_which_it_changes(year: int, day: str) -> None:
    """Building the graph fails on a missing rule, value or unit."""
    assert "inkomensheffing" in law_on(f"{year}-{day}").nodes


def test_every_tax_parameter_has_a_source_and_says_why_when_it_is_doubtful() -> None:
    own = [p for p in parameter_set().parameters.values() if p.folder in TAX_FOLDERS]
    assert len(own) > 100
    for parameter in own:
        assert parameter.history[0].start == "2024-01-01", parameter.path
        for entry in parameter.history:
            assert len(entry.source) > 5, parameter.path
            if entry.confidence in ("D", "E"):
                assert entry.note, f"{parameter.path} {entry.start}"


def test_amounts_after_the_last_known_law_say_that_they_are_projected() -> None:
    allowance = parameter_set().by_path("box3.box3_heffingvrij_vermogen")
    lawful, later = (parameter_set().dated(allowance, date) for date in ("2026-07-01", "2028-01-01"))
    assert lawful is not None
    assert later is not None
    assert not lawful.projected
    assert later.projected
    assert later.value > lawful.value
