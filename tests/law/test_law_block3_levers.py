"""Every lever of block 3 moves the benefits that it says, by the amount that it says, and no other benefit."""

from typing import Any

import pytest
from benefit_helpers import evaluated

from bouwstenen.law import law_on, parameter_set
from bouwstenen.levers.catalogue import load_catalogue

DATE = "2026-01-01"
AMOUNTS = [
    "aow", "anw", "wajong", "ioaw_gezin", "toeslagenwet_gezin", "bijstandsnorm", "bijstand_gezin",
    "werknemersuitkering", "kinderbijslag_gezin", "kindgebonden_budget_gezin", "kindregeling_gezin",
    "studiefinanciering",
]  # fmt: skip
DISABLED = {"leeftijd": 30, "arbeidsvermogen": False, "arbeidsongeschikt_na_jeugd": True}
SILENT = {"vraagt_bijstand_aan": False}
RESIDENT = {"leeftijd": 30, "medebewoner": True, "loon": 30_000.0}
WAJONG = {"leeftijd": 30, "wajong_met_arbeidsvermogen": True, "loon": 12_000.0}
SHARED = "bijstand.kostendelersnorm_geldt_zonder_arbeidsvermogen"
SHARE = "bijstand.deel_minimumloon_zonder_arbeidsvermogen"
MEANS = "bijstand.meegetelde_middelen_zonder_arbeidsvermogen"
TW_SHARED = "toeslagenwet.kostendelersnorm_geldt"
WAJONG_MINIMUM = "wajong.met_arbeidsvermogen_op_sociaal_minimum"

# hefboom, waarde, personen, partners, wat beweegt: naam -> verschil met nu voor persoon of gezin 0
MOVES: list[tuple[str, Any, list[dict], tuple[int, ...], dict[str, float]]] = [
    # 281,88 = 21,75 dagen x 12 maanden x 1,08
    (TW_SHARED, False, [{"leeftijd": 40, "uitkering": 13_000.0, **SILENT}, RESIDENT], (),
     {"toeslagenwet_gezin": (75.62 - 49.03) * 281.88}),
    (TW_SHARED, False, [{"leeftijd": 40, "uitkering": 13_000.0}], (), {}),
    (TW_SHARED, False, [{"leeftijd": 60, "uitkering": 13_000.0}, {"leeftijd": 60}, RESIDENT], (0, 1), {}),
    (TW_SHARED, False, [{"leeftijd": 40}, RESIDENT], (), {}),
    # 12 x 1,08 x (21,75 x 75,62 - 1.606,08): een alleenstaande heeft dat bedrag minder toeslag nodig
    (WAJONG_MINIMUM, True, [WAJONG], (),
     {"wajong": 12.96 * (1_644.735 - 1_606.08), "toeslagenwet_gezin": -12.96 * (1_644.735 - 1_606.08)}),
    (WAJONG_MINIMUM, True, [WAJONG, RESIDENT], (), {"wajong": 12.96 * (1_644.735 - 1_606.08)}),
    (WAJONG_MINIMUM, True, [{**WAJONG, "arbeidsvermogen": False}], (), {}),
    (WAJONG_MINIMUM, True, [{"leeftijd": 30, "uitkering": 16_000.0}], (), {}),
    # 12 x (1.637,57 - 1.122,12) en 12 x (106,55 - 76,10) vakantiegeld
    ("aow.objectief_partnerbegrip", True, [{"leeftijd": 70, "gezamenlijke_huishouding": True, **SILENT}], (),
     {"aow": 12 * (1_637.57 - 1_122.12 + 106.55 - 76.10)}),
    ("aow.objectief_partnerbegrip", True, [{"leeftijd": 70}, {"leeftijd": 70}], (0, 1), {}),
    ("aow.objectief_partnerbegrip", True, [{"leeftijd": 70}], (), {}),
    (SHARED, False, [DISABLED, RESIDENT], (), {"bijstandsnorm": 1_401.50 - 1_001.07, "bijstand_gezin": 12 * 400.43}),
    (SHARED, False, [{"leeftijd": 30}, RESIDENT], (), {}),
    (SHARED, False, [{**DISABLED, **SILENT, "nabestaande": True}, RESIDENT], (), {"bijstandsnorm": 400.43}),
    # 75% van 2.294,40 met vakantiegeld, min 35,75% en plus 3.115 heffingskorting: 1.453,65 netto per maand
    (SHARE, 0.75, [DISABLED], (), {"bijstandsnorm": 52.15, "bijstand_gezin": 625.76}),
    (SHARE, 0.75, [{"leeftijd": 30}], (), {}),
    (SHARE, 0.0, [DISABLED], (), {}),
    (MEANS, 0.0, [DISABLED, {"leeftijd": 30, "loon": 30_000.0, "spaargeld": 90_000.0}], (0, 1),
     {"bijstand_gezin": 12 * 2_002.13}),
    (MEANS, 0.0, [{"leeftijd": 30}, {"leeftijd": 30, "loon": 30_000.0}], (0, 1), {}),
    (MEANS, 0.0, [{**DISABLED, "loon": 5_000.0}], (), {}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "persons", "partners", "moves"), MOVES)
def test_a_lever_moves_what_it_says_and_nothing_else(
    path: str, value: object, persons: list[dict], partners: tuple[int, ...], moves: dict[str, float]
) -> None:
    today, after = (evaluated(DATE, persons, AMOUNTS, partners=partners, overlay=o) for o in ({}, {path: value}))
    moved = {name for name in AMOUNTS if list(today[name]) != list(after[name])}
    assert moved == set(moves)
    for name, difference in moves.items():
        assert after[name][0] - today[name][0] == pytest.approx(difference, abs=0.02), name


def test_every_lever_on_the_law_is_a_parameter_that_a_rule_reads() -> None:
    """On the date of the package, or for what the law has dropped on an earlier one."""
    paths, graphs = list(load_catalogue().law), [law_on(date) for date in (DATE, "2025-01-01", "2024-01-01")]
    assert {"bijstand.norm_factor", "zorgtoeslag.standaardpremie"} <= set(paths)
    for path in paths:
        assert path in parameter_set().paths
        assert any(graph.touched_by(path) for graph in graphs), path
