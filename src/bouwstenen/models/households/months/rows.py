"""The year in months as rows: today's rules against the way of awarding that the levers choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bouwstenen.effects.row import ALL
from bouwstenen.models.households.months.summary import ONLY_CHANGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.effects.row import Row
    from bouwstenen.models.households.months.summary import ChosenMonths
    from bouwstenen.models.households.rows import RowMaker

SOURCE: Final = "docs/models/households_months.md"


def months_rows(maker: RowMaker, months: ChosenMonths) -> Iterator[Row]:
    """Rows of all indicators `households.months.*`.

    low and high: the margin of the sample around the package. It holds the chance of the draw only, not what the
    parameters are unsure of (see the table of sensitivity).
    """
    package, found = months.settings.package, months.summary
    before, margins = found.values["today"], found.margins.get(package, {})
    for key, end in found.values[package].items():
        indicator, unit, group = key
        margin = margins.get(key)
        band = {} if margin is None else {"low": end - margin, "high": end + margin, "band": "sampling"}
        where = {"dimension": ALL if group == ALL else "scheme", "group": group, "source": SOURCE}
        if indicator in ONLY_CHANGE:
            yield from maker.change(f"months.{indicator}", unit, end, **where, **band)
        else:
            yield from maker.both(f"months.{indicator}", unit, before[key], end, **where, **band)
