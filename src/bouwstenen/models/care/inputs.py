"""The facts that this model needs, taken from a vintage and laid out by age and year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.core.errors import InputError, Where, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from bouwstenen.facts import Facts, Series

    Array = NDArray[np.float64]

LAST_AGE: Final = 99
"""The profile ends here: everyone of this age and over counts as this age."""
PROFILES: Final = ("zvw", "wlz", "wmo")
HISTORY: Final = (2015, 2020, 2021, 2022, 2023, 2024, 2025)
"""Years whose population by age on 1 January is an observation."""
_ROOM: Final = "care."
_PEOPLE: Final = "demography.population_{}_{}"
BAND: Final = 5
"""Width of the age bands of municipalities, in years; the last one is open."""
_BANDS: Final = tuple(range(0, LAST_AGE, BAND))
_BIRTHS: Final = "demography.observed_births"
_DEFLATOR: Final = "public_finance.deflator_growth"
_DEATH: Final = re.compile(r"demography\.death_probability_(male|female)_(\d{4})")
_SERIES: Final = (
    "employees", "self_employed", "sha", "smokers", "drinkers", "overweight",
    "ministry_zvw", "ministry_wlz", "ministry_room_zvw", "ministry_room_wlz",
)  # fmt: skip
_POSITIVE: Final = (
    "spending_zvw", "spending_wlz", "spending_wmo_housing", "spending_wmo", "budget_total", "sha_total", "wide_total",
    "hours_worked", "hours_per_person", "job_cost", "nursing_home_residents", "persons_per_elderly_home",
    "gps_per_10000", "allowance_households", "students_unit", "uncontracted_reimbursement",
)  # fmt: skip
_SHARES: Final = (
    "healthy_half", "healthy_full", "labour_share", "premium_share", "share_low_education", "share_high_education",
)  # fmt: skip
_PERCENT: Final = (
    "uncontracted_reimbursement", "admin_share", "smoking_share", "smoking_expected", "drinking_share",
    "drinking_expected", "overweight_share", "overweight_expected",
)  # fmt: skip
_NOT_NEGATIVE: Final = (
    "own_risk", "own_wlz", "childcare_persons", "without_gp_low", "without_gp_high", "kraamzorg_contribution",
    "kraamzorg_hours_low", "kraamzorg_hours", "kraamzorg_hours_high", "uncontracted_yield", "uncontracted_gross",
    "tuition_fee", "obesity_drug_cost", "obesity_drug_users", "obesity_drug_group", "shortage_near",
    "shortage_reference", "shortage_accords",
)  # fmt: skip
_GROWTH: Final = (
    "residual_low",
    "residual_cpb",
    "residual_vtv",
    "relative_price",
    "gdp_growth_cpb",
    "demography_cpb",
    "demography_vtv",
)
_LIFE: Final = tuple(
    f"life_{group}_{sex}" for group in ("low", "middle", "high") for sex in ("men", "women")
)  # fmt: skip
_GAPS: Final = (
    "wealth_gap_men", "wealth_gap_women", "wealth_healthy_gap_men", "wealth_healthy_gap_women",
)  # fmt: skip
_YEARS: Final = ("base_year", "policy_year", "target_year", "labour_year", "uncontracted_agreed_from")
_AGES: Final = ("healthy_from_age", "healthy_full_age", "nursing_home_age", "adult_age")
BOUNDS: Final[Mapping[str, tuple[float, float]]] = {
    **dict.fromkeys(_POSITIVE, (1e-9, 1e12)),
    **dict.fromkeys(_NOT_NEGATIVE, (0.0, 1e12)),
    **dict.fromkeys(_SHARES, (0.0, 1.0)),
    **dict.fromkeys(_PERCENT, (0.0, 100.0)),
    **dict.fromkeys(_GROWTH, (-5.0, 5.0)),
    **dict.fromkeys(_YEARS, (2020.0, 2070.0)),
    **dict.fromkeys(_AGES, (0.0, 99.0)),
    **dict.fromkeys((*_LIFE, "life_low", "life_high", "healthy_low", "healthy_high"), (30.0, 110.0)),
    **dict.fromkeys(_GAPS, (0.0, 40.0)),
    "allowance_adults": (1.0, 2.0),
    "uncontracted_reimbursement": (1e-9, 100.0),
}
"""Single figures that are needed, and the range outside which they have no meaning."""


@dataclass(frozen=True, eq=False)
class CareFacts:
    """Facts of one vintage.

    numbers: single figures without the room. profile: euro a person of a year by scheme (`PROFILES`) and age 0..99.
    people: observed population on 1 January by year, age 0..99. mortality: probability to die within a year by sex,
    age, at the years of `mortality_years`; years between are straight lines in the logarithm. history: series by name.
    municipalities: CBS codes. bands: people of each by age band of five years, the last one open.
    """

    vintage: str
    numbers: Mapping[str, float]
    profile: Array
    people: Mapping[int, Array]
    mortality_years: tuple[int, ...]
    mortality: Array
    history: Mapping[str, Mapping[int, float]]
    municipalities: tuple[str, ...]
    bands: Array

    def year(self, name: str) -> int:
        """A figure that is a year."""
        return round(self.numbers[name])


def care_facts(facts: Facts) -> CareFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: naming every key that the vintage lacks, or the first value that cannot be.
    """
    _refuse_missing(facts)
    numbers = {name: facts.values[_ROOM + name].value for name in BOUNDS}
    for name, value in numbers.items():
        low, high = BOUNDS[name]
        if not low <= value <= high:
            raise _error(facts, name, f"de waarde {value:g} kan niet.", f"Kies een getal van {low:g} tot {high:g}.")
    _refuse_order(facts, numbers)
    profile = np.array([_by_age(facts, f"profile_{name}") for name in PROFILES])
    years, mortality = _mortality(facts)
    return CareFacts(
        vintage=facts.vintage,
        numbers=numbers,
        profile=profile,
        people={year: _observed(facts, year) for year in HISTORY},
        mortality_years=years,
        mortality=mortality,
        history={
            **{name: facts.columns[_ROOM + name].known() for name in _SERIES},
            "births": facts.columns[_BIRTHS].known(),
            "deflator": facts.columns[_DEFLATOR].known(),
        },
        municipalities=tuple(f"GM{code:04d}" for code in facts.columns[f"{_ROOM}people_0"].index),
        bands=np.array([facts.columns[f"{_ROOM}people_{age}"].values for age in _BANDS], dtype=np.float64).T,
    )


def folded(people: Array) -> Array:
    """People with the last axis cut to ages 0..99; whoever is older counts as 99."""
    young = people[..., : LAST_AGE + 1].copy()
    young[..., LAST_AGE] += people[..., LAST_AGE + 1 :].sum(axis=-1)
    return young


def _by_age(facts: Facts, name: str) -> Array:
    values = facts.columns[_ROOM + name].array(0, LAST_AGE)
    if not np.isfinite(values).all() or values.min() < 0 or values.sum() <= 0:
        raise _error(
            facts, name, "een leeftijd ontbreekt of is kleiner dan nul.", f"Vul de leeftijden 0 tot en met {LAST_AGE}."
        )
    return values


def _observed(facts: Facts, year: int) -> Array:
    total = np.zeros(LAST_AGE + 1)
    for sex in ("male", "female"):
        series: Series = facts.columns[_PEOPLE.format(sex, year)]
        total += folded(series.array(0, max(series.index)))
    return total


def _mortality(facts: Facts) -> tuple[tuple[int, ...], Array]:
    found = {match.groups(): key for key in facts.columns if (match := _DEATH.fullmatch(key))}
    years = tuple(sorted({int(year) for _, year in found}))
    oldest = max(facts.columns[key].index[-1] for key in found.values())
    table = np.array(
        [[facts.columns[found[sex, str(year)]].array(0, oldest) for year in years] for sex in ("male", "female")]
    )
    return years, table


def _refuse_missing(facts: Facts) -> None:
    def missing() -> Iterator[str]:
        yield from (_ROOM + name for name in BOUNDS if _ROOM + name not in facts.values)
        series = (*_SERIES, *(f"profile_{name}" for name in PROFILES))
        yield from (_ROOM + name for name in series if _ROOM + name not in facts.columns)
        yield from (f"{_ROOM}people_{age}" for age in _BANDS if f"{_ROOM}people_{age}" not in facts.columns)
        yield from (key for key in (_BIRTHS, _DEFLATOR) if key not in facts.columns)
        people = (_PEOPLE.format(sex, year) for sex in ("male", "female") for year in HISTORY)
        yield from (key for key in people if key not in facts.columns)
        if not any(_DEATH.fullmatch(key) for key in facts.columns):
            yield "demography.death_probability_male_2025"

    keys = list(missing())
    if keys:
        raise InputError(
            f"deze cijfers ontbreken: {', '.join(keys)}.",
            mend="Vul ze aan in de jaargang.",
            where=Where(f"feiten {shown(facts.vintage)}", 0, keys[0]),
        )


def _refuse_order(facts: Facts, numbers: Mapping[str, float]) -> None:
    for low, high in (
        ("healthy_from_age", "healthy_full_age"),
        ("base_year", "policy_year"),
        ("policy_year", "target_year"),
    ):
        if numbers[low] >= numbers[high]:
            problem = f"{numbers[low]:g} ligt niet voor care.{high} ({numbers[high]:g})."
            raise _error(facts, low, problem, f"Kies een getal onder {numbers[high]:g}.")
    for low, high in (
        ("without_gp_low", "without_gp_high"),
        ("kraamzorg_hours_low", "kraamzorg_hours"),
        ("kraamzorg_hours", "kraamzorg_hours_high"),
    ):
        if numbers[low] > numbers[high]:
            problem = f"{numbers[low]:g} is meer dan care.{high} ({numbers[high]:g})."
            raise _error(facts, low, problem, f"Kies een getal tot {numbers[high]:g}.")
    if numbers["share_low_education"] + numbers["share_high_education"] >= 1:
        problem = "de delen met een lage en een hoge opleiding zijn samen 1 of meer."
        raise _error(facts, "share_low_education", problem, "Kies twee delen die samen onder 1 blijven.")


def _error(facts: Facts, name: str, problem: str, mend: str) -> InputError:
    return InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, _ROOM + name))
