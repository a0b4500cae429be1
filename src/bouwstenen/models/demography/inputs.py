"""The facts that this model needs, checked and laid out by sex, age, group and duration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.bounds import refuse_missing
from bouwstenen.core.errors import InputError, Where
from bouwstenen.models.demography.bounds import check_facts
from bouwstenen.models.demography.dimensions import AGES, MIGRANTS, MOTIVES, SEXES
from bouwstenen.models.demography.opening import Opening, level_of_mortality, opening
from bouwstenen.models.demography.schedules import departure_by_duration, single_ages, spread_open_group, steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.facts import Facts, Series

_ROOM = "demography."
_SCENARIO = "demography_scenario."
_PATHS = ("net", "fertility")
_OPEN_AGE = 100
_LAST_ARRIVAL_AGE = 90
_LAST_FERTILE_AGE = 50
_FIGURES = (
    "base_year", "last_year", "boys_at_birth", "infant_deaths_in_birth_year", "mortality_level_first_year",
    "mortality_level_fade", "emigration", "persons_living_alone", "persons_living_as_couple", "persons_lone_parent",
    "other_households_2024", "error_net_migration", "error_net_migration_persistence", "error_fertility",
    "error_fertility_persistence", "error_mortality", "cabinet_first_year", "cabinet_last_year",
    "third_country_persons_per_home", "municipality_shift_half_life", *(f"male_share_{m}" for m in MOTIVES),
    *(f"late_departure_{m}" for m in MIGRANTS),
)  # fmt: skip
_SERIES = (
    "fertility_share", "resident_emigration", "emigrants_by_age", "participation_male", "participation_female",
    "living_alone", "living_as_couple", "lone_parent", "observed_births", "observed_deaths", "observed_net_migration",
    "observed_fertility_rate", *(f"immigration_{m}" for m in MOTIVES), *(f"arrival_age_{m}" for m in MOTIVES),
    *(f"departed_{m}" for m in MIGRANTS),
)  # fmt: skip
_HOUSEHOLD_POSITIONS = ("living_alone", "living_as_couple", "lone_parent")


@dataclass(frozen=True, eq=False)
class DemographyFacts:
    """Facts of one vintage. Arrays as in `dimensions`; nothing is to be written to.

    numbers: single figures by name. figure_years: the year that a figure is of, by name, where it has one.
    populations: 1 January by year, shape (sex, AGES), counted; the base year follows from the flows of the year before,
        and `opening` is what those asked for. level: deaths observed over those of the table (see `mortality_level`).
    observed: totals of births, deaths and net migration by year. deaths: by year, shape (sex, 0..100+), age at death.
    mortality_years, log_mortality: published years and the logarithm of q(x), shape (year, sex, 111).
    fertility_pattern: share of the total fertility rate by age of the mother, sums to one.
    arrival_profile: share by sex and age on 31 December for each motive, shape (motive, sex, AGES), each sums to one.
    departure: yearly probability to leave, shape (migrant motive, duration). resident_departure: relative, by age.
    emigrant_shares: published share of emigrants by band of ten years, the last one open, on 31 December.
    immigration: known years of arrivals by motive. history: observed net migration and fertility by year.
    scenarios: known years of `<scenario>_net`, `<scenario>_fertility` and `<scenario>_life_expectancy`.
    participation: share in the labour force, shape (sex, AGES). household_rates: shares by position, (3, AGES).
    municipalities: inhabitants by year of count and the CBS codes.
    """

    vintage: str
    numbers: Mapping[str, float]
    figure_years: Mapping[str, int]
    populations: Mapping[int, np.ndarray]
    deaths: Mapping[int, np.ndarray]
    mortality_years: np.ndarray
    log_mortality: np.ndarray
    fertility_pattern: np.ndarray
    arrival_profile: np.ndarray
    departure: np.ndarray
    resident_departure: np.ndarray
    emigrant_shares: np.ndarray
    immigration: Mapping[str, Mapping[int, float]]
    history: Mapping[str, Mapping[int, float]]
    observed: Mapping[str, Mapping[int, float]]
    scenarios: Mapping[str, Mapping[int, float]]
    participation: np.ndarray
    household_rates: np.ndarray
    municipality_codes: np.ndarray
    municipality_inhabitants: Mapping[int, np.ndarray]
    opening: Opening | None = None
    level: float = 1.0

    def number(self, name: str) -> float:
        """A single figure, by its name without the room."""
        return self.numbers[name]

    def year_of(self, name: str) -> int:
        """The year of a single figure. Raises InputError when the file gives none."""
        if name not in self.figure_years:
            where = Where(f"feiten {self.vintage}", 0, _ROOM + name)
            raise InputError("dit cijfer heeft geen jaar.", mend="Schrijf erbij: year.", where=where)
        return self.figure_years[name]

    @property
    def base_year(self) -> int:
        """Year of the population, 1 January, that projections start from."""
        return int(self.number("base_year"))

    @property
    def last_year(self) -> int:
        """Year of the last population, 1 January; the last flows are those of the year before."""
        return int(self.number("last_year"))

    def mortality_level(self, years: np.ndarray) -> np.ndarray:
        """What the table is multiplied by in each of `years`.

        One before the first year that it was measured in, the measured level up to the base year, and from then on a
        gap to the table that shrinks by the same share each year.
        """
        passed = np.maximum(years - (self.base_year - 1), 0)
        faded = 1 + (self.level - 1) * (1 - self.number("mortality_level_fade")) ** passed
        return np.where(years < self.number("mortality_level_first_year"), 1.0, faded)


def demography_facts(facts: Facts) -> DemographyFacts:
    """Take what this model needs from a loaded vintage.

    Raises:
        InputError: naming every figure and series that the vintage lacks; or an age is missing, a value is no number
            or outside its bounds, or a profile does not add up.
    """
    wanted = (*(_ROOM + name for name in (*_FIGURES, *_SERIES)), *(_SCENARIO + f"baseline_{n}" for n in _PATHS))
    refuse_missing(wanted, {*facts.values, *facts.columns}, facts.vintage)
    check_facts(facts)
    numbers = {k.removeprefix(_ROOM): f.value for k, f in facts.values.items() if k.startswith(_ROOM)}
    table_years, log_mortality = _mortality(facts)
    codes, inhabitants = _municipalities(facts)
    found = DemographyFacts(
        vintage=facts.vintage,
        numbers=numbers,
        figure_years={
            k.removeprefix(_ROOM): f.year for k, f in facts.values.items() if k.startswith(_ROOM) and f.year is not None
        },
        populations=_populations(facts, np.exp(log_mortality[0])),
        deaths={
            year: np.array([_by_age(facts, f"deaths_{s}_{year}", _OPEN_AGE) for s in SEXES])
            for year in _years(facts, "deaths_male_")
        },
        mortality_years=table_years,
        log_mortality=log_mortality,
        fertility_pattern=_fertility(facts),
        arrival_profile=_arrivals(facts, numbers),
        departure=_departure(facts, numbers),
        resident_departure=_resident_departure(facts),
        emigrant_shares=_emigrant_shares(facts),
        immigration={m: _series(facts, f"immigration_{m}").known() for m in MOTIVES},
        history={n: _series(facts, f"observed_{n}").known() for n in ("net_migration", "fertility_rate")},
        observed={n: _series(facts, f"observed_{n}").known() for n in ("births", "deaths", "net_migration")},
        scenarios={k.removeprefix(_SCENARIO): s.known() for k, s in facts.columns.items() if k.startswith(_SCENARIO)},
        participation=np.array([_participation(facts, s) for s in SEXES]),
        household_rates=_households(facts),
        municipality_codes=codes,
        municipality_inhabitants=inhabitants,
    )
    return _with_base_year(found)


def _with_base_year(facts: DemographyFacts) -> DemographyFacts:
    """The facts with the population of the base year and the level of mortality."""
    if facts.last_year <= facts.base_year:
        problem = f"het laatste jaar {facts.last_year} ligt niet na het basisjaar {facts.base_year}."
        where = Where(f"feiten {facts.vintage}", 0, _ROOM + "last_year")
        raise InputError(problem, mend=f"Schrijf een jaar na {facts.base_year}.", where=where)
    start = opening(facts)
    populations = {**facts.populations, facts.base_year: start.state.sum(axis=(0, 1))}
    return replace(facts, populations=populations, opening=start, level=level_of_mortality(facts, start.deaths))


def _series(facts: Facts, name: str) -> Series:
    return facts.series(_ROOM + name)


def _bad(facts: Facts, name: str, problem: str, mend: str) -> InputError:
    return InputError(problem, mend=mend, where=Where(f"feiten {facts.vintage}", 0, _ROOM + name))


def _years(facts: Facts, prefix: str) -> list[int]:
    """The years of the columns that start with this prefix."""
    start = _ROOM + prefix
    return sorted(int(key.removeprefix(start)) for key in facts.columns if key.startswith(start))


def _by_age(facts: Facts, name: str, last: int) -> np.ndarray:
    """A column for every age from 0 to `last`, none missing and none negative."""
    column = _series(facts, name).array(0, last)
    missing = np.flatnonzero(np.isnan(column))
    if missing.size:
        raise _bad(facts, name, f"de leeftijd {missing[0]} ontbreekt.", f"Vul de leeftijden 0 tot en met {last}.")
    if (column < 0).any():
        age = int(np.flatnonzero(column < 0)[0])
        raise _bad(facts, name, f"de waarde bij leeftijd {age} is negatief.", "Schrijf nul of een positief getal.")
    return column


def _groups(facts: Facts, name: str, high: float) -> tuple[np.ndarray, np.ndarray]:
    """First ages and values of a column in age groups; each value lies between 0 and `high`."""
    series = _series(facts, name)
    known = series.known()
    if len(known) != len(series.index):
        age = next(a for a in series.index if a not in known)
        raise _bad(facts, name, f"de leeftijdsgroep vanaf {age} ontbreekt.", "Vul elke leeftijdsgroep.")
    values = np.array(list(known.values()))
    if not ((values >= 0) & (values <= high)).all():
        raise _bad(facts, name, "een waarde is negatief of te groot.", f"Schrijf getallen van 0 tot en met {high:g}.")
    return np.array(list(known)), values


def _shares(facts: Facts, name: str, whole: float, end: int) -> np.ndarray:
    """A profile in age groups that must add up to `whole`, over single ages and summing to one."""
    starts, values = _groups(facts, name, whole)
    if abs(values.sum() / whole - 1) > 0.005:
        problem = f"de leeftijdsgroepen tellen op tot {values.sum():g} in plaats van {whole:g}."
        raise _bad(facts, name, problem, f"Laat de groepen samen {whole:g} zijn.")
    return single_ages(starts, values / values.sum(), end)


def _mortality(facts: Facts) -> tuple[np.ndarray, np.ndarray]:
    years = _years(facts, "death_probability_male_")
    last = len(_series(facts, f"death_probability_male_{years[0]}").index) - 1
    table = np.array([[_by_age(facts, f"death_probability_{s}_{y}", last) for s in SEXES] for y in years])
    if last < AGES or (table <= 0).any() or (table > 1).any():
        mend = f"Schrijf kansen boven 0 en tot en met 1 voor de leeftijden 0 tot en met {AGES} of hoger."
        raise _bad(facts, "death_probability", "de sterftekansen zijn niet volledig of geen kansen.", mend)
    return np.array(years), np.log(table)


def _populations(facts: Facts, death_probability: np.ndarray) -> dict[int, np.ndarray]:
    found: dict[int, np.ndarray] = {}
    for year in _years(facts, "population_male_"):
        counts = np.array([_by_age(facts, f"population_{s}_{year}", _OPEN_AGE) for s in SEXES])
        found[year] = spread_open_group(counts, death_probability)
    return found


def _fertility(facts: Facts) -> np.ndarray:
    return _shares(facts, "fertility_share", 100, _LAST_FERTILE_AGE)


def _arrivals(facts: Facts, numbers: Mapping[str, float]) -> np.ndarray:
    profile = np.array([_shares(facts, f"arrival_age_{m}", 1000, _LAST_ARRIVAL_AGE) for m in MOTIVES])
    males = np.array([_fraction(facts, numbers, f"male_share_{m}") for m in MOTIVES])
    return profile[:, None, :] * np.stack([males, 1 - males], axis=1)[:, :, None]


def _fraction(facts: Facts, numbers: Mapping[str, float], name: str) -> float:
    if not 0 <= numbers[name] <= 1:
        problem = f"de waarde {numbers[name]:g} is geen deel."
        raise _bad(facts, name, problem, "Schrijf een getal van 0 tot en met 1.")
    return numbers[name]


def _departure(facts: Facts, numbers: Mapping[str, float]) -> np.ndarray:
    moments = (2, 5, 10)
    departed = np.array([[_series(facts, f"departed_{m}").at(y) for y in moments] for m in MIGRANTS], dtype=float)
    for motive, row in zip(MIGRANTS, departed, strict=True):
        if np.isnan(row).any() or row[0] < 0 or row[-1] >= 1 or (np.diff(row) < 0).any():
            mend = "Schrijf voor 2, 5 en 10 jaar een deel dat niet daalt en onder 1 blijft."
            raise _bad(facts, f"departed_{motive}", "de delen die zijn vertrokken kloppen niet.", mend)
    late = np.array([_fraction(facts, numbers, f"late_departure_{m}") for m in MIGRANTS])
    return departure_by_duration(departed, late)


def _resident_departure(facts: Facts) -> np.ndarray:
    starts, values = _groups(facts, "resident_emigration", 1000)
    middle = np.append(starts[:-1] + np.diff(starts) / 2, starts[-1] + 2.5)
    return np.interp(np.arange(AGES) + 0.5, middle, values) / 1000


def _emigrant_shares(facts: Facts) -> np.ndarray:
    _, values = _groups(facts, "emigrants_by_age", np.inf)
    return values / values.sum()


def _participation(facts: Facts, sex: str) -> np.ndarray:
    starts, values = _groups(facts, f"participation_{sex}", 100)
    return np.where(np.arange(AGES) < starts[-1] + 5, steps(starts, values), 0.0) / 100


def _households(facts: Facts) -> np.ndarray:
    rows: list[np.ndarray] = []
    for name in _HOUSEHOLD_POSITIONS:
        starts, values = _groups(facts, name, 100)
        rows.append(steps(starts, values) / 100)
    rates = np.array(rows)
    if (rates.sum(axis=0) > 1).any():
        age = int(np.flatnonzero(rates.sum(axis=0) > 1)[0])
        problem = f"bij leeftijd {age} tellen de posities in het huishouden op tot meer dan 100%."
        raise _bad(facts, _HOUSEHOLD_POSITIONS[0], problem, "Verlaag een van de drie.")
    return rates


def _municipalities(facts: Facts) -> tuple[np.ndarray, dict[int, np.ndarray]]:
    found: dict[int, np.ndarray] = {}
    codes = np.zeros(0, dtype=int)
    for year in _years(facts, "inhabitants_"):
        series = _series(facts, f"inhabitants_{year}")
        counts = np.array(series.values, dtype=float)
        if np.isnan(counts).any():
            code = series.index[int(np.flatnonzero(np.isnan(counts))[0])]
            problem = f"de inwoners van gemeente {code} ontbreken."
            raise _bad(facts, f"inhabitants_{year}", problem, "Vul elke gemeente.")
        codes, found[year] = np.array(series.index), counts
    if len(found) < 2:
        raise _bad(facts, "inhabitants", "er zijn geen twee tellingen van gemeenten.", "Voeg een telling toe.")
    return codes, found
