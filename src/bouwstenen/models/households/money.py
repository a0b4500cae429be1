"""The money of the households model for public finance: by scheme and year, in prices of one year."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.law import parameter_set
from bouwstenen.models.households.inputs import last_law_year
from bouwstenen.models.households.law_change import ROOM
from bouwstenen.models.households.months.settings import settings_for
from bouwstenen.models.households.result import PRIVATE, SCHEMES, TAXES
from bouwstenen.models.households.tables import scheme_rows
from bouwstenen.models.households.texts import model_settings
from bouwstenen.models.protocol import Money
from bouwstenen.rules.parameters import index_growth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bouwstenen.levers import Overlay
    from bouwstenen.levers.overlay import Instrument
    from bouwstenen.models.households.result import HouseholdsResult

SETTLEMENT: Final = "settlement"
"""Code of what another way of awarding changes."""
_NOTHING_BN = 1e-9
"""One euro: a scheme that changes by less gives no money."""
_SOURCE = "docs/models/households.md"


def scheme_money(results: Mapping[int, HouseholdsResult], prices: Callable[[int], float]) -> tuple[Money, ...]:
    """What the package changes in each scheme.

    Args:
        results: runs by year; see `model_settings().budget_years`. Before the first year the effect is zero, between
            two years it runs in a straight line, after the last it grows with the index of the settings.
        prices: price index of public finance by year, to bring amounts of the year to the price level of the settings.

    Returns:
        One for each scheme that changes: benefits as `social_benefit` (D.62), taxes and premiums as `tax_cut`;
        positive costs money. What households pay to insurers and childcare is no money of the government. The state
        pays all of it: municipalities get what bijstand costs from the state (BUIG).
    """
    effects = {year: {row.scheme: row.effect_bn for row in scheme_rows(result)} for year, result in results.items()}
    found: list[Money] = []
    for name in SCHEMES:
        known = {year: effect[name] for year, effect in sorted(effects.items())}
        if name in PRIVATE or all(abs(value) < _NOTHING_BN for value in known.values()):
            continue
        sign, instrument = (-1.0, "tax_cut") if name in TAXES else (1.0, "social_benefit")
        path = yearly_path({year: sign * value for year, value in known.items()})
        found.append(_money(name, path, instrument, prices))
    return tuple(found)


def settlement_money(changes: Mapping[int, float], prices: Callable[[int], float]) -> tuple[Money, ...]:
    """What another way of awarding toeslagen changes in what is spent on them; nothing when it changes nothing.

    Args:
        changes: billion euro by year, prices of the year; positive costs money.
        prices: as in `scheme_money`.
    """
    if all(abs(change) < _NOTHING_BN for change in changes.values()):
        return ()
    return (_money(SETTLEMENT, yearly_path(changes), "social_benefit", prices),)


def other_awards(overlay: Overlay) -> bool:
    """Whether a package awards toeslagen in another way in some year that money is computed in."""
    return any(settings_for(overlay, year).package != "today" for year in budget_years(overlay))


def award_changes(
    overlay: Overlay, kept: Mapping[str, float], year: int, prices: Callable[[int], float]
) -> dict[int, float]:
    """What another way of awarding costs by budget year, billion euro in prices of that year.

    Args:
        overlay: the package; it chooses the way of awarding in each year.
        kept: billion euro of toeslagen after settlement, by way of awarding, in prices of `year`.
        year: of the law in which `kept` was computed.
        prices: as in `scheme_money`.
    """
    ways = {y: settings_for(overlay, y).package for y in budget_years(overlay)}
    return {y: (kept[way] - kept["today"]) * prices(y) / prices(year) for y, way in ways.items()}


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


def budget_years(overlay: Overlay) -> list[int]:
    """Years that the money is computed in: those of the settings, and later ones in which something starts or ends.

    The year before it too, so that nothing runs up to a start. After the last year of the law's indices nothing can
    be computed.
    """
    usual = model_settings().budget_years
    wanted = set(usual)
    ours = [change for change in overlay.inputs if change.path.startswith(ROOM)]
    # A change after 1 January counts from the next year on: the model runs in the law of 1 January.
    starts = [int(c.start[:4]) + (c.start[4:] > "-01-01") for c in overlay.law]
    starts += [c.start for c in ours] + [c.until + 1 for c in ours if c.until is not None]
    wanted |= {year for start in starts if start > max(usual) for year in (start - 1, start)}
    return sorted(year for year in wanted if year <= last_law_year())


def _growth(index: str, year: int) -> float:
    """Growth of an index in a year, as a factor; the last known year goes on."""
    path = parameter_set().index_path[index]
    last = max(int(start[:4]) for start, _ in path)
    return index_growth(path, f"{min(year, last) - 1}-12-31", f"{min(year, last)}-12-31")


def _money(name: str, path: Mapping[int, float], instrument: Instrument, prices: Callable[[int], float]) -> Money:
    level = model_settings().budget_price_level
    return Money(
        part=f"households.{name}",
        instrument=instrument,
        payer="state",
        price_level=level,
        years=tuple(path),
        amounts_bn=np.array([amount * prices(level) / prices(year) for year, amount in path.items()]),
        source=_SOURCE,
    )
