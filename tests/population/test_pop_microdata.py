"""Users' own tables: there and back, and what is said about faults."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.law import law_on, parameter_set
from bouwstenen.population.amounts import compute
from bouwstenen.population.build import build_chunk
from bouwstenen.population.inputs import PopulationInputs
from bouwstenen.population.microdata import read_microdata, write_microdata
from bouwstenen.population.take_up import TakeUp

PERSONS = {
    "huishouden": [5, 5, 3],
    "leeftijd": [40, 38, 70],
    "loon": [30_000.0, 0.0, 0.0],
    "fiscale_partners": [1, 1, 2],
}
HOUSEHOLDS = {"huishouden": [3, 5], "gewicht": [10.0, 20.0], "eigendom": [1, 2]}


def saved(folder: Path, persons: dict, households: dict) -> tuple[Path, Path]:
    paths = folder / "p.csv", folder / "h.csv"
    for path, table in zip(paths, (persons, households), strict=True):
        pl.DataFrame(table).write_csv(path)
    return paths


def test_a_small_table_is_read(tmp_path: Path) -> None:
    sample = read_microdata(*saved(tmp_path, PERSONS, HOUSEHOLDS), year=2026)
    assert sample.weight.tolist() == [20.0, 10.0]
    assert sample.household["eigendom"].tolist() == [2, 1]
    assert sample.person["leeftijd_maanden"].tolist() == [480, 456, 840]
    assert sample.person["geboortejaar"].tolist() == [1985, 1987, 1955]
    assert sample.person["gezin"].tolist() == [5, 5, 3]


def test_weights_of_users_are_respected(tmp_path: Path) -> None:
    """Twice the weight is twice the total of the law."""
    double = {**HOUSEHOLDS, "gewicht": [20.0, 40.0]}
    totals = []
    for table in (HOUSEHOLDS, double):
        sample = read_microdata(*saved(tmp_path, PERSONS, table))
        found = compute(sample, law_on("2026-01-01"), parameter_set().at("2026-01-01"), TakeUp())
        totals.append(float(sample.weight @ found["aow"]))
    assert totals[1] == pytest.approx(2.0 * totals[0])
    assert totals[0] > 0.0


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_written_and_read_back(inputs: PopulationInputs, tmp_path: Path, form: str) -> None:
    sample = build_chunk(inputs, 0, 1, 5, 300)
    again = read_microdata(*write_microdata(sample, tmp_path / "map", form), year=sample.year)
    for one, other in ((sample.person, again.person), (sample.household, again.household)):
        assert one.keys() == other.keys()
        for name, values in one.items():
            assert values.dtype == other[name].dtype
            assert np.array_equal(values, other[name])


@pytest.mark.parametrize(
    ("persons", "households", "said"),
    [
        ({"lonn": [1.0, 1.0, 1.0]}, {}, "Bedoelde u 'loon'"),
        ({"loon": ["a", "b", "c"]}, {}, "Gebruik getallen"),
        ({"loon": [1.0, None, 2.0]}, {}, "regel 3, sleutel 'loon': er is een lege cel"),
        ({"huishouden": [5, 3, 5]}, {}, "huishouden 5 staan niet bij elkaar"),
        ({"fiscale_partners": [1, 1, 1]}, {}, "fiscale_partners 1 ligt in meer dan één huishouden"),
        ({"geslacht": [0, 1, 7]}, {}, "de code 7 bestaat niet"),
        ({"gewicht": [1.0, 1.0, 1.0]}, {}, "onbekend in deze tabel"),
        ({}, {"gewicht": [1.0, -2.0]}, "het gewicht -2 is niet groter dan nul"),
        ({}, {"huishouden": [3, 4]}, "huishouden 4 heeft geen personen"),
        ({}, {"huishouden": [3, 3]}, "regel 3, sleutel 'huishouden': huishouden 3 heeft meer dan een rij"),
        ({}, {"eigendom": [1, 9]}, "Kies uit: 0 onbekend"),
        ({"leeftijd": [40.5, 38.0, 70.0]}, {}, "regel 2, sleutel 'leeftijd': de waarde '40.5' past niet"),
        ({"leeftijd": [40.0, float("nan"), 70.0]}, {}, "regel 3, sleutel 'leeftijd': de waarde 'nan' past niet"),
        ({"loon": ["1", "veel", "2"]}, {}, "regel 3, sleutel 'loon': de waarde 'veel' past niet"),
        ({"loon": [1.0, 2.0, float("nan")]}, {}, "regel 4, sleutel 'loon': deze waarde is oneindig of geen getal"),
        ({"loon": [1.0, 1e300, 0.0]}, {}, "regel 3, sleutel 'loon': de waarde 1e+300 kan niet"),
        ({"loon": [1.0, -5.0, 0.0]}, {}, "de waarde -5 kan niet. Gebruik getallen van 0 tot"),
        ({"loon": ["9" * 30] * 3}, {}, "regel 2, sleutel 'loon': dit getal is te groot"),
        ({"leeftijd": [40, 38, 4_000_000_000]}, {}, "regel 4, sleutel 'leeftijd': de waarde 4000000000 kan niet"),
        ({"student": ["ja", "nee", "nee"]}, {}, "de waarde 'ja' past niet in deze kolom. Gebruik true of false"),
        ({"kinderopvang_soort": [0, 7, 0]}, {}, "regel 3, sleutel 'kinderopvang_soort': de code 7 bestaat niet"),
        ({"leeftijd_maanden": [480, 38, 840]}, {}, "regel 3, sleutel 'leeftijd_maanden': de waarde 38 past niet"),
        ({"geboortejaar": [1985, 1987, 1985]}, {}, "past niet bij een leeftijd van 70 jaar in 2026"),
        ({}, {"trekking_bijstand": [0.5, 1.5]}, "Gebruik getallen van 0 tot en met 1."),
    ],
)
def test_faults_are_named(tmp_path: Path, persons: dict, households: dict, said: str) -> None:
    paths = saved(tmp_path, {**PERSONS, **persons}, {**HOUSEHOLDS, **households})
    with pytest.raises(InputError) as caught:
        read_microdata(*paths)
    assert said in str(caught.value)


GOOD = "huishouden,leeftijd,loon\n5,40,30000\n5,38,0\n3,70,0\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GOOD.replace(",", ";").encode(), "regel 1: de kolommen staan met een puntkomma uit elkaar"),
        (GOOD.replace(",", "\t").encode(), "regel 1: de kolommen staan met een tab uit elkaar"),
        (b"", "dit bestand is leeg"),
        (b"huishouden,leeftijd\n", "deze tabel is leeg"),
        (b"leeftijd,loon\n40,1\n", "de kolom 'huishouden' ontbreekt"),
        (GOOD.replace("38,0", "38,é").encode("latin-1"), "regel 3: dit bestand is geen UTF-8"),
        (GOOD.encode("utf-16"), "dit bestand is geen UTF-8"),
        (GOOD.replace("38,0", "38,0,5").encode(), "regel 3: deze regel heeft 4 cellen, de eerste regel 3"),
        (GOOD.replace("38,0", "38").encode(), "regel 3, sleutel 'loon': er is een lege cel"),
        (GOOD.replace("loon", "leeftijd").encode(), "de kolom 'leeftijd' staat er meer dan eens"),
        (GOOD.replace("5,38", '"5,38').encode(), "Controleer de aanhalingstekens"),
    ],
)
def test_a_bad_csv_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    persons, households = tmp_path / "p.csv", tmp_path / "h.csv"
    persons.write_bytes(content)
    pl.DataFrame(HOUSEHOLDS).write_csv(households)
    with pytest.raises(InputError) as caught:
        read_microdata(persons, households)
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(persons))


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    paths = saved(tmp_path, PERSONS, HOUSEHOLDS)
    paths[0].write_bytes(b"\xef\xbb\xbf" + paths[0].read_bytes())
    assert read_microdata(*paths).person["huishouden"].tolist() == [5, 5, 3]


def test_what_is_no_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = saved(tmp_path, PERSONS, HOUSEHOLDS)
    for name in ("map.csv", "map.parquet"):
        (tmp_path / name).mkdir()
        with pytest.raises(InputError, match="dit is een map"):
            read_microdata(tmp_path / name, paths[1])
    wrong = tmp_path / "p.parquet"
    wrong.write_bytes(paths[0].read_bytes())
    with pytest.raises(InputError, match="geen goede Parquet"):
        read_microdata(wrong, paths[1])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="niet te openen: geen toestemming"):
        read_microdata(*paths)


def test_rows_of_parquet_count_from_one(tmp_path: Path) -> None:
    paths = tmp_path / "p.parquet", tmp_path / "h.parquet"
    pl.DataFrame({**PERSONS, "geslacht": [0, 1, 7]}).write_parquet(paths[0])
    pl.DataFrame(HOUSEHOLDS).write_parquet(paths[1])
    with pytest.raises(InputError, match="regel 3, sleutel 'geslacht'"):
        read_microdata(*paths)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    paths = saved(tmp_path, PERSONS, {"huishouden": [3, 5]})
    with pytest.raises(InputError, match="de kolom 'gewicht' ontbreekt"):
        read_microdata(*paths)
    with pytest.raises(InputError, match="dit bestand bestaat niet"):
        read_microdata(tmp_path / "weg.csv", paths[1])
    with pytest.raises(InputError, match=r"Kies \.parquet of \.csv"):
        read_microdata(tmp_path / "p.xlsx", paths[1])
