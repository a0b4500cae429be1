"""The OpenFisca request and `simulate` refuse or complete what `huishouden` refuses or completes."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import bouwstenen
from bouwstenen.cases.openfisca import calculate

HOME = {"h": {"bewoners": ["a"]}}


def _asked(person: dict, outputs: dict | None = None) -> dict:
    return calculate({"persons": {"a": person}, "huishoudens": {"h": {"bewoners": ["a"], **(outputs or {})}}})


def test_months_and_year_of_birth_follow_from_the_age() -> None:
    """AOW of January 2026: 12 x (1637.57 + 106.55) = 20,929.44 (SVB); nobody with it needs bijstand."""
    answer = _asked({"leeftijd": {"2026": 70}, "aow": {"2026": None}}, {"bijstand": {"2026": None}})
    assert answer["persons"]["a"]["aow"]["2026"] == pytest.approx(20929.44)
    assert answer["huishoudens"]["h"]["bijstand"]["2026"] == 0


def test_a_year_of_birth_alone_gives_the_age() -> None:
    answer = _asked({"geboortejaar": {"2026": 1955}, "leeftijd": {"2026": None}, "aow": {"2026": None}})
    assert answer["persons"]["a"]["leeftijd"]["2026"] == 70
    assert answer["persons"]["a"]["aow"]["2026"] > 0


def test_the_age_on_1_january_follows_from_the_year_of_birth() -> None:
    """On 1 July, a child of 12 born in 2014 was 11 on 1 January, one born in 2013 was 12."""
    for born, credit in ((2014, 3032.0), (2013, 0.0)):
        request = {
            "persons": {
                "a": {
                    "leeftijd": {"2026-07-01": 40},
                    "loon": {"2026-07-01": 35000},
                    "inkomensafhankelijke_combinatiekorting": {"2026-07-01": None},
                },
                "k": {"leeftijd": {"2026-07-01": 12}, "geboortejaar": {"2026-07-01": born}},
            },
            "huishoudens": {"h": {"bewoners": ["a", "k"]}},
            "gezinnen": {"g": {"ouders": ["a"], "kinderen": ["k"]}},
        }
        found = calculate(request)["persons"]["a"]["inkomensafhankelijke_combinatiekorting"]["2026-07-01"]
        assert found == pytest.approx(credit), born


def test_members_under_the_role_of_children_are_children() -> None:
    """Kinderbijslag 0-5 years in January 2026: 4 x 295.07; kindgebonden budget 2,580 + 3,416 (Dienst Toeslagen)."""
    request = {
        "persons": {
            "a": {"leeftijd": {"2026": 35}, "loon": {"2026": 25000}},
            "k": {"leeftijd": {"2026": 5}},
        },
        "huishoudens": {
            "h": {"bewoners": ["a", "k"], "kinderbijslag": {"2026": None}, "kindgebonden_budget": {"2026": None}}
        },
        "gezinnen": {"g": {"ouders": ["a"], "kinderen": ["k"]}},
    }
    home = calculate(request)["huishoudens"]["h"]
    assert home["kinderbijslag"]["2026"] == pytest.approx(1180.28)
    assert home["kindgebonden_budget"]["2026"] == pytest.approx(5996.0)
    request["persons"]["k"]["is_kind"] = {"2026": False}
    with pytest.raises(bouwstenen.InputError, match="is_kind is onwaar"):
        calculate(request)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"persons": {"a": {"loon": {"2026-01": 2083}, "aow": {"2026-01": None}}}}, "een maand"),
        ({"persons": {"a": {"loon": {"2026": 1.0}, "aow": {"2026-01-01": None}}}}, "2 data"),
        ({"persons": {"a": {"leeftijd": {"2022": 35}, "aow": {"2022": None}}}}, "Kies een datum van 2024-01-01"),
        ({"persons": {"a": {"leeftijd": {"2036": 35}, "aow": {"2036": None}}}}, "tot en met 2035-12-31"),
        ({"persons": {"a": {"leeftijd": {"2026": -1}}}}, "leeftijd valt buiten de grenzen"),
        ({"persons": {"a": {"loon": {"2026": -5.0}}}}, "loon valt buiten de grenzen"),
        ({"persons": {"a": {"aow_opbouw": {"2026": 1.2}}}}, "aow_opbouw valt buiten de grenzen"),
        ({"persons": {"a": {"leeftijd": {"2026": 70}, "leeftijd_maanden": {"2026": 420}}}}, "passen niet"),
        ({"persons": {"a": {"leeftijd": {"2026": 70}, "geboortejaar": {"2026": 1990}}}}, "passen niet"),
        ({"persons": {"a": 3}}, "sleutels met variabelen"),
        ({"gezinnen": {"g": {"ouders": ["a"]}, "i": {"ouders": ["a"]}}}, "staat in 2 gezinnen"),
        (
            {
                "huishoudens": {
                    "h": {"bewoners": ["a"], "woning_soort": {"2026": 2}, "kale_huur_per_maand": {"2026": 600}}
                }
            },
            "huur van een koopwoning",
        ),
        ({"persons": {"a": {"hypotheekrente": {"2026": 5000}, "aow": {"2026": None}}}}, "zonder eigen woning"),
        ({"persons": {"a": {"uitkering_dagloon": {"2026": 90}, "aow": {"2026": None}}}}, "geen soort uitkering"),
        ({"huishoudens": {"h": {"bewoners": ["a"], "kale_huur_per_maand": {"2026": -1.0}}}}, "buiten de grenzen"),
    ],
)
def test_a_request_that_cannot_be_is_refused(request_: dict, words: str) -> None:
    with pytest.raises(bouwstenen.InputError, match=words):
        calculate({"persons": {"a": {"loon": {"2026": 1.0}}}, "huishoudens": HOME, **request_})


def test_a_group_over_two_households_is_refused() -> None:
    request = {
        "persons": {"a": {"leeftijd": {"2026": 35}}, "b": {"leeftijd": {"2026": 35}}},
        "huishoudens": {"h": {"bewoners": ["a"], "zorgtoeslag": {"2026": None}}, "i": {"bewoners": ["b"]}},
        "toeslagpartners": {"t": {"leden": ["a", "b"]}},
    }
    with pytest.raises(bouwstenen.InputError, match="2 huishoudens: h, i"):
        calculate(request)


@pytest.mark.parametrize(
    ("ages", "groups", "words"),
    [
        ((35, 12), {"toeslagpartners": {"t": {"leden": ["a", "b"]}}}, "'b' is een partner en nog geen 18 jaar"),
        ((35, 12), {"fiscale_partners": {"t": {"leden": ["a", "b"]}}}, "'b' is een partner en nog geen 18 jaar"),
        ((35, 40), {"gezinnen": {"g": {"ouders": ["a"], "kinderen": ["b"]}}}, "het kind 'b' is niet jonger"),
        ((35, 35), {"gezinnen": {"g": {"ouders": ["a"], "kinderen": ["b"]}}}, "het kind 'b' is niet jonger"),
    ],
)
def test_a_family_that_cannot_be_is_refused(ages: tuple[int, int], groups: dict, words: str) -> None:
    persons = {name: {"leeftijd": {"2026": age}} for name, age in zip("ab", ages, strict=True)}
    homes = {"h": {"bewoners": ["a", "b"], "zorgtoeslag": {"2026": None}}}
    with pytest.raises(bouwstenen.InputError, match=words):
        calculate({"persons": persons, "huishoudens": homes, **groups})


PEOPLE = {"huishouden": np.array([1, 2]), "leeftijd": np.array([35, 70]), "loon": np.array([30000.0, 0.0])}


@pytest.mark.parametrize("make", [dict, pl.DataFrame])
def test_simulate_completes_ages_like_a_request(make: type) -> None:
    found = bouwstenen.simulate(make(PEOPLE), outputs=["aow"])["aow"]
    assert found == pytest.approx([0.0, 20929.44])


@pytest.mark.parametrize(
    ("column", "values", "words"),
    [
        ("leeftijd", [35, -1], "regel 2, sleutel 'leeftijd'"),
        ("leeftijd", [131, 20], "regel 1, sleutel 'leeftijd'"),
        ("loon", [0.0, -5000.0], "regel 2, sleutel 'loon'"),
        ("aow_opbouw", [0.0, 1.5], "van 0 tot en met 1"),
        ("kinderopvang_soort", [0, 4], "buiten de grenzen"),
        ("leeftijd_maanden", [425, 12], "regel 2, sleutel 'leeftijd_maanden'"),
        ("geboortejaar", [1990, 1990], "regel 2, sleutel 'geboortejaar'"),
    ],
)
def test_simulate_refuses_what_a_case_refuses(column: str, values: list, words: str) -> None:
    with pytest.raises(bouwstenen.InputError, match=words):
        bouwstenen.simulate({**PEOPLE, column: np.array(values)}, outputs=["zorgtoeslag"])


def test_simulate_refuses_a_rent_below_zero_and_a_year_that_is_not_known() -> None:
    rent = {"kale_huur_per_maand": np.array([500.0, -1.0])}
    with pytest.raises(bouwstenen.InputError, match="household, regel 2"):
        bouwstenen.simulate(PEOPLE, rent, outputs=["zorgtoeslag"])
    for date in ("2022-01-01", "2036-01-01"):
        with pytest.raises(bouwstenen.InputError, match="de wet niet bekend"):
            bouwstenen.simulate(PEOPLE, outputs=["zorgtoeslag"], date=date)


def test_a_loss_is_allowed_where_the_law_has_one() -> None:
    people = {**PEOPLE, "winst": np.array([-5000.0, 0.0])}
    assert bouwstenen.simulate(people, outputs=["winst"])["winst"][0] == -5000.0
