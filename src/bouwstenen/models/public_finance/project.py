"""The entry point of the model: facts, overlay and options in, one frozen result out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.levers import Overlay
from bouwstenen.models.public_finance.accounts import (
    PublicCapital,
    baseline_accounts,
    package_accounts,
    package_capital,
    public_capital,
)
from bouwstenen.models.public_finance.baseline import Baseline, project_baseline
from bouwstenen.models.public_finance.benefits import compute_benefits
from bouwstenen.models.public_finance.ledgers import Ledger, LedgerLines, LedgerName, compute_ledgers
from bouwstenen.models.public_finance.options import PM_LEVELS, Options, PmLevel
from bouwstenen.models.public_finance.package import Flows, package_flows
from bouwstenen.models.public_finance.result import ColumnTotals, LevelTotals, PublicFinanceResult
from bouwstenen.models.public_finance.rules import (
    FRAMES,
    Position,
    RuleSettings,
    evaluate_rules,
    rule_file,
    rule_settings,
)
from bouwstenen.models.public_finance.rules.defence import baseline_defence
from bouwstenen.models.public_finance.rules.frames import Frames, compute_frames

if TYPE_CHECKING:
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts


def project(facts: PublicFinanceFacts, overlay: Overlay, options: Options | None = None) -> PublicFinanceResult:
    """Run the baseline and the package of an overlay. A pure function: equal inputs give equal results.

    Args:
        facts: from `public_finance_facts`.
        overlay: the package; an empty one changes nothing.
        options: choices outside the package; default `Options()`.

    Raises:
        InputError: the overlay asks for something that this model does not have.
    """
    options = options or Options()
    _refuse_inputs(overlay)
    settings = rule_settings(overlay)
    baseline = project_baseline(facts, options)
    flows = _flows(overlay, baseline, options, settings)
    lines, gap = compute_ledgers(flows, baseline, facts, options)
    level = PM_LEVELS.index(options.pm)
    document = _ledger("document", lines["document"][options.pm], baseline, gap[level])
    esa = _ledger("esa", lines["esa"][options.pm], baseline, gap[level])
    accounts = baseline_accounts(facts, baseline)
    capital = public_capital(facts, baseline, accounts)
    added = package_capital(flows, esa.lines.hit, facts, baseline)
    frames = compute_frames(flows, flows.amounts[level], facts, accounts)
    before = _position(baseline, None, capital, None, frames, facts, options, None)
    after = _position(baseline, esa, capital, added, frames, facts, options, (flows, level))
    nothing = _flows(Overlay(), baseline, options, settings)
    wants_benefits = options.benefits or settings.benefits_channel
    return PublicFinanceResult(
        years=baseline.years,
        options=options,
        settings=settings,
        baseline=baseline,
        flows=flows,
        document=document,
        esa=esa,
        levels=_levels(flows, lines),
        gap_effect=gap[level],
        benefits=compute_benefits(added, capital, facts, baseline, options) if wants_benefits else None,
        accounts=package_accounts(accounts, flows, esa),
        baseline_accounts=accounts,
        capital=capital,
        package_capital=added,
        frames=frames,
        rules=evaluate_rules(after, flows, flows.amounts[level], baseline, facts, options, settings),
        baseline_rules=evaluate_rules(before, nothing, nothing.amounts[level], baseline, facts, options, settings),
    )


def package_ledgers(
    facts: PublicFinanceFacts, baseline: Baseline, overlay: Overlay, options: Options
) -> dict[LedgerName, Ledger]:
    """Only the two ledgers of an overlay, on a baseline computed before: for many runs of parts of a package."""
    flows = _flows(overlay, baseline, options, rule_settings(overlay))
    lines, gap = compute_ledgers(flows, baseline, facts, options)
    level = PM_LEVELS.index(options.pm)
    return {name: _ledger(name, lines[name][options.pm], baseline, gap[level]) for name in lines}


def _refuse_inputs(overlay: Overlay) -> None:
    """This model has no inputs that a lever may move, only money and rules."""
    for change in overlay.inputs:
        if change.path.startswith("public_finance."):
            raise InputError(
                "het model voor de overheidsfinanciën kent deze invoer niet.",
                mend="Gebruik een hefboom van de soort budget of budget_rule.",
                where=Where("", 0, f"{change.measure}.{change.path}"),
            )


def _flows(overlay: Overlay, baseline: Baseline, options: Options, settings: RuleSettings) -> Flows:
    file = rule_file()
    return package_flows(
        overlay.budget,
        baseline,
        options,
        nii_outside=settings.nii_choice,
        nii_lines=frozenset(file.nii_lines),
        incidental=frozenset(file.incidental_instruments),
    )


def _ledger(name: LedgerName, lines: LedgerLines, baseline: Baseline, gap: np.ndarray) -> Ledger:
    factor = 1 + gap / (100 + baseline.economy.output_gap)
    return Ledger(name, lines, baseline.economy.gdp * factor, baseline.balance, baseline.debt)


def _levels(flows: Flows, lines: dict[LedgerName, dict[PmLevel, LedgerLines]]) -> dict[PmLevel, LevelTotals]:
    """Totals of both ledgers and both columns at every PM level."""
    totals: dict[PmLevel, LevelTotals] = {}
    for k, level in enumerate(PM_LEVELS):
        columns = {"structural": 0.0, "debt": 0.0}
        for entry in (e for e in flows.entries if e.part_of != "model"):
            columns[entry.column] += (entry.amount_bn or 0.0) + (0.0, *(entry.pm_bn or (0.0, 0.0, 0.0)))[k]
        document, esa = lines["document"][level], lines["esa"][level]
        totals[level] = LevelTotals(
            columns=ColumnTotals(**columns),
            document_balance=document.balance.sum(axis=0),
            document_debt=document.debt.sum(axis=0),
            esa_balance=esa.balance.sum(axis=0),
            esa_debt=esa.debt.sum(axis=0),
        )
    return totals


def _position(
    baseline: Baseline,
    esa: Ledger | None,
    capital: PublicCapital,
    added: PublicCapital | None,
    frames: Frames,
    facts: PublicFinanceFacts,
    options: Options,
    package: tuple[Flows, int] | None,
) -> Position:
    """What the rules look at: the baseline alone, or with the package (then `esa`, `added`, `package` are given)."""
    mapping = options.ceiling_mapping
    zero = np.zeros(len(baseline.years))
    structural, defence, extra = zero, zero, dict.fromkeys(FRAMES, zero)
    if esa is not None and package is not None:
        flows, level = package
        # The structural balance leaves the cycle out: the effect of the package without its feedback.
        structural = esa.balance - esa.lines.feedback.sum(axis=0)
        is_defence = np.array([e.line in rule_file().defence_lines for e in flows.entries], dtype=bool)
        defence = flows.amounts[level][is_defence].sum(axis=0)
        extra = frames.package[mapping]
    social = facts.path["ageing_cost"] / 100 * baseline.economy.gdp + extra["social"]
    return Position(
        years=baseline.years,
        gdp=baseline.economy.gdp if esa is None else esa.gdp,
        balance=baseline.balance if esa is None else esa.balance_level,
        structural_balance=baseline.structural_balance + structural,
        interest=baseline.interest if esa is None else baseline.interest + esa.interest,
        debt=baseline.debt if esa is None else esa.debt_level,
        investment=capital.investment if added is None else capital.investment + added.investment,
        depreciation=capital.depreciation if added is None else capital.depreciation + added.depreciation,
        capital=capital.stock if added is None else capital.stock + added.stock,
        defence=baseline_defence(facts, baseline.economy.gdp) + defence,
        social=social,
        frames={name: frames.baseline[mapping][name] + extra[name] for name in FRAMES},
        unassigned=frames.unassigned[mapping],
    )
