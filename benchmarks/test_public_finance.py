"""Speed of the public-finance model: one run, a run for each of 256 subsets of blocks, and the fan of the debt."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

import pytest

from bouwstenen.facts import load_facts
from bouwstenen.levers import BudgetEntry, Overlay
from bouwstenen.models.public_finance import (
    PublicFinanceFacts,
    debt_fan,
    package_ledgers,
    project,
    public_finance_facts,
)

if TYPE_CHECKING:
    from bouwstenen.levers.overlay import Instrument

BLOCKS = range(1, 9)
INSTRUMENTS: tuple[Instrument, ...] = ("current_spending", "gross_investment", "capital_transfer", "loan")


@pytest.fixture(scope="module")
def facts() -> PublicFinanceFacts:
    return public_finance_facts(load_facts())


@pytest.fixture(scope="module")
def overlay() -> Overlay:
    """Twenty-four entries: three for each of the eight blocks."""
    entries = [
        BudgetEntry(
            measure=f"T{block}",
            block=block,
            part=f"deel {n}",
            line=None,
            column="debt" if n == 2 else "structural",
            timing="recurring",
            amount_bn=0.5,
            pm_bn=(0.1, 0.2, 0.4) if n == 1 else None,
            price_level=2025,
            shares=tuple((2027 + k, (k + 1) / 4) for k in range(4)),
            instrument=INSTRUMENTS[(block + n) % len(INSTRUMENTS)],
            repayment_expected=True,
            market_return_expected=None,
            unit_outside_government=True,
            booking_argument="",
            ceiling="investment",
            ceiling_alternative=None,
            asset_life_years=30.0,
            lending_rate=0.01,
            part_of=None,
        )
        for block in BLOCKS
        for n in range(3)
    ]
    return Overlay(budget=tuple(entries))


def test_load_facts(benchmark: Any) -> None:
    benchmark(load_facts)


def test_one_run(benchmark: Any, facts: PublicFinanceFacts, overlay: Overlay) -> None:
    benchmark(project, facts, overlay)


def test_all_subsets_of_blocks(benchmark: Any, facts: PublicFinanceFacts, overlay: Overlay) -> None:
    subsets = [frozenset(s) for s in chain.from_iterable(combinations(BLOCKS, k) for k in range(9))]
    assert len(subsets) == 256
    whole = project(facts, overlay)

    def run() -> None:
        for subset in subsets:
            package_ledgers(facts, whole.baseline, overlay.only_blocks(subset), whole.options)

    benchmark.pedantic(run, rounds=2)


def test_fan_of_ten_thousand_draws(benchmark: Any, facts: PublicFinanceFacts, overlay: Overlay) -> None:
    result = project(facts, overlay)
    benchmark(debt_fan, result, facts, draws=10_000)
