"""The money of the households model for public finance: by scheme and year, in prices of one year."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bouwstenen.law import parameter_set
from bouwstenen.levers import BudgetEntry
from bouwstenen.models.households.inputs import last_law_year
from bouwstenen.models.households.law_change import ROOM
from bouwstenen.models.households.months.settings import settings_for
from bouwstenen.models.households.months.tables import ALL
from bouwstenen.models.households.months.tables import scheme_rows as months_schemes
from bouwstenen.models.households.project import project_packages
from bouwstenen.models.households.result import PRIVATE, SCHEMES, TAXES
from bouwstenen.models.households.tables import scheme_rows
from bouwstenen.models.households.texts import model_settings, scheme_title, texts
from bouwstenen.rules.parameters import index_growth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bouwstenen.agreement.schema import Reading
    from bouwstenen.levers import Overlay
    from bouwstenen.levers.overlay import Instrument
    from bouwstenen.models.households.inputs import HouseholdsFacts
    from bouwstenen.models.households.months.result import MonthsResult
    from bouwstenen.models.households.result import HouseholdsResult
    from bouwstenen.population.sample import Sample

MEASURE = "huishoudens"
SETTLEMENT = "verrekening_toeslagen"
"""Name in the texts of what another way of awarding changes."""
_NOTHING_BN = 1e-9
"""One euro: a scheme that changes by less gives no entry."""


def budget_entries(results: Mapping[int, HouseholdsResult], prices: Callable[[int], float]) -> tuple[BudgetEntry, ...]:
    """What the package changes in each scheme, as entries that only ESA counts.

    Args:
        results: runs by year; see `model_settings().budget_years`. Before the first year the effect is zero, between
            two years it runs in a straight line, after the last it grows with the index of the settings.
        prices: price index of public finance by year, to bring amounts of the year to the price level of the settings.

    Returns:
        One entry per scheme that changes: benefits as `social_benefit` (D.62), taxes and premiums as `tax_cut`;
        positive costs money. What households pay to insurers and childcare is no money of the government.
    """
    effects = {year: {row.scheme: row.effect_bn for row in scheme_rows(result)} for year, result in results.items()}
    entries: list[BudgetEntry] = []
    for name in SCHEMES:
        known = {year: effect[name] for year, effect in sorted(effects.items())}
        if name in PRIVATE or all(abs(value) < _NOTHING_BN for value in known.values()):
            continue
        sign, instrument = (-1.0, "tax_cut") if name in TAXES else (1.0, "social_benefit")
        path = yearly_path({year: sign * value for year, value in known.items()})
        entries.append(_entry(name, path, instrument, prices))
    return tuple(entries)


def settlement_entries(changes: Mapping[int, float], prices: Callable[[int], float]) -> tuple[BudgetEntry, ...]:
    """What another way of awarding toeslagen changes in what is spent on them; nothing when it changes nothing.

    Args:
        changes: billion euro by year, prices of the year; positive costs money.
        prices: as in `budget_entries`.
    """
    if all(abs(change) < _NOTHING_BN for change in changes.values()):
        return ()
    return (_entry(SETTLEMENT, yearly_path(changes), "social_benefit", prices),)


def yearly_path(known: Mapping[int, float]) -> dict[int, float]:
    """Amounts by year in prices of the year, from some years; see `budget_entries`."""
    settings = model_settings()
    years = sorted(known)
    path: dict[int, float] = {}
    for first, last in pairwise(years):
        for year in range(first, last):
            path[year] = known[first] + (known[last] - known[first]) * (year - first) / (last - first)
    amount = known[years[-1]]
    for year in range(years[-1], settings.budget_last_year + 1):
        amount *= _growth(settings.budget_index, year) if year > years[-1] else 1.0
        path[year] = amount
    return path


def money_of_readings(
    samples: Sequence[Sample],
    overlays: Mapping[Reading, Overlay],
    facts: HouseholdsFacts,
    months: MonthsResult,
    prices: Callable[[int], float],
) -> dict[Reading, tuple[BudgetEntry, ...]]:
    """The money of each reading by scheme, from runs in the budget years, and that of another way of awarding."""
    packages = {str(name): overlay for name, overlay in overlays.items()}
    wanted = budget_years(overlays.values())
    years = {year: project_packages(samples, year, packages, facts) for year in wanted}
    return {
        name: (
            *budget_entries({year: results[name] for year, results in years.items()}, prices),
            *_settlement(months, overlay, prices, wanted),
        )
        for name, overlay in overlays.items()
    }


def budget_years(overlays: Iterable[Overlay]) -> list[int]:
    """Years that the money is computed in: those of the settings, and later ones in which something starts or ends.

    The year before it too, so that nothing runs up to a start. After the last year of the law's indices nothing can
    be computed.
    """
    usual = model_settings().budget_years
    wanted = set(usual)
    for overlay in overlays:
        ours = [change for change in overlay.inputs if change.path.startswith(ROOM)]
        # A change after 1 January counts from the next year on: the model runs in the law of 1 January.
        starts = [int(c.start[:4]) + (c.start[4:] > "-01-01") for c in overlay.law]
        starts += [c.start for c in ours] + [c.until + 1 for c in ours if c.until is not None]
        wanted |= {year for start in starts if start > max(usual) for year in (start - 1, start)}
    return sorted(year for year in wanted if year <= last_law_year())


def _settlement(
    months: MonthsResult, overlay: Overlay, prices: Callable[[int], float], years: Sequence[int]
) -> tuple[BudgetEntry, ...]:
    """The money of another way of awarding, by the variant that the levers choose in each budget year."""
    kept = {row.variant: row.kept_bn for row in months_schemes(months) if row.scheme == ALL}
    level = prices(months.year)
    variants = {year: settings_for(overlay, year).package for year in years}
    changes = {y: (kept[variant] - kept["today"]) * prices(y) / level for y, variant in variants.items()}
    return settlement_entries(changes, prices)


def _growth(index: str, year: int) -> float:
    """Growth of an index in a year, as a factor; the last known year goes on."""
    path = parameter_set().index_path[index]
    last = max(int(start[:4]) for start, _ in path)
    return index_growth(path, f"{min(year, last) - 1}-12-31", f"{min(year, last)}-12-31")


def _entry(name: str, path: Mapping[int, float], instrument: Instrument, prices: Callable[[int], float]) -> BudgetEntry:
    level = model_settings().budget_price_level
    return BudgetEntry(
        measure=MEASURE,
        block=model_settings().line_block,
        part=scheme_title(name),
        line=None,
        column="structural",
        timing="one_off",
        amount_bn=1.0,
        pm_bn=None,
        price_level=level,
        shares=tuple((year, amount * prices(level) / prices(year)) for year, amount in path.items()),
        instrument=instrument,
        repayment_expected=None,
        market_return_expected=None,
        unit_outside_government=None,
        booking_argument=texts().budget_argument,
        ceiling="social",
        ceiling_alternative=None,
        asset_life_years=None,
        lending_rate=None,
        part_of="model",
    )
