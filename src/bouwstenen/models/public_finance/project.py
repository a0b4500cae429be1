"""The entry point of the model: facts, package, what other models gave and options in, one frozen result out.

What does not depend on the money of the package (baseline, accounts, the rules without a package) is computed once for
equal facts, economy, options and settings of rules, and kept: one changed line then costs only its own side.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.errors import InputError, Where
from bouwstenen.core.files import digest
from bouwstenen.models.protocol import MONEY, quiet
from bouwstenen.models.public_finance.accounts import (
    Accounts,
    PublicCapital,
    baseline_accounts,
    package_accounts,
    package_capital,
    public_capital,
)
from bouwstenen.models.public_finance.baseline import Baseline, Economy, economy_of, project_baseline
from bouwstenen.models.public_finance.benefits import compute_benefits
from bouwstenen.models.public_finance.ledgers import Ledger, LedgerLines, LedgerName, compute_ledgers
from bouwstenen.models.public_finance.money import money_entries
from bouwstenen.models.public_finance.options import PM_LEVELS, Options, PmLevel
from bouwstenen.models.public_finance.package import Flows, package_flows
from bouwstenen.models.public_finance.result import ColumnTotals, LevelTotals, PublicFinanceResult
from bouwstenen.models.public_finance.rules import (
    FRAMES,
    Position,
    RuleOutcomes,
    RuleSettings,
    evaluate_rules,
    rule_file,
    rule_settings,
)
from bouwstenen.models.public_finance.rules.defence import baseline_defence
from bouwstenen.models.public_finance.rules.frames import BaselineFrames, Frames, baseline_frames, compute_frames
from bouwstenen.models.public_finance.stochastic import debt_fan

if TYPE_CHECKING:
    from bouwstenen.levers import BudgetEntry, Overlay
    from bouwstenen.models.protocol import Handed, Tell
    from bouwstenen.models.public_finance.inputs import PublicFinanceFacts

_KEPT = 16
"""Baselines that are kept: readings, variants of options and packages with other rules beside each other."""


def project(
    facts: PublicFinanceFacts, changes: Overlay, handed: Handed, options: Options | None = None, tell: Tell = quiet
) -> PublicFinanceResult:
    """Run the baseline and the package. A pure function: equal inputs give equal results.

    Args:
        facts: from `public_finance_facts`.
        changes: the slice of the package: its lines and its options of budget rules; an empty one changes nothing.
        handed: the ports of `macro`, and under `MONEY` the money of all models with measure and block on it.
        options: choices outside the package; default `Options()`.
        tell: told of each step.

    Raises:
        InputError: the package asks for something that this model does not have.
    """
    tell("Overheidsfinanciën doorrekenen")
    options = options or Options()
    _refuse_inputs(changes)
    settings = rule_settings(changes)
    given = _given(facts, economy_of(handed, facts.years), options, settings)
    before = _without_package(given)
    entries = (*changes.budget, *money_entries(handed.get(MONEY, ())))
    flows = _flows(entries, before.baseline, options, settings)
    lines, gap = compute_ledgers(flows, before.baseline, facts, options)
    level = PM_LEVELS.index(options.pm)
    document = _ledger("document", lines["document"][options.pm], before.baseline, gap[level])
    esa = _ledger("esa", lines["esa"][options.pm], before.baseline, gap[level])
    added = package_capital(flows, esa.lines.hit, facts, before.baseline)
    frames = compute_frames(flows, flows.amounts[level], before.frames)
    after = _position(before.baseline, esa, before.capital, added, frames, facts, options, (flows, level))
    wants_benefits = options.benefits or settings.benefits_channel
    return PublicFinanceResult(
        years=before.baseline.years,
        options=options,
        settings=settings,
        facts=facts,
        baseline=before.baseline,
        defence=baseline_defence(facts, before.baseline.economy.gdp),
        flows=flows,
        document=document,
        esa=esa,
        levels=_levels(flows, lines),
        gap_effect=gap[level],
        benefits=compute_benefits(added, before.capital, facts, before.baseline, options) if wants_benefits else None,
        accounts=package_accounts(before.accounts, flows, esa),
        baseline_accounts=before.accounts,
        capital=before.capital,
        package_capital=added,
        frames=frames,
        rules=evaluate_rules(after, flows, flows.amounts[level], before.baseline, facts, options, settings),
        baseline_rules=before.rules,
        fans={
            ledger.name: debt_fan(before.baseline, ledger, facts, draws=options.draws, seed=options.seed)
            for ledger in (document, esa)
            if options.draws
        },
    )


def package_ledgers(
    facts: PublicFinanceFacts, baseline: Baseline, overlay: Overlay, options: Options
) -> dict[LedgerName, Ledger]:
    """Only the two ledgers of an overlay, on a baseline computed before."""
    flows = _flows(overlay.budget, baseline, options, rule_settings(overlay))
    lines, gap = compute_ledgers(flows, baseline, facts, options)
    level = PM_LEVELS.index(options.pm)
    return {name: _ledger(name, lines[name][options.pm], baseline, gap[level]) for name in lines}


@dataclass(frozen=True)
class _Given:
    """What the baseline rests on; equal keys are equal content."""

    key: str
    facts: PublicFinanceFacts = field(compare=False)
    economy: Economy = field(compare=False)
    options: Options = field(compare=False)
    settings: RuleSettings = field(compare=False)


@dataclass(frozen=True, eq=False)
class _Before:
    """Everything without the package."""

    baseline: Baseline
    accounts: Accounts
    capital: PublicCapital
    frames: BaselineFrames
    rules: RuleOutcomes


def _given(facts: PublicFinanceFacts, economy: Economy, options: Options, settings: RuleSettings) -> _Given:
    state = sha256(facts.key.encode())
    for values in vars(economy).values():
        state.update(np.ascontiguousarray(values).tobytes())
    plain = asdict(settings) | {"named": sorted(settings.named)}
    state.update(digest([options.model_dump(exclude={"draws", "seed"}), plain]).encode())
    return _Given(state.hexdigest(), facts, economy, options, settings)


@lru_cache(maxsize=_KEPT)
def _without_package(given: _Given) -> _Before:
    facts, options, settings = given.facts, given.options, given.settings
    baseline = project_baseline(facts, given.economy)
    accounts = baseline_accounts(facts, baseline)
    capital = public_capital(facts, baseline, accounts)
    frames = baseline_frames(facts, accounts, len(baseline.years))
    nothing = _flows((), baseline, options, settings)
    alone = compute_frames(nothing, nothing.amounts[0], frames)
    position = _position(baseline, None, capital, None, alone, facts, options, None)
    rules = evaluate_rules(position, nothing, nothing.amounts[0], baseline, facts, options, settings)
    return _Before(baseline, accounts, capital, frames, rules)


def _refuse_inputs(overlay: Overlay) -> None:
    """This model has no inputs that a lever may move, only money and rules."""
    for change in overlay.inputs:
        if change.path.startswith("public_finance."):
            raise InputError(
                "het model voor de overheidsfinanciën kent deze invoer niet.",
                mend="Gebruik een hefboom van de soort budget of budget_rule.",
                where=Where("", 0, f"{change.measure}.{change.path}"),
            )


def _flows(entries: tuple[BudgetEntry, ...], baseline: Baseline, options: Options, settings: RuleSettings) -> Flows:
    incidental = frozenset(rule_file().incidental_instruments)
    return package_flows(entries, baseline, options, nii_outside=settings.nii_choice, incidental=incidental)


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
        is_defence = np.array([e.purpose == "defence" for e in flows.entries], dtype=bool)
        defence = flows.amounts[level][is_defence].sum(axis=0)
        extra = frames.package[mapping]
    social = baseline.economy.ageing_cost / 100 * baseline.economy.gdp + extra["social"]
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
