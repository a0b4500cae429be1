"""WW, WIA and ZW computed from a daily wage, for who gives the kind of benefit instead of its amount."""

from __future__ import annotations

from bouwstenen.rules import Rounding, Table, helper, rule

WERK = "Werkloosheidswet, Wet WIA en Ziektewet"


@helper
def deel_van_klasse(arbeidsongeschiktheid: float, vanaf: Table, delen: Table) -> float:
    """Het deel dat hoort bij de hoogste klasse die begint op of onder de mate van arbeidsongeschiktheid."""
    gevonden = delen[0]
    for klasse in range(len(vanaf)):
        if arbeidsongeschiktheid >= vanaf[klasse]:
            gevonden = delen[klasse]
    return gevonden


@rule(law=WERK, article="Wfsv 17; WIA 13", unit="EUR/jaar", entity="person")
def dagloon_per_jaar(uitkering_dagloon: float, maximumdagloon: float, dagloon_dagen_per_jaar: float) -> float:
    """Dagloon tot het maximum, over een jaar (WW art. 45, WIA art. 13)."""
    return dagloon_dagen_per_jaar * min(uitkering_dagloon, maximumdagloon)


@rule(law=WERK, article="WW 42; WIA 59", unit="-", entity="person")
def uitkering_is_tijdelijk(uitkering_soort: int) -> bool:
    """Is WW of loongerelateerde WGA: hoger in de eerste maanden en van beperkte duur (WW art. 42, WIA art. 59)."""
    if uitkering_soort == 1:
        return True
    return uitkering_soort == 3


@rule(law=WERK, article="WW 47; WIA 61", unit="deel", entity="person")
def uitkering_deel(
    uitkering_soort: int,
    uitkering_is_tijdelijk: bool,
    uitkering_maand: int,
    uitkering_maanden_begin: float,
    uitkering_deel_begin: float,
    uitkering_deel_daarna: float,
) -> float:
    """Deel van het dagloon: hoger in de eerste maanden van WW en WGA en altijd bij IVA (WW art. 47, WIA art. 61)."""
    begin = uitkering_is_tijdelijk and uitkering_maand <= uitkering_maanden_begin
    return uitkering_deel_begin if begin or uitkering_soort == 2 else uitkering_deel_daarna


@rule(law=WERK, article="WIA 62", unit="EUR/jaar", entity="person")
def wga_vervolguitkering(
    arbeidsongeschiktheid: float,
    wga_vervolg_grens: Table,
    wga_vervolg_deel: Table,
    minimumloon_per_maand: float,
    toeslagenwet_vakantiegeld: float,
) -> float:
    """Vervolguitkering: een deel van het minimumloon met vakantiegeld, naar klasse (WIA art. 62)."""
    deel = deel_van_klasse(arbeidsongeschiktheid, wga_vervolg_grens, wga_vervolg_deel)
    return 12.0 * deel * minimumloon_per_maand * (1.0 + toeslagenwet_vakantiegeld)


@rule(
    law=WERK, article="WW 47; WIA 51, 61; ZW 29", unit="EUR/jaar", entity="person", rounding=Rounding("half_up", 0.01)
)
def werknemersuitkering(
    uitkering_soort: int,
    uitkering_is_tijdelijk: bool,
    uitkering_maand: int,
    uitkering_maanden_maximum: float,
    dagloon_per_jaar: float,
    uitkering_deel: float,
    loon: float,
    wga_vervolguitkering: float,
    heeft_aow_leeftijd: bool,
) -> float:
    """Bruto WW, WIA of ZW over een jaar; loon gaat er voor hetzelfde deel af, niet bij IVA en vervolguitkering."""
    if uitkering_soort == 0 or heeft_aow_leeftijd:
        return 0.0
    if uitkering_is_tijdelijk and uitkering_maand > uitkering_maanden_maximum:
        return 0.0
    if uitkering_soort == 5:
        return wga_vervolguitkering
    verrekend = 0.0 if uitkering_soort == 2 else loon
    return uitkering_deel * max(0.0, dagloon_per_jaar - verrekend)
