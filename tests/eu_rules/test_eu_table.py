"""The input table: what is read, and how wrong input is named."""

import contextlib
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.core.errors import InputError
from bouwstenen.facts import load_facts
from bouwstenen.models.eu_rules.columns import registry
from bouwstenen.models.eu_rules.editions import FOLDER
from bouwstenen.models.eu_rules.inputs import lay_out
from bouwstenen.models.eu_rules.parameters import Parameters, parameters
from bouwstenen.models.eu_rules.shocks import read_shocks
from bouwstenen.models.eu_rules.table import CountryTable, read_table

DATA = Path(__file__).parent / "data"


def test_public_layout_is_read_as_it_is() -> None:
    table = read_table(FOLDER / "NLD_2024_04.csv")
    assert table.country == "NLD"
    assert table.constants["interest_rate_lt_t10"] == pytest.approx(3.006499)
    assert table.known("ageing_cost")[2070] == pytest.approx(24.522992)
    assert 0 not in table.known("debt_total")


def test_yaml_gives_the_same_as_csv(tmp_path: Path) -> None:
    table = read_table(DATA / "FRA_2024.csv")
    lines = [
        "country: FRA",
        "constants:",
        *(f"  {name}: {value}" for name, value in table.constants.items()),
        "series:",
    ]
    for name, values in table.series.items():
        lines += [f"  {name}:", *(f"    {year}: {value}" for year, value in values.items())]
    file = tmp_path / "frankrijk.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = read_table(file)
    assert dict(found.constants) == dict(table.constants)
    assert {name: dict(values) for name, values in found.series.items()} == {
        name: dict(values) for name, values in table.series.items()
    }


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    text = (DATA / "FRA_2024.csv").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "land.csv"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ageing_cost", "agening_cost", "Bedoelde u 'ageing_cost'?"),
        (",nominal_gdp,", ",debt_ratio,", "deze kolom staat er twee keer"),
        ("FRA,2024,", "FRA,twintig,", "de waarde twintig is geen jaar"),
        ("FRA,2024,", "FRA,2023,", "het jaar 2023 staat er twee keer"),
        ("2901.679", "2,901.679", "waarden; er zijn"),
        ("2901.679", "2901,679", "waarden; er zijn"),
        ("2901.679", "veel", "regel 9, sleutel 'nominal_gdp': de waarde veel is geen getal"),
        ("2901.679", "-2901.679", "de waarde -2901.68 kan niet kloppen"),
        ("112.41", "nan", "is geen getal"),
        ("FRA,0,0.63,0.1,", "FRA,0,0.63,,", "debt_st_share': dit gegeven ontbreekt"),
        ("FRA,0,0.63,0.1,", "FRA,0,0.63,10,", "een getal van 0 tot en met 1"),
        ("FRA,0,0.63", "FRA,2030,0.63", "hoort in de regel met jaar 0"),
        (",2024,2025,1,", ",2024.5,2025,1,", "is geen jaar"),
    ],
)
def test_wrong_values_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_table(_changed(tmp_path, old, new))
    assert message in str(caught.value)
    assert "land.csv" in str(caught.value)


def test_several_countries_need_a_choice(tmp_path: Path) -> None:
    file = tmp_path / "landen.csv"
    rows = (DATA / "FRA_2024.csv").read_text(encoding="utf-8").splitlines()
    both = [*rows, *(row.replace("FRA", "DEU") for row in rows if row.startswith("FRA"))]
    file.write_text("\n".join(both), encoding="utf-8")
    assert read_table(file, "DEU").country == "DEU"
    with pytest.raises(InputError, match="Kies uit: DEU, FRA"):
        read_table(file)
    with pytest.raises(InputError, match="Bedoelde u 'FRA'"):
        read_table(file, "FRAU")


def test_yaml_names_the_nearest_key(tmp_path: Path) -> None:
    file = tmp_path / "land.yaml"
    file.write_text("country: X\nconstants: {debt_st_shar: 0.1}\nseries: {}\n", encoding="utf-8")
    with pytest.raises(InputError, match="debt_st_share"):
        read_table(file)


@pytest.mark.parametrize(
    ("series", "years", "message"),
    [
        ("potential_gdp_growth", (2030,), "het jaar 2030 ontbreekt"),
        ("ageing_cost", (2035,), "het jaar 2035 ontbreekt"),
        ("structural_primary_balance", (2024,), "het jaar 2024 ontbreekt"),
        ("fiscal_balance", (2024,), "sleutel 'fiscal_balance': het jaar 2024 ontbreekt"),
        ("debt_ratio", (2024,), "de schuld in 2024 ontbreekt"),
        ("implicit_interest_rate", (2025,), "ontbreekt"),
        ("real_gdp", (2024, 2025, 2026, 2027, 2028), "de output gap in 2024 is niet bekend"),
    ],
)
def test_missing_years_are_named(
    france: CountryTable, figures: Parameters, series: str, years: tuple[int, ...], message: str
) -> None:
    known = {year: value for year, value in france.known(series).items() if year not in years}
    broken = CountryTable(france.country, france.title, france.constants, {**france.series, series: known}, france.file)
    with pytest.raises(InputError) as caught:
        lay_out(broken, figures, 4)
    assert message in str(caught.value)


def test_start_after_the_forecast_is_refused(france: CountryTable, figures: Parameters) -> None:
    later = france.with_values(series={"structural_primary_balance": {2026: -2.5}, "fiscal_balance": {2026: -5.0}})
    later = later.with_values(series={"debt_ratio": {2026: 115.0}})
    with pytest.raises(InputError, match="de raming houdt op in 2025"):
        lay_out(later, figures, 4, start=2027)


def test_stock_flow_without_gdp_is_refused(france: CountryTable, figures: Parameters) -> None:
    series = {name: values for name, values in france.series.items() if name != "nominal_gdp"}
    broken = CountryTable(france.country, france.title, france.constants, series, france.file)
    with pytest.raises(InputError, match="stock_flow"):
        lay_out(broken, figures, 4)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_clear_error(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("x.csv", "x.yaml"):
            file = Path(folder) / name
            file.write_text(text, encoding="utf-8", errors="replace")
            with pytest.raises(InputError):
                read_table(file)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_mutated_tables_never_crash(data: st.DataObject) -> None:
    text = (DATA / "FRA_2024.csv").read_text(encoding="utf-8")
    place = data.draw(st.integers(0, len(text) - 1))
    size = data.draw(st.integers(0, 12))
    piece = data.draw(st.text(alphabet="0123456789.,-eE\nFRA ,#", max_size=8))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.csv"
        file.write_text(text[:place] + piece + text[place + size :], encoding="utf-8")
        # Any other exception than InputError fails the test.
        with contextlib.suppress(InputError):
            inputs = lay_out(read_table(file), _figures(), 4)
            assert np.isfinite(inputs.potential).all()


def _figures() -> Parameters:
    return parameters(load_facts())


def test_shocks_are_clipped_and_described() -> None:
    """Variances and correlation of the two rates as computed elsewhere from the same quarters."""
    found = read_shocks(DATA / "NLD_shocks.csv", "NLD", last="2024Q4")
    assert found["shock_variance_short_rate"] == pytest.approx(0.0556, abs=0.0005)
    assert found["shock_variance_long_rate"] == pytest.approx(0.0598, abs=0.0005)
    assert found["shock_correlation_short_long"] == pytest.approx(0.420, abs=0.005)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("PRIMARY_BALANCE", "PRIMAIRY_BALANCE", "de kolom primary_balance ontbreekt"),
        ("NLD,2000Q3", "NLD,2000-3", "is geen kwartaal"),
        ("-1.1774", "x", "de waarde x is geen getal"),
    ],
)
def test_wrong_shocks_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / "schokken.csv"
    text = (DATA / "NLD_shocks.csv").read_text(encoding="utf-8")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_shocks(file, "NLD")
    assert message in str(caught.value)


def test_too_few_shocks_are_refused() -> None:
    with pytest.raises(InputError, match="er zijn 0 kwartalen voor XYZ"):
        read_shocks(DATA / "NLD_shocks.csv", "XYZ")


def test_half_a_covariance_is_refused(france: CountryTable, figures: Parameters) -> None:
    with pytest.raises(InputError, match="Geef alle varianties en samenhangen, of geen"):
        lay_out(france.with_values({"shock_variance_growth": 1.0}), figures, 4)


def test_every_column_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "models" / "eu_rules.md").read_text(encoding="utf-8")
    assert [name for name in registry().names() if f"`{name}`" not in text] == []
