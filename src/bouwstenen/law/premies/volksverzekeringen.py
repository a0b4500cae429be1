"""National insurance premiums (AOW, Anw, Wlz), levied with the income tax of the first bracket."""

from __future__ import annotations

import math

from bouwstenen.rules import rule

WFSV = "Wet financiering sociale verzekeringen"


@rule(law="Algemene Ouderdomswet", article="7a", unit="maanden", entity="huishouden")
def aow_leeftijd(
    aow_leeftijd_maanden: float,
    aow_leeftijd_deel_levensverwachting: float,
    aow_leeftijd_deel_levensverwachting_wet: float,
    levensverwachting_65: float,
    levensverwachting_65_begin: float,
) -> float:
    """AOW-leeftijd; een sterkere koppeling aan de levensverwachting voegt stappen van drie maanden toe (art. 7a)."""
    extra = aow_leeftijd_deel_levensverwachting - aow_leeftijd_deel_levensverwachting_wet
    jaren = max(0.0, extra) * max(0.0, levensverwachting_65 - levensverwachting_65_begin)
    return aow_leeftijd_maanden + 3.0 * math.floor(4.0 * jaren + 1e-9)


@rule(law="Algemene Ouderdomswet", article="7a", unit="-", entity="person")
def heeft_aow_leeftijd(leeftijd_maanden: int, aow_leeftijd: float) -> bool:
    """Heeft op de peildatum de AOW-leeftijd bereikt (AOW art. 7a)."""
    return leeftijd_maanden >= aow_leeftijd


@rule(law=WFSV, article="10", unit="deel", entity="person")
def premie_volksverzekeringen_deel(
    heeft_aow_leeftijd: bool, premie_aow: float, premie_anw: float, premie_wlz: float
) -> float:
    """Premies AOW, Anw en Wlz samen; vanaf de AOW-leeftijd zonder AOW-premie (Wfsv art. 10)."""
    if heeft_aow_leeftijd:
        return premie_anw + premie_wlz
    return premie_aow + premie_anw + premie_wlz


@rule(law=WFSV, article="8", unit="EUR/jaar", entity="person")
def premie_inkomen(belastbaar_inkomen_werk_en_woning: float, grens_eerste_schijf: float) -> float:
    """Inkomen van box 1 waarover premies worden betaald, tot het einde van de eerste schijf (Wfsv art. 8)."""
    return max(0.0, min(belastbaar_inkomen_werk_en_woning, grens_eerste_schijf))


@rule(law=WFSV, article="10", unit="EUR/jaar", entity="person")
def premie_volksverzekeringen(premie_inkomen: float, premie_volksverzekeringen_deel: float) -> float:
    """Premies volksverzekeringen voor heffingskortingen (Wfsv art. 10)."""
    return premie_inkomen * premie_volksverzekeringen_deel
