"""Who counts together in toeslagen and in a gezin, and the wealth test that several toeslagen share.

A household case can hold residents (`medebewoner`) who are units of their own. The amounts of the household leave their
units out; the amounts of a unit (`_tp`, `_gezin`) are computed for everybody.
"""

from __future__ import annotations

from bouwstenen.rules import aggregate, helper, rule

AWIR = "Algemene wet inkomensafhankelijke regelingen"
BEGRIP = "Begrip van dit model"


@helper
def eigen_grens(grens: float, eigen: float, eigen_wet: float) -> float:
    """De grens voor alle toeslagen, tenzij een maatregel de grens van deze regeling zelf heeft verzet."""
    return grens if eigen == eigen_wet else eigen


toetsingsinkomen_tp = aggregate(
    "sum", of="inkomen_voor_toeslagen", over="toeslagpartners", doc="Toetsingsinkomen van de toeslagpartners samen"
)
rendementsgrondslag_tp = aggregate(
    "sum", of="rendementsgrondslag", over="toeslagpartners", doc="Vermogen van de toeslagpartners samen op 1 januari"
)
aantal_volwassenen_tp = aggregate(
    "count", of="volwassen", over="toeslagpartners", doc="Aantal volwassenen dat samen een toeslag aanvraagt"
)
heeft_medebewoner_tp = aggregate(
    "any", of="medebewoner", over="toeslagpartners", doc="Dit zijn medebewoners, niet het gevraagde huishouden"
)


@rule(law=AWIR, article="3", unit="-", entity="toeslagpartners")
def heeft_toeslagpartner(aantal_volwassenen_tp: int) -> bool:
    """Vraagt toeslagen aan met een toeslagpartner (Awir art. 3)."""
    return aantal_volwassenen_tp > 1


@rule(law=BEGRIP, article="huishouden", unit="-", entity="toeslagpartners")
def hoort_bij_huishouden_tp(heeft_medebewoner_tp: bool) -> bool:
    """Hoort bij het gevraagde huishouden en is geen medebewoner."""
    return not heeft_medebewoner_tp


@rule(law=AWIR, article="7 lid 3", unit="-", entity="toeslagpartners")
def vermogen_te_hoog_voor_toeslag_tp(
    rendementsgrondslag_tp: float,
    heeft_toeslagpartner: bool,
    toeslag_vermogensgrens_alleen: float,
    toeslag_vermogensgrens_partners: float,
    zorgtoeslag_vermogensgrens_alleen: float,
    zorgtoeslag_vermogensgrens_partners: float,
    zorgtoeslag_vermogensgrens_alleen_wet: float,
    zorgtoeslag_vermogensgrens_partners_wet: float,
) -> bool:
    """Heeft op 1 januari meer vermogen dan de grens voor de zorgtoeslag (Awir art. 7 lid 3)."""
    if heeft_toeslagpartner:
        grens = toeslag_vermogensgrens_partners
        return rendementsgrondslag_tp > eigen_grens(
            grens, zorgtoeslag_vermogensgrens_partners, zorgtoeslag_vermogensgrens_partners_wet
        )
    return rendementsgrondslag_tp > eigen_grens(
        toeslag_vermogensgrens_alleen, zorgtoeslag_vermogensgrens_alleen, zorgtoeslag_vermogensgrens_alleen_wet
    )


@rule(law=BEGRIP, article="gezin", unit="-", entity="person")
def is_gezinshoofd(is_minderjarig_kind: bool) -> bool:
    """Is de alleenstaande of een van de partners in het gezin, en dus geen minderjarig kind."""
    return not is_minderjarig_kind


aantal_gezinshoofden = aggregate(
    "count", of="is_gezinshoofd", over="gezin", doc="Aantal partners in het gezin, een of twee"
)
aantal_kinderen_gezin = aggregate(
    "count", of="is_minderjarig_kind", over="gezin", doc="Aantal kinderen onder 18 jaar in het gezin"
)
toetsingsinkomen_gezin = aggregate(
    "sum",
    of="inkomen_voor_toeslagen",
    over="gezin",
    where="is_gezinshoofd",
    doc="Toetsingsinkomen van de ouder of ouders samen, zonder dat van de kinderen",
)
rendementsgrondslag_gezin = aggregate(
    "sum",
    of="rendementsgrondslag",
    over="gezin",
    where="is_gezinshoofd",
    doc="Vermogen van de ouder of ouders samen op 1 januari",
)
heeft_medebewoner_gezin = aggregate(
    "any", of="medebewoner", over="gezin", doc="Dit is een gezin van medebewoners, niet het gevraagde huishouden"
)


@rule(law=BEGRIP, article="gezin", unit="-", entity="gezin")
def heeft_partner_gezin(aantal_gezinshoofden: int) -> bool:
    """Er zijn twee partners in het gezin."""
    return aantal_gezinshoofden > 1


@rule(law=BEGRIP, article="huishouden", unit="-", entity="gezin")
def hoort_bij_huishouden_gezin(heeft_medebewoner_gezin: bool) -> bool:
    """Hoort bij het gevraagde huishouden en is geen gezin van medebewoners."""
    return not heeft_medebewoner_gezin


@rule(law=AWIR, article="7 lid 3", unit="-", entity="gezin")
def vermogen_te_hoog_voor_toeslag_gezin(
    rendementsgrondslag_gezin: float,
    heeft_partner_gezin: bool,
    toeslag_vermogensgrens_alleen: float,
    toeslag_vermogensgrens_partners: float,
    kgb_vermogensgrens_alleen: float,
    kgb_vermogensgrens_partners: float,
    kgb_vermogensgrens_alleen_wet: float,
    kgb_vermogensgrens_partners_wet: float,
) -> bool:
    """Heeft op 1 januari meer vermogen dan de grens voor het kindgebonden budget (Awir art. 7 lid 3)."""
    if heeft_partner_gezin:
        return rendementsgrondslag_gezin > eigen_grens(
            toeslag_vermogensgrens_partners, kgb_vermogensgrens_partners, kgb_vermogensgrens_partners_wet
        )
    return rendementsgrondslag_gezin > eigen_grens(
        toeslag_vermogensgrens_alleen, kgb_vermogensgrens_alleen, kgb_vermogensgrens_alleen_wet
    )


@rule(law=BEGRIP, article="huishouden", unit="-", entity="person")
def hoort_bij_huishouden(hoort_bij_huishouden_gezin: bool) -> bool:
    """Hoort bij het gevraagde huishouden en is geen medebewoner."""
    return hoort_bij_huishouden_gezin
