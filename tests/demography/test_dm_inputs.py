"""Facts that are wrong are refused with the place and the mend."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
from dm_helpers import facts

from bouwstenen.core.bounds import bound_of
from bouwstenen.core.errors import InputError
from bouwstenen.facts import load_facts
from bouwstenen.facts.loader import DATA_FOLDER
from bouwstenen.levers import Overlay
from bouwstenen.models.demography import demography_facts, project
from bouwstenen.models.demography.bounds import bounds

if TYPE_CHECKING:
    from pathlib import Path


def with_own(tmp_path: Path, text: str) -> None:
    """Run the model on facts with a user's own figures over them."""
    own = tmp_path / "eigen.yaml"
    own.write_text(text)
    project(demography_facts(load_facts(overrides=own)), Overlay())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("demography.population_male_2025: {40: -5}", ["population_male_2025", "leeftijd 40", "negatief"]),
        ("demography.death_probability_male_2030: {50: 1.5}", ["death_probability", "kansen"]),
        ("demography.death_probability_male_2030: {50: 0}", ["death_probability", "kansen"]),
        ("demography.arrival_age_study: {20: 900}", ["arrival_age_study", "tellen op", "1000"]),
        ("demography.arrival_age_study: {20: -1}", ["arrival_age_study", "negatief"]),
        ("demography.fertility_share: {30: 60}", ["fertility_share", "tellen op", "100"]),
        ("demography.departed_eu_labour: {2: 0.9}", ["departed_eu_labour", "niet daalt"]),
        ("demography.departed_eu_labour: {10: 1.0}", ["departed_eu_labour", "onder 1"]),
        ("demography.departed_eu_labour: {2: -0.1}", ["departed_eu_labour"]),
        ("demography.late_departure_family: 1.5", ["late_departure_family", "van 0 tot en met 1"]),
        ("demography.male_share_dutch: -0.2", ["male_share_dutch", "van 0 tot en met 1"]),
        ("demography.resident_emigration: {20: -3}", ["resident_emigration", "negatief"]),
        ("demography.living_alone: {40: 95}", ["living_alone", "100%"]),
        ("demography.participation_male: {40: 130}", ["participation_male", "te groot"]),
        ("demography.emigration: 1000", ["demography.emigration", "vertrekken al vaker"]),
        ("demography.boys_at_birth: .nan", ["boys_at_birth", "nan"]),
        ("demography.error_mortality: .inf", ["error_mortality", "inf"]),
        ("demography.boys_at_birth: 0.9", ["boys_at_birth", "0,4 tot en met 0,6"]),
        ("demography.base_year: 2031", ["base_year", "2031", "2026"]),
        ("demography.last_year: 2026", ["last_year", "2026"]),
        ("demography.mortality_level_first_year: 2026", ["mortality_level_first_year", "2025"]),
        ("demography.mortality_level_first_year: 2015", ["mortality_level_first_year", "2015"]),
        ("demography.observed_births: {2025: .nan}", ["observed_births", "nan", "2025"]),
        ("demography.observed_net_migration: {2025: 400000}", ["observed_net_migration", "400000", "2025"]),
        ("demography_scenario.baseline_net: {2030: 5.0e+7}", ["baseline_net", "2030", "1.000.000"]),
        ("demography_scenario.baseline_fertility: {2030: .nan}", ["baseline_fertility", "nan", "2030"]),
        ("demography.resident_emigration: {20: .nan}", ["resident_emigration"]),
        ("demography.participation_male: {40: .nan}", ["participation_male"]),
        ("demography.inhabitants_2023: {14: .nan}", ["inhabitants_2023", "nan"]),
        ("demography.immigration_family: {2024: 9000000}", ["immigration_family", "2024", "2.000.000"]),
        ("demography.population_male_2025: {40: 10}", ["meer immigranten", "2025"]),
        ("demography.inhabitants_2024: {14: 5}", ["inhabitants_202"]),
    ],
)
def test_wrong_own_figures_are_refused(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(InputError) as error:
        with_own(tmp_path, text + "\n")
    assert all(word in str(error.value) for word in words), str(error.value)


@pytest.mark.parametrize(
    ("file", "line", "words"),
    [
        ("demography_population.csv", "40,", ["leeftijd 40", "ontbreekt"]),
        ("demography_mortality.csv", "70,", ["leeftijd 70", "ontbreekt"]),
        ("demography_deaths.csv", "99,", ["leeftijd 99", "ontbreekt"]),
        ("demography_departure.csv", "5,", ["departed_eu_labour"]),
    ],
)
def test_missing_ages_are_named(tmp_path: Path, file: str, line: str, words: list[str]) -> None:
    for vintage in ("2025_05", "2025_10"):
        shutil.copytree(DATA_FOLDER / vintage, tmp_path / vintage)
    path = tmp_path / "2025_05" / file
    kept = [text for text in path.read_text().splitlines() if not text.startswith(line)]
    path.write_text("\n".join(kept) + "\n")
    with pytest.raises(InputError) as error:
        demography_facts(load_facts(folder=tmp_path))
    assert all(word in str(error.value) for word in words), str(error.value)


def test_own_figures_change_the_run(tmp_path: Path) -> None:
    own = tmp_path / "eigen.yaml"
    own.write_text("demography_scenario.baseline_net: {2030: 100000}\ndemography.immigration_asylum: {2030: 50000}\n")
    changed = project(demography_facts(load_facts(overrides=own)), Overlay()).baseline
    assert changed.net_migration[4] == pytest.approx(100_000)
    assert changed.arrivals[4, 4] == pytest.approx(50_000)


def test_layout_of_the_shipped_facts() -> None:
    found = facts()
    assert found.fertility_pattern.sum() == pytest.approx(1)
    assert found.arrival_profile.sum(axis=(1, 2)) == pytest.approx(np.ones(8))
    assert (found.departure >= 0).all()
    assert (found.departure < 1).all()
    assert found.populations[2020].sum() == pytest.approx(17_407_585)
    assert found.deaths[2019].sum() == 151_885
    assert (found.participation <= 1).all()


def test_arrivals_of_2030_have_the_published_ages() -> None:
    """CBS 85751NED: 25,919, 37,281 and 122,178 of 308,688 immigrants are 0-9, 10-19 and 20-29."""
    arrivals = np.array([found[2030] for found in facts().immigration.values()])
    ages = np.tensordot(arrivals, facts().arrival_profile, axes=1).sum(axis=0)
    bands = np.add.reduceat(ages, [0, 10, 20, 30])[:3]
    assert bands == pytest.approx([25_919, 37_281, 122_178], rel=0.01)
    assert arrivals.sum() == pytest.approx(308_688, rel=0.001)


def test_every_figure_and_yearly_series_has_bounds() -> None:
    shipped = load_facts()
    figures = [k.removeprefix("demography.") for k in shipped.values if k.startswith("demography.")]
    assert [name for name in figures if bound_of(name, bounds().figures) is None] == []
    scenarios = [key for key in shipped.columns if key.startswith("demography_scenario.")]
    assert [key for key in scenarios if bound_of(key, bounds().series) is None] == []
