"""Wajong: a share of the (youth) minimum wage, less the same share of earnings."""

from __future__ import annotations

from bouwstenen.rules import Rounding, rule

WAJONG = "Wet arbeidsongeschiktheidsvoorziening jonggehandicapten"


@rule(law=WAJONG, article="1a:1, 3:3", unit="-", entity="person")
def recht_op_wajong(
    arbeidsvermogen: bool,
    arbeidsongeschikt_na_jeugd: bool,
    wajong_met_arbeidsvermogen: bool,
    volwassen: bool,
    heeft_aow_leeftijd: bool,
) -> bool:
    """Kan sinds de jeugd duurzaam niet werken, of heeft een Wajong-uitkering van voor 2015 (Wajong art. 1a:1)."""
    groep = wajong_met_arbeidsvermogen or not (arbeidsvermogen or arbeidsongeschikt_na_jeugd)
    return groep and volwassen and not heeft_aow_leeftijd


@rule(law=WAJONG, article="1a:5, 3:8", unit="EUR/maand", entity="person")
def wajong_volledig_per_maand(
    arbeidsvermogen: bool,
    minimumloon_per_maand: float,
    wajong_deel_zonder_arbeidsvermogen: float,
    wajong_deel_met_arbeidsvermogen: float,
    met_arbeidsvermogen_op_sociaal_minimum: bool,
    toeslagenwet_norm_alleenstaande_nu: float,
    toeslagenwet_dagen_per_maand: float,
) -> float:
    """Wajong per maand zonder andere inkomsten, bruto zonder vakantiegeld (Wajong art. 1a:5 en 3:8)."""
    if not arbeidsvermogen:
        return wajong_deel_zonder_arbeidsvermogen * minimumloon_per_maand
    bedrag = wajong_deel_met_arbeidsvermogen * minimumloon_per_maand
    if met_arbeidsvermogen_op_sociaal_minimum:
        return max(bedrag, toeslagenwet_dagen_per_maand * toeslagenwet_norm_alleenstaande_nu)
    return bedrag


@rule(law=WAJONG, article="1a:5, 3:8", unit="EUR/jaar", entity="person", rounding=Rounding("half_up", to=0.01))
def wajong(
    recht_op_wajong: bool,
    arbeidsvermogen: bool,
    arbeidsinkomen: float,
    wajong_volledig_per_maand: float,
    wajong_vakantiegeld: float,
    wajong_deel_zonder_arbeidsvermogen: float,
    wajong_deel_met_arbeidsvermogen: float,
) -> float:
    """Bruto Wajong over een jaar met vakantiegeld, min een deel van loon en winst (Wajong art. 1a:5 en 3:8)."""
    if not recht_op_wajong:
        return 0.0
    deel = wajong_deel_met_arbeidsvermogen if arbeidsvermogen else wajong_deel_zonder_arbeidsvermogen
    volledig = 12.0 * wajong_volledig_per_maand * (1.0 + wajong_vakantiegeld)
    return max(0.0, volledig - deel * arbeidsinkomen)
