"""The income that schemes test: each its own today, or one registered gross income for all.

One income (`inkomensbegrip_geharmoniseerd`) is the gross income that payroll and profit returns register: wage,
benefits and pensions, and profit. No deductions, no box 3, no net amounts; alimony and dividends are in no payroll
register and stay out.
"""

from __future__ import annotations

from bouwstenen.rules import rule

BEGRIP = "Begrip van dit model"


@rule(law=BEGRIP, article="geregistreerd inkomen", unit="EUR/jaar", entity="person")
def geregistreerd_inkomen_uit_werk(loon: float, winst: float) -> float:
    """Bruto loon en winst voor aftrek; een verlies telt niet (begrip van dit model)."""
    return loon + max(0.0, winst)


@rule(law=BEGRIP, article="geregistreerd inkomen", unit="EUR/jaar", entity="person")
def geregistreerd_inkomen_zonder_bijstand(geregistreerd_inkomen_uit_werk: float, loon_uit_uitkeringen: float) -> float:
    """Bruto loon, winst, uitkeringen en pensioen zonder bijstand: wat de bijstand toetst bij één inkomensbegrip."""
    return geregistreerd_inkomen_uit_werk + loon_uit_uitkeringen


@rule(law=BEGRIP, article="geregistreerd inkomen", unit="EUR/jaar", entity="person")
def geregistreerd_inkomen(geregistreerd_inkomen_zonder_bijstand: float, bijstand_bruto: float) -> float:
    """Bruto loon, winst, uitkeringen, pensioen en bijstand (begrip van dit model)."""
    return geregistreerd_inkomen_zonder_bijstand + bijstand_bruto


@rule(law="Algemene wet inkomensafhankelijke regelingen", article="8", unit="EUR/jaar", entity="person")
def inkomen_voor_toeslagen(
    toetsingsinkomen: float, geregistreerd_inkomen: float, inkomensbegrip_geharmoniseerd: bool
) -> float:
    """Inkomen dat toeslagen en kindregelingen toetsen: het toetsingsinkomen (Awir art. 8), tenzij één begrip geldt."""
    return geregistreerd_inkomen if inkomensbegrip_geharmoniseerd else toetsingsinkomen
