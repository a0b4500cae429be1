"""What public finance hands to the European rules: the right ledger, and a structural balance without interest."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from pf_helpers import PLAIN, at, entry, facts, handed, package, project

from bouwstenen.models.ports import PACKAGE, POLICY, UNCHANGED_POLICY
from bouwstenen.models.public_finance import MODEL


def test_each_ledger_is_handed_under_its_own_name() -> None:
    """Money that the document books straight to debt and that is never repaid hits the balance under ESA only."""
    given = package(entry(column="debt", instrument="capital_transfer", amount_bn=3.0))
    frame = MODEL.hands(project(facts(), given, PLAIN))[PACKAGE]
    spent = {
        name: frame.filter((pl.col("ledger") == name) & (pl.col("year") == 2028))["expenditure"][0]
        for name in ("document", "esa")
    }
    assert spent == {"document": pytest.approx(0.0), "esa": pytest.approx(3.0)}


def test_the_structural_primary_balance_handed_on_is_that_of_the_economy() -> None:
    policy = MODEL.hands(project(facts(), package(), PLAIN))[POLICY]
    assert np.allclose(policy["spb"].to_numpy(), handed()[UNCHANGED_POLICY].baseline[:, 0])
    # The balance holds interest and the cycle too; they are not one number.
    assert not np.allclose(policy["spb"].to_numpy(), policy["balance"].to_numpy(), atol=0.1)


def test_debt_and_balance_of_the_policy_are_those_without_the_package() -> None:
    result = project(facts(), package(entry(amount_bn=30.0)), PLAIN)
    policy = MODEL.hands(result)[POLICY].filter(pl.col("year") == 2030)
    gdp = at(result.baseline.economy.gdp, 2030)
    assert policy["debt"][0] == pytest.approx(at(result.baseline.debt, 2030) / gdp * 100)
    assert policy["balance"][0] == pytest.approx(at(result.baseline.balance, 2030) / gdp * 100)
    assert policy["gdp"][0] == pytest.approx(gdp)
