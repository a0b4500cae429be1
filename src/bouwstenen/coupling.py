"""Hands the result of one model on to the next: models never import each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.effects.table import COUNTRY, TOTAL, EffectRow
from bouwstenen.facts import load_facts
from bouwstenen.levers import BudgetEntry, Overlay
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.asylum import asylum_facts
from bouwstenen.models.asylum import project as project_asylum
from bouwstenen.models.asylum.rows import yearly_amounts
from bouwstenen.models.eu_rules import (
    EuResult,
    Outcome,
    PackageEffects,
    PolicyPath,
    PolicyTest,
    Request,
    assess,
    find_adjustment,
    hold_against,
    parameters,
    parse_goal,
    table_from_facts,
)
from bouwstenen.models.public_finance import project, public_finance_facts
from bouwstenen.models.public_finance.ledgers import LEDGERS, accumulate
from bouwstenen.models.public_finance.rules import rule_file
from bouwstenen.models.public_finance.rules.defence import baseline_defence

ASYLUM_BLOCK = 6

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.facts import Facts
    from bouwstenen.models.asylum import AsylumFacts, AsylumResult
    from bouwstenen.models.eu_rules import Reached
    from bouwstenen.models.eu_rules.reach import Shape
    from bouwstenen.models.public_finance import PublicFinanceFacts, PublicFinanceResult
    from bouwstenen.models.public_finance.ledgers import LedgerName


@dataclass(frozen=True, eq=False)
class EuTest:
    """The European rules for the Netherlands, and unchanged policy and the package in both ledgers held against them.

    result: the required path. tests: by name `unchanged`, `document` and `esa`.
    """

    result: EuResult
    tests: dict[str, PolicyTest]


def policy_path(result: PublicFinanceResult, inputs: PublicFinanceFacts) -> PolicyPath:
    """Unchanged policy of the public-finance model as the European rules read it."""
    base = result.baseline
    return PolicyPath(
        years=result.years,
        spb=base.spb_pct,
        balance=base.pct(base.balance),
        debt=base.pct(base.debt),
        gdp=base.economy.gdp,
        defence=base.pct(baseline_defence(inputs, base.economy.gdp)),
    )


def package_effects(result: PublicFinanceResult, name: LedgerName) -> PackageEffects:
    """The package in one ledger: primary expenditure and revenue measures apart; interest is in neither."""
    ledger = result.document if name == "document" else result.esa
    entries, bookings = result.flows.entries, result.flows.bookings
    revenue = np.array([booking.revenue for booking in bookings], dtype=bool)
    interest = np.array([booking.code == "D.41" for booking in bookings], dtype=bool)
    defence = np.array([entry.line in rule_file().defence_lines for entry in entries], dtype=bool)
    hit = ledger.lines.hit
    return PackageEffects(
        ledger=name,
        expenditure=hit[~revenue & ~interest].sum(axis=0),
        revenue=-hit[revenue].sum(axis=0),
        balance=ledger.balance,
        debt=ledger.debt,
        defence=hit[defence].sum(axis=0),
    )


def eu_test(
    facts: Facts,
    inputs: PublicFinanceFacts,
    result: PublicFinanceResult,
    request: Request | None = None,
    assessed: EuResult | None = None,
) -> EuTest:
    """Hold a run of the public-finance model against the European rules.

    Args:
        facts: the vintage.
        inputs: its public-finance part.
        result: the run.
        request: length, start, draws and seed of the assessment.
        assessed: an assessment that was made before, of another variant or table.
    """
    found = assessed or assess(table_from_facts(facts), parameters(facts), request=request)
    policy, clause = policy_path(result, inputs), result.settings.escape_clause
    tests = {"unchanged": hold_against(found, policy, escape_clause=clause)}
    for name in LEDGERS:
        tests[name] = hold_against(found, policy, package_effects(result, name), escape_clause=clause)
    return EuTest(found, tests)


def eu_rows(run: str, test: EuTest) -> Iterator[EffectRow]:
    """The test as rows: required and actual structural primary balance, and the room, by year and ledger."""
    before = test.tests["unchanged"]
    for name in LEDGERS:
        after = test.tests[name]
        for t, year in enumerate(after.years):
            for indicator, unit, old, new in (
                ("eu_spb_required", "% bbp", before.required[t], after.required[t]),
                ("eu_spb", "% bbp", before.spb[t], after.spb[t]),
                ("eu_room", "mld EUR", before.room[t], after.room[t]),
            ):
                values = float(old), float(new), float(new - old)
                yield EffectRow(
                    run, name, "eu_rules", indicator, unit, int(year), TOTAL, COUNTRY, *values, None, None,
                    "computed", "docs/models/eu_rules.md",
                )  # fmt: skip


def asylum_entries(result: AsylumResult) -> tuple[BudgetEntry, ...]:
    """What the asylum chain costs or saves, as money for the public-finance model (ESA only), prices of its facts."""
    return tuple(
        BudgetEntry(
            measure="asielketen",
            block=ASYLUM_BLOCK,
            part=amount.title,
            line=None,
            column="structural",
            timing="one_off",
            amount_bn=1.0,
            pm_bn=None,
            price_level=amount.price_level,
            shares=tuple((int(y), float(v)) for y, v in zip(amount.years, amount.amounts_bn, strict=True)),
            instrument=amount.instrument,
            repayment_expected=None,
            market_return_expected=None,
            unit_outside_government=None,
            booking_argument="Uitkomst van het asielmodel; na het laatste jaar van dat model niet geteld.",
            ceiling="administration",
            ceiling_alternative=None,
            asset_life_years=None,
            lending_rate=None,
            part_of="model",
        )
        for amount in yearly_amounts(result)
    )


def with_asylum(facts: AsylumFacts, overlay: Overlay) -> tuple[AsylumResult, Overlay]:
    """Run the asylum chain and put its money into the overlay for the public-finance model."""
    result = project_asylum(facts, overlay)
    return result, overlay.plus(Overlay(budget=asylum_entries(result)))


def run_public_finance(package: LoadedPackage, facts: Facts) -> tuple[PublicFinanceResult, PublicFinanceFacts]:
    """The central run of a package with default options, with what other models hand to it."""
    inputs = public_finance_facts(facts)
    overlay = compile_overlay(package.measures, where=package.where)
    return project(inputs, with_asylum(asylum_facts(facts), overlay)[1]), inputs


def seek(
    package: LoadedPackage, vintage: str, goal: str, shape: Shape, start: int, until: int | None
) -> dict[str, Reached]:
    """Which general adjustment of the primary balance reaches a goal, without and with the package (ESA 2010).

    Args:
        package: the package.
        vintage: name of the facts.
        goal: such as `emu_saldo 2045 = 0`; see `eu_rules.parse_goal`.
        shape: the same every year, or growing evenly.
        start: first year of the adjustment.
        until: last year of a growing one; default the year of the goal.

    Raises:
        InputError: a goal or year that cannot be.
    """
    wanted = parse_goal(goal)
    with_package, inputs = run_public_finance(package, load_facts(vintage))
    runs = {"zonder pakket": project(inputs, Overlay()), "met pakket": with_package}
    return {
        name: find_adjustment(improved(result, inputs), wanted, shape, start=start, until=until)
        for name, result in runs.items()
    }


def improved(result: PublicFinanceResult, inputs: PublicFinanceFacts) -> Callable[[np.ndarray], Outcome]:
    """Balance and debt of a run with a general improvement of the primary balance on top, ESA, % of GDP.

    The improvement saves interest at the same rates as extra debt costs; it has no feedback on the economy.
    """
    ledger, base = result.esa, result.baseline
    structural = base.structural_balance + ledger.balance - ledger.lines.feedback.sum(axis=0)

    def evaluate(improvement: np.ndarray) -> Outcome:
        extra = np.zeros(len(result.years))
        extra[: len(improvement)] = improvement
        better = extra / 100 * ledger.gdp
        zero = np.zeros_like(better)
        _, balance, debt, _ = accumulate(-better, zero, zero, zero, base, inputs, result.options)
        return Outcome(
            result.years,
            (ledger.balance_level + balance) / ledger.gdp * 100,
            (ledger.debt_level + debt) / ledger.gdp * 100,
            ledger.gdp,
            (structural + balance) / ledger.gdp * 100,
        )

    return evaluate
