"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the sources.

A block that follows a line with a path is written there, or replaces what stands there; a block of commands is run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long
"""Each recipe runs the command line on a copy of the repository: half a minute each."""
ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"(?:^`(?P<path>[^`\n]+)`(?P<replace>, replace)?:\n\n|^(?P<by>by):\n\n)?```(?P<kind>\w+)\n(?P<text>.*?)```",
    re.DOTALL | re.MULTILINE,
)
LONGEST = 500


def recipe(title: str) -> str:
    """The section of CONTRIBUTING.md under this heading."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    assert found is not None, title
    return found.group(1)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sources, with a command `bouwstenen` that runs it."""
    folder = tmp_path / "kopie"
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", folder / "src", ignore=unwanted)
    shutil.copytree(ROOT / "tests" / "models", folder / "tests" / "models", ignore=unwanted)
    command = folder / "bin" / "bouwstenen"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from bouwstenen.cli import main; main()" "$@"\n')
    command.chmod(0o755)
    return folder


def follow(folder: Path, text: str) -> dict[str, str]:
    """Do what the blocks say, in order; what each command printed, by its line."""
    printed: dict[str, str] = {}
    old: tuple[Path, str] | None = None
    for block in BLOCK.finditer(text):
        if block["by"]:
            assert old is not None
            file, before = old
            there = file.read_text(encoding="utf-8")
            assert there.count(before) == 1, f"{file.name}: {before}"
            file.write_text(there.replace(before, block["text"].rstrip("\n")), encoding="utf-8")
            old = None
        elif block["replace"]:
            old = folder / block["path"], block["text"].rstrip("\n")
        elif block["path"]:
            (folder / block["path"]).parent.mkdir(parents=True, exist_ok=True)
            (folder / block["path"]).write_text(block["text"], encoding="utf-8")
        else:
            assert block["kind"] == "sh", f"a block without a path that is no command: {block['text']}"
            for line in block["text"].splitlines():
                printed[line] = told(folder, line)
    assert old is None
    return printed


def told(folder: Path, line: str) -> str:
    """What a command prints. Fails when its exit status is not 0."""
    surroundings = {
        **os.environ,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(folder / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "COLUMNS": "200",
    }
    done = subprocess.run(
        ["/bin/bash", "-c", line],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_a_package(copy: Path) -> None:
    printed = follow(copy, recipe("A package"))
    assert "L08" in printed["bouwstenen dekking plan.yaml --blok B8 --csv | grep switched_off"]
    assert {p.name for p in copy.glob("uit-*")} == {"uit-plan", "uit-kust"}
    assert "Akkoord van de kust" in next(
        text for line, text in printed.items() if line.startswith("bouwstenen doorreken kust")
    )


def test_a_measure(copy: Path) -> None:
    printed = follow(copy, recipe("A measure"))
    why = next(text for line, text in printed.items() if line.startswith("bouwstenen waarom"))
    assert "Standaardpremie van de zorgtoeslag hoger" in why
    assert "zorgtoeslag.standaardpremie" in why


def test_a_law(copy: Path) -> None:
    """Two children of 120 euro are 240 euro, in the explanation and in disposable income."""
    text = recipe("A law")
    case = next(block["text"] for block in BLOCK.finditer(text) if block["path"] == "geval.yaml")
    (copy / "geval.yaml").write_text(case, encoding="utf-8")
    before = income(told(copy, "bouwstenen huishouden geval.yaml --json"))
    printed = follow(copy, text)
    assert income(told(copy, "bouwstenen huishouden geval.yaml --json")) - before == pytest.approx(240.0)
    assert "240" in printed["bouwstenen huishouden geval.yaml --uitleg meedoenbedrag"]
    assert "besteedbaar_inkomen" in printed["bouwstenen wet raakt meedoenwet.meedoenbedrag_kind"]
    assert "meedoenwet.meedoenbedrag_kind" in printed["bouwstenen hefbomen meedoenbedrag"]


def income(printed: str) -> float:
    """Disposable income of the household in what `huishouden --json` prints."""
    import json

    return json.loads(printed)["huishouden"]["besteedbaar_inkomen"]


def test_a_model(copy: Path) -> None:
    """1% of 30 million m2 more: 300,000 m2 a year."""
    printed = follow(copy, recipe("A model"))
    assert "school_buildings.renewal_pct" in printed["bouwstenen hefbomen schoolgebouwen"]
    assert "In 2036 wordt 750000 m2 vernieuwd, tegen 450000 zonder pakket." in next(
        told for line, told in printed.items() if line.startswith("bouwstenen scholen")
    )
    why = printed["bouwstenen waarom school_buildings.renewed --pakket uit-scholen --jaar 2031"]
    assert "Sneller vernieuwen" in why
    assert "300.000" in why


def test_a_vintage(copy: Path) -> None:
    package = next(block for block in BLOCK.finditer(recipe("A package")) if "kust/package" in (block["path"] or ""))
    (copy / package["path"]).parent.mkdir(parents=True)
    (copy / package["path"]).write_text(package["text"], encoding="utf-8")
    printed = follow(copy, recipe("A vintage"))
    assert (
        printed["bouwstenen cijfers --ontbreekt 2026_05"]
        == "Jaargang 2026_05 heeft alle cijfers die de modellen lezen.\n"
    )
    assert "= 2,5 %" in printed["bouwstenen cijfers forward_short_rate --jaargang 2026_05"]
    missing = printed["! bouwstenen cijfers --ontbreekt 2027_05"]
    for model in ("macro", "demography", "asylum", "households", "public_finance"):
        assert f"\n{model}: " in f"\n{missing}"
    assert "public_finance.forward_short_rate" in missing or "forward_short_rate" in missing


def test_every_recipe_is_followed() -> None:
    titles = re.findall(r"^## (.*)$", TEXT, re.MULTILINE)
    assert titles == ["A package", "A measure", "A law", "A model", "A vintage"]
