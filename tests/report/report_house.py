"""A made-up package with twelve blocks, and a run of it: nothing of any shipped package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from bouwstenen.effects.row import Row, rows_table
from bouwstenen.receipt import HashedFile, Receipt
from bouwstenen.views import Chart, Column, Fact, Part, RunView, Section, Table, numbers, row, text
from bouwstenen.views.charts import Limit, Line, line_chart

RECEIPT = Receipt(
    version="9.9",
    code="c" * 64,
    package_id="eiland",
    package=[HashedFile(name="package.yaml", sha256="a" * 64)],
    facts=[HashedFile(name="figures.yaml", sha256="b" * 64)],
    options={"reading": "central", "without": "", "toy.days": 7, "toy.indexed": True, "figures": None},
    overlay="d" * 64,
)
STATUSES = {"M-01": "computed", "M-02": "no_effect", "M-03": "planned", "M-04": "process", "M-05": "external_figure"}
TITLES = {"M-01": "Dijken", "M-02": "Pont", "M-03": "Scholen", "M-04": "Overleg", "M-05": "Vuurtoren"}


@dataclass(frozen=True)
class Made:
    """A run as the report sees it."""

    view: RunView
    sections: tuple[Section, ...]
    receipt: Receipt = RECEIPT


def measure(name: str, block: str, status: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": TITLES.get(name, name),
        "block": block,
        "status": status,
        "why": "",
        "model": None,
    } | more


def package(**more: Any) -> dict[str, Any]:
    measures = [
        measure("M-01", "E1", "computed"),
        measure("M-02", "E2", "computed"),
        measure("M-03", "E12", "planned", model="youth", why="Het model voor scholen is er nog niet."),
        measure("M-04", "E12", "process", why="Gaat over overleg."),
        measure("M-05", "E3", "external_figure"),
    ]
    return {
        "id": "eiland",
        "title": "Een eiland vooruit",
        "blocks": [{"key": f"E{n}", "title": f"Eilandblok {n}"} for n in range(1, 13)],
        "lines": [{"number": 40, "title": "Dijken"}],
        "documents": [{"id": "plan", "title": "Het eilandplan", "date": "2026-01-01"}],
        "headline": {"balance": 2031, "debt": 2050},
        "measures": measures,
    } | more


def table(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None)


def outcomes(statuses: dict[str, str]) -> pl.DataFrame:
    remarks = {"no_effect": "geen hefboom ervan verandert een uitkomst van een model"}
    return table(
        [
            {"measure": n, "title": TITLES.get(n, n), "block": None, "status": s, "remark": remarks.get(s, "")}
            for n, s in statuses.items()
        ]
    )


def check(**more: Any) -> dict[str, Any]:
    plain = {"kind": "identity", "name": "blokken tellen op", "met": True, "value": 0.0, "expected": 0.0, "gap": 0.0}
    return {**plain, "unit": "bn_eur", "source": "", "cause": "", "doubtful": False} | more


def fact(key: str, confidence: str, **more: Any) -> dict[str, Any]:
    return {
        "key": key, "title": f"Cijfer {key}", "value": 1234.5, "unit": "bn_eur", "period": "2025", "price_level": 2025,
        "source": "CBS, Tabel 1", "confidence": confidence, "note": "",
    } | more  # fmt: skip


def tables(**more: pl.DataFrame) -> dict[str, pl.DataFrame]:
    benchmark = check(
        kind="benchmark", name="saldo in 2027", met=None, value=-2.3, expected=-2.1, gap=-0.2, unit="pct_gdp",
        source="CPB, MEV", cause="", doubtful=True,
    )  # fmt: skip
    place = {"document": "plan", "section": "1", "heading": "H", "kind": "item", "number": 1, "hash": "x"}
    return {
        "run.measures": outcomes(STATUSES),
        "run.checks": table([check(), benchmark]),
        "run.facts": table([fact("a", "A"), fact("b", "C", source="Nieuwsblad"), fact("c", "A", value=None)]),
        "run.claims": table([
            {"measure": "M-01", "indicator": "toy.cost", "line": 40, "year": 2031, "unit": "bn_eur", "claimed": 1.5,
             "computed": 2.25, "explanation": "andere prijzen"},
            {"measure": "M-03", "indicator": "toy.pupils", "line": None, "year": None, "unit": "persons",
             "claimed": 12000.0, "computed": None, "explanation": "nog niet berekend"},
        ]),
        "run.coverage": table([
            {**place, "block": "E1", "measures": "M-01", "outcome": "computed", "reason": ""},
            {**place, "block": "E1", "measures": "M-02; M-03", "outcome": "computed; planned", "reason": ""},
            {**place, "block": "", "measures": "", "outcome": "context", "reason": "inleiding"},
        ]),
        "run.remarks": table([
            {"measure": "M-01", "code": "rounded", "text": "Het bedrag is afgerond."},
            {"measure": "M-02", "code": "no_effect", "text": "M-02 doet niets."},
        ]),
    } | more  # fmt: skip


def rows(*found: Row, model: str = "toy") -> pl.DataFrame:
    own = found or (Row(indicator="toy.cost", unit="bn_eur", year=2031, baseline=0.0, package=1.0),)
    return rows_table(own, run="r", model=model, reading="central")


def view(**more: Any) -> RunView:
    plain = RunView(
        rows(), tables(), package(), {"reading": "central", "without": ""}, {"id": "2025_10", "title": "MEV"}
    )
    return replace(plain, **more)


def saldo() -> Chart:
    chart = line_chart(
        key="balance", title="EMU-saldo", unit="% bbp", description="Het saldo daalt.", table=plain_table(),
        lines=[
            Line("zonder pakket", "base", {2026: -1.0, 2031: -2.0}),
            Line("met pakket", "esa", {2026: -1.5, 2031: -3.2}),
        ],
        limits=[Limit("grens van 3%", -3.0)],
    )  # fmt: skip
    assert chart is not None
    return chart


def plain_table(caption: str = "Saldo per jaar") -> Table:
    return Table(
        caption=caption,
        unit="% bbp",
        columns=(text("jaar"), *numbers("zonder", "met")),
        rows=(
            row("kop", kind="group"),
            row("2026", "−1,0", "−1,5"),
            row("2031", "−2,0", "−3,2", doubtful=True, values=(None, -2.0123, -3.2456)),
            row("som", "−3,0", "−4,7", kind="total"),
        ),
        groups=(("pakket", 2),),
    )


def money_section(**more: Any) -> Section:
    return Section(
        key="money", title="Saldo en schuld", question="cost", message="Het pakket kost 1,2 mld euro per jaar.",
        facts=(Fact(figure="1,2 mld euro", meaning="per jaar (prijzen van 2025)"),),
        parts=(
            Part(key="balance", title="Saldo", words=("Woorden bij het saldo.",), charts=(saldo(),),
                 tables=(plain_table(),), folded=(plain_table("Alle jaren"),)),
        ),
        limits=("Let op de rente.",), missing=("Gas is niet berekend.",),
    ).model_copy(update=more)  # fmt: skip


def who_section(**more: Any) -> Section:
    return Section(
        key="people", title="Huishoudens", question="who", message="De helft merkt er iets van.",
        parts=(Part(key="wide", title="", tables=(wide_table(),)),),
    ).model_copy(update=more)  # fmt: skip


def wide_table() -> Table:
    return Table(
        caption="Groepen",
        unit="euro per jaar, prijzen van 2026",
        columns=(text("groep"), Column(label="laag"), Column(label="midden"), Column(label="hoog"), text("uitleg")),
        rows=(row("alleenstaande ouders", "−12.345.678,9", "0,0", "+98.765.432,1", "een lange uitleg van woorden"),),
    )


def made(*sections: Section, **more: Any) -> Made:
    return Made(view(**more), sections or (money_section(), who_section()))
