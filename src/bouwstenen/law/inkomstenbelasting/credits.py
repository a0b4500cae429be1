"""Tax credits, each as the amount somebody is entitled to before it is set off."""

from __future__ import annotations

from bouwstenen.law.inkomstenbelasting.scales import arbeidskorting_bij, dalend_bedrag, kies
from bouwstenen.rules import aggregate, rule

IB = "Wet inkomstenbelasting 2001"

partner_arbeidsinkomen = aggregate(
    "partner", of="arbeidsinkomen", over="fiscale_partners", doc="Arbeidsinkomen van de fiscale partner"
)
partner_leeftijd_maanden = aggregate(
    "partner", of="leeftijd_maanden", over="fiscale_partners", doc="Leeftijd van de fiscale partner in maanden"
)


@rule(
    name="inkomen_algemene_heffingskorting",
    law=IB,
    article="8.10",
    unit="EUR/jaar",
    entity="person",
    end="2024-12-31",
)
def inkomen_algemene_heffingskorting_2024(belastbaar_inkomen_werk_en_woning: float) -> float:
    """Tot en met 2024 daalt de algemene heffingskorting met het inkomen van box 1 (Wet IB 2001 art. 8.10)."""
    return belastbaar_inkomen_werk_en_woning


@rule(law=IB, article="8.10", unit="EUR/jaar", entity="person", start="2025-01-01")
def inkomen_algemene_heffingskorting(verzamelinkomen: float) -> float:
    """Vanaf 2025 daalt de algemene heffingskorting met het verzamelinkomen (Wet IB 2001 art. 8.10)."""
    return verzamelinkomen


@rule(law=IB, article="8.10 lid 2", unit="EUR/jaar", entity="person")
def algemene_heffingskorting(
    inkomen_algemene_heffingskorting: float,
    heeft_aow_leeftijd: bool,
    algemene_heffingskorting_maximum: float,
    algemene_heffingskorting_hoogste_aow: float,
    algemene_heffingskorting_start: float,
    algemene_heffingskorting_daling: float,
    algemene_heffingskorting_daling_aow: float,
) -> float:
    """Korting voor iedereen, die daalt met het inkomen (Wet IB 2001 art. 8.10)."""
    maximum = kies(heeft_aow_leeftijd, algemene_heffingskorting_maximum, algemene_heffingskorting_hoogste_aow)
    afbouw = kies(heeft_aow_leeftijd, algemene_heffingskorting_daling, algemene_heffingskorting_daling_aow)
    return dalend_bedrag(inkomen_algemene_heffingskorting, maximum, algemene_heffingskorting_start, afbouw)


@rule(law=IB, article="8.11 lid 2", unit="EUR/jaar", entity="person")
def arbeidskorting(  # noqa: PLR0917 - a scale for two age groups is this long
    arbeidsinkomen: float,
    heeft_aow_leeftijd: bool,
    arbeidskorting_grens_1: float,
    arbeidskorting_grens_2: float,
    arbeidskorting_grens_3: float,
    arbeidskorting_opbouw_1: float,
    arbeidskorting_opbouw_2: float,
    arbeidskorting_opbouw_3: float,
    arbeidskorting_afbouw: float,
    arbeidskorting_bedrag_1: float,
    arbeidskorting_bedrag_2: float,
    arbeidskorting_maximum: float,
    arbeidskorting_opbouw_1_aow: float,
    arbeidskorting_opbouw_2_aow: float,
    arbeidskorting_opbouw_3_aow: float,
    arbeidskorting_afbouw_aow: float,
    arbeidskorting_bedrag_1_aow: float,
    arbeidskorting_bedrag_2_aow: float,
    arbeidskorting_maximum_aow: float,
) -> float:
    """Korting voor wie werkt: loopt met het arbeidsinkomen op en daarna weer af (Wet IB 2001 art. 8.11)."""
    return arbeidskorting_bij(
        arbeidsinkomen,
        arbeidskorting_grens_1,
        arbeidskorting_grens_2,
        arbeidskorting_grens_3,
        kies(heeft_aow_leeftijd, arbeidskorting_opbouw_1, arbeidskorting_opbouw_1_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_opbouw_2, arbeidskorting_opbouw_2_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_opbouw_3, arbeidskorting_opbouw_3_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_afbouw, arbeidskorting_afbouw_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_bedrag_1, arbeidskorting_bedrag_1_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_bedrag_2, arbeidskorting_bedrag_2_aow),
        kies(heeft_aow_leeftijd, arbeidskorting_maximum, arbeidskorting_maximum_aow),
    )


@rule(law=IB, article="8.14a lid 1", unit="-", entity="person")
def is_jong_kind(is_kind: bool, leeftijd_1_januari: int, combinatiekorting_leeftijd_kind: float) -> bool:
    """Kind dat op 1 januari jong genoeg is voor de combinatiekorting (Wet IB 2001 art. 8.14a)."""
    return is_kind and leeftijd_1_januari < combinatiekorting_leeftijd_kind


heeft_jong_kind_gezin = aggregate(
    "any", of="is_jong_kind", over="gezin", doc="In het gezin woont een kind dat telt voor de combinatiekorting"
)


@rule(law=IB, article="8.14a lid 1", unit="deel", entity="person")
def combinatiekorting_toerekening(
    heeft_fiscale_partner: bool,
    arbeidsinkomen: float,
    partner_arbeidsinkomen: float,
    leeftijd_maanden: int,
    partner_leeftijd_maanden: int,
) -> float:
    """De partner met het laagste arbeidsinkomen krijgt de korting, bij gelijk inkomen de oudste (art. 8.14a).

    Zijn ook de leeftijden in maanden gelijk, dan krijgt elk de helft: wie de oudste is, is dan niet bekend.
    """
    if not heeft_fiscale_partner or arbeidsinkomen < partner_arbeidsinkomen:
        return 1.0
    if arbeidsinkomen > partner_arbeidsinkomen or leeftijd_maanden < partner_leeftijd_maanden:
        return 0.0
    return 1.0 if leeftijd_maanden > partner_leeftijd_maanden else 0.5


@rule(law=IB, article="8.14a", unit="EUR/jaar", entity="person")
def inkomensafhankelijke_combinatiekorting(
    arbeidsinkomen: float,
    combinatiekorting_toerekening: float,
    heeft_jong_kind_gezin: bool,
    is_kind: bool,
    heeft_aow_leeftijd: bool,
    combinatiekorting_drempel: float,
    combinatiekorting_opbouw: float,
    combinatiekorting_opbouw_aow: float,
    combinatiekorting_maximum: float,
    combinatiekorting_maximum_aow: float,
) -> float:
    """Korting voor werkende ouders met een jong kind: alleen of de minst verdienende partner (art. 8.14a)."""
    if is_kind or not heeft_jong_kind_gezin:
        return 0.0
    opbouw = kies(heeft_aow_leeftijd, combinatiekorting_opbouw, combinatiekorting_opbouw_aow)
    maximum = kies(heeft_aow_leeftijd, combinatiekorting_maximum, combinatiekorting_maximum_aow)
    korting = min(maximum, opbouw * max(0.0, arbeidsinkomen - combinatiekorting_drempel))
    return combinatiekorting_toerekening * korting


@rule(law=IB, article="8.16a", unit="EUR/jaar", entity="person")
def jonggehandicaptenkorting(
    recht_op_wajong: bool, heeft_aow_leeftijd: bool, jonggehandicaptenkorting_bedrag: float
) -> float:
    """Korting voor wie recht heeft op Wajong en geen ouderenkorting krijgt (Wet IB 2001 art. 8.16a)."""
    return jonggehandicaptenkorting_bedrag if recht_op_wajong and not heeft_aow_leeftijd else 0.0


@rule(law=IB, article="8.17", unit="EUR/jaar", entity="person")
def ouderenkorting(
    verzamelinkomen: float,
    heeft_aow_leeftijd: bool,
    ouderenkorting_maximum: float,
    ouderenkorting_afbouw_vanaf: float,
    ouderenkorting_afbouw: float,
) -> float:
    """Korting vanaf de AOW-leeftijd, die boven een inkomensgrens daalt (Wet IB 2001 art. 8.17)."""
    if not heeft_aow_leeftijd:
        return 0.0
    return dalend_bedrag(verzamelinkomen, ouderenkorting_maximum, ouderenkorting_afbouw_vanaf, ouderenkorting_afbouw)


@rule(law=IB, article="8.18", unit="EUR/jaar", entity="person")
def alleenstaandeouderenkorting(
    heeft_aow_leeftijd: bool, aow_als_paar: bool, aow_opbouw: float, alleenstaandeouderenkorting_bedrag: float
) -> float:
    """Korting voor wie AOW voor alleenstaanden krijgt (Wet IB 2001 art. 8.18)."""
    krijgt_aow_alleenstaand = heeft_aow_leeftijd and aow_opbouw > 0.0 and not aow_als_paar
    return alleenstaandeouderenkorting_bedrag if krijgt_aow_alleenstaand else 0.0
