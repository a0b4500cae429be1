"""From profit to taxable profit: investment deduction, entrepreneur deductions and the profit exemption."""

from __future__ import annotations

from bouwstenen.law.inkomstenbelasting.scales import kies
from bouwstenen.rules import rule

IB = "Wet inkomstenbelasting 2001"


@rule(law=IB, article="3.41", unit="EUR/jaar", entity="person")
def kleinschaligheidsinvesteringsaftrek(
    investeringen: float,
    kia_ondergrens: float,
    kia_grens_1: float,
    kia_grens_2: float,
    kia_grens_3: float,
    kia_deel: float,
    kia_bedrag: float,
    kia_afbouw: float,
) -> float:
    """Aftrek bij investeringen: eerst een deel, dan een vast bedrag, dan aflopend (Wet IB 2001 art. 3.41)."""
    if investeringen <= kia_ondergrens or investeringen > kia_grens_3:
        return 0.0
    if investeringen <= kia_grens_1:
        return kia_deel * investeringen
    return max(0.0, kia_bedrag - kia_afbouw * max(0.0, investeringen - kia_grens_2))


@rule(law=IB, article="3.2, 3.40", unit="EUR/jaar", entity="person")
def winst_uit_onderneming(winst: float, kleinschaligheidsinvesteringsaftrek: float) -> float:
    """Winst na investeringsaftrek en voor ondernemersaftrek (Wet IB 2001 art. 3.2)."""
    return winst - kleinschaligheidsinvesteringsaftrek


@rule(law=IB, article="3.76 lid 3", unit="EUR/jaar", entity="person")
def startersaftrek(
    urencriterium: bool,
    starter: bool,
    heeft_aow_leeftijd: bool,
    startersaftrek_bedrag: float,
    zelfstandigenaftrek_deel_aow: float,
) -> float:
    """Verhoging van de zelfstandigenaftrek voor starters (Wet IB 2001 art. 3.76 lid 3)."""
    if not (urencriterium and starter):
        return 0.0
    return startersaftrek_bedrag * kies(heeft_aow_leeftijd, 1.0, zelfstandigenaftrek_deel_aow)


@rule(law=IB, article="3.76", unit="EUR/jaar", entity="person")
def zelfstandigenaftrek(
    winst_uit_onderneming: float,
    urencriterium: bool,
    starter: bool,
    heeft_aow_leeftijd: bool,
    zelfstandigenaftrek_bedrag: float,
    zelfstandigenaftrek_deel_aow: float,
) -> float:
    """Vaste aftrek bij genoeg uren; niet hoger dan de winst, behalve voor starters (Wet IB 2001 art. 3.76)."""
    if not urencriterium:
        return 0.0
    bedrag = zelfstandigenaftrek_bedrag * kies(heeft_aow_leeftijd, 1.0, zelfstandigenaftrek_deel_aow)
    return bedrag if starter else min(bedrag, max(0.0, winst_uit_onderneming))


@rule(law=IB, article="3.78", unit="EUR/jaar", entity="person")
def meewerkaftrek(
    winst_uit_onderneming: float,
    urencriterium: bool,
    meewerkuren: float,
    meewerkaftrek_uren_1: float,
    meewerkaftrek_uren_2: float,
    meewerkaftrek_uren_3: float,
    meewerkaftrek_uren_4: float,
    meewerkaftrek_deel_1: float,
    meewerkaftrek_deel_2: float,
    meewerkaftrek_deel_3: float,
    meewerkaftrek_deel_4: float,
) -> float:
    """Deel van de winst als de partner onbetaald meewerkt, naar uren (Wet IB 2001 art. 3.78)."""
    if not urencriterium or meewerkuren < meewerkaftrek_uren_1:
        return 0.0
    deel = meewerkaftrek_deel_1
    deel = kies(meewerkuren >= meewerkaftrek_uren_2, deel, meewerkaftrek_deel_2)
    deel = kies(meewerkuren >= meewerkaftrek_uren_3, deel, meewerkaftrek_deel_3)
    deel = kies(meewerkuren >= meewerkaftrek_uren_4, deel, meewerkaftrek_deel_4)
    return deel * max(0.0, winst_uit_onderneming)


@rule(law=IB, article="3.79", unit="EUR/jaar", entity="person")
def stakingsaftrek(stakingswinst: float, stakingsaftrek_maximum: float) -> float:
    """Aftrek bij het stoppen van de onderneming, tot een maximum (Wet IB 2001 art. 3.79)."""
    return min(max(0.0, stakingswinst), stakingsaftrek_maximum)


@rule(law=IB, article="3.74", unit="EUR/jaar", entity="person")
def ondernemersaftrek(
    zelfstandigenaftrek: float, startersaftrek: float, meewerkaftrek: float, stakingsaftrek: float
) -> float:
    """Zelfstandigenaftrek, startersaftrek, meewerkaftrek en stakingsaftrek samen (Wet IB 2001 art. 3.74)."""
    return zelfstandigenaftrek + startersaftrek + meewerkaftrek + stakingsaftrek


@rule(law=IB, article="3.79a", unit="EUR/jaar", entity="person")
def mkb_winstvrijstelling(
    winst_uit_onderneming: float, ondernemersaftrek: float, mkb_winstvrijstelling_deel: float
) -> float:
    """Vrij deel van de winst na ondernemersaftrek; bij verlies verkleint het het verlies (art. 3.79a)."""
    return mkb_winstvrijstelling_deel * (winst_uit_onderneming - ondernemersaftrek)


@rule(law=IB, article="3.2", unit="EUR/jaar", entity="person")
def belastbare_winst(winst_uit_onderneming: float, ondernemersaftrek: float, mkb_winstvrijstelling: float) -> float:
    """Winst waarover belasting wordt betaald; kan negatief zijn (Wet IB 2001 art. 3.2)."""
    return winst_uit_onderneming - ondernemersaftrek - mkb_winstvrijstelling
