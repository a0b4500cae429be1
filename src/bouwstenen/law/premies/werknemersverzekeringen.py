"""Employers' premiums for the employee insurances, and what an employee costs."""

from __future__ import annotations

from bouwstenen.law.inkomstenbelasting.scales import kies
from bouwstenen.rules import rule

WFSV = "Wet financiering sociale verzekeringen"


@rule(law=WFSV, article="16, 17", unit="EUR/jaar", entity="person")
def premieloon(loon: float, premieloon_maximum: float, heeft_aow_leeftijd: bool) -> float:
    """Loon waarover de werkgever premies betaalt; niet voor wie de AOW-leeftijd heeft (Wfsv art. 16 en 17)."""
    if heeft_aow_leeftijd:
        return 0.0
    return min(loon, premieloon_maximum)


@rule(law=WFSV, article="24, 27", unit="EUR/jaar", entity="person")
def awf_premie(premieloon: float, vast_contract: bool, awf_premie_laag: float, awf_premie_hoog: float) -> float:
    """WW-premie van de werkgever: laag bij een vast contract (Wfsv art. 27)."""
    return premieloon * kies(vast_contract, awf_premie_hoog, awf_premie_laag)


@rule(law=WFSV, article="34, 36", unit="EUR/jaar", entity="person")
def aof_premie(premieloon: float, kleine_werkgever: bool, aof_premie_laag: float, aof_premie_hoog: float) -> float:
    """Premie arbeidsongeschiktheid van de werkgever: laag bij een kleine werkgever (Wfsv art. 36)."""
    return premieloon * kies(kleine_werkgever, aof_premie_hoog, aof_premie_laag)


@rule(law=WFSV, article="38", unit="EUR/jaar", entity="person")
def whk_premie(premieloon: float, whk_premie_gemiddeld: float) -> float:
    """Premie Werkhervattingskas van de werkgever, tegen het gemiddelde (Wfsv art. 38)."""
    return premieloon * whk_premie_gemiddeld


@rule(law=WFSV, article="16", unit="EUR/jaar", entity="person")
def werkgeverspremies(awf_premie: float, aof_premie: float, whk_premie: float, zvw_werkgeversheffing: float) -> float:
    """Premies en Zvw-heffing die de werkgever over het loon betaalt (Wfsv art. 16)."""
    return awf_premie + aof_premie + whk_premie + zvw_werkgeversheffing


@rule(law="Begrip van dit model", article="loonkosten", unit="EUR/jaar", entity="person")
def loonkosten(loon: float, werkgeverspremies: float) -> float:
    """Wat een werknemer de werkgever kost, zonder pensioenpremie van de werkgever."""
    return loon + werkgeverspremies
