"""The README shows a real result: what it says must be what a run gives."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

import bouwstenen
from bouwstenen.agreement.loader import load_package
from bouwstenen.cli import main
from bouwstenen.cli.app import program

if TYPE_CHECKING:
    from bouwstenen.runs.result import Run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
YAML = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def run() -> Run:
    return bouwstenen.run("bouwstenen", {"draws": 100})


def told(*cells: str) -> None:
    """The README has a row with these cells."""
    row = f"| {' | '.join(cells)} |".replace("-", "−").replace("  ", " ")
    assert row in README.replace("-", "−"), row


def test_what_does_it_cost(run: Run) -> None:
    totals = {
        (row["ledger"], row["timing"], row["hits"]): row["pm_none"]
        for row in run.view.tables["public_finance.totals"].iter_rows(named=True)
    }
    document, esa = totals["document", "recurring", True], totals["esa", "recurring", True]
    told("recurring, a year when fully phased in (prices of 2025)", f"{document:.1f}", f"{esa:.1f}")
    to_debt, hits = totals["esa", "one_off", False], totals["esa", "one_off", True]
    told(
        "booked straight to debt, 2027–2030 (prices of 2025)",
        f"{totals['document', 'one_off', False]:.1f}",
        f"{to_debt:.1f}; the other {hits:.1f} hits the balance",
    )
    for title, indicator, year in (("balance", "balance_pct", 2030), ("debt", "debt_pct", 2045)):
        sides = [run.view.at(f"public_finance.{indicator}", year, ledger=ledger) for ledger in ("document", "esa")]
        assert sides[0] is not None
        assert sides[1] is not None
        without = f"{title} in {year} (without the package {sides[1].baseline:.1f}%)"
        told(without, *(f"{side.package:.1f}%" for side in sides if side is not None))


def test_items_left_open(run: Run) -> None:
    row = run.view.tables["public_finance.totals"].filter(
        (pl.col("ledger") == "esa") & (pl.col("timing") == "recurring")
    )
    low, high = (row[name].item() - row["pm_none"].item() for name in ("pm_low", "pm_high"))
    assert f"The items left open add {low:.1f} to {high:.1f} billion a year." in README


def test_who_notices(run: Run) -> None:
    for title, indicator, digits, mark, end, scale in (
        ("effect of the household measures on the balance, billion a year", "balance", 1, "", "", 1.0),
        ("households that gain more than half a per cent", "gainers_share", 1, "%", "%", 1.0),
        ("households that lose more than half a per cent", "losers_share", 1, "%", "%", 1.0),
        ("people below the poverty line", "poor_persons", 0, " thousand", "", 1000.0),
    ):
        found = run.view.at(f"households.main_{indicator}", 2030)
        assert found is not None
        central, low, high = (
            f"{number / scale:.{digits}f}" for number in (found.difference, found.low, found.high) if number is not None
        )
        told(title, f"{central}{mark}", f"{low} to {high}{end}")
    reclaims = run.view.at("households.months.reclaims", 2030)
    assert reclaims is not None
    assert reclaims.baseline is not None
    assert reclaims.package is not None
    told(
        "toeslagen that have to be paid back, million",
        f"{reclaims.baseline / 1e6:.1f} → {reclaims.package / 1e6:.1f}",
        "",
    )
    assert f"(law of 2030, {run.view.options['households.households']:,} synthetic households" in README


def test_room_under_the_european_rules(run: Run) -> None:
    room = run.view.at("eu_rules.room", 2030, ledger="esa")
    assert room is not None
    assert room.package is not None
    assert room.baseline is not None
    assert f"{-room.package:.1f} billion a year is short in 2030 (without the package {-room.baseline:.1f})" in README


def test_what_is_in_the_numbers(run: Run) -> None:
    status = dict(run.view.tables["run.measures"]["status"].value_counts().iter_rows())
    words = " ".join(README.split())
    inside = status["computed"] + status["rule_of_thumb"]
    assert f"Of {sum(status.values())} measures {inside} are in the numbers" in words
    assert f"{status['planned']} wait for a model" in words
    assert f"{status['open_norm']} have no number" in words
    assert f"{status['process']} are about ways of working" in words
    assert f"and {status['no_effect']} reach no result" in words


def test_what_the_document_reserves_for_households(run: Run) -> None:
    """Line 16 pays for points 1 to 3 of block 3."""
    (reserved,) = run.view.package["reserved"]
    assert reserved["line"] == 16
    points = {name[3:5].lstrip("0") for name in reserved["measures"]}
    assert points == {"1", "2", "3"}
    lines = [m for m in load_package("bouwstenen").measures if m.id == "L16"]
    (amount,) = {lever.amount_bn for lever in lines[0].levers if lever.kind == "budget"}
    assert getattr(amount, "central", amount) == 0.5
    assert "reserves 0.5 billion (line 16) for points 1 to 3 of block 3" in README
    moved = run.rows.filter(
        (pl.col("indicator") == "public_finance.balance")
        & (pl.col("block") == "B3")
        & pl.col("measure").str.starts_with("B3-")
        & (pl.col("difference").abs() > 1e-6)
    )
    points = {int(name[3:5]) for name in moved["measure"]}
    assert points == {2, *range(5, 11)}
    assert "come from points 2 and 5 to 10" in README


def test_the_trace_is_what_the_command_prints(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bouwstenen.write_run(run, tmp_path / "uit")
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit):
        main(["waarom", "emu_saldo", "--jaar", "2030", "--pakket", str(tmp_path / "uit")])
    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    shown = README.split("```text\n")[1].split("```")[0].splitlines()
    assert printed[: len(shown)] == shown


def test_the_packages_load(tmp_path: Path) -> None:
    for example in YAML:
        file = tmp_path / "mijn.yaml"
        file.write_text(example if "id: mijn" in example else f"id: mijn\ntitle: Mijn\nextends: bouwstenen\n{example}")
        assert load_package(file).measures


def test_every_command_in_the_readme_exists() -> None:
    known = set(program().list_commands(None))  # type: ignore[attr-defined, arg-type]
    named = {
        line.split("bouwstenen ")[1].split()[0].strip("`")
        for line in README.split("`")
        if line.startswith(("bouwstenen ", ".venv/bin/bouwstenen "))
    }
    assert len(named) > 15
    assert named <= known


def test_links_and_pictures_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.stat().st_size < 300_000
        assert f"docs/images/{picture.name}" in README
