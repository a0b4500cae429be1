"""Income-related contributions: the levy of employers and the contribution that people pay themselves.

The maximum holds for all income of a person together. What an employer or a benefit agency pays for comes first, then
pensions, then profit and alimony.
"""

from __future__ import annotations

from bouwstenen.rules import rule

ZVW = "Zorgverzekeringswet"


@rule(law=ZVW, article="42", unit="EUR/jaar", entity="person")
def zvw_werkgeversheffing(loon: float, premieloon_maximum: float, zvw_werkgeversheffing_tarief: float) -> float:
    """Heffing die de werkgever over het loon betaalt (Zvw art. 42)."""
    return zvw_werkgeversheffing_tarief * min(loon, premieloon_maximum)


@rule(law=ZVW, article="42", unit="EUR/jaar", entity="person")
def zvw_heffing_uitkeringen(
    loon: float,
    uitkering: float,
    berekende_uitkeringen: float,
    bijstand_bruto: float,
    premieloon_maximum: float,
    zvw_werkgeversheffing_tarief: float,
) -> float:
    """Heffing die UWV of de gemeente over een uitkering betaalt (Zvw art. 42)."""
    ruimte = max(0.0, premieloon_maximum - loon)
    return zvw_werkgeversheffing_tarief * min(uitkering + berekende_uitkeringen + bijstand_bruto, ruimte)


@rule(law=ZVW, article="43, 45", unit="EUR/jaar", entity="person")
def zvw_ruimte(loon: float, uitkering: float, berekende_uitkeringen: float, premieloon_maximum: float) -> float:
    """Inkomen waarover iemand nog zelf een bijdrage kan betalen tot het maximum is bereikt (Zvw art. 45)."""
    return max(0.0, premieloon_maximum - loon - uitkering - berekende_uitkeringen)


@rule(law=ZVW, article="43", unit="EUR/jaar", entity="person")
def zvw_grondslag_pensioen(zvw_ruimte: float, pensioen: float, aow: float, anw: float, zorgverzekerd: bool) -> float:
    """AOW, Anw en pensioen waarop een bijdrage wordt ingehouden (Zvw art. 43)."""
    return min(zvw_ruimte, pensioen + aow + anw) if zorgverzekerd else 0.0


@rule(law=ZVW, article="43", unit="EUR/jaar", entity="person")
def zvw_bijdrage_pensioen(zvw_grondslag_pensioen: float, zvw_bijdrage_tarief: float) -> float:
    """Bijdrage die op AOW, Anw en pensioen wordt ingehouden (Zvw art. 43)."""
    return zvw_bijdrage_tarief * zvw_grondslag_pensioen


@rule(law=ZVW, article="43, 49", unit="EUR/jaar", entity="person")
def zvw_bijdrage_aanslag(
    zvw_ruimte: float,
    zvw_grondslag_pensioen: float,
    belastbare_winst: float,
    alimentatie_ontvangen: float,
    zorgverzekerd: bool,
    zvw_bijdrage_tarief: float,
) -> float:
    """Bijdrage over winst en ontvangen alimentatie, per aanslag (Zvw art. 49)."""
    if not zorgverzekerd:
        return 0.0
    grondslag = max(0.0, belastbare_winst + alimentatie_ontvangen)
    return zvw_bijdrage_tarief * min(grondslag, zvw_ruimte - zvw_grondslag_pensioen)


@rule(law=ZVW, article="43", unit="EUR/jaar", entity="person")
def zvw_bijdrage(zvw_bijdrage_pensioen: float, zvw_bijdrage_aanslag: float) -> float:
    """Inkomensafhankelijke bijdrage die iemand zelf betaalt (Zvw art. 43)."""
    return zvw_bijdrage_pensioen + zvw_bijdrage_aanslag
