"""Municipalities by share-shift."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from dm_helpers import change, facts, run

from bouwstenen.core.errors import InputError
from bouwstenen.models.demography.municipalities import (
    find_municipality,
    municipalities,
    municipality_path,
    shares,
)


def test_there_are_342_with_a_province_each() -> None:
    found = municipalities()
    assert len(found) == 342
    assert len({m.name for m in found}) == 342
    assert len({m.province for m in found}) == 12
    assert facts().municipality_inhabitants[2023].sum() == 17_811_291  # CBS, 1 January 2023


def test_shares_add_up_every_year_and_are_observed_in_2023() -> None:
    share = shares(facts(), np.arange(2023, 2071))
    assert share.sum(axis=0) == pytest.approx(np.ones(48))
    counts = facts().municipality_inhabitants[2023]
    assert share[:, 0] == pytest.approx(counts / counts.sum())
    assert (share > 0).all()


def test_who_grew_faster_keeps_gaining_but_ever_less() -> None:
    share = shares(facts(), np.arange(2023, 2071))
    at = municipalities().index(find_municipality("Waddinxveen"))  # 5% in two years
    gains = np.diff(np.log(share[at]))
    assert (gains > 0).all()
    assert (np.diff(gains) < 0).all()
    assert gains[-1] < 0.01 * gains[0]


def test_municipality_without_an_earlier_count_keeps_its_share() -> None:
    share = shares(facts(), np.array([2023, 2070]))
    at = municipalities().index(find_municipality("Tilburg"))
    assert share[at, 1] == pytest.approx(share[at, 0], rel=0.01)


def test_paths_add_up_to_the_country_with_and_without_package() -> None:
    result = run(change("eu_labour_immigration", -10_000.0, 2027, 2030, "add"))
    paths = [municipality_path(facts(), result, m.cbs_code) for m in municipalities()]
    assert np.sum([p.baseline for p in paths], axis=0) == pytest.approx(result.baseline.total)
    assert np.sum([p.package for p in paths], axis=0) == pytest.approx(result.package.total)
    assert all("Indicatie" in p.caveat for p in paths)


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
