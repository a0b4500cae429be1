"""Money of other models on its way into the ledgers: every `Money` becomes an entry that counts under ESA only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.levers import BudgetEntry
from bouwstenen.models.public_finance.rules.settings import rule_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bouwstenen.models.protocol import Money

ARGUMENT = "Uitkomst van een ander model; na het laatste jaar van dat model niet geteld."


def money_entries(money: Iterable[Money]) -> Iterator[BudgetEntry]:
    """Entries of model money, with its measure, block, payer and price level; money that is zero gives none.

    Raises:
        ValueError: money without measure or block: the run stamps them, so that is a fault of ours.
    """
    frames = rule_file().model_frames
    for item in money:
        if not item.measure or not item.block:
            msg = f"money '{item.part}' has no measure or block: the run must stamp them"
            raise ValueError(msg)
        if not item.amounts_bn.any():
            continue
        yield BudgetEntry(
            measure=item.measure,
            block=item.block,
            part=item.part,
            line=None,
            column="structural",
            timing="one_off",
            amount_bn=1.0,
            pm_bn=None,
            price_level=item.price_level,
            shares=tuple(zip(item.years, item.amounts_bn.tolist(), strict=True)),
            instrument=item.instrument,
            repayment_expected=None,
            market_return_expected=None,
            unit_outside_government=None,
            booking_argument=ARGUMENT,
            ceiling=frames.get(item.instrument, "administration"),
            ceiling_alternative=None,
            asset_life_years=None,
            lending_rate=None,
            part_of="model",
            payer=item.payer,
        )
