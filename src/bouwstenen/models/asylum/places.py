"""The distribution law by municipality: reception places by inhabitants and socio-economic score, homes by inhabitants.

The official score of each municipality was not at hand. What was: the indicative number of sixteen municipalities and
the mean income of all. A straight line of (published number / share by inhabitants) on the logarithm of income
estimates the others; published numbers stand as they are, and all add up to the national total.

How far an estimate may be off comes from leaving each published municipality out and predicting it from the rest: the
root mean square of those errors among the published municipalities that are nearest in size and income, and more where
the income lies far from that of the published ones.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.yaml_file import read_text
from bouwstenen.facts.loader import DATA_FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bouwstenen.facts import Facts

_NAMES = DATA_FOLDER / "demography" / "municipality_names.csv"
_INHABITANTS = "demography.inhabitants_2023"
_PROVINCE = "asylum.round_one_"
_SERIES = ("asylum_place.indicative", "asylum_place.income", _INHABITANTS)


@dataclass(frozen=True)
class Place:
    """One municipality (borders of 2023).

    income: mean per inhabitant, thousand euro. ratio: reception places per inhabitant relative to the country.
    estimated: whether the ratio is an estimate. margin: how far an estimate of the ratio may be off, up and down, in
    two of three cases. published: indicative places of round one where found.
    """

    code: int
    name: str
    province: str
    inhabitants: float
    income: float
    ratio: float
    estimated: bool
    margin: float
    published: float | None


@dataclass(frozen=True, eq=False)
class Distribution:
    """All municipalities, the line of the ratio on log income, and the national totals of the two rounds.

    years: in which the places of each round count.
    intercept: at the mean income of the country; slope: per unit of log income; spread: standard deviation of the
    published points around the line. published_provinces: round one by province, where found; not used in the division.
    sources: of the published numbers, incomes and inhabitants.
    """

    places: tuple[Place, ...]
    intercept: float
    slope: float
    spread: float
    round_one: float
    round_two: float
    years: tuple[int, int]
    published_provinces: Mapping[str, float]
    sources: tuple[str, ...]

    @cached_property
    def inhabitants(self) -> float:
        """Inhabitants of the country."""
        return sum(place.inhabitants for place in self.places)

    def reception_share(self, place: Place) -> float:
        """Share of the national reception places, by inhabitants and score."""
        return place.inhabitants * place.ratio / self.inhabitants

    def reception_margin(self, place: Place) -> float:
        """How far the share of the national places may be off, up and down, where it is an estimate."""
        return place.inhabitants * place.margin / self.inhabitants

    def housing_share(self, place: Place) -> float:
        """Share of the national housing task: the law goes by inhabitants alone."""
        return place.inhabitants / self.inhabitants

    def provinces(self) -> dict[str, float]:
        """Reception places of round one by province."""
        totals: dict[str, float] = {}
        for place in self.places:
            share = self.reception_share(place) * self.round_one
            totals[place.province] = totals.get(place.province, 0.0) + share
        return dict(sorted(totals.items()))

    def find(self, name: str) -> Place:
        """The municipality with this name. Raises InputError with the nearest one."""
        known = {place.name.lower(): place for place in self.places}
        if name.strip().lower() not in known:
            raise InputError(
                f"de gemeente '{shown(name)}' bestaat niet (indeling van 2023).",
                mend="Schrijf de naam zoals het CBS die schrijft.",
                where=Where("gemeente"),
                nearest=next((p.name for k, p in known.items() if k == nearest_key(name.strip().lower(), known)), ""),
            )
        return known[name.strip().lower()]


@lru_cache(maxsize=1)
def _names() -> dict[int, tuple[str, str]]:
    """Name and province by municipality code."""
    rows = csv.DictReader(io.StringIO(read_text(_NAMES)))
    return {int(row["code"]): (row["name"], row["province"]) for row in rows}


def distribution(facts: Facts) -> Distribution:
    """Divide the places of the distribution law over the municipalities.

    Raises:
        InputError: a series of municipalities is missing.
    """
    inhabitants = facts.series(_INHABITANTS).known()
    income = facts.series("asylum_place.income").known()
    published = facts.series("asylum_place.indicative").known()
    codes = sorted(inhabitants)
    people = np.array([inhabitants[code] for code in codes])
    score = np.log(np.array([income[code] for code in codes]))
    score -= (score * people).sum() / people.sum()
    total = facts.value("asylum.round_one_places")
    by_inhabitants = total * people / people.sum()
    known = np.array([code in published for code in codes])
    found = np.array([published.get(code, 0.0) for code in codes])
    ratio = np.divide(found, by_inhabitants)
    slope, intercept = np.polyfit(score[known], ratio[known], 1)
    spread = float(np.std(ratio[known] - (intercept + slope * score[known])))
    guess = intercept + slope * score[~known]
    margin = margins(np.log(people), score, ratio, known)
    rest = total - found.sum()
    ratio[~known] = guess * rest / (guess * by_inhabitants[~known]).sum()
    places = tuple(
        Place(
            code,
            *_names()[code],
            inhabitants=float(people[i]),
            income=income[code],
            ratio=float(ratio[i]),
            estimated=not bool(known[i]),
            margin=float(margin[i]),
            published=published.get(code),
        )
        for i, code in enumerate(codes)
    )
    keys = {place.province: _PROVINCE + place.province.lower().replace("-", "_") for place in places}
    provinces = {province: facts.value(key) for province, key in sorted(keys.items()) if key in facts.values}
    second = facts.value("asylum.round_two_places")
    first_year, second_year = (int(facts.value(f"asylum.round_{name}_first_year")) for name in ("one", "two"))
    years = (first_year, second_year)
    sources = tuple(str(facts.series(key).source) for key in _SERIES)
    return Distribution(places, float(intercept), float(slope), spread, total, second, years, provinces, sources)


def left_out_errors(score: np.ndarray, ratio: np.ndarray) -> np.ndarray:
    """Predicted less published ratio of each published municipality, from a line through all the others."""
    errors = np.empty(len(score))
    for i in range(len(score)):
        rest = np.arange(len(score)) != i
        slope, intercept = np.polyfit(score[rest], ratio[rest], 1)
        errors[i] = intercept + slope * score[i] - ratio[i]
    return errors


def margins(size: np.ndarray, score: np.ndarray, ratio: np.ndarray, known: np.ndarray) -> np.ndarray:
    """How far an estimate of the ratio may be off, for every municipality.

    Args:
        size: logarithm of inhabitants.
        score: logarithm of income around the mean of the country.
        ratio: published ratios where `known`.
        known: which municipalities have a published number.
    """
    near_size, near_score = size[known], score[known]
    squares = left_out_errors(near_score, ratio[known]) ** 2
    apart = np.hypot(
        (size[:, None] - near_size) / near_size.std(), (score[:, None] - near_score) / near_score.std()
    )  # in standard deviations of the published ones
    nearest = np.argsort(apart, axis=1, kind="stable")[:, : known.sum() // 2]
    local = np.sqrt(squares[nearest].mean(axis=1))
    around = score - near_score.mean()
    leverage = 1 / known.sum() + around**2 / ((near_score - near_score.mean()) ** 2).sum()
    return local * np.sqrt(1 + leverage)
