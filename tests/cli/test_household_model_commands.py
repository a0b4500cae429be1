"""`koopkracht`, `populatie`, `terugvorderingen` and `complexiteit` as a user meets them, on one chunk of households."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from bouwstenen.agreement.loader import load_package
from bouwstenen.cli import main
from bouwstenen.facts import load_facts
from bouwstenen.levers.compile import compile_overlay
from bouwstenen.models.households import combine, households_facts, project_chunk
from bouwstenen.models.households.tables import poverty_rows, scheme_rows
from bouwstenen.population.build import build_chunk
from bouwstenen.population.inputs import population_inputs
from bouwstenen.population.microdata import read_microdata, write_microdata
from bouwstenen.population.sample import Sample

ONE = ("--huishoudens", "20000")
SIZE = 400


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    assert isinstance(stop.value.code, int)
    return stop.value.code


def plain(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """The JSON that a command prints; nothing else may stand on either stream."""
    assert run(*arguments, "--json") == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    return json.loads(shown.out)


@pytest.fixture(scope="module")
def sample() -> Sample:
    return build_chunk(population_inputs(load_facts()), 0, 1, 7, SIZE)


@pytest.fixture
def own(sample: Sample, tmp_path: Path) -> tuple[str, str]:
    """The options for own files."""
    person, household = write_microdata(sample, tmp_path / "eigen")
    return f"--personen={person}", f"--huishoudbestand={household}"


def test_json_and_files_say_the_same_and_the_schemes_add_up(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = plain(capsys, "koopkracht", *ONE, "--uit", str(tmp_path / "uit"), "--arbeidsaanbod")
    assert (found["rows"], found["parts"], found["year"]) == (20_000, 1, 2030)
    schemes = found["schemes"].values()
    balance = sum({"ontvangst": 1, "uitgave": -1, "geen": 0}[s["government"]] * s["effect_bn"] for s in schemes)
    assert found["main"]["balance"]["value"] == pytest.approx(balance, abs=1e-9)
    assert balance != 0
    assert found["main"]["balance"]["low"] is None, "one random group tells no margin"
    with (tmp_path / "uit" / "koopkracht.csv").open() as file:
        rows = {(r["indicator"], r["group"]): r for r in csv.DictReader(file) if r["region"] == "Nederland"}
    assert float(rows["households.main_balance", "totaal"]["difference"]) == found["main"]["balance"]["value"]
    lowest = found["purchasing_power"]["kwintiel"][0]
    assert float(rows["households.change_p50", "kwintiel: laagste 20%"]["difference"]) == lowest["quantiles_pct"]["p50"]
    table = pl.read_parquet(tmp_path / "uit" / "koopkracht.parquet")
    assert set(table["run"]) == {found["run"]}
    assert "households.labour_hours" in set(table["indicator"])
    assert sorted(p.name for p in (tmp_path / "uit").iterdir()) == ["koopkracht.csv", "koopkracht.parquet"]


def test_without_any_block_nobody_notices_anything(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = {m.attributed_block for m in load_package("bouwstenen").measures}
    found = plain(capsys, "koopkracht", *ONE, *(f"--zonder=B{block}" for block in sorted(blocks)))
    assert {s["effect_bn"] for s in found["schemes"].values()} == {0.0}
    assert {main["value"] for main in found["main"].values()} == {0.0}
    groups = [group for table in found["purchasing_power"].values() for group in table]
    assert {(g["mean_eur"], *g["quantiles_pct"].values()) for g in groups} == {(0.0,) * 6}


def test_the_screen_shows_every_table_also_when_it_is_narrow(
    capsys: pytest.CaptureFixture[str], own: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words: list[list[str]] = []
    for width in ("80", "300"):
        monkeypatch.setenv("COLUMNS", width)
        assert run("koopkracht", *own) == 0
        shown = capsys.readouterr().out
        words.append(sorted(word for word in shown.split() if "─" not in word))
    assert words[0] == words[1], "80 columns cut nothing off"
    for title in ("hoofdcijfers", "laagste 20%", "Zorgtoeslag", "armoedegrens", "Gini", "Niet-gebruik", "druk"):
        assert title in shown
    assert "nan" not in shown.lower().replace("financ", "")
    assert "400 huishoudens" in shown


def test_own_files_give_what_the_model_gives(
    capsys: pytest.CaptureFixture[str], own: tuple[str, str], sample: Sample
) -> None:
    found = plain(capsys, "koopkracht", *own, "--jaar", "2028")
    package = load_package("bouwstenen")
    overlay = compile_overlay(package.measures, "central", where=package.where)
    direct = combine([project_chunk(sample, 2028, overlay, households_facts(load_facts()))])
    for row in scheme_rows(direct):
        assert found["schemes"][row.scheme]["package_bn"] == pytest.approx(row.after_bn, rel=1e-12)
    assert [p["package"] for p in found["poverty"]] == [row.after for row in poverty_rows(direct)]
    parts = sample.pieces(150)
    assert [part.households for part in parts] == [150, 150, 100]
    whole = combine([project_chunk(part, 2028, overlay, households_facts(load_facts())) for part in parts])
    for name, values in direct.columns.items():
        np.testing.assert_array_equal(whole.columns[name], values)


def test_columns_that_are_left_out_take_their_tables_along(
    capsys: pytest.CaptureFixture[str], sample: Sample, tmp_path: Path
) -> None:
    gone = {"huishoudtype", "provincie", *(n for n in sample.household if n.startswith("trekking_"))}
    bare = Sample(sample.year, sample.person, {n: v for n, v in sample.household.items() if n not in gone})
    person, household = write_microdata(bare, tmp_path, "csv")
    found = plain(capsys, "koopkracht", f"--personen={person}", f"--huishoudbestand={household}")
    assert {"type", "provincie"}.isdisjoint(found["purchasing_power"])
    assert list(found["marginal_pressure"]["groups"]) == ["totaal"]
    assert {row["not_used_baseline_pct"] for row in found["take_up"].values()} == {0.0}
    assert sum("ontbre" in text for text in found["remarks"]) == 3


def test_provinces_have_rows_only_when_the_data_say_who_lives_where(
    capsys: pytest.CaptureFixture[str], sample: Sample, tmp_path: Path
) -> None:
    province = np.where(np.arange(sample.households) % 4 == 0, 21, 30)
    known = Sample(sample.year, sample.person, {**sample.household, "provincie": province})
    person, household = write_microdata(known, tmp_path, "csv")
    found = plain(capsys, "koopkracht", f"--personen={person}", f"--huishoudbestand={household}")
    rows = {row["group"]: row for row in found["purchasing_power"]["provincie"]}
    assert set(rows) == {"Fryslân", "Noord-Brabant"}
    share = sample.weight[province == 21].sum() / sample.weight.sum()
    both = sum(row["households"] for row in rows.values())
    assert rows["Fryslân"]["households"] / both == pytest.approx(share, rel=1e-6)
    assert "provincie" not in plain(capsys, "koopkracht", *ONE)["purchasing_power"]


def test_the_population_is_written_and_read_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = plain(capsys, "populatie", "--aantal", "20000", "--uit", str(tmp_path), "--vorm", "csv")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["huishoudens.csv", "personen.csv"]
    back = read_microdata(tmp_path / "personen.csv", tmp_path / "huishoudens.csv")
    targets = {target["name"]: target for target in found["targets"]}
    assert {target["role"] for target in found["targets"]} == {"calibration", "holdout"}
    girls = (back.person["geslacht"] == 1) & (back.person["leeftijd"] < 5)
    weighted = float(back.weight[back.household_of[girls]].sum())
    assert targets["inwoners_vrouwen_0"]["population"] == pytest.approx(weighted)
    assert run("populatie", "--aantal", "20000") == 0
    assert "CBS" in capsys.readouterr().out


def test_reclaims_by_scheme_add_up_and_final_awards_have_none(capsys: pytest.CaptureFixture[str]) -> None:
    found = plain(capsys, "terugvorderingen", "--delen", "1", "--jaar", "2026")
    rows = {(row["variant"], row["scheme"]): row for row in found["schemes"]}
    parts = [row["reclaims_bn"] for (variant, name), row in rows.items() if variant == "today" and name != "totaal"]
    assert len(parts) == 4
    assert rows["today", "totaal"]["reclaims_bn"] == pytest.approx(sum(parts))
    assert rows["today", "totaal"]["reclaims_bn"] > 0
    assert rows["last_year", "totaal"]["reclaims"] == rows["monthly", "totaal"]["reclaims"] == 0
    assert found["chosen_variant"] == "today", "in 2026 no measure has started"
    assert {row["fitted"] for row in found["fit"]} == {True, False}
    assert run("terugvorderingen", "--delen", "1") == 0
    assert "dit kiest het pakket" in " ".join(capsys.readouterr().out.split())


def test_complexity_names_what_is_not_computed(capsys: pytest.CaptureFixture[str]) -> None:
    found = plain(capsys, "complexiteit")
    before, after = (found["distinct_concepts"][side] for side in ("baseline", "package"))
    assert len(after["wealth"]) < len(before["wealth"]), "point 10: one wealth concept"
    assert "kindgebonden_budget" in found["schemes"]["baseline"]
    assert "kindgebonden_budget" not in found["schemes"]["package"]
    burden = found["burden"]["baseline"]
    assert set(burden["computed"]).isdisjoint(burden["not_computed"])
    assert run("complexiteit") == 0
    shown = capsys.readouterr().out
    assert "(vervalt)" in shown
    assert ("Niet berekend" in shown) == bool(burden["not_computed"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["koopkracht", "--jaar", "2025"], "2026 tot en met 2035"),
        (["koopkracht", "--jaar", "2036"], "2026 tot en met 2035"),
        (["koopkracht", "--huishoudens", "8500001"], "8500000"),
        (["koopkracht", "--zonder", "B9"], "'B9' is geen blok"),
        (["koopkracht", "--jaargang", "2025_11"], "Bedoelde u '2025_10'"),
        (["koopkracht", *ONE, "--dask", "geen adres"], "er is geen Dask-cluster op 'geen adres'"),
        (["koopkracht", "--peiljaar", "2026"], "--personen"),
        (["koopkracht", "PERSONEN"], "--huishoudbestand: dit bestand ontbreekt"),
        (["koopkracht", "PERSONEN", "HUISHOUDENS", *ONE], "altijd heel"),
        (["koopkracht", "PERSONEN", "HUISHOUDENS", "--peiljaar", "2025"], "2026 tot en met 2030"),
        (["koopkracht", "PERSONEN", "HUISHOUDENS", "--peiljaar", "2031"], "2026 tot en met 2030"),
        (["koopkracht", "VERKEERD", "HUISHOUDENS"], "Bedoelde u 'leeftijd'"),
        (["koopkracht", "--personen=weg.csv", "HUISHOUDENS"], "weg.csv"),
        (["populatie", "--aantal", "2000000"], "1000000"),
        (["populatie", "--vorm", "xlsx"], "'xlsx' bestaat niet. Kies uit 'parquet'"),
        (["terugvorderingen", "--delen", "0"], "1 tot en met 50"),
        (["terugvorderingen", "--jaar", "2036"], "2035"),
        (["doorreken", "--huishoudjaar", "2036"], "2026 tot en met 2035"),
        (["doorreken", "--huishoudens", "-1"], "kies een getal vanaf 0"),
        (["doorreken", "--huishoudens", "abc"], "schrijf een heel getal"),
        (["complexiteit", "bouwsteen"], "Bedoelde u 'bouwstenen'"),
    ],
)
def test_wrong_input_gives_one_message(
    arguments: list[str],
    message: str,
    own: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = tmp_path / "verkeerd.csv"
    wrong.write_text("huishouden,leeftijdd\n1,30\n")
    words = {"PERSONEN": own[0], "HUISHOUDENS": own[1], "VERKEERD": f"--personen={wrong}"}
    assert run(*(words.get(argument, argument) for argument in arguments)) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert message in " ".join(found.err.split())
    assert found.err.count("Fout") == 1
    assert "Traceback" not in found.err


def test_an_interrupted_run_leaves_the_earlier_files(
    own: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "uit"
    assert run("koopkracht", *own, "--uit", str(folder)) == 0
    before = {p.name: p.read_bytes() for p in folder.iterdir()}

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pl.DataFrame, "write_parquet", interrupt)
    assert run("koopkracht", *own, "--uit", str(folder), "--zonder", "B3") == 130
    assert "Afgebroken" in capsys.readouterr().err
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_help_is_dutch_and_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("koopkracht", "populatie", "terugvorderingen", "complexiteit"):
        assert run(command, "--help") == 0
        shown = capsys.readouterr().out
        assert "Voorbeeld" in shown
        assert "Usage" not in shown
