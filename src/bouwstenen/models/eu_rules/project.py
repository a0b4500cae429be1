"""The entry point of the model: facts, what public finance gave and options in, one frozen result out.

The assessment does not depend on the package: it is made once for equal facts and options and kept, so that a changed
line of the budget costs only the comparison with the required path.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.core.errors import InputError, Where, shown
from bouwstenen.core.files import digest
from bouwstenen.models.eu_rules.assess import EuResult, Request, assess
from bouwstenen.models.eu_rules.expenditure import EscapeClause
from bouwstenen.models.eu_rules.options import Options
from bouwstenen.models.eu_rules.policy import PackageEffects, PolicyPath, hold_against
from bouwstenen.models.eu_rules.result import LEDGERS, EuRun
from bouwstenen.models.eu_rules.table import read_table
from bouwstenen.models.eu_rules.variants import chosen, variant
from bouwstenen.models.ports import PACKAGE, POLICY
from bouwstenen.models.protocol import quiet

if TYPE_CHECKING:
    from bouwstenen.levers import Overlay
    from bouwstenen.models.eu_rules.eu_facts import EuFacts
    from bouwstenen.models.eu_rules.table import CountryTable
    from bouwstenen.models.protocol import Handed, Tell

_KEPT = 16
"""Assessments that are kept: variants and lengths beside each other."""


@dataclass(frozen=True)
class Asked:
    """What an assessment rests on; equal keys are equal content."""

    key: str
    facts: EuFacts = field(compare=False)
    options: Options = field(compare=False)


def project(
    facts: EuFacts, changes: Overlay, handed: Handed, options: Options | None = None, tell: Tell = quiet
) -> EuRun:
    """Assess the rules and hold unchanged policy and the package against them.

    Args:
        facts: from `eu_facts`.
        changes: not read: no measure moves the rules.
        handed: unchanged policy and the package of public finance; not read with the table of another country.
        options: choices outside the package.
        tell: told of each step.

    Raises:
        InputError: a choice, year or table that cannot be.
    """
    del changes
    options = options or Options()
    tell("Europese regels toetsen")
    assessment = assessed(asked(facts, options))
    if options.table is not None:
        return EuRun(facts, options, assessment, None, {})
    policy = _policy(handed[POLICY])
    packages = {name: hold_against(assessment, policy, _package(handed[PACKAGE], name)) for name in LEDGERS}
    return EuRun(facts, options, assessment, hold_against(assessment, policy), packages)


def asked(facts: EuFacts, options: Options) -> Asked:
    """Facts and options with the digest of both; a file of the options goes with its own digest."""
    return Asked(digest([facts.key, options.model_dump(mode="json")]), facts, options)


def request(options: Options) -> Request:
    """Length, start, draws and seed of an assessment."""
    return Request(options.years, options.start, options.draws, options.seed)


def country_table(facts: EuFacts, options: Options) -> CountryTable:
    """The table that is assessed: the Netherlands, or the user's own."""
    return facts.table if options.table is None else read_table(options.table, options.country)


@lru_cache(maxsize=_KEPT)
def assessed(given: Asked) -> EuResult:
    """The assessment of facts and options, made once."""
    facts, options = given.facts, given.options
    if options.country is not None and options.table is None:
        problem = f"het land {shown(options.country)} hoort bij een eigen tabel."
        raise InputError(problem, mend="Geef die tabel met --gegevens.", where=Where("opties", 0, "eu_rules.country"))
    rules = chosen(variant(options.variant), options.choices)
    table = country_table(facts, options)
    return assess(table, facts.parameters, rules, request(options), name=options.label)


def _policy(frame: pl.DataFrame) -> PolicyPath:
    return PolicyPath(
        years=frame["year"].to_numpy(),
        **{name: frame[name].to_numpy() for name in ("spb", "balance", "debt", "gdp")},
    )


def _package(frame: pl.DataFrame, ledger: str) -> PackageEffects:
    own = frame.filter(pl.col("ledger") == ledger)
    active = own["clause_active"].to_numpy()
    return PackageEffects(
        ledger=ledger,
        **{name: own[name].to_numpy() for name in ("expenditure", "revenue", "balance", "debt")},
        clause=EscapeClause(own["clause_defence"].to_numpy(), active) if active.any() else None,
    )
