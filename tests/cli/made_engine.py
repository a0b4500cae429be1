"""A made-up engine under the real command line: two small models, a run worked out by hand, a service that notes."""

# ruff: noqa: D102, ARG002 - the service has the signatures of the real one

from __future__ import annotations

import sys
import types
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import polars as pl
import pytest
from pydantic import Field

import bouwstenen
import bouwstenen.models
from bouwstenen.cli import main
from bouwstenen.core.validation import StrictModel
from bouwstenen.effects.row import Row, rows_table
from bouwstenen.models.protocol import Model, NoOptions, Port
from bouwstenen.receipt import HashedFile, Receipt
from bouwstenen.runs import options as run_options_module
from bouwstenen.runs.result import Run
from bouwstenen.runs.tables import COLUMNS
from bouwstenen.views import Fact, Part, RunView, Section, Table, Words, numbers, row, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PEOPLE = Port("mill.people", "persons", ("year",))


class WellOptions(StrictModel):
    """Options of every kind that a model can have."""

    pm: Literal["none", "low", "central", "high"] = Field(
        default="none",
        description="Welk bedrag de PM-posten krijgen.",
        json_schema_extra={
            "flag": "--pm",
            "words": {"none": "geen", "low": "laag", "central": "midden", "high": "hoog"},
        },
    )
    depth: int = Field(
        default=5, ge=1, le=60, description="Hoe diep de put is.", json_schema_extra={"flag": "--diepte"}
    )
    flow: float = Field(
        default=0.5, ge=0, le=1, description="Hoeveel water er komt.", json_schema_extra={"flag": "--stroom"}
    )
    lined: bool = Field(default=False, description="Met een wand.", json_schema_extra={"flag": "--wand"})
    covered: bool = Field(default=True, description="Met een deksel.", json_schema_extra={"flag": "--deksel"})
    map: str = Field(default="", description="Kaart van het land.", json_schema_extra={"flag": "--kaart"})
    year: int | None = Field(
        default=None, ge=2026, le=2035, description="Jaar van de put.", json_schema_extra={"flag": "--putjaar"}
    )
    seed: int = 1
    details: bool = True


def _well() -> Model[Any, Any, Any]:
    return Model("well", "cost", lambda _: None, lambda *_: None, WellOptions, needs=(PEOPLE,))


def _mill() -> Model[Any, Any, Any]:
    return Model("mill", "who", lambda _: None, lambda *_: None, NoOptions, gives=(PEOPLE,))


TEXTS = {
    "command.well": "put",
    "command.well.months": "putmaanden",
    "command.mill": "molen",
    "command_help.well": "Wat kost de put?",
    "model.well": "de put",
    "indicator.well.balance": "Saldo van de put",
    "indicator.public_finance.balance": "EMU-saldo",
    "unit.bn_eur": "mld euro",
    "unit.persons": "mensen",
    "ledger.esa": "ESA 2010",
    "status.indication": "indicatie",
    "place.item": "punt",
    "place.line": "regel",
    "status.computed": "berekend",
    "status.mixed": "gemengd",
    "band.readings": "van krappe tot ruime lezing",
    "group.age.p05": "vijf jaar",
}
RECEIPT = Receipt(
    version="0.1.0", code="c" * 64, package_id="klein", package=[HashedFile(name="k.yaml", sha256="a" * 64)], facts=[],
    options={"reading": "central"}, overlay="o" * 64,
)  # fmt: skip
PACKAGE = {
    "id": "klein",
    "title": "Een \x1b[31mklein\x07 [red]pakket[/] :x:",
    "blocks": [{"key": "B1", "title": "Ruimte"}, {"key": "B5", "title": "Zorg"}],
    "documents": [],
    "headline": {"balance": 2030, "debt": 2045},
    "measures": [],
}


def _rows(change: float) -> pl.DataFrame:
    public = [
        Row(indicator="public_finance.balance", unit="bn_eur", year=2030, ledger="esa", baseline=-10.0,
            package=-10.0 - change),
        Row(indicator="public_finance.balance", unit="bn_eur", year=2031, ledger="esa", baseline=-9.0, package=-9.5),
        Row(indicator="public_finance.balance", unit="bn_eur", year=2030, ledger="esa", block="B5", difference=-change),
    ]  # fmt: skip
    well = [
        Row(indicator="well.water", unit="persons", year=2030, baseline=1.0, package=3.0),
        Row(indicator="well.months.dry", unit="persons", year=2030, baseline=4.0, package=2.0),
        Row(
            indicator="well.water",
            unit="persons",
            year=2030,
            region="GM0344",
            baseline=1500.5,
            package=1250.0,
            status="indication",
        ),
        Row(indicator="well.water", unit="persons", year=2031, region="GM0344", baseline=1.0, package=2.0),
        Row(
            indicator="well.deep",
            unit="persons",
            year=2027,
            region="GM0344",
            dimension="age",
            group="p05",
            baseline=3.25,
            package=3.0,
        ),
    ]
    mill = [Row(indicator="mill.people", unit="persons", year=2030, baseline=7.0, package=8.0)]
    stamp = {"run": RECEIPT.run_id, "reading": "central"}
    parts = (("public_finance", public), ("well", well), ("mill", mill))
    return pl.concat([rows_table(rows, model=name, **stamp) for name, rows in parts])


def made_run(*, change: float = 4.0, holds: bool = True, package: str = "klein") -> Run:
    """The run: the balance of 2030 worsens by `change` billion."""
    sums = {"kind": "sum", "value": 0.0, "expected": 0.0, "gap": 0.0, "unit": "", "source": "", "cause": "",
            "doubtful": False}  # fmt: skip
    checks = pl.DataFrame([{**sums, "name": "telt op", "met": True}, {**sums, "name": "past niet", "met": holds}])
    options = {"reading": "central", "well.pm": "none"}
    tables = {name: pl.DataFrame(schema=schema) for name, schema in COLUMNS.items()}
    tables = {f"run.{name}": frame for name, frame in tables.items()} | {"run.checks": checks}
    view = RunView(_rows(change), tables, {**PACKAGE, "id": package}, options, {"id": "2025_10", "title": "Cijfers"})
    table = Table(
        caption="Water", unit="liter", columns=(text("put"), *numbers("2030", "2031")),
        rows=(row("diepe put", "−40.712.409", "12"),),
    )  # fmt: skip
    months = Part(key="months", title="Maanden van de put", words=("Het regent.",), tables=(table,))
    well = Section(key="well", title="De put", message="De put kost geld.", facts=(Fact(figure="4", meaning="mld"),),
                   parts=(months, Part(key="rest", title="De rest")))  # fmt: skip
    mill = Section(key="mill", title="De molen", message="De molen draait.")
    return Run(view, (well, mill), RECEIPT)


@dataclass
class Service:
    """The functions of the service that commands may call; it notes their arguments."""

    found: Run
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list[tuple[str, dict[str, Any]]])
    answers: dict[str, Any] = field(default_factory=dict[str, Any])

    def note(self, called: str, /, **given: Any) -> None:
        self.calls.append((called, given))

    def given(self, name: str) -> dict[str, Any]:
        """Arguments of the last call of a function."""
        return [given for called, given in self.calls if called == name][-1]

    def run(self, package: Any, options: Any, *, figures: Any = None, only: Any = (), tell: Any = None) -> Run:
        self.note("run", package=package, options=options, figures=figures, only=only)
        tell("Een stap")
        return self.found

    def write_run(self, found: Run, folder: Path) -> Run:
        self.note("write_run", folder=folder)
        return found

    def open_run(self, folder: Any) -> Run:
        self.note("open_run", folder=folder)
        return self.found

    def compare(self, first: str, second: str, options: Any, *, figures: Any = None, tell: Any = None) -> Any:
        self.note("compare", first=first, second=second, options=options, figures=figures)
        return self.answers["compare"]

    def trace(self, found: Run, indicator: str, **keys: Any) -> Any:
        self.note("trace", indicator=indicator, **keys)
        return self.answers["trace"]

    def seek(self, package: str, goal: str, options: Any, **keys: Any) -> Any:
        keys.pop("tell")
        self.note("seek", package=package, goal=goal, options=options, **keys)
        return self.answers["seek"]

    def verify(self, receipt: Path, package: Any, figures: Any) -> list[str]:
        self.note("verify", receipt=receipt, package=package, figures=figures)
        return self.answers.get("verify", [])

    def verify_again(self, receipt: Path, package: Any, figures: Any, *, tell: Any) -> tuple[list[str], bool]:
        self.note("verify_again", receipt=receipt, package=package, figures=figures)
        return self.answers.get("verify_again", ([], False))

    def clear_cache(self) -> tuple[int, int]:
        return 3, 2_500_000


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> tuple[Model[Any, Any, Any], ...]:
    """The two made-up models instead of the real ones."""
    made = (_mill(), _well())
    monkeypatch.setattr(bouwstenen.models, "MODELS", made)
    monkeypatch.setattr(run_options_module, "MODELS", made)
    monkeypatch.setattr("bouwstenen.views.words.load_words", lambda texts=None: Words({**TEXTS, **(texts or {})}))
    return made


@pytest.fixture
def service(models: object, monkeypatch: pytest.MonkeyPatch) -> Service:
    """The service that notes what it was asked."""
    made = Service(made_run())
    module: Any = types.ModuleType("bouwstenen.service")
    for name in dir(made):
        if not name.startswith("_"):
            setattr(module, name, getattr(made, name))
    monkeypatch.setitem(sys.modules, "bouwstenen.service", module)
    monkeypatch.setattr(bouwstenen, "service", module, raising=False)
    return made


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run a command in an empty folder; gives its exit status."""
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str) -> int:
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        assert isinstance(stop.value.code, int)
        return stop.value.code

    return ran
