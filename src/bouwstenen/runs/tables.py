"""The named tables that the run itself gives: coverage, measures, claims, checks, figures and remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from bouwstenen.agreement.coverage import ledger, row_dicts
from bouwstenen.agreement.status import derive_statuses
from bouwstenen.agreement.summary import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bouwstenen.agreement.loader import LoadedPackage
    from bouwstenen.agreement.schema import Claim
    from bouwstenen.checks.check import Check
    from bouwstenen.facts import Facts
    from bouwstenen.levers.compile import Remark
    from bouwstenen.models.protocol import Answer

_TEXT, _NUMBER, _YEAR, _YES = pl.String, pl.Float64, pl.Int64, pl.Boolean
COLUMNS: dict[str, dict[str, Any]] = {
    "measures": {"measure": _TEXT, "title": _TEXT, "block": _TEXT, "status": _TEXT, "remark": _TEXT},
    "claims": {
        "measure": _TEXT, "indicator": _TEXT, "line": _YEAR, "year": _YEAR, "unit": _TEXT, "claimed": _NUMBER,
        "computed": _NUMBER, "explanation": _TEXT,
    },
    "checks": {
        "kind": _TEXT, "name": _TEXT, "met": _YES, "value": _NUMBER, "expected": _NUMBER, "gap": _NUMBER,
        "unit": _TEXT, "source": _TEXT, "cause": _TEXT, "doubtful": _YES,
    },
    "facts": {
        "key": _TEXT, "title": _TEXT, "value": _NUMBER, "unit": _TEXT, "period": _TEXT, "price_level": _YEAR,
        "source": _TEXT, "confidence": _TEXT, "note": _TEXT,
    },
    "remarks": {"measure": _TEXT, "code": _TEXT, "text": _TEXT},
}  # fmt: skip


def run_tables(
    package: LoadedPackage,
    facts: Facts,
    remarks: Sequence[Remark],
    reached: frozenset[str],
    *,
    answers: Mapping[str, Answer],
    checks: Sequence[Check],
) -> dict[str, pl.DataFrame]:
    """All tables of the run, as `run.<name>`."""
    statuses = derive_statuses(package.measures, reached)
    said = [{"measure": n, "code": d.status, "text": d.remark} for n, d in statuses.items() if d.remark]
    measures = [
        {"measure": m.id, "title": plain(m.title), "block": m.attributed_block, "status": d.status, "remark": d.remark}
        for m in package.measures
        for d in (statuses[m.id],)
    ]
    places = row_dicts(ledger(package, statuses))
    tables = {
        "measures": measures,
        "claims": list(_claims(package, answers)),
        "checks": [_check(check) for check in checks],
        "facts": [_fact(row) for row in facts.figures()],
        "remarks": [*({"measure": r.measure, "code": "remark", "text": r.text} for r in remarks), *said],
    }
    found = {f"run.{name}": pl.DataFrame(rows, schema=COLUMNS[name], orient="row") for name, rows in tables.items()}
    return {**found, "run.coverage": pl.DataFrame(places, infer_schema_length=None)}


def _claims(package: LoadedPackage, answers: Mapping[str, Answer]) -> Iterable[dict[str, Any]]:
    """Every figure of the document, with what the engine computes for it where it computes anything."""
    for measure in package.measures:
        for claim in measure.claims:
            answer = _answer(claim, answers)
            yield {
                "measure": measure.id,
                "indicator": claim.indicator,
                "line": claim.line,
                "year": claim.year,
                "unit": claim.unit,
                "claimed": float(claim.value),
                "computed": None if answer is None else answer.value,
                "explanation": "nog niet berekend" if answer is None else answer.explanation,
            }


def _answer(claim: Claim, answers: Mapping[str, Answer]) -> Answer | None:
    """The answer for this line or year of the indicator, else for the indicator itself."""
    for key in (f"{claim.indicator}.{claim.line}", f"{claim.indicator}.{claim.year}", claim.indicator):
        if key in answers:
            return answers[key]
    return None


def _check(check: Check) -> dict[str, Any]:
    return {
        "kind": check.kind, "name": check.name, "met": check.met, "value": float(check.value),
        "expected": float(check.expected), "gap": float(check.gap), "unit": check.unit, "source": check.source,
        "cause": check.cause, "doubtful": check.doubtful,
    }  # fmt: skip


def _fact(row: Any) -> dict[str, Any]:
    return {
        "key": row.key, "title": row.title, "value": row.value, "unit": row.unit, "period": row.period,
        "price_level": row.price_level, "source": str(row.source), "confidence": row.confidence, "note": row.note,
    }  # fmt: skip
