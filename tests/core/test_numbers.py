"""Numbers as Dutch readers write them."""

import math

import pytest

from bouwstenen.core.numbers import amount, count, dutch_unit, exact, number, sentence, with_unit


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234.56, "1.234,6"),
        (-1234567.0, "−1.234.567,0"),
        (0.25, "0,3"),
        (0.05, "0,05"),
        (-0.05, "−0,05"),
        (0.1, "0,1"),
        (0.0, "0,0"),
        (-0.0, "0,0"),
        (-0.001, "0,0"),
        (-0.004, "0,0"),
        (None, "–"),
        (math.nan, "–"),
        (math.inf, "–"),
    ],
)
def test_results_have_one_decimal_or_two_when_small(value: float | None, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(2.0, "+2,0"), (-2.0, "−2,0"), (0.0, "0,0"), (1e-9, "0,0"), (0.02, "+0,02")]
)
def test_differences_show_their_sign(value: float, text: str) -> None:
    assert number(value, signed=True) == text


@pytest.mark.parametrize(("value", "text"), [(2.0, "2,0"), (0.35, "0,35"), (0.8, "0,8"), (1500.0, "1.500,0")])
def test_amounts_keep_the_digits_of_the_document(value: float, text: str) -> None:
    assert amount(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.070699, "0,070699"), (55.0, "55"), (-2.25, "−2,25"), (19000000.0, "19.000.000"), (1e-7, "0,0000001")],
)
def test_figures_of_a_source_keep_all_their_digits(value: float, text: str) -> None:
    assert exact(value) == text


def test_units_and_counts() -> None:
    assert dutch_unit("mld EUR/jaar") == "mld euro per jaar"
    assert with_unit("1,5", "mld EUR") == "1,5\u00a0mld\u00a0euro"
    assert with_unit("1,5", "% bbp") == "1,5%\u00a0bbp"
    assert count(10000) == "10.000"
    assert sentence("vijf jaar van 4") == "Vijf jaar van 4."
    assert sentence("Klaar.") == "Klaar."
