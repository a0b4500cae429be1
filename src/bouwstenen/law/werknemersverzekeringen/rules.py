"""WW, WIA and ZW computed from a daily wage, for who gives the kind of benefit instead of its amount.

The right to WIA starts after two years of illness, also when UWV assesses it later. While somebody waits, UWV pays an
advance on request. What was not paid follows at the assessment, so a year only lacks it when the assessment comes
after the year. With the light test a provisional benefit takes the place of the advance, without a request.
"""

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
def dagloon_per_jaar(uitkering_dagloon: float, dagloon_maximum: float, dagloon_dagen_per_jaar: float) -> float:
    """Dagloon tot het maximum, over een jaar (WW art. 45, WIA art. 13)."""
    return dagloon_dagen_per_jaar * min(uitkering_dagloon, dagloon_maximum)


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
    uitkering_nieuw_geval: bool,
    iva_deel: float,
    iva_deel_nieuwe_gevallen: float,
) -> float:
    """Deel van het dagloon: hoger in de eerste maanden van WW en WGA en altijd bij IVA (WW art. 47, WIA art. 51)."""
    if uitkering_soort == 2:
        return iva_deel_nieuwe_gevallen if uitkering_nieuw_geval else iva_deel
    begin = uitkering_is_tijdelijk and uitkering_maand <= uitkering_maanden_begin
    return uitkering_deel_begin if begin else uitkering_deel_daarna


@rule(law=WERK, article="WIA 62", unit="EUR/jaar", entity="person")
def wga_vervolguitkering(
    arbeidsongeschiktheid: float,
    wga_vervolg_grens: Table,
    wga_vervolg_deel: Table,
    minimumloon_per_maand: float,
    minimumvakantiebijslag: float,
) -> float:
    """Vervolguitkering: een deel van het minimumloon met vakantiegeld, naar klasse (WIA art. 62)."""
    deel = deel_van_klasse(arbeidsongeschiktheid, wga_vervolg_grens, wga_vervolg_deel)
    return 12.0 * deel * minimumloon_per_maand * (1.0 + minimumvakantiebijslag)


@rule(law=WERK, article="WIA 47, 54", unit="-", entity="person")
def wacht_op_wia(uitkering_soort: int, wia_wachtmaanden: float) -> bool:
    """Heeft in dit jaar een WIA-uitkering waarvan de beoordeling op zich laat wachten (WIA art. 47 en 54)."""
    return uitkering_soort >= 2 and uitkering_soort <= 5 and wia_wachtmaanden > 0.0


@rule(law=WERK, article="WIA 102; Awb 4:95", unit="deel", entity="person")
def wia_deel_voorlopig(
    wacht_op_wia: bool,
    wia_wachtmaanden: float,
    wia_voorschot_aangevraagd: bool,
    wia_lichte_toets_doorstaan: bool,
    lichte_toets_wia: bool,
) -> float:
    """Deel van het jaar met een voorschot, of met een voorlopige uitkering na een lichte toets (Awb art. 4:95)."""
    betaald = wia_voorschot_aangevraagd or (lichte_toets_wia and wia_lichte_toets_doorstaan)
    return min(12.0, wia_wachtmaanden) / 12.0 if wacht_op_wia and betaald else 0.0


@rule(law=WERK, article="WIA 102", unit="deel", entity="person")
def wia_deel_zonder_uitkering(wacht_op_wia: bool, wia_wachtmaanden: float, wia_deel_voorlopig: float) -> float:
    """Deel van het jaar dat iemand wacht zonder dat er iets wordt betaald (WIA art. 102)."""
    return min(12.0, wia_wachtmaanden) / 12.0 - wia_deel_voorlopig if wacht_op_wia else 0.0


@rule(law=WERK, article="WW 20", unit="-", entity="person")
def verdient_te_veel_voor_ww(
    uitkering_soort: int, loon: float, dagloon_per_jaar: float, ww_inkomensgrens_deel: float
) -> bool:
    """Verdient naast de WW meer dan 87,5% van het oude loon: dan eindigt de WW (WW art. 20)."""
    return uitkering_soort == 1 and loon > ww_inkomensgrens_deel * dagloon_per_jaar


@rule(law=WERK, article="WW 42; WIA 59", unit="-", entity="person")
def uitkering_is_geeindigd(
    heeft_aow_leeftijd: bool,
    verdient_te_veel_voor_ww: bool,
    uitkering_is_tijdelijk: bool,
    uitkering_maand: int,
    uitkering_maanden_maximum: float,
) -> bool:
    """De uitkering is voorbij: AOW-leeftijd, te veel loon naast WW, of de langste duur (WW art. 42, WIA art. 59)."""
    op = uitkering_is_tijdelijk and uitkering_maand > uitkering_maanden_maximum
    return heeft_aow_leeftijd or verdient_te_veel_voor_ww or op


@rule(
    law=WERK, article="WW 47; WIA 51, 61; ZW 29", unit="EUR/jaar", entity="person", rounding=Rounding("half_up", 0.01)
)
def werknemersuitkering_recht(
    uitkering_soort: int,
    uitkering_is_geeindigd: bool,
    dagloon_per_jaar: float,
    uitkering_deel: float,
    loon: float,
    wga_vervolguitkering: float,
) -> float:
    """Bruto WW, WIA of ZW over een jaar; loon gaat er voor hetzelfde deel af, niet bij IVA en vervolguitkering."""
    if uitkering_soort == 0 or uitkering_is_geeindigd:
        return 0.0
    if uitkering_soort == 5:
        return wga_vervolguitkering
    verrekend = 0.0 if uitkering_soort == 2 else loon
    return uitkering_deel * max(0.0, dagloon_per_jaar - verrekend)


@rule(law=WERK, article="WIA 102", unit="EUR/jaar", entity="person", rounding=Rounding("half_up", 0.01))
def wia_nabetaling(werknemersuitkering_recht: float, wia_deel_zonder_uitkering: float, wia_beoordeeld: bool) -> float:
    """Wat UWV na de beoordeling in een keer nabetaalt over de maanden zonder uitkering (WIA art. 102)."""
    return wia_deel_zonder_uitkering * werknemersuitkering_recht if wia_beoordeeld else 0.0


@rule(
    law=WERK, article="WW 47; WIA 51, 61; ZW 29", unit="EUR/jaar", entity="person", rounding=Rounding("half_up", 0.01)
)
def werknemersuitkering(
    werknemersuitkering_recht: float, wia_deel_zonder_uitkering: float, wia_beoordeeld: bool
) -> float:
    """Bruto WW, WIA of ZW die in dit jaar wordt betaald; een nabetaling na de beoordeling telt mee."""
    if wia_beoordeeld:
        return werknemersuitkering_recht
    return (1.0 - wia_deel_zonder_uitkering) * werknemersuitkering_recht
