"""Levers of what a package itself calls not computed move nothing."""

import pytest

from bouwstenen.agreement.loader import load_package
from bouwstenen.agreement.schema import READINGS, Measure
from bouwstenen.levers import Overlay
from bouwstenen.levers.compile import compile_measures, compile_overlay

LEVERS = [
    {
        "kind": "budget", "part": "a", "column": "structural", "timing": "recurring", "amount_bn": 4.0,
        "price_level": 2025, "phasing": {"profile": "full", "start": 2027},
        "booking": {"instrument": "current_spending"}, "ceiling": "social",
    },
    {"kind": "law_parameter", "path": "zorgtoeslag.standaardpremie", "start": "2027-01-01", "value": 2000.0},
    {"kind": "model_input", "path": "asylum.grant_rate", "start": 2027, "value": 30.0, "unit": "%"},
    {"kind": "budget_rule", "path": "public_finance.golden_rule", "value": True},
]  # fmt: skip


def measure(status: str, name: str = "M1") -> Measure:
    return Measure.model_validate(
        {
            "id": name, "block": 1, "title": "Een maatregel", "status": status, "why": "Wacht op wat anders.",
            "model": "care", "levers": LEVERS,
        }
    )  # fmt: skip


@pytest.mark.parametrize("status", ["planned", "open_norm", "process", "not_computable"])
def test_what_is_not_computed_moves_nothing(status: str) -> None:
    assert compile_measures([measure(status)]).overlay == Overlay()


@pytest.mark.parametrize("status", ["computed", "rule_of_thumb", "external_figure"])
def test_what_is_computed_moves_all_four(status: str) -> None:
    overlay = compile_overlay([measure(status)])
    assert [len(part) for part in (overlay.budget, overlay.law, overlay.inputs, overlay.rules)] == [1, 1, 1, 1]


def test_what_is_not_computed_clashes_with_nothing() -> None:
    both = [measure("planned", "M1"), measure("computed", "M2")]
    assert compile_overlay(both) == compile_overlay([measure("computed", "M2")])


@pytest.mark.parametrize("reading", READINGS)
def test_the_shipped_package_moves_only_what_it_calls_computed(reading: str) -> None:
    package = load_package("bouwstenen")
    overlay = compile_overlay(package.measures, reading)  # type: ignore[arg-type]
    moved = {c.measure for c in (*overlay.budget, *overlay.inputs, *overlay.law, *overlay.rules)}
    statuses = {m.id: m.status for m in package.measures}
    assert {statuses[id_] for id_ in moved} <= {"computed", "rule_of_thumb", "external_figure"}
    assert {m.id for m in package.measures if m.status == "computed"} <= moved
