"""A made-up run: two measures in two blocks, worked out by hand."""

from __future__ import annotations

import polars as pl

from bouwstenen.effects.row import Row, rows_table
from bouwstenen.receipt import HashedFile, Receipt
from bouwstenen.runs.result import Run
from bouwstenen.views import Fact, Part, RunView, Section, Table, numbers, row, text

RECEIPT = Receipt(
    version="0.1.0",
    code="c" * 64,
    package_id="klein",
    package=[HashedFile(name="klein/klein.yaml", sha256="a" * 64)],
    facts=[],
    options={"reading": "central"},
    overlay="o" * 64,
)
PACKAGE = {
    "id": "klein",
    "title": "Een <b>klein</b> pakket",
    "blocks": [{"key": "B1", "title": "Ruimte"}, {"key": "B5", "title": "Zorg"}],
    "headline": {"balance": 2030, "debt": 2045},
    "measures": [
        {
            "id": "M1", "title": "Meer water", "description": "De put gaat dieper.", "block": "B1",
            "status": "computed",
            "source": {"document": "tekst", "document_title": "De tekst", "section": "1.2", "heading": "1.2 Water",
                       "kind": "item", "number": 3},
            "levers": [{"path": "well.depth", "value_text": "plus 2 m"}],
        },
        {"id": "M2", "title": "Minder pompen", "description": "", "block": "B5", "status": "computed", "source": None,
         "levers": [{"part": "pompen", "value_text": "1 mld EUR"}]},
    ],
}  # fmt: skip


def _balance(ledger: str, year: int, before: float, after: float) -> Row:
    return Row(
        indicator="public_finance.balance", unit="bn_eur", year=year, ledger=ledger, baseline=before, package=after
    )


def _part(block: str, measure: str, value: float) -> Row:
    return Row(
        indicator="public_finance.balance", unit="bn_eur", year=2030, ledger="esa", block=block, measure=measure,
        difference=value,
    )  # fmt: skip


ROWS = [
    _balance("esa", 2029, -9.0, -10.0),
    _balance("esa", 2030, -10.0, -14.0),
    _balance("document", 2030, -10.0, -11.0),
    _part("B1", "all", -3.0),
    _part("B5", "all", -1.0),
    _part("B1", "M1", -3.5),
    _part("B1", "interaction", 0.5),
    _part("B5", "M2", -1.0),
    Row(indicator="asylum.reception", unit="persons", year=2030, baseline=70_000.0, package=60_000.0),
    Row(indicator="asylum.reception", unit="persons", year=2030, dimension="kind", group="emergency", baseline=20_000.0,
        package=5_000.0),
]  # fmt: skip
FACTS = pl.DataFrame(
    {
        "key": ["public_finance.rate", "asylum.grant_rate"],
        "title": ["Rente", "Inwilligingen"],
        "value": [2.5, 40.0],
        "unit": ["%", "%"],
        "period": ["2026", "2025"],
        "price_level": [None, None],
        "source": ["CPB", "IND"],
        "confidence": ["A", "D"],
        "note": ["", "doubtful"],
    }
)
CHECKS = pl.DataFrame({"name": ["telt op"], "met": [True]})
MEASURES = pl.DataFrame({"measure": ["M1", "M2"], "status": ["computed", "no_effect"]})


def sample_run() -> Run:
    """The run."""
    rows = rows_table(ROWS, run=RECEIPT.run_id, model="public_finance", reading="central")
    tables = {"run.facts": FACTS, "run.checks": CHECKS, "run.measures": MEASURES}
    view = RunView(rows, tables, PACKAGE, {"reading": "central"}, {"id": "2025_10", "title": "Cijfers"})
    table = Table(caption="Saldo", unit="mld euro", columns=(text(""), *numbers("2030")), rows=(row("saldo", "−14"),))
    section = Section(
        key="money",
        title="Geld",
        question="cost",
        message="Het kost 4 miljard.",
        facts=(Fact(figure="4", meaning="mld euro"),),
        parts=(Part(key="balance", title="Saldo", words=("Een zin.",), tables=(table,)),),
    )
    return Run(view, (section,), RECEIPT)
