"""The results of the economy model as rows, money and main figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bouwstenen.effects.row import Row
from bouwstenen.models.economy.burden import SIZES
from bouwstenen.models.economy.project import FIRST_SHOWN, LAST_SHOWN
from bouwstenen.models.economy.research import LEVEL, settled_total, unchanged_path
from bouwstenen.models.protocol import Headline, Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.models.economy.options import Counting
    from bouwstenen.models.economy.project import EconomyResult
    from bouwstenen.models.economy.research import Research

    Path = NDArray[np.float64]

SOURCE: Final = "docs/models/economy.md"
ROOM: Final = "economy."
MARK: Final = {"financing": "D", "performance": "C", "budget": "C"}
"""Confidence of a counting: the shares of financing rest on a GDP that was not read at its source."""
_MIDDLE: Final = 1
_TINY: Final = 1e-12
PRODUCTIVITY_YEARS: Final = (2035, 2040, 2045, 2050, 2060)


def frame(
    indicator: str, unit: str, years: NDArray[np.int64], *, price_level: int | None = None, **columns: Path | str
) -> Iterator[Row]:
    """Rows of one indicator; arrays are numbers by year, words hold for all years."""
    arrays = {name: value.tolist() for name, value in columns.items() if isinstance(value, np.ndarray)}
    words: dict[str, Any] = {name: value for name, value in columns.items() if isinstance(value, str)}
    for t, year in enumerate(years.tolist()):
        numbers = {name: values[t] for name, values in arrays.items()}
        yield Row(
            indicator=ROOM + indicator, unit=unit, year=year, price_level=price_level, source=SOURCE, **words, **numbers
        )


def rows(result: EconomyResult, others: Mapping[Reading, EconomyResult]) -> Iterator[Row]:
    """All rows. `others` is not read: the bands of this model are those of its own figures."""
    del others
    yield from _research(result)
    yield from _countings(result)
    yield from _burden(result)
    yield from _inventory(result)
    yield from _training(result)
    yield from _what_ifs(result)
    yield from _people(result)
    yield from _region_table(result)


def _shown(result: EconomyResult) -> tuple[NDArray[np.int64], slice]:
    at = slice(result.at(FIRST_SHOWN), result.at(LAST_SHOWN) + 1)
    return result.years[at], at


def _package(result: EconomyResult) -> tuple[NDArray[np.int64], slice]:
    at = slice(result.at(int(result.burden_years[0])), result.at(LAST_SHOWN) + 1)
    return result.years[at], at


def in_level(result: EconomyResult, share: Path) -> Path:
    """A share of GDP (%) as billion euro in prices of `LEVEL`."""
    return share / 100 * result.gdp / result.index


def _ends(values: Path) -> dict[str, Any]:
    return {"low": values.min(axis=0), "high": values.max(axis=0)}


def _research(result: EconomyResult) -> Iterator[Row]:
    """R&D by year in the chosen counting, the distance to both targets, and what the money undoes."""
    years, at = _shown(result)
    found, mark = result.chosen, MARK[result.options.counting]
    goal = result.facts.number("rd_target_total")
    public_goal = goal * result.facts.number("rd_target_public_part")
    before, after = found.baseline, found.package
    yield from frame(
        "rd_public", "pct_gdp", years, baseline=before.public[at], package=after.public[at], confidence=mark
    )
    for name, one, two in (("rd_business", before.business, after.business), ("rd_total", before.total, after.total)):
        spread = _ends(two[:, at])
        yield from frame(
            name, "pct_gdp", years, baseline=one[_MIDDLE, at], package=two[_MIDDLE, at], **spread, band="p10_p90",
            confidence=mark,
        )  # fmt: skip
    other = np.full(len(years), before.other)
    yield from frame("rd_other", "pct_gdp", years, baseline=other, package=other, confidence=mark)
    for name, wanted, one, two in (
        ("rd_public_gap", public_goal, before.public[None], after.public[None]),
        ("rd_total_gap", goal, before.total, after.total),
    ):
        middle = min(_MIDDLE, len(two) - 1)
        gaps = wanted - one[middle], wanted - two
        words: dict[str, Any] = {"band": "p10_p90", **_ends(gaps[1][:, at])} if len(two) > 1 else {}
        yield from frame(name, "pp", years, baseline=gaps[0][at], package=gaps[1][middle, at], confidence=mark, **words)
        money = [in_level(result, gap)[at] for gap in (gaps[0], gaps[1][middle])]
        yield from frame(
            f"{name}_money", "bn_eur", years, baseline=money[0], package=money[1], price_level=LEVEL, confidence=mark
        )
    yield from _extra(result, found, years, at)


def _extra(result: EconomyResult, found: Research, years: NDArray[np.int64], at: slice) -> Iterator[Row]:
    """Where the extra public money goes; and productivity, as a band without a middle."""
    extra = found.package.public - found.baseline.public
    mark = MARK[result.options.counting]
    for name, share in (
        ("rd_undoes", found.undoes),
        ("rd_adds", extra - found.undoes),
        ("rd_beyond_line", found.beyond),
    ):
        money = in_level(result, share)[at]
        if np.abs(money).max() > _TINY:
            yield from frame(name, "bn_eur", years, difference=money, price_level=LEVEL, confidence=mark)
    low, high = result.productivity
    chosen = np.array([result.at(year) for year in PRODUCTIVITY_YEARS])
    if max(np.abs(low).max(), np.abs(high).max()) > _TINY:
        yield from frame(
            "productivity", "pct", result.years[chosen], low=low[chosen], high=high[chosen], band="literature",
            confidence="C", status="option",
        )  # fmt: skip


def _countings(result: EconomyResult) -> Iterator[Row]:
    """The three countings beside each other in the target year, and what the total settles at, after the lag."""
    facts = result.facts
    year = facts.year("rd_total_unchanged")
    years, t = np.array([year]), result.at(year)
    public_goal = facts.number("rd_target_total") * facts.number("rd_target_public_part")
    for (counting, how), found in result.research.items():
        gap: dict[str, Any] = {
            side: np.array([public_goal - getattr(found, side).public[t]]) for side in ("baseline", "package")
        }
        words: dict[str, Any] = {"scenario": f"{counting}_{how}", "confidence": MARK[counting]}
        yield from frame("rd_public_gap", "pp", years, **gap, **words)
        money: dict[str, Any] = {side: value / 100 * result.gdp[t] / result.index[t] for side, value in gap.items()}
        yield from frame("rd_public_gap_money", "bn_eur", years, **money, price_level=LEVEL, **words)
        total: dict[str, Any] = {
            side: np.array([getattr(found, side).total[_MIDDLE, t]]) for side in ("baseline", "package")
        }
        yield from frame("rd_total", "pct_gdp", years, **total, **words)
    for counting in ("financing", "performance", "budget"):
        for name, public in _levels(result, counting, year, public_goal):
            low, central, high = settled_total(facts, counting, public)
            yield from frame(
                "rd_settled", "pct_gdp", years, package=np.array([central]), low=np.array([min(low, central, high)]),
                high=np.array([max(low, central, high)]), band="p10_p90", scenario=counting, confidence=MARK[counting],
                dimension="public_level", group=name, status="option",
            )  # fmt: skip


def _levels(result: EconomyResult, counting: Counting, year: int, goal: float) -> Iterator[tuple[str, float]]:
    """Public R&D to settle at, % of GDP: the target, and the money of the line on both baselines."""
    yield "goal", goal
    for how in ("held", "falls"):
        start = unchanged_path(result.facts, counting, how, np.array([year]))[0]
        yield f"line_{how}", float(start + result.research[counting, how].line[result.at(year)])


def _burden(result: EconomyResult) -> Iterator[Row]:
    """Each count apart, in its own prices; the task, what it would leave, and by size of firm."""
    years = result.burden_years
    for scope, found in result.burden.items():
        words: dict[str, Any] = {"scenario": scope, "price_level": found.price_level, "confidence": "B"}
        without = found.stock_without
        left = found.stock - found.net
        low, high = np.minimum(left.min(axis=0), found.stock - found.net[0]), found.stock - found.least[-1]
        yield from frame(
            "burden", "bn_eur", years, baseline=without[_MIDDLE], package=left[_MIDDLE], low=low,
            high=np.maximum(high, left.max(axis=0)), band="task", **words,
        )  # fmt: skip
        first = years[:1]
        yield from frame(
            "burden_national",
            "bn_eur",
            first,
            baseline=np.array([found.national]),
            package=np.array([found.national]),
            **words,
        )
        yield from frame(
            "burden_reach",
            "pct",
            first,
            baseline=np.array([found.reach]),
            package=np.array([found.reach]),
            scenario=scope,
            confidence="B",
        )
        if not found.gross.any():
            continue
        yield from frame(
            "burden_to_drop",
            "bn_eur",
            years,
            difference=found.gross[_MIDDLE],
            **_ends(found.gross),
            band="new_rules",
            **words,
        )
        yield from frame(
            "burden_net", "bn_eur", years, difference=found.net[_MIDDLE], **_ends(found.net), band="new_rules", **words
        )
        aimed = found.gross[_MIDDLE] > 0
        for size in SIZES:
            part = result.facts.number(f"burden_part_{size}") * found.gross[_MIDDLE]
            yield from frame(
                "burden_to_drop",
                "bn_eur",
                years[aimed],
                difference=part[aimed],
                dimension="firm_size",
                group=size,
                **words,
            )


def _inventory(result: EconomyResult) -> Iterator[Row]:
    found, years = result.inventory, result.burden_years
    for name, value in (("obligations", found.count), ("obligations_known", found.known)):
        counted = np.array([float(value)])
        yield from frame(name, "count", years[:1], baseline=counted, package=counted)
    if not found.known:
        return
    for name, total in (("inventory", found.cost), ("inventory_national", found.national)):
        before = np.full(len(years), total)
        yield from frame(name, "bn_eur", years, baseline=before, package=before - result.cuts)


def _training(result: EconomyResult) -> Iterator[Row]:
    years, at = _package(result)
    found, facts = result.training, result.facts
    before, after = found.participation
    yield from frame("llo_participation", "pct", years, baseline=before[at], package=after[at], confidence="A")
    for start, series in facts.firms["workers"].known().items():
        share = facts.firms["participants"].known()[start] / series * 100
        known = np.array([share])
        yield from frame(
            "llo_participation",
            "pct",
            years[:1],
            baseline=known,
            package=known,
            dimension="workers",
            group=f"from_{start}",
            confidence="A",
        )
    for name, money in (
        ("llo_spending", found.spending),
        ("llo_tax_cut", found.tax_cut),
        ("llo_course_money", found.course_money),
    ):
        if money[at].any():
            yield from frame(name, "bn_eur", years, difference=money[at], price_level=LEVEL, confidence="C")
    if found.courses[:, at].any():
        usual = found.courses[-1, at]
        yield from frame(
            "llo_courses",
            "courses_per_year",
            years,
            difference=usual,
            **_ends(found.courses[:, at]),
            band="course_price",
            confidence="C",
            status="rule_of_thumb",
        )
        yield from frame(
            "llo_new_participants",
            "persons_per_year",
            years,
            **_ends(found.newcomers[:, at]),
            band="deadweight",
            confidence="E",
            status="option",
        )
        yield from _regions(result, usual, years)


def _regions(result: EconomyResult, courses: Path, years: NDArray[np.int64]) -> Iterator[Row]:
    """Courses of the target year by labour market region, shared by people of 15 to 74."""
    year = result.facts.year("rd_total_unchanged")
    people = result.facts.regions["working_age"].known()
    total = sum(people.values())
    there = courses[years.tolist().index(year)]
    for number, count in people.items():
        yield Row(
            indicator=f"{ROOM}llo_courses", unit="courses_per_year", year=year, dimension="labour_region",
            group=f"AM{number:02d}", difference=float(there * count / total), confidence="C", source=SOURCE,
            status="rule_of_thumb",
        )  # fmt: skip


def _region_table(result: EconomyResult) -> Iterator[Row]:
    """People and tightness of each labour market region: facts, the same with and without the package."""
    year = result.years[result.at(FIRST_SHOWN) : result.at(FIRST_SHOWN) + 1]
    for name, unit, confidence in (("working_age", "persons", "C"), ("tightness", "per_100", "C")):
        for number, known in result.facts.regions[name].known().items():
            there = np.array([known])
            yield from frame(
                f"region_{name}", unit, year, baseline=there, package=there, dimension="labour_region",
                group=f"AM{number:02d}", confidence=confidence,
            )  # fmt: skip


def _what_ifs(result: EconomyResult) -> Iterator[Row]:
    years, at = _package(result)
    found, facts = result.what_ifs, result.facts
    for name, (before, after) in found.werkcentra.items():
        yield from frame(
            "werkcentra", "pct", years, baseline=before[at], package=after[at], scenario=name, confidence="A"
        )
    for country, gap in found.power_gap.items():
        before = np.full(len(years), gap)
        yield from frame(
            "power_gap",
            "bn_eur",
            years,
            baseline=before,
            package=before * (1 - found.closed[at]),
            price_level=facts.price_level("industry_power_price"),
            dimension="country",
            group=country,
            confidence="B",
            status="option",
        )
    parks = found.park_ha[at]
    if parks.any():
        stock = facts.number("business_park_stock")
        yield from frame("business_parks", "ha", years, difference=parks, confidence="B", status="rule_of_thumb")
        yield from frame(
            "business_parks_of_stock",
            "pct",
            years,
            difference=parks / stock * 100,
            confidence="B",
            status="rule_of_thumb",
        )
        met = [parks / facts.number(f"business_park_need_{end}") * 100 for end in ("high", "low")]
        yield from frame(
            "business_parks_of_need",
            "pct",
            years,
            low=met[0],
            high=met[1],
            band="need",
            confidence="B",
            status="rule_of_thumb",
        )
    if found.deals[at].any():
        yield from frame("mkb_regions", "count", years, difference=found.deals[at], confidence="A")
        cost = found.deal_cost[:, at]
        yield from frame(
            "mkb_deals",
            "m_eur",
            years,
            difference=cost[_MIDDLE],
            low=cost[0],
            high=cost[-1],
            band="deal",
            price_level=facts.price_level("deal_support"),
            confidence="A",
            status="rule_of_thumb",
        )
    for topic, sides in found.ceilings.items():
        for name, money in zip(("line_spending", "line_capital"), sides, strict=True):
            if money[at].any():
                yield from frame(
                    name,
                    "bn_eur",
                    years,
                    difference=money[at],
                    price_level=LEVEL,
                    dimension="topic",
                    group=topic,
                    status="rule_of_thumb",
                )


def _people(result: EconomyResult) -> Iterator[Row]:
    years, at = _package(result)
    found = result.demand
    if not found.people.any():
        return
    people, short = found.people[:, at], found.short[:, at]
    words: dict[str, Any] = {"dimension": "trade", "group": found.trade, "confidence": "C"}
    yield from frame(
        "people_asked", "full_time_jobs", years, difference=people[_MIDDLE], **_ends(people), band="per_euro", **words
    )
    yield from frame(
        "people_short", "full_time_jobs", years, difference=short[_MIDDLE], **_ends(short), band="per_euro", **words
    )


def money(result: EconomyResult) -> Iterator[Money]:
    """What a target for public R&D costs on top of the line that the package has for it."""
    amounts = in_level(result, result.chosen.beyond)
    paid = np.abs(amounts) > 1e-9
    if paid.any():
        years = tuple(int(year) for year in result.years[paid])
        yield Money("economy.rd_public", "current_spending", "state", LEVEL, years, amounts[paid], SOURCE)


def headlines(result: EconomyResult) -> Iterator[Headline]:
    """Public and total R&D: the measures work on one share together, so their parts are found by leaving out."""
    years, at = _shown(result)
    found = result.chosen
    for name, one, two in (
        ("rd_public", found.baseline.public, found.package.public),
        ("rd_total", found.baseline.total[_MIDDLE], found.package.total[_MIDDLE]),
    ):
        yield Headline(f"{ROOM}{name}", "pct_gdp", tuple(years.tolist()), (two - one)[at])
