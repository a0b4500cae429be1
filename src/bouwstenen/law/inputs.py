"""Inputs of the Dutch law: what a household case or a microdata table has to tell.

Units of people (every person belongs to exactly one of each, a unit lies inside one huishouden):

- ``fiscale_partners`` and ``toeslagpartners``: one adult, or two partners. A child forms a unit of its own.
- ``gezin``: the partners (or the single adult) with the children under 18 listed as theirs. An adult child or another
  resident is a gezin of its own.
- ``huishouden``: everybody at the address.

Ages are those on the date of the calculation: the law and the situation of that date hold for twelve months. Rules
that name the age on 1 January take a year off for who had a birthday since (`jarig_sinds_1_januari`). A word is handed
in as a whole number, by the tables at the end (``ONDERWIJS`` and so on).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.rules import Input

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from bouwstenen.rules.definitions import Value

# Who somebody is
_PERSON = (
    Input("leeftijd", "person", "jaar", "int", 0, "Leeftijd in hele jaren op de peildatum"),
    Input("leeftijd_maanden", "person", "maanden", "int", 0, "Leeftijd in hele maanden op de peildatum"),
    Input("geboortejaar", "person", "jaar", "int", 0, "Geboortejaar"),
    Input("jarig_sinds_1_januari", "person", "-", "bool", False, "Was tussen 1 januari en de peildatum jarig"),
    Input("is_kind", "person", "-", "bool", False, "Woont als kind bij een of beide ouders op dit adres"),
    Input("medebewoner", "person", "-", "bool", False, "Volwassene op dit adres die geen partner of kind is"),
    Input("commerciele_huurder", "person", "-", "bool", False, "Huurt op dit adres tegen een zakelijke prijs"),
    Input("arbeidsvermogen", "person", "-", "bool", True, "Kan nu of later werken (onwaar: duurzaam niet)"),
    Input("zorgverzekerd", "person", "-", "bool", True, "Heeft een Nederlandse zorgverzekering"),
    Input("aow_opbouw", "person", "deel", "float", 1.0, "Deel van de volledige AOW dat is opgebouwd"),
)

# Income from work and benefits
_INCOME = (
    Input("loon", "person", "EUR/jaar", "float", 0.0, "Belast loon uit tegenwoordig werk, met vakantiegeld"),
    Input("uitkering", "person", "EUR/jaar", "float", 0.0, "Belaste uitkering of loon uit vroeger werk (WW, WIA)"),
    Input("pensioen", "person", "EUR/jaar", "float", 0.0, "Aanvullend pensioen"),
    Input("alimentatie_ontvangen", "person", "EUR/jaar", "float", 0.0, "Ontvangen partneralimentatie"),
    Input("loonheffingskorting", "person", "-", "bool", True, "De heffingskorting is toegepast op het loon"),
    Input("vast_contract", "person", "-", "bool", True, "Werkt op een schriftelijk vast contract (lage WW-premie)"),
    Input("kleine_werkgever", "person", "-", "bool", False, "Werkt bij een kleine werkgever (lage Aof-premie)"),
    Input("bbl_leerling", "person", "-", "bool", False, "Werkt als leerling in de beroepsbegeleidende leerweg"),
)

# Enterprise
_ENTERPRISE = (
    Input("winst", "person", "EUR/jaar", "float", 0.0, "Winst uit onderneming voor ondernemersaftrek"),
    Input("urencriterium", "person", "-", "bool", False, "Werkt genoeg uren in de eigen onderneming"),
    Input("starter", "person", "-", "bool", False, "Heeft als starter recht op startersaftrek"),
    Input("investeringen", "person", "EUR/jaar", "float", 0.0, "Investeringen in bedrijfsmiddelen in dit jaar"),
    Input("stakingswinst", "person", "EUR/jaar", "float", 0.0, "Winst door het stoppen van de onderneming, in winst"),
    Input("meewerkuren", "person", "-", "float", 0.0, "Onbetaalde uren per jaar van de partner in de onderneming"),
)

# Own home, substantial interest and deductions
_TAX = (
    Input("woz_waarde", "person", "EUR", "float", 0.0, "WOZ-waarde van de eigen woning, bij wie er belasting betaalt"),
    Input("hypotheekrente", "person", "EUR/jaar", "float", 0.0, "Aftrekbare rente en kosten van de hypotheek"),
    Input("inkomen_aanmerkelijk_belang", "person", "EUR/jaar", "float", 0.0, "Dividend en winst uit eigen bv (box 2)"),
    Input("alimentatie_betaald", "person", "EUR/jaar", "float", 0.0, "Betaalde partneralimentatie"),
    Input("lijfrentepremie", "person", "EUR/jaar", "float", 0.0, "Lijfrentepremie, binnen de jaarruimte"),
    Input(
        "behandelingen", "person", "-", "int", 0, "Behandelingen in het ziekenhuis in een jaar, voor het eigen risico"
    ),
    Input("zorgkosten", "person", "EUR/jaar", "float", 0.0, "Specifieke zorgkosten, met verhogingen, voor de drempel"),
    Input("giften", "person", "EUR/jaar", "float", 0.0, "Gewone giften, voor de drempel"),
)

# Wealth on 1 January
_WEALTH = (
    Input("spaargeld", "person", "EUR", "float", 0.0, "Bank- en spaartegoeden op 1 januari"),
    Input("beleggingen", "person", "EUR", "float", 0.0, "Beleggingen en andere bezittingen op 1 januari"),
    Input("groene_beleggingen", "person", "EUR", "float", 0.0, "Groene beleggingen op 1 januari, niet in beleggingen"),
    Input("schulden", "person", "EUR", "float", 0.0, "Schulden op 1 januari, zonder hypotheek op de eigen woning"),
    Input("tegenbewijs_box3", "person", "-", "bool", False, "Doet in box 3 opgave van het werkelijke rendement"),
    Input("werkelijk_rendement_box3", "person", "EUR/jaar", "float", 0.0, "Werkelijk rendement in box 3"),
)

# Study and childcare
_STUDY_AND_CARE = (
    Input("student", "person", "-", "bool", False, "Volgt een opleiding met recht op studiefinanciering"),
    Input("uitwonend", "person", "-", "bool", False, "Student die niet bij de ouders woont"),
    Input("onderwijs", "person", "-", "int", 0, "Soort opleiding: 0 geen, 1 mbo, 2 hbo, 3 wo"),
    Input(
        "kinderopvang_soort", "person", "-", "int", 0, "Opvang van dit kind: 0 geen, 1 dagopvang, 2 bso, 3 gastouder"
    ),
    Input("kinderopvang_uren_per_maand", "person", "uren/maand", "float", 0.0, "Uren opvang van dit kind per maand"),
    Input("kinderopvang_uurprijs", "person", "EUR/uur", "float", 0.0, "Prijs per uur opvang van dit kind"),
)

_HOUSEHOLD = (
    Input("woning_soort", "huishouden", "-", "int", 0, "Woning: 0 onbekend, 1 huur, 2 koop"),
    Input("kale_huur_per_maand", "huishouden", "EUR/maand", "float", 0.0, "Kale huur per maand"),
    Input("servicekosten_per_maand", "huishouden", "EUR/maand", "float", 0.0, "Servicekosten die meetellen (tot 2026)"),
    Input("inkomen_zelfde_hele_jaar", "huishouden", "-", "bool", True, "Het inkomen is het hele jaar gelijk"),
)

# What only the benefit laws ask
_BENEFITS = (
    Input("woonlandfactor", "person", "deel", "float", 1.0, "Factor van het woonland bij een verdragsverzekering"),
    Input(
        "gezamenlijke_huishouding",
        "person",
        "-",
        "bool",
        False,
        "Voert een huishouding met een medebewoner (ook bij die ander invullen)",
    ),
    Input("nabestaande", "person", "-", "bool", False, "Heeft recht op een Anw-uitkering als nabestaande"),
    Input("ioaw_gerechtigd", "person", "-", "bool", False, "Oudere werkloze met recht op IOAW"),
    Input("wajong_met_arbeidsvermogen", "person", "-", "bool", False, "Heeft Wajong van voor 2015 en kan werken"),
    Input("arbeidsongeschikt_na_jeugd", "person", "-", "bool", False, "Kan niet werken, maar heeft geen Wajong"),
    Input("volgt_traject", "person", "-", "bool", False, "Volgt een traject naar werk of een inburgering"),
    Input("uitkering_soort", "person", "-", "int", 0, "Te berekenen uitkering: 0 geen, 1 WW, 2 IVA, 3-5 WGA, 6 ZW"),
    Input("uitkering_dagloon", "person", "EUR/dag", "float", 0.0, "Dagloon van die uitkering, met vakantiegeld"),
    Input("uitkering_maand", "person", "maanden", "int", 12, "In de hoeveelste maand van die uitkering iemand zit"),
    Input("uitkering_nieuw_geval", "person", "-", "bool", False, "Die uitkering begon na een wetswijziging"),
    Input("arbeidsongeschiktheid", "person", "deel", "float", 0.0, "Mate van arbeidsongeschiktheid voor de WGA"),
    Input("ouderinkomen", "person", "EUR/jaar", "float", 0.0, "Inkomen van ouders die niet op dit adres wonen"),
    Input("ouderinkomen_bekend", "person", "-", "bool", False, "Het inkomen van de ouders is ingevuld"),
    Input("ouders_samen", "person", "-", "bool", True, "Het ingevulde inkomen is van twee ouders"),
    Input("vraagt_bijstand_aan", "person", "-", "bool", True, "Vraagt bijstand of AIO aan als daar recht op is"),
    Input(
        "vraagt_toeslagenwet_aan", "person", "-", "bool", True, "Vraagt een toeslag tot het minimum aan (Toeslagenwet)"
    ),
    Input("aangepaste_woning", "huishouden", "-", "bool", False, "De woning is aangepast aan een handicap"),
)

# Leave of parents, work with a limitation, waiting for a WIA assessment
_WORK = (
    Input("weken_zwangerschapsverlof", "person", "weken", "float", 0.0, "Weken zwangerschaps- en bevallingsverlof"),
    Input("weken_geboorteverlof", "person", "weken", "float", 0.0, "Weken geboorteverlof van de partner"),
    Input("weken_aanvullend_geboorteverlof", "person", "weken", "float", 0.0, "Weken aanvullend geboorteverlof"),
    Input("weken_betaald_ouderschapsverlof", "person", "weken", "float", 0.0, "Weken betaald ouderschapsverlof"),
    Input("weken_adoptieverlof", "person", "weken", "float", 0.0, "Weken adoptie- of pleegzorgverlof"),
    Input("arbeidsuren_per_week", "person", "uren/week", "float", 0.0, "Uren werk per week, voor loonkostensubsidie"),
    Input("loonwaarde", "person", "deel", "float", 1.0, "Deel van het minimumloon dat iemand zelf verdient"),
    Input("doelgroepregister", "person", "-", "bool", False, "Staat in het doelgroepregister van de Banenafspraak"),
    Input("arbeidsbeperking", "person", "-", "bool", False, "Heeft een beperking bij het werk"),
    Input("wia_wachtmaanden", "person", "maanden", "float", 0.0, "Maanden van dit jaar wachten op de WIA-beoordeling"),
    Input("wia_beoordeeld", "person", "-", "bool", True, "De WIA-beoordeling is voor het einde van het jaar klaar"),
    Input("wia_voorschot_aangevraagd", "person", "-", "bool", False, "Heeft een voorschot op de WIA gevraagd"),
    Input("wia_lichte_toets_doorstaan", "person", "-", "bool", False, "Is door een lichte toets voor de WIA gekomen"),
)

INPUTS: Final[tuple[Input, ...]] = (
    *_PERSON,
    *_INCOME,
    *_ENTERPRISE,
    *_TAX,
    *_WEALTH,
    *_STUDY_AND_CARE,
    *_HOUSEHOLD,
    *_BENEFITS,
    *_WORK,
)
"""All inputs of the law, in the order in which they are documented."""

ONDERWIJS: Final[Mapping[str, int]] = {"mbo": 1, "hbo": 2, "wo": 3}
"""Codes of the input `onderwijs`."""
KINDEROPVANG_SOORT: Final[Mapping[str, int]] = {"dagopvang": 1, "bso": 2, "gastouder": 3}
"""Codes of the input `kinderopvang_soort`."""
WONING_SOORT: Final[Mapping[str, int]] = {"huur": 1, "koop": 2}
"""Codes of the input `woning_soort`."""
UITKERING_SOORT: Final[Mapping[str, int]] = {
    "ww": 1,
    "iva": 2,
    "wga_loongerelateerd": 3,
    "wga_loonaanvulling": 4,
    "wga_vervolg": 5,
    "zw": 6,
}
"""Codes of the input `uitkering_soort`."""

_BOUNDS: Final[Mapping[str, tuple[float, float]]] = {
    "leeftijd": (0, 130),
    "leeftijd_maanden": (0, 1571),
    "geboortejaar": (0, 2100),
    "onderwijs": (0, 3),
    "kinderopvang_soort": (0, 3),
    "woning_soort": (0, 2),
    "uitkering_soort": (0, 6),
    "uitkering_maand": (0, 1000),
    "behandelingen": (0, 366),
    "kinderopvang_uren_per_maand": (0, 744),
    "kinderopvang_uurprijs": (0, 100),
    "arbeidsuren_per_week": (0, 168),
    "meewerkuren": (0, 8784),
    "winst": (-1e10, 1e10),
    "inkomen_aanmerkelijk_belang": (-1e10, 1e10),
    "werkelijk_rendement_box3": (-1e10, 1e10),
    "ouderinkomen": (-1e10, 1e10),
}
_BY_UNIT: Final[Mapping[str, tuple[float, float]]] = {"deel": (0, 1), "weken": (0, 53), "maanden": (0, 1000)}


def bounds(item: Input) -> tuple[float, float]:
    """The least and the greatest value of an input that is a number, both allowed; an amount may not be negative."""
    return _BOUNDS.get(item.name, _BY_UNIT.get(item.unit, (0, 1e10)))


def out_of_bounds(item: Input, value: Value) -> bool:
    """True for a number that cannot be; a yes/no is always within bounds."""
    low, high = bounds(item)
    return item.kind != "bool" and not low <= value <= high
