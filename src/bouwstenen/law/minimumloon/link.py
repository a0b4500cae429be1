"""What follows the minimum wage and the tax credits by law, when a measure moves them.

Amounts that the law publishes stand in the parameters and hold exactly. A name that ends in `_wet` is the lawful value
of a parameter on the date, which no measure moves. The rules here move a published amount with the change between the
two: the reference wage follows the hourly wage, the ceilings of premiums and daily wages and the threshold of the
toeslagen follow the reference wage, and the net reference wage moves the benefits (netto-nettokoppeling: `bijstand`,
`aow`). A parameter that a measure sets itself is taken as it is set. Switches cut the links on purpose. Each rule first
asks whether anything was moved: without a measure nothing here is more than the published amount.
"""

from __future__ import annotations

from bouwstenen.rules import helper, rule

WML = "Wet minimumloon en minimumvakantiebijslag"
WFSV = "Wet financiering sociale verzekeringen"
IB = "Wet inkomstenbelasting 2001"


@helper
def volgend(bedrag: float, bedrag_wet: float, factor: float) -> float:
    """Een bedrag maal een factor, tenzij een maatregel dat bedrag zelf heeft verzet."""
    return bedrag * factor if bedrag == bedrag_wet else bedrag


@helper
def verhouding(nu: float, wet: float) -> float:
    """Een waarde gedeeld door die van de wet; 1 als de wet nul heeft."""
    return nu / wet if wet != 0.0 else 1.0


@rule(law=WML, article="8 lid 6", unit="EUR/maand", entity="huishouden")
def referentieloon(
    referentiemaandloon: float,
    referentiemaandloon_wet: float,
    minimumuurloon: float,
    minimumuurloon_wet: float,
    koppeling_uurloon_geldt: bool,
) -> float:
    """Minimumloon per maand waaraan uitkeringen zijn gekoppeld; volgt het minimumuurloon (Wml art. 8 lid 6)."""
    if not koppeling_uurloon_geldt or minimumuurloon == minimumuurloon_wet:
        return referentiemaandloon
    return volgend(referentiemaandloon, referentiemaandloon_wet, verhouding(minimumuurloon, minimumuurloon_wet))


@rule(law=WML, article="14", unit="factor", entity="huishouden")
def koppeling_minimumloon(
    referentieloon: float, referentiemaandloon_wet: float, koppeling_uitkeringen_geldt: bool
) -> float:
    """Hoeveel keer zo hoog het minimumloon is als in de wet, voor wat daaraan is gekoppeld (Wml art. 14)."""
    if not koppeling_uitkeringen_geldt or referentieloon == referentiemaandloon_wet:
        return 1.0
    return verhouding(referentieloon, referentiemaandloon_wet)


@rule(law=WFSV, article="17", unit="EUR/dag", entity="huishouden")
def dagloon_maximum(maximumdagloon: float, maximumdagloon_wet: float, koppeling_minimumloon: float) -> float:
    """Hoogste dagloon van een uitkering; gaat mee met het minimumloon (Wfsv art. 17)."""
    if koppeling_minimumloon == 1.0:
        return maximumdagloon
    return volgend(maximumdagloon, maximumdagloon_wet, koppeling_minimumloon)


@rule(law=WFSV, article="17, 18", unit="EUR/jaar", entity="huishouden")
def premieloon_maximum(
    maximumpremieloon: float, maximumpremieloon_wet: float, dagloon_maximum: float, maximumdagloon_wet: float
) -> float:
    """Hoogste loon voor premies en de Zvw-bijdrage: een jaar het hoogste dagloon (Wfsv art. 17 en 18)."""
    if dagloon_maximum == maximumdagloon_wet:
        return maximumpremieloon
    return volgend(maximumpremieloon, maximumpremieloon_wet, verhouding(dagloon_maximum, maximumdagloon_wet))


@rule(law="Wet op de zorgtoeslag", article="1", unit="EUR/jaar", entity="huishouden")
def drempelinkomen_toeslagen(drempelinkomen: float, drempelinkomen_wet: float, koppeling_minimumloon: float) -> float:
    """Inkomen waarboven toeslagen dalen: het minimumloon over een jaar met vakantiegeld (Wzt art. 1)."""
    if koppeling_minimumloon == 1.0:
        return drempelinkomen
    return volgend(drempelinkomen, drempelinkomen_wet, koppeling_minimumloon)


@rule(law=IB, article="8.10", unit="EUR/jaar", entity="huishouden")
def algemene_heffingskorting_start(
    algemene_heffingskorting_afbouw_vanaf: float,
    algemene_heffingskorting_afbouw_vanaf_wet: float,
    koppeling_minimumloon: float,
    koppeling_heffingskorting_geldt: bool,
) -> float:
    """Inkomen waarboven de algemene heffingskorting daalt; gaat mee met het minimumloon (Wet IB 2001 art. 8.10)."""
    if not koppeling_heffingskorting_geldt or koppeling_minimumloon == 1.0:
        return algemene_heffingskorting_afbouw_vanaf
    return volgend(
        algemene_heffingskorting_afbouw_vanaf, algemene_heffingskorting_afbouw_vanaf_wet, koppeling_minimumloon
    )


@rule(law=IB, article="8.10", unit="factor", entity="huishouden")
def koppeling_daling_heffingskorting(
    algemene_heffingskorting_maximum: float,
    algemene_heffingskorting_maximum_wet: float,
    algemene_heffingskorting_start: float,
    algemene_heffingskorting_afbouw_vanaf_wet: float,
    schijf2_grens: float,
    schijf2_grens_wet: float,
    koppeling_heffingskorting_geldt: bool,
) -> float:
    """Hoeveel steiler de korting daalt, zodat zij nul is aan het eind van de tweede schijf (Wet IB 2001 art. 8.10)."""
    ruimte = schijf2_grens - algemene_heffingskorting_start
    ruimte_wet = schijf2_grens_wet - algemene_heffingskorting_afbouw_vanaf_wet
    gelijk = ruimte == ruimte_wet and algemene_heffingskorting_maximum == algemene_heffingskorting_maximum_wet
    if not koppeling_heffingskorting_geldt or gelijk or ruimte <= 0.0 or ruimte_wet <= 0.0:
        return 1.0
    return verhouding(algemene_heffingskorting_maximum, algemene_heffingskorting_maximum_wet) * ruimte_wet / ruimte


@rule(law=IB, article="8.10", unit="deel", entity="huishouden")
def algemene_heffingskorting_daling(
    algemene_heffingskorting_afbouw: float,
    algemene_heffingskorting_afbouw_wet: float,
    koppeling_daling_heffingskorting: float,
) -> float:
    """Deel van het inkomen waarmee de algemene heffingskorting daalt (Wet IB 2001 art. 8.10)."""
    if koppeling_daling_heffingskorting == 1.0:
        return algemene_heffingskorting_afbouw
    return volgend(
        algemene_heffingskorting_afbouw, algemene_heffingskorting_afbouw_wet, koppeling_daling_heffingskorting
    )


@rule(law=IB, article="8.7, 8.10", unit="factor", entity="huishouden")
def koppeling_aow_deel(
    tarief_vanaf_aow_leeftijd: float,
    tarief_onder_aow_leeftijd: float,
    tarief_vanaf_aow_leeftijd_wet: float,
    tarief_onder_aow_leeftijd_wet: float,
    koppeling_heffingskorting_geldt: bool,
) -> float:
    """Verandering van het deel van een korting dat vanaf de AOW-leeftijd geldt: zonder AOW-premie (art. 8.7)."""
    onder = tarief_onder_aow_leeftijd == tarief_onder_aow_leeftijd_wet
    if not koppeling_heffingskorting_geldt or (onder and tarief_vanaf_aow_leeftijd == tarief_vanaf_aow_leeftijd_wet):
        return 1.0
    nu = verhouding(tarief_vanaf_aow_leeftijd, tarief_onder_aow_leeftijd)
    wet = verhouding(tarief_vanaf_aow_leeftijd_wet, tarief_onder_aow_leeftijd_wet)
    return verhouding(nu, wet)


@rule(law=IB, article="8.10", unit="EUR/jaar", entity="huishouden")
def algemene_heffingskorting_hoogste_aow(
    algemene_heffingskorting_maximum_aow: float,
    algemene_heffingskorting_maximum_aow_wet: float,
    algemene_heffingskorting_maximum: float,
    algemene_heffingskorting_maximum_wet: float,
    koppeling_aow_deel: float,
    koppeling_heffingskorting_geldt: bool,
) -> float:
    """Hoogste algemene heffingskorting vanaf de AOW-leeftijd, een deel van die daaronder (Wet IB 2001 art. 8.10)."""
    gelijk = koppeling_aow_deel == 1.0 and algemene_heffingskorting_maximum == algemene_heffingskorting_maximum_wet
    if not koppeling_heffingskorting_geldt or gelijk:
        return algemene_heffingskorting_maximum_aow
    groei = verhouding(algemene_heffingskorting_maximum, algemene_heffingskorting_maximum_wet)
    return volgend(
        algemene_heffingskorting_maximum_aow, algemene_heffingskorting_maximum_aow_wet, koppeling_aow_deel * groei
    )


@rule(law=IB, article="8.10", unit="deel", entity="huishouden")
def algemene_heffingskorting_daling_aow(
    algemene_heffingskorting_afbouw_aow: float,
    algemene_heffingskorting_afbouw_aow_wet: float,
    koppeling_aow_deel: float,
    koppeling_daling_heffingskorting: float,
) -> float:
    """Deel van het inkomen waarmee de korting vanaf de AOW-leeftijd daalt (Wet IB 2001 art. 8.10)."""
    factor = koppeling_aow_deel * koppeling_daling_heffingskorting
    if factor == 1.0:
        return algemene_heffingskorting_afbouw_aow
    return volgend(algemene_heffingskorting_afbouw_aow, algemene_heffingskorting_afbouw_aow_wet, factor)
