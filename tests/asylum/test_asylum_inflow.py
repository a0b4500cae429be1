"""The inflow that is chosen is the one that is computed with."""

from __future__ import annotations

import pytest
from asylum_helpers import facts

from bouwstenen.models.asylum.drivers import baseline_drivers


def test_each_inflow_takes_its_own_figure() -> None:
    """In a later year everybody who asks for the first time and no relatives: the figure less the family capacity."""
    found = {name: baseline_drivers(facts(), name).applications[60:72].sum() for name in ("low", "central", "high")}
    family = facts().number("family_capacity")
    for name, asked in found.items():
        assert asked == pytest.approx(max(0.0, facts().number(f"applications_{name}") - family)), name
    assert found["low"] < found["central"] < found["high"]
