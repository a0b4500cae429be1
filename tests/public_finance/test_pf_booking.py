"""The ESA 2010 booking test, case by case."""

from __future__ import annotations

import pytest
from pf_helpers import entry

from bouwstenen.models.public_finance.booking import book

CASES = [
    ({"instrument": "current_spending"}, "P.3", True),
    ({"instrument": "social_benefit"}, "D.62", True),
    ({"instrument": "subsidy"}, "D.3", True),
    ({"instrument": "interest"}, "D.41", True),
    ({"instrument": "land_purchase"}, "NP", True),
    ({"instrument": "tax_cut"}, "D.5R", True),
    ({"instrument": "capital_transfer"}, "D.99", True),
    ({"instrument": "capital_transfer", "asset_life_years": 50.0}, "D.92", True),
    ({"instrument": "gross_investment"}, "P.51g", True),
    ({"instrument": "gross_investment", "unit_outside_government": True}, "D.92", True),
    ({"instrument": "gross_investment", "unit_outside_government": True, "repayment_expected": True}, "F.4", False),
    ({"instrument": "gross_investment", "unit_outside_government": True, "market_return_expected": True}, "F.5", False),
    ({"instrument": "loan", "repayment_expected": True, "unit_outside_government": True}, "F.4", False),
    ({"instrument": "loan", "repayment_expected": False, "unit_outside_government": True}, "D.99", True),
    ({"instrument": "loan", "unit_outside_government": True}, "D.99", True),
    ({"instrument": "loan", "repayment_expected": True, "unit_outside_government": False}, "P.51g", True),
    ({"instrument": "equity", "market_return_expected": True, "unit_outside_government": True}, "F.5", False),
    ({"instrument": "equity", "market_return_expected": True, "unit_outside_government": False}, "F.5", False),
    ({"instrument": "equity", "market_return_expected": False}, "D.99", True),
    ({"instrument": "equity"}, "D.99", True),
]


@pytest.mark.parametrize(("facts_of_entry", "code", "hits"), CASES)
def test_code_and_hit(facts_of_entry: dict[str, object], code: str, hits: bool) -> None:
    booking = book(entry(**facts_of_entry, column="debt"))
    assert (booking.code, booking.hits_balance) == (code, hits)
    assert booking.reason.endswith(".")


def test_the_column_of_the_document_does_not_decide() -> None:
    assert book(entry(instrument="capital_transfer", column="debt")) == book(entry(instrument="capital_transfer"))


def test_only_a_tax_cut_is_revenue() -> None:
    assert [book(entry(**case)).revenue for case, code, _ in CASES] == [code == "D.5R" for _, code, _ in CASES]


def test_what_is_not_known_is_marked() -> None:
    assert not book(entry(instrument="equity")).certain
    assert not book(entry(instrument="loan")).certain
    assert book(entry(instrument="loan", repayment_expected=True, unit_outside_government=True)).certain


def test_the_package_may_say_where_the_institution_stands() -> None:
    equity = entry(instrument="equity", market_return_expected=True, unit_outside_government=True)
    assert "telt ook als staatsschuld" in book(equity, nii_outside_government=False).reason
    assert "telt ook als staatsschuld" not in book(equity).reason
