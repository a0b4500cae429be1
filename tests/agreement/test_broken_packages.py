"""Broken packages: one clear message with file, line, what is wrong and how to mend it; never another exception."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from dike_package import BASE, Load

from bouwstenen.agreement.loader import load_package
from bouwstenen.core.errors import InputError


@dataclass(frozen=True)
class Break:
    """One edit of the base package, words on the line that the message must name, and what else it must say."""

    name: str
    old: str
    new: str
    at: str
    says: tuple[str, ...]


BREAKS = [
    Break(
        "unknown key of a package", "title: Plan", "titel: Plan", "titel: Plan vo", ("'titel'", "Bedoelde u 'title'?")
    ),
    Break(
        "unknown key of a measure", "    status: comp", "    statis: comp", "statis: comput", ("statis", "'status'?")
    ),
    Break("unknown key of a lever", "amount_bn", "amount_mld", "amount_mld: {n", ("amount_mld", "'amount_bn'?")),
    Break(
        "unknown key of a phasing", "until: 2030}", "untill: 2030}", "phasing: {prof", ("untill", "Bedoelde u 'until'?")
    ),
    Break(
        "unknown key of a place",
        "item: 1,",
        "itm: 1,",
        'source: {block: 1, section: "1.1", heading: Hogere dijken, itm',
        ("itm", "Bedoelde u 'item'?"),
    ),
    Break("unknown key of a reason", "    reason: B", "    reden: B", "reden:", ("no_measure.0.reden", "reason")),
    Break(
        "duplicate key",
        "    title: Dijken verhogen",
        "    id: D-1",
        "    id: D-1",
        ("twee keer (ook op regel 4)", "Haal"),
    ),
    Break(
        "duplicate measure",
        "id: D-2",
        "id: D-1",
        '- id: D-1\n    source: {block: 1, section: "1.1", heading: Hogere dijken, item: 2',
        ("'D-1' bestaat al", "regel 4", "eigen id"),
    ),
    Break("missing title", "    title: Dijken verhogen\n", "", "- id: D-1", ("measures.0.title", "ontbreekt", "Voeg")),
    Break(
        "missing price level", "        price_level: 2025\n", "", "- kind: budget", ("price_level", "ontbreekt", "Voeg")
    ),
    Break("missing unit", "        unit: km/jaar\n", "", "- kind: model_", ("levers.1.unit", "ontbreekt", "Voeg")),
    Break("empty unit", "unit: km/jaar", 'unit: ""', 'unit: ""', ("levers.1.unit", "te kort", "minstens 1")),
    Break("claim without a unit", "unit: mld EUR/jaar, ", "", "- {indicator: ", ("claims.0.unit", "ontbreekt", "Voeg")),
    Break(
        "amount nor PM",
        "        amount_bn: {narrow: 0.5, central: 1.0, wide: 2.0}\n",
        "",
        "- kind: budget",
        ("amount_bn", "pm"),
    ),
    Break(
        "PM without a source",
        "amount_bn: {narrow: 0.5, central: 1.0, wide: 2.0}",
        "pm: 1.0",
        "- kind: budget",
        ("pm_source en pm_confidence",),
    ),
    Break("reading left out", "central: 1.0, ", "", "amount_bn: {na", ("amount_bn.central", "ontbreekt", "Voeg")),
    Break(
        "text for a number",
        "value: 20\n",
        "value: [twintig]\n",
        "value: [twinti",
        ("twintig", "geen getal", "Schrijf een getal"),
    ),
    Break(
        "text for an amount",
        "narrow: 0.5",
        "narrow: half",
        "amount_bn: {na",
        ("half", "geen getal", "punt voor de decimalen"),
    ),
    Break("comma in an amount", "narrow: 0.5", 'narrow: "0,5"', "amount_bn: {na", ("0,5", "geen getal", "punt")),
    Break("not a number", "wide: 2.0", "wide: .nan", "amount_bn: {na", (".nan", "geen getal", "gewoon getal")),
    Break("infinite", "wide: 2.0", "wide: .inf", "amount_bn: {na", (".inf", "geen getal", "gewoon getal")),
    Break("absurd amount", "wide: 2.0", "wide: 2.0e300", "amount_bn: {na", ("2e+300", "grenzen", "hoogstens")),
    Break(
        "year too early",
        "price_level: 2025",
        "price_level: 1825",
        "price_level: 1",
        ("1825", "grenzen", "minstens 2020"),
    ),
    Break("year too late", "until: 2030", "until: 20300", "phasing: {prof", ("20300", "grenzen", "hoogstens 2100")),
    Break(
        "year as text",
        "price_level: 2025",
        "price_level: '2025'",
        "price_level: '",
        ("2025", "geheel getal", "Schrijf"),
    ),
    Break("half a year", "start: 2027\n", "start: 2027.5\n", "start: 2027.5", ("2027.5", "geheel getal", "Schrijf")),
    Break(
        "until before start",
        "until: 2030",
        "until: 2026",
        "phasing: {prof",
        ("phasing", "'ramp'", "until", "niet voor start"),
    ),
    Break(
        "lever ends before it starts",
        "value: 20",
        "until: 2026\n        value: 20",
        "- kind: model_",
        ("2026", "voor start (2027)"),
    ),
    Break("ramp without an end", ", until: 2030", "", "phasing: {prof", ("'ramp'", "until")),
    Break(
        "shares without the profile",
        "until: 2030}",
        "until: 2030, shares: {2027: 1}}",
        "phasing: {prof",
        ("shares", "'years'"),
    ),
    Break(
        "share above one",
        "ramp, start: 2027, until: 2030",
        "years, shares: {2027: 4}",
        "phasing: {prof",
        ("2027", "hoogstens 1"),
    ),
    Break("date that does not exist", "2028-01-01", "2028-02-30", "2028-02-30", ("2028-02-30", "bestaat niet")),
    Break(
        "date in another order",
        "2028-01-01",
        "01-01-2028",
        "01-01-2028",
        ("01-01-2028", "Schrijf een datum als 2027-01-01"),
    ),
    Break("date outside the years", "2028-01-01", "1928-01-01", "1928-01-01", ("1928-01-01", "2020 tot en met 2100")),
    Break(
        "unknown status",
        "status: computed",
        "status: compted",
        "status: compte",
        ("compted", "Bedoelde u 'computed'?", "planned"),
    ),
    Break(
        "unknown kind of lever",
        "kind: model_input",
        "kind: model_imput",
        "- kind: model_",
        ("model_imput", "'model_input'?"),
    ),
    Break(
        "lever without a kind",
        "      - kind: model_input\n        path",
        "      - path",
        "- path: space.",
        ("kind", "ontbreekt"),
    ),
    Break(
        "unknown instrument",
        "gross_investment",
        "grote_investering",
        "booking: {inst",
        ("grote_investering", "'gross_investment'?"),
    ),
    Break("unknown model", "model: space", "model: ruimte", "model: ruimte", ("ruimte", "Kies uit", "space")),
    Break("planned without a model", "    model: space\n", "", "- id: D-2", ("'planned'", "vraagt model")),
    Break(
        "status without a reason",
        "    why: Wacht op het model voor de ruimte.\n",
        "",
        "- id: D-2",
        ("'planned'", "reden"),
    ),
    Break(
        "status with an empty reason", "Wacht op het model voor de ruimte.", "'              '", "- id: D-2", ("reden",)
    ),
    Break(
        "reason without words",
        "Beschrijft alleen hoe het nu is.",
        "ja",
        "reason: ja",
        ("'ja' is te kort", "minstens 5"),
    ),
    Break(
        "unknown outcome",
        "outcome: context",
        "outcome: contekst",
        "outcome: contekst",
        ("contekst", "Bedoelde u 'context'?"),
    ),
    Break("line nought", "line: 11}", "line: 0}", "- {indicator: ", ("0", "grenzen", "minstens 1")),
    Break("block below nought", "- source: {block: 1", "- source: {block: -9", "block: -9", ("-9", "geen tekst")),
    Break(
        "block with a space", "- source: {block: 1", "- source: {block: B 1", "block: B 1", ("B 1", "code van een blok")
    ),
    Break(
        "two kinds of place",
        "item: 1,",
        "item: 1, note: 1,",
        'source: {block: 1, section: "1.1", heading: Hogere dijken, item: 1',
        ("precies één van item",),
    ),
    Break(
        "item nought",
        "item: 1,",
        "item: 0,",
        'source: {block: 1, section: "1.1", heading: Hogere dijken, item: 0',
        ("source.item", "minstens 1"),
    ),
    Break(
        "hash without quotes",
        '"0123456789ab"',
        "123456789012",
        'source: {block: 1, section: "1.1", heading: Hogere dijken, item: 1',
        ("123456789012", "aanhalingstekens"),
    ),
    Break(
        "hash of another form",
        '"0123456789ab"',
        '"xyz"',
        'source: {block: 1, section: "1.1", heading: Hogere dijken, item: 1',
        ("xyz", "twaalf tekens"),
    ),
    Break("id with a space", "- id: D-2", "- id: D 2", "- id: D 2", ("D 2", "goede vorm", "hoogstens 40 letters")),
    Break(
        "number for a title",
        "title: Dijken laten keuren",
        "title: 12",
        "title: 12",
        ("12", "geen tekst", "aanhalingst"),
    ),
    Break(
        "list expected",
        "    claims:\n      - {indicator",
        "    claims:\n        {indicator",
        "claims:",
        ("geen lijst",),
    ),
    Break(
        "keys expected", "    reading:\n      central: alle", "    reading:\n      alle", "reading:", ("geen sleutels",)
    ),
    Break("alias", "central: alle dijken", "central: *alle", "central: *alle", ("verwijst met *", "aanhalingstekens")),
    Break(
        "colon in plain text",
        "title: Dijken verhogen",
        "title: Dijken: verhogen",
        "title: Dijken:",
        ("dubbele punt", "Controleer"),
    ),
    Break("tab", "    status: planned", "\tstatus: planned", "\tstatus: planned", ("geen geldige YAML", "Controleer")),
    Break(
        "bracket that stays open",
        "unit: mld EUR/jaar, line: 11}",
        "unit: mld",
        "- id: D-2",
        ("geldige YAML", "Controleer"),
    ),
    Break(
        "change without extends",
        "title: Plan",
        "switch_off: [D-1]\ntitle: Plan",
        "id: dijken",
        ("vragen extends", "bouwst"),
    ),
    Break(
        "file outside the folder",
        "title: Plan",
        "files: [../x.yaml]\ntitle: Plan",
        "files: [../x.y",
        ("../x.yaml", "dezelfde map"),
    ),
    Break(
        "file that is not there",
        "title: Plan",
        "files: [B1/*.yaml]\ntitle: Plan",
        "files: [B1/*.y",
        ("B1/*.yaml", "Noem"),
    ),
    Break(
        "unknown package",
        "title: Plan",
        "extends: bouwsteen\ntitle: Plan",
        "extends: bouws",
        ("'bouwsteen'", "'bouwstenen'?"),
    ),
    Break("yes for true", "value: true", "value: yes", "value: yes", ("yes", "geen true of false", "Schrijf")),
]


def test_the_base_itself_is_sound(load: Load) -> None:
    assert [measure.id for measure in load(BASE).measures] == ["D-1", "D-2"]


@pytest.mark.parametrize("case", BREAKS, ids=[case.name for case in BREAKS])
def test_broken_package(load: Load, case: Break) -> None:
    assert case.old in BASE
    text = BASE.replace(case.old, case.new, 1)
    assert text.count(case.at) == 1
    line = 1 + text[: text.index(case.at)].count("\n")
    with pytest.raises(InputError) as caught:
        load(text)
    message = str(caught.value)
    assert f"pakket.yaml, regel {line}" in message
    assert [part for part in case.says if part not in message] == [], message
    assert "\n" not in message


def test_place_with_a_measure_and_a_reason(load: Load) -> None:
    place = '{block: 1, section: "1.1", heading: Hogere dijken, item: 2, hash: "0000000000b2"}'
    text = BASE + f"  - {{source: {place}, outcome: context, reason: Al gedaan.}}\n"
    with pytest.raises(InputError, match=r"regel 42.*maatregel D-2.*Haal deze reden weg"):
        load(text)


def test_place_with_two_reasons(load: Load) -> None:
    place = '{block: 1, section: "1.2", heading: De opgave, figure: 1, hash: "0000000000c3"}'
    text = BASE + f"  - {{source: {place}, outcome: context, reason: Nog eens.}}\n"
    with pytest.raises(InputError, match=r"regel 42.*een andere reden"):
        load(text)


def test_alias_bomb(load: Load) -> None:
    rows = ["id: bom", "title: Bom", "a0: &a0 [x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    with pytest.raises(InputError, match=r"regel 4.*verwijst met \*"):
        load("\n".join(rows))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting(load: Load, opening: str) -> None:
    with pytest.raises(InputError, match="dieper genest"):
        load(f"id: diep\ntitle: Diep\nmeasures:\n  {opening * 20_000}")


def test_empty_file(load: Load) -> None:
    with pytest.raises(InputError, match="leeg"):
        load("")


def test_ten_megabytes(tmp_path: Path) -> None:
    file = tmp_path / "groot.yaml"
    file.write_bytes(b"# niets\n" * 1_250_000)
    with pytest.raises(InputError, match=r"groot\.yaml.*groter dan 2 MB.*kleiner bestand"):
        load_package(file)


def test_binary_file(tmp_path: Path) -> None:
    file = tmp_path / "foto.yaml"
    file.write_bytes(bytes(range(256)))
    with pytest.raises(InputError, match=r"foto\.yaml.*geen tekst"):
        load_package(file)


def test_unreadable_file(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.symlink_to(second)
    second.symlink_to(first)
    with pytest.raises(InputError, match=r"a\.yaml.*niet te lezen"):
        load_package(first)


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dit is een map"):
        load_package(tmp_path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"weg\.yaml: dit bestand bestaat niet"):
        load_package(tmp_path / "weg.yaml")


def test_missing_file_given_as_text() -> None:
    with pytest.raises(InputError, match=r"geen/pad\.yaml: dit bestand bestaat niet"):
        load_package("geen/pad.yaml")


def test_unknown_name() -> None:
    with pytest.raises(InputError, match=r"'bouwsteentjes' bestaat niet. Bedoelde u 'bouwstenen'.*\./bouwsteentjes"):
        load_package("bouwsteentjes")


@pytest.mark.parametrize("name", ["", " ", "a\0b", "x" * 5000, "../..", "~"])
def test_odd_names(name: str) -> None:
    with pytest.raises(InputError):
        load_package(name)


def test_a_listed_file_that_is_broken_is_named_itself(load: Load, tmp_path: Path) -> None:
    (tmp_path / "B1").mkdir()
    (tmp_path / "B1" / "a.yaml").write_text("measures:\n  - id: A-1\n    titel: Iets\n")
    with pytest.raises(InputError, match=r"B1/a\.yaml, regel 3.*Bedoelde u 'title'"):
        load("id: eigen\ntitle: Eigen\nfiles: [B1/*.yaml]\n")
