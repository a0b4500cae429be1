"""Who is an adult, a minor child or a fiscal partner."""

from __future__ import annotations

from bouwstenen.rules import aggregate, rule


@rule(law="Burgerlijk Wetboek Boek 1", article="233", unit="-", entity="person")
def volwassen(leeftijd: int, volwassen_leeftijd: float) -> bool:
    """Is oud genoeg om volwassen te zijn voor de wet: 18 jaar (BW 1:233)."""
    return leeftijd >= volwassen_leeftijd


@rule(law="Begrip van dit model", article="leeftijd", unit="jaar", entity="person")
def leeftijd_1_januari(leeftijd: int, jarig_sinds_1_januari: bool) -> int:
    """Leeftijd in hele jaren op 1 januari van het jaar van de peildatum."""
    return leeftijd - 1 if jarig_sinds_1_januari else leeftijd


@rule(law="Burgerlijk Wetboek Boek 1", article="233", unit="-", entity="person")
def is_minderjarig_kind(is_kind: bool, volwassen: bool) -> bool:
    """Woont als kind bij de ouders en is jonger dan 18 jaar (BW 1:233)."""
    return is_kind and not volwassen


aantal_volwassenen_fp = aggregate(
    "count", of="volwassen", over="fiscale_partners", doc="Aantal volwassenen dat samen aangifte doet"
)


@rule(law="Wet inkomstenbelasting 2001", article="1.2", unit="personen", entity="fiscale_partners")
def aantal_fiscale_partners(aantal_volwassenen_fp: int) -> int:
    """Een of twee: wie alleen is, telt als een (Wet IB 2001 art. 1.2)."""
    return max(1, aantal_volwassenen_fp)


@rule(law="Wet inkomstenbelasting 2001", article="1.2", unit="-", entity="fiscale_partners")
def heeft_fiscale_partner(aantal_fiscale_partners: int) -> bool:
    """Doet aangifte met een partner (Wet IB 2001 art. 1.2)."""
    return aantal_fiscale_partners > 1
