"""A small run with made-up numbers, and the page taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from report_samples import (
    BOOKINGS,
    CHECKS,
    FIGURES,
    LEVER,
    PACKAGE,
    PM,
    SERIES,
    Element,
    PageReader,
    effect_rows,
    fake_result,
)

from bouwstenen.agreement.coverage import ledger
from bouwstenen.agreement.loader import load_package
from bouwstenen.coupling import EuTest, eu_test
from bouwstenen.doorrekening import ClaimRow, Doorrekening, RunOptions
from bouwstenen.effects.table import EffectRow, effects_table
from bouwstenen.facts import Facts, load_facts
from bouwstenen.levers import Overlay
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.eu_rules import Request
from bouwstenen.models.public_finance import project, public_finance_facts
from bouwstenen.receipt import HashedFile, Receipt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """A few figures of our own, sure and doubtful."""
    folder = tmp_path_factory.mktemp("feiten")
    (folder / "proef").mkdir()
    for name, content in (("vintage.yaml", "title: Proefcijfers\n"), ("proef.yaml", FIGURES), ("reeks.csv", SERIES)):
        (folder / "proef" / name).write_text(content, encoding="utf-8")
    return load_facts("proef", folder=folder)


@pytest.fixture(scope="session")
def eu() -> EuTest:
    """The European rules for unchanged policy, without chance: the report only lays out what it is given."""
    found = load_facts()
    inputs = public_finance_facts(found)
    return eu_test(found, inputs, project(inputs, Overlay()), Request(draws=0))


@pytest.fixture
def make_run(tmp_path: Path, facts: Facts, eu: EuTest) -> Callable[..., Doorrekening]:
    """Make a run; arguments replace texts of the package or parts of the run."""

    def make(
        *, title: str = "Proefpakket", why: str = "Wacht op het model voor huishoudens.", package: str = PACKAGE,
        options: RunOptions | None = None, effects: list[EffectRow] | None = None, **changes: Any,
    ) -> Doorrekening:  # fmt: skip
        file = tmp_path / "pakket.yaml"
        quoted = {"TITLE": title, "WHY": why}
        for key, value in quoted.items():
            package = package.replace(key, value.replace("\\", "\\\\").replace('"', '\\"'))
        file.write_text(package.replace("LEVER", LEVER).replace("PM}", f"{PM}}}"), encoding="utf-8")
        loaded = load_package(file)
        values: dict[str, Any] = {
            "package": loaded,
            "options": options or RunOptions(),
            "facts": facts,
            "overlay": compile_overlay(loaded.measures),
            "coverage": tuple(ledger(loaded)),
            "households": None,
            "results": {"central": fake_result(0.0)},
            "bookings": BOOKINGS,
            "claims": tuple(
                ClaimRow(m, claim, 1.2 if claim.line else None, "som van de onderdelen" if claim.line else "nog niet")
                for m in loaded.measures
                for claim in m.claims
            ),
            "effects": effects_table(effect_rows() if effects is None else effects),
            "checks": CHECKS,
            "eu": eu,
            "population": None,
            "receipt": Receipt(
                version="0.1", code="c" * 64, package_id=loaded.id,
                package=[HashedFile(name="p.yaml", sha256="a" * 64)],
                facts=[HashedFile(name="f.csv", sha256="b" * 64)], options={"reading": "central"}, overlay="d" * 64,
            ),
        }  # fmt: skip
        return Doorrekening(**{**values, **changes})

    return make


@pytest.fixture
def read() -> Callable[[str], Element]:
    """Take a page apart."""
    return lambda html: PageReader(html).root


@pytest.fixture
def table_of() -> Callable[[Element, str], Element]:
    """Find the only table whose caption starts with a text."""

    def find(page: Element, caption: str) -> Element:
        found = [t for t in page.all("table") if t.all("caption")[0].text.startswith(caption)]
        assert len(found) == 1, f"{len(found)} tables start with {caption!r}"
        return found[0]

    return find
