"""Loonkostensubsidie: what an employer gets for somebody who cannot earn the minimum wage.

It is money for the employer, so no part of anybody's income in this law. The wage that is paid stays in `loon`.
"""

from __future__ import annotations

from bouwstenen.rules import Rounding, rule

PW = "Participatiewet"


@rule(law=PW, article="10c", unit="-", entity="person")
def recht_op_loonkostensubsidie(
    loonwaarde: float,
    doelgroepregister: bool,
    arbeidsbeperking: bool,
    heeft_aow_leeftijd: bool,
    instrumenten_breed_toegankelijk: bool,
) -> bool:
    """Verdient het minimumloon niet zelf en staat in het doelgroepregister, of heeft (breed) een beperking."""
    groep = doelgroepregister or (arbeidsbeperking and instrumenten_breed_toegankelijk)
    return groep and loonwaarde < 1.0 and not heeft_aow_leeftijd


@rule(law=PW, article="10d lid 4", unit="EUR/uur", entity="person")
def loonkostensubsidie_per_uur(
    loonwaarde: float,
    minimumloon_per_uur: float,
    minimumvakantiebijslag: float,
    loonkostensubsidie_deel_maximum: float,
    loonkostensubsidie_werkgeverslasten: float,
) -> float:
    """Minimumloon met vakantiebijslag min de loonwaarde, tot een maximum, met werkgeverslasten (Pw art. 10d)."""
    deel = min(1.0 - loonwaarde, loonkostensubsidie_deel_maximum)
    minimumloon = minimumloon_per_uur * (1.0 + minimumvakantiebijslag)
    return deel * minimumloon * (1.0 + loonkostensubsidie_werkgeverslasten)


@rule(law=PW, article="10d lid 4", unit="EUR/jaar", entity="person", rounding=Rounding("half_up", to=0.01))
def loonkostensubsidie(
    recht_op_loonkostensubsidie: bool,
    loonkostensubsidie_per_uur: float,
    arbeidsuren_per_week: float,
    loonkostensubsidie_weken_per_jaar: float,
) -> float:
    """Wat de werkgever over een jaar krijgt, naar de uren die iemand werkt (Pw art. 10d lid 4)."""
    if not recht_op_loonkostensubsidie:
        return 0.0
    return loonkostensubsidie_weken_per_jaar * arbeidsuren_per_week * loonkostensubsidie_per_uur
