"""What holds for every household and person of the synthetic population."""

from dataclasses import replace
from pickle import dumps, loads

import numpy as np
import pytest

from bouwstenen.law import law_on
from bouwstenen.population.build import build_chunk, chunks_for, synthetic_population
from bouwstenen.population.inputs import PopulationInputs
from bouwstenen.population.sample import Sample, joined
from bouwstenen.population.schema import COLUMNS, DESCRIPTORS

SMALL = 800
MINOR = 18
AOW_MONTHS = 67 * 12


def same(one: Sample, other: Sample) -> bool:
    """Every column of both has the same bytes."""
    tables = ((one.person, other.person), (one.household, other.household))
    return all(a.keys() == b.keys() and all(a[n].tobytes() == b[n].tobytes() for n in a) for a, b in tables)


def test_columns_are_those_of_the_schema(chunk: Sample) -> None:
    for entity, table in (("person", chunk.person), ("huishouden", chunk.household)):
        assert {COLUMNS[name] for name in table} == {entity}
        needed = {column.name for column in DESCRIPTORS if column.entity == entity}
        assert needed <= table.keys()
    for column in DESCRIPTORS:
        values = (chunk.person if column.entity == "person" else chunk.household)[column.name]
        if column.codes is not None:
            assert set(np.unique(values)) <= set(column.codes)


def test_the_law_accepts_the_tables(chunk: Sample) -> None:
    tables = chunk.law_tables(law_on("2026-01-01"))
    assert tables.size["huishouden"] == chunk.households == 20_000


def test_weights_add_up_to_all_households(chunk: Sample, inputs: PopulationInputs) -> None:
    assert chunk.weight.sum() == pytest.approx(inputs.households, rel=1e-3)
    ratio = chunk.weight * chunk.households / inputs.households
    assert ratio.min() > inputs.figures["weight_lowest"] - 1e-6
    assert ratio.max() < inputs.figures["weight_highest"] + 1e-6


def test_households_have_the_members_of_their_type(chunk: Sample) -> None:
    person, kind = chunk.person, chunk.household["huishoudtype"]
    children = chunk.sum_persons(person["is_kind"].astype(int))
    residents = chunk.sum_persons(person["medebewoner"].astype(int))
    size = chunk.sum_persons(np.ones(len(person["leeftijd"]), dtype=int))
    adults = size - children - residents
    assert (adults == np.isin(kind, (2, 3)) + 1).all()
    assert (size[kind == 1] == 1).all()
    assert (children[np.isin(kind, (1, 2, 5))] == 0).all()
    assert (children[np.isin(kind, (3, 4))] > 0).all()
    assert (residents[kind == 5] > 0).all()


def test_partners_share_units_and_minors_join_the_family(chunk: Sample) -> None:
    person, household = chunk.person, chunk.household_of
    couple = np.isin(chunk.household["huishoudtype"], (2, 3))
    starts = chunk.starts
    for unit in ("fiscale_partners", "toeslagpartners"):
        keys, counts = np.unique(person[unit], return_counts=True)
        assert counts.max() == 2
        assert (counts == 2).sum() == couple.sum()
        assert (person[unit][starts[couple]] == person[unit][starts[couple] + 1]).all()
        assert len(keys) == len(household) - couple.sum()
    minor = person["is_kind"] & (person["leeftijd"] < MINOR)
    assert (person["gezin"][minor] == person["gezin"][starts[household[minor]]]).all()
    grown = person["is_kind"] & ~minor
    assert (person["gezin"][grown] != person["gezin"][starts[household[grown]]]).all()


def test_children_are_younger_than_their_parents(chunk: Sample) -> None:
    person = chunk.person
    child = np.flatnonzero(person["is_kind"])
    parent = chunk.starts[chunk.household_of[child]]
    gap = person["leeftijd"][parent] - person["leeftijd"][child]
    assert gap.min() >= 13
    mothers = person["geslacht"][parent] == 1
    assert np.median(gap[mothers]) == pytest.approx(30.5, abs=1.5)
    assert (person["leeftijd"][~person["is_kind"]] >= MINOR).all()


def test_ages_agree_with_months_and_birth_year(chunk: Sample) -> None:
    person = chunk.person
    assert (person["leeftijd_maanden"] // 12 == person["leeftijd"]).all()
    assert (person["geboortejaar"] + person["leeftijd"] == chunk.year - 1).all()


def test_work_and_amounts_belong_together(chunk: Sample) -> None:
    person = chunk.person
    status, age = person["arbeidsstatus"], person["leeftijd"]
    assert (person["loon"][age < 15] == 0.0).all()
    assert (person["loon"][status == 1] > 0.0).all()
    assert (person["winst"][status != 2] == 0.0).all()
    assert (person["winst"][status == 2] < 0.0).any()
    assert ((person["uren_per_week"] > 0.0) == ((person["loon"] > 0.0) | (status == 2))).all()
    assert (age[person["student"]] >= MINOR).all()
    assert (age[person["student"]] < 30).all()
    assert not (person["student"] & (person["onderwijs"] == 0)).any()
    assert not (person["uitwonend"] & person["is_kind"]).any()


def test_no_benefits_for_workers_above_pension_age(chunk: Sample) -> None:
    person = chunk.person
    old = person["leeftijd_maanden"] >= AOW_MONTHS
    assert (person["uitkering"][old] == 0.0).all()
    assert not person["wajong_met_arbeidsvermogen"][old].any()
    assert not np.isin(person["arbeidsstatus"][old], (0, 3, 4, 5)).any()


def test_who_cannot_work_is_consistent_with_the_law(chunk: Sample) -> None:
    """Only Wajong without work capacity may be unable since youth: IVA and bijstand are marked as later."""
    person = chunk.person
    unable = ~person["arbeidsvermogen"]
    assert not (unable & person["wajong_met_arbeidsvermogen"]).any()
    assert person["arbeidsongeschikt_na_jeugd"][unable & (person["uitkering"] > 0.0)].all()
    assert person["arbeidsongeschikt_na_jeugd"][unable & (person["arbeidsstatus"] == 5)].all()


def test_homes(chunk: Sample) -> None:
    household = chunk.household
    owned = household["eigendom"] == 1
    value = chunk.sum_persons(chunk.person["woz_waarde"])
    assert ((value > 0.0) == owned).all()
    assert ((household["kale_huur_per_maand"] > 0.0) == ~owned).all()
    assert (chunk.sum_persons(chunk.person["hypotheekrente"])[~owned] == 0.0).all()
    assert (household["woning_soort"][owned] == 2).all()


def test_childcare_only_for_children_of_busy_parents(chunk: Sample) -> None:
    person = chunk.person
    care = person["kinderopvang_soort"] > 0
    assert (person["leeftijd"][care] <= 12).all()
    assert person["is_kind"][care].all()
    assert (care == (person["kinderopvang_uren_per_maand"] > 0.0)).all()
    assert (care == (person["kinderopvang_uurprijs"] > 0.0)).all()
    parent = ~person["is_kind"] & ~person["medebewoner"]
    busy = (person["loon"] > 0.0) | (person["arbeidsstatus"] == 2) | person["student"] | person["volgt_traject"]
    idle = chunk.sum_persons((parent & ~busy).astype(int)) > 0
    assert not idle[chunk.household_of[care]].any()


def test_same_seed_same_bytes(inputs: PopulationInputs) -> None:
    one = build_chunk(inputs, 3, 10, 5, SMALL)
    again = build_chunk(loads(dumps(inputs)), 3, 10, 5, SMALL)  # noqa: S301 - our own bytes
    assert same(one, again)
    assert not same(one, build_chunk(inputs, 3, 10, 6, SMALL))


def test_a_chunk_is_the_same_alone_and_in_a_row(inputs: PopulationInputs) -> None:
    row = list(synthetic_population(inputs, 4 * SMALL, 5, SMALL))
    assert len(row) == 4
    assert same(row[2], build_chunk(inputs, 2, 4, 5, SMALL))
    assert [int(sample.household["groep"][0]) for sample in row] == [0, 1, 2, 3]
    together = joined(row)
    assert together.weight.sum() == pytest.approx(inputs.households, rel=5e-3)
    assert len(np.unique(together.person["huishouden"])) == together.households


def test_households_do_not_depend_on_the_number_of_chunks(inputs: PopulationInputs) -> None:
    few, many = build_chunk(inputs, 1, 2, 5, SMALL), build_chunk(inputs, 1, 4, 5, SMALL)
    assert few.weight == pytest.approx(2.0 * many.weight)
    assert same(replace(few, household={**few.household, "gewicht": many.weight}), many)


@pytest.mark.parametrize(("households", "chunks"), [(1, 1), (20_000, 1), (49_000, 2), (200_000, 10), (8_500_000, 425)])
def test_sizes_are_rounded_to_whole_chunks(households: int, chunks: int) -> None:
    assert chunks_for(households) == chunks
