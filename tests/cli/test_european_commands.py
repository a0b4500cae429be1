"""`toets eu` and `zoek` as a user meets them."""

import json

import pytest

from bouwstenen.cli import main


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_the_json_has_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("toets", "eu", "--json", "--trekkingen", "0") == 0
    found = json.loads(capsys.readouterr().out)
    wanted = {
        "spb_target",
        "binding_criterion",
        "criteria",
        "net_expenditure_growth",
        "debt",
        "balance",
        "control_account",
    }
    assert wanted <= set(found)
    assert set(found["tests"]) == {"unchanged", "document", "esa"}
    room = {name: test["room_bn"]["2030"] for name, test in found["tests"].items()}
    assert room["esa"] < room["document"] < room["unchanged"], "what ESA books in the balance costs more room"


def test_variants_differences_and_sensitivity_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("toets", "eu", "--varianten") == 0
    names = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert len(names) >= 3
    other = next(name for name in names if name != "guidance_2025")
    assert run("toets", "eu", "--trekkingen", "0", "--verschil-met", other, "--gevoeligheid") == 0
    shown = capsys.readouterr().out
    assert "alle keuzes samen" in shown
    assert "Hoe het doel verschuift" in shown


def test_a_goal_is_reached_and_the_package_asks_more(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("zoek", "--doel", "emu_saldo 2045 = 0", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["met pakket"]["size_pct_gdp"] > found["zonder pakket"]["size_pct_gdp"] > 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["toets", "eu", "--variant", "guidance_2026"], "guidance_2025"),
        (["toets", "eu", "--gegevens", "weg.csv"], "weg.csv"),
        (["toets", "eu", "--jaren", "0"], "1"),
        (["zoek", "--doel", "emu_saldi 2045 = 0"], "emu_saldo"),
        (["zoek", "--doel", "meer geld"], "niet te lezen"),
        (["zoek", "--doel", "schuld 2100 <= 60"], "2100"),
    ],
)
def test_wrong_input(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert message in " ".join(capsys.readouterr().err.split())
