"""Scales that several rules share: brackets, and how credits build up and run down."""

from __future__ import annotations

from bouwstenen.rules import helper


@helper
def schijventarief(
    inkomen: float, grens_1: float, grens_2: float, deel_1: float, deel_2: float, deel_3: float
) -> float:
    """Belasting over een inkomen in drie schijven, nul bij een negatief inkomen."""
    laag = max(0.0, min(inkomen, grens_1))
    midden = max(0.0, min(inkomen, grens_2) - grens_1)
    hoog = max(0.0, inkomen - grens_2)
    return laag * deel_1 + midden * deel_2 + hoog * deel_3


@helper
def kies(keuze: bool, anders: float, dan: float) -> float:
    """Het tweede bedrag als de keuze waar is, anders het eerste."""
    return dan if keuze else anders


@helper
def dalend_bedrag(inkomen: float, maximum: float, vanaf: float, afbouw: float) -> float:
    """Bedrag dat boven een inkomensgrens met een vast deel van het inkomen daalt tot nul."""
    return max(0.0, maximum - afbouw * max(0.0, inkomen - vanaf))


@helper
def arbeidskorting_bij(
    inkomen: float,
    grens_1: float,
    grens_2: float,
    grens_3: float,
    opbouw_1: float,
    opbouw_2: float,
    opbouw_3: float,
    afbouw: float,
    bedrag_1: float,
    bedrag_2: float,
    maximum: float,
) -> float:
    """Arbeidskorting bij een arbeidsinkomen: drie delen opbouw, elk met een hoogste bedrag, dan afbouw."""
    korting = min(bedrag_1, opbouw_1 * max(0.0, inkomen))
    korting = min(bedrag_2, korting + opbouw_2 * max(0.0, inkomen - grens_1))
    korting = min(maximum, korting + opbouw_3 * max(0.0, inkomen - grens_2))
    return max(0.0, korting - afbouw * max(0.0, inkomen - grens_3))
