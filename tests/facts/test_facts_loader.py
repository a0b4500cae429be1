"""The facts room: vintages, provenance, own figures and clear errors."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.core.files import file_digest
from bouwstenen.facts import DEFAULT_VINTAGE, Facts, load_facts, vintages
from bouwstenen.facts.loader import DATA_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = """
sources:
  bron: {publisher: P, document: D, where: W}
figures:
  rente: {title: Rente, value: 3.0, unit: "%", source: bron, confidence: A, year: 2025}
"""
SERIES = """# key: room
# index: year
# confidence: B
# source: {publisher: P, document: D}
# columns:
#   groei: {title: Groei, unit: "%"}
year,groei
2024,1.5
2025,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vintage `a` with one figure and one series."""
    home = tmp_path / "a"
    home.mkdir()
    (home / "vintage.yaml").write_text("title: Eerste\n")
    (home / "room.yaml").write_text(FIGURES)
    (home / "path.csv").write_text(SERIES)
    return tmp_path


def load(folder: Path, vintage: str = "a", overrides: Path | None = None) -> Facts:
    return load_facts(vintage, overrides, folder=folder)


def test_reads_figures_and_series(folder: Path) -> None:
    facts = load(folder)
    assert facts.value("room.rente") == 3.0
    assert facts.figure("room.rente").source.where == "W"
    assert facts.series("room.groei").known() == {2024: 1.5}
    assert facts.series("room.groei").at(2025) is None
    assert [row.key for row in facts.figures()] == ["room.groei", "room.rente"]


def test_files_prove_what_was_read(folder: Path) -> None:
    files = dict(load(folder).files)
    assert files == {f"a/{n}": file_digest(folder / "a" / n) for n in ("vintage.yaml", "room.yaml", "path.csv")}


def test_a_vintage_holds_only_what_differs(folder: Path) -> None:
    newer = folder / "b"
    newer.mkdir()
    (newer / "vintage.yaml").write_text("title: Tweede\nextends: a\n")
    (newer / "room.yaml").write_text(FIGURES.replace("value: 3.0", "value: 4.0"))
    facts = load(folder, "b")
    assert facts.title == "Tweede"
    assert facts.value("room.rente") == 4.0
    assert facts.series("room.groei").at(2024) == 1.5
    assert [name for name, _ in facts.files if name.startswith("a/")]


def test_own_figures_replace_and_are_marked(folder: Path) -> None:
    own = folder / "eigen.yaml"
    own.write_text("room.rente: 2.5\nroom.groei: {2025: 2}\n")
    facts = load(folder, overrides=own)
    assert facts.value("room.rente") == 2.5
    assert facts.figure("room.rente").source.publisher == "gebruiker"
    assert facts.figure("room.rente").doubtful
    assert facts.series("room.groei").known() == {2024: 1.5, 2025: 2.0}
    assert facts.files[-1] == ("eigen.yaml", file_digest(own))
    assert load(folder).value("room.rente") == 3.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("room.rnte: 2.5\n", ["room.rente", "eigen.yaml", "regel 1"]),
        ("room.rente: hoog\n", ["geen getal"]),
        ("room.rente: true\n", ["geen getal"]),
        ("room.rente: {2025: 2.5}\n", ["geen getal"]),
        ("room.groei: 2.5\n", ["jaar: getal"]),
        ("room.groei: {2030: 2.5}\n", ["2024 tot en met 2025"]),
        ("room.groei: {2025: nee}\n", ["geen getal"]),
        ("- 1\n", ["geen sleutels"]),
        ("room.rente: 1\nroom.rente: 2\n", ["twee keer"]),
    ],
)
def test_wrong_own_figures_are_refused(folder: Path, text: str, words: list[str]) -> None:
    own = folder / "eigen.yaml"
    own.write_text(text)
    with pytest.raises(InputError) as error:
        load(folder, overrides=own)
    assert all(word in str(error.value) for word in words)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("room.yaml", "source: bron", "source: bronn", ["bron'"]),
        ("room.yaml", "value: 3.0", "value: veel", ["geen getal", "regel 5"]),
        ("room.yaml", "confidence: A", "confidence: F", ["A, B, C, D, E"]),
        ("room.yaml", "unit:", "unitt:", ["'unit'"]),
        ("path.csv", "2024,1.5", "2024,1,5", ["3 waarden", "regel 8"]),
        ("path.csv", "2024,1.5", "2024,veel", ["geen getal"]),
        ("path.csv", "2024,1.5", "2024,nan", ["geen getal"]),
        ("path.csv", "2024,1.5", "2026,1.5", ["staat niet na 2026"]),
        ("path.csv", "2024,1.5", "later,1.5", ["geen geheel getal"]),
        ("path.csv", "year,groei", "year,gro", ["groei"]),
        ("path.csv", "year,groei", "jaar,groei", ["eerste kolom"]),
        ("path.csv", "#   groei:", "#   groei: {title: G, unit: m}\n#   krimp:", ["krimp"]),
        ("path.csv", "# index: year\n", "", ["index"]),
        ("vintage.yaml", "title", "titel", ["'title'"]),
        ("vintage.yaml", "title: Eerste", "title: Eerste\nextends: z", ["'z'"]),
        ("vintage.yaml", "title: Eerste", "title: Eerste\nextends: a", ["naar elkaar"]),
    ],
)
def test_wrong_files_are_refused(folder: Path, file: str, old: str, new: str, words: list[str]) -> None:
    path = folder / "a" / file
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(InputError) as error:
        load(folder)
    assert all(word in str(error.value) for word in words), str(error.value)


def test_missing_keys_name_the_nearest(folder: Path) -> None:
    facts = load(folder)
    with pytest.raises(InputError, match=r"room\.rente"):
        facts.value("room.rent")
    with pytest.raises(InputError, match=r"room\.groei"):
        facts.series("room.groe")
    with pytest.raises(InputError, match="Kies uit: a"):
        load(folder, "c")


def test_two_vintages_that_extend_each_other_are_refused(folder: Path) -> None:
    shutil.copytree(folder / "a", folder / "b")
    (folder / "a" / "vintage.yaml").write_text("title: A\nextends: b\n")
    (folder / "b" / "vintage.yaml").write_text("title: B\nextends: a\n")
    with pytest.raises(InputError, match="naar elkaar"):
        load(folder)


@pytest.mark.parametrize("vintage", vintages())
def test_shipped_figures_have_a_source(vintage: str) -> None:
    rows = load_facts(vintage).figures()
    assert rows
    for row in rows:
        assert row.title
        assert row.unit
        assert row.source.publisher
        assert row.source.document


def test_shipped_default_exists() -> None:
    assert DEFAULT_VINTAGE in vintages(DATA_FOLDER)


@pytest.mark.parametrize(
    ("vintage", "growth_2030", "terms_2031", "long_rate", "inflation"),
    [("2025_05", 1.133, -0.150, 3.498, 2.158), ("2025_10", 1.114, 0.039, 3.894, 2.091)],
)
def test_vintages_differ_where_their_sources_do(
    vintage: str, growth_2030: float, terms_2031: float, long_rate: float, inflation: float
) -> None:
    facts = load_facts(vintage)
    assert facts.series("public_finance.potential_growth").at(2030) == pytest.approx(growth_2030, abs=0.0005)
    assert facts.series("public_finance.tax_and_property_income").at(2031) == pytest.approx(terms_2031, abs=0.0005)
    assert facts.value("public_finance.forward_long_rate") == pytest.approx(long_rate, abs=0.0005)
    assert facts.value("public_finance.forward_inflation") == pytest.approx(inflation, abs=0.0005)


@pytest.mark.parametrize(
    ("year", "cost"), [(2024, 20.994), (2030, 21.663), (2045, 23.322), (2060, 23.707), (2070, 24.523)]
)
def test_cost_of_ageing_is_that_of_the_ageing_report(year: int, cost: float) -> None:
    assert load_facts().series("public_finance.ageing_cost").at(year) == pytest.approx(cost, abs=0.0005)
