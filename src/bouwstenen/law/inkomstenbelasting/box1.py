"""Box 1: tax by brackets and the cap on the rate of deductions."""

from __future__ import annotations

from bouwstenen.law.inkomstenbelasting.scales import schijventarief
from bouwstenen.rules import rule

IB = "Wet inkomstenbelasting 2001"


@rule(law=IB, article="2.10, 2.10a", unit="EUR/jaar", entity="person")
def grens_eerste_schijf(
    heeft_aow_leeftijd: bool,
    geboortejaar: int,
    schijf1_grens: float,
    schijf1_grens_voor_1946: float,
    schijf1_geboortejaar_grens: float,
) -> float:
    """Einde van de eerste schijf; wie voor 1946 is geboren, heeft een langere schijf (Wet IB 2001 art. 2.10a)."""
    if heeft_aow_leeftijd and geboortejaar < schijf1_geboortejaar_grens:
        return schijf1_grens_voor_1946
    return schijf1_grens


@rule(law=IB, article="2.10 lid 1", unit="EUR/jaar", entity="person")
def belasting_schijven(
    belastbaar_inkomen_werk_en_woning: float,
    grens_eerste_schijf: float,
    schijf2_grens: float,
    schijf1_tarief: float,
    schijf2_tarief: float,
    schijf3_tarief: float,
) -> float:
    """Belasting van box 1 volgens de schijven, zonder premies (Wet IB 2001 art. 2.10 lid 1)."""
    return schijventarief(
        belastbaar_inkomen_werk_en_woning,
        grens_eerste_schijf,
        schijf2_grens,
        schijf1_tarief,
        schijf2_tarief,
        schijf3_tarief,
    )


@rule(law=IB, article="2.10 lid 2", unit="EUR/jaar", entity="person")
def grondslagverminderende_posten(
    ondernemersaftrek: float, mkb_winstvrijstelling: float, hypotheekrente: float, persoonsgebonden_aftrek_box1: float
) -> float:
    """Aftrekposten die niet tegen het toptarief tellen (Wet IB 2001 art. 2.10 lid 2)."""
    return ondernemersaftrek + max(0.0, mkb_winstvrijstelling) + hypotheekrente + persoonsgebonden_aftrek_box1


@rule(law=IB, article="2.10 lid 2 en 3", unit="EUR/jaar", entity="person")
def tariefsaanpassing_aftrekposten(
    grondslagverminderende_posten: float,
    belastbaar_inkomen_werk_en_woning: float,
    schijf2_grens: float,
    schijf3_tarief: float,
    aftrek_maximumtarief: float,
) -> float:
    """Extra belasting zodat aftrekposten niet tegen het toptarief tellen (Wet IB 2001 art. 2.10 lid 2)."""
    in_topschijf = max(0.0, belastbaar_inkomen_werk_en_woning + grondslagverminderende_posten - schijf2_grens)
    return (schijf3_tarief - aftrek_maximumtarief) * min(grondslagverminderende_posten, in_topschijf)


@rule(law=IB, article="2.10", unit="EUR/jaar", entity="person")
def belasting_box1(belasting_schijven: float, tariefsaanpassing_aftrekposten: float) -> float:
    """Belasting van box 1 zonder premies en voor heffingskortingen (Wet IB 2001 art. 2.10)."""
    return belasting_schijven + tariefsaanpassing_aftrekposten
