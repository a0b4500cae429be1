"""Dated parameters, projection, overlays, and messages about faulty files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.rules import ParameterSet, load_parameters

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
law: Proefwet
parameters:
  bedrag:
    title: Bedrag
    unit: EUR/jaar
    article: "1"
    index: prices
    values:
      2024-01-01: {value: 100, source: Bron, confidence: A}
"""


@pytest.mark.parametrize(
    ("date", "value"),
    [("2024-01-01", 10000.0), ("2024-12-31", 10000.0), ("2025-01-01", 10200.0), ("2026-12-31", 10200.0)],
)
def test_the_latest_value_not_after_the_date_holds(parameter_set: ParameterSet, date: str, value: float) -> None:
    parameters = parameter_set.at(date)
    assert parameters.values["vrijstelling_vermogen"] == value
    assert not parameters.sources["vrijstelling_vermogen"].projected


def test_later_values_move_with_the_index_and_say_so(parameter_set: ParameterSet) -> None:
    parameters = parameter_set.at("2028-01-01")
    assert parameters.values["vrijstelling_vermogen"] == pytest.approx(10200 * 1.02 * 1.03)
    assert parameters.values["schijf_grenzen"] == pytest.approx((20000 * 1.02 * 1.03, 60000 * 1.02 * 1.03))
    assert parameters.sources["vrijstelling_vermogen"].projected
    assert "geraamd" in parameters.sources["vrijstelling_vermogen"].provenance
    assert parameters.values["korting_per_kind"] == 300.0, "an announced amount does not move by itself"


def test_a_value_is_absent_before_its_first_date(parameter_set: ParameterSet) -> None:
    assert "opbouw" not in parameter_set.at("2025-12-31").values
    assert parameter_set.at("2026-01-01").values["opbouw"] == 0.0333


def test_a_table_can_stand_in_a_csv_file(parameter_set: ParameterSet) -> None:
    assert parameter_set.at("2024-01-01").values["kamertabel"] == (0.0, 50.5, 90.0, 140.25, 200.0)


def test_doubt_is_part_of_the_provenance(parameter_set: ParameterSet) -> None:
    text = parameter_set.at("2026-01-01").sources["rendement_deel"].provenance
    assert "onzeker" in text
    assert "nog niet definitief" in text


def test_an_overlay_replaces_a_value_and_leaves_the_rest(parameter_set: ParameterSet) -> None:
    base = parameter_set.at("2026-01-01")
    changed = parameter_set.at(
        "2026-01-01", {"gezinswet.kindgeld_bedrag": 60, "inkomstenwet.inkomstenwet_geldt": False}
    )
    assert changed.values["kindgeld_bedrag"] == 60.0
    assert changed.values["inkomstenwet_geldt"] is False
    assert base.values["kindgeld_bedrag"] == 55.55
    assert {k: v for k, v in changed.values.items() if k not in changed.changed} == {
        k: v for k, v in base.values.items() if k not in changed.changed
    }


@pytest.mark.parametrize(
    ("overlay", "message"),
    [
        ({"gezinswet.kindgeld_bedra": 60.0}, "Bedoelde u 'gezinswet.kindgeld_bedrag'"),
        ({"kindgeld_bedrag": 60.0}, "bestaat niet"),
        ({"gezinswet.kindgeld_bedrag": True}, "Geef een getal"),
        ({"gezinswet.kindgeld_bedrag": float("nan")}, "Geef een getal"),
        ({"inkomstenwet.inkomstenwet_geldt": 1.0}, "Geef true of false"),
        ({"inkomstenwet.schijf_grenzen": 1.0}, "Geef een lijst"),
        ({"inkomstenwet.schijf_grenzen": []}, "Geef een lijst"),
    ],
)
def test_a_faulty_overlay_is_refused(parameter_set: ParameterSet, overlay: dict[str, float], message: str) -> None:
    with pytest.raises(InputError, match=message):
        parameter_set.at("2026-01-01", overlay)


def _load(folder: Path, text: str) -> ParameterSet:
    (folder / "proefwet").mkdir(exist_ok=True)
    (folder / "proefwet" / "parameters.yaml").write_text(text, encoding="utf-8")
    return load_parameters(folder)


def test_a_minimal_file_is_read(tmp_path: Path) -> None:
    parameter = _load(tmp_path, GOOD).parameters["bedrag"]
    assert (parameter.path, parameter.unit, parameter.history[0].value) == ("proefwet.bedrag", "EUR/jaar", 100.0)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("index: prices", "index: price", "Bedoelde u 'prices'"),
        ("    unit: EUR/jaar\n", "", "'parameters.bedrag.unit'"),
        ("2024-01-01:", "2024-13-01:", "geen datum"),
        ("value: 100", "value: veel", "proefwet"),
        ("value: 100", "value: true", "ja/nee groeit niet"),
        ("value: 100", "value: []", "lijst is leeg"),
        ("value: 100", "csv: weg.csv, column: a", "bestaat niet"),
        ("value: 100, ", "", "óf value, óf csv"),
        ("confidence: A}", "confidence: A}\n      2025-01-01: {value: [1], source: B, confidence: A}", "andere soort"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError, match=message):
        _load(tmp_path, GOOD.replace(old, new))


def test_two_laws_may_not_share_a_name(tmp_path: Path) -> None:
    (tmp_path / "andere").mkdir()
    (tmp_path / "andere" / "parameters.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputError, match="al gebruikt"):
        _load(tmp_path, GOOD)


@pytest.mark.parametrize(("column", "message"), [("b", "Kies uit: a"), ("a", "regel 3, sleutel 'a'")])
def test_a_faulty_csv_is_refused(tmp_path: Path, column: str, message: str) -> None:
    (tmp_path / "proefwet").mkdir()
    (tmp_path / "proefwet" / "t.csv").write_text('a\n1\n""\n', encoding="utf-8")
    with pytest.raises(InputError, match=message):
        _load(tmp_path, GOOD.replace("value: 100", f"csv: t.csv, column: {column}"))


BOUNDS = "units:\n  EUR/jaar: {minimum: 0, times: 10}\n  deel: {minimum: 0, maximum: 1}\n"


def _bounded(folder: Path, text: str = GOOD) -> ParameterSet:
    (folder / "bounds.yaml").write_text(BOUNDS, encoding="utf-8")
    return _load(folder, text)


def test_bounds_follow_from_the_unit_and_the_highest_lawful_value(tmp_path: Path) -> None:
    later = GOOD + "      2025-01-01: {value: 90, source: Bron, confidence: A}\n"
    amount = _bounded(tmp_path, later).parameters["bedrag"]
    assert (amount.low, amount.high) == (0.0, 1000.0)
    share = _bounded(tmp_path, GOOD.replace("EUR/jaar", "deel").replace("value: 100", "value: 0.5"))
    assert (share.parameters["bedrag"].low, share.parameters["bedrag"].high) == (0.0, 1.0)


def test_a_parameter_may_have_bounds_of_its_own(tmp_path: Path) -> None:
    own = GOOD.replace("    index:", "    minimum: -5\n    maximum: 200\n    index:")
    amount = _bounded(tmp_path, own).parameters["bedrag"]
    assert (amount.low, amount.high) == (-5.0, 200.0)


def test_a_yes_no_has_no_bounds_and_a_folder_without_the_file_neither(tmp_path: Path) -> None:
    amount = _load(tmp_path, GOOD).parameters["bedrag"]
    assert (amount.low, amount.high) == (None, None)
    yes = _bounded(tmp_path, GOOD.replace("value: 100", "value: true").replace("index: prices", "index: none"))
    assert (yes.parameters["bedrag"].low, yes.parameters["bedrag"].high) == (None, None)


@pytest.mark.parametrize("value", [-0.01, 1000.01])
def test_a_value_outside_the_bounds_is_refused(tmp_path: Path, value: float) -> None:
    found = _bounded(tmp_path)
    assert found.at("2024-01-01", {"proefwet.bedrag": 0.0}).values["bedrag"] == 0.0
    assert found.at("2024-01-01", {"proefwet.bedrag": 1000.0}).values["bedrag"] == 1000.0
    with pytest.raises(InputError, match=r"buiten de grenzen.*minstens 0 en hoogstens 1\.000"):
        found.at("2024-01-01", {"proefwet.bedrag": value})


def test_one_row_of_a_table_outside_the_bounds_is_refused(tmp_path: Path) -> None:
    found = _bounded(tmp_path, GOOD.replace("EUR/jaar", "deel").replace("value: 100", "value: [0.2, 0.4]"))
    assert found.at("2024-01-01", {"proefwet.bedrag": [0.5, 1.0]}).values["bedrag"] == (0.5, 1.0)
    with pytest.raises(InputError, match="1,5 valt buiten de grenzen"):
        found.at("2024-01-01", {"proefwet.bedrag": [0.5, 1.5]})


def test_a_unit_without_bounds_and_a_lawful_value_outside_them_are_faults_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="heeft geen grenzen"):
        _bounded(tmp_path, GOOD.replace("EUR/jaar", "EUR/eeuw"))
    with pytest.raises(InputError, match="buiten de grenzen"):
        _bounded(tmp_path, GOOD.replace("value: 100", "value: -1"))
