"""Huurtoeslag: the rent that people pay themselves and the three parts of the rent above it."""

from __future__ import annotations

from bouwstenen.rules import Rounding, helper, rule

WHT = "Wet op de huurtoeslag"
AWIR = "Algemene wet inkomensafhankelijke regelingen"


@helper
def kies_type(alleen: bool, ouder: bool, een: float, meer: float, een_ouder: float, meer_ouder: float) -> float:
    """Het getal dat hoort bij een of meer bewoners, zonder of met iemand van AOW-leeftijd."""
    if ouder:
        return een_ouder if alleen else meer_ouder
    return een if alleen else meer


@rule(law=WHT, article="17, 19 lid 1", unit="EUR/maand", entity="huishouden", end="2025-12-31")
def normhuur_minimum(
    is_eenpersoonshuishouden: bool,
    heeft_bewoner_met_aow_leeftijd: bool,
    normhuur_minimum_alleen: float,
    normhuur_minimum_samen: float,
    normhuur_minimum_alleen_ouder: float,
    normhuur_minimum_samen_ouder: float,
) -> float:
    """Normhuur bij het minimum-inkomensijkpunt, naar soort huishouden (Wht art. 17)."""
    return kies_type(
        is_eenpersoonshuishouden,
        heeft_bewoner_met_aow_leeftijd,
        normhuur_minimum_alleen,
        normhuur_minimum_samen,
        normhuur_minimum_alleen_ouder,
        normhuur_minimum_samen_ouder,
    )


@rule(law=WHT, article="17 lid 1", unit="EUR/jaar", entity="huishouden", end="2025-12-31")
def normhuur_ijkpunt(
    is_eenpersoonshuishouden: bool,
    heeft_bewoner_met_aow_leeftijd: bool,
    normhuur_ijkpunt_alleen: float,
    normhuur_ijkpunt_samen: float,
    normhuur_ijkpunt_alleen_ouder: float,
    normhuur_ijkpunt_samen_ouder: float,
) -> float:
    """Inkomen tot waar de laagste normhuur geldt, naar soort huishouden (Wht art. 17 lid 1)."""
    return kies_type(
        is_eenpersoonshuishouden,
        heeft_bewoner_met_aow_leeftijd,
        normhuur_ijkpunt_alleen,
        normhuur_ijkpunt_samen,
        normhuur_ijkpunt_alleen_ouder,
        normhuur_ijkpunt_samen_ouder,
    )


@rule(law=WHT, article="19 lid 2", unit="factor", entity="huishouden", end="2025-12-31")
def normhuur_a(
    is_eenpersoonshuishouden: bool,
    heeft_bewoner_met_aow_leeftijd: bool,
    normhuur_a_alleen: float,
    normhuur_a_samen: float,
    normhuur_a_alleen_ouder: float,
    normhuur_a_samen_ouder: float,
) -> float:
    """Factor a van de normhuur, naar soort huishouden (Wht art. 19 lid 2)."""
    return kies_type(
        is_eenpersoonshuishouden,
        heeft_bewoner_met_aow_leeftijd,
        normhuur_a_alleen,
        normhuur_a_samen,
        normhuur_a_alleen_ouder,
        normhuur_a_samen_ouder,
    )


@rule(law=WHT, article="19 lid 2", unit="factor", entity="huishouden", end="2025-12-31")
def normhuur_b(
    is_eenpersoonshuishouden: bool,
    heeft_bewoner_met_aow_leeftijd: bool,
    normhuur_b_alleen: float,
    normhuur_b_samen: float,
    normhuur_b_alleen_ouder: float,
    normhuur_b_samen_ouder: float,
) -> float:
    """Factor b van de normhuur, naar soort huishouden (Wht art. 19 lid 2)."""
    return kies_type(
        is_eenpersoonshuishouden,
        heeft_bewoner_met_aow_leeftijd,
        normhuur_b_alleen,
        normhuur_b_samen,
        normhuur_b_alleen_ouder,
        normhuur_b_samen_ouder,
    )


@rule(
    law=WHT,
    article="19",
    unit="EUR/maand",
    entity="huishouden",
    end="2025-12-31",
    rounding=Rounding("ceil", to=0.01),
)
def normhuur(
    rekeninkomen: float, normhuur_ijkpunt: float, normhuur_minimum: float, normhuur_a: float, normhuur_b: float
) -> float:
    """Normhuur: een vast bedrag tot het ijkpunt, daarboven a keer inkomen in het kwadraat plus b keer inkomen."""
    if rekeninkomen <= normhuur_ijkpunt:
        return normhuur_minimum
    return max(normhuur_minimum, normhuur_a * rekeninkomen * rekeninkomen + normhuur_b * rekeninkomen)


@rule(law=WHT, article="16", unit="EUR/maand", entity="huishouden", end="2025-12-31", name="basishuur")
def basishuur_tot_2026(normhuur: float, normhuur_opslag: float) -> float:
    """Huur die zelf wordt betaald: de normhuur met de opslag of verlaging van het jaar (Wht art. 16)."""
    return max(0.0, normhuur + normhuur_opslag)


@rule(law=WHT, article="16, 17", unit="EUR/maand", entity="huishouden", start="2026-01-01", name="basishuur")
def basishuur_vanaf_2026(is_eenpersoonshuishouden: bool, basishuur_alleen: float, basishuur_samen: float) -> float:
    """Huur die minstens zelf wordt betaald (Wht art. 16, vanaf 2026)."""
    return basishuur_alleen if is_eenpersoonshuishouden else basishuur_samen


@rule(law=WHT, article="21 lid 1 a", unit="EUR/maand", entity="huishouden")
def huurtoeslag_a(rekenhuur: float, basishuur: float, huurtoeslag_kwaliteitskortingsgrens: float) -> float:
    """Deel van de huur tussen basishuur en kwaliteitskortingsgrens, geheel vergoed (Wht art. 21 lid 1 a)."""
    return max(0.0, min(rekenhuur, huurtoeslag_kwaliteitskortingsgrens) - basishuur)


@rule(law=WHT, article="21 lid 1 b, lid 2", unit="EUR/maand", entity="huishouden")
def huurtoeslag_b(
    rekenhuur: float,
    basishuur: float,
    huurtoeslag_kwaliteitskortingsgrens: float,
    aftoppingsgrens_hh: float,
    huurtoeslag_deel_b: float,
) -> float:
    """Deel van de huur tot de aftoppingsgrens, voor een deel vergoed (Wht art. 21 lid 1 b en lid 2)."""
    vanaf = max(basishuur, huurtoeslag_kwaliteitskortingsgrens)
    return huurtoeslag_deel_b * max(0.0, min(rekenhuur, aftoppingsgrens_hh) - vanaf)


@rule(law=WHT, article="21 lid 1 c", unit="-", entity="huishouden")
def huurtoeslag_c_geldt(
    is_eenpersoonshuishouden: bool,
    heeft_bewoner_met_aow_leeftijd: bool,
    aangepaste_woning: bool,
    huurtoeslag_c_voor_iedereen: bool,
) -> bool:
    """In 2024 alleen voor wie alleen woont, bij AOW-leeftijd of in een aangepaste woning; vanaf 2025 voor iedereen."""
    bijzonder = is_eenpersoonshuishouden or heeft_bewoner_met_aow_leeftijd or aangepaste_woning
    return bijzonder or huurtoeslag_c_voor_iedereen


@rule(law=WHT, article="21 lid 1 c, lid 3", unit="EUR/maand", entity="huishouden")
def huurtoeslag_c(
    rekenhuur: float, basishuur: float, aftoppingsgrens_hh: float, huurtoeslag_c_geldt: bool, huurtoeslag_deel_c: float
) -> float:
    """Deel van de huur boven de aftoppingsgrens, voor een deel vergoed (Wht art. 21 lid 1 c en lid 3)."""
    if not huurtoeslag_c_geldt:
        return 0.0
    return huurtoeslag_deel_c * max(0.0, rekenhuur - max(basishuur, aftoppingsgrens_hh))


@rule(law=WHT, article="21 lid 2", unit="EUR/maand", entity="huishouden", start="2026-01-01")
def huurtoeslag_inkomenskorting(
    rekeninkomen: float,
    is_eenpersoonshuishouden: bool,
    huurtoeslag_ijkpunt_alleen: float,
    huurtoeslag_ijkpunt_samen: float,
    huurtoeslag_afbouw_alleen: float,
    huurtoeslag_afbouw_samen: float,
) -> float:
    """Deel van het inkomen boven het ijkpunt dat van de toeslag afgaat (Wht art. 21 lid 2, vanaf 2026)."""
    if is_eenpersoonshuishouden:
        return huurtoeslag_afbouw_alleen * max(0.0, rekeninkomen - huurtoeslag_ijkpunt_alleen) / 12.0
    return huurtoeslag_afbouw_samen * max(0.0, rekeninkomen - huurtoeslag_ijkpunt_samen) / 12.0


@rule(law=WHT, article="21", unit="EUR/maand", entity="huishouden", end="2025-12-31", name="huurtoeslag_maandbedrag")
def huurtoeslag_maandbedrag_tot_2026(
    recht_op_huurtoeslag: bool, huurtoeslag_a: float, huurtoeslag_b: float, huurtoeslag_c: float
) -> float:
    """De drie delen samen, voor afronding (Wht art. 21)."""
    return huurtoeslag_a + huurtoeslag_b + huurtoeslag_c if recht_op_huurtoeslag else 0.0


@rule(law=WHT, article="21", unit="EUR/maand", entity="huishouden", start="2026-01-01", name="huurtoeslag_maandbedrag")
def huurtoeslag_maandbedrag_vanaf_2026(
    recht_op_huurtoeslag: bool,
    huurtoeslag_a: float,
    huurtoeslag_b: float,
    huurtoeslag_c: float,
    huurtoeslag_inkomenskorting: float,
) -> float:
    """De drie delen samen min de inkomenskorting, voor afronding en nooit negatief (Wht art. 21)."""
    if not recht_op_huurtoeslag:
        return 0.0
    return max(0.0, huurtoeslag_a + huurtoeslag_b + huurtoeslag_c - huurtoeslag_inkomenskorting)


@rule(law=AWIR, article="14 lid 4", unit="EUR/jaar", entity="huishouden", rounding=Rounding("half_up", to=1.0))
def huurtoeslag_op_hele_euro(huurtoeslag_maandbedrag: float) -> float:
    """Jaarbedrag afgerond op hele euro's (Awir art. 14 lid 4)."""
    return 12.0 * huurtoeslag_maandbedrag


@rule(law=AWIR, article="14 lid 5", unit="EUR/jaar", entity="huishouden", rounding=Rounding("half_up", to=0.01))
def huurtoeslag(
    huurtoeslag_maandbedrag: float, huurtoeslag_op_hele_euro: float, toeslag_kleinste_bedrag: float
) -> float:
    """Huurtoeslag over een jaar op centen; een te klein bedrag wordt niet toegekend (Awir art. 14 lid 5)."""
    return 12.0 * huurtoeslag_maandbedrag if huurtoeslag_op_hele_euro >= toeslag_kleinste_bedrag else 0.0


@rule(law=AWIR, article="14", unit="EUR/maand", entity="huishouden", rounding=Rounding("floor", to=1.0))
def huurtoeslag_per_maand(
    huurtoeslag_maandbedrag: float, huurtoeslag_op_hele_euro: float, toeslag_kleinste_bedrag: float
) -> float:
    """Voorschot per maand, naar beneden op hele euro's (Dienst Toeslagen)."""
    return huurtoeslag_maandbedrag if huurtoeslag_op_hele_euro >= toeslag_kleinste_bedrag else 0.0
