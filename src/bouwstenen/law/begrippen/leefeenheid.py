"""Who counts as partners in bijstand, Toeslagenwet, IOAW and Anw: also two residents who share a household.

The leefeenheid is a gezin, or two gezinnen of one adult each at the same address who share a household (Pw art. 3,
TW art. 1, IOAW art. 3). Of two gezinnen, each gets its own part of the amount. `gezamenlijke_huishouding` points them
out; said of one person, the other is the only adult resident that it can be. Children of the address are left out: a
parent and a child are no partners. With one concept of partner for all schemes (Awir art. 3) a leefeenheid is always
one gezin. The AOW has a lever of its own and keeps to the joint household itself (`voert_gezamenlijke_huishouding`).
"""

from __future__ import annotations

from bouwstenen.rules import aggregate, rule

PW = "Participatiewet"
TW = "Toeslagenwet"


@rule(law=PW, article="3 lid 2", unit="-", entity="person")
def kan_huishouding_delen(volwassen: bool, is_kind: bool, commerciele_huurder: bool, heeft_partner_gezin: bool) -> bool:
    """Volwassene zonder partner, geen kind van een bewoner en geen zakelijke huurder (Pw art. 3 lid 2 en 3)."""
    return volwassen and not (is_kind or commerciele_huurder or heeft_partner_gezin)


@rule(law=PW, article="3 lid 3", unit="-", entity="person")
def zegt_huishouding_te_delen(kan_huishouding_delen: bool, gezamenlijke_huishouding: bool) -> bool:
    """Van deze persoon is ingevuld dat die een gezamenlijke huishouding voert (Pw art. 3 lid 3)."""
    return kan_huishouding_delen and gezamenlijke_huishouding


aantal_mogelijke_huishoudpartners = aggregate(
    "count", of="kan_huishouding_delen", over="huishouden", doc="Volwassenen die samen een huishouding kunnen voeren"
)
aantal_aangewezen_huishoudpartners = aggregate(
    "count", of="zegt_huishouding_te_delen", over="huishouden", doc="Volwassenen van wie dat is ingevuld"
)


@rule(law=PW, article="3 lid 2, 3", unit="-", entity="person")
def voert_gezamenlijke_huishouding(
    kan_huishouding_delen: bool,
    zegt_huishouding_te_delen: bool,
    aantal_mogelijke_huishoudpartners: int,
    aantal_aangewezen_huishoudpartners: int,
) -> bool:
    """Deelt het huishouden met precies één andere bewoner, van allebei of van een van hen ingevuld (Pw art. 3)."""
    if aantal_aangewezen_huishoudpartners == 1:
        return kan_huishouding_delen and aantal_mogelijke_huishoudpartners == 2
    return zegt_huishouding_te_delen and aantal_aangewezen_huishoudpartners == 2


@rule(law=PW, article="3 lid 2, 3", unit="-", entity="person")
def is_huishoudpartner(voert_gezamenlijke_huishouding: bool, partnerbegrip_geharmoniseerd: bool) -> bool:
    """Telt met één andere bewoner als gehuwd door een gezamenlijke huishouding (Pw art. 3; niet in de Awir)."""
    return voert_gezamenlijke_huishouding and not partnerbegrip_geharmoniseerd


deelt_huishouding = aggregate(
    "any", of="is_huishoudpartner", over="gezin", doc="Het gezin voert met een ander gezin een huishouding"
)


@rule(law=PW, article="3", unit="-", entity="gezin")
def heeft_partner_leefeenheid(heeft_partner_gezin: bool, deelt_huishouding: bool) -> bool:
    """Er zijn twee partners, in het gezin of door een gezamenlijke huishouding (Pw art. 3)."""
    return heeft_partner_gezin or deelt_huishouding


@rule(law=PW, article="3", unit="personen", entity="gezin")
def aantal_partners_leefeenheid(aantal_gezinshoofden: int, deelt_huishouding: bool) -> int:
    """Een alleenstaande of twee partners (Pw art. 3)."""
    return 2 if deelt_huishouding else aantal_gezinshoofden


aantal_kinderen_samen = aggregate(
    "sum", of="aantal_kinderen_gezin", over="huishouden", where="deelt_huishouding", doc="Kinderen van beide gezinnen"
)
aantal_bijstandsgerechtigden_samen = aggregate(
    "sum",
    of="aantal_bijstandsgerechtigden",
    over="huishouden",
    where="deelt_huishouding",
    doc="Huishoudpartners die bijstand kunnen krijgen",
)
aantal_bijstandsjongeren_samen = aggregate(
    "sum",
    of="aantal_bijstandsjongeren",
    over="huishouden",
    where="deelt_huishouding",
    doc="Huishoudpartners jonger dan 21 jaar",
)
aantal_kostendelers_samen = aggregate(
    "sum",
    of="aantal_kostendelers_gezin",
    over="huishouden",
    where="deelt_huishouding",
    doc="Kostendelers van beide gezinnen",
)
heeft_aow_leeftijd_samen = aggregate(
    "any",
    of="heeft_aow_leeftijd_gezin",
    over="huishouden",
    where="deelt_huishouding",
    doc="Een huishoudpartner heeft de AOW-leeftijd",
)
heeft_zelfstandige_samen = aggregate(
    "any",
    of="heeft_zelfstandige_gezin",
    over="huishouden",
    where="deelt_huishouding",
    doc="Een huishoudpartner valt als zelfstandige onder het Bbz",
)
heeft_lid_zonder_arbeidsvermogen_samen = aggregate(
    "any",
    of="heeft_lid_zonder_arbeidsvermogen",
    over="huishouden",
    where="deelt_huishouding",
    doc="Een huishoudpartner kan blijvend niet werken",
)


@rule(law=PW, article="3, 4", unit="personen", entity="gezin")
def aantal_kinderen_leefeenheid(aantal_kinderen_gezin: int, aantal_kinderen_samen: int, deelt_huishouding: bool) -> int:
    """Kinderen onder 18 jaar van de partners samen (Pw art. 4)."""
    return aantal_kinderen_samen if deelt_huishouding else aantal_kinderen_gezin


@rule(law=PW, article="3, 11", unit="personen", entity="gezin")
def aantal_gerechtigden_leefeenheid(
    aantal_bijstandsgerechtigden: int, aantal_bijstandsgerechtigden_samen: int, deelt_huishouding: bool
) -> int:
    """Partners die bijstand kunnen krijgen (Pw art. 11)."""
    return aantal_bijstandsgerechtigden_samen if deelt_huishouding else aantal_bijstandsgerechtigden


@rule(law=PW, article="3, 20", unit="personen", entity="gezin")
def aantal_jongeren_leefeenheid(
    aantal_bijstandsjongeren: int, aantal_bijstandsjongeren_samen: int, deelt_huishouding: bool
) -> int:
    """Partners jonger dan 21 jaar (Pw art. 20)."""
    return aantal_bijstandsjongeren_samen if deelt_huishouding else aantal_bijstandsjongeren


@rule(law=PW, article="3, 19a", unit="personen", entity="gezin")
def aantal_kostendelers_leefeenheid(
    aantal_kostendelers_gezin: int, aantal_kostendelers_samen: int, deelt_huishouding: bool
) -> int:
    """Kostendelers die tot de leefeenheid horen (Pw art. 19a)."""
    return aantal_kostendelers_samen if deelt_huishouding else aantal_kostendelers_gezin


@rule(law=PW, article="3, 22", unit="-", entity="gezin")
def heeft_aow_leeftijd_leefeenheid(
    heeft_aow_leeftijd_gezin: bool, heeft_aow_leeftijd_samen: bool, deelt_huishouding: bool
) -> bool:
    """Een van de partners heeft de AOW-leeftijd (Pw art. 22)."""
    return heeft_aow_leeftijd_samen if deelt_huishouding else heeft_aow_leeftijd_gezin


@rule(law=PW, article="3; Bbz 2004 2", unit="-", entity="gezin")
def heeft_zelfstandige_leefeenheid(
    heeft_zelfstandige_gezin: bool, heeft_zelfstandige_samen: bool, deelt_huishouding: bool
) -> bool:
    """Een van de partners valt als zelfstandige onder het Bbz, en zij samen dus niet onder de gewone bijstand."""
    return heeft_zelfstandige_samen if deelt_huishouding else heeft_zelfstandige_gezin


@rule(law=PW, article="3", unit="-", entity="gezin")
def heeft_lid_zonder_arbeidsvermogen_leefeenheid(
    heeft_lid_zonder_arbeidsvermogen: bool, heeft_lid_zonder_arbeidsvermogen_samen: bool, deelt_huishouding: bool
) -> bool:
    """Een van de partners kan blijvend niet werken."""
    return heeft_lid_zonder_arbeidsvermogen_samen if deelt_huishouding else heeft_lid_zonder_arbeidsvermogen
