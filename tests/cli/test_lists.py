"""Plain lists: coverage, levers, figures, law, standard households and the synthetic population."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from bouwstenen.agreement.coverage import COLUMNS, count_places, ledger
from bouwstenen.agreement.loader import load_package
from bouwstenen.cli.household import explanation_lines, value_text
from bouwstenen.cli.lists import FIGURE_COLUMNS, LEVER_COLUMNS, bounds
from bouwstenen.facts import load_facts
from bouwstenen.levers.catalogue import CatalogueEntry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from made_engine import Service

    Run = Callable[..., int]
    Shown = pytest.CaptureFixture[str]

CASE = """\
datum: 2026-01-01
personen:
  - {id: a, geboortedatum: 1990-05-01, loon: 36000}
woning: {soort: huur, kale_huur_per_maand: 600}
"""
SHIPPED = ledger(load_package("bouwstenen"))


def plain(shown: Shown) -> Any:
    found = shown.readouterr()
    assert found.err == ""
    return json.loads(found.out)


def table(shown: Shown) -> list[dict[str, str]]:
    return list(csv.DictReader(shown.readouterr().out.splitlines()))


# dekking


@pytest.mark.parametrize("asked", ["B3", "b3", "3"])
@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_coverage_of_one_block_in_every_form(asked: str, form: str, run: Run, capsys: Shown) -> None:
    assert run("dekking", "--blok", asked, form) == 0
    rows = plain(capsys) if form == "--json" else table(capsys)
    wanted = [row for row in SHIPPED if row.block == "B3"]
    assert [row["hash"] for row in rows] == [row.hash for row in wanted]
    assert 0 < len(rows) < len(SHIPPED)
    assert tuple(rows[0]) == COLUMNS


def test_coverage_as_json_and_csv_gives_the_same_rows(run: Run, capsys: Shown) -> None:
    assert run("dekking", "--json") == 0
    rows = plain(capsys)
    assert len(rows) == len(SHIPPED)
    assert run("dekking", "--csv") == 0
    assert [row["hash"] for row in table(capsys)] == [row["hash"] for row in rows]


def test_the_counts_on_the_screen_are_those_of_the_ledger(run: Run, capsys: Shown) -> None:
    assert run("dekking") == 0
    lines = capsys.readouterr().out.splitlines()
    total = next(line.split() for line in lines if line.startswith("totaal"))
    per = count_places(SHIPPED)
    assert [int(cell) for cell in total[1:]] == [*(sum(counts.values()) for counts in per.values()), len(SHIPPED)]
    assert "B3: Bestaanszekerheid" in lines


def test_a_block_on_the_screen_shows_its_places_with_the_reason(run: Run, capsys: Shown) -> None:
    assert run("dekking", "--blok", "B3") == 0
    shown = " ".join(capsys.readouterr().out.split())
    first = next(row for row in SHIPPED if row.block == "B3" and row.reason)
    assert f"{first.heading}, punt {first.number}:" in shown
    assert " ".join(first.reason.split())[:100] in shown
    other = next(row for row in SHIPPED if row.block == "B5")
    assert other.heading not in shown


def test_coverage_of_a_stored_run_says_what_the_run_found(
    service: Service, run: Run, capsys: Shown, tmp_path: Path
) -> None:
    import polars as pl

    row = ("", "B5", "1", "1 Water", "item", 2, "abc", "M1", "no_effect", "bereikt niets")
    service.found.view.tables["run.coverage"] = pl.DataFrame([row], schema=COLUMNS, orient="row")
    (tmp_path / "uit").mkdir()
    assert run("dekking", "uit", "--blok", "B5", "--json") == 0
    assert [place["outcome"] for place in plain(capsys)] == ["no_effect"]
    assert run("dekking", "uit", "--blok", "B1", "--json") == 0
    assert plain(capsys) == []
    assert run("dekking", "uit", "--blok", "B9") == 2
    assert "Kies uit: B1, B5." in capsys.readouterr().err


def test_coverage_against_a_source_tells_what_is_wrong(run: Run, capsys: Shown, tmp_path: Path) -> None:
    (tmp_path / "bron.md").write_text("# Bouwsteen 3\n\n## 3.1 Nieuw\n\n1. Een zin die nergens staat.\n")
    assert run("dekking", "--bron", "bron.md", "--json") == 1
    found = capsys.readouterr()
    assert len(json.loads(found.out)) == len(SHIPPED), "the ledger stays whole"
    assert "wijst nergens naar" in found.err
    assert "Niet in orde" in found.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dekking", "--blok", "B9"], "B3 (Bestaanszekerheid)"),
        (["dekking", "--json", "--csv"], "Kies --json of --csv."),
        (["dekking", "--bron", "weg.md"], "weg.md"),
        (["dekking", "--bron", "weg.md", "--blok", "3"], "Laat --blok of --bron weg."),
        (["dekking", "bouwsteen"], "Bedoelde u 'bouwstenen'"),
        (["hefbomen", "xyzzy"], "niets gevonden met 'xyzzy'"),
        (["hefbomen", "--json", "--csv"], "Kies --json of --csv."),
        (["cijfers", "xyzzy"], "niets gevonden met 'xyzzy'"),
        (["cijfers", "--jaargang", "2025_11"], "Bedoelde u '2025_10'"),
        (["cijfers", "--cijfers", "weg.yaml"], "weg.yaml"),
        (["cijfers", "rente", "--ontbreekt", "2025_05"], "Laat de andere opties en woorden weg."),
        (["wet", "toon", "zorgtoeslg"], "Bedoelde u 'zorgtoeslag'"),
        (["wet", "lijst", "xyzzy"], "geen naam met 'xyzzy'"),
        (["wet", "raakt", "zorgtoeslag.standaardpremi"], "standaardpremie"),
        (["huishouden", "weg.yaml"], "weg.yaml"),
        (["huishouden", "GEVAL", "--uitleg", ""], "--uitleg: hier staat niets. Noem een uitkomst"),
        (["huishouden", "GEVAL", "--uitleg", "zorgtoeslg"], "zorgtoeslag"),
        (["huishouden", "GEVAL", "--diepte", "2"], "--diepte: dit doet alleen iets bij een uitleg."),
        (["huishouden", "GEVAL", "--uitleg", "zorgtoeslag", "--diepte", "0"], "van 1 tot en met 40"),
        (["huishouden", "GEVAL", "--persoon", "a"], "--persoon: dit doet alleen iets bij een verloop."),
        (["huishouden", "GEVAL", "--uit", "map"], "--uit: dit doet alleen iets bij een verloop."),
        (["huishouden", "GEVAL", "--verloop", "loon", "0:9:1", "--json"], "Laat --json of --verloop weg."),
        (["huishouden", "GEVAL", "--verloop", "loom", "0:1:1"], "Bedoelde u 'loon'"),
        (["huishouden", "GEVAL", "--verloop", "loon", "1"], "van:tot:stap"),
        (["standaard", "--geval", "modal"], "modaal"),
        (["standaard", "--geval", "modaal", "--json"], "Laat --json of --geval weg."),
        (["populatie", "--huishoudens", "2000000"], "van 1 tot en met 1000000"),
        (["populatie", "--zaad", "-1"], "van 0 tot en met 4294967295"),
        (["populatie", "--vorm", "csv"], "Geef ook --uit, of laat --vorm weg."),
        (["populatie", "--vorm", "xlsx", "--uit", "x"], "'xlsx' bestaat niet. Kies uit 'parquet'"),
        (["populatie", "--json", "--csv"], "Kies --json of --csv."),
        (["doorrekn"], "Bedoelde u 'doorreken'"),
        (["wet", "ton"], "bestaat niet"),
        (["doorreken", "--pn", "laag"], "De optie --pn bestaat niet."),
        (["vergelijk", "bouwstenen"], "tweede"),
        (["zoek"], "De optie --doel ontbreekt."),
        (["hefbomen", "--json=x"], "De optie --json krijgt geen waarde."),
        (["dekking", "a", "b"], "Dit is te veel: b."),
        (["huishouden", "GEVAL", "--verloop", "loon"], "De optie --verloop vraagt 2 waarden."),
        (["doorreken", "--pm"], "De optie --pm vraagt een waarde."),
        (["waarom", "x", "--jaar", "twee"], "schrijf een heel getal."),
        (["zoek", "--doel", "x", "--vorm", "schuin"], "Kies uit 'vast', 'oplopend'"),
        (["wet", "toon"], "Het argument naam ontbreekt."),
    ],
)
def test_wrong_input_gives_one_message_that_names_the_mend(
    arguments: list[str], message: str, run: Run, capsys: Shown, tmp_path: Path
) -> None:
    (tmp_path / "geval.yaml").write_text(CASE)
    assert run(*("geval.yaml" if word == "GEVAL" else word for word in arguments)) == 2
    found = capsys.readouterr()
    assert message in " ".join(found.err.split())
    assert found.err.count("Fout") == 1
    assert found.out == ""
    assert "Traceback" not in found.err
    assert [path.name for path in tmp_path.iterdir()] == ["geval.yaml"]


# hefbomen en cijfers


def test_levers_are_found_by_the_words_of_people(run: Run, capsys: Shown) -> None:
    assert run("hefbomen", "eigen", "risico") == 0
    lines = capsys.readouterr().out.splitlines()
    assert all("eigen" in line.lower() and "risico" in line.lower() for line in lines)
    assert any(line.startswith("besteedbaar_inkomen.verplicht_eigen_risico: ") and "wet)" in line for line in lines)
    assert run("hefbomen") == 0
    assert len(capsys.readouterr().out.splitlines()) > 10 * len(lines), "one line each, also in a pipe"


def test_levers_as_json_and_csv(run: Run, capsys: Shown) -> None:
    assert run("hefbomen", "eigen", "risico", "--json") == 0
    found = {row["path"]: row for row in plain(capsys)}
    lever = found["besteedbaar_inkomen.verplicht_eigen_risico"]
    assert (lever["moves"], lever["unit"], lever["choices"]) == ("law_parameter", "EUR/jaar", [])
    assert run("hefbomen", "eigen", "risico", "--csv") == 0
    rows = table(capsys)
    assert tuple(rows[0]) == LEVER_COLUMNS
    assert {row["path"] for row in rows} == set(found)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (CatalogueEntry(unit="%", title="t", min=0, max=0.5), "van 0 tot en met 0,5"),
        (CatalogueEntry(unit="%", title="t", min=-1000), "van −1.000"),
        (CatalogueEntry(unit="%", title="t", max=3), "tot en met 3"),
        (CatalogueEntry(unit="%", title="t"), ""),
        (CatalogueEntry(unit="", title="t", kind="boolean"), "ja (true) of nee (false)"),
        (CatalogueEntry(unit="", title="t", kind="choice", choices=["a", "b"]), "kies uit a, b"),
    ],
)
def test_bounds_of_a_lever_in_words(entry: CatalogueEntry, words: str) -> None:
    assert bounds(entry) == words


def test_figures_show_value_unit_and_mark_and_for_a_few_their_source(run: Run, capsys: Shown) -> None:
    row = next(row for row in load_facts().figures() if row.value is not None)
    assert run("cijfers", row.key) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{row.key}: {row.title} = ")
    assert f"(zekerheid {row.confidence})" in shown
    assert f"bron: {row.source}" in " ".join(shown.split())
    assert run("cijfers") == 0
    assert "bron:" not in capsys.readouterr().out


def test_figures_as_json_and_csv_with_own_figures_over_them(run: Run, capsys: Shown, tmp_path: Path) -> None:
    row = next(row for row in load_facts().figures() if row.value is not None and row.unit == "%")
    (tmp_path / "eigen.yaml").write_text(f"{row.key}: {row.value + 0.25}\n")
    assert run("cijfers", row.key, "--cijfers", "eigen.yaml", "--json") == 0
    found = {item["key"]: item for item in plain(capsys)}
    assert found[row.key]["value"] == pytest.approx(row.value + 0.25)
    assert run("cijfers", row.key, "--jaargang", "2025_10", "--csv") == 0
    rows = table(capsys)
    assert tuple(rows[0]) == FIGURE_COLUMNS
    assert float(rows[0]["value"]) == row.value


def test_what_a_vintage_lacks(run: Run, capsys: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    from bouwstenen.runs import describe

    lacking = {"2025_05": [], "2025_10": [("well", "deze cijfers ontbreken: well.depth.")]}
    monkeypatch.setattr(describe, "missing_figures", lacking.__getitem__)
    assert run("cijfers", "--ontbreekt", "2025_05") == 0
    assert capsys.readouterr().out == "Jaargang 2025_05 heeft alle cijfers die de modellen lezen.\n"
    assert run("cijfers", "--ontbreekt", "2025_10") == 1
    assert capsys.readouterr().out == "well: deze cijfers ontbreken: well.depth.\n"
    assert run("cijfers", "--ontbreekt", "2025_10", "--json") == 1
    assert plain(capsys) == [{"model": "well", "problem": "deze cijfers ontbreken: well.depth."}]
    assert run("cijfers", "--ontbreekt", "2025_10", "--csv") == 1
    assert table(capsys) == [{"model": "well", "problem": "deze cijfers ontbreken: well.depth."}]


# wet


def test_a_sum_of_the_law_is_followed_to_its_rule(run: Run, capsys: Shown) -> None:
    assert run("wet", "toon", "zorgtoeslag") == 0
    shown = capsys.readouterr().out
    assert "Telt op: zorgtoeslag_tp" in shown
    assert "Wet: Algemene wet inkomensafhankelijke regelingen, artikel 14 lid 5" in shown
    assert "def zorgtoeslag_tp(" in shown
    assert "zekerheid A" in shown
    assert run("wet", "toon", "zorgtoeslag", "--json") == 0
    assert [part["naam"] for part in plain(capsys)["onderdelen"]] == ["zorgtoeslag_tp"]


def test_the_law_of_another_date(run: Run, capsys: Shown) -> None:
    assert run("wet", "toon", "standaardpremie", "--datum", "2026-07-01", "--json") == 0
    assert plain(capsys)["soort"] == "parameter"
    assert run("wet", "toon", "standaardpremie", "--datum", "gisteren") == 2
    assert "gisteren" in capsys.readouterr().err


def test_a_list_of_all_names_of_the_law(run: Run, capsys: Shown) -> None:
    assert run("wet", "lijst", "standaardpremie") == 0
    shown = capsys.readouterr().out
    assert "standaardpremie (bedrag, EUR/jaar): " in shown
    assert run("wet", "lijst", "--json") == 0
    kinds = {row["kind"] for row in plain(capsys)}
    assert kinds == {"regel", "invoer", "optelling", "bedrag"}
    assert run("wet", "lijst", "zorgtoeslag_tp", "--csv", "--datum", "2026-07-01") == 0
    assert {row["name"] for row in table(capsys)} >= {"zorgtoeslag_tp"}


def test_what_an_amount_touches(run: Run, capsys: Shown) -> None:
    assert run("wet", "raakt", "zorgtoeslag.standaardpremie") == 0
    assert "besteedbaar_inkomen (" in capsys.readouterr().out
    assert run("wet", "raakt", "zorgtoeslag.standaardpremie", "--json", "--datum", "2026-07-01") == 0
    assert "zorgtoeslag" in {row["name"] for row in plain(capsys)}


# huishouden en standaard


@pytest.fixture
def case(tmp_path: Path) -> str:
    (tmp_path / "geval.yaml").write_text(CASE)
    return "geval.yaml"


def test_json_of_a_household_is_what_the_function_gives(case: str, run: Run, capsys: Shown, tmp_path: Path) -> None:
    import bouwstenen
    from bouwstenen.core.yaml_file import load_yaml

    assert run("huishouden", case, "--json") == 0
    assert plain(capsys) == bouwstenen.household(load_yaml(tmp_path / case).data)


def test_a_household_ends_in_disposable_income_and_explains_in_dutch(case: str, run: Run, capsys: Shown) -> None:
    assert run("huishouden", case, "--uitleg", "zorgtoeslag") == 0
    shown = capsys.readouterr().out
    assert "besteedbaar inkomen" in shown
    explained = shown[shown.index("zorgtoeslag = ") :]
    assert "True" not in explained
    assert "False" not in explained
    three = len(explained.splitlines())
    assert run("huishouden", case, "--uitleg", "zorgtoeslag", "--diepte", "1") == 0
    one = capsys.readouterr().out
    assert "zie --diepte" in one
    assert len(one[one.index("zorgtoeslag = ") :].splitlines()) < three


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "ja"), (False, "nee"), (1683.0, "1.683"), (2338.5207250457393, "2.338,52"), (0.0425, "0,0425"),
     (-12.5, "−12,50"), ([1.0, 0.5], "1; 0,5000"), ("tekst", "tekst")],
)  # fmt: skip
def test_values_as_dutch_readers_write_them(value: Any, text: str) -> None:
    assert value_text(value) == text


def test_an_explanation_counts_what_it_leaves_out() -> None:
    leaf = {"naam": "a", "waarde": 1.0, "eenheid": "EUR/jaar", "wet": "", "artikel": "", "omschrijving": "",
            "parameters": {}, "uit": []}  # fmt: skip
    top = {**leaf, "naam": "b_c", "waarde": True, "eenheid": "-", "wet": "Wzt", "artikel": "2", "omschrijving": "Wat.",
           "parameters": {"p": {"waarde": 0.5, "bron": "Stb"}}, "uit": [leaf, leaf]}  # fmt: skip
    assert list(explanation_lines(top, 1)) == [
        "b c = ja  Wat. Wzt, art. 2", "  p = 0,5000  bron: Stb", "  … hieronder nog 2 onderdelen: zie --diepte",
    ]  # fmt: skip
    assert list(explanation_lines(top, 2))[2:] == ["  a = 1 euro per jaar"] * 2


def test_the_budget_line_is_written(case: str, run: Run, capsys: Shown, tmp_path: Path) -> None:
    assert run("huishouden", case, "--verloop", "loon", "0:60000:1000", "--persoon", "a", "--uit", "mijn") == 0
    with (tmp_path / "mijn" / "verloop.csv").open() as file:
        assert len(list(csv.DictReader(file))) == 61
    assert "mijn/verloop.html" in capsys.readouterr().out
    assert run("huishouden", case, "--verloop", "loon", "0:1000:500") == 0
    assert (tmp_path / "uit" / "verloop.html").is_file()


def test_a_standard_household_can_be_taken_further(run: Run, capsys: Shown, tmp_path: Path) -> None:
    assert run("standaard", "--geval", "modaal") == 0
    (tmp_path / "modaal.yaml").write_text(capsys.readouterr().out)
    assert run("huishouden", "modaal.yaml", "--json") == 0
    capsys.readouterr()
    assert run("standaard", "--json") == 0
    assert "modaal" in {row["id"] for row in plain(capsys)}
    assert run("standaard") == 0
    assert "(modaal)" in capsys.readouterr().out


# populatie


def test_the_population_is_written_and_held_against_published_figures(run: Run, capsys: Shown, tmp_path: Path) -> None:
    assert run("populatie", "--huishoudens", "20000", "--zaad", "7", "--uit", "p", "--vorm", "csv", "--json") == 0
    shown = capsys.readouterr()
    found = json.loads(shown.out)
    assert (found["rows"], found["parts"], found["seed"]) == (20_000, 1, 7)
    assert {target["role"] for target in found["targets"]} == {"calibration", "holdout"}
    assert sorted(path.name for path in (tmp_path / "p").iterdir()) == ["huishoudens.csv", "personen.csv"]
    assert "Tabel: p/personen.csv" in shown.err, "JSON stands alone on standard output"
    assert run("populatie", "--aantal", "20000", "--zaad", "7", "--csv", "--jaargang", "2025_10") == 0
    assert [float(row["population"]) for row in table(capsys)] == [t["population"] for t in found["targets"]]


def test_the_population_on_the_screen_names_its_sources(run: Run, capsys: Shown, tmp_path: Path) -> None:
    (tmp_path / "geen.yaml").write_text("{}\n")
    assert run("populatie", "--huishoudens", "20000", "--cijfers", "geen.yaml") == 0
    shown = capsys.readouterr().out
    assert "Nagemaakte huishoudens: 20.000 (1 deel), zaad 2026" in shown
    assert "Hierop zijn de gewichten geijkt" in shown
    assert "[1] " in shown
