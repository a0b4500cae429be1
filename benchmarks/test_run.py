"""Speed of whole runs: from nothing kept, from the cache, and headline numbers after one changed lever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bouwstenen import service
from bouwstenen.agreement.loader import load_package
from bouwstenen.runs.cache import Cache
from bouwstenen.runs.options import run_options
from bouwstenen.runs.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from bouwstenen.agreement.loader import LoadedPackage

SMALL = {"households.households": 20_000}
NONE = {"households.households": 0}


def own(tmp_path: Path, lever: str) -> list[LoadedPackage]:
    """Ten packages that extend the shipped one and differ in the value of one lever."""
    found: list[LoadedPackage] = []
    for number in range(1, 11):
        path = tmp_path / f"eigen{number}.yaml"
        path.write_text(
            f"id: eigen{number}\ntitle: Een lever anders\nextends: bouwstenen\nmeasures:\n"
            f"  - {{id: X1, block: 5, title: Een lever anders, status: computed, levers: [{lever % number}]}}\n"
        )
        found.append(load_package(path))
    return found


BUDGET = (
    "{kind: budget, part: deel, column: structural, timing: recurring, amount_bn: 0.%d, price_level: 2025, "
    "phasing: {profile: full, start: 2027}, booking: {instrument: current_spending}, ceiling: social}"
)
LAW = '{kind: law_parameter, path: zorgtoeslag.standaardpremie, start: "2027-01-01", value: %d0, mode: add}'


@pytest.mark.parametrize("lever", [BUDGET, LAW], ids=["budget line", "law, 20,000 households"])
def test_headlines_after_one_changed_lever(benchmark: Any, tmp_path: Path, lever: str) -> None:
    packages = iter(own(tmp_path, lever))
    cache = Cache()
    options = run_options(SMALL)
    run(load_package("bouwstenen"), options, depth="headlines", cache=cache)
    run(next(packages), options, depth="headlines", cache=cache)
    benchmark.pedantic(
        lambda package: run(package, options, depth="headlines", cache=cache),
        setup=lambda: ((next(packages),), {}),
        rounds=8,
    )


@pytest.mark.parametrize("options", [NONE, SMALL, {}], ids=["no households", "20,000", "200,000"])
def test_whole_run_with_nothing_kept(benchmark: Any, options: dict[str, Any]) -> None:
    package, chosen = load_package("bouwstenen"), run_options(options)
    benchmark.pedantic(lambda: run(package, chosen, cache=Cache()), rounds=3, warmup_rounds=1)


def test_report_and_files_without_households(benchmark: Any, tmp_path: Path) -> None:
    benchmark.pedantic(lambda: service.write_run(service.run("bouwstenen", NONE), tmp_path), rounds=3, warmup_rounds=1)
