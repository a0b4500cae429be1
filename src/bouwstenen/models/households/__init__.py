"""Households: who notices a package. Baseline law against package law for every household, and what follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from bouwstenen.models.households.baseline import Inputs, model_inputs
from bouwstenen.models.households.claims import answers
from bouwstenen.models.households.named_tables import named_tables
from bouwstenen.models.households.options import Options, light
from bouwstenen.models.households.rows import headlines, run_rows
from bouwstenen.models.households.run import HouseholdsRun
from bouwstenen.models.households.run import project as project_slice
from bouwstenen.models.households.sections import sections
from bouwstenen.models.households.uses import USES
from bouwstenen.models.households.validation import benchmarks, identity
from bouwstenen.models.ports import PRICES
from bouwstenen.models.protocol import Model, Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.checks.check import Check
    from bouwstenen.facts import Facts

__all__ = ["MODEL", "HouseholdsRun", "Inputs", "Options"]


def _money(run: HouseholdsRun | None) -> tuple[Money, ...]:
    return () if run is None else run.money


def _checks(run: HouseholdsRun | None, facts: Facts) -> Iterator[Check]:
    if run is not None:
        yield identity(run.result)
        yield from benchmarks(facts, run.tables)


MODEL: Final = Model[Inputs, HouseholdsRun | None, Options](
    name="households",
    answers="who",
    inputs=model_inputs,
    project=project_slice,
    options=Options,
    levers=Path(__file__).parent / "levers.yaml",
    reads_law=True,
    needs=(PRICES,),
    uses=USES,
    money=_money,
    headlines=headlines,
    rows=run_rows,
    tables=named_tables,
    claims=answers,
    checks=_checks,
    sections=sections,
    light=light,
)
"""The households model."""
