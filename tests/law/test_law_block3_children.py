"""Kinderbijslag and kindgebonden budget as one scheme: the same money, counted once."""

import random

import pytest
from benefit_helpers import evaluated, income
from test_law_benefit_properties import random_household

DATE = "2026-01-01"
JOINED = {"kinderbijslag.samen_met_kindgebonden_budget": True}
CHILDREN = [{"leeftijd": 5, "kind": True}, {"leeftijd": 14, "kind": True}]
OUTPUTS = ["kinderbijslag", "kindgebonden_budget", "kindgebonden_budget_per_maand", "kindregeling",
           "kindregeling_per_maand", "toeslagen_hh", "besteedbaar_inkomen"]  # fmt: skip
# 4 x (295,07 + 421,53)
BENEFIT = 2_866.40
# 2 x 2.580 + 724 + 3.416, min 7,6% van 50.000 - 29.736
BUDGET = 7_759.94


def amounts(persons: list[dict], overlay: dict) -> dict[str, float]:
    result = evaluated(DATE, persons, OUTPUTS, overlay=overlay)
    return {name: result[name][0] for name in OUTPUTS}


def test_one_scheme_pays_what_the_two_pay_together() -> None:
    persons = [{"given": income(50_000)}, *CHILDREN]
    today, joined = amounts(persons, {}), amounts(persons, JOINED)
    assert today["kinderbijslag"] == pytest.approx(BENEFIT, abs=0.005)
    assert today["kindgebonden_budget"] == pytest.approx(BUDGET, abs=0.005)
    assert today["kindregeling"] == 0.0
    assert joined["kindregeling"] == pytest.approx(BENEFIT + BUDGET, abs=0.005)
    assert joined["kindregeling_per_maand"] == pytest.approx(885.53, abs=0.005)
    assert joined["kinderbijslag"] == joined["kindgebonden_budget"] == joined["kindgebonden_budget_per_maand"] == 0.0
    assert joined["toeslagen_hh"] == pytest.approx(today["toeslagen_hh"] - BUDGET, abs=0.005)
    assert joined["besteedbaar_inkomen"] == pytest.approx(today["besteedbaar_inkomen"], abs=1e-9)


def test_the_wealth_test_still_takes_away_the_part_that_depends_on_income() -> None:
    rich = [{"given": {**income(50_000), "rendementsgrondslag": 146_012.0}}, *CHILDREN]
    assert amounts(rich, JOINED)["kindregeling"] == pytest.approx(BENEFIT, abs=0.005)


def test_nothing_else_moves_and_every_family_keeps_its_money() -> None:
    draw = random.Random("kindregeling")  # noqa: S311 - no secret, the same households every time
    others = ["netto_inkomen_hh", "zorgtoeslag", "huurtoeslag", "kinderopvangtoeslag", "bijstand", "toeslagenwet"]
    families = ["kinderbijslag_gezin", "kindgebonden_budget_gezin", "kindregeling_gezin"]
    for _ in range(60):
        persons, options = random_household(draw)
        names = [*others, *families, "besteedbaar_inkomen"]
        today = evaluated(DATE, persons, names, **options)
        joined = evaluated(DATE, persons, names, overlay=JOINED, **options)
        for name in others:
            assert list(joined[name]) == list(today[name]), name
        assert joined["besteedbaar_inkomen"][0] == pytest.approx(today["besteedbaar_inkomen"][0], abs=1e-6)
        sums = zip(today["kinderbijslag_gezin"], today["kindgebonden_budget_gezin"], strict=True)
        assert list(joined["kindregeling_gezin"]) == pytest.approx([a + b for a, b in sums], abs=1e-9)
