"""Commands that run or open a package: what they ask the service, what they print, and their exit status."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from made_engine import made_run

from bouwstenen.runs.trace import Cause, Ground, Number, Rule, Trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from made_engine import Service

    Run = Callable[..., int]
    Shown = pytest.CaptureFixture[str]


def plain(shown: Shown) -> Any:
    """The JSON on standard output; nothing may stand on standard error."""
    found = shown.readouterr()
    assert found.err == ""
    return json.loads(found.out)


def table(shown: Shown) -> list[dict[str, str]]:
    return list(csv.DictReader(shown.readouterr().out.splitlines()))


# doorreken


def test_a_run_is_written_where_it_is_asked(service: Service, run: Run, capsys: Shown) -> None:
    assert run("doorreken", "klein.yaml", "--uit", "mijn", "--json") == 0
    assert service.given("write_run") == {"folder": Path("mijn")}
    assert service.given("run")["only"] == (), "a written run is whole"
    found = plain(capsys)
    assert found["folder"] == "mijn"
    assert found["package"]["id"] == "klein"
    assert found["options"] == {"reading": "central", "well.pm": "none"}
    service.calls.clear()
    assert run("doorreken") == 0
    assert service.given("run")["package"] == "bouwstenen"
    assert service.given("write_run") == {"folder": Path("uit")}
    assert "Rapport: uit/rapport.html" in capsys.readouterr().out


def test_json_and_csv_hold_the_totals_and_nothing_else(service: Service, run: Run, capsys: Shown) -> None:
    assert run("doorreken", "--json") == 0
    rows = plain(capsys)["rows"]
    assert {(r["indicator"], r["year"], r["package"]) for r in rows} == {
        ("public_finance.balance", 2030, -14.0), ("public_finance.balance", 2031, -9.5), ("well.water", 2030, 3.0),
        ("well.months.dry", 2030, 2.0), ("mill.people", 2030, 8.0),
    }, "no row of a block or of a municipality"  # fmt: skip
    assert run("doorreken", "--csv") == 0
    again = table(capsys)
    assert [float(r["package"]) for r in again] == [r["package"] for r in rows]
    assert again[0]["baseline"] == "-10.0", "a number is no formula"


def test_a_check_that_fails_gives_status_1_and_its_name(service: Service, run: Run, capsys: Shown) -> None:
    service.run = lambda *_, **__: made_run(holds=False)  # type: ignore[method-assign]
    import bouwstenen

    bouwstenen.service.run = service.run  # type: ignore[attr-defined]
    for command in (["doorreken"], ["put"], ["gemeente", "Utrecht"]):
        assert run(*command, "--json") == 1
        found = capsys.readouterr()
        assert "Klopt niet: past niet." in found.err
        assert "telt op" not in found.err
        json.loads(found.out)


# commands of models


def test_a_model_shows_its_section_and_a_part_only_its_part(service: Service, run: Run, capsys: Shown) -> None:
    assert run("put") == 0
    shown = capsys.readouterr().out
    assert "De put kost geld." in shown
    assert "Maanden van de put" in shown
    assert "De molen" not in shown
    assert run("putmaanden") == 0
    shown = capsys.readouterr().out
    assert "Maanden van de put" in shown
    assert "De put kost geld." not in shown
    assert "De rest" not in shown


def test_json_of_a_model_has_its_rows_and_of_a_part_those_under_its_name(
    service: Service, run: Run, capsys: Shown
) -> None:
    assert run("put", "--json") == 0
    found = plain(capsys)
    assert {r["model"] for r in found["rows"]} == {"well"}
    assert len(found["rows"]) == 5, "its municipality too"
    assert found["content"]["message"] == "De put kost geld."
    assert run("putmaanden", "--json") == 0
    found = plain(capsys)
    assert [r["indicator"] for r in found["rows"]] == ["well.months.dry"]
    assert found["content"]["title"] == "Maanden van de put"
    assert run("put", "--csv") == 0
    assert [row["region"] for row in table(capsys)] == ["NL", "NL", "GM0344", "GM0344", "GM0344"]


def test_a_model_that_needs_nothing_runs_alone_and_others_with_all(service: Service, run: Run) -> None:
    assert run("molen", "--json") == 0
    assert service.given("run")["only"] == ("mill",)
    assert run("put", "--json") == 0
    assert service.given("run")["only"] == ()
    assert run("molen", "--json", "--uit", "map") == 0
    assert service.given("run")["only"] == (), "what is written is a whole run"
    assert service.given("write_run") == {"folder": Path("map")}


def test_what_was_not_computed_is_said(service: Service, run: Run, capsys: Shown) -> None:
    rows = service.found.rows.filter(pl.col("model") != "well")
    service.found = replace(service.found, sections=(), view=replace(service.found.view, rows=rows))
    for command in ("put", "putmaanden"):
        assert run(command) == 2
        assert f"{command}: dit is in deze run niet berekend." in capsys.readouterr().err


def test_a_model_without_a_section_shows_its_totals(service: Service, run: Run, capsys: Shown) -> None:
    service.found = replace(service.found, sections=())
    assert run("put") == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["well.water", "(mensen)", "2030", "1,0", "3,0", "+2,0", "berekend"] in lines
    assert "1.501" not in {word for line in lines for word in line}, "no municipality"
    assert run("put", "--json") == 0
    assert plain(capsys)["content"] is None


def test_a_command_of_two_words_stands_under_its_group(
    service: Service, run: Run, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bouwstenen.views import Words

    words = Words({"command.well": "toets put", "model.well": "de put"})
    monkeypatch.setattr("bouwstenen.views.words.load_words", lambda _=None: words)
    assert run("toets", "put", "--json", "--pm", "laag") == 0
    assert service.given("run")["options"] == {"well.pm": "low"}
    assert run("toets", "--help") == 0
    assert "put" in capsys.readouterr().out


# vergelijk


def comparison(service: Service, **more: Any) -> None:
    first, second = made_run(change=4.0), made_run(change=1.5, package="ander")
    row = first.rows.filter(pl.col("ledger") == "esa", pl.col("year") == 2030, pl.col("block") == "all")
    rows = row.with_columns(
        package_first=pl.lit(-14.0), difference_first=pl.lit(-4.0), package_second=pl.lit(-11.5),
        difference_second=pl.lit(-1.5), gap=pl.lit(2.5),
    )  # fmt: skip
    told = {
        "first": first,
        "second": second,
        "rows": rows,
        "only_first": ("M1",),
        "only_second": (),
        "changed": ("M9",),
    }
    service.answers["compare"] = SimpleNamespace(**{**told, **more})


def test_two_packages_side_by_side(service: Service, run: Run, capsys: Shown) -> None:
    comparison(service)
    assert run("vergelijk", "een.yaml", "twee.yaml", "--pm", "laag", "--cijfers", "f.yaml") == 0
    asked = service.given("compare")
    assert (asked["first"], asked["second"]) == ("een.yaml", "twee.yaml")
    assert asked["options"] == {"well.pm": "low"}
    assert asked["figures"] == Path("f.yaml")
    shown = " ".join(capsys.readouterr().out.split())
    assert "EMU-saldo (ESA 2010), mld euro" in shown
    for number in ("−14,0", "−11,5", "+2,5", "2030"):
        assert number in shown
    assert shown.index("−14,0") < shown.index("−11,5") < shown.index("+2,5")
    assert "Met andere hefbomen: M9." in shown
    assert "Alleen in klein: M1. Alleen in ander: geen maatregel." in shown


def test_json_and_csv_of_a_comparison(service: Service, run: Run, capsys: Shown) -> None:
    comparison(service)
    assert run("vergelijk", "een", "twee", "--json") == 0
    found = plain(capsys)
    assert (found["only_first"], found["only_second"], found["changed"]) == (["M1"], [], ["M9"])
    assert found["rows"][0]["gap"] == 2.5
    assert found["first"]["run"] == made_run().id
    assert run("vergelijk", "een", "twee", "--csv") == 0
    assert float(table(capsys)[0]["package_second"]) == -11.5


def test_equal_runs_say_so(service: Service, run: Run, capsys: Shown) -> None:
    comparison(service, rows=made_run().rows.clear())
    assert run("vergelijk", "een", "twee") == 0
    assert "Geen enkel getal verschilt." in capsys.readouterr().out


def test_options_that_stored_runs_would_not_heed_are_refused(
    service: Service, run: Run, capsys: Shown, tmp_path: Path
) -> None:
    comparison(service)
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
    assert run("vergelijk", "een", "twee") == 0
    assert run("vergelijk", "een", "twee", "--pm", "laag") == 2
    assert "keuzes doen hier niets. Laat de keuzes weg" in capsys.readouterr().err
    assert run("vergelijk", "een", "twee.yaml", "--pm", "laag") == 0, "one of them is made now"
    assert run("waarom", "emu_saldo", "--pakket", "een", "--lezing", "ruim") == 2
    assert "keuzes doen hier niets" in capsys.readouterr().err


# waarom


def trace(**more: Any) -> Trace:
    fields = {
        "indicator": "public_finance.balance", "unit": "bn_eur", "price_level": None, "year": 2030, "ledger": "esa",
        "dimension": "all", "group": "all", "region": "NL", "baseline": -10.0, "package": -14.0, "difference": -4.0,
        "low": -16.0, "high": -13.0, "band": "readings", **more,
    }  # fmt: skip
    source = {"document_title": "De tekst", "section": "1.2", "heading": "1.2 Water", "kind": "item", "number": 3}
    return Trace(
        Number("public_finance", fields),
        (Cause("B1", "all", -3.0), Cause("B5", "all", -1.0)),
        (
            Cause("B1", "M1", -3.5, "Meer water", "De put gaat dieper.", source, ("well.depth: plus 2 m",)),
            Cause("B1", "interaction", 0.5),
        ),
        (Ground("well.rate", "Rente", 2.5, "%", "2026", "CPB", "A", "afgerond"),
         Ground("well.path", "Pad", None, "%", "2026-2030", "CBS", "D", "")),
        (Rule("zorgtoeslag", "Wet op de zorgtoeslag", "2", "Wat iemand krijgt."),),
    )  # fmt: skip


def test_a_trace_ends_in_sentences_figures_and_articles(service: Service, run: Run, capsys: Shown) -> None:
    service.answers["trace"] = trace()
    assert run("waarom", "emu_saldo", "--jaar", "2030") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "EMU-saldo, 2030, ESA 2010 (mld euro)"
    assert lines[1] == "Zonder pakket −10,0, met pakket −14,0, verschil −4,0."
    assert lines[2] == "Band (van krappe tot ruime lezing): −16,0 tot −13,0."
    whole = "\n".join(lines)
    for text in (
        "B1 Ruimte", "B5 Zorg", "−3,5  M1 Meer water", "De put gaat dieper.",
        "in de tekst: De tekst, 1.2 Water, punt 3", "hefboom: well.depth: plus 2 m", "+0,5  B1 Ruimte: wat maatregelen",
        "- Rente (well.rate): 2,5 %, 2026. Bron: CPB, zekerheid A. afgerond",
        "- Pad (well.path): reeks, 2026-2030. Bron: CBS, zekerheid D.",
        "- zorgtoeslag: Wet op de zorgtoeslag, artikel 2. Wat iemand krijgt.",
    ):  # fmt: skip
        assert text in whole
    order = [whole.index(text) for text in ("EMU-saldo", "B5 Zorg", "Meer water", "Rente", "zorgtoeslag")]
    assert order == sorted(order), "number, blocks, measures, figures, law"


def test_every_key_of_a_trace_goes_on(service: Service, run: Run, capsys: Shown) -> None:
    service.answers["trace"] = trace(group="p05", dimension="age", region="GM0344", ledger="none", price_level=2026)
    assert run(
        "waarom", "poor", "--jaar", "2031", "--groep", "p05", "--dimensie", "age", "--maatregel", "M1",
        "--regio", "GM0344", "--grootboek", "document", "--pakket", "klein.yaml", "--lezing", "ruim",
    ) == 0  # fmt: skip
    assert service.given("trace") == {
        "indicator": "poor", "year": 2031, "group": "p05", "dimension": "age", "measure": "M1", "region": "GM0344",
        "ledger": "document",
    }  # fmt: skip
    assert service.given("run")["package"] == "klein.yaml"
    assert service.given("run")["options"] == {"reading": "wide"}
    assert "2030, vijf jaar, GM0344 (mld euro, prijzen van 2026)" in capsys.readouterr().out


def test_without_keys_a_trace_is_about_the_whole(service: Service, run: Run) -> None:
    service.answers["trace"] = trace()
    assert run("waarom", "emu_saldo", "--json") == 0
    assert service.given("trace") == {
        "indicator": "emu_saldo", "year": None, "group": "all", "dimension": "", "measure": "", "region": "NL",
        "ledger": "",
    }  # fmt: skip


def test_json_of_a_trace(service: Service, run: Run, capsys: Shown) -> None:
    service.answers["trace"] = trace()
    assert run("waarom", "emu_saldo", "--json") == 0
    found = plain(capsys)
    assert found["number"]["fields"]["package"] == -14.0
    assert found["causes"][0]["source"]["number"] == 3
    assert found["rules"][0]["article"] == "2"


def test_a_trace_of_a_stored_run_and_of_nothing(service: Service, run: Run, capsys: Shown, tmp_path: Path) -> None:
    service.answers["trace"] = replace(trace(), blocks=(), causes=())
    (tmp_path / "uit").mkdir()
    assert run("waarom", "emu_saldo", "--pakket", "uit") == 0
    assert service.given("open_run") == {"folder": "uit"}
    assert "Geen maatregel van het pakket verandert dit getal." in capsys.readouterr().out
    assert run("waarom", "emu_saldo", "--grootboek", "kas") == 2
    assert "Kies uit: document, esa." in capsys.readouterr().err


# zoek


FOUND = {
    "baseline": SimpleNamespace(size=-0.5, per_year=-0.5, amount=-6.0, amount_year=2027),
    "package": SimpleNamespace(size=1.25, per_year=0.31, amount=15.0, amount_year=2028),
}


def test_a_search_shows_both_sides(service: Service, run: Run, capsys: Shown) -> None:
    service.answers["seek"] = FOUND
    goal = "emu_saldo 2045 = 0"
    assert run("zoek", "klein.yaml", "--doel", goal, "--pm", "hoog", "--cijfers", "f.yaml") == 0
    assert service.given("seek") == {
        "package": "klein.yaml", "goal": goal, "options": {"well.pm": "high"}, "shape": "constant", "start": 2027,
        "until": None, "figures": Path("f.yaml"),
    }  # fmt: skip
    shown = capsys.readouterr().out
    for number in ("−0,5", "+1,3", "−6,0", "+15,0"):
        assert number in shown
    assert shown.index("zonder pakket") < shown.index("met pakket")
    assert run("zoek", "--doel", goal, "--vorm", "oplopend", "--vanaf", "2028", "--tot", "2032", "--json") == 0
    assert service.given("seek")["shape"] == "ramp"
    assert (service.given("seek")["start"], service.given("seek")["until"]) == (2028, 2032)
    assert plain(capsys)["package"]["size_pct_gdp"] == 1.25
    assert run("zoek", "--doel", goal, "--csv") == 0
    assert table(capsys)[1] == {
        "side": "package", "size_pct_gdp": "1.25", "per_year_pct_gdp": "0.31", "amount_bn": "15.0", "year": "2028",
    }  # fmt: skip


def test_an_end_without_a_slope_does_nothing_and_is_refused(service: Service, run: Run, capsys: Shown) -> None:
    assert run("zoek", "--doel", "tekort <= 3", "--tot", "2030") == 2
    assert (
        "--tot: dit doet alleen iets bij een oplopende aanpassing. Geef ook --vorm oplopend" in capsys.readouterr().err
    )
    assert service.calls == []


# gemeente, controleer, cache


def test_a_municipality(service: Service, run: Run, capsys: Shown) -> None:
    assert run("gemeente", "Utrecht") == 0
    assert service.given("run")["only"] == ()
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["well.water", "(mensen)", "2030", "1.501", "1.250", "−251", "indicatie"] in lines
    shown = [word for line in lines for word in line]
    assert "2027" in shown, "an indicator without a headline year is shown too"
    assert "2031" not in shown
    assert {"vijf", "3,3", "−0,3"} <= set(shown)
    assert run("gemeente", "gm0344", "klein.yaml", "--json") == 0
    found = plain(capsys)
    assert found["municipality"] == {"code": "GM0344", "name": "Utrecht"}
    assert [row["package"] for row in found["rows"]] == [1250.0, 2.0, 3.0]
    assert run("gemeente", "Utrecht", "--csv") == 0
    assert {row["region"] for row in table(capsys)} == {"GM0344"}


def test_a_municipality_that_does_not_exist_or_has_nothing(service: Service, run: Run, capsys: Shown) -> None:
    assert run("gemeente", "Utregt") == 2
    assert "Bedoelde u 'Utrecht'?" in capsys.readouterr().err
    assert service.calls == [], "nothing ran"
    assert run("gemeente", "Groningen") == 2
    assert "in deze run staat niets over Groningen." in capsys.readouterr().err


def test_a_receipt_that_holds_and_one_that_does_not(service: Service, run: Run, capsys: Shown) -> None:
    assert run("controleer", "uit/ontvangst.json", "mijn.yaml", "--cijfers", "f.yaml") == 0
    wanted = {"receipt": Path("uit/ontvangst.json"), "package": "mijn.yaml", "figures": Path("f.yaml")}
    assert service.given("verify") == wanted
    assert [name for name, _ in service.calls] == ["verify"]
    assert "In orde" in capsys.readouterr().out
    service.answers["verify"] = ["effecten.csv is veranderd"]
    assert run("controleer", "o.json", "--opnieuw") == 1
    assert [name for name, _ in service.calls] == ["verify", "verify"], "it does not run what is known to be wrong"
    shown = capsys.readouterr().out
    assert "effecten.csv is veranderd" in shown
    assert "Niet in orde" in shown
    assert run("controleer", "o.json", "--json") == 1
    assert plain(capsys) == {"holds": False, "differences": ["effecten.csv is veranderd"], "last_digits_only": False}


def test_a_second_run_may_differ_in_the_last_digits_only(service: Service, run: Run, capsys: Shown) -> None:
    service.answers["verify_again"] = ([], True)
    assert run("controleer", "o.json", "--opnieuw") == 0
    assert "Alleen de laatste cijfers" in capsys.readouterr().out
    service.answers["verify_again"] = (["rijen.parquet"], False)
    assert run("controleer", "o.json", "--opnieuw") == 1
    shown = capsys.readouterr().out
    assert "rijen.parquet komt er nu anders uit" in shown
    assert "laatste cijfers" not in shown


def test_emptying_the_cache_says_how_much(service: Service, run: Run, capsys: Shown) -> None:
    assert run("cache", "leeg") == 0
    assert capsys.readouterr().out == "Verwijderd: 3 bewaarde uitkomsten, 2,5 MB.\n"


@pytest.mark.parametrize(
    "command", [["doorreken"], ["put"], ["vergelijk", "a", "b"], ["zoek", "--doel", "x"], ["gemeente", "Utrecht"]]
)
def test_json_and_csv_together_are_refused(command: list[str], service: Service, run: Run, capsys: Shown) -> None:
    assert run(*command, "--json", "--csv") == 2
    assert "--json en --csv: deze opties gaan niet samen. Kies --json of --csv." in capsys.readouterr().err
    assert service.calls == [], "refused before anything runs"
