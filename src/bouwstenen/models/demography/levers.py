"""What a package changes: the overlay's inputs turned into other drivers, on top of a baseline run.

Order: first the arrivals of each group, then the stock of EU workers, then the condition that there are homes, and at
last net migration, which sets the total and leaves the mix of groups as it then is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where, nearest_key
from bouwstenen.models.demography.bounds import check_path
from bouwstenen.models.demography.dimensions import MOTIVES
from bouwstenen.models.demography.mortality import life_expectancy, together
from bouwstenen.models.demography.paths import with_life_expectancy
from bouwstenen.models.demography.retention import inflow_for_stock

if TYPE_CHECKING:
    from bouwstenen.levers import InputChange, Overlay
    from bouwstenen.models.demography.dimensions import Motive
    from bouwstenen.models.demography.inputs import DemographyFacts
    from bouwstenen.models.demography.options import Options
    from bouwstenen.models.demography.paths import Paths
    from bouwstenen.models.demography.projection import Projection

_ROOM = "demography."
_ARRIVALS: dict[str, Motive] = {
    "eu_labour_immigration": "eu_labour",
    "third_country_labour_immigration": "other_labour",
    "study_immigration": "study",
    "family_immigration": "family",
    "asylum_immigration": "asylum",
    "ukraine_immigration": "ukraine",
}
_STOCK = "eu_labour_stock"
_HOMES = "third_country_labour_needs_housing"
_TARGET = "population_target"
_PATHS = ("net_migration", "fertility_rate", "life_expectancy")
_KNOWN = (*_ARRIVALS, _STOCK, _HOMES, _TARGET, *_PATHS)


@dataclass(frozen=True, eq=False)
class HousingCondition:
    """The condition that workers from outside the EU come only when there are homes for them.

    years: the flow years in which it holds. needed: homes for those who come without it. free: homes that are free,
    NaN where not given, and then nothing is cut. cut: workers who do not come.
    """

    years: np.ndarray
    needed: np.ndarray
    free: np.ndarray
    cut: np.ndarray

    @property
    def known(self) -> bool:
        """Whether free homes were given for every year."""
        return not np.isnan(self.free).any()


@dataclass(frozen=True)
class PopulationTarget:
    """A number of inhabitants on 1 January of a year that a measure aims for."""

    measure: str
    year: int
    population: float


@dataclass(frozen=True, eq=False)
class PackagePaths:
    """The drivers with a package, its condition on homes (None when it has none) and its targets."""

    paths: Paths
    housing: HousingCondition | None
    targets: tuple[PopulationTarget, ...]


def own_changes(overlay: Overlay) -> list[InputChange]:
    """The changes of an overlay that are about this model. Raises InputError for a path that it does not have."""
    found = [c for c in overlay.inputs if c.path.startswith(_ROOM)]
    for change in found:
        if change.path.removeprefix(_ROOM) not in _KNOWN:
            raise InputError(
                "het bevolkingsmodel kent deze invoer niet.",
                mend="Alle paden staan in `bouwstenen hefbomen`.",
                where=_place(change),
                nearest=nearest_key(change.path, [_ROOM + name for name in _KNOWN]),
            )
        _refuse_no_number(change)
    return found


def package_paths(
    facts: DemographyFacts, overlay: Overlay, options: Options, baseline: Projection, rates: np.ndarray
) -> PackagePaths:
    """The drivers of the baseline with the changes of a package.

    Args:
        facts: of the run.
        overlay: the package.
        options: of the run.
        baseline: the run without package.
        rates: emigration rates, before alignment.

    Raises:
        InputError: an unknown path, a year outside the projection, or a number that becomes negative.
    """
    by_name: dict[str, list[InputChange]] = {}
    for change in own_changes(overlay):
        by_name.setdefault(change.path.removeprefix(_ROOM), []).append(change)
    start = replace(baseline.paths, arrivals=baseline.arrivals, net=np.full(len(baseline.births), np.nan))
    arrivals = _changed_arrivals(facts, overlay, by_name.get(_STOCK, []), baseline, rates)
    housing = None
    if any(change.value for change in by_name.get(_HOMES, [])):
        housing = _housing(facts, overlay, options, start.years, arrivals)
        arrivals = arrivals.copy()
        arrivals[np.isin(start.years, housing.years), MOTIVES.index("other_labour")] -= housing.cut
    net = _moved(overlay, by_name, "net_migration", start.years, baseline.net_migration)
    paths = replace(
        start,
        arrivals=arrivals,
        net=np.where(_touched(by_name.get("net_migration", []), start.years), net, np.nan),
        fertility=_moved(overlay, by_name, "fertility_rate", start.years, start.fertility),
        death_probability=_mortality(facts, overlay, by_name, start),
    )
    targets = tuple(
        PopulationTarget(c.measure, c.start, float(c.value))
        for c in by_name.get(_TARGET, [])
        if _inside(c, baseline.years)
    )
    return PackagePaths(paths, housing, targets)


def _changed_arrivals(
    facts: DemographyFacts, overlay: Overlay, stock: list[InputChange], baseline: Projection, rates: np.ndarray
) -> np.ndarray:
    """Arrivals by motive after the levers on groups and on the stock of EU workers."""
    years, out = baseline.paths.years, baseline.arrivals.copy()
    for name, motive in _ARRIVALS.items():
        column = MOTIVES.index(motive)
        out[:, column] = overlay.path(_ROOM + name, out[:, column], years)
    column = MOTIVES.index("eu_labour")
    for change in stock:
        if change.mode != "add":
            problem = "hoeveel EU-werknemers er nu wonen is niet waargenomen; dit pad kent alleen een verschil."
            raise InputError(problem, mend="Gebruik mode: add.", where=_place(change))
        if _inside(change, years):
            out[:, column] += inflow_for_stock(facts, change, baseline, rates)
            _refuse_negative(change, years, out[:, column])
    return out


def _moved(
    overlay: Overlay, by_name: dict[str, list[InputChange]], name: str, years: np.ndarray, values: np.ndarray
) -> np.ndarray:
    """A path after the package. Raises InputError for what no country has, in the years that a lever touches."""
    out = overlay.path(_ROOM + name, values, years)
    for change in by_name.get(name, []):
        touched = _touched([change], years)
        for year, value in zip(years[touched].tolist(), out[touched].tolist(), strict=True):
            check_path(name, year, value, _place(change))
    return out


def _mortality(
    facts: DemographyFacts, overlay: Overlay, by_name: dict[str, list[InputChange]], start: Paths
) -> np.ndarray:
    changes = by_name.get("life_expectancy", [])
    if not changes:
        return start.death_probability
    boys, infants = facts.number("boys_at_birth"), facts.number("infant_deaths_in_birth_year")
    before = together(life_expectancy(start.death_probability, infants), boys)
    after = _moved(overlay, by_name, "life_expectancy", start.years, before)
    touched = _touched(changes, start.years)
    return with_life_expectancy(facts, start.death_probability, np.where(touched, after, np.nan))


def _housing(
    facts: DemographyFacts, overlay: Overlay, options: Options, years: np.ndarray, arrivals: np.ndarray
) -> HousingCondition:
    active = overlay.path(_ROOM + _HOMES, 0.0, years) > 0
    persons = facts.number("third_country_persons_per_home")
    coming = arrivals[active, MOTIVES.index("other_labour")]
    given = dict(options.third_country_homes)
    free = np.array([given.get(int(year), np.nan) for year in years[active]])
    cut = np.maximum(coming - np.nan_to_num(free, nan=np.inf) * persons, 0.0)
    return HousingCondition(years[active], coming / persons, free, cut)


def _touched(changes: list[InputChange], years: np.ndarray) -> np.ndarray:
    """The years in which any of these changes counts."""
    found = np.zeros(len(years), dtype=bool)
    for change in changes:
        found |= (years >= change.start) & (years <= (years[-1] if change.until is None else change.until))
    return found


def _inside(change: InputChange, years: np.ndarray) -> bool:
    """Whether a change for one year falls in the projection. Raises InputError when it does not."""
    if not years[0] <= change.start <= years[-1]:
        mend = f"Kies een jaar van {years[0]} tot en met {years[-1]}."
        raise InputError(f"het jaar {change.start} valt buiten de projectie.", mend=mend, where=_place(change))
    return True


def _refuse_no_number(change: InputChange) -> None:
    wants_number = change.path != _ROOM + _HOMES
    if (
        isinstance(change.value, str)
        or not np.isfinite(change.value)
        or (wants_number and isinstance(change.value, bool))
    ):
        raise InputError(f"de waarde {change.value} is geen getal.", mend="Schrijf een getal.", where=_place(change))


def _refuse_negative(change: InputChange, years: np.ndarray, values: np.ndarray) -> None:
    if (values < 0).any():
        k = int(np.argmin(values))
        problem = f"de uitkomst wordt negatief: {values[k]:.0f} in {years[k]}."
        raise InputError(problem, mend="Maak de verandering kleiner.", where=_place(change))


def _place(change: InputChange) -> Where:
    return Where("", 0, f"{change.measure}.{change.path}")
