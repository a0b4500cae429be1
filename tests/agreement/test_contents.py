"""Blocks, lines, documents and points belong to the package: any number of them, and only those that it has."""

from pathlib import Path

import pytest
from dike_package import BASE, Load

from bouwstenen.agreement.contents import block_key, natural
from bouwstenen.agreement.loader import LoadedPackage, load_package
from bouwstenen.agreement.outline import BlockTitle, Headline
from bouwstenen.agreement.summary import reserved_measures
from bouwstenen.core.errors import InputError

LEVER = """\
      - kind: budget
        part: geld
        line: LINE
        column: structural
        timing: recurring
        amount_bn: 1.0
        price_level: 2025
        phasing: {profile: full, start: 2027}
        booking: {instrument: current_spending}
        ceiling: social
"""
MEASURE = "  - id: M-NAME\n    block: BLOCK\n    title: Een maatregel\n    status: computed\n    levers:\n" + LEVER
PLACE = "section: '1', heading: A, item: 1, hash: '000000000000'"
OUTLINE = """\
blocks: [{key: water, title: Water}, {key: B9, title: Weer}]
lines: [{number: 17, title: Zand}, {number: 40, title: Klei}]
documents: [{id: plan, title: Het plan, date: "2031-05-03"}]
points: [{key: P-1, block: water, title: diepe sloten}, {key: P-2, block: B9, title: warm weer}]
reserved: [{line: 40, measures: [P-1, M-2]}]
headline: {debt: 2050}
"""


def measures(*pairs: tuple[object, object]) -> str:
    """Measures M-1, M-2, … with these blocks and lines."""
    texts = [
        MEASURE.replace("NAME", str(number)).replace("BLOCK", str(block)).replace("LINE", str(line))
        for number, (block, line) in enumerate(pairs, start=1)
    ]
    return "measures:\n" + "".join(texts)


def keys(package: LoadedPackage) -> list[str]:
    return [block.key for block in package.contents.blocks]


def test_a_number_and_a_code_are_one_block(load: Load) -> None:
    package = load("id: p\ntitle: Plan\n" + measures((5, 1), ("B5", 1), ("'5'", 1), ("b5", 1)))
    assert [measure.attributed_block for measure in package.measures] == ["B5"] * 4
    assert package.contents.blocks == (BlockTitle(key="B5", title="Blok 5"),)


def test_without_a_list_the_measures_say_which_blocks_and_lines_there_are(load: Load) -> None:
    package = load("id: p\ntitle: Plan\n" + measures((10, 40), (9, 17), ("kust", 17)))
    assert [(block.key, block.title) for block in package.contents.blocks] == [
        ("B9", "Blok 9"),
        ("B10", "Blok 10"),
        ("kust", "Blok kust"),
    ]
    assert [(line.number, line.title) for line in package.contents.lines] == [(17, "Regel 17"), (40, "Regel 40")]


def test_twelve_blocks_and_forty_lines(load: Load) -> None:
    pairs = [(1 + number % 12, 1 + number) for number in range(40)]
    package = load("id: p\ntitle: Plan\n" + measures(*pairs))
    assert keys(package) == [f"B{number}" for number in range(1, 13)]
    assert [line.number for line in package.contents.lines] == list(range(1, 41))


def test_a_package_that_lists_its_contents(load: Load) -> None:
    contents = load("id: p\ntitle: Plan\n" + OUTLINE + measures(("B9", 17), ("water", 40))).contents
    assert [(block.key, block.title) for block in contents.blocks] == [("water", "Water"), ("B9", "Weer")]
    assert contents.block_title("B9") == "Weer"
    assert contents.headline == Headline(balance=2030, debt=2050)
    assert (contents.rules, contents.documents[0].date) == ("none", "2031-05-03")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("block: B9\n", "block: B8\n", ("het blok 'B8'", "'B9'?", "regel ", "water, of zet het in package.yaml")),
        ("block: B9\n", "block: watr\n", ("'watr'", "'water'?")),
        ("line: 17\n", "line: 18\n", ("regel 18 bestaat niet", "levers.0.line", "Kies uit: 17, 40")),
        ("block: B9\n", "block: B9\n    point: P-3\n", ("het punt 'P-3'", "'P-2'?", "measures.0.point")),
        ("[P-1, M-2]", "[P-1, M-3]", ("'M-3'", "'M-2'?", "reserved.0")),
        ("{line: 40, m", "{line: 41, m", ("regel 41", "reserved.0")),
        ("block: B9, title: warm", "block: B7, title: warm", ("het blok 'B7'", "points.1.block")),
        ("key: B9, ", "key: water, ", ("'water' staat er twee keer", "blocks.1")),
        ("number: 40, ", "number: 17, ", ("'17' staat er twee keer", "lines.1")),
        (
            "block: B9\n",
            f"block: B9\n    source: {{document: plann, {PLACE}}}\n",
            ("het document 'plann'", "'plan'?", "measures.0.source"),
        ),
        (
            "block: B9\n",
            f"block: B9\n    also: [{{block: B4, {PLACE}}}]\n",
            ("het blok 'B4'", "measures.0.also.0"),
        ),
        (
            "measures:\n",
            f"no_measure: [{{source: {{block: 3, {PLACE}}}, outcome: context, reason: Zomaar.}}]\nmeasures:\n",
            ("het blok 'B3'", "no_measure.0"),
        ),
        ("date: ", "parser: word, date: ", ("word", "Kies uit: bouwstenen, none")),
        ("headline: {debt: 2050}", "headline: {debt: 1950}", ("1950", "minstens 2020")),
        ("headline: {debt: 2050}", "rules: eigen", ("eigen", "Kies uit: bouwstenen, none")),
    ],
)
def test_what_is_not_in_the_lists_is_refused(load: Load, old: str, new: str, says: tuple[str, ...]) -> None:
    text = "id: p\ntitle: Plan\n" + OUTLINE + measures(("B9", 17), ("water", 40))
    assert old in text
    with pytest.raises(InputError) as caught:
        load(text.replace(old, new, 1))
    assert [part for part in ("pakket.yaml, regel", *says) if part not in str(caught.value)] == [], str(caught.value)


def test_a_package_that_extends_one_with_a_list_has_its_blocks(load: Load, tmp_path: Path) -> None:
    (tmp_path / "basis.yaml").write_text("id: b\ntitle: Basis\n" + OUTLINE + measures(("B9", 17), ("water", 40)))
    head = "id: p\ntitle: Plan\nextends: basis.yaml\n"
    own = measures(("B9", 17)).replace("M-1", "E-1")
    package = load(head + own)
    assert keys(package) == ["water", "B9"]
    assert package.contents.headline.debt == 2050
    with pytest.raises(InputError, match=r"het blok 'B7' bestaat niet.*Bedoelde u 'B9'"):
        load(head + own.replace("B9", "B7"))
    more = "blocks: [{key: B7, title: Lucht}, {key: B9, title: Storm}]\nheadline: {balance: 2032}\n"
    changed = load(head + more + own.replace("B9", "B7")).contents
    assert [(block.key, block.title) for block in changed.blocks] == [
        ("water", "Water"),
        ("B9", "Storm"),
        ("B7", "Lucht"),
    ]
    assert (changed.headline.balance, changed.headline.debt) == (2032, 2050)
    assert [point.key for point in changed.points] == ["P-1", "P-2"]


@pytest.mark.usefixtures("base")
def test_a_package_that_extends_one_without_a_list_may_add_blocks(load: Load) -> None:
    package = load("id: p\ntitle: Plan\nextends: dijken.yaml\n" + measures((11, 12)))
    assert keys(package) == ["B1", "B11"]
    assert [line.number for line in package.contents.lines] == [11, 12]


def test_a_changed_measure_is_held_against_the_lists(load: Load, tmp_path: Path) -> None:
    (tmp_path / "basis.yaml").write_text("id: b\ntitle: Basis\n" + OUTLINE + measures(("B9", 17), ("water", 40)))
    change = "change: [{id: M-1, levers: [{kind: budget, part: geld, line: 18}]}]\n"
    with pytest.raises(InputError, match=r"pakket.yaml, regel 4.*regel 18 bestaat niet.*Kies uit: 17, 40"):
        load("id: p\ntitle: Plan\nextends: basis.yaml\n" + change)


@pytest.mark.usefixtures("base")
def test_a_list_over_a_package_without_one_keeps_what_that_names(load: Load) -> None:
    lists = "blocks: [{key: B4, title: Zand}]\nlines: [{number: 12, title: Klei}]\n"
    contents = load("id: p\ntitle: Plan\nextends: dijken.yaml\n" + lists + measures((4, 12))).contents
    assert [(block.key, block.title) for block in contents.blocks] == [("B1", "Blok 1"), ("B4", "Zand")]
    assert [line.number for line in contents.lines] == [11, 12]
    with pytest.raises(InputError, match="het blok 'B5'"):
        load("id: p\ntitle: Plan\nextends: dijken.yaml\n" + lists + measures((5, 12)))


def test_a_measure_that_a_line_pays_for_may_be_switched_off(load: Load, tmp_path: Path) -> None:
    (tmp_path / "basis.yaml").write_text("id: b\ntitle: Basis\n" + OUTLINE + measures(("B9", 17), ("water", 40)))
    package = load("id: p\ntitle: Plan\nextends: basis.yaml\nswitch_off: [M-2]\n")
    assert [entry.line for entry in package.contents.reserved] == [40]
    assert reserved_measures(package, 40) == ()


def test_a_switched_off_measure_leaves_no_block(load: Load, base: Path) -> None:
    assert keys(load_package(base)) == ["B1"]
    text = "id: p\ntitle: Plan\nextends: dijken.yaml\nswitch_off: [D-1, D-2]\n" + measures((11, 12))
    assert keys(load(text)) == ["B11"]


def with_blocks(load: Load, *keys: str) -> LoadedPackage:
    blocks = ", ".join(f"{{key: {key}, title: Titel {key}}}" for key in keys)
    return load(f"id: p\ntitle: Plan\nblocks: [{blocks}]\n")


@pytest.mark.parametrize(
    ("asked", "key"),
    [("B3", "B3"), ("b3", "B3"), ("3", "B3"), (" 3 ", "B3"), ("WATER", "water"), ("water", "water"), ("b12", "B12")],
)
def test_the_name_of_a_block(load: Load, asked: str, key: str) -> None:
    assert block_key(asked, with_blocks(load, "B3", "B12", "water")) == key


@pytest.mark.parametrize("asked", ["B4", "4", "wter", "", "-3", "\x00"])
def test_a_name_of_no_block_lists_them(load: Load, asked: str) -> None:
    with pytest.raises(InputError, match=r"zit niet in dit pakket.*Kies uit: B33 \(Titel B33\), water \(Titel water\)"):
        block_key(asked, with_blocks(load, "B33", "water"))


def test_blocks_sort_by_number() -> None:
    assert sorted(["B10", "B2", "kust", "B1"], key=natural) == ["B1", "B2", "B10", "kust"]


def test_the_letters_are_a_document(load: Load) -> None:
    start = f"measures:\n  - id: M-1\n    source: {{document: brief, {PLACE}}}\n"
    measure = start + "    title: Een maatregel\n    status: process\n    why: Alleen praten.\n"
    head = "id: p\ntitle: Plan\ndocuments: [{id: brief, title: Brief, date: 2025-12-05}]\n"
    with pytest.raises(InputError, match="geef block"):
        load(head + measure)
    package = load(head + measure + "    block: 2\n")
    assert package.measures[0].attributed_block == "B2"
    assert package.measures[0].places[0].key == ("brief", "", "1", "A", "item", 1)


def test_figures_of_its_own(load: Load, tmp_path: Path) -> None:
    (tmp_path / "cijfers.yaml").write_text("a: 1\n")
    package = load(BASE + "figures: cijfers.yaml\n")
    assert package.figures == (tmp_path / "cijfers.yaml",)
    assert [name for name, _ in package.files] == ["dijken/pakket.yaml", "dijken/cijfers.yaml"]
    with pytest.raises(InputError, match=r"'weg.yaml' bestaat niet.*map van dit pakket"):
        load(BASE + "figures: weg.yaml\n")
    with pytest.raises(InputError, match="dezelfde map"):
        load(BASE + "figures: ../weg.yaml\n")
