"""Income before and after taxes and contributions, of one person."""

from __future__ import annotations

from bouwstenen.rules import rule

BEGRIP = "Begrip van dit model"


@rule(law=BEGRIP, article="bruto-inkomen", unit="EUR/jaar", entity="person")
def bruto_inkomen(
    loon: float,
    winst: float,
    belastbare_uitkeringen: float,
    alimentatie_ontvangen: float,
    inkomen_aanmerkelijk_belang: float,
) -> float:
    """Loon, winst, uitkeringen, pensioen, alimentatie en inkomen uit een eigen bv voor belasting."""
    return loon + winst + belastbare_uitkeringen + alimentatie_ontvangen + inkomen_aanmerkelijk_belang


@rule(law=BEGRIP, article="netto-inkomen", unit="EUR/jaar", entity="person")
def netto_inkomen(
    bruto_inkomen: float,
    inkomensheffing: float,
    uitbetaling_heffingskorting: float,
    zvw_bijdrage: float,
    alimentatie_betaald: float,
) -> float:
    """Bruto-inkomen min inkomensheffing, Zvw-bijdrage en betaalde alimentatie, zonder toeslagen.

    Bijstand zit er bruto in en de belasting daarover gaat er weer af: netto blijft de bijstand over.
    """
    return bruto_inkomen - inkomensheffing + uitbetaling_heffingskorting - zvw_bijdrage - alimentatie_betaald
