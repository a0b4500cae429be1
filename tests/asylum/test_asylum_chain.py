"""The chain of people: nobody is lost, queues obey Little's law, and without arrivals it runs empty."""

from __future__ import annotations

import numpy as np
import pytest
from asylum_helpers import baseline, facts, lever, package, steady
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.models.asylum import project
from bouwstenen.models.asylum.chain import chain_rates, projection_start, run_chain
from bouwstenen.models.asylum.waits import home_wait, littles_law, wait_of_entrants, wait_of_leavers

PERSON = 1e-6


def test_nobody_is_lost_in_the_baseline() -> None:
    run = baseline().baseline
    assert np.abs(run.chain.balance()).max() < PERSON
    assert np.abs(run.ukraine.balance()).max() < PERSON


@settings(max_examples=40, deadline=None)
@given(
    applications=st.floats(0, 200_000),
    capacity=st.floats(0, 100_000),
    grant=st.floats(0, 100),
    task=st.floats(0, 60_000),
    hotels=st.floats(0, 20_000),
    alternative=st.floats(0, 60_000),
)
def test_nobody_is_lost_or_negative_whatever_the_package(
    applications: float, capacity: float, grant: float, task: float, hotels: float, alternative: float
) -> None:
    result = project(
        facts(),
        package(
            lever("applications", applications),
            lever("decision_capacity", capacity),
            lever("grant_rate", grant),
            lever("taakstelling", task),
            lever("hotel_scheme_places", hotels),
            lever("alternative_housing_places", alternative),
        ),
    )
    chain = result.package.chain
    assert np.abs(chain.balance()).max() < PERSON
    for name in ("fast", "general", "departing", "transit", "pool", "hotel", "alternative", "family_queue"):
        assert getattr(chain, name).min() > -PERSON, name
    assert chain.status_holders.min() > -PERSON
    places = result.package.reception
    assert places.regular + places.emergency == pytest.approx(places.need)
    assert places.empty.min() >= 0


def test_everyone_is_granted_rejected_or_withdrawn() -> None:
    chain = baseline().baseline.chain
    assert chain.granted + chain.rejected == pytest.approx(chain.decided)


def test_without_inflow_the_chain_runs_empty() -> None:
    """Also the family of people who are granted has come by then; nobody stays in a stage for good."""
    drivers = steady(40, applications=0.0, resettled=0.0)
    chain = run_chain(drivers, projection_start(facts()), chain_rates(facts()))
    people = chain.pending + chain.departing + chain.transit + chain.pool
    assert people[-1] < 1.0
    assert (np.diff(chain.pending) <= PERSON).all()
    assert np.abs(chain.balance()).max() < PERSON


def test_without_inflow_and_family_the_number_of_people_only_falls() -> None:
    drivers = steady(40, applications=0.0, resettled=0.0, family_capacity=0.0)
    chain = run_chain(drivers, projection_start(facts()), chain_rates(facts()))
    people = chain.pending + chain.departing + chain.transit + chain.pool
    settled = people[4:]  # the family that was on its way at the start arrives in the first three months
    assert (np.diff(settled) <= PERSON).all()
    assert settled[-1] < 1.0


def test_littles_law_in_a_steady_state() -> None:
    """Constant inflow and just enough decisions: stock divided by flow is the mean wait in order of arrival."""
    rates, usual = chain_rates(facts()), steady(1)
    twice = usual.fast_share[0] * (1 - rates.fast_exit)  # who is not sent away in the fast tracks is decided on again
    drivers = steady(60, capacity=float(usual.applications[0] * (1 + twice)))
    chain = run_chain(drivers, projection_start(facts()), rates)
    for check in littles_law(chain, 40 * 12, 58 * 12):
        assert check.wait_by_law > 2.0
        assert check.gap == pytest.approx(0.0, abs=0.005), check


def test_littles_law_holds_about_in_the_projection() -> None:
    """The queues change slowly, so the law holds within the change over one waiting time."""
    for check in littles_law(baseline().baseline.chain, 36, 132):
        assert check.gap == pytest.approx(0.0, abs=0.10), check


def test_departure_takes_the_months_of_the_facts() -> None:
    drivers = steady(60)
    chain = run_chain(drivers, projection_start(facts()), chain_rates(facts()))
    assert chain.departing[-1] / chain.left[-1] == pytest.approx(facts().number("departure_months"), rel=0.01)


def test_waits_of_a_queue_counted_by_hand() -> None:
    """Ten wait; five go a month; five come a month: who comes in month m leaves two months later."""
    flow = np.full(6, 5.0)
    assert wait_of_entrants(10.0, flow, flow)[:3] == pytest.approx([2.0, 2.0, 2.0])
    assert np.isnan(wait_of_entrants(10.0, flow, flow)[5])
    leavers = wait_of_leavers(10.0, flow, flow)
    assert np.isnan(leavers[:2]).all()
    assert leavers[2:] == pytest.approx([2.0, 2.0, 2.0, 2.0])


def test_more_homes_shorten_the_wait_and_more_grants_lengthen_it() -> None:
    usual = home_wait(baseline().baseline.chain)[60]
    more_homes = project(facts(), package(lever("taakstelling", 25_000))).package.chain
    more_grants = project(facts(), package(lever("grant_rate", 80))).package.chain
    assert home_wait(more_homes)[60] < usual < home_wait(more_grants)[30:60].max()


def test_alternative_housing_empties_reception_and_not_the_queue_for_a_home() -> None:
    result = project(facts(), package(lever("alternative_housing_places", 6_000)))
    before, after = result.baseline.chain, result.package.chain
    assert after.pool[-1] == pytest.approx(before.pool[-1])
    assert after.status_holders[-1] == pytest.approx(before.status_holders[-1] - 6_000)
    assert after.alternative[-1] == pytest.approx(6_000)


def test_more_alternative_places_than_people_stay_empty() -> None:
    chain = project(facts(), package(lever("alternative_housing_places", 100_000))).package.chain
    assert chain.alternative[60] == pytest.approx(chain.pool[60] - chain.hotel[60])
    assert chain.status_holders[60] == pytest.approx(chain.transit[60])


def test_family_follows_grants_after_the_journey() -> None:
    """With room in the queue an extra grant brings its family exactly the travelling months later."""
    rates = chain_rates(facts())
    few = run_chain(steady(6, family_capacity=1e6), projection_start(facts()), rates)
    many = run_chain(steady(6, family_capacity=1e6, grant=0.9), projection_start(facts()), rates)
    extra = (many.granted - few.granted) * rates.family_per_grant
    assert (many.family - few.family)[: rates.family_travel] == pytest.approx(0.0)
    assert (many.family - few.family)[rates.family_travel :] == pytest.approx(extra[: -rates.family_travel])


def test_the_fast_tracks_take_their_part_of_the_capacity_first() -> None:
    rates = chain_rates(facts())
    drivers = steady(1, fast_share=0.9)
    chain = run_chain(drivers, projection_start(facts()), rates)
    most = drivers.capacity * (1 - rates.fast_capacity)
    assert chain.decided[6:] == pytest.approx(most[6:])
    assert chain.fast_closed[6:] == pytest.approx((drivers.capacity * rates.fast_capacity * rates.fast_exit)[6:])
