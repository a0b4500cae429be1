"""Five thousand measures: everything that is done with a package costs no more than a few times its size."""

import time
from pathlib import Path

import pytest

from bouwstenen.agreement.coverage import ledger
from bouwstenen.agreement.loader import load_package
from bouwstenen.agreement.summary import package_summary
from bouwstenen.levers.catalogue import load_catalogue
from bouwstenen.levers.compile import compile_measures

MEASURES, PER_FILE = 5000, 500
BUDGET = """\
      - {kind: budget, part: p, line: LINE, column: structural, timing: recurring, amount_bn: 0.01, price_level: 2025,
         phasing: {profile: ramp, start: 2027, until: 2030}, booking: {instrument: current_spending}, ceiling: social}
"""
LAW = '      - {kind: law_parameter, path: zorgtoeslag.standaardpremie, start: "DAY", value: 0.01, mode: add}\n'
INPUT = "      - {kind: model_input, path: asylum.grant_rate, start: 2027, value: 0.001, mode: add, unit: '%'}\n"


def measure(number: int) -> str:
    lever = (BUDGET, LAW, INPUT)[number % 3]
    day = f"{2026 + number // 360}-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}"
    place = "block: 1, section: '1', heading: Alles, item: 1, hash: '000000000000'"
    return (
        f"  - id: M-{number}\n    block: {1 + number % 12}\n    source: {{{place}}}\n    title: Maatregel {number}\n"
        f"    status: computed\n    levers:\n{lever.replace('LINE', str(1 + number % 40)).replace('DAY', day)}"
    )


@pytest.fixture
def package_file(tmp_path: Path) -> Path:
    for file in range(MEASURES // PER_FILE):
        numbers = range(file * PER_FILE, (file + 1) * PER_FILE)
        (tmp_path / f"m{file}.yaml").write_text("measures:\n" + "".join(map(measure, numbers)))
    path = tmp_path / "pakket.yaml"
    path.write_text("id: groot\ntitle: Groot pakket\nfiles: [m*.yaml]\n")
    return path


def test_five_thousand_measures_take_seconds(package_file: Path) -> None:
    load_catalogue()
    start = time.process_time()
    package = load_package(package_file)
    overlay = compile_measures(package.measures, where=package.where).overlay
    rows, summary = ledger(package), package_summary(package)
    spent = time.process_time() - start
    assert (len(package.measures), len(summary["measures"]), len(rows)) == (MEASURES, MEASURES, 1)
    assert len(overlay.budget) + len(overlay.law) + len(overlay.inputs) == MEASURES
    assert [block["key"] for block in summary["blocks"]] == [f"B{number}" for number in range(1, 13)]
    assert spent < 10
