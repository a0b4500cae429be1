"""The command line as a user meets it: exit status, messages, files. Runs in this process."""

import errno
import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from bouwstenen.cli import main
from bouwstenen.report import outputs

OWN = """\
id: mijn
title: Mijn pakket
extends: bouwstenen
switch_off: [L08]
change:
  - id: L01
    levers: [{kind: budget, part: onderzoek, amount_bn: 3.0}]
measures:
  - id: EIGEN-1
    block: 2
    title: Een eigen maatregel
    status: computed
    levers:
      - kind: budget
        part: eigen
        column: structural
        timing: recurring
        amount_bn: 1.5
        price_level: 2025
        phasing: {profile: full, start: 2028}
        booking: {instrument: subsidy}
        ceiling: investment
"""


FEW = ("--huishoudens", "20000")
NONE = ("--huishoudens", "0")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    assert isinstance(stop.value.code, int)
    return stop.value.code


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of the shipped package."""
    target = tmp_path_factory.mktemp("run") / "uit"
    assert run("doorreken", "--uit", str(target), *FEW) == 0
    return target


def test_a_run_writes_all_files_and_nothing_else(folder: Path) -> None:
    assert sorted(p.name for p in folder.iterdir()) == sorted([*outputs.RESULTS, outputs.RECEIPT])


def test_the_screen_shows_the_sums_of_the_document(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run("doorreken", "--uit", str(tmp_path), *NONE) == 0
    shown = capsys.readouterr().out
    assert "14,4" in shown
    assert "55,0" in shown
    assert "0 niet." in shown


def test_the_same_run_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert run("doorreken", "--uit", str(tmp_path), *FEW) == 0
    for name in (*outputs.RESULTS, outputs.RECEIPT):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_a_receipt_is_verified_and_a_changed_result_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("controleer", str(folder / "ontvangst.json"), "--opnieuw") == 0
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = tmp_path / "effecten.csv"
    table.write_text(table.read_text().replace("14", "15", 1))
    assert run("controleer", str(tmp_path / "ontvangst.json")) == 1
    assert "effecten.csv is veranderd" in capsys.readouterr().out


@pytest.mark.parametrize(("factor", "status"), [(1.0 + 1e-14, 0), (1.0 + 1e-6, 1)])
def test_another_processor_may_change_the_last_digits_only(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], factor: float, status: int
) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = pl.read_parquet(tmp_path / "effecten.parquet").with_columns(pl.col("package") * factor)
    table.write_parquet(tmp_path / "effecten.parquet")
    table.write_csv(tmp_path / "effecten.csv")
    receipt = json.loads((tmp_path / "ontvangst.json").read_text())
    for item in receipt["results"]:
        item["sha256"] = hashlib.sha256((tmp_path / item["name"]).read_bytes()).hexdigest()
    (tmp_path / "ontvangst.json").write_text(json.dumps(receipt))
    assert run("controleer", str(tmp_path / "ontvangst.json"), "--opnieuw") == status
    shown = capsys.readouterr().out
    assert ("alleen de laatste cijfers" in shown) == (status == 0)
    assert ("effecten.csv komt er nu anders uit" in shown) == (status == 1)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("options.public_finance.pm", "high", ""),
        ("options.reading", "wide", "andere invoer"),
        ("code", "0" * 64, "de code"),
        ("package.0.sha256", "0" * 64, "pakket: bouwstenen/package.yaml"),
        ("facts.0.sha256", "0" * 64, "cijfers:"),
    ],
)
def test_a_receipt_with_other_inputs_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, value: str, message: str
) -> None:
    receipt = json.loads((folder / "ontvangst.json").read_text())
    top, _, rest = key.partition(".")
    if top in ("package", "facts"):
        number, _, field = rest.partition(".")
        receipt[top][int(number)][field] = value
    elif rest:
        receipt[top][rest] = value
    else:
        receipt[top] = value
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "ontvangst.json").write_text(json.dumps(receipt))
    assert run("controleer", str(tmp_path / "ontvangst.json"), "--opnieuw") == 1
    assert message in " ".join(capsys.readouterr().out.split())


def test_a_package_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = tmp_path / "mijn.yaml"
    package.write_text(OWN)
    assert run("doorreken", str(package), "--uit", str(tmp_path / "uit"), *NONE) == 0
    shown = capsys.readouterr().out
    assert "12,8" in shown, "14.4 without line 8 (4.1), line 1 one higher, 1.5 of its own"
    assert run("controleer", str(tmp_path / "uit" / "ontvangst.json"), str(package)) == 0
    package.write_text(OWN.replace("1.5", "1.6"))
    assert run("controleer", str(tmp_path / "uit" / "ontvangst.json"), str(package)) == 1
    capsys.readouterr()
    assert run("vergelijk", "bouwstenen", str(package)) == 0
    shown = capsys.readouterr().out
    assert "alleen in bouwstenen: L08" in shown
    assert "verschillend: L01" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["doorrekn"], "Bedoelde u 'doorreken'"),
        (["doorreken", "--uti", "x"], "--uit"),
        (["doorreken", "bouwsteen"], "Bedoelde u 'bouwstenen'"),
        (["doorreken", "geen/bestand.yaml"], "geen/bestand.yaml: dit bestand bestaat niet"),
        (["doorreken", "."], "map"),
        (["doorreken", "--zonder", "B9"], "'B9' is geen blok"),
        (["doorreken", "--lezing", "breed"], "breed"),
        (["doorreken", "--jaargang", "2025_11"], "Bedoelde u '2025_10'"),
        (["doorreken", "--trekkingen", "5"], "100"),
        (["doorreken", "--cijfers", "weg.yaml"], "weg.yaml"),
        (["dekking", "--bron", "weg.md"], "weg.md"),
        (["controleer", "weg.json"], "weg.json"),
        (["vergelijk", "bouwstenen"], "tweede"),
    ],
)
def test_wrong_input_gives_one_message_and_status_2(
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    found = capsys.readouterr()
    assert message in " ".join(found.err.split())
    assert found.err.count("Fout") == 1
    assert "Traceback" not in found.err
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bestand").write_text("hier staat al iets")
    assert run("doorreken", "--uit", str(tmp_path / "bestand" / "uit"), *NONE) == 2
    assert "niet te schrijven" in capsys.readouterr().err
    assert (tmp_path / "bestand").read_text() == "hier staat al iets"


def test_a_full_disk_leaves_the_earlier_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p.name: p.read_bytes() for p in folder.iterdir()}

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert run("doorreken", "--uit", str(folder), "--zaad", "7", *NONE) == 2
    assert "niet te schrijven" in capsys.readouterr().err
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_an_interrupted_run_leaves_the_earlier_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p.name: p.read_bytes() for p in folder.iterdir()}

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(outputs, "render", interrupt)
    assert run("doorreken", "--uit", str(folder), *NONE) == 130
    assert "Afgebroken" in capsys.readouterr().err
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_help_is_dutch_and_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("doorreken", "dekking", "vergelijk", "controleer", "hefbomen", "cijfers"):
        assert run(command, "--help") == 0
        shown = capsys.readouterr().out
        assert "Gebruik:" in shown
        assert "Voorbeeld" in shown
        assert "Usage" not in shown


def test_coverage_as_json_and_csv_gives_the_same_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dekking", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert run("dekking", "--csv") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "block,section,heading,kind,number,hash,measures,outcome,reason"
    assert set(rows[0]) == set(lines[0].split(","))
    assert sum(row["kind"] == "line" for row in rows) == 16
    assert sum(row["kind"] == "note" for row in rows) == 16


def test_no_colour_codes_when_nobody_wants_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dekking") == 0
    assert "\x1b[" not in capsys.readouterr().out
