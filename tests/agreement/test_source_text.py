"""Places of the source text, on a small fictional text with every trap of the real one."""

import hashlib
from pathlib import Path

import pytest

from bouwstenen.agreement.source_text import Place, normalise, parse_source, text_hash
from bouwstenen.core.errors import InputError

TEXT = """\
Aan de leden

3 mei 2031

De bond vraagt aandacht voor water. Vanaf 2033 is er te weinig. Dat is jammer.

### **Vervolg**

In 1999 lukte het ook.

# Plannen voor Waterland

# Inhoudsopgave

<b>1: Bouwsteen Dijken</b>	<b>3</b>

# 1: Bouwsteen Dijken

## Gesteund door

![](_page_1_Picture.jpeg)

De zee stijgt met 4 millimeter per jaar. Niemand let op.

## 1.1 Tekst voor het regeerprogramma

Het kabinet gaat dijken bouwen in 2032.

### **Hogere dijken**

- De dijken gaan **omhoog** met 2 meter
en worden breder.
- Er komt een _plan_, maar het loopt

door op de volgende bladzijde.

- Een lange wens die

![](_page_2_Picture.jpeg)

<sup>1</sup> Zie de brief van 2030.

**verder** gaat onder een plaatje en een voetnoot.

Dit is een alinea met 7 woorden.

- We bouwen met:
  - klei
  - zand

1. Eerst klei.
<sup>2</sup> Kleiboek, 2030.
2. Dan zand; 1.000 kuub.

rij	met	tabs

## **1.2 De opgave**

- Er zijn 12 gemalen. Ze zijn oud! Van de 12 staan er 3 stil.

---

<sup>2</sup> Gemalenboek | 2029

# 2. Bouwsteen Sloten

### 2.1. Tekst voor het regeerakkoord

#### Schoon

- Schone sloten.

### Diep

- Diepe sloten.

#### 1. Heel korte termijn

In 3 dagen klaar.

# 3: Geld

## Inventarisatie investeringsagenda 2050 en het effect in 2026-2030

De bedragen zijn voorlopig.

<b>Kader 2026-2030</b>	<b>Structureel</b>
	<b>Nat</b>
1	Dijken	2,0
2	Sloten	PM

	<b>Totaal</b>	<b>2,0 + PM</b>
	<b>Terug</b>	<b>PM</b>

## Onderbouwing

<b>Nr.</b>	<b>Bron</b>
1	Dijkenboek

Nr.	Bron
2	Slotenboek 2030
	Slotopmerking zonder cijfers.

## Tekst voor regeerprogramma

### Kerntekst

We gaan schoon en diep.

### **Tekst regeerprogramma**

Zoals gezegd.
"""


@pytest.fixture
def places(tmp_path: Path) -> list[Place]:
    file = tmp_path / "tekst.md"
    file.write_text(TEXT, encoding="utf-8")
    return parse_source(file)


def at(places: list[Place], heading: str, kind: str) -> list[str]:
    """The texts of the places of one kind under one heading, checked to be numbered from 1."""
    found = [place for place in places if (place.heading, place.kind) == (heading, kind)]
    assert [place.number for place in found] == list(range(1, len(found) + 1))
    return [place.text for place in found]


def test_all_places_in_the_order_of_the_text(places: list[Place]) -> None:
    framework = "Inventarisatie investeringsagenda 2050 en het effect in 2026-2030"
    assert [place.key for place in places] == [
        ("brieven", "", "0", "", "figure", 1),
        ("brieven", "", "0", "", "figure", 2),
        ("brieven", "", "0", "Vervolg", "figure", 1),
        ("", "B1", "1", "Gesteund door", "figure", 1),
        ("", "B1", "1.1", "1.1 Tekst voor het regeerprogramma", "paragraph", 1),
        ("", "B1", "1.1", "Hogere dijken", "item", 1),
        ("", "B1", "1.1", "Hogere dijken", "item", 2),
        ("", "B1", "1.1", "Hogere dijken", "item", 3),
        ("", "B1", "1.1", "Hogere dijken", "paragraph", 1),
        ("", "B1", "1.1", "Hogere dijken", "item", 4),
        ("", "B1", "1.1", "Hogere dijken", "item", 5),
        ("", "B1", "1.1", "Hogere dijken", "item", 6),
        ("", "B1", "1.1", "Hogere dijken", "item", 7),
        ("", "B1", "1.1", "Hogere dijken", "item", 8),
        ("", "B1", "1.2", "1.2 De opgave", "figure", 1),
        ("", "B1", "1.2", "1.2 De opgave", "figure", 2),
        ("", "B1", "1.2", "1.2 De opgave", "figure", 3),
        ("", "B2", "2.1", "Schoon", "item", 1),
        ("", "B2", "2.1", "Diep", "item", 1),
        ("", "B2", "1", "1. Heel korte termijn", "figure", 1),
        ("", "B3", "3", framework, "figure", 1),
        ("", "B3", "3", framework, "line", 1),
        ("", "B3", "3", framework, "line", 2),
        ("", "B3", "3", framework, "figure", 2),
        ("", "B3", "3", "Onderbouwing", "note", 1),
        ("", "B3", "3", "Onderbouwing", "note", 2),
        ("", "B3", "3", "Onderbouwing", "note", 3),
        ("", "B3", "3", "Kerntekst", "paragraph", 1),
        ("", "B3", "3", "Tekst regeerprogramma", "paragraph", 1),
    ]


def test_items_nested_items_and_their_continuation(places: list[Place]) -> None:
    assert at(places, "Hogere dijken", "item") == [
        "De dijken gaan omhoog met 2 meter en worden breder.",
        "Er komt een plan, maar het loopt",
        "Een lange wens die",
        "We bouwen met:",
        "klei",
        "zand",
        "Eerst klei.",
        "Dan zand; 1.000 kuub.",
    ]


def test_a_continuation_after_a_page_break_is_no_paragraph(places: list[Place]) -> None:
    assert at(places, "Hogere dijken", "paragraph") == ["Dit is een alinea met 7 woorden."]


def test_sentences_with_a_figure_outside_the_programme_text(places: list[Place]) -> None:
    assert at(places, "", "figure") == ["3 mei 2031", "Vanaf 2033 is er te weinig."]
    assert at(places, "1.2 De opgave", "figure") == [
        "Er zijn 12 gemalen.",
        "Van de 12 staan er 3 stil.",
        "2 Gemalenboek | 2029",
    ]


def test_an_unnumbered_heading_below_the_programme_text_belongs_to_it(places: list[Place]) -> None:
    assert at(places, "Diep", "item") == ["Diepe sloten."]
    assert at(places, "1. Heel korte termijn", "item") == []


def test_rows_of_the_framework_and_its_notes(places: list[Place]) -> None:
    framework = "Inventarisatie investeringsagenda 2050 en het effect in 2026-2030"
    assert at(places, framework, "line") == ["1 Dijken 2,0", "2 Sloten PM"]
    assert at(places, framework, "figure") == ["Kader 2026-2030 Structureel", "Totaal 2,0 + PM"]
    assert at(places, "Onderbouwing", "note") == [
        "1 Dijkenboek",
        "2 Slotenboek 2030",
        "Slotopmerking zonder cijfers.",
    ]


def test_the_hash_is_of_the_words_only(places: list[Place]) -> None:
    item = next(place for place in places if place.key == ("", "B1", "1.1", "Hogere dijken", "item", 1))
    words = b"De dijken gaan omhoog met 2 meter en worden breder."
    assert item.hash == hashlib.sha256(words).hexdigest()[:12]
    assert item.hash == text_hash("  -  De *dijken* gaan <b>omhoog</b>  met __2__ meter\n en worden breder. ")
    assert item.hash != text_hash("De dijken gaan omhoog met 3 meter en worden breder.")


def test_normalise() -> None:
    assert normalise("12. **Vet** en <sup>1</sup>\n  - streep") == "Vet en 1 - streep"
    assert normalise("3-5 miljard") == "3-5 miljard"


def test_windows_line_ends_give_the_same_places(tmp_path: Path, places: list[Place]) -> None:
    file = tmp_path / "windows.md"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert parse_source(file) == places


def test_a_text_without_headings_has_no_programme(tmp_path: Path) -> None:
    file = tmp_path / "kaal.md"
    file.write_text("- niets\n\n- ook niets\n", encoding="utf-8")
    assert parse_source(file) == []


def test_an_unreadable_text_is_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="bestaat niet"):
        parse_source(tmp_path / "weg.md")
    (tmp_path / "latin.md").write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match="UTF-8"):
        parse_source(tmp_path / "latin.md")
