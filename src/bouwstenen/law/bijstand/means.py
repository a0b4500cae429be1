"""Participatiewet: income and wealth that count, and the bijstand that is left, net and gross."""

from __future__ import annotations

from bouwstenen.rules import Rounding, aggregate, rule

PW = "Participatiewet"


@rule(law=PW, article="31 lid 2 n, lid 5", unit="EUR/jaar", entity="person")
def bijstand_vrijgelaten_loon(
    netto_loon: float,
    leeftijd: int,
    bijstand_vrijlating_deel: float,
    bijstand_vrijlating_maximum: float,
    bijstand_vrijlating_leeftijd: float,
) -> float:
    """Deel van het nettoloon dat niet meetelt, vanaf 27 jaar en tot een maximum (Pw art. 31 lid 2 n)."""
    if leeftijd < bijstand_vrijlating_leeftijd:
        return 0.0
    return min(bijstand_vrijlating_deel * max(0.0, netto_loon), 12.0 * bijstand_vrijlating_maximum)


@rule(law=PW, article="31, 32", unit="EUR/jaar", entity="person")
def bijstand_inkomen(
    netto_loon: float,
    netto_uitkeringen: float,
    bijstand_vrijgelaten_loon: float,
    winst: float,
    alimentatie_ontvangen: float,
    inkomen_aanmerkelijk_belang: float,
) -> float:
    """Netto loon en uitkeringen, en bruto winst, alimentatie en inkomen uit een bv (Pw art. 31 en 32)."""
    netto = max(0.0, netto_loon) - bijstand_vrijgelaten_loon + netto_uitkeringen
    return netto + max(0.0, winst) + alimentatie_ontvangen + max(0.0, inkomen_aanmerkelijk_belang)


@rule(law=PW, article="31", unit="EUR/jaar", entity="person")
def bijstand_inkomen_dat_meetelt(
    bijstand_inkomen: float,
    is_gezinshoofd: bool,
    arbeidsvermogen: bool,
    heeft_lid_zonder_arbeidsvermogen: bool,
    meegetelde_middelen_zonder_arbeidsvermogen: float,
) -> float:
    """Inkomen van de partners; van de partner van wie niet kan werken kan een maatregel een deel vrijlaten."""
    if not is_gezinshoofd:
        return 0.0
    if arbeidsvermogen and heeft_lid_zonder_arbeidsvermogen:
        return meegetelde_middelen_zonder_arbeidsvermogen * bijstand_inkomen
    return bijstand_inkomen


@rule(law=PW, article="34 lid 1", unit="EUR", entity="person")
def bijstand_vermogen(spaargeld: float, beleggingen: float, groene_beleggingen: float, schulden: float) -> float:
    """Bezittingen min schulden, zonder de eigen woning (Pw art. 34)."""
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


@rule(law=PW, article="33 lid 5", unit="EUR/jaar", entity="gezin")
def aio_vrijgelaten_pensioen(
    pensioen_gezin: float,
    heeft_aow_leeftijd_gezin: bool,
    heeft_partner_gezin: bool,
    aio_vrijlating_pensioen_alleenstaande: float,
    aio_vrijlating_pensioen_paar: float,
) -> float:
    """Klein deel van het aanvullend pensioen dat vanaf de AOW-leeftijd niet meetelt (Pw art. 33 lid 5)."""
    if not heeft_aow_leeftijd_gezin:
        return 0.0
    maximum = aio_vrijlating_pensioen_paar if heeft_partner_gezin else aio_vrijlating_pensioen_alleenstaande
    return min(pensioen_gezin, 12.0 * maximum)


@rule(law=PW, article="34 lid 2, 3", unit="-", entity="gezin")
def vermogen_te_hoog_voor_bijstand(
    bijstand_vermogen_gezin: float,
    heeft_partner_gezin: bool,
    aantal_kinderen_gezin: int,
    heeft_lid_zonder_arbeidsvermogen: bool,
    meegetelde_middelen_zonder_arbeidsvermogen: float,
    bijstand_vermogensgrens_alleenstaande: float,
    bijstand_vermogensgrens_gezin: float,
) -> bool:
    """Heeft meer vermogen dan de grens voor alleenstaanden of gezinnen (Pw art. 34 lid 3)."""
    gezin = heeft_partner_gezin or aantal_kinderen_gezin > 0
    grens = bijstand_vermogensgrens_gezin if gezin else bijstand_vermogensgrens_alleenstaande
    deel = meegetelde_middelen_zonder_arbeidsvermogen if heeft_lid_zonder_arbeidsvermogen else 1.0
    return deel * bijstand_vermogen_gezin > grens


@rule(law=PW, article="19 lid 2, 32 lid 3", unit="EUR/jaar", entity="gezin", rounding=Rounding("half_up", to=0.01))
def bijstand_gezin(
    aantal_bijstandsgerechtigden: int,
    vermogen_te_hoog_voor_bijstand: bool,
    bijstandsnorm: float,
    bijstandsnorm_gezin: float,
    bijstand_inkomen_rechthebbenden: float,
    bijstand_inkomen_gezin: float,
    aio_vrijgelaten_pensioen: float,
) -> float:
    """Norm min inkomen, netto over een jaar met vakantiegeld; een partner zonder recht telt mee boven de gezinsnorm."""
    if aantal_bijstandsgerechtigden == 0 or vermogen_te_hoog_voor_bijstand:
        return 0.0
    eigen = 12.0 * bijstandsnorm - bijstand_inkomen_rechthebbenden
    samen = 12.0 * max(bijstandsnorm, bijstandsnorm_gezin) - bijstand_inkomen_gezin
    return max(0.0, min(eigen, samen) + aio_vrijgelaten_pensioen)


@rule(law=PW, article="47a", unit="EUR/jaar", entity="gezin")
def aio_gezin(bijstand_gezin: float, heeft_aow_leeftijd_gezin: bool) -> float:
    """Het deel van de bijstand dat de SVB als AIO betaalt: als een partner de AOW-leeftijd heeft (Pw art. 47a)."""
    return bijstand_gezin if heeft_aow_leeftijd_gezin else 0.0


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
) -> float:
    """Heffingskorting die na belasting over ander inkomen overblijft voor de bijstand (Pw art. 19 lid 4)."""
    ander = arbeidsinkomen + uitkering + pensioen + anw + berekende_uitkeringen
    return max(0.0, algemene_heffingskorting_maximum + arbeidskorting - belasting_eerste_schijf * ander)


@rule(law=PW, article="19 lid 4", unit="EUR/jaar", entity="person", rounding=Rounding("floor", to=1.0))
def bijstand_bruto(
    is_bijstandsgerechtigde: bool,
    bijstand_gezin: float,
    aantal_bijstandsgerechtigden: int,
    heeft_aow_leeftijd: bool,
    belasting_eerste_schijf: float,
    onbenutte_heffingskorting: float,
) -> float:
    """Eigen deel van de bijstand met de belasting die de gemeente betaalt, op hele euro's (Pw art. 19 lid 4)."""
    if not is_bijstandsgerechtigde:
        return 0.0
    netto = bijstand_gezin / aantal_bijstandsgerechtigden
    if heeft_aow_leeftijd or belasting_eerste_schijf * netto <= onbenutte_heffingskorting:
        return netto
    return (netto - onbenutte_heffingskorting) / (1.0 - belasting_eerste_schijf)
