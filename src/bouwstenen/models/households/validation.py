"""The baseline beside published figures on income, poverty and non-take-up.

The population is calibrated to the deciles, and the rates of non-take-up are those that the model uses: both show what
came of them and are no test. Poverty, low income and the Gini are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bouwstenen.checks.check import Check
from bouwstenen.models.households.tables import CENT, DECILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.facts import Facts
    from bouwstenen.models.households.result import HouseholdsResult
    from bouwstenen.models.households.tables import Tables

_SOURCE = "docs/models/households.md"
_PERCENTILES = "population.percentile_standardised"
_POVERTY: Final = (
    ("households.laag_inkomen_2022", "low_income", "households"),
    ("households.armoede_2024", "poverty", "persons"),
    ("households.kinderarmoede_2024", "poverty", "children"),
)
_TAKE_UP: Final = {
    "zorgtoeslag": "households.niet_gebruik_zorgtoeslag_2021",
    "huurtoeslag": "households.niet_gebruik_huurtoeslag_2021",
    "kindgebonden_budget": "households.niet_gebruik_kgb_2021",
    "kinderopvangtoeslag": "households.niet_gebruik_kinderopvangtoeslag_2021",
}


def identity(result: HouseholdsResult) -> Check:
    """No household's income changes without a scheme that explains it."""
    name = "Huishoudens: elke verandering van inkomen komt uit een regeling, belasting of premie"
    return Check("identity", name, result.identity <= CENT, result.identity, 0.0, "EUR/jaar", _SOURCE)


def benchmarks(facts: Facts, tables: Tables) -> list[Check]:
    """Published figures and what the baseline of a run gives for them, for people to judge (`met` is None).

    Years differ: the baseline is that of the run, the figures are of 2021 to 2024. Incomes are compared as a share of
    the median, so that prices and wages in between drop out.

    Args:
        facts: the whole vintage; a figure that it does not have gives no line.
        tables: of a run.
    """
    return [*_inequality(facts, tables), *_poverty(facts, tables), *_take_up(facts, tables)]


def _inequality(facts: Facts, tables: Tables) -> Iterator[Check]:
    yield from _check(facts, "households.gini_gestandaardiseerd_2022", tables.before.gini_households)
    if _PERCENTILES not in facts.columns:
        return
    series = facts.columns[_PERCENTILES]
    published = series.known()
    median = tables.before.deciles[DECILES.index(0.5)]
    for share, bound in zip(DECILES, tables.before.deciles.tolist(), strict=True):
        percent = round(100 * share)
        if percent != 50 and percent in published:
            name = f"Gestandaardiseerd inkomen, percentiel {percent} als deel van de mediaan"
            wanted = 100.0 * published[percent] / published[50]
            yield Check("benchmark", name, None, 100.0 * bound / median, wanted, "%", str(series.source))


def _poverty(facts: Facts, tables: Tables) -> Iterator[Check]:
    rows = {(row.line, row.counted): row for row in tables.poverty}
    for key, line, counted in _POVERTY:
        yield from _check(facts, key, 100.0 * rows[line, counted].share_before)


def _take_up(facts: Facts, tables: Tables) -> Iterator[Check]:
    for row in tables.take_up:
        yield from _check(facts, _TAKE_UP[row.scheme], 100.0 * row.share_before)


def _check(facts: Facts, key: str, value: float) -> Iterator[Check]:
    figure = facts.values.get(key)
    if figure is not None:
        source, doubt = str(figure.source), figure.doubtful
        yield Check("benchmark", facts.titles[key], None, value, figure.value, figure.unit, source, figure.note, doubt)
