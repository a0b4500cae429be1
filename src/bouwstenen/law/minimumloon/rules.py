"""The minimum wage of a person: the adult amount, or the share that goes with a lower age."""

from __future__ import annotations

from bouwstenen.rules import Rounding, rule

WML = "Wet minimumloon en minimumvakantiebijslag"


@rule(law=WML, article="8 lid 3", unit="deel", entity="person")
def minimumloon_deel_bbl(
    leeftijd: int,
    minimumloon_deel_gewoon: float,
    minimumjeugdloon_bbl_18: float,
    minimumjeugdloon_bbl_19: float,
    minimumjeugdloon_bbl_20: float,
) -> float:
    """Deel van het minimumloon voor een leerling in de beroepsbegeleidende leerweg (Wml art. 8)."""
    if leeftijd == 18:
        return minimumjeugdloon_bbl_18
    if leeftijd == 19:
        return minimumjeugdloon_bbl_19
    if leeftijd == 20:
        return minimumjeugdloon_bbl_20
    return minimumloon_deel_gewoon


@rule(law=WML, article="8 lid 3", unit="deel", entity="person")
def minimumloon_deel_gewoon(
    leeftijd: int,
    minimumjeugdloon_15: float,
    minimumjeugdloon_16: float,
    minimumjeugdloon_17: float,
    minimumjeugdloon_18: float,
    minimumjeugdloon_19: float,
    minimumjeugdloon_20: float,
) -> float:
    """Deel van het minimumloon naar leeftijd; onder 15 jaar geldt geen minimumloon (Wml art. 8)."""
    if leeftijd < 18:
        if leeftijd < 16:
            return 0.0 if leeftijd < 15 else minimumjeugdloon_15
        return minimumjeugdloon_16 if leeftijd < 17 else minimumjeugdloon_17
    if leeftijd < 20:
        return minimumjeugdloon_18 if leeftijd < 19 else minimumjeugdloon_19
    return minimumjeugdloon_20 if leeftijd < 21 else 1.0


@rule(law=WML, article="8 lid 3", unit="deel", entity="person")
def minimumloon_deel(bbl_leerling: bool, minimumloon_deel_gewoon: float, minimumloon_deel_bbl: float) -> float:
    """Deel van het minimumloon dat voor deze persoon geldt (Wml art. 8)."""
    return minimumloon_deel_bbl if bbl_leerling else minimumloon_deel_gewoon


@rule(law=WML, article="8", unit="EUR/uur", entity="person", rounding=Rounding("half_up", to=0.01))
def minimumloon_per_uur(minimumuurloon: float, minimumloon_deel: float) -> float:
    """Wettelijk minimumloon per uur van deze persoon, op centen afgerond (Wml art. 8)."""
    return minimumuurloon * minimumloon_deel


@rule(law=WML, article="8", unit="EUR/maand", entity="person", rounding=Rounding("half_up", to=0.01))
def minimumloon_per_maand(referentieloon: float, minimumloon_deel: float) -> float:
    """Minimumloon per maand waaraan uitkeringen zijn gekoppeld, naar leeftijd (Wml art. 8)."""
    return referentieloon * minimumloon_deel
