"""What the three contestants share: synthetic households, the sub-law of 2025 and its amounts, read from the law.

The sub-law is income tax of box 1 with four credits, Zvw contributions, zorgtoeslag, kindgebonden budget and
huurtoeslag. What the whole law adds to that is nil for these households. They have no enterprise, own home, deductions
or box 2. Adults own too much for bijstand, and whoever owns more than the box 3 allowance reports a nil return. People
of AOW age built up no AOW and live on a pension. Benefits lie above the norms of the Toeslagenwet. Nobody is a paying
lodger or a co-resident, lives abroad or in an adapted home, or is unable to work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.rules import Parameters, RuleGraph

    Table = dict[str, NDArray[Any]]

DATE = "2025-01-01"
PERSON_OUTPUTS = ("inkomensheffing", "zvw_bijdrage")
HOUSEHOLD_OUTPUTS = ("zorgtoeslag", "kindgebonden_budget", "huurtoeslag")
OUTPUTS = (*PERSON_OUTPUTS, *HOUSEHOLD_OUTPUTS)
OUTSIDE = (
    "aow",
    "anw",
    "berekende_uitkeringen",
    "bijstand_bruto",
    "winst_uit_onderneming",
    "belastbare_winst",
    "inkomsten_eigen_woning",
    "persoonsgebonden_aftrek_box1",
    "tariefsaanpassing_aftrekposten",
    "belastbaar_inkomen_aanmerkelijk_belang",
    "heffing_box2",
    "belastbaar_inkomen_box3",
    "heffing_box3",
    "jonggehandicaptenkorting",
    "alleenstaandeouderenkorting",
)
"""Where the sub-law ends: names of the law that become inputs of nil."""
HEAD, PARTNER, CHILD, ADULT_CHILD = range(4)


def sublaw() -> RuleGraph:
    """The rules of the law themselves, with the names in `OUTSIDE` as inputs."""
    from bouwstenen.law import definitions, law_on, parameter_set
    from bouwstenen.rules import Input, RuleGraph

    found, nodes = definitions(), law_on(DATE).nodes
    nil = [Input(name, nodes[name].entity, nodes[name].unit, nodes[name].kind, 0.0, "") for name in OUTSIDE]
    rules = [rule for rule in found.rules if rule.name not in OUTSIDE]
    return RuleGraph([*found.inputs, *nil], rules, found.aggregates, parameter_set(), DATE)


def amounts() -> Parameters:
    """The parameters of the law on the date; the other two contestants read the same values."""
    from bouwstenen.law import parameter_set

    return parameter_set().at(DATE)


def make_households(persons: int, seed: int = 2025) -> tuple[Table, Table]:
    """A table of persons and one of households, as `Population` takes them; at most `persons` rows.

    The first adult of a household comes first, then the partner, children under 18, and adult children.
    """
    random = np.random.default_rng(seed)
    count = persons // 2 + 8
    kinds = random.choice(5, count, p=[0.35, 0.27, 0.24, 0.08, 0.06])  # alone, pair, pair + children, one parent, mixed
    adults = np.where((kinds == 0) | (kinds == 3), 1, 2)
    children = np.where(kinds >= 2, random.integers(1, 4, count), 0)
    grown = np.where(kinds == 4, random.integers(1, 3, count), 0)
    size = adults + children + grown
    kept = int(np.searchsorted(np.cumsum(size), persons, side="right"))
    adults, children, size = adults[:kept], children[:kept], size[:kept]
    household = np.repeat(np.arange(kept, dtype=np.int32), size)
    starts = np.cumsum(size) - size
    place = np.arange(len(household)) - starts[household]
    first_grown = (adults + children)[household]
    role = np.where(place == 0, HEAD, np.where(place < adults[household], PARTNER, CHILD))
    role[place >= first_grown] = ADULT_CHILD
    return _persons(random, household, role, kept, children), _homes(random, kept)


def _persons(
    random: np.random.Generator, household: NDArray[Any], role: NDArray[Any], households: int, children: NDArray[Any]
) -> Table:
    rows = len(household)
    of_head = random.integers(20, 96, households)
    of_head[children > 0] = random.integers(25, 62, int((children > 0).sum()))
    ages = [of_head[household], of_head[household] + random.integers(-8, 9, rows)]
    age = np.where(role == HEAD, ages[0], np.maximum(ages[1], 18))
    age = np.where(role == CHILD, random.integers(0, 18, rows), age)
    age = np.where(role == ADULT_CHILD, random.integers(18, 28, rows), age).astype(np.int32)
    months = (12 * age + random.integers(0, 12, rows)).astype(np.int32)
    old, adult = age >= 67, age >= 18
    kind = random.random(rows)
    works = np.where(adult & ~old, kind < 0.75, np.where(old, kind < 0.08, (age >= 16) & (kind < 0.15)))
    wage = np.round(random.lognormal(10.4, 0.7, rows), 2)
    wage = np.where(adult, wage, wage / 10)
    on_benefit = adult & ~old & (kind > 0.9)
    saved = np.round(16_000 + random.lognormal(9.0, 1.4, rows), 2)
    saved = np.where(adult, saved, 0.0)
    lone = adult & (random.random(rows) < 0.03)
    return {
        "huishouden": household,
        "fiscale_partners": np.cumsum(role != PARTNER, dtype=np.int32),
        "toeslagpartners": np.cumsum(role != PARTNER, dtype=np.int32),
        "gezin": np.cumsum((role == HEAD) | (role == ADULT_CHILD), dtype=np.int32),
        "leeftijd": age,
        "leeftijd_maanden": months,
        "geboortejaar": (2025 - age).astype(np.int32),
        "is_kind": role >= CHILD,
        "zorgverzekerd": random.random(rows) < 0.99,
        "aow_opbouw": np.where(old, 0.0, 1.0),
        "loon": np.where(works, wage, 0.0),
        "uitkering": np.where(on_benefit, np.round(random.uniform(30_000, 60_000, rows), 2), 0.0),
        "pensioen": np.where(old, np.round(random.uniform(8_000, 80_000, rows), 2), 0.0),
        "alimentatie_ontvangen": np.where(lone, np.round(random.uniform(2_000, 90_000, rows), 2), 0.0),
        "spaargeld": saved,
        "tegenbewijs_box3": saved > 50_000,
    }


def _homes(random: np.random.Generator, households: int) -> Table:
    rents = random.random(households) < 0.5
    rent = np.round(random.uniform(250, 1_000, households), 2)
    return {
        "woning_soort": np.where(rents, 1, 2).astype(np.int32),
        "kale_huur_per_maand": np.where(rents, rent, 0.0),
        "servicekosten_per_maand": np.where(rents, np.round(random.uniform(0, 80, households), 2), 0.0),
    }
