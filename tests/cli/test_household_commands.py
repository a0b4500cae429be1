"""`huishouden`, `standaard`, `wet`, and the models of people, as a user meets them."""

import csv
import json
from pathlib import Path

import pytest

import bouwstenen
from bouwstenen.cli import main
from bouwstenen.core.yaml_file import load_yaml

CASE = """\
datum: 2026-01-01
personen:
  - {id: a, geboortedatum: 1990-05-01, loon: 36000}
woning: {soort: huur, kale_huur_per_maand: 600}
"""


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    assert isinstance(stop.value.code, int)
    return stop.value.code


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "geval.yaml"
    path.write_text(CASE)
    return path


def test_json_on_the_screen_is_what_the_function_gives(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("huishouden", str(case), "--json") == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == bouwstenen.household(load_yaml(case).data)
    assert shown.err == ""


def test_the_screen_ends_with_disposable_income_and_explains(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("huishouden", str(case), "--uitleg", "zorgtoeslag") == 0
    shown = capsys.readouterr().out
    assert "besteedbaar inkomen" in shown
    assert "standaardpremie" in shown


def test_the_budget_line_is_written(case: Path, tmp_path: Path) -> None:
    assert run("huishouden", str(case), "--verloop", "loon", "0:60000:1000", "--uit", str(tmp_path / "uit")) == 0
    rows = list(csv.DictReader((tmp_path / "uit" / "verloop.csv").read_text().splitlines()))
    assert len(rows) == 61
    assert "<svg" in (tmp_path / "uit" / "verloop.html").read_text()


def test_a_standard_household_can_be_taken_further(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("standaard", "--geval", "modaal") == 0
    path = tmp_path / "modaal.yaml"
    path.write_text(capsys.readouterr().out)
    assert run("huishouden", str(path), "--json") == 0
    assert run("standaard") == 0


def test_the_law_can_be_looked_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("wet", "toon", "standaardpremie") == 0
    assert "zekerheid" in capsys.readouterr().out
    assert run("wet", "raakt", "zorgtoeslag.standaardpremie") == 0
    assert "besteedbaar_inkomen" in capsys.readouterr().out


@pytest.mark.parametrize(
    "command", [["asiel"], ["asiel", "--json"], ["bevolking", "--trekkingen", "100"], ["gemeente", "Utrecht"]]
)
def test_models_of_people_show_their_tables(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*command) == 0
    assert "nan" not in capsys.readouterr().out.lower().replace("financ", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["huishouden", "weg.yaml"], "weg.yaml"),
        (["huishouden", "GEVAL", "--uitleg", "zorgtoeslg"], "zorgtoeslag"),
        (["huishouden", "GEVAL", "--verloop", "loom", "0:1:1"], "Bedoelde u 'loon'"),
        (["huishouden", "GEVAL", "--verloop", "loon", "1"], "van:tot:stap"),
        (["huishouden", "GEVAL", "--verloop", "loon", "0:10:1", "--persoon", "z"], "'z' staat niet bij personen"),
        (["standaard", "--geval", "modal"], "Bedoelde u 'modaal'"),
        (["wet", "toon", "zorgtoeslg"], "zorgtoeslag"),
        (["wet", "raakt", "zorgtoeslag.standaardpremi"], "zorgtoeslag.standaardpremie"),
        (["gemeente", "Utrect"], "Bedoelde u 'Utrecht'"),
    ],
)
def test_wrong_input(arguments: list[str], message: str, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*(str(case) if a == "GEVAL" else a for a in arguments)) == 2
    found = " ".join(capsys.readouterr().err.split())
    assert message in found
    assert "Traceback" not in found
