"""Files for people: the same bytes twice, numbers as numbers, and nothing that a spreadsheet would run."""

import csv
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest
import report_house as house

from bouwstenen.core.errors import InputError
from bouwstenen.report.files import csv_text, image, table_csv, write_files, write_images
from bouwstenen.report.workbook import safe, write_workbook
from bouwstenen.views import Part, Section, Table, numbers, row, text

NAMES = {"rapport.html", "effecten.csv", "dekking.csv", "tabellen.xlsx"}
_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def files(folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    write_files(house.made(), folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def sheets(path: Path) -> dict[str, list[list[str | float]]]:
    """Cells of a workbook by sheet, read from its XML: numbers as numbers, text as text."""
    with zipfile.ZipFile(path) as book:
        shared = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314
        texts = ["".join(item.itertext()) for item in shared.findall("m:si", _NS)]
        names = [s.attrib["name"] for s in ET.fromstring(book.read("xl/workbook.xml")).iterfind(".//m:sheet", _NS)]  # noqa: S314
        found: dict[str, list[list[str | float]]] = {}
        for place, name in enumerate(names, 1):
            sheet = ET.fromstring(book.read(f"xl/worksheets/sheet{place}.xml"))  # noqa: S314
            assert sheet.find(".//m:f", _NS) is None, "no cell is a formula"
            found[name] = [
                [
                    texts[int(c.findtext("m:v", "", _NS))] if c.get("t") == "s" else float(c.findtext("m:v", "", _NS))
                    for c in line.findall("m:c", _NS)
                ]
                for line in sheet.iterfind(".//m:row", _NS)
            ]
    return found


def workbook(tmp_path: Path, *tables: Table) -> dict[str, list[list[str | float]]]:
    path = tmp_path / "x.xlsx"
    write_workbook([Section(key="a", title="Deel", parts=(Part(key="p", title="", tables=tables),))], path)
    return sheets(path)


def test_a_run_gives_the_same_files_twice(tmp_path: Path) -> None:
    first = files(tmp_path / "a")
    assert set(first) == NAMES
    assert files(tmp_path / "b") == first


def test_results_and_coverage_hold_every_row(tmp_path: Path) -> None:
    found = files(tmp_path / "a")
    effects = pl.read_csv(found["effecten.csv"])
    assert effects.columns == house.rows().columns
    assert effects["package"].to_list() == [1.0]
    places = list(csv.DictReader(io.StringIO(found["dekking.csv"].decode())))
    assert [place["outcome"] for place in places] == ["computed", "computed; planned", "context"]
    assert places[1]["measures"] == "M-02; M-03"


def test_coverage_without_places_keeps_its_head(tmp_path: Path) -> None:
    write_files(house.made(tables={}), tmp_path)
    assert (tmp_path / "dekking.csv").read_text().startswith("document,block,section,heading,kind,number,hash")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_file_starts_a_formula(start: str, tmp_path: Path) -> None:
    bad = f'{start}HYPERLINK("http://x")'
    frame = pl.DataFrame({"reason": [bad, "gewoon"], "n": [-1.0, 2.0]})
    read = list(csv.reader(io.StringIO(csv_text(frame), newline="")))
    assert read[1:] == [[f"'{bad}", "-1.0"], ["gewoon", "2.0"]]
    table = Table(caption=bad, unit="", columns=(text(bad), *numbers(bad)), rows=(row(bad, bad),))
    for line in csv.reader(io.StringIO(table_csv(table), newline="")):
        assert all(cell.startswith("'") for cell in line)
    for cells in workbook(tmp_path, table).values():
        assert not any(str(cell).startswith(("=", "+", "-", "@")) for line in cells for cell in line)


@pytest.mark.parametrize(
    ("given", "written"),
    [("+1,0 tot +2,0", "+1,0 tot +2,0"), ("−1", "−1"), ("+1+cmd|x!A0", "'+1+cmd|x!A0"), ("gewoon", "gewoon"), ("", "")],
)
def test_bands_and_numbers_are_no_formulas(given: str, written: str) -> None:
    assert safe(given) == written


def test_a_workbook_has_a_sheet_a_table_with_units_and_numbers(tmp_path: Path) -> None:
    found = workbook(tmp_path, house.plain_table(), house.wide_table())
    assert list(found) == ["Inhoud", "1 Saldo per jaar", "2 Groepen"]
    assert found["Inhoud"][1] == ["1 Saldo per jaar", "Deel", "Saldo per jaar", "% bbp"]
    head, columns, group, first, second, total = found["1 Saldo per jaar"]
    assert head == ["Saldo per jaar (% bbp)"]
    assert columns == ["jaar", "pakket: zonder", "pakket: met"]
    assert group == ["kop"]
    assert first == [2026.0, -1.0, -1.5]
    # Where a row brings raw numbers they are written, not the rounded text.
    assert second == [2031.0, -2.0123, -3.2456]
    assert total == ["som", -3.0, -4.7]
    assert found["2 Groepen"][2] == [
        "alleenstaande ouders",
        -12345678.9,
        0.0,
        98765432.1,
        "een lange uitleg van woorden",
    ]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1.234", 1234.0),
        ("12,5%", 12.5),
        ("+3", 3.0),
        ("2030", 2030.0),
        ("–", "–"),
        ("1,0 tot 2,0", "1,0 tot 2,0"),
        ("1.23", "1.23"),
    ],
)
def test_text_of_a_column_of_numbers_becomes_a_number_when_it_is_one(
    said: str, value: str | float, tmp_path: Path
) -> None:
    table = Table(caption="t", unit="", columns=(text("a"), *numbers("b")), rows=(row("x", said),))
    assert workbook(tmp_path, table)["1 t"][2] == ["x", value]


def test_words_that_look_like_numbers_stay_words(tmp_path: Path) -> None:
    table = Table(caption="t", unit="", columns=(text("a"), text("b")), rows=(row("40", "12,5"),))
    assert workbook(tmp_path, table)["1 t"][2] == ["40", "12,5"]


def test_odd_captions_make_sheets_with_names_of_their_own(tmp_path: Path) -> None:
    odd = [house.plain_table(f"{'Een lange titel van [een] tabel: wat/hoe? * '}{n}'") for n in range(3)]
    found = workbook(tmp_path, *odd)
    assert len(found) == 4
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in found)


def test_a_table_that_chart_and_text_share_stands_there_once(tmp_path: Path) -> None:
    write_workbook([house.money_section()], tmp_path / "x.xlsx")
    assert list(sheets(tmp_path / "x.xlsx")) == ["Inhoud", "1 Saldo per jaar", "2 Alle jaren"]


def test_charts_are_images_and_tables_beside_the_report(tmp_path: Path) -> None:
    paths = write_images(house.made(), tmp_path)
    assert [path.name for path in paths] == ["money-balance.svg", "money-balance.csv"]
    picture = ET.fromstring(paths[0].read_text(encoding="utf-8"))  # noqa: S314
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    lines = paths[1].read_text(encoding="utf-8").splitlines()
    assert lines[0] == "jaar,pakket: zonder,pakket: met"
    assert lines[2] == '2026,"−1,0","−1,5"'
    assert image(house.saldo()).count("xmlns=") == 1


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "vol").write_text("")
    with pytest.raises(InputError):
        write_images(house.made(), tmp_path / "vol")
