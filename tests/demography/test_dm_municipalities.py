"""Municipalities by share-shift."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from dm_helpers import change, facts, run, table

from bouwstenen.core.errors import InputError
from bouwstenen.models.demography.municipalities import (
    find_municipality,
    municipalities,
    shares,
)


def test_there_are_342_with_a_province_each() -> None:
    found = municipalities()
    assert len(found) == 342
    assert len({m.name for m in found}) == 342
    assert len({m.province for m in found}) == 12
    assert facts().municipality_inhabitants[2023].sum() == 17_811_291  # CBS, 1 January 2023


def test_shares_add_up_every_year_and_are_observed_in_2026() -> None:
    share = shares(facts(), np.arange(2026, 2071))
    assert share.sum(axis=0) == pytest.approx(np.ones(45))
    counts = facts().municipality_inhabitants[2026]
    assert counts.sum() == 18_130_208  # CBS, 1 January 2026
    assert share[:, 0] == pytest.approx(counts / counts.sum())
    assert (share > 0).all()


def test_who_grew_faster_keeps_gaining_but_ever_less() -> None:
    share = shares(facts(), np.arange(2026, 2071))
    at = municipalities().index(find_municipality("Almere"))  # 4.4% in three years, the country 1.8%
    gains = np.diff(np.log(share[at]))
    assert (gains > 0).all()
    assert (np.diff(gains) < 0).all()
    assert gains[-1] < 0.01 * gains[0]


def test_first_year_goes_on_with_less_than_the_growth_of_the_counts() -> None:
    """By hand: the yearly shift of 2023-2026 times 2^(-1/3), and then all shares add up to one."""
    first, last = (facts().municipality_inhabitants[year] for year in (2023, 2026))
    shift = np.log(last / last.sum() / (first / first.sum())) / 3
    moved = last / last.sum() * np.exp(shift * 0.5 ** (1 / 3))
    assert shares(facts(), np.array([2027]))[:, 0] == pytest.approx(moved / moved.sum())


def test_the_count_of_2026_as_if_it_were_not_known() -> None:
    """Fixed shares of 2023 are 1.2% off on average in 2026. With the growth of 2021-2023: 1.0%."""
    counts = facts().municipality_inhabitants
    share = counts[2023] / counts[2023].sum()
    assert np.abs(share / (counts[2026] / counts[2026].sum()) - 1).mean() == pytest.approx(0.0125, abs=0.0005)


def test_paths_add_up_to_the_country_with_and_without_package() -> None:
    result = run(change("eu_labour_immigration", -10_000.0, 2027, 2030, "add"))
    rows = table(result)
    for year in (2030, 2040, 2050):
        local = rows.filter(pl.col("region").str.starts_with("GM") & (pl.col("year") == year))
        at = result.baseline.at(year)
        assert local.height == 342
        assert local["baseline"].sum() == pytest.approx(result.baseline.total[at])
        assert local["package"].sum() == pytest.approx(result.package.total[at])
        assert local["package"].sum() < local["baseline"].sum()
        assert local["status"].unique().to_list() == ["indication"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("utrecht", "GM0344"), (" Súdwest-Fryslân ", "GM1900"), ("GM0363", "GM0363"), ("Laren", "GM0417")],
)
def test_names_are_found(text: str, code: str) -> None:
    assert find_municipality(text).cbs_code == code


@pytest.mark.parametrize(
    ("text", "words"), [("Utregt", ["Utrecht"]), ("Bergen", ["Bergen (NH.)", "Bergen (L.)"]), ("Xyz", ["bestaat niet"])]
)
def test_unknown_names_are_refused(text: str, words: list[str]) -> None:
    with pytest.raises(InputError) as error:
        find_municipality(text)
    assert all(word in str(error.value) for word in words)


def test_other_municipalities_in_the_facts_are_refused() -> None:
    fewer = replace(facts(), municipality_codes=facts().municipality_codes[1:])
    with pytest.raises(InputError, match="gemeente 14"):
        shares(fewer, np.array([2030]))
