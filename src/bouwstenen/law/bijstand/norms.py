"""Participatiewet: who is entitled, who shares costs and which norm holds for a gezin."""

from __future__ import annotations

from bouwstenen.law.bijstand.minimum import netto_van_bruto
from bouwstenen.rules import Rounding, aggregate, rule

PW = "Participatiewet"


@rule(law=PW, article="11, 13", unit="-", entity="person")
def is_bijstandsgerechtigde(is_gezinshoofd: bool, volwassen: bool, student: bool) -> bool:
    """Volwassene die geen recht heeft op studiefinanciering (Pw art. 11 en 13)."""
    return is_gezinshoofd and volwassen and not student


@rule(law=PW, article="20", unit="-", entity="person")
def is_bijstandsjongere(is_gezinshoofd: bool, leeftijd: int, bijstand_leeftijd_volle_norm: float) -> bool:
    """Alleenstaande of partner die jonger is dan 21 jaar (Pw art. 20)."""
    return is_gezinshoofd and leeftijd < bijstand_leeftijd_volle_norm


@rule(law=PW, article="19a", unit="-", entity="person")
def is_kostendeler(
    leeftijd: int,
    student: bool,
    bbl_leerling: bool,
    commerciele_huurder: bool,
    kostendeler_leeftijd: float,
    studiefinanciering_leeftijd_maximum: float,
) -> bool:
    """Is 27 jaar of ouder, volgt geen opleiding met studiefinanciering of bbl en huurt niet zakelijk (Pw art. 19a)."""
    leert = bbl_leerling or (student and leeftijd < studiefinanciering_leeftijd_maximum)
    return leeftijd >= kostendeler_leeftijd and not leert and not commerciele_huurder


@rule(law=PW, article="7 lid 1 b; Bbz 2004 1, 2", unit="-", entity="person")
def is_zelfstandige(is_gezinshoofd: bool, urencriterium: bool, heeft_aow_leeftijd: bool) -> bool:
    """Haalt het urencriterium en heeft nog geen AOW: dan geldt het Bbz en geen gewone bijstand (Bbz art. 2)."""
    return is_gezinshoofd and urencriterium and not heeft_aow_leeftijd


@rule(law=PW, article="9 lid 5", unit="-", entity="person")
def is_zonder_arbeidsvermogen(is_gezinshoofd: bool, arbeidsvermogen: bool) -> bool:
    """Alleenstaande of partner die volledig en duurzaam niet kan werken (Pw art. 9 lid 5)."""
    return is_gezinshoofd and not arbeidsvermogen


aantal_bijstandsgerechtigden = aggregate(
    "count", of="is_bijstandsgerechtigde", over="gezin", doc="Aantal partners dat bijstand kan krijgen"
)
aantal_bijstandsjongeren = aggregate(
    "count", of="is_bijstandsjongere", over="gezin", doc="Aantal partners jonger dan 21 jaar"
)
aantal_kostendelers_hh = aggregate(
    "count", of="is_kostendeler", over="huishouden", doc="Aantal kostendelers op het adres"
)
aantal_kostendelers_gezin = aggregate(
    "count", of="is_kostendeler", over="gezin", doc="Aantal kostendelers in het gezin"
)
huurt_zakelijk_gezin = aggregate(
    "any", of="commerciele_huurder", over="gezin", doc="Het gezin huurt tegen een zakelijke prijs op dit adres"
)
heeft_aow_leeftijd_gezin = aggregate(
    "any", of="heeft_aow_leeftijd", over="gezin", where="is_gezinshoofd", doc="Een partner heeft de AOW-leeftijd"
)
heeft_zelfstandige_gezin = aggregate(
    "any", of="is_zelfstandige", over="gezin", doc="Een partner valt als zelfstandige onder het Bbz"
)
heeft_lid_zonder_arbeidsvermogen = aggregate(
    "any", of="is_zonder_arbeidsvermogen", over="gezin", doc="Een partner kan blijvend niet werken"
)


@rule(law=PW, article="19a", unit="personen", entity="gezin")
def aantal_medebewoners_kostendelers(
    aantal_kostendelers_hh: int, aantal_kostendelers_leefeenheid: int, huurt_zakelijk_gezin: bool
) -> int:
    """Kostendelers op het adres buiten de leefeenheid; wie zakelijk huurt, deelt geen kosten (Pw art. 19a)."""
    return 0 if huurt_zakelijk_gezin else aantal_kostendelers_hh - aantal_kostendelers_leefeenheid


@rule(law=PW, article="22a", unit="personen", entity="gezin")
def aantal_kostendelende_medebewoners(
    aantal_medebewoners_kostendelers: int,
    heeft_lid_zonder_arbeidsvermogen_leefeenheid: bool,
    kostendelersnorm_geldt_zonder_arbeidsvermogen: bool,
) -> int:
    """Kostendelende medebewoners die de norm verlagen (Pw art. 22a)."""
    vrij = heeft_lid_zonder_arbeidsvermogen_leefeenheid and not kostendelersnorm_geldt_zonder_arbeidsvermogen
    return 0 if vrij else aantal_medebewoners_kostendelers


@rule(law=PW, article="21, 22", unit="EUR/maand", entity="gezin")
def bijstandsnorm_paar_gezin(
    heeft_aow_leeftijd_leefeenheid: bool,
    bijstandsnorm_paar: float,
    bijstandsnorm_paar_aow: float,
    norm_schaal: float,
    norm_schaal_aow: float,
) -> float:
    """Norm voor een paar: hoger als een van beiden de AOW-leeftijd heeft (Pw art. 21 b en 22 b, c)."""
    return (
        norm_schaal_aow * bijstandsnorm_paar_aow if heeft_aow_leeftijd_leefeenheid else norm_schaal * bijstandsnorm_paar
    )


@rule(law=PW, article="20, 21, 22", unit="EUR/maand", entity="gezin")
def bijstandsnorm_alleen_gezin(
    aantal_bijstandsjongeren: int,
    heeft_aow_leeftijd_gezin: bool,
    bijstandsnorm_jongere: float,
    bijstandsnorm_alleenstaande: float,
    bijstandsnorm_alleenstaande_aow: float,
    norm_schaal: float,
    norm_schaal_aow: float,
) -> float:
    """Norm voor een alleenstaande (ouder) naar leeftijd (Pw art. 20, 21 a en 22 a)."""
    if heeft_aow_leeftijd_gezin:
        return norm_schaal_aow * bijstandsnorm_alleenstaande_aow
    return norm_schaal * (bijstandsnorm_jongere if aantal_bijstandsjongeren > 0 else bijstandsnorm_alleenstaande)


@rule(law=PW, article="20, 21, 22", unit="EUR/maand", entity="gezin")
def bijstandsnorm_zonder_kostendelers(
    heeft_partner_leefeenheid: bool,
    aantal_jongeren_leefeenheid: int,
    aantal_kinderen_leefeenheid: int,
    bijstandsnorm_alleen_gezin: float,
    bijstandsnorm_paar_gezin: float,
    bijstandsnorm_jongere: float,
    bijstandsnorm_jonge_ouders: float,
    bijstandsnorm_een_jongere: float,
    bijstandsnorm_een_jongere_met_kind: float,
    norm_schaal: float,
) -> float:
    """Norm per maand naar leefvorm, leeftijd en kinderen, netto met vakantiegeld (Pw art. 20, 21 en 22)."""
    if not heeft_partner_leefeenheid:
        return bijstandsnorm_alleen_gezin
    if aantal_jongeren_leefeenheid == 0:
        return bijstandsnorm_paar_gezin
    met_kind = aantal_kinderen_leefeenheid > 0
    if aantal_jongeren_leefeenheid == 1:
        return norm_schaal * (bijstandsnorm_een_jongere_met_kind if met_kind else bijstandsnorm_een_jongere)
    return norm_schaal * (bijstandsnorm_jonge_ouders if met_kind else 2.0 * bijstandsnorm_jongere)


@rule(law=PW, article="22a lid 1", unit="EUR/maand", entity="gezin", rounding=Rounding("half_up", to=0.01))
def kostendelersnorm_per_persoon(
    aantal_kostendelende_medebewoners: int,
    aantal_partners_leefeenheid: int,
    aantal_jongeren_leefeenheid: int,
    bijstandsnorm_paar_gezin: float,
    kostendelersnorm_vast_deel: float,
    kostendelersnorm_deel_per_persoon: float,
) -> float:
    """(40% + A x 30%) / A x de norm voor een paar, met A het aantal dat de kosten deelt (Pw art. 22a lid 1)."""
    aantal = max(1, aantal_kostendelende_medebewoners + aantal_partners_leefeenheid - aantal_jongeren_leefeenheid)
    return bijstandsnorm_paar_gezin * (kostendelersnorm_vast_deel + aantal * kostendelersnorm_deel_per_persoon) / aantal


@rule(law=PW, article="22a", unit="EUR/maand", entity="gezin")
def bijstandsnorm_gezin(
    bijstandsnorm_zonder_kostendelers: float,
    kostendelersnorm_per_persoon: float,
    aantal_kostendelende_medebewoners: int,
    aantal_partners_leefeenheid: int,
    aantal_jongeren_leefeenheid: int,
    aantal_kinderen_leefeenheid: int,
    bijstandsnorm_jongere: float,
    bijstandsnorm_jonge_ouders: float,
    norm_schaal: float,
) -> float:
    """Norm van de leefeenheid; met medebewoners de som van de kostendelersnormen (Pw art. 22a lid 2 en 3)."""
    ouderen = aantal_partners_leefeenheid - aantal_jongeren_leefeenheid
    if aantal_kostendelende_medebewoners == 0 or ouderen <= 0:
        return bijstandsnorm_zonder_kostendelers
    met_kind = aantal_kinderen_leefeenheid > 0
    jongere = bijstandsnorm_jonge_ouders - bijstandsnorm_jongere if met_kind else bijstandsnorm_jongere
    return ouderen * kostendelersnorm_per_persoon + aantal_jongeren_leefeenheid * norm_schaal * jongere


@rule(law=PW, article="24", unit="EUR/maand", entity="gezin")
def bijstandsnorm_rechthebbenden(
    bijstandsnorm_gezin: float,
    bijstandsnorm_zonder_kostendelers: float,
    kostendelersnorm_per_persoon: float,
    aantal_kostendelende_medebewoners: int,
    aantal_gerechtigden_leefeenheid: int,
    aantal_partners_leefeenheid: int,
) -> float:
    """Norm voor wie recht heeft: heeft een van beide partners geen recht, dan de helft (Pw art. 24)."""
    if aantal_gerechtigden_leefeenheid == aantal_partners_leefeenheid:
        return bijstandsnorm_gezin
    if aantal_kostendelende_medebewoners > 0:
        return kostendelersnorm_per_persoon
    return bijstandsnorm_zonder_kostendelers / 2.0


@rule(law=PW, article="21", unit="EUR/maand", entity="person")
def norm_zonder_arbeidsvermogen(
    is_zonder_arbeidsvermogen: bool,
    referentieloon: float,
    deel_minimumloon_zonder_arbeidsvermogen: float,
    minimumvakantiebijslag: float,
    belasting_eerste_schijf: float,
    algemene_heffingskorting_maximum: float,
) -> float:
    """Netto norm die een maatregel aan het bruto minimumloon koppelt; in de wet van nu is dat deel nul."""
    if not is_zonder_arbeidsvermogen:
        return 0.0
    bruto = 12.0 * deel_minimumloon_zonder_arbeidsvermogen * referentieloon * (1.0 + minimumvakantiebijslag)
    return netto_van_bruto(bruto, belasting_eerste_schijf, algemene_heffingskorting_maximum) / 12.0


norm_zonder_arbeidsvermogen_gezin = aggregate(
    "sum", of="norm_zonder_arbeidsvermogen", over="gezin", doc="Norm uit een maatregel voor wie niet kan werken"
)
norm_zonder_arbeidsvermogen_samen = aggregate(
    "sum",
    of="norm_zonder_arbeidsvermogen_gezin",
    over="huishouden",
    where="deelt_huishouding",
    doc="Norm uit een maatregel voor huishoudpartners die niet kunnen werken",
)


@rule(law=PW, article="20-24", unit="EUR/maand", entity="gezin")
def bijstandsnorm(
    bijstandsnorm_rechthebbenden: float,
    norm_zonder_arbeidsvermogen_gezin: float,
    norm_zonder_arbeidsvermogen_samen: float,
    deelt_huishouding: bool,
) -> float:
    """De norm die geldt, netto per maand met vakantiegeld (Pw art. 20 tot en met 24)."""
    maatregel = norm_zonder_arbeidsvermogen_samen if deelt_huishouding else norm_zonder_arbeidsvermogen_gezin
    return max(bijstandsnorm_rechthebbenden, maatregel)
