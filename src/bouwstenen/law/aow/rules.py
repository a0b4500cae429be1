"""AOW: the amount for living alone or together, by the share that was built up, with holiday allowance."""

from __future__ import annotations

from bouwstenen.rules import Rounding, aggregate, rule

AOW = "Algemene Ouderdomswet"

aantal_volwassenen_hh = aggregate("count", of="volwassen", over="huishouden", doc="Volwassenen op het adres")


@rule(law=AOW, article="1 lid 3", unit="-", entity="person")
def aow_gezamenlijke_huishouding(
    voert_gezamenlijke_huishouding: bool, zegt_huishouding_te_delen: bool, aantal_volwassenen_hh: int
) -> bool:
    """Deelt het huishouden met één ander; staat die ander niet in het geval, dan telt wat is ingevuld (AOW art. 1)."""
    return voert_gezamenlijke_huishouding or (zegt_huishouding_te_delen and aantal_volwassenen_hh == 1)


@rule(law=AOW, article="1 lid 3, 9", unit="-", entity="person")
def aow_als_paar(heeft_toeslagpartner: bool, aow_gezamenlijke_huishouding: bool, objectief_partnerbegrip: bool) -> bool:
    """Krijgt AOW als getrouwd of samenwonend (AOW art. 1 en 9)."""
    return heeft_toeslagpartner or (aow_gezamenlijke_huishouding and not objectief_partnerbegrip)


@rule(law=AOW, article="9, 13, 29", unit="EUR/jaar", entity="person", rounding=Rounding("half_up", to=0.01))
def aow(
    heeft_aow_leeftijd: bool,
    aow_als_paar: bool,
    aow_opbouw: float,
    aow_volledig_alleenstaand: float,
    aow_volledig_samenwonend: float,
) -> float:
    """Bruto AOW over een jaar met vakantiegeld, naar het opgebouwde deel (AOW art. 9, 13 en 29)."""
    if not heeft_aow_leeftijd:
        return 0.0
    return 12.0 * aow_opbouw * (aow_volledig_samenwonend if aow_als_paar else aow_volledig_alleenstaand)
