"""The README shows a real result: what it says must be what a run gives."""

from collections import Counter
from pathlib import Path

import polars as pl
from bouwstenen.doorrekening import RunOptions, run

from bouwstenen.agreement.loader import load_package
from bouwstenen.cli.app import app
from bouwstenen.models.households.months import scheme_rows
from bouwstenen.models.households.months.tables import ALL
from bouwstenen.models.households.uncertainty import overall

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_figures_of_the_readme_are_those_of_a_run() -> None:
    found = run(load_package("bouwstenen"), RunOptions(draws=100))

    def shown(ledger: str, indicator: str, year: int, column: str) -> str:
        row = found.effects.filter(
            (pl.col("variant") == ledger) & (pl.col("indicator") == indicator) & (pl.col("year") == year)
        )
        return f"{row[column].item():.1f}%".replace("-", "−")

    balance = [shown(ledger, "balance_pct", 2030, "package") for ledger in ("document", "esa")]
    debt = [shown(ledger, "debt_pct", 2045, "package") for ledger in ("document", "esa")]
    start = [shown("esa", "balance_pct", 2030, "baseline"), shown("esa", "debt_pct", 2045, "baseline")]
    assert f"| balance in 2030 (without the package {start[0]}) | {balance[0]} | {balance[1]} |" in README
    assert f"| debt in 2045 (without the package {start[1]}) | {debt[0]} | {debt[1]} |" in README
    assert found.households is not None
    bands = overall(found.households.intervals)
    central = {i.indicator: i.value for i in found.households.intervals if i.cause == "steekproef"}

    def row(title: str, indicator: str, digits: int, unit: str = "", scale: float = 1.0, last: str = "") -> str:
        value, low, high = (f"{v / scale:.{digits}f}" for v in (central[indicator], *bands[indicator]))
        return f"| {title} | {value}{unit} | {low} to {high}{last} |".replace("-", "−")

    balance_title = "effect of the household measures on the balance, billion a year"
    for wanted in (
        row(balance_title, "balance", 1),
        row("households that gain more than half a per cent", "gainers_share", 1, "%", last="%"),
        row("households that lose more than half a per cent", "losers_share", 1, "%", last="%"),
        row("people below the poverty line", "poor_persons", 0, " thousand", 1000.0),
    ):
        assert wanted in README
    reclaims = {
        row.variant: row.reclaims / 1e6 for row in scheme_rows(found.households.details.months) if row.scheme == ALL
    }
    assert (
        f"| toeslagen that have to be paid back, million | {reclaims['today']:.1f} → {reclaims['monthly']:.1f} | |"
        in README
    )
    counts = Counter(measure.status for measure in found.package.measures)
    assert f"Of {sum(counts.values())} measures {counts['computed']} are computed" in README
    assert f"{counts['planned']} wait for a model" in README
    assert f"{counts['open_norm']} have no number" in README
    assert f"{counts['process']} are about ways of working" in README


def test_every_command_in_the_readme_exists() -> None:
    known = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    named = {
        line.split("bouwstenen ")[1].split()[0].strip("`")
        for line in README.split("`")
        if line.startswith("bouwstenen ")
    }
    assert named
    assert named <= known
