"""Leave of parents, loonkostensubsidie and waiting for a WIA assessment."""

import pytest
from benefit_helpers import evaluated
from hypothesis import given, settings
from hypothesis import strategies as st

DATE = "2026-01-01"
MERGED = {"wet_arbeid_en_zorg.ouderverlof_samengevoegd": True}
BROAD = {"banenafspraak.instrumenten_breed_toegankelijk": True}
LIGHT = {"werknemersverzekeringen.lichte_toets_wia": True}
WEEK = 36_000 * 5 / 261
MAXIMUM_WEEK = 5 * 304.25
ALL_LEAVE = {
    "weken_zwangerschapsverlof": 16.0, "weken_geboorteverlof": 1.0, "weken_aanvullend_geboorteverlof": 5.0,
    "weken_betaald_ouderschapsverlof": 9.0, "weken_adoptieverlof": 6.0,
}  # fmt: skip
PAY = ["verlofuitkering", "loondoorbetaling_geboorteverlof", "loonverlies_door_verlof"]
WAGES = st.floats(0, 200_000).map(lambda amount: round(amount, 2))


def of(person: dict, outputs: list[str], overlay: dict | None = None, date: str = DATE) -> list[float]:
    """Outputs of one person of 40 (unless the person says otherwise)."""
    result = evaluated(date, [person], outputs, overlay=overlay or {})
    return [result[name][0] for name in outputs]


@pytest.mark.parametrize(
    ("weeks", "paid", "loss"),
    [
        ({"weken_zwangerschapsverlof": 16.0}, 16 * WEEK, 0.0),
        ({"weken_aanvullend_geboorteverlof": 5.0}, 0.7 * 5 * WEEK, 0.3 * 5 * WEEK),
        ({"weken_betaald_ouderschapsverlof": 9.0}, 0.7 * 9 * WEEK, 0.3 * 9 * WEEK),
        ({"weken_adoptieverlof": 6.0}, 6 * WEEK, 0.0),
        ({"weken_betaald_ouderschapsverlof": 20.0}, 0.7 * 9 * WEEK, 0.3 * 9 * WEEK),  # meer dan betaald wordt
    ],
)
def test_each_scheme_pays_its_share_of_the_wage(weeks: dict, paid: float, loss: float) -> None:
    benefit, employer, lost = of({"loon": 36_000.0, **weeks}, PAY)
    assert (benefit, employer) == (pytest.approx(paid, abs=0.01), 0.0)
    assert lost == pytest.approx(loss, abs=0.02)


def test_the_benefit_stops_at_the_maximum_but_the_week_from_the_employer_does_not() -> None:
    benefit, employer, lost = of(
        {"loon": 120_000.0, "weken_zwangerschapsverlof": 16.0, "weken_geboorteverlof": 1.0}, PAY
    )
    week = 120_000 * 5 / 261
    assert benefit == pytest.approx(16 * MAXIMUM_WEEK, abs=0.01)
    assert employer == pytest.approx(week, abs=0.01)
    assert lost == pytest.approx(16 * (week - MAXIMUM_WEEK), abs=0.02)


@settings(max_examples=25, deadline=None)
@given(wage=WAGES, weeks=st.lists(st.floats(0, 20), min_size=5, max_size=5))
def test_merged_leave_pays_the_same_with_one_application(wage: float, weeks: list[float]) -> None:
    person = {"loon": wage, **dict(zip(ALL_LEAVE, weeks, strict=True))}
    names = [*PAY, "aantal_verlofregelingen"]
    *now, schemes = of(person, names)
    *merged, one = of(person, names, MERGED)
    assert merged == now
    assert schemes == sum(week > 0 for week in weeks)
    assert one == min(1, schemes)


def test_two_parents_add_up_in_the_household() -> None:
    parents = [
        {"loon": 36_000.0, "weken_zwangerschapsverlof": 16.0},
        {"loon": 36_000.0, "weken_geboorteverlof": 1.0, "weken_aanvullend_geboorteverlof": 5.0},
    ]
    names = ["verlofuitkering_hh", "aantal_verlofregelingen_hh", "loonverlies_door_verlof_hh"]
    now = evaluated(DATE, parents, names, partners=(0, 1))
    assert now["verlofuitkering_hh"][0] == pytest.approx((16 + 0.7 * 5) * WEEK, abs=0.02)
    assert now["aantal_verlofregelingen_hh"][0] == 3
    assert now["loonverlies_door_verlof_hh"][0] == pytest.approx(0.3 * 5 * WEEK, abs=0.02)
    assert evaluated(DATE, parents, names, partners=(0, 1), overlay=MERGED)["aantal_verlofregelingen_hh"][0] == 2


def test_leave_without_weeks_changes_nothing() -> None:
    assert of({"loon": 36_000.0}, [*PAY, "aantal_verlofregelingen"]) == [0.0, 0.0, 0.0, 0]


REGISTERED = {"loonwaarde": 0.6, "doelgroepregister": True, "arbeidsuren_per_week": 36.0}


def test_wage_subsidy_of_a_published_example() -> None:
    """regelrecht, casus Koen: 1.261,975 euro per maand voor 36 uur, minimumloon 2.337 per maand met 8% erbij."""
    assert of(REGISTERED, ["loonkostensubsidie"], date="2026-07-01")[0] / 12 == pytest.approx(1261.975, rel=0.001)


def test_wage_subsidy_is_at_most_seventy_percent_and_goes_with_the_hours() -> None:
    ceiling = 52 * 36 * 0.7 * 14.71 * 1.08 * 1.25
    assert of(REGISTERED | {"loonwaarde": 0.1}, ["loonkostensubsidie"])[0] == pytest.approx(ceiling, abs=0.01)
    half = of(REGISTERED | {"loonwaarde": 0.1, "arbeidsuren_per_week": 18.0}, ["loonkostensubsidie"])[0]
    assert half == pytest.approx(ceiling / 2, abs=0.01)
    assert of(REGISTERED | {"loonwaarde": 1.0}, ["loonkostensubsidie"])[0] == 0.0


def test_broad_access_reaches_who_has_a_limitation_outside_the_register() -> None:
    outside = REGISTERED | {"doelgroepregister": False, "arbeidsbeperking": True}
    registered = of(REGISTERED, ["loonkostensubsidie"])
    assert of(outside, ["loonkostensubsidie"]) == [0.0]
    assert of(outside, ["loonkostensubsidie"], BROAD) == registered
    assert of(outside | {"arbeidsbeperking": False}, ["loonkostensubsidie"], BROAD) == [0.0]
    assert of(REGISTERED, ["loonkostensubsidie"], BROAD) == registered


def test_wage_subsidy_is_no_income_of_the_household() -> None:
    worker = {"loon": 20_000.0, **REGISTERED}
    assert of(worker, ["besteedbaar_inkomen"]) == of({"loon": 20_000.0}, ["besteedbaar_inkomen"])


WIA = {"uitkering_soort": 4, "uitkering_dagloon": 100.0, "wia_wachtmaanden": 6.0}
FULL = 0.7 * 261 * 100
WAIT = ["werknemersuitkering", "wia_nabetaling", "wia_deel_zonder_uitkering", "wia_deel_voorlopig"]


@pytest.mark.parametrize(
    ("person", "overlay", "expected"),
    [
        ({}, {}, [FULL, FULL / 2, 0.5, 0.0]),  # zonder voorschot: een half jaar niets, daarna alles ineens
        ({"wia_voorschot_aangevraagd": True}, {}, [FULL, 0.0, 0.0, 0.5]),
        ({"wia_beoordeeld": False}, {}, [FULL / 2, 0.0, 0.5, 0.0]),  # de nabetaling komt pas het jaar erna
        ({"wia_beoordeeld": False, "wia_lichte_toets_doorstaan": True}, {}, [FULL / 2, 0.0, 0.5, 0.0]),
        ({"wia_beoordeeld": False, "wia_lichte_toets_doorstaan": True}, LIGHT, [FULL, 0.0, 0.0, 0.5]),
        ({"wia_lichte_toets_doorstaan": True}, LIGHT, [FULL, 0.0, 0.0, 0.5]),
        ({"wia_beoordeeld": False}, LIGHT, [FULL / 2, 0.0, 0.5, 0.0]),  # niet door de toets: als nu
        ({"uitkering_soort": 6}, {}, [FULL, 0.0, 0.0, 0.0]),  # de Ziektewet wacht niet op deze beoordeling
    ],
)
def test_waiting_for_a_wia_assessment(person: dict, overlay: dict, expected: list[float]) -> None:
    assert of(WIA | person, WAIT, overlay) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("kind", range(7))
def test_without_waiting_the_light_test_changes_no_benefit(kind: int) -> None:
    person = {"uitkering_soort": kind, "uitkering_dagloon": 180.0, "arbeidsongeschiktheid": 0.5}
    person |= {"wia_lichte_toets_doorstaan": True, "wia_beoordeeld": False}
    names = ["werknemersuitkering", "werknemersuitkering_recht", "wia_nabetaling"]
    now = of(person, names)
    assert now[0] == now[1]
    assert of(person, names, LIGHT) == now
