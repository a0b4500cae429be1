"""Prices are called what they are: of the year itself where amounts are indexed, of the package where they are not."""

from __future__ import annotations

from pf_helpers import PLAIN, entry, varied
from pf_view import sections, view

from bouwstenen.levers import Overlay

MONEY = Overlay(budget=(entry(line=1, amount_bn=10.0, price_level=2025),))


def test_the_price_level_of_the_effect_follows_the_choice() -> None:
    fixed = sections(view(MONEY, options=PLAIN))["public_finance"].facts[0]
    current = sections(view(MONEY, options=varied(PLAIN, indexation="deflator")))["public_finance"].facts[0]
    assert "lopende prijzen" in current.meaning
    assert "geïndexeerd" not in current.meaning
    assert "prijzen van 2025, niet geïndexeerd" in fixed.meaning
    assert "lopende prijzen" not in fixed.meaning
    # And the number is that of the choice: with rising prices the same line costs more in 2031.
    assert fixed.figure.startswith("−10,")
    assert float(current.figure.split("\u00a0")[0].replace("−", "").replace(",", ".")) > 10.9
