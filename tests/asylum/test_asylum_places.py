"""The distribution law, the view of one municipality, and figures that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asylum_helpers import baseline, facts

from bouwstenen.core.errors import InputError
from bouwstenen.facts import load_facts
from bouwstenen.models.asylum import asylum_facts
from bouwstenen.models.asylum.chain import chain_rates, projection_start, run_chain
from bouwstenen.models.asylum.places import Distribution, distribution, municipality_view
from bouwstenen.models.asylum.replica import compare, simulate
from bouwstenen.models.asylum.rows import place_rows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def spread() -> Distribution:
    return distribution(load_facts())


def test_places_of_all_municipalities_add_up(spread: Distribution) -> None:
    assert len(spread.places) == 342
    assert sum(spread.reception_share(place) for place in spread.places) == pytest.approx(1.0)
    assert sum(spread.housing_share(place) for place in spread.places) == pytest.approx(1.0)
    assert sum(spread.provinces().values()) == pytest.approx(96_000)


def test_published_numbers_stand(spread: Distribution) -> None:
    amsterdam = spread.find("amsterdam")
    assert amsterdam.published == 4_479
    assert spread.reception_share(amsterdam) * spread.round_one == pytest.approx(4_479)
    assert sum(not place.estimated for place in spread.places) == 16


def test_the_line_predicts_a_published_number_it_has_not_seen() -> None:
    """Leave one out: the published points lie around the line as its spread says (0.10 of the share by inhabitants)."""
    import numpy as np

    facts_ = load_facts()
    points = [p for p in distribution(facts_).places if not p.estimated]
    score, ratio = np.log([p.income for p in points]), np.array([p.ratio for p in points])
    gaps = []
    for i in range(len(points)):
        rest = np.arange(len(points)) != i
        slope, start = np.polyfit(score[rest], ratio[rest], 1)
        gaps.append(start + slope * score[i] - ratio[i])
    assert np.sqrt(np.mean(np.square(gaps))) < 0.13


def test_richer_municipalities_get_more(spread: Distribution) -> None:
    assert spread.slope > 0
    assert spread.find("Wassenaar").ratio > spread.find("Kerkrade").ratio


def test_view_of_one_municipality(spread: Distribution) -> None:
    view = municipality_view(load_facts(), baseline(), "Zwolle")
    assert view.round_one == pytest.approx(717)
    assert view.round_two == pytest.approx(717 * 88 / 96)
    share = view.place.inhabitants / spread.inhabitants
    assert view.task[0] == pytest.approx((15_000 + 13_000) * share)
    assert (view.task == view.task_package).all()
    assert any("officiële" in text for text in view.caveats)
    assert len(view.sources) == 3
    assert "geschat" in municipality_view(load_facts(), baseline(), "Urk").caveats[0]


def test_every_municipality_has_a_view() -> None:
    loaded = load_facts()
    for place in distribution(loaded).places:
        view = municipality_view(loaded, baseline(), place.name)
        assert view.round_one > 0
        assert (view.task > 0).all()


def test_an_unknown_municipality_gets_the_nearest_name() -> None:
    with pytest.raises(InputError, match="Bedoelde u 'Zwolle'"):
        municipality_view(load_facts(), baseline(), "Zwole")


def test_rows_of_places(spread: Distribution) -> None:
    rows = list(place_rows("r", spread))
    assert len(rows) == 2 * 342
    assert {row.status for row in rows} == {"published", "indication"}


def test_the_replica_agrees_in_the_mean() -> None:
    drivers = baseline().baseline.drivers
    replica = simulate(drivers, projection_start(facts()), chain_rates(facts()), seed=7, scale=0.1)
    for agreement in compare(replica, run_chain(drivers, projection_start(facts()), chain_rates(facts()))):
        assert agreement.persons > 5_000
        assert agreement.mean == pytest.approx(agreement.stock_flow_mean, rel=0.06), agreement
        low, middle, high = agreement.quantiles
        assert low < middle < high


def test_the_replica_depends_on_the_seed_alone() -> None:
    drivers = baseline().baseline.drivers
    runs = [simulate(drivers, projection_start(facts()), chain_rates(facts()), seed=s, scale=0.02) for s in (1, 1, 2)]
    assert (runs[0].home.waited == runs[1].home.waited).all()
    assert runs[0].home.waited.size != runs[2].home.waited.size


def test_a_scale_that_cannot_be() -> None:
    with pytest.raises(InputError, match="schaal"):
        simulate(baseline().baseline.drivers, projection_start(facts()), chain_rates(facts()), seed=1, scale=0.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("asylum.fast_exit_share: 1.5", "fast_exit_share"),
        ("asylum.cost_regular: -1", "cost_regular"),
        ("asylum.departure_months: 0", "departure_months"),
        ("asylum.first_applications: {2025: -5}", "first_applications"),
        ("asylum.grant_rate: {2025: 140}", "grant_rate"),
    ],
)
def test_own_figures_that_cannot_be(tmp_path: Path, text: str, words: str) -> None:
    mine = tmp_path / "eigen.yaml"
    mine.write_text(text + "\n")
    with pytest.raises(InputError, match=words):
        asylum_facts(load_facts(overrides=mine))
