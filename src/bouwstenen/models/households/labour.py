"""Option 'arbeidsaanbod': how much more or less people work when work pays more or less. Off by default.

Not a behavioural model: published elasticities by group, applied to the change of what work yields. Who does not work
in the baseline is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bouwstenen.core.quantiles import group_sums
from bouwstenen.models.households.describe import ADULT, flag
from bouwstenen.models.households.project import run_law
from bouwstenen.models.households.tables import EUR_BN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from bouwstenen.levers import Overlay
    from bouwstenen.models.households.law_change import LawOnDate
    from bouwstenen.models.households.project import Prepared
    from bouwstenen.population.amounts import Amounts

GROUPS: Final = ("single", "lone_parent", "man_couple", "woman_couple", "mother_couple")
"""Groups with an elasticity of their own in the facts, `elasticity_…`."""
_WOMAN, _COUPLE, _COUPLE_WITH, _LONE_PARENT = 1, 2, 3, 4
"""Codes of `schema.GESLACHT` and `schema.HUISHOUDTYPE`."""


@dataclass(frozen=True, eq=False)
class LabourResponse:
    """The option 'arbeidsaanbod', by group of `GROUPS`.

    workers: weighted number of workers that may respond. wages_bn: their wages. change_bn: change of those wages
    through hours. hours_pct: the same as % of the wages. balance_bn: what the change gives the government (positive is
    better): tax, premiums of employers, and benefits and toeslagen that fall. not_counted: workers for whom work yields
    nothing in the baseline, so that a percentage has no meaning.
    """

    workers: NDArray[np.float64]
    wages_bn: NDArray[np.float64]
    change_bn: NDArray[np.float64]
    balance_bn: NDArray[np.float64]
    not_counted: float

    @property
    def hours_pct(self) -> NDArray[np.float64]:
        """Change of hours, %; 0 for a group without workers."""
        return 100.0 * self.change_bn / np.where(self.wages_bn > 0.0, self.wages_bn, 1.0)


def labour_response(chunks: Iterable[Prepared], overlay: Overlay) -> LabourResponse:
    """The response over some chunks; a generator is read once."""
    totals = np.zeros((4, len(GROUPS)))
    skipped = 0.0
    for chunk in chunks:
        found, missed = _chunk(chunk, overlay)
        totals += found
        skipped += missed
    workers, wages, change, balance = totals
    return LabourResponse(workers, wages / EUR_BN, change / EUR_BN, balance / EUR_BN, skipped)


def _chunk(chunk: Prepared, overlay: Overlay) -> tuple[NDArray[np.float64], float]:
    """Weighted workers, wages, change of wages and of the balance by group (4, groups); and the workers left out.

    Both partners are asked in turn, with the other at work.
    """
    law = chunk.law_under(overlay)
    amounts = chunk.amounts_under(law)
    totals, skipped = np.zeros((4, len(GROUPS))), 0.0
    for place in (0, 1):
        rows = _workers(chunk, place)
        if len(rows) == 0:
            continue
        wage = chunk.sample.person["loon"][rows]
        before, _ = _yield_of_work(chunk, chunk.law, chunk.amounts, rows)
        after, premiums = _yield_of_work(chunk, law, amounts, rows)
        valid = before > 0.0
        relative = np.where(valid, (after - before) / np.where(valid, before, 1.0), 0.0)
        groups = _groups(chunk, rows)
        elasticities = np.array([chunk.facts.number(f"elasticity_{name}") for name in GROUPS])
        bound = chunk.facts.number("elasticity_bound")
        change = np.clip(elasticities[groups] * relative, -bound, bound) * wage
        gain = change * (1.0 - after / wage + premiums / wage)
        weight = chunk.sample.weight[chunk.sample.household_of[rows]]
        for i, values in enumerate((valid.astype(np.float64), wage * valid, change, gain)):
            totals[i] += group_sums(groups, weight * values, len(GROUPS))
        skipped += float(weight[~valid].sum())
    return totals, skipped


def _yield_of_work(
    chunk: Prepared, law: LawOnDate, amounts: Amounts, rows: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Disposable income with the wage less without it, and employers' premiums likewise; by worker, EUR a year.

    amounts: of this law, with the wage.
    """
    wage = chunk.sample.person["loon"].copy()
    wage[rows] = 0.0
    without = run_law(chunk.sample.with_columns(person={"loon": wage}), law, chunk.facts)
    homes = chunk.sample.household_of[rows]
    names = ("besteedbaar_inkomen", "werkgeverspremies")
    income, premiums = ((amounts[name] - without[name])[homes] for name in names)
    return income, premiums


def _workers(chunk: Prepared, place: int) -> NDArray[np.intp]:
    """Adult workers with a wage: the first (0) or second (1) of each household, in the order of the table."""
    person = chunk.sample.person
    if "loon" not in person:
        return np.zeros(0, dtype=np.intp)
    aside = flag(chunk.sample, "medebewoner") | flag(chunk.sample, "is_kind")
    rows = np.flatnonzero((person["loon"] > 0.0) & (person["leeftijd"] >= ADULT) & ~aside)
    _, first, home = np.unique(chunk.sample.household_of[rows], return_index=True, return_inverse=True)
    return rows[np.arange(len(rows)) - first[home] == place]


def _groups(chunk: Prepared, rows: NDArray[np.intp]) -> NDArray[np.int64]:
    """Group of `GROUPS` of each worker, by household type, sex and children."""
    kind = chunk.described["type"][chunk.sample.household_of[rows]]
    sex = chunk.sample.person.get("geslacht")
    woman = np.zeros(len(rows), dtype=np.bool_) if sex is None else sex[rows] == _WOMAN
    couple = (kind == _COUPLE) | (kind == _COUPLE_WITH)
    partner = np.where(woman, np.where(kind == _COUPLE_WITH, 4, 3), 2)
    return np.where(couple, partner, np.where(kind == _LONE_PARENT, 1, 0)).astype(np.int64)
