"""A user's package: only the differences with the package it extends."""

import hashlib
from pathlib import Path

import pytest
from dike_package import BASE, Load

from bouwstenen.agreement.loader import MAX_CHAIN, load_package
from bouwstenen.agreement.schema import Band, BudgetLever, LawParameterLever, ModelInputLever
from bouwstenen.core.errors import InputError

HEAD = "id: eigen\ntitle: Eigen\nextends: dijken.yaml\n"
OWN = """\
measures:
  - id: E-1
    block: 3
    title: Iets anders doen
    status: process
    why: Een gesprek verandert nog niets.
"""


@pytest.fixture(autouse=True)
def _base(base: Path) -> None:
    """Every test extends the base on disk."""


def test_no_differences_gives_the_same_measures(load: Load, base: Path) -> None:
    assert load(HEAD).measures == load_package(base).measures


def test_own_measures_come_after_those_of_the_base(load: Load) -> None:
    package = load(HEAD + OWN)
    assert [measure.id for measure in package.measures] == ["D-1", "D-2", "E-1"]
    assert (package.id, package.title) == ("eigen", "Eigen")


def test_switch_off(load: Load) -> None:
    package = load(HEAD + "switch_off: [D-1]\n")
    assert [measure.id for measure in package.measures] == ["D-2"]
    assert [measure.id for measure in package.switched_off] == ["D-1"]


def test_switch_everything_off(load: Load) -> None:
    assert load(HEAD + "switch_off: [D-1, D-2]\n").measures == ()


def test_an_own_measure_may_take_the_id_of_one_that_is_switched_off(load: Load) -> None:
    package = load(HEAD + "switch_off: [D-1]\n" + OWN.replace("E-1", "D-1"))
    assert [(measure.id, measure.title) for measure in package.measures] == [
        ("D-2", "Dijken laten keuren"),
        ("D-1", "Iets anders doen"),
    ]
    assert [measure.title for measure in package.switched_off] == ["Dijken verhogen"]


def test_change_texts_and_status(load: Load) -> None:
    change = "change:\n  - {id: D-2, title: Anders, status: process, why: Er komt alleen overleg.}\n"
    measure = load(HEAD + change).measures[1]
    assert (measure.title, measure.status, measure.why) == ("Anders", "process", "Er komt alleen overleg.")
    assert measure.model == "space"
    assert measure.source is not None
    assert measure.source.item == 2


def test_change_a_lever_found_by_kind_and_part(load: Load) -> None:
    change = "change:\n  - id: D-1\n    levers: [{kind: budget, part: dijken, amount_bn: 3.5}]\n"
    measure = load(HEAD + change).measures[0]
    budget, model_input = measure.levers
    assert isinstance(budget, BudgetLever)
    assert budget.amount_bn == 3.5
    assert budget.phasing.until == 2030
    assert budget.price_level == 2025
    assert isinstance(model_input, ModelInputLever)


def test_change_a_lever_found_by_kind_and_path(load: Load) -> None:
    change = "change:\n  - id: D-1\n    levers: [{kind: model_input, path: space.dike_km, value: 40, mode: add}]\n"
    lever = load(HEAD + change).measures[0].levers[1]
    assert isinstance(lever, ModelInputLever)
    assert (lever.value, lever.mode, lever.unit, lever.start) == (40.0, "add", "km/jaar", 2027)


def test_a_given_key_replaces_the_whole_value(load: Load) -> None:
    phasing = "{profile: full, start: 2029}"
    change = f"change:\n  - id: D-1\n    levers: [{{kind: budget, part: dijken, phasing: {phasing}}}]\n"
    lever = load(HEAD + change).measures[0].levers[0]
    assert isinstance(lever, BudgetLever)
    assert (lever.phasing.profile, lever.phasing.start, lever.phasing.until) == ("full", 2029, None)
    assert lever.amount_bn == Band(narrow=0.5, central=1.0, wide=2.0)


def test_a_lever_that_matches_none_is_added(load: Load) -> None:
    lever = "{kind: law_parameter, path: waterwet.boete, start: 2029-07-01, value: 12.5}"
    measure = load(HEAD + f"change:\n  - id: D-2\n    levers: [{lever}]\n").measures[1]
    assert [type(lever) for lever in measure.levers] == [LawParameterLever, LawParameterLever]


def test_the_base_is_not_touched_by_a_change(load: Load, base: Path) -> None:
    before = load_package(base)
    load(HEAD + "change:\n  - id: D-1\n    levers: [{kind: budget, part: dijken, amount_bn: 9}]\n")
    assert load_package(base).measures == before.measures


def test_places_of_a_base_reason_go_to_an_own_measure(load: Load) -> None:
    place = '{block: 1, section: "1.2", heading: De opgave, figure: 1, hash: "0000000000c3"}'
    package = load(HEAD + OWN.replace("    block: 3\n", f"    source: {place}\n"))
    assert package.no_measure == ()
    assert package.measures[2].attributed_block == "B1"


def test_two_levels(load: Load, tmp_path: Path) -> None:
    (tmp_path / "midden.yaml").write_text(
        "id: midden\ntitle: Midden\nextends: dijken.yaml\nswitch_off: [D-2]\n"
        "change:\n  - id: D-1\n    levers: [{kind: budget, part: dijken, amount_bn: 3}]\n"
    )
    package = load(
        "id: boven\ntitle: Boven\nextends: midden.yaml\n"
        "change:\n  - id: D-1\n    levers: [{kind: budget, part: dijken, ceiling: social}]\n" + OWN
    )
    lever = package.measures[0].levers[0]
    assert isinstance(lever, BudgetLever)
    assert (lever.amount_bn, lever.ceiling) == (3.0, "social")
    assert [measure.id for measure in package.measures] == ["D-1", "E-1"]
    assert [measure.id for measure in package.switched_off] == ["D-2"]
    assert [name for name, _ in package.files] == ["dijken/dijken.yaml", "midden/midden.yaml", "boven/pakket.yaml"]


def test_files_with_measures_beside_the_package(load: Load, tmp_path: Path) -> None:
    for folder, id_ in (("B2", "F-3"), ("B1", "F-1")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(OWN.replace("E-1", id_))
    (tmp_path / "B1" / "b.yml").write_text(OWN.replace("E-1", "F-2"))
    package = load("id: map\ntitle: Map\nfiles: [B2/a.yaml, 'B*/*.yaml', B1/b.yml]\n" + OWN)
    assert [measure.id for measure in package.measures] == ["E-1", "F-3", "F-1", "F-2"]
    assert [name for name, _ in package.files] == ["map/pakket.yaml", "map/B2/a.yaml", "map/B1/a.yaml", "map/B1/b.yml"]


def test_the_receipt_gets_the_hash_of_every_file(load: Load, base: Path, tmp_path: Path) -> None:
    package = load(HEAD)
    own = (tmp_path / "pakket.yaml").read_bytes()
    assert package.files == (
        ("dijken/dijken.yaml", hashlib.sha256(base.read_bytes()).hexdigest()),
        ("eigen/pakket.yaml", hashlib.sha256(own).hexdigest()),
    )


def test_where_names_file_and_line(load: Load, base: Path, tmp_path: Path) -> None:
    package = load(
        HEAD + "change:\n  - id: D-1\n    levers:\n      - {kind: budget, part: dijken, amount_bn: 9}\n" + OWN
    )
    lines = BASE.splitlines()
    untouched = package.where("D-2", "levers.0.path")
    assert (untouched.file, lines[untouched.line - 1].strip()[:22]) == (str(base), "- {kind: law_parameter")
    changed = package.where("D-1", "levers.0.amount_bn")
    assert (changed.file, changed.line) == (str(tmp_path / "pakket.yaml"), 7)
    own = package.where("E-1", "title")
    assert (own.file, own.line) == (str(tmp_path / "pakket.yaml"), 11)
    assert str(package.where("bestaat-niet", "levers")) == "invoer, sleutel 'bestaat-niet.levers'"


def test_extends_the_shipped_package_by_name(load: Load) -> None:
    shipped = load_package("bouwstenen")
    package = load("id: eigen\ntitle: Eigen\nextends: bouwstenen\n")
    assert package.measures == shipped.measures
    assert package.files[:-1] == shipped.files


REFUSED = [
    ("switch_off: [D-3]\n", r"regel 4.*'D-3' bestaat niet.*Bedoelde u 'D-[12]'"),
    ("switch_off: [D-1, D-1]\n", r"'D-1' staat er twee keer"),
    ("change: [{id: D-9, title: Iets}]\n", r"regel 4.*'D-9' bestaat niet.*Bedoelde u 'D-[12]'"),
    ("switch_off: [D-1]\nchange: [{id: D-1, title: Iets}]\n", r"regel 5.*'D-1' bestaat niet of is uitgezet"),
    ("change:\n  - {id: D-1, title: Iets}\n  - {id: D-1, title: Iets}\n", r"regel 6.*twee keer gewijzigd"),
    ("change: [{id: D-1, titel: Iets}]\n", r"regel 4.*titel.*Bedoelde u 'title'"),
    ("change: [{id: D-1, title: ab}]\n", r"pakket\.yaml, regel 4, sleutel 'D-1.title'.*te kort"),
    ("change:\n  - id: D-1\n    levers:\n      - {part: dijken}\n", r"regel 7.*kind ontbreekt"),
    ("change:\n  - id: D-1\n    levers:\n      - {kind: budgt, part: x}\n", r"regel 7.*budgt.*Bedoelde u 'budget'"),
    ("change:\n  - id: D-1\n    levers:\n      - {kind: [1], part: x}\n", r"regel 7.*kan hier niet"),
    ("change:\n  - id: D-1\n    levers:\n      - {kind: budget}\n", r"regel 7.*sleutel part ontbreekt"),
    ("change:\n  - id: D-1\n    levers:\n      - {kind: model_input}\n", r"regel 7.*sleutel path ontbreekt"),
    (
        "change:\n  - id: D-1\n    levers:\n      - kind: budget\n        part: dijken\n        amount_bn: veel\n",
        r"pakket\.yaml, regel 9, sleutel 'D-1.levers.0.amount_bn'.*veel is geen getal",
    ),
    (
        "change:\n  - id: D-1\n    levers:\n      - {kind: budget, part: dijken, amont_bn: 1}\n",
        r"regel 7, sleutel 'D-1.levers.0.amont_bn'.*Bedoelde u 'amount_bn'",
    ),
    (
        "change:\n  - id: D-1\n    levers:\n      - {kind: budget, part: nieuw, amount_bn: 1}\n",
        r"regel 7, sleutel 'D-1.levers.2.column': deze sleutel ontbreekt",
    ),
    (
        "change:\n  - id: D-1\n    levers:\n      - kind: model_input\n        path: space.dike_km\n        unit: 3\n",
        r"pakket\.yaml, regel 9, sleutel 'D-1.levers.1.unit'.*3 is geen tekst",
    ),
    ("change: [{id: D-1, status: planned}]\n", r"regel 4.*'planned' vraagt why"),
    (OWN.replace("E-1", "D-2"), r"pakket\.yaml, regel 5.*'D-2' bestaat al.*dijken\.yaml, regel 30.*Gebruik change"),
    (
        (
            "no_measure:\n  - source: {block: 1, section: '1.1', heading: Hogere dijken, item: 2, hash: 0000000000b2}\n"
            "    outcome: context\n    reason: Toch niet.\n"
        ),
        r"regel 5.*maatregel D-2",
    ),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_refuses(load: Load, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(HEAD + text)


def test_two_levers_with_the_same_path_need_a_start(load: Load, tmp_path: Path) -> None:
    second = BASE + ""
    second = second.replace(
        "value: true}\n",
        "value: true}\n      - {kind: law_parameter, path: waterwet.keuring, start: 2030-01-01, value: false}\n",
    )
    (tmp_path / "dijken.yaml").write_text(second)
    head = HEAD + "change:\n  - id: D-2\n    levers: [{kind: law_parameter, path: waterwet.keuring, "
    changed = load(head + "start: 2030-01-01, value: true}]\n").measures[1]
    assert [(lever.start, lever.value) for lever in changed.levers if isinstance(lever, LawParameterLever)] == [
        ("2028-01-01", True),
        ("2030-01-01", True),
    ]
    with pytest.raises(InputError, match=r"meer hefbomen met path waterwet\.keuring. Noem met start"):
        load(head + "value: true}]\n")


def test_extends_itself(load: Load) -> None:
    with pytest.raises(InputError, match=r"regel 3.*op zichzelf voort: rond\.yaml → rond\.yaml. Haal extends weg"):
        load("id: rond\ntitle: Rond\nextends: rond.yaml\n", "rond.yaml")


def test_extends_in_a_circle(load: Load, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "b.yaml").write_text("id: b\ntitle: Bbb\nextends: ../c.yaml\n")
    (tmp_path / "c.yaml").write_text("id: c\ntitle: Ccc\nextends: map/../a.yaml\n")
    with pytest.raises(InputError, match=r"c\.yaml, regel 3.*a\.yaml → b\.yaml → c\.yaml → a\.yaml"):
        load("id: a\ntitle: Aaa\nextends: map/b.yaml\n", "a.yaml")


def test_extends_too_deep(load: Load, tmp_path: Path) -> None:
    for number in range(MAX_CHAIN + 2):
        text = f"id: p{number}\ntitle: Laag\nextends: p{number + 1}.yaml\n"
        (tmp_path / f"p{number}.yaml").write_text(text)
    with pytest.raises(InputError, match=r"meer dan 7 andere: p0\.yaml → p1\.yaml → .*p8\.yaml"):
        load_package(tmp_path / "p0.yaml")


def test_a_chain_of_the_greatest_length_loads(load: Load, tmp_path: Path) -> None:
    for number in range(MAX_CHAIN - 1):
        name = "dijken" if number == MAX_CHAIN - 2 else f"p{number + 1}"
        (tmp_path / f"p{number}.yaml").write_text(f"id: p{number}\ntitle: Laag\nextends: {name}.yaml\n")
    assert len(load_package(tmp_path / "p0.yaml").measures) == 2


def test_extends_a_missing_file(load: Load) -> None:
    with pytest.raises(InputError, match=r"weg\.yaml: dit bestand bestaat niet"):
        load("id: a\ntitle: Aaa\nextends: weg.yaml\n")


def test_an_id_must_differ_from_that_of_the_base(load: Load) -> None:
    with pytest.raises(InputError, match=r"regel 1.*'dijken' is al die van het pakket.*eigen id"):
        load(HEAD.replace("id: eigen", "id: dijken"))


def test_the_example_in_the_documentation(load: Load) -> None:
    text = (Path(__file__).parents[2] / "docs" / "packages.md").read_text(encoding="utf-8")
    package = load(text.split("```yaml\n")[1].split("```")[0])
    ids = [measure.id for measure in package.measures]
    assert "L14" not in ids
    assert ids[-1] == "EIGEN-1"
    lever = next(measure for measure in package.measures if measure.id == "L01").levers[0]
    assert isinstance(lever, BudgetLever)
    assert lever.amount_bn == 1.5
