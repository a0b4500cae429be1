"""Studiefinanciering: the basic and the supplementary grant; loan and travel product are no income."""

from __future__ import annotations

from bouwstenen.rules import Rounding, aggregate, rule

WSF = "Wet studiefinanciering 2000"


@rule(law=WSF, article="2.1-2.3", unit="-", entity="person")
def recht_op_studiefinanciering(
    student: bool,
    onderwijs: int,
    leeftijd: int,
    studiefinanciering_leeftijd_maximum: float,
    studiefinanciering_leeftijd_mbo: float,
) -> bool:
    """Student jonger dan 30 jaar; in het mbo vanaf 18 jaar (WSF 2000 art. 2.3)."""
    oud_genoeg = onderwijs != 1 or leeftijd >= studiefinanciering_leeftijd_mbo
    return student and onderwijs > 0 and oud_genoeg and leeftijd < studiefinanciering_leeftijd_maximum


@rule(law=WSF, article="3.2, 3.6, 3.18", unit="EUR/maand", entity="person")
def basisbeurs_per_maand(
    recht_op_studiefinanciering: bool,
    onderwijs: int,
    uitwonend: bool,
    basisbeurs_mbo_thuiswonend: float,
    basisbeurs_mbo_uitwonend: float,
    basisbeurs_ho_thuiswonend: float,
    basisbeurs_ho_uitwonend: float,
) -> float:
    """Basisbeurs naar soort opleiding en woonsituatie (WSF 2000 art. 3.18)."""
    if not recht_op_studiefinanciering:
        return 0.0
    if onderwijs == 1:
        return basisbeurs_mbo_uitwonend if uitwonend else basisbeurs_mbo_thuiswonend
    return basisbeurs_ho_uitwonend if uitwonend else basisbeurs_ho_thuiswonend


@rule(law=WSF, article="3.2, 3.18", unit="EUR/maand", entity="person")
def aanvullende_beurs_maximum_per_maand(
    onderwijs: int,
    uitwonend: bool,
    aanvullende_beurs_mbo_thuiswonend: float,
    aanvullende_beurs_mbo_uitwonend: float,
    aanvullende_beurs_ho: float,
) -> float:
    """Hoogste aanvullende beurs naar soort opleiding en woonsituatie (WSF 2000 art. 3.18)."""
    if onderwijs == 1:
        return aanvullende_beurs_mbo_uitwonend if uitwonend else aanvullende_beurs_mbo_thuiswonend
    return aanvullende_beurs_ho


@rule(law=WSF, article="3.15, 3.18", unit="EUR/maand", entity="person")
def studielening_maximum_per_maand(
    recht_op_studiefinanciering: bool, onderwijs: int, lening_mbo: float, lening_ho: float
) -> float:
    """Hoogste basislening; een lening is geen inkomen (WSF 2000 art. 3.15)."""
    if not recht_op_studiefinanciering:
        return 0.0
    return lening_mbo if onderwijs == 1 else lening_ho


@rule(law=WSF, article="3.9", unit="-", entity="person")
def is_ouder_op_adres(is_kind: bool, medebewoner: bool, volwassen: bool) -> bool:
    """Volwassene op dit adres die geen kind en geen medebewoner is: ouder van de kinderen hier."""
    return volwassen and not is_kind and not medebewoner


@rule(law=WSF, article="3.9 lid 4 b", unit="-", entity="person")
def is_kind_voor_ouderbijdrage(is_minderjarig_kind: bool, leeftijd: int, ouderbijdrage_leeftijd_kind: float) -> bool:
    """Ander kind dat de ouderbijdrage verlaagt (WSF 2000 art. 3.9 lid 4)."""
    return is_minderjarig_kind and leeftijd >= ouderbijdrage_leeftijd_kind


@rule(law=WSF, article="3.13 lid 3", unit="-", entity="person")
def is_studerend_kind(is_kind: bool, recht_op_studiefinanciering: bool) -> bool:
    """Kind op dit adres met studiefinanciering: de ouderbijdrage wordt over hen verdeeld (WSF 2000 art. 3.13)."""
    return is_kind and recht_op_studiefinanciering


toetsingsinkomen_ouders = aggregate(
    "sum", of="toetsingsinkomen", over="huishouden", where="is_ouder_op_adres", doc="Inkomen van de ouders op dit adres"
)
aantal_ouders = aggregate("count", of="is_ouder_op_adres", over="huishouden", doc="Aantal ouders op dit adres")
aantal_kinderen_voor_ouderbijdrage = aggregate(
    "count", of="is_kind_voor_ouderbijdrage", over="huishouden", doc="Aantal andere kinderen dat aftrek geeft"
)
aantal_studerende_kinderen = aggregate(
    "count", of="is_studerend_kind", over="huishouden", doc="Aantal studerende kinderen op dit adres"
)


@rule(law=WSF, article="3.9 lid 2, 3.9a", unit="EUR/jaar", entity="person")
def ouder_vrijstelling(
    onderwijs: int,
    is_kind: bool,
    aantal_ouders: int,
    ouders_samen: bool,
    ouder_vrijstelling_mbo: float,
    ouder_vrijstelling_mbo_alleenstaand: float,
    ouder_vrijstelling_ho: float,
    ouder_vrijstelling_ho_alleenstaand: float,
) -> float:
    """Inkomen van de ouders samen dat niet meetelt (WSF 2000 art. 3.9 en 3.9a)."""
    twee = aantal_ouders > 1 if is_kind else ouders_samen
    if onderwijs == 1:
        return 2.0 * ouder_vrijstelling_mbo if twee else ouder_vrijstelling_mbo_alleenstaand
    return 2.0 * ouder_vrijstelling_ho if twee else ouder_vrijstelling_ho_alleenstaand


@rule(law=WSF, article="3.9, 3.13", unit="EUR/maand", entity="person")
def ouderbijdrage_per_maand(
    onderwijs: int,
    is_kind: bool,
    toetsingsinkomen_ouders: float,
    ouderinkomen: float,
    ouder_vrijstelling: float,
    aantal_kinderen_voor_ouderbijdrage: int,
    aantal_studerende_kinderen: int,
    ouderbijdrage_deel_mbo: float,
    ouderbijdrage_deel_ho: float,
    ouderbijdrage_aftrek_kind: float,
) -> float:
    """Wat de ouders geacht worden bij te dragen, uit hun inkomen van twee jaar eerder (WSF 2000 art. 3.9 en 3.13).

    Voor ouders op dit adres is dat het inkomen van nu: de situatie van de peildatum geldt ook voor toen.
    """
    inkomen = toetsingsinkomen_ouders if is_kind else ouderinkomen
    deel = ouderbijdrage_deel_mbo if onderwijs == 1 else ouderbijdrage_deel_ho
    aftrek = ouderbijdrage_aftrek_kind * aantal_kinderen_voor_ouderbijdrage if is_kind else 0.0
    per_jaar = max(0.0, deel * (inkomen - ouder_vrijstelling) - aftrek)
    return per_jaar / 12.0 / (max(1, aantal_studerende_kinderen) if is_kind else 1)


@rule(law=WSF, article="3.2, 3.13", unit="EUR/maand", entity="person")
def aanvullende_beurs_per_maand(
    recht_op_studiefinanciering: bool,
    is_kind: bool,
    aantal_ouders: int,
    ouderinkomen_bekend: bool,
    aanvullende_beurs_maximum_per_maand: float,
    ouderbijdrage_per_maand: float,
) -> float:
    """Hoogste aanvullende beurs min de ouderbijdrage; niets als het ouderinkomen niet bekend is (art. 3.13)."""
    bekend = aantal_ouders > 0 if is_kind else ouderinkomen_bekend
    if not recht_op_studiefinanciering or not bekend:
        return 0.0
    return max(0.0, aanvullende_beurs_maximum_per_maand - ouderbijdrage_per_maand)


@rule(law=WSF, article="3.1, 3.2", unit="EUR/jaar", entity="person", rounding=Rounding("half_up", to=0.01))
def studiefinanciering_persoon(basisbeurs_per_maand: float, aanvullende_beurs_per_maand: float) -> float:
    """Basisbeurs en aanvullende beurs over een jaar, zonder lening (WSF 2000 art. 3.2)."""
    return 12.0 * (basisbeurs_per_maand + aanvullende_beurs_per_maand)


studiefinanciering = aggregate(
    "sum",
    of="studiefinanciering_persoon",
    over="huishouden",
    where="hoort_bij_huishouden",
    doc="Basisbeurs en aanvullende beurs van het huishouden over een jaar",
)
