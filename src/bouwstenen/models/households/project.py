"""The households model on a chunk of the population: baseline law against package law in one year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.core.quantiles import group_sums
from bouwstenen.law import parameter_set
from bouwstenen.levers import Overlay
from bouwstenen.models.households.describe import STUDENT, describe, poverty, welfare
from bouwstenen.models.households.law_change import law_in
from bouwstenen.models.households.result import PRIVATE, SCHEMES, SPENDING, TAXES, ChunkOutcome
from bouwstenen.population.amounts import TOESLAGEN, compute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bouwstenen.models.households.inputs import HouseholdsFacts
    from bouwstenen.models.households.law_change import LawOnDate
    from bouwstenen.population.amounts import Amounts
    from bouwstenen.population.sample import Sample
    from bouwstenen.population.take_up import TakeUp


@dataclass(frozen=True, eq=False)
class Prepared:
    """A chunk in the year of the law, with its baseline: what several packages share.

    sample: moved to the year. amounts: under the law as it is. poverty: under both lines. described: columns that do
    not change. sums: those of the baseline by random group, see `ChunkOutcome.sums`.
    """

    sample: Sample
    facts: HouseholdsFacts
    law: LawOnDate
    amounts: Amounts
    poverty: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    described: Mapping[str, NDArray[Any]]
    sums: Mapping[str, NDArray[np.float64]]

    def law_under(self, overlay: Overlay) -> LawOnDate:
        """The law of the year with a package."""
        return law_in(overlay, self.law.date, self.facts.advice)

    def amounts_under(self, law: LawOnDate) -> Amounts:
        """Amounts under a law of the year; those of the baseline themselves when it gives the same incomes."""
        return self.amounts if law.same_incomes(self.law) else run_law(self.sample, law, self.facts)


def project_chunk(sample: Sample, year: int, overlay: Overlay, facts: HouseholdsFacts) -> ChunkOutcome:
    """Baseline and package for a chunk of households, in the law of 1 January of a year.

    Static: nobody works more or less, marries or moves. Amounts are in prices of the year.

    Args:
        sample: households of the sample year; moved to `year` with the index path of the law.
        year: not before the year of the sample.
        overlay: the package; without changes to law or settings both sides are the same arrays.
        facts: from `households_facts`.

    Raises:
        InputError: a path or value of the overlay cannot be.
    """
    return outcome(prepare(sample, year, facts), overlay)


def prepare(sample: Sample, year: int, facts: HouseholdsFacts) -> Prepared:
    """Move a chunk to a year and run the baseline."""
    moved = sample.uprated(year, parameter_set().index_path)
    law = law_in(Overlay(), f"{year}-01-01")
    amounts = run_law(moved, law, facts)
    described = describe(moved, amounts, facts)
    lines = poverty(moved, amounts, facts, described["bron"] == STUDENT)
    return Prepared(moved, facts, law, amounts, lines, described, _sums(moved, described["groep"], amounts))


def outcome(chunk: Prepared, overlay: Overlay) -> ChunkOutcome:
    """The package for a prepared chunk."""
    law = chunk.law_under(overlay)
    after, after_poverty, sums = chunk.amounts_under(law), chunk.poverty, chunk.sums
    if after is not chunk.amounts:
        after_poverty = poverty(chunk.sample, after, chunk.facts, chunk.described["bron"] == STUDENT)
        sums = _sums(chunk.sample, chunk.described["groep"], after)
    return ChunkOutcome(
        year=chunk.sample.year,
        columns={**chunk.described, **_incomes(chunk, after, after_poverty)},
        groups=np.unique(chunk.described["groep"]).astype(np.int64),
        sums={f"{name}_{side}": total for side, s in (("voor", chunk.sums), ("na", sums)) for name, total in s.items()},
        identity=float(np.abs(_unexplained(chunk.amounts, after)).max()),
        waiting=law.waiting,
        notes=law.notes,
    )


def run_law(sample: Sample, law: LawOnDate, facts: HouseholdsFacts) -> Amounts:
    """The law over a sample, with take-up."""
    return compute(sample, law.graph, law.parameters, take_up_under(law, facts.take_up))


def take_up_under(law: LawOnDate, take_up: TakeUp) -> TakeUp:
    """Non-take-up with the limit of the package.

    In one child scheme the part that depends on income comes with the kinderbijslag, which everybody gets: the law
    then pays it as `kindregeling`, to which no non-take-up applies.
    """
    return take_up.limited(TOESLAGEN, law.settings.non_take_up_max / 100.0)


def flow(amounts: Amounts, name: str) -> NDArray[np.float64]:
    """A scheme of `SCHEMES` by household; the payment of a credit lowers the `inkomensheffing`."""
    if name == "inkomensheffing":
        return amounts[name] - amounts["uitbetaling_heffingskorting"]
    return amounts[name]


def _incomes(
    chunk: Prepared, after: Amounts, lines: tuple[NDArray[np.bool_], NDArray[np.bool_]]
) -> dict[str, NDArray[Any]]:
    sides = (("voor", chunk.amounts), ("na", after))
    ranked = {f"welvaart_{side}": welfare(chunk.sample, amounts, chunk.facts) for side, amounts in sides}
    before_income, after_income = chunk.amounts["besteedbaar_inkomen"], after["besteedbaar_inkomen"]
    return {
        **{name: values.astype(np.float32) for name, values in ranked.items()},
        "voor": before_income.astype(np.float32),
        "na": after_income.astype(np.float32),
        "verschil": (after_income - before_income).astype(np.float32),
        "laag_voor": chunk.poverty[0],
        "laag_na": lines[0],
        "arm_voor": chunk.poverty[1],
        "arm_na": lines[1],
    }


def _sums(sample: Sample, group: NDArray[Any], amounts: Amounts) -> dict[str, NDArray[np.float64]]:
    """Weighted sums by random group: per scheme the amount and the receivers, per toeslag also what is not used."""
    groups, rows = np.unique(group, return_inverse=True)

    def totals(values: list[NDArray[Any]]) -> NDArray[np.float64]:
        weighted = [group_sums(rows, sample.weight * v, len(groups)) for v in values]
        return np.stack(weighted, axis=1)

    flows = [flow(amounts, name) for name in SCHEMES]
    rights = [amounts.entitled[name] for name in TOESLAGEN]
    missed = [np.where(amounts[name] > 0.0, 0.0, amounts.entitled[name]) for name in TOESLAGEN]
    return {
        "bedrag": totals(list(flows)),
        "ontvangers": totals([f != 0.0 for f in flows]),
        "recht": totals([r > 0.0 for r in rights]),
        "gemist": totals([m > 0.0 for m in missed]),
        "gemist_bedrag": totals(list(missed)),
    }


def _unexplained(before: Amounts, after: Amounts) -> NDArray[np.float64]:
    """Change of disposable income less what the schemes explain; zero by accounting when every scheme is counted."""
    change = after["besteedbaar_inkomen"] - before["besteedbaar_inkomen"]
    for name in SPENDING:
        change = change - (flow(after, name) - flow(before, name))
    for name in (*TAXES, *PRIVATE):
        if name != "werkgeverspremies":  # paid by employers, on top of the wage
            change = change + (flow(after, name) - flow(before, name))
    return change
