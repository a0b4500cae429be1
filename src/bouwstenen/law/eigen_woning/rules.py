"""The own home in box 1: notional rent, interest and the relief for people with little or no mortgage."""

from __future__ import annotations

from bouwstenen.rules import rule

IB = "Wet inkomstenbelasting 2001"


@rule(law=IB, article="3.112 lid 1", unit="deel", entity="person")
def eigenwoningforfait_deel(
    woz_waarde: float,
    eigenwoningforfait_grens_1: float,
    eigenwoningforfait_grens_2: float,
    eigenwoningforfait_grens_3: float,
    eigenwoningforfait_grens_4: float,
    eigenwoningforfait_deel_1: float,
    eigenwoningforfait_deel_2: float,
    eigenwoningforfait_deel_3: float,
    eigenwoningforfait_deel_4: float,
) -> float:
    """Deel van de WOZ-waarde dat als inkomen telt; stijgt met de klasse van de woning (Wet IB 2001 art. 3.112)."""
    if woz_waarde <= eigenwoningforfait_grens_1:
        return 0.0
    if woz_waarde <= eigenwoningforfait_grens_2:
        return eigenwoningforfait_deel_1
    if woz_waarde <= eigenwoningforfait_grens_3:
        return eigenwoningforfait_deel_2
    if woz_waarde <= eigenwoningforfait_grens_4:
        return eigenwoningforfait_deel_3
    return eigenwoningforfait_deel_4


@rule(law=IB, article="3.112 lid 1", unit="EUR/jaar", entity="person")
def eigenwoningforfait(
    woz_waarde: float,
    eigenwoningforfait_deel: float,
    eigenwoningforfait_villagrens: float,
    eigenwoningforfait_villabedrag: float,
    eigenwoningforfait_villadeel: float,
) -> float:
    """Bijtelling voor de eigen woning (Wet IB 2001 art. 3.112 lid 1)."""
    if woz_waarde > eigenwoningforfait_villagrens:
        boven = woz_waarde - eigenwoningforfait_villagrens
        return eigenwoningforfait_villabedrag + eigenwoningforfait_villadeel * boven
    return eigenwoningforfait_deel * woz_waarde


@rule(law=IB, article="3.123a", unit="EUR/jaar", entity="person")
def aftrek_geringe_eigenwoningschuld(eigenwoningforfait: float, hypotheekrente: float, hillen_deel: float) -> float:
    """Aftrek voor wie weinig of geen hypotheekrente betaalt, de wet-Hillen (Wet IB 2001 art. 3.123a)."""
    return hillen_deel * max(0.0, eigenwoningforfait - hypotheekrente)


@rule(law=IB, article="3.110", unit="EUR/jaar", entity="person")
def inkomsten_eigen_woning(
    eigenwoningforfait: float, hypotheekrente: float, aftrek_geringe_eigenwoningschuld: float
) -> float:
    """Bijtelling min rente en min de aftrek van art. 3.123a; meestal negatief (Wet IB 2001 art. 3.110)."""
    return eigenwoningforfait - hypotheekrente - aftrek_geringe_eigenwoningschuld
