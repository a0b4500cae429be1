"""What the synthesis needs from the facts and the law, read once: tables by single age, and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.law import parameter_set
from bouwstenen.population.constants import AGES, BASE_YEAR, MONTHS, OLDEST
from bouwstenen.population.measures import IncomeConcept
from bouwstenen.population.schema import MAN, WOMAN
from bouwstenen.population.take_up import TakeUp, published_take_up
from bouwstenen.population.targets import Target, read_targets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bouwstenen.facts.loader import Facts

POSITIONS = ("child", "alone", "couple_without", "couple_with", "lone_parent", "other", "institution")
AS_CHILD, AS_SINGLE, IN_COUPLE, IN_FAMILY, AS_LONE_PARENT, AS_OTHER, IN_INSTITUTION = range(len(POSITIONS))
"""Places of persons in the household, in the order of `POSITIONS`: the last axis of tables of positions."""
_BAND = 5
_PERCENT = 100.0
_SEXES = ("men", "women")
_KINDS = ("couples", "lone_parents")
_FLOOR = 1e-5
_OLD = 65
_WORKERS_OF_75 = slice(75, 85)
"""Ages of `synthesis.participation_above_75`; nobody older works."""
_LAW = (
    "aow_leeftijd_maanden", "aow_alleenstaand_per_maand", "aow_samenwonend_per_maand", "minimumuurloon",
    "minimumjeugdloon_20", "minimumjeugdloon_19", "minimumjeugdloon_18", "minimumjeugdloon_17", "minimumjeugdloon_16",
    "minimumjeugdloon_15", "kinderopvang_uurprijs_dagopvang", "kinderopvang_uurprijs_bso",
    "kinderopvang_uurprijs_gastouder", "bijstandsnorm_alleenstaande", "volwassen_leeftijd", "kinderopvang_uren_maximum",
    "minimumvakantiebijslag", "studiefinanciering_leeftijd_maximum",
)  # fmt: skip


@dataclass(frozen=True)
class PopulationInputs:
    """Everything that the synthesis reads; made of plain arrays, so that it travels to other processes.

    positions: persons in private households, (2 sexes, AGES, 6), by `POSITIONS` without institutions.
    residents: chances of age of other household members, (2, AGES), adding up to 1.
    partners: couples by age of the woman and age of the man, (AGES, AGES).
    families: households with children by kind (couple, lone parent), age of the mother and number (1, 2, 3+).
    at_home: share of persons of each age who live as a child with their parents, (AGES,).
    boys: share of boys among children at home, (AGES,).
    births: density of the age of mothers at birth, (AGES,).
    profiles: figures by single age, (AGES,), as shares or amounts.
    figures: single figures of `synthesis.yaml`, by name without prefix.
    counts: numbers of the year that the synthesis aims at (recipients, households), by name.
    law: parameters of the law on 1 January of the base year.
    households: private households in the base year.
    provinces: codes, (12,). regions: persons, couples with children and lone parents by province, (3, 12).
    targets: of the calibration and the hold-outs. take_up: published non-take-up. concept: income by CBS.
    """

    positions: NDArray[np.float64]
    residents: NDArray[np.float64]
    partners: NDArray[np.float64]
    families: NDArray[np.float64]
    at_home: NDArray[np.float64]
    boys: NDArray[np.float64]
    births: NDArray[np.float64]
    profiles: Mapping[str, NDArray[np.float64]]
    figures: Mapping[str, float]
    counts: Mapping[str, float]
    law: Mapping[str, float]
    households: float
    provinces: NDArray[np.int32]
    regions: NDArray[np.float64]
    targets: tuple[Target, ...]
    take_up: TakeUp
    concept: IncomeConcept


def population_inputs(facts: Facts) -> PopulationInputs:
    """Read what the synthesis needs. Raises InputError when a figure is missing."""
    figures = {
        key.removeprefix("synthesis."): figure.value
        for key, figure in facts.values.items()
        if key.startswith("synthesis.")
    }
    growth = figures["persons_2026"] / facts.value("population.persons")
    positions = growth * _positions(facts)
    private = positions[:, :, :IN_INSTITUTION].copy()
    # Minors who are no child of anyone at the address are taken as children.
    law = _law()
    minors = np.arange(AGES) < law["volwassen_leeftijd"]
    private[:, minors, AS_CHILD] += private[:, minors, AS_SINGLE:].sum(axis=2)
    private[:, minors, AS_SINGLE:] = 0.0
    other, children = private[:, :, AS_OTHER], private[:, :, AS_CHILD]
    at_home = children.sum(axis=0) / np.maximum(positions.sum(axis=(0, 2)), 1.0)
    lone = private[:, :, AS_LONE_PARENT]
    parents = private[WOMAN, :, IN_FAMILY], lone[WOMAN] + lone[MAN]
    counts = _counts(facts, growth) | {"growth": growth, "private_65": _private_share(positions)}
    return PopulationInputs(
        positions=private,
        residents=other / other.sum(),
        partners=_partners(private, figures),
        families=np.stack([_families(facts, kind, growth, row) for kind, row in zip(_KINDS, parents, strict=True)]),
        at_home=at_home,
        boys=children[MAN] / np.maximum(children.sum(axis=0), 1.0),
        births=_births(facts),
        profiles=_profiles(facts),
        figures=figures,
        counts=counts,
        law=law,
        households=_household_count(facts, growth),
        provinces=np.array(facts.series("population.province_persons").index, dtype=np.int32),
        regions=_regions(facts),
        targets=read_targets(facts, counts, private),
        take_up=published_take_up(facts),
        concept=_concept(facts, figures),
    )


def fit(seed: NDArray[np.float64], rows: NDArray[np.float64], columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """Iterative proportional fitting: the table nearest to `seed` with these sums of rows and of columns.

    The sums of `rows` and `columns` have to be equal; columns are exact, rows to 1 in a million or after 500 rounds.
    """
    table = seed.astype(np.float64)
    for _ in range(500):
        table *= (rows / np.maximum(table.sum(axis=1), 1e-300))[:, None]
        table *= columns / np.maximum(table.sum(axis=0), 1e-300)
        if np.allclose(table.sum(axis=1), rows, rtol=1e-6, atol=1e-9):
            break
    return table


def _positions(facts: Facts) -> NDArray[np.float64]:
    """Persons by sex, single age and position: five-year shares made smooth, fitted to age x sex and to positions."""
    tables: list[NDArray[np.float64]] = []
    for sex, people in zip(_SEXES, ("male", "female"), strict=True):
        firsts = range(0, OLDEST, _BAND)
        series = [facts.series(f"population.{sex}_{position}") for position in POSITIONS]
        bands = np.array([[column.at(first) or 0.0 for column in series] for first in firsts])
        ages = facts.series(f"demography.population_{people}_2025").array(0, OLDEST)
        shares = np.stack([_smooth(firsts, share) for share in (bands / bands.sum(axis=1, keepdims=True)).T], axis=1)
        totals = bands.sum(axis=0)
        # Within a band the published number of each position holds on average: fit to both margins.
        tables.append(fit(shares * ages[:, None] + 1e-9, ages, totals * (ages.sum() / totals.sum())))
    return np.stack(tables)


def _smooth(firsts: Sequence[int], bands: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Values by single age from values by five-year band: straight lines between the middles of the bands.

    firsts: the lowest age of each band.
    """
    return np.interp(np.arange(AGES), np.array(firsts) + (_BAND - 1) / 2.0, bands)


def _families(facts: Facts, kind: str, growth: float, parents: NDArray[np.float64]) -> NDArray[np.float64]:
    """Families by age of the mother and number of children at home (1, 2, 3 or more)."""
    two, three = (_profile(facts, f"synthesis.{number}_children") / _PERCENT for number in ("two", "three"))
    numbers = ("1_child", "2_children", "3_children")
    totals = growth * np.array([facts.value(f"population.{kind}_{number}") for number in numbers])
    seed = parents[:, None] * np.stack([1.0 - two - three, two, three], axis=1)
    return fit(seed, parents, totals * (parents.sum() / totals.sum()))


def _partners(private: NDArray[np.float64], figures: Mapping[str, float]) -> NDArray[np.float64]:
    """Couples by age of the woman and of the man: a normal gap in age, fitted to the people in couples by age."""
    women, men = (private[sex, :, IN_COUPLE : IN_FAMILY + 1].sum(axis=1) for sex in (WOMAN, MAN))
    ages = np.arange(AGES)
    gap = (ages[None, :] - ages[:, None] - figures["partner_age_gap"]) / figures["partner_age_spread"]
    # A few couples differ by much: a thin floor keeps the fit possible at every age.
    seed = np.exp(-0.5 * gap * gap) + _FLOOR
    return fit(seed * np.outer(women > 0.0, men > 0.0), women, men * (women.sum() / men.sum()))


def _births(facts: Facts) -> NDArray[np.float64]:
    """Density of the age of mothers at birth by single year, from five-year shares by a smooth cumulative curve."""
    from scipy.interpolate import PchipInterpolator

    known = facts.series("demography.fertility_share").known()
    edges = np.array([*known, max(known) + _BAND], dtype=np.float64)
    curve = PchipInterpolator(edges, np.concatenate(([0.0], np.cumsum(list(known.values())))))
    ages = np.arange(AGES + 1, dtype=np.float64)
    cumulative = curve(np.clip(ages, edges[0], edges[-1]))
    density = np.diff(cumulative)
    return density / density.sum()


def _profile(facts: Facts, key: str) -> NDArray[np.float64]:
    """A series by five-year band, by single age; 0 below the first band."""
    known = facts.series(key).known()
    values = _smooth(list(known), list(known.values()))
    values[: min(known)] = 0.0
    return values


def _profiles(facts: Facts) -> dict[str, NDArray[np.float64]]:
    """Every series of the synthesis by single age, percentages as shares; and the share of men and women who work."""
    result: dict[str, NDArray[np.float64]] = {}
    for key, series in facts.columns.items():
        if not key.startswith("synthesis."):
            continue
        scale = 1.0 / _PERCENT if series.unit == "%" else 1.0
        if series.index[1] - series.index[0] == 1:
            values = np.zeros(AGES)
            values[list(series.known())] = list(series.known().values())
        else:
            values = _profile(facts, key)
        result[key.removeprefix("synthesis.")] = values * scale
    for sex, people in zip(_SEXES, ("male", "female"), strict=True):
        gross = _profile(facts, f"demography.participation_{people}") / _PERCENT
        employed = gross * facts.value("synthesis.net_of_gross_participation")
        employed[_WORKERS_OF_75] = facts.value("synthesis.participation_above_75")
        employed[_WORKERS_OF_75.stop :] = 0.0
        result[f"employed_{sex}"] = employed
    return result


def _counts(facts: Facts, growth: float) -> dict[str, float]:
    names = {
        "bijstand": "population.assistance_households_young",
        "anw": "households.uitkeringen_anw_2024",
        "ioaw": "households.uitkeringen_ioaw_2024",
        "ww": "households.ontvangers_ww_2025_04",
        "non_take_up_bijstand": "households.niet_gebruik_bijstand_2018",
        "other_households": "demography.other_households_2024",
        "directors": "population.directors",
        "aow_incomplete_share": "population.aow_incomplete_share",
    }
    found = {name: facts.value(key) for name, key in names.items()}
    found["other_households"] *= growth
    return found


def _regions(facts: Facts) -> NDArray[np.float64]:
    """Persons, couples with children at home and lone parents, by province."""
    names = ("persons", "households_with_children", "lone_parents")
    series = [facts.series(f"population.province_{name}") for name in names]
    persons, families, lone = (found.array(found.index[0], found.index[-1]) for found in series)
    return np.stack([persons, families - lone, lone])


def _law() -> dict[str, float]:
    values = parameter_set().at(f"{BASE_YEAR}-01-01").values
    result: dict[str, float] = {}
    for name in _LAW:
        value = values[name]
        assert isinstance(value, (int, float))
        result[name] = float(value)
    return result


def _private_share(positions: NDArray[np.float64]) -> float:
    """Part of the people of 65 and older who do not live in an institution."""
    old = positions[:, _OLD:].sum(axis=(0, 1))
    return float(1.0 - old[-1] / old.sum())


def _concept(facts: Facts, figures: Mapping[str, float]) -> IncomeConcept:
    growth = 1.0
    for year in range(2023, BASE_YEAR + 1):
        growth *= 1.0 + facts.value(f"households_model.price_growth_{year}") / _PERCENT
    return IncomeConcept(
        rental_value=figures["income_rental_value"],
        savings=figures["income_savings"],
        investments=figures["income_investments"],
        second_adult=facts.value("households_model.equivalence_second_adult"),
        next_adult=facts.value("households_model.equivalence_next_adult"),
        child=facts.value("households_model.equivalence_child"),
        low_income=MONTHS * growth * facts.value("households_model.low_income_line_2022"),
        wealth_line=figures["wealth_line"],
        adult=_law()["volwassen_leeftijd"],
    )


def _household_count(facts: Facts, growth: float) -> float:
    """Private households: people alone, half of the partners, lone parents and other households."""
    alone, partners, lone = (facts.value(f"population.persons_{kind}") for kind in ("alone", "couple", "lone_parent"))
    return growth * (alone + partners / 2.0 + lone + facts.value("demography.other_households_2024"))
