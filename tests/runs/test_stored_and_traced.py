"""A run keeps its sections in order and names all its files; a trace asks for one year, reading and figure."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.runs.made_up import made
from tests.runs.sample_run import RECEIPT as MADE_RECEIPT
from tests.runs.sample_run import sample_run

from bouwstenen.core.errors import InputError
from bouwstenen.effects.row import Row, rows_table
from bouwstenen.runs import trace as module
from bouwstenen.runs.store import CONTENT, RECEIPT, ROWS, SHOWN, TABLES, open_run, write_run
from bouwstenen.runs.trace import trace

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.runs.result import Run


def shown(_run: Run, folder: Path) -> None:
    """Stands in for the report."""
    for name in SHOWN:
        (folder / name).write_text(name, encoding="utf-8")


def with_rows(*rows: Row, reading: str = "central") -> Run:
    """The sample run and these rows."""
    made_run = sample_run()
    more = rows_table(rows, run=MADE_RECEIPT.run_id, model="public_finance", reading=reading)
    return replace(made_run, view=replace(made_run.view, rows=pl.concat([made_run.rows, more])))


def debt(year: int, package: float) -> Row:
    return Row(indicator="public_finance.debt", unit="bn_eur", year=year, ledger="esa", baseline=500.0, package=package)


def test_sections_stand_in_their_order_after_opening(tmp_path: Path) -> None:
    first = sample_run()
    (section,) = first.sections
    two = replace(first, sections=(section, section.model_copy(update={"key": "second"})))
    write_run(two, tmp_path, shown)
    assert [s.key for s in open_run(tmp_path).sections] == ["money", "second"]


@pytest.mark.parametrize("name", [ROWS, TABLES, CONTENT, *SHOWN])
def test_a_receipt_must_name_every_single_file(name: str, tmp_path: Path) -> None:
    write_run(sample_run(), tmp_path, shown)
    path = tmp_path / RECEIPT
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["results"] = [item for item in plain["results"] if item["name"] != name]
    path.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(InputError, match=f"{name} ontbreekt"):
        open_run(tmp_path)


def test_the_debt_is_asked_for_in_its_own_headline_year() -> None:
    run = with_rows(debt(2030, 510.0), debt(2045, 700.0))
    assert trace(run, "emu_schuld").number.fields["year"] == 2045
    assert trace(run, "emu_saldo").number.fields["year"] == 2030


def test_another_reading_is_given_when_it_is_asked_for() -> None:
    wide = Row(
        indicator="public_finance.balance", unit="bn_eur", year=2030, ledger="esa", baseline=-10.0, package=-19.0
    )
    run = with_rows(wide, reading="wide")
    assert trace(run, "emu_saldo", reading="wide").number.fields["package"] == -19.0
    assert trace(run, "emu_saldo").number.fields["package"] == -14.0


@pytest.mark.parametrize(
    ("name", "law", "article"),
    [
        ("zorgtoeslag_tp", "Algemene wet inkomensafhankelijke regelingen", "14 lid 5"),
        # It only adds up over people; the article is that of the rule under it.
        ("kinderbijslag_gezin", "Algemene Kinderbijslagwet", "12"),
    ],
)
def test_law_under_a_number_is_told_with_its_article(
    name: str, law: str, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    uses = {"public_finance.balance": ("public_finance.rate", f"law:{name}")}
    monkeypatch.setattr(module, "MODELS", (replace(made("public_finance", lambda _o, _h: 0.0), uses=uses),))
    found = trace(sample_run(), "emu_saldo")
    (rule,) = found.rules
    assert (rule.name, rule.law) == (name, law)
    assert article in rule.article
    assert [ground.key for ground in found.grounds] == ["public_finance.rate"]
