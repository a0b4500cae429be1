"""Households and who is in them: type, partners, children and other members, with age and sex.

The number of households of every type by age and sex of the head follows from fitted tables of persons by position; a
chunk gets each number rounded up or down (systematic sampling). Ages of children follow from the age of the mother.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.population.constants import AGES, BASE_YEAR, MONTHS, OLDEST
from bouwstenen.population.inputs import AS_LONE_PARENT, AS_OTHER, AS_SINGLE, IN_COUPLE
from bouwstenen.population.schema import ALONE, COUPLE, COUPLE_WITH, LONE_PARENT, MAN, OTHER, WOMAN
from bouwstenen.population.synthesis.draft import CHILD, HEAD, PARTNER, RESIDENT, Draft, allocate, normal, spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.population.inputs import PopulationInputs

MOST_CHILDREN = 5


def make_households(draft: Draft, size: int) -> None:
    """Fill the draft with `size` households and their persons: type, role, age, sex and keys."""
    random = draft.random("households")
    kind, number, sex, age = _heads(draft.inputs, size, random)
    children = _number_of_children(draft.inputs, kind, number, random)
    residents = _number_of_residents(draft.inputs, kind, random)
    adults = 1 + np.isin(kind, (COUPLE, COUPLE_WITH))
    order = random.permutation(size)
    kind, sex, age, adults, children, residents = (
        column[order] for column in (kind, sex, age, adults, children, residents)
    )
    draft.household |= {"huishoudtype": kind.astype(np.int32), "personen": adults + children + residents}
    role = _roles(adults, children, residents)
    draft.person["rol"] = role
    ages, sexes = np.zeros(len(role), dtype=np.int64), np.zeros(len(role), dtype=np.int64)
    ages[draft.starts], sexes[draft.starts] = age, sex
    _partners(draft, ages, sexes, random)
    _children(draft, ages, sexes, random)
    _residents(draft, ages, sexes, random)
    draft.person |= {"leeftijd": ages, "geslacht": sexes}
    _finish(draft, random)


def _heads(
    inputs: PopulationInputs, size: int, random: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Type, class of number of children (0 none, 1, 2, 3 or more), sex and age of the head of every household.

    The head of a couple is the woman (until some couples become couples of the same sex).
    """
    people = inputs.positions
    others = inputs.residents * inputs.counts["other_households"]
    mother_shares = inputs.families[1] / np.maximum(inputs.families[1].sum(axis=1, keepdims=True), 1e-12)
    gap = round(inputs.figures["father_lone_gap"])
    father_shares = np.concatenate((np.repeat(mother_shares[:1], gap, axis=0), mother_shares[: AGES - gap]))
    couples = np.concatenate((people[WOMAN, :, IN_COUPLE][:, None], inputs.families[0]), axis=1)
    lone_mothers = people[WOMAN, :, AS_LONE_PARENT][:, None] * mother_shares
    lone_fathers = people[MAN, :, AS_LONE_PARENT][:, None] * father_shares
    blocks = [
        (ALONE, 0, MAN, people[MAN, :, AS_SINGLE]),
        (ALONE, 0, WOMAN, people[WOMAN, :, AS_SINGLE]),
        *((COUPLE if n == 0 else COUPLE_WITH, n, WOMAN, couples[:, n]) for n in range(4)),
        *((LONE_PARENT, n + 1, WOMAN, lone_mothers[:, n]) for n in range(3)),
        *((LONE_PARENT, n + 1, MAN, lone_fathers[:, n]) for n in range(3)),
        (OTHER, 0, MAN, others[MAN]),
        (OTHER, 0, WOMAN, others[WOMAN]),
    ]
    counts = allocate(np.stack([block[3] for block in blocks]), size, random.random())
    rows, ages = np.nonzero(counts)
    repeat = counts[rows, ages]
    labels = np.array([block[:3] for block in blocks])[rows]
    kind, number, sex = (np.repeat(labels[:, i], repeat) for i in range(3))
    return kind, number, sex, np.repeat(ages, repeat)


def _number_of_children(
    inputs: PopulationInputs, kind: NDArray[np.int64], number: NDArray[np.int64], random: np.random.Generator
) -> NDArray[np.int64]:
    children = number.copy()
    large = np.flatnonzero((number == 3) & (kind > COUPLE))
    draws = spread(random, len(large))
    five = inputs.figures["three_plus_five"]
    children[large] += (draws < five + inputs.figures["three_plus_four"]).astype(np.int64) + (draws < five)
    return children


def _number_of_residents(
    inputs: PopulationInputs, kind: NDArray[np.int64], random: np.random.Generator
) -> NDArray[np.int64]:
    """Other adults: one or two in other households, and the rest of all other members with couples and parents."""
    residents = np.zeros(len(kind), dtype=np.int64)
    other = np.flatnonzero(kind == OTHER)
    residents[other] = 1 + (spread(random, len(other)) < inputs.figures["other_size_three"])
    persons = inputs.positions[:, :, AS_OTHER].sum() * len(kind) / inputs.households
    hosts = np.flatnonzero((kind != OTHER) & (kind != ALONE))
    left = persons - len(other) - residents.sum()
    chance = left / len(hosts)
    residents[hosts] += spread(random, len(hosts)) < chance
    return residents


def _roles(adults: NDArray[np.int64], children: NDArray[np.int64], residents: NDArray[np.int64]) -> NDArray[np.int64]:
    counts = np.stack([np.ones_like(adults), adults - 1, children, residents], axis=1)
    return np.repeat(np.tile(np.array([HEAD, PARTNER, CHILD, RESIDENT]), len(adults)), counts.ravel())


def _partners(draft: Draft, ages: NDArray[np.int64], sexes: NDArray[np.int64], random: np.random.Generator) -> None:
    """Partners by the age of the woman; some couples become two men or two women."""
    figures = draft.inputs.figures
    second = np.flatnonzero(draft.person["rol"] == PARTNER)
    cumulative = np.cumsum(draft.inputs.partners, axis=1)
    cumulative[cumulative[:, -1] <= 0.0] = 1.0
    ages[second] = _from_table(cumulative, ages[second - 1], spread(random, len(second)))
    same = spread(random, len(second))
    share = figures["same_sex_couples"]
    sexes[second] = np.where(same < share / 2.0, WOMAN, MAN)
    sexes[second - 1] = np.where(same > 1.0 - share / 2.0, MAN, WOMAN)


def _children(draft: Draft, ages: NDArray[np.int64], sexes: NDArray[np.int64], random: np.random.Generator) -> None:
    """Ages of the children from the age of the mother (of a lone father less a gap), siblings some years apart."""
    inputs, starts = draft.inputs, draft.starts
    role = draft.person["rol"]
    count = np.bincount(draft.household_of[role == CHILD], minlength=draft.households)
    families = np.flatnonzero(count)
    count = count[families]
    heads = starts[families]
    mother = ages[heads] - np.where(sexes[heads] == MAN, round(inputs.figures["father_lone_gap"]), 0)
    table = _child_age_table(inputs)
    cumulative = np.cumsum(table, axis=1)
    mother = np.clip(mother, 0, OLDEST)
    first = _from_table(cumulative, mother, spread(random, len(families)))
    youngest, oldest = first.copy(), first.copy()
    found = np.full((len(families), MOST_CHILDREN), -1, dtype=np.int64)
    found[:, 0] = first
    for place in range(1, MOST_CHILDREN):
        more = count > place
        gap = inputs.figures["sibling_gap_mean"] + inputs.figures["sibling_gap_spread"] * normal(random, len(families))
        steps = np.maximum(np.rint(gap), 1).astype(np.int64)
        below, above = youngest - steps, np.minimum(oldest + steps, OLDEST)
        chance_below = np.where(below >= 0, table[mother, np.maximum(below, 0)], 0.0)
        chance_above = table[mother, above]
        total = chance_below + chance_above
        up = random.random(len(families)) * np.where(total > 0.0, total, 1.0) >= chance_below
        up &= (chance_above > 0.0) | (below < 0)
        age = np.where(up, np.where(chance_above > 0.0, above, oldest), np.maximum(below, 0))
        found[:, place] = np.where(more, age, -1)
        youngest, oldest = (
            np.where(more, np.minimum(youngest, age), youngest),
            np.where(more, np.maximum(oldest, age), oldest),
        )
    found = -np.sort(-found, axis=1)
    ages[role == CHILD] = found[found >= 0]
    rows = np.flatnonzero(role == CHILD)
    sexes[rows] = np.where(spread(random, len(rows)) < inputs.boys[ages[rows]], MAN, WOMAN)


def _child_age_table(inputs: PopulationInputs) -> NDArray[np.float64]:
    """Chance of the age of a child at home by age of the mother, (AGES, AGES); rows add up to 1."""
    mother, child = np.arange(AGES)[:, None], np.arange(AGES)[None, :]
    age_at_birth = mother - child
    table = np.where(age_at_birth >= 0, inputs.births[np.maximum(age_at_birth, 0)], 0.0) * inputs.at_home[None, :]
    total = table.sum(axis=1)
    # Mothers too old or too young for the table have the ages of the nearest mother.
    known = np.flatnonzero(total > 1e-6)
    nearest = known[np.abs(known[None, :] - np.arange(AGES)[:, None]).argmin(axis=1)]
    return (table / np.maximum(total, 1e-300)[:, None])[nearest]


def _from_table(
    cumulative: NDArray[np.float64], rows: NDArray[np.int64], draws: NDArray[np.float64]
) -> NDArray[np.int64]:
    """For each row of a table of cumulative chances the column that a draw falls in."""
    flat = (cumulative / cumulative[:, -1:] + np.arange(len(cumulative))[:, None]).ravel()
    found = np.searchsorted(flat, rows + draws, side="right")
    return np.minimum(found - rows * cumulative.shape[1], cumulative.shape[1] - 1)


def _residents(draft: Draft, ages: NDArray[np.int64], sexes: NDArray[np.int64], random: np.random.Generator) -> None:
    rows = np.flatnonzero(draft.person["rol"] == RESIDENT)
    chances = np.cumsum(draft.inputs.residents.ravel())
    cells = np.minimum(np.searchsorted(chances, spread(random, len(rows)) * chances[-1], side="right"), 2 * AGES - 1)
    ages[rows], sexes[rows] = cells % AGES, cells // AGES


def _finish(draft: Draft, random: np.random.Generator) -> None:
    """Months, year of birth, keys, what only residents have, and where households live."""
    role, age = draft.person["rol"], draft.person["leeftijd"]
    figures, size = draft.inputs.figures, draft.persons
    minor = (role == CHILD) & (age < draft.inputs.law["volwassen_leeftijd"])
    rows = np.arange(size)
    units = np.where(role == PARTNER, rows - 1, rows)
    shared, tenant = figures["shared_household"], figures["commercial_tenants"]
    draws = np.where(role == RESIDENT, random.random(size), 1.0)
    draft.person |= {
        "leeftijd_maanden": (MONTHS * age + random.integers(0, MONTHS, size)).astype(np.int32),
        "geboortejaar": (BASE_YEAR - 1 - age).astype(np.int32),
        "is_kind": role == CHILD,
        "medebewoner": role == RESIDENT,
        "gezamenlijke_huishouding": draws < shared,
        "commerciele_huurder": (draws >= shared) & (draws < shared + tenant),
        "huishouden": draft.household_of,
        "fiscale_partners": units,
        "toeslagpartners": units,
        "gezin": np.where(minor, draft.starts[draft.household_of], units),
    }
    _places(draft, random)


def _places(draft: Draft, random: np.random.Generator) -> None:
    """Province by type of household: families as published, all others by the inhabitants that are left."""
    kind, persons, inputs = draft.household["huishoudtype"], draft.household["personen"], draft.inputs
    inhabitants, couples, lone = inputs.regions
    families = {COUPLE_WITH: couples, LONE_PARENT: lone}
    found = np.zeros(draft.households, dtype=np.int32)
    left = inhabitants.copy()
    for code, number in families.items():
        rows = np.flatnonzero(kind == code)
        left -= number * (persons[rows].mean() if len(rows) else 0.0)
        found[rows] = _drawn(inputs.provinces, number, spread(random, len(rows)))
    others = np.flatnonzero(~np.isin(kind, list(families)))
    found[others] = _drawn(inputs.provinces, np.maximum(left, 0.0), spread(random, len(others)))
    draft.household["provincie"] = found


def _drawn(codes: NDArray[np.int32], chances: NDArray[np.float64], draws: NDArray[np.float64]) -> NDArray[np.int32]:
    limits = np.cumsum(chances)
    return codes[np.minimum(np.searchsorted(limits, draws * limits[-1], side="right"), len(codes) - 1)]
