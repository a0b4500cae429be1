"""What figures alone carry: checked by hand from the published numbers."""

import pytest

from bouwstenen.facts import load_facts
from bouwstenen.levers import InputChange, LawChange, Overlay
from bouwstenen.models.households.beside import beside

TEST = LawChange("B3-04a", 3, "werknemersverzekeringen.lichte_toets_wia", "2027-01-01", True, "set")
FINAL = InputChange("B3-10f", 3, "households.award_moment", 2030, None, "per_maand", "keuze", "set")


def test_half_of_those_who_wait_have_no_advance() -> None:
    """24,000 wait 24 weeks, half of them without an advance; WIA is 25,400 euro a year on average."""
    found = beside(load_facts(), Overlay(), 2030)
    assert found.without_income == (12_000.0, 12_000.0)
    assert found.late[0] == pytest.approx(12_000 * 25_400 * 24 / 52 / 1e6)
    assert found.reached == 0.0


def test_the_light_test_and_final_awards_reach_them_from_their_dates() -> None:
    package = Overlay(inputs=(FINAL,), law=(TEST,))
    before, after = beside(load_facts(), package, 2026), beside(load_facts(), package, 2030)
    assert before.without_income == (12_000.0, 12_000.0)
    assert after.without_income == (12_000.0, 0.0)
    assert after.late[1] == 0.0
    assert (before.reached, after.reached) == (0.0, 163_000.0)
