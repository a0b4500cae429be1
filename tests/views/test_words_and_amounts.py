"""Words for codes, and numbers as tables write them."""

import math
from pathlib import Path
from typing import get_args

import pytest

from bouwstenen.core.texts import read_texts
from bouwstenen.views import Words, load_words
from bouwstenen.views import words as words_module
from bouwstenen.views.amounts import band, by_size, euros, pct, plural, prices, share, thousands

SHARED = Path(words_module.__file__).parent.parent / "texts" / "nl.po"
UNITS = [
    "bn_eur",
    "m_eur",
    "eur_per_year",
    "eur_per_month",
    "pct_gdp",
    "pct",
    "pp",
    "persons",
    "persons_per_year",
    "households",
    "homes",
    "places",
    "ratio",
    "months",
    "weeks",
    "years",
    "hours",
    "km",
    "ha",
    "days",
    "count",
    "per_100",
    "index",
]


def test_every_code_that_all_models_share_has_words() -> None:
    texts = read_texts(SHARED)
    wanted = {f"unit.{unit}" for unit in UNITS}
    wanted |= {f"reading.{name}" for name in ("narrow", "central", "wide")}
    wanted |= {f"ledger.{name}" for name in ("document", "esa", "none")}
    wanted |= {f"question.{name}" for name in ("cost", "who", "fit")}
    wanted |= {f"confidence.{letter}" for letter in "ABCDE"}
    from bouwstenen.models.protocol import Payer

    wanted |= {f"payer.{name}" for name in get_args(Payer)}
    from bouwstenen.agreement.schema import Status

    for status in (*get_args(Status), "no_effect"):
        wanted |= {f"status.{status}", f"status_meaning.{status}"}
    assert wanted <= texts.keys()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("unit.bn_eur", "mld euro"),
        ("unit.m_eur", "mln euro"),
        ("unit.pct_gdp", "% bbp"),
        ("reading.narrow", "krappe lezing"),
        ("reading.wide", "ruime lezing"),
        ("pm.low", "met PM laag"),
        ("pm.high", "met PM hoog"),
        ("esa.D.41", "rente"),
        ("esa.F.4", "lening"),
        ("timing.one_off", "eenmalig"),
        ("payer.municipality", "gemeenten"),
        ("confidence.E", "niet nagegaan"),
        ("question.who", "Wie merkt het?"),
    ],
)
def test_codes_mean_what_they_say(code: str, said: str) -> None:
    assert load_words()(code) == said


def test_a_package_has_the_last_word_and_brings_its_own() -> None:
    words = load_words({"unit.homes": "huizen", "block.B9": "Kunst"})
    assert words("unit.homes") == "huizen"
    assert words("block.B9") == "Kunst"
    assert load_words()("unit.homes") == "woningen"


def test_models_bring_their_words_and_no_code_has_two_meanings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    for folder, code in (("texts", "unit.km"), ("models/a/texts", "indicator.a.x")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "nl.po").write_text(f'{head}msgid "{code}"\nmsgstr "woord"\n', encoding="utf-8")
    monkeypatch.setattr(words_module, "_ROOT", tmp_path)
    assert load_words().texts == {"unit.km": "woord", "indicator.a.x": "woord"}
    (tmp_path / "models/b/texts").mkdir(parents=True)
    (tmp_path / "models/b/texts/nl.po").write_text(f'{head}msgid "unit.km"\nmsgstr "woord"\n', encoding="utf-8")
    assert load_words()("unit.km") == "woord"
    (tmp_path / "models/c/texts").mkdir(parents=True)
    (tmp_path / "models/c/texts/nl.po").write_text(f'{head}msgid "unit.km"\nmsgstr "x"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"c/texts/nl.po: code 'unit.km'"):
        load_words()


def test_units_carry_their_price_level() -> None:
    words = Words({"unit.bn_eur": "mld euro"})
    assert words.unit("bn_eur", 2025) == "mld euro, prijzen van 2025"
    assert words.unit("bn_eur") == "mld euro"
    assert words.unit("mystery") == "mystery"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (pct(12.34), "12,3"),
        (pct(-0.04), "0,0"),
        (pct(2.0, signed=True), "+2,0"),
        (pct(math.nan), "–"),
        (share(0.081), "8,1"),
        (share(-0.081, signed=True), "−8,1"),
        (thousands(0.0), "0"),
        (thousands(1500.0), "1,5"),
        (thousands(17_460_000.0), "17.460"),
        (thousands(-25_000.0, signed=True), "−25"),
        (euros(994.6), "995"),
        (euros(12_345.0), "12.340"),
        (euros(-12_346.0, signed=True), "−12.350"),
        (band("1,0", "2,0"), "1,0 tot 2,0"),
        (band("1,0", "1,0"), "1,0"),
        (band("–", "2,0"), "–"),
        (by_size(36_000.4), "36.000"),
        (by_size(36.44), "36,4"),
        (by_size(0.1234), "0,123"),
        (prices(2026), "prijzen van 2026"),
        (plural(0, "maatregel", "maatregelen"), "0 maatregelen"),
        (plural(1, "maatregel", "maatregelen"), "1 maatregel"),
        (plural(2000, "maatregel", "maatregelen"), "2.000 maatregelen"),
    ],
)
def test_numbers_as_tables_write_them(written: str, said: str) -> None:
    assert written == said
