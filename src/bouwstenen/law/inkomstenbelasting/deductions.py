"""Personal deductions: alimony, care costs and gifts, and the order in which they reduce the boxes.

Partners may divide the deduction as they like; here everyone takes the part that follows from what they paid.
"""

from __future__ import annotations

from bouwstenen.rules import aggregate, rule

IB = "Wet inkomstenbelasting 2001"

zorgkosten_fp = aggregate(
    "sum", of="zorgkosten", over="fiscale_partners", doc="Zorgkosten van de fiscale partners samen"
)
giften_fp = aggregate("sum", of="giften", over="fiscale_partners", doc="Giften van de fiscale partners samen")
verzamelinkomen_voor_aftrek_fp = aggregate(
    "sum",
    of="verzamelinkomen_voor_aftrek",
    over="fiscale_partners",
    doc="Verzamelinkomen voor persoonsgebonden aftrek van de fiscale partners samen",
)


@rule(law=IB, article="6.1 lid 1, 2.18", unit="EUR/jaar", entity="person")
def verzamelinkomen_voor_aftrek(
    inkomen_werk_en_woning_voor_aftrek: float, inkomen_aanmerkelijk_belang: float, voordeel_box3: float
) -> float:
    """Verzamelinkomen zonder persoonsgebonden aftrek; bepaalt de drempels (Wet IB 2001 art. 6.20 en 6.39)."""
    return max(0.0, inkomen_werk_en_woning_voor_aftrek + inkomen_aanmerkelijk_belang + voordeel_box3)


@rule(law=IB, article="6.20", unit="EUR/jaar", entity="fiscale_partners")
def drempel_zorgkosten_fp(
    verzamelinkomen_voor_aftrek_fp: float,
    aantal_fiscale_partners: int,
    zorgkosten_drempel_grens_1: float,
    zorgkosten_drempel_bedrag: float,
    zorgkosten_drempel_grens_2: float,
    zorgkosten_drempel_deel_1: float,
    zorgkosten_drempel_bedrag_2: float,
    zorgkosten_drempel_deel_2: float,
) -> float:
    """Zorgkosten tot deze drempel zijn niet aftrekbaar (Wet IB 2001 art. 6.20)."""
    if verzamelinkomen_voor_aftrek_fp <= zorgkosten_drempel_grens_1 * aantal_fiscale_partners:
        return zorgkosten_drempel_bedrag * aantal_fiscale_partners
    if verzamelinkomen_voor_aftrek_fp <= zorgkosten_drempel_grens_2:
        return zorgkosten_drempel_deel_1 * verzamelinkomen_voor_aftrek_fp
    boven = verzamelinkomen_voor_aftrek_fp - zorgkosten_drempel_grens_2
    return zorgkosten_drempel_bedrag_2 + zorgkosten_drempel_deel_2 * boven


@rule(law=IB, article="6.17, 6.20", unit="EUR/jaar", entity="person")
def aftrek_zorgkosten(zorgkosten: float, zorgkosten_fp: float, drempel_zorgkosten_fp: float) -> float:
    """Zorgkosten boven de drempel, naar wie ze betaalde (Wet IB 2001 art. 6.17 en 6.20)."""
    if zorgkosten_fp <= 0.0:
        return 0.0
    return max(0.0, zorgkosten_fp - drempel_zorgkosten_fp) * zorgkosten / zorgkosten_fp


@rule(law=IB, article="6.39", unit="EUR/jaar", entity="fiscale_partners")
def aftrek_giften_fp(
    giften_fp: float,
    verzamelinkomen_voor_aftrek_fp: float,
    giften_drempel_deel: float,
    giften_drempel_minimum: float,
    giften_maximum_deel: float,
) -> float:
    """Giften boven de drempel, tot een deel van het inkomen (Wet IB 2001 art. 6.39)."""
    drempel = max(giften_drempel_minimum, giften_drempel_deel * verzamelinkomen_voor_aftrek_fp)
    return min(max(0.0, giften_fp - drempel), giften_maximum_deel * verzamelinkomen_voor_aftrek_fp)


@rule(law=IB, article="6.32, 6.39", unit="EUR/jaar", entity="person")
def aftrek_giften(giften: float, giften_fp: float, aftrek_giften_fp: float) -> float:
    """Aftrekbare giften, naar wie ze gaf (Wet IB 2001 art. 6.32)."""
    if giften_fp <= 0.0:
        return 0.0
    return aftrek_giften_fp * giften / giften_fp


@rule(law=IB, article="6.1 lid 2", unit="EUR/jaar", entity="person")
def persoonsgebonden_aftrek(alimentatie_betaald: float, aftrek_zorgkosten: float, aftrek_giften: float) -> float:
    """Alimentatie, zorgkosten en giften die van het inkomen af gaan (Wet IB 2001 art. 6.1)."""
    return alimentatie_betaald + aftrek_zorgkosten + aftrek_giften


@rule(law=IB, article="6.2 lid 1", unit="EUR/jaar", entity="person")
def persoonsgebonden_aftrek_box1(persoonsgebonden_aftrek: float, inkomen_werk_en_woning_voor_aftrek: float) -> float:
    """Aftrek in box 1: eerst hier, maar niet verder dan nul (Wet IB 2001 art. 6.2)."""
    return min(persoonsgebonden_aftrek, max(0.0, inkomen_werk_en_woning_voor_aftrek))


@rule(law=IB, article="6.2 lid 1", unit="EUR/jaar", entity="person")
def persoonsgebonden_aftrek_box3(
    persoonsgebonden_aftrek: float, persoonsgebonden_aftrek_box1: float, voordeel_box3: float
) -> float:
    """Aftrek in box 3: wat in box 1 niet paste (Wet IB 2001 art. 6.2)."""
    return min(persoonsgebonden_aftrek - persoonsgebonden_aftrek_box1, voordeel_box3)


@rule(law=IB, article="6.2 lid 1", unit="EUR/jaar", entity="person")
def persoonsgebonden_aftrek_box2(
    persoonsgebonden_aftrek: float,
    persoonsgebonden_aftrek_box1: float,
    persoonsgebonden_aftrek_box3: float,
    inkomen_aanmerkelijk_belang: float,
) -> float:
    """Aftrek in box 2: wat in box 1 en box 3 niet paste (Wet IB 2001 art. 6.2)."""
    rest = persoonsgebonden_aftrek - persoonsgebonden_aftrek_box1 - persoonsgebonden_aftrek_box3
    return min(rest, max(0.0, inkomen_aanmerkelijk_belang))
