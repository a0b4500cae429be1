"""Participatiewet: income and wealth that count, and the bijstand that is left, net and gross.

Today net income is held against the net norm. With one concept of income (`inkomensbegrip_geharmoniseerd`) registered
gross income is held against the gross norm: the net norm grossed up as if there were no other income, and for people
of AOW age with the Zvw contribution that the AOW bears too. What is left is gross bijstand (`bijstand_toets`); tax,
after the credits that other income leaves unused, makes it net. Without any income the result is the net norm of today.
"""

from __future__ import annotations

from bouwstenen.law.bijstand.minimum import bruto_van_netto, netto_van_bruto
from bouwstenen.rules import Rounding, aggregate, rule

PW = "Participatiewet"


@rule(law=PW, article="31 lid 2 n, lid 5", unit="EUR/jaar", entity="person")
def bijstand_vrijgelaten_loon(
    netto_loon: float,
    loon: float,
    leeftijd: int,
    bijstand_vrijlating_deel: float,
    bijstand_vrijlating_maximum: float,
    ioaw_vrijlating_maximum: float,
    bijstand_vrijlating_leeftijd: float,
    inkomensbegrip_geharmoniseerd: bool,
) -> float:
    """Deel van het (netto)loon dat niet meetelt, vanaf 27 jaar en tot een maximum (Pw art. 31; bruto: IOAW art. 8)."""
    if leeftijd < bijstand_vrijlating_leeftijd:
        return 0.0
    if inkomensbegrip_geharmoniseerd:
        return min(bijstand_vrijlating_deel * loon, 12.0 * ioaw_vrijlating_maximum)
    return min(bijstand_vrijlating_deel * max(0.0, netto_loon), 12.0 * bijstand_vrijlating_maximum)


@rule(law=PW, article="31, 32", unit="EUR/jaar", entity="person")
def bijstand_inkomen(
    netto_loon: float,
    netto_uitkeringen: float,
    bijstand_vrijgelaten_loon: float,
    netto_middelen_uit_aanslag: float,
    geregistreerd_inkomen_zonder_bijstand: float,
    inkomensbegrip_geharmoniseerd: bool,
) -> float:
    """Loon, uitkeringen, winst, alimentatie en inkomen uit een bv, na belasting en bijdragen (Pw art. 31 en 32)."""
    if inkomensbegrip_geharmoniseerd:
        return geregistreerd_inkomen_zonder_bijstand - bijstand_vrijgelaten_loon
    return max(0.0, netto_loon) - bijstand_vrijgelaten_loon + netto_uitkeringen + netto_middelen_uit_aanslag


@rule(law=PW, article="31", unit="EUR/jaar", entity="person")
def bijstand_inkomen_dat_meetelt(
    bijstand_inkomen: float,
    is_gezinshoofd: bool,
    arbeidsvermogen: bool,
    heeft_lid_zonder_arbeidsvermogen_leefeenheid: bool,
    meegetelde_middelen_zonder_arbeidsvermogen: float,
) -> float:
    """Inkomen van de partners; van de partner van wie niet kan werken kan een maatregel een deel vrijlaten."""
    if not is_gezinshoofd:
        return 0.0
    if arbeidsvermogen and heeft_lid_zonder_arbeidsvermogen_leefeenheid:
        return meegetelde_middelen_zonder_arbeidsvermogen * bijstand_inkomen
    return bijstand_inkomen


@rule(law=PW, article="34 lid 1", unit="EUR", entity="person")
def bijstand_vermogen(
    spaargeld: float,
    beleggingen: float,
    groene_beleggingen: float,
    schulden: float,
    rendementsgrondslag: float,
    vermogensbegrip_geharmoniseerd: bool,
) -> float:
    """Bezittingen min schulden, zonder de eigen woning (Pw art. 34); bij één begrip de grondslag van box 3."""
    if vermogensbegrip_geharmoniseerd:
        return rendementsgrondslag
    return spaargeld + beleggingen + groene_beleggingen - schulden


bijstand_inkomen_rechthebbenden = aggregate(
    "sum",
    of="bijstand_inkomen_dat_meetelt",
    over="gezin",
    where="is_bijstandsgerechtigde",
    doc="Inkomen van de partners met recht op bijstand",
)
bijstand_inkomen_gezin = aggregate(
    "sum", of="bijstand_inkomen_dat_meetelt", over="gezin", doc="Inkomen van alle partners"
)
bijstand_vermogen_gezin = aggregate("sum", of="bijstand_vermogen", over="gezin", doc="Vermogen van het gezin")
pensioen_gezin = aggregate(
    "sum", of="pensioen", over="gezin", where="is_gezinshoofd", doc="Aanvullend pensioen van de partners samen"
)
vraagt_bijstand_aan_gezin = aggregate(
    "all", of="vraagt_bijstand_aan", over="gezin", where="is_bijstandsgerechtigde", doc="De partners vragen bijstand"
)
bijstand_inkomen_rechthebbenden_samen = aggregate(
    "sum",
    of="bijstand_inkomen_rechthebbenden",
    over="huishouden",
    where="deelt_huishouding",
    doc="Inkomen van huishoudpartners met recht op bijstand",
)
bijstand_inkomen_samen = aggregate(
    "sum", of="bijstand_inkomen_gezin", over="huishouden", where="deelt_huishouding", doc="Inkomen van huishoudpartners"
)
bijstand_vermogen_samen = aggregate(
    "sum",
    of="bijstand_vermogen_gezin",
    over="huishouden",
    where="deelt_huishouding",
    doc="Vermogen van beide gezinnen die een huishouding delen",
)
pensioen_samen = aggregate(
    "sum", of="pensioen_gezin", over="huishouden", where="deelt_huishouding", doc="Pensioen van huishoudpartners"
)
vraagt_bijstand_aan_samen = aggregate(
    "all",
    of="vraagt_bijstand_aan_gezin",
    over="huishouden",
    where="deelt_huishouding",
    doc="Beide huishoudpartners vragen bijstand",
)


@rule(law=PW, article="3, 32", unit="EUR/jaar", entity="gezin")
def bijstand_inkomen_rechthebbenden_leefeenheid(
    bijstand_inkomen_rechthebbenden: float, bijstand_inkomen_rechthebbenden_samen: float, deelt_huishouding: bool
) -> float:
    """Inkomen van de partners met recht op bijstand (Pw art. 3 en 32)."""
    return bijstand_inkomen_rechthebbenden_samen if deelt_huishouding else bijstand_inkomen_rechthebbenden


@rule(law=PW, article="3, 32 lid 3", unit="EUR/jaar", entity="gezin")
def bijstand_inkomen_leefeenheid(
    bijstand_inkomen_gezin: float, bijstand_inkomen_samen: float, deelt_huishouding: bool
) -> float:
    """Inkomen van alle partners (Pw art. 3 en 32 lid 3)."""
    return bijstand_inkomen_samen if deelt_huishouding else bijstand_inkomen_gezin


@rule(law=PW, article="3, 43", unit="-", entity="gezin")
def bijstand_is_aangevraagd(
    vraagt_bijstand_aan_gezin: bool, vraagt_bijstand_aan_samen: bool, deelt_huishouding: bool
) -> bool:
    """Partners vragen samen bijstand aan: doet een van hen dat niet, dan is er geen (Pw art. 43)."""
    return vraagt_bijstand_aan_samen if deelt_huishouding else vraagt_bijstand_aan_gezin


@rule(law=PW, article="33 lid 5", unit="EUR/jaar", entity="gezin")
def aio_vrijgelaten_pensioen(
    pensioen_gezin: float,
    pensioen_samen: float,
    deelt_huishouding: bool,
    heeft_aow_leeftijd_leefeenheid: bool,
    heeft_partner_leefeenheid: bool,
    aio_vrijlating_pensioen_alleenstaande: float,
    aio_vrijlating_pensioen_paar: float,
) -> float:
    """Klein deel van het aanvullend pensioen dat vanaf de AOW-leeftijd niet meetelt (Pw art. 33 lid 5)."""
    if not heeft_aow_leeftijd_leefeenheid:
        return 0.0
    maximum = aio_vrijlating_pensioen_paar if heeft_partner_leefeenheid else aio_vrijlating_pensioen_alleenstaande
    return min(pensioen_samen if deelt_huishouding else pensioen_gezin, 12.0 * maximum)


@rule(law=PW, article="34 lid 2, 3", unit="-", entity="gezin")
def vermogen_te_hoog_voor_bijstand(
    bijstand_vermogen_gezin: float,
    bijstand_vermogen_samen: float,
    deelt_huishouding: bool,
    heeft_partner_leefeenheid: bool,
    aantal_kinderen_leefeenheid: int,
    heeft_lid_zonder_arbeidsvermogen_leefeenheid: bool,
    meegetelde_middelen_zonder_arbeidsvermogen: float,
    bijstand_vermogensgrens_alleenstaande: float,
    bijstand_vermogensgrens_gezin: float,
) -> bool:
    """Heeft meer vermogen dan de grens voor alleenstaanden of gezinnen (Pw art. 34 lid 3)."""
    gezin = heeft_partner_leefeenheid or aantal_kinderen_leefeenheid > 0
    grens = bijstand_vermogensgrens_gezin if gezin else bijstand_vermogensgrens_alleenstaande
    deel = meegetelde_middelen_zonder_arbeidsvermogen if heeft_lid_zonder_arbeidsvermogen_leefeenheid else 1.0
    return deel * (bijstand_vermogen_samen if deelt_huishouding else bijstand_vermogen_gezin) > grens


@rule(law=PW, article="19", unit="EUR/jaar", entity="person")
def bijstandsnorm_bruto_persoon(
    is_bijstandsgerechtigde: bool,
    bijstandsnorm: float,
    aantal_gerechtigden_leefeenheid: int,
    heeft_aow_leeftijd: bool,
    belasting_eerste_schijf: float,
    algemene_heffingskorting_maximum: float,
    zvw_bijdrage_tarief: float,
) -> float:
    """Bruto tegenhanger van het eigen deel van de netto norm, voor wie geen ander inkomen heeft (Pw art. 19)."""
    if not is_bijstandsgerechtigde:
        return 0.0
    netto = 12.0 * bijstandsnorm / aantal_gerechtigden_leefeenheid
    if heeft_aow_leeftijd:
        return netto / (1.0 - zvw_bijdrage_tarief)
    return bruto_van_netto(netto, belasting_eerste_schijf, algemene_heffingskorting_maximum)


bijstandsnorm_bruto_gezin = aggregate(
    "sum", of="bijstandsnorm_bruto_persoon", over="gezin", doc="Bruto norm van de partners in dit gezin"
)
bijstandsnorm_bruto_samen = aggregate(
    "sum",
    of="bijstandsnorm_bruto_gezin",
    over="huishouden",
    where="deelt_huishouding",
    doc="Bruto norm van huishoudpartners",
)


@rule(law=PW, article="19", unit="EUR/jaar", entity="gezin")
def bijstandsnorm_toets(
    bijstandsnorm: float,
    bijstandsnorm_bruto_gezin: float,
    bijstandsnorm_bruto_samen: float,
    deelt_huishouding: bool,
    inkomensbegrip_geharmoniseerd: bool,
) -> float:
    """Norm over een jaar waar het inkomen van afgaat: netto, of bruto als één inkomensbegrip geldt (Pw art. 19)."""
    if inkomensbegrip_geharmoniseerd:
        return bijstandsnorm_bruto_samen if deelt_huishouding else bijstandsnorm_bruto_gezin
    return 12.0 * bijstandsnorm


@rule(law=PW, article="32 lid 3", unit="EUR/jaar", entity="gezin")
def bijstandsnorm_toets_samen(
    bijstandsnorm: float, bijstandsnorm_gezin: float, bijstandsnorm_toets: float, inkomensbegrip_geharmoniseerd: bool
) -> float:
    """Norm van beide partners als een van hen geen recht heeft, netto of bruto (Pw art. 32 lid 3)."""
    if not inkomensbegrip_geharmoniseerd or bijstandsnorm <= 0.0:
        return 12.0 * max(bijstandsnorm, bijstandsnorm_gezin)
    return bijstandsnorm_toets * max(1.0, bijstandsnorm_gezin / bijstandsnorm)


@rule(law=PW, article="19 lid 2, 32 lid 3", unit="EUR/jaar", entity="gezin")
def bijstand_toets(
    aantal_gerechtigden_leefeenheid: int,
    bijstand_is_aangevraagd: bool,
    vermogen_te_hoog_voor_bijstand: bool,
    heeft_zelfstandige_leefeenheid: bool,
    bijstandsnorm_toets: float,
    bijstandsnorm_toets_samen: float,
    bijstand_inkomen_rechthebbenden_leefeenheid: float,
    bijstand_inkomen_leefeenheid: float,
    aio_vrijgelaten_pensioen: float,
) -> float:
    """Norm min inkomen van de leefeenheid; een partner zonder recht telt mee boven de gezinsnorm (Pw art. 19)."""
    if aantal_gerechtigden_leefeenheid == 0 or vermogen_te_hoog_voor_bijstand or heeft_zelfstandige_leefeenheid:
        return 0.0
    if not bijstand_is_aangevraagd:
        return 0.0
    eigen = bijstandsnorm_toets - bijstand_inkomen_rechthebbenden_leefeenheid
    samen = bijstandsnorm_toets_samen - bijstand_inkomen_leefeenheid
    return max(0.0, min(eigen, samen) + aio_vrijgelaten_pensioen)


@rule(law=PW, article="19", unit="EUR/jaar", entity="person")
def bijstand_bruto_deel(bijstand_toets: float, bijstandsnorm_bruto_persoon: float, bijstandsnorm_toets: float) -> float:
    """Eigen deel van de bruto bijstand, naar het aandeel in de bruto norm, bij één inkomensbegrip (Pw art. 19)."""
    if bijstandsnorm_bruto_persoon <= 0.0:
        return 0.0
    return bijstand_toets * bijstandsnorm_bruto_persoon / bijstandsnorm_toets


@rule(law=PW, article="19", unit="EUR/jaar", entity="person")
def bijstand_netto_van_bruto(
    bijstand_bruto_deel: float,
    heeft_aow_leeftijd: bool,
    belasting_eerste_schijf: float,
    onbenutte_heffingskorting: float,
    zvw_bijdrage_tarief: float,
) -> float:
    """Eigen deel van de bruto bijstand na belasting, als één inkomensbegrip geldt (Pw art. 19)."""
    if heeft_aow_leeftijd:
        return (1.0 - zvw_bijdrage_tarief) * bijstand_bruto_deel
    return netto_van_bruto(bijstand_bruto_deel, belasting_eerste_schijf, onbenutte_heffingskorting)


bijstand_netto_van_bruto_gezin = aggregate(
    "sum", of="bijstand_netto_van_bruto", over="gezin", doc="Bruto bijstand van de partners na belasting"
)


@rule(law=PW, article="19 lid 2", unit="EUR/jaar", entity="gezin", rounding=Rounding("half_up", to=0.01))
def bijstand_gezin(
    bijstand_toets: float,
    bijstand_netto_van_bruto_gezin: float,
    aantal_bijstandsgerechtigden: int,
    aantal_gerechtigden_leefeenheid: int,
    deelt_huishouding: bool,
    inkomensbegrip_geharmoniseerd: bool,
) -> float:
    """Bijstand van dit gezin, netto over een jaar met vakantiegeld; huishoudpartners krijgen elk hun deel."""
    if inkomensbegrip_geharmoniseerd:
        return bijstand_netto_van_bruto_gezin
    if deelt_huishouding:
        return bijstand_toets * aantal_bijstandsgerechtigden / max(1, aantal_gerechtigden_leefeenheid)
    return bijstand_toets


@rule(law=PW, article="47a", unit="EUR/jaar", entity="gezin")
def aio_gezin(bijstand_gezin: float, heeft_aow_leeftijd_leefeenheid: bool) -> float:
    """Het deel van de bijstand dat de SVB als AIO betaalt: als een partner de AOW-leeftijd heeft (Pw art. 47a)."""
    return bijstand_gezin if heeft_aow_leeftijd_leefeenheid else 0.0


@rule(law=PW, article="19", unit="EUR/maand", entity="gezin", rounding=Rounding("half_up", to=0.01))
def bijstand_gezin_per_maand(bijstand_gezin: float) -> float:
    """Bijstand per maand met vakantiegeld, netto (Pw art. 19)."""
    return bijstand_gezin / 12.0


@rule(law=PW, article="19 lid 3, 45", unit="EUR/maand", entity="gezin", rounding=Rounding("half_up", to=0.01))
def bijstand_uitbetaald_per_maand(bijstand_gezin_per_maand: float, bijstand_vakantiegeld: float) -> float:
    """Wat elke maand op de rekening komt; het vakantiegeld volgt in juni (Pw art. 19 lid 3 en 45)."""
    return (1.0 - bijstand_vakantiegeld) * bijstand_gezin_per_maand


bijstand = aggregate(
    "sum",
    of="bijstand_gezin",
    over="huishouden",
    where="hoort_bij_huishouden_gezin",
    doc="Netto bijstand (met AIO) van het huishouden over een jaar, met vakantiegeld",
)
bijstand_per_maand = aggregate(
    "sum",
    of="bijstand_gezin_per_maand",
    over="huishouden",
    where="hoort_bij_huishouden_gezin",
    doc="Netto bijstand (met AIO) van het huishouden per maand, met vakantiegeld",
)


@rule(law="Wet inkomstenbelasting 2001", article="2.10", unit="deel", entity="person")
def belasting_eerste_schijf(schijf1_tarief: float, premie_volksverzekeringen_deel: float) -> float:
    """Belasting en premies samen in de eerste schijf (Wet IB 2001 art. 2.10)."""
    return schijf1_tarief + premie_volksverzekeringen_deel


@rule(law=PW, article="19 lid 4", unit="EUR/jaar", entity="person")
def onbenutte_heffingskorting(
    belasting_eerste_schijf: float,
    algemene_heffingskorting_maximum: float,
    arbeidskorting: float,
    arbeidsinkomen: float,
    uitkering: float,
    pensioen: float,
    anw: float,
    berekende_uitkeringen: float,
    alimentatie_ontvangen: float,
    heffing_box2_zonder_aftrek: float,
) -> float:
    """Heffingskorting die na belasting over ander inkomen overblijft voor de bijstand (Pw art. 19 lid 4)."""
    ander = arbeidsinkomen + uitkering + pensioen + anw + berekende_uitkeringen + alimentatie_ontvangen
    heffing = belasting_eerste_schijf * ander + heffing_box2_zonder_aftrek
    return max(0.0, algemene_heffingskorting_maximum + arbeidskorting - heffing)


@rule(law=PW, article="19 lid 4", unit="EUR/jaar", entity="person", rounding=Rounding("floor", to=1.0))
def bijstand_bruto(
    is_bijstandsgerechtigde: bool,
    bijstand_gezin: float,
    aantal_bijstandsgerechtigden: int,
    heeft_aow_leeftijd: bool,
    belasting_eerste_schijf: float,
    onbenutte_heffingskorting: float,
    bijstand_bruto_deel: float,
    bijstand_netto_van_bruto: float,
    inkomensbegrip_geharmoniseerd: bool,
) -> float:
    """Eigen deel van de bijstand met de belasting die de gemeente betaalt, op hele euro's (Pw art. 19 lid 4)."""
    if not is_bijstandsgerechtigde:
        return 0.0
    if inkomensbegrip_geharmoniseerd:
        return bijstand_netto_van_bruto if heeft_aow_leeftijd else bijstand_bruto_deel
    netto = bijstand_gezin / aantal_bijstandsgerechtigden
    if heeft_aow_leeftijd:
        return netto
    return bruto_van_netto(netto, belasting_eerste_schijf, onbenutte_heffingskorting)
