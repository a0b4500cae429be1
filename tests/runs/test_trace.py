"""A trace tells the number of the right side, ledger, year and group, its measures in order, and ends in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.runs.made_up import made
from tests.runs.sample_run import sample_run

from bouwstenen.core.errors import InputError
from bouwstenen.runs import trace as module
from bouwstenen.runs.trace import trace

if TYPE_CHECKING:
    from bouwstenen.models.protocol import Model


@pytest.fixture(autouse=True)
def models(monkeypatch: pytest.MonkeyPatch) -> None:
    def money(uses: dict[str, tuple[str, ...]]) -> Model[Any, Any, Any]:
        from dataclasses import replace

        return replace(made("public_finance", lambda _o, _h: 0.0), uses=uses)

    uses = {"public_finance": ("nothing.",), "public_finance.balance": ("public_finance.rate",)}
    monkeypatch.setattr(module, "MODELS", (money(uses),))


def test_the_balance_is_that_of_esa_in_the_headline_year() -> None:
    found = trace(sample_run(), "emu_saldo").number.fields
    assert (found["ledger"], found["year"], found["baseline"], found["package"]) == ("esa", 2030, -10.0, -14.0)


def test_year_and_ledger_are_obeyed() -> None:
    assert trace(sample_run(), "balance", year=2029).number.fields["package"] == -10.0
    assert trace(sample_run(), "public_finance.balance", ledger="document").number.fields["package"] == -11.0


def test_measures_come_with_their_own_effect_the_largest_first_and_interaction_last() -> None:
    causes = trace(sample_run(), "emu_saldo", year=2030).causes
    assert [(c.block, c.measure, c.difference) for c in causes] == [
        ("B1", "M1", -3.5),
        ("B5", "M2", -1.0),
        ("B1", "interaction", 0.5),
    ]
    first = causes[0]
    assert first.title == "Meer water"
    assert first.description == "De put gaat dieper."
    assert first.source is not None
    assert (first.source["section"], first.source["kind"], first.source["number"]) == ("1.2", "item", 3)
    assert first.levers == ("well.depth: plus 2 m",)
    assert causes[1].levers == ("pompen: 1 mld EUR",)


def test_blocks_add_up_to_the_number() -> None:
    found = trace(sample_run(), "emu_saldo", year=2030)
    assert {c.block: c.difference for c in found.blocks} == {"B1": -3.0, "B5": -1.0}
    assert sum(c.difference for c in found.causes) == found.number.fields["difference"]


def test_one_measure_only() -> None:
    causes = trace(sample_run(), "emu_saldo", year=2030, measure="M2").causes
    assert [c.measure for c in causes] == ["M2"]


def test_a_group_is_found_without_its_dimension() -> None:
    found = trace(sample_run(), "reception", group="emergency").number.fields
    assert (found["dimension"], found["package"]) == ("kind", 5_000.0)


def test_it_ends_in_the_figures_of_the_longest_prefix() -> None:
    grounds = trace(sample_run(), "emu_saldo").grounds
    assert [(g.key, g.value, g.source, g.confidence) for g in grounds] == [("public_finance.rate", 2.5, "CPB", "A")]


@pytest.mark.parametrize(
    ("asked", "keys", "said"),
    [
        ("balanse", {}, "balance"),
        ("emu_saldo", {"year": 2031}, "2030"),
        ("emu_saldo", {"measure": "M3"}, "M2"),
        ("reception", {"group": "emergancy"}, "emergency"),
        ("emu_saldo", {"ledger": "esb"}, "esa"),
        ("emu_saldo", {"region": "GM9999"}, "NL"),
        ("emu_saldo", {"reading": "broad"}, "central"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(asked: str, keys: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        trace(sample_run(), asked, **keys)
