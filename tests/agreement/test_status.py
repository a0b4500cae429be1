"""The status of a measure in a run: never more than the file says, and no effect where no lever reached a result."""

import pytest
from dike_package import BASE, Load

from bouwstenen.agreement.coverage import count_measures, count_places, ledger
from bouwstenen.agreement.schema import Measure
from bouwstenen.agreement.status import Derived, derive_status, derive_statuses, may_move

RULE = {"kind": "budget_rule", "path": "public_finance.golden_rule", "value": True}
NONE: frozenset[str] = frozenset()


def measure(status: str, *levers: dict) -> Measure:
    why = "Wacht op wat anders."
    data = {"id": "M1", "block": 1, "title": "Dijken", "status": status, "why": why, "model": "care"}
    return Measure.model_validate({**data, "levers": list(levers)})


@pytest.mark.parametrize("status", ["computed", "rule_of_thumb", "external_figure"])
def test_a_lever_that_reaches_nothing_has_no_effect(status: str) -> None:
    found = derive_status(measure(status, RULE), frozenset({"M2"}))
    assert found.status == "no_effect"
    assert found.remark == ("M1 (Dijken) is niet berekend: geen hefboom ervan verandert een uitkomst van een model.")


@pytest.mark.parametrize("status", ["computed", "rule_of_thumb", "external_figure"])
def test_a_lever_that_reaches_a_result_keeps_the_status(status: str) -> None:
    assert derive_status(measure(status, RULE), frozenset({"M1"})) == Derived(status, "")  # type: ignore[arg-type]


@pytest.mark.parametrize("status", ["planned", "open_norm", "process", "not_computable"])
@pytest.mark.parametrize("reached", [NONE, frozenset({"M1"})])
def test_a_run_never_says_more_than_the_file(status: str, reached: frozenset[str]) -> None:
    assert derive_status(measure(status, RULE), reached) == Derived(status, "")  # type: ignore[arg-type]
    assert not may_move(measure(status, RULE))


def test_a_rule_of_thumb_without_a_lever_is_not_computed() -> None:
    found = derive_status(measure("rule_of_thumb"), NONE)
    assert (found.status, "hij heeft geen hefboom" in found.remark) == ("no_effect", True)


def test_a_figure_of_others_needs_no_lever() -> None:
    assert derive_status(measure("external_figure"), NONE) == Derived("external_figure", "")


def test_the_ledger_shows_what_the_run_found(load: Load) -> None:
    package = load(BASE)
    statuses = derive_statuses(package.measures, NONE)
    assert {id_: found.status for id_, found in statuses.items()} == {"D-1": "no_effect", "D-2": "planned"}
    rows = ledger(package, statuses)
    assert [row.outcome for row in rows] == ["no_effect", "planned", "context", "no_effect"]
    assert rows[0].reason == statuses["D-1"].remark
    assert rows[1].reason == "Wacht op het model voor de ruimte."
    assert count_places(rows)["B1"] == {"no_effect": 1, "planned": 1, "context": 1}
    assert count_measures(package, statuses) == {"B1": {"no_effect": 1, "planned": 1}}
    assert ledger(package, derive_statuses(package.measures, frozenset({"D-1"}))) == ledger(package)
