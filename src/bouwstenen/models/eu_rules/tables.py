"""Named tables beside the rows: criteria, chance, editions, variants, differences and sensitivity. Codes only."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl

from bouwstenen.models.eu_rules.compare import OptionEffect, SensitivityRow, explain, sensitivity
from bouwstenen.models.eu_rules.editions import EditionRow, editions
from bouwstenen.models.eu_rules.project import Asked, asked, assessed, country_table, request
from bouwstenen.models.eu_rules.rows import FIRST_YEARS
from bouwstenen.models.eu_rules.variants import chosen, variant, variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bouwstenen.models.eu_rules.eu_facts import EuFacts
    from bouwstenen.models.eu_rules.options import Options
    from bouwstenen.models.eu_rules.result import EuRun

Schema = dict[str, type[pl.DataType]]
_CRITERIA: Schema = {
    "criterion": pl.String, "step": pl.Float64, "spb_target": pl.Float64, "counts": pl.Boolean, "status": pl.String,
    "binding": pl.Boolean,
}  # fmt: skip
_EDITIONS: Schema = {
    "edition": pl.String, "title": pl.String, "variant": pl.String, "adjustment_years": pl.Int32,
    "first_year": pl.Int32, "spb_start": pl.Float64, "structural_start": pl.Float64, "spb_target": pl.Float64,
    "step": pl.Float64, "exact_step": pl.Float64, "binding": pl.String, "raised_by": pl.String,
    "growth_first": pl.Float64, "growth_last": pl.Float64, "published": pl.Float64, "published_source": pl.String,
    "gap": pl.Float64, "source": pl.String, "confidence": pl.String, "note": pl.String,
}  # fmt: skip
_VARIANTS: Schema = {
    "variant": pl.String, "spb_target": pl.Float64, "step": pl.Float64, "binding": pl.String, "raised_by": pl.String,
    "used": pl.Boolean,
}  # fmt: skip
_DIFFERENCES: Schema = {
    "option": pl.String, "first": pl.String, "second": pl.String, "spb_target": pl.Float64, "difference": pl.Float64,
    "binding": pl.String,
}  # fmt: skip
_SENSITIVITY: Schema = {
    "subject": pl.String, "choice": pl.String, "value": pl.Float64, "spb_target": pl.Float64,
    "difference": pl.Float64, "binding": pl.String,
}  # fmt: skip
_LIMITS: Schema = {"limit": pl.String, "side": pl.String, "year": pl.Int32}


def tables(run: EuRun) -> Mapping[str, pl.DataFrame]:
    """The named tables of a run.

    assessment: one row with what was asked and found. criteria: target of each and whether it counts. limits: first
    year over each limit by side (`baseline`, `document`, `esa`), empty where it never is. fan: quantiles of the debt on
    the required path. editions: the Netherlands in every edition. variants: what each reading of the rules asks.
    differences, sensitivity: empty unless asked for. notes: what the input lacks, in Dutch.
    """
    found = run.assessment
    return {
        "assessment": _assessment(run),
        "criteria": pl.DataFrame(
            [
                (c.name, c.step, c.spb_target, c.counts, c.status, c.name == found.binding_criterion)
                for c in found.criteria
            ],
            schema=_CRITERIA, orient="row",
        ),
        "limits": _limits(run),
        "fan": _fan(run),
        "editions": _frame(edition_rows(run.facts, run.options), _EDITIONS),
        "variants": _variants(run.facts, run.options),
        "differences": _frame(map(asdict, _differences(asked(run.facts, run.options))), _DIFFERENCES),
        "sensitivity": _frame(map(asdict, _sensitivity(asked(run.facts, run.options))), _SENSITIVITY),
        "notes": pl.DataFrame({"note": list(found.notes)}, schema={"note": pl.String}),
    }  # fmt: skip


def _frame(rows: Iterable[Mapping[str, Any]], schema: Schema) -> pl.DataFrame:
    return pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema)


def _assessment(run: EuRun) -> pl.DataFrame:
    found = run.assessment
    parameters = found.case.parameters
    backloading = {"baseline": run.unchanged, **run.packages}
    return pl.DataFrame(
        [
            {
                "country": found.inputs.country,
                "title": found.inputs.title,
                "variant": run.options.variant,
                "choices": " ".join(run.options.choices),
                "own_table": run.options.table is not None,
                "guidance": "reference_trajectory" if found.reference_trajectory else "technical_information",
                "adjustment_years": found.case.adjustment_years,
                "first_year": found.inputs.reference_year + 1,
                "end_year": found.end_year,
                "spb_start": float(found.inputs.spb[0]),
                "spb_target": found.spb_target,
                "binding": found.binding_criterion,
                "step": found.step,
                "exact_step": found.exact_step,
                "step_rounding": parameters.step_rounding if found.case.options.rounding else None,
                "raised_by": " ".join(found.raised_by),
                "probability": found.probability,
                "asked_probability": parameters.stochastic_probability,
                "deficit_limit": parameters.deficit_limit,
                "debt_limit": parameters.debt_limit,
                "account_year_limit": parameters.control_year,
                "account_cumulated_limit": parameters.control_cumulated,
                **{
                    f"no_backloading_{side}": None if test is None else test.no_backloading
                    for side, test in backloading.items()
                },
            }
        ],
        infer_schema_length=None,
    )


def _limits(run: EuRun) -> pl.DataFrame:
    sides = {"baseline": run.unchanged, **run.packages}
    found = [
        (field, side, getattr(test, field)) for field in FIRST_YEARS for side, test in sides.items() if test is not None
    ]
    return pl.DataFrame(found, schema=_LIMITS, orient="row")


def _fan(run: EuRun) -> pl.DataFrame:
    found = run.assessment
    size = len(next(iter(found.debt_quantiles.values()), ()))
    years = pl.DataFrame({"year": [found.end_year + t for t in range(size)]}, schema={"year": pl.Int32})
    return years.with_columns(
        [pl.Series(f"p{round(q * 100):02d}", values) for q, values in found.debt_quantiles.items()]
    )


def edition_rows(facts: EuFacts, options: Options) -> list[dict[str, Any]]:
    """The Netherlands in every edition as plain rows; none for the table of another country."""
    if options.table is not None:
        return []
    return [_edition(row) for row in _editions(Asked(facts.key, facts, options))]


@lru_cache(maxsize=4)
def _editions(given: Asked) -> list[EditionRow]:
    """Only the facts count in the key: the editions follow no option."""
    return editions(given.facts)


def _edition(row: EditionRow) -> dict[str, Any]:
    growth = list(row.growth.values())
    return {
        **asdict(row),
        "raised_by": " ".join(row.raised_by),
        "growth_first": growth[0] if growth else None,
        "growth_last": growth[-1] if growth else None,
    }


def _variants(facts: EuFacts, options: Options) -> pl.DataFrame:
    """Every reading of the rules for the same country, length and start, without single choices."""
    rows: list[dict[str, Any]] = []
    for name in variants():
        plain = options.model_copy(
            update={"variant": name, "choices": (), "compare_with": "none", "sensitivity": False}
        )
        found = assessed(asked(facts, plain))
        rows.append(
            {
                "variant": name,
                "spb_target": found.spb_target,
                "step": found.step,
                "binding": found.binding_criterion,
                "raised_by": " ".join(found.raised_by),
                "used": name == options.variant,
            }
        )
    return _frame(rows, _VARIANTS)


@lru_cache(maxsize=4)
def _differences(given: Asked) -> list[OptionEffect]:
    """Only when another variant is asked for."""
    facts, options = given.facts, given.options
    if options.compare_with == "none":
        return []
    table = country_table(facts, options)
    return explain(table, facts.parameters, options.variant, options.compare_with, request(options))


@lru_cache(maxsize=4)
def _sensitivity(given: Asked) -> list[SensitivityRow]:
    """Only when asked for; other editions of ageing are those of the Netherlands."""
    facts, options = given.facts, given.options
    if not options.sensitivity:
        return []
    rules = chosen(variant(options.variant), options.choices)
    ageing = facts.ageing if options.table is None else {}
    return sensitivity(country_table(facts, options), facts.parameters, facts.ranges, rules, request(options), ageing)
