"""Box 1: what counts as income from work and home, before and after deductions."""

from __future__ import annotations

from bouwstenen.rules import rule

IB = "Wet inkomstenbelasting 2001"


@rule(law=IB, article="8.1 lid 1", unit="EUR/jaar", entity="person")
def arbeidsinkomen(loon: float, winst_uit_onderneming: float) -> float:
    """Loon uit tegenwoordig werk plus winst voor ondernemersaftrek (Wet IB 2001 art. 8.1)."""
    return max(0.0, loon + winst_uit_onderneming)


@rule(law=IB, article="3.80, 3.100", unit="EUR/jaar", entity="person")
def belastbare_uitkeringen(
    uitkering: float, pensioen: float, aow: float, anw: float, berekende_uitkeringen: float, bijstand_bruto: float
) -> float:
    """Uitkeringen en pensioenen waarover belasting wordt betaald (Wet IB 2001 art. 3.80 en 3.100)."""
    return uitkering + pensioen + aow + anw + berekende_uitkeringen + bijstand_bruto


@rule(law=IB, article="3.1", unit="EUR/jaar", entity="person")
def inkomen_werk_en_woning_voor_aftrek(
    loon: float,
    belastbare_uitkeringen: float,
    alimentatie_ontvangen: float,
    belastbare_winst: float,
    inkomsten_eigen_woning: float,
    lijfrentepremie: float,
) -> float:
    """Inkomen uit werk en woning voor persoonsgebonden aftrek; kan negatief zijn (Wet IB 2001 art. 3.1)."""
    werk = loon + belastbare_uitkeringen + alimentatie_ontvangen + belastbare_winst
    return werk + inkomsten_eigen_woning - lijfrentepremie


@rule(law=IB, article="3.1 lid 1", unit="EUR/jaar", entity="person")
def belastbaar_inkomen_werk_en_woning(
    inkomen_werk_en_woning_voor_aftrek: float, persoonsgebonden_aftrek_box1: float
) -> float:
    """Inkomen van box 1 waarover belasting wordt berekend; kan negatief zijn (Wet IB 2001 art. 3.1)."""
    return inkomen_werk_en_woning_voor_aftrek - persoonsgebonden_aftrek_box1


@rule(law=IB, article="4.1", unit="EUR/jaar", entity="person")
def belastbaar_inkomen_aanmerkelijk_belang(
    inkomen_aanmerkelijk_belang: float, persoonsgebonden_aftrek_box2: float
) -> float:
    """Inkomen van box 2 na persoonsgebonden aftrek (Wet IB 2001 art. 4.1)."""
    return inkomen_aanmerkelijk_belang - persoonsgebonden_aftrek_box2


@rule(law=IB, article="2.18", unit="EUR/jaar", entity="person")
def verzamelinkomen(
    belastbaar_inkomen_werk_en_woning: float,
    belastbaar_inkomen_aanmerkelijk_belang: float,
    belastbaar_inkomen_box3: float,
) -> float:
    """De inkomens van de drie boxen samen (Wet IB 2001 art. 2.18)."""
    return belastbaar_inkomen_werk_en_woning + belastbaar_inkomen_aanmerkelijk_belang + belastbaar_inkomen_box3


@rule(law="Algemene wet inkomensafhankelijke regelingen", article="8 lid 1", unit="EUR/jaar", entity="person")
def toetsingsinkomen(verzamelinkomen: float) -> float:
    """Het verzamelinkomen, maar niet lager dan nul (Awir art. 8 lid 1)."""
    return max(0.0, verzamelinkomen)
