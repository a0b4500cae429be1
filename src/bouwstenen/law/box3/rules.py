"""Box 3: deemed return on savings, other assets and debts, for the fiscal partners together.

Partners may divide the base as they like; here everyone takes the share that follows from what they own themselves.
What a child under 18 owns counts with the parents at its address, each an equal part (art. 2.15).
"""

from __future__ import annotations

from bouwstenen.rules import aggregate, rule

IB = "Wet inkomstenbelasting 2001"

SPAARGELD = "Spaargeld van de kinderen onder 18 jaar"
spaargeld_kinderen = aggregate("sum", of="spaargeld", over="gezin", where="is_minderjarig_kind", doc=SPAARGELD)
beleggingen_kinderen = aggregate(
    "sum", of="beleggingen", over="gezin", where="is_minderjarig_kind", doc="Beleggingen van de kinderen onder 18 jaar"
)
schulden_kinderen = aggregate(
    "sum", of="schulden", over="gezin", where="is_minderjarig_kind", doc="Schulden van de kinderen onder 18 jaar"
)


@rule(law=IB, article="2.15", unit="deel", entity="person")
def deel_van_vermogen_kinderen(is_gezinshoofd: bool, aantal_gezinshoofden: int) -> float:
    """Deel van het vermogen van de kinderen dat bij deze ouder telt (Wet IB 2001 art. 2.15)."""
    return 1.0 / aantal_gezinshoofden if is_gezinshoofd else 0.0


@rule(law=IB, article="2.15, 5.3", unit="EUR", entity="person")
def spaargeld_met_kinderen(
    spaargeld: float, spaargeld_kinderen: float, deel_van_vermogen_kinderen: float, is_minderjarig_kind: bool
) -> float:
    """Spaargeld met dat van de kinderen; van een kind onder 18 jaar nul (Wet IB 2001 art. 2.15)."""
    return 0.0 if is_minderjarig_kind else spaargeld + deel_van_vermogen_kinderen * spaargeld_kinderen


@rule(law=IB, article="2.15, 5.3", unit="EUR", entity="person")
def beleggingen_met_kinderen(
    beleggingen: float, beleggingen_kinderen: float, deel_van_vermogen_kinderen: float, is_minderjarig_kind: bool
) -> float:
    """Beleggingen met die van de kinderen; van een kind onder 18 jaar nul (Wet IB 2001 art. 2.15)."""
    return 0.0 if is_minderjarig_kind else beleggingen + deel_van_vermogen_kinderen * beleggingen_kinderen


@rule(law=IB, article="2.15, 5.3", unit="EUR", entity="person")
def schulden_met_kinderen(
    schulden: float, schulden_kinderen: float, deel_van_vermogen_kinderen: float, is_minderjarig_kind: bool
) -> float:
    """Schulden met die van de kinderen; van een kind onder 18 jaar nul (Wet IB 2001 art. 2.15)."""
    return 0.0 if is_minderjarig_kind else schulden + deel_van_vermogen_kinderen * schulden_kinderen


spaargeld_fp = aggregate(
    "sum", of="spaargeld_met_kinderen", over="fiscale_partners", doc="Spaargeld van de fiscale partners samen"
)
beleggingen_fp = aggregate(
    "sum", of="beleggingen_met_kinderen", over="fiscale_partners", doc="Beleggingen van de fiscale partners samen"
)
groene_beleggingen_fp = aggregate(
    "sum", of="groene_beleggingen", over="fiscale_partners", doc="Groene beleggingen van de fiscale partners samen"
)
schulden_fp = aggregate(
    "sum", of="schulden_met_kinderen", over="fiscale_partners", doc="Schulden van de fiscale partners samen"
)
werkelijk_rendement_fp = aggregate(
    "sum", of="werkelijk_rendement_box3", over="fiscale_partners", doc="Werkelijk rendement van de partners samen"
)
doet_tegenbewijs_fp = aggregate(
    "any", of="tegenbewijs_box3", over="fiscale_partners", doc="Een van de partners geeft het werkelijke rendement op"
)


@rule(law=IB, article="5.3", unit="EUR", entity="person")
def rendementsgrondslag(
    spaargeld_met_kinderen: float,
    beleggingen_met_kinderen: float,
    groene_beleggingen: float,
    schulden_met_kinderen: float,
    box3_vrijstelling_groen: float,
    box3_schuldendrempel: float,
) -> float:
    """Bezittingen min schulden boven de drempel, met die van de kinderen; kan negatief zijn (Wet IB 2001 art. 5.3)."""
    groen = max(0.0, groene_beleggingen - box3_vrijstelling_groen)
    bezittingen = spaargeld_met_kinderen + beleggingen_met_kinderen + groen
    return bezittingen - max(0.0, schulden_met_kinderen - box3_schuldendrempel)


@rule(law=IB, article="5.3, 5.13", unit="EUR", entity="fiscale_partners")
def overige_bezittingen_fp(
    beleggingen_fp: float, groene_beleggingen_fp: float, aantal_fiscale_partners: int, box3_vrijstelling_groen: float
) -> float:
    """Bezittingen buiten de bank, met groene beleggingen boven de vrijstelling (Wet IB 2001 art. 5.13)."""
    return beleggingen_fp + max(0.0, groene_beleggingen_fp - box3_vrijstelling_groen * aantal_fiscale_partners)


@rule(law=IB, article="5.3 lid 3", unit="EUR", entity="fiscale_partners")
def schulden_boven_drempel_fp(schulden_fp: float, aantal_fiscale_partners: int, box3_schuldendrempel: float) -> float:
    """Schulden die in box 3 meetellen (Wet IB 2001 art. 5.3 lid 3)."""
    return max(0.0, schulden_fp - box3_schuldendrempel * aantal_fiscale_partners)


@rule(law=IB, article="5.3", unit="EUR", entity="fiscale_partners")
def rendementsgrondslag_fp(
    spaargeld_fp: float, overige_bezittingen_fp: float, schulden_boven_drempel_fp: float
) -> float:
    """Bezittingen min schulden van de fiscale partners samen (Wet IB 2001 art. 5.3)."""
    return spaargeld_fp + overige_bezittingen_fp - schulden_boven_drempel_fp


@rule(law=IB, article="5.2, 5.5", unit="EUR", entity="fiscale_partners")
def grondslag_sparen_en_beleggen_fp(
    rendementsgrondslag_fp: float, aantal_fiscale_partners: int, box3_heffingvrij_vermogen: float
) -> float:
    """Vermogen boven het heffingvrij vermogen (Wet IB 2001 art. 5.5)."""
    return max(0.0, rendementsgrondslag_fp - box3_heffingvrij_vermogen * aantal_fiscale_partners)


@rule(law=IB, article="5.2", unit="EUR/jaar", entity="fiscale_partners")
def verondersteld_rendement_fp(
    spaargeld_fp: float,
    overige_bezittingen_fp: float,
    schulden_boven_drempel_fp: float,
    box3_rendement_bank: float,
    box3_rendement_overig: float,
    box3_rendement_schuld: float,
) -> float:
    """Rendement dat de wet over het hele vermogen veronderstelt (Wet IB 2001 art. 5.2)."""
    opbrengst = box3_rendement_bank * spaargeld_fp + box3_rendement_overig * overige_bezittingen_fp
    return max(0.0, opbrengst - box3_rendement_schuld * schulden_boven_drempel_fp)


@rule(law=IB, article="5.2, 5.25", unit="EUR/jaar", entity="fiscale_partners")
def voordeel_box3_fp(
    grondslag_sparen_en_beleggen_fp: float,
    rendementsgrondslag_fp: float,
    verondersteld_rendement_fp: float,
    doet_tegenbewijs_fp: bool,
    werkelijk_rendement_fp: float,
) -> float:
    """Inkomen van box 3 van de partners samen; het werkelijke rendement als dat lager is en is opgegeven."""
    if grondslag_sparen_en_beleggen_fp <= 0.0:
        return 0.0
    voordeel = verondersteld_rendement_fp * grondslag_sparen_en_beleggen_fp / rendementsgrondslag_fp
    if doet_tegenbewijs_fp:
        return min(voordeel, max(0.0, werkelijk_rendement_fp))
    return voordeel


@rule(law=IB, article="2.17", unit="EUR", entity="person")
def positieve_rendementsgrondslag(rendementsgrondslag: float) -> float:
    """Eigen vermogen als het positief is; bepaalt de verdeling tussen partners (Wet IB 2001 art. 2.17)."""
    return max(0.0, rendementsgrondslag)


positieve_rendementsgrondslag_fp = aggregate(
    "sum",
    of="positieve_rendementsgrondslag",
    over="fiscale_partners",
    doc="Positieve eigen vermogens van de fiscale partners samen",
)


@rule(law=IB, article="2.17", unit="EUR/jaar", entity="person")
def voordeel_box3(
    voordeel_box3_fp: float, positieve_rendementsgrondslag: float, positieve_rendementsgrondslag_fp: float
) -> float:
    """Het deel van het inkomen van box 3 dat bij het eigen vermogen hoort (Wet IB 2001 art. 2.17)."""
    if positieve_rendementsgrondslag_fp <= 0.0:
        return 0.0
    return voordeel_box3_fp * positieve_rendementsgrondslag / positieve_rendementsgrondslag_fp


@rule(law=IB, article="5.1", unit="EUR/jaar", entity="person")
def belastbaar_inkomen_box3(voordeel_box3: float, persoonsgebonden_aftrek_box3: float) -> float:
    """Inkomen van box 3 na persoonsgebonden aftrek (Wet IB 2001 art. 5.1)."""
    return voordeel_box3 - persoonsgebonden_aftrek_box3


@rule(law=IB, article="2.13", unit="EUR/jaar", entity="person")
def heffing_box3(belastbaar_inkomen_box3: float, box3_tarief: float) -> float:
    """Belasting van box 3 voor heffingskortingen (Wet IB 2001 art. 2.13)."""
    return box3_tarief * belastbaar_inkomen_box3
