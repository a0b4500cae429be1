"""Paid leave for parents: benefit and loss of wage by scheme, for the weeks that somebody takes in a year.

The wage (`loon`) is that of a year without leave. What leave costs is a quantity of its own and is not taken off the
taxable wage: who wants it after tax gives `loon` minus `loonverlies_door_verlof`.
"""

from __future__ import annotations

from bouwstenen.rules import Rounding, aggregate, rule

WAZO = "Wet arbeid en zorg"
CENTEN = Rounding("half_up", to=0.01)


@rule(law=WAZO, article="3:13, 4:2", unit="EUR/week", entity="person")
def verlof_loon_per_week(loon: float, dagloon_dagen_per_jaar: float, verlof_dagen_per_week: float) -> float:
    """Loon van een week werk, zonder maximum."""
    return verlof_dagen_per_week * loon / dagloon_dagen_per_jaar


@rule(law=WAZO, article="3:13, 4:2b, 6:3", unit="EUR/week", entity="person")
def verlof_grondslag_per_week(
    verlof_loon_per_week: float, dagloon_maximum: float, verlof_dagen_per_week: float
) -> float:
    """Loon van een week tot het maximumdagloon: daarvan betaalt UWV een deel (Wazo art. 3:13, 4:2b en 6:3)."""
    return min(verlof_loon_per_week, verlof_dagen_per_week * dagloon_maximum)


@rule(law=WAZO, article="3:1, 3:13", unit="EUR/jaar", entity="person", rounding=CENTEN)
def zwangerschapsuitkering(
    weken_zwangerschapsverlof: float,
    zwangerschapsverlof_weken: float,
    zwangerschapsverlof_deel: float,
    verlof_grondslag_per_week: float,
) -> float:
    """Uitkering van UWV bij zwangerschaps- en bevallingsverlof (Wazo art. 3:13)."""
    return (
        zwangerschapsverlof_deel * verlof_grondslag_per_week * min(weken_zwangerschapsverlof, zwangerschapsverlof_weken)
    )


@rule(law=WAZO, article="4:2", unit="EUR/jaar", entity="person", rounding=CENTEN)
def loondoorbetaling_geboorteverlof(
    weken_geboorteverlof: float, geboorteverlof_weken: float, geboorteverlof_deel: float, verlof_loon_per_week: float
) -> float:
    """Loon dat de werkgever tijdens geboorteverlof doorbetaalt (Wazo art. 4:2)."""
    return geboorteverlof_deel * verlof_loon_per_week * min(weken_geboorteverlof, geboorteverlof_weken)


@rule(law=WAZO, article="4:2a, 4:2b", unit="EUR/jaar", entity="person", rounding=CENTEN)
def uitkering_aanvullend_geboorteverlof(
    weken_aanvullend_geboorteverlof: float,
    aanvullend_geboorteverlof_weken: float,
    aanvullend_geboorteverlof_deel: float,
    verlof_grondslag_per_week: float,
) -> float:
    """Uitkering van UWV bij aanvullend geboorteverlof (Wazo art. 4:2b)."""
    weken = min(weken_aanvullend_geboorteverlof, aanvullend_geboorteverlof_weken)
    return aanvullend_geboorteverlof_deel * verlof_grondslag_per_week * weken


@rule(law=WAZO, article="6:3", unit="EUR/jaar", entity="person", rounding=CENTEN)
def uitkering_ouderschapsverlof(
    weken_betaald_ouderschapsverlof: float,
    ouderschapsverlof_weken: float,
    ouderschapsverlof_deel: float,
    verlof_grondslag_per_week: float,
) -> float:
    """Uitkering van UWV bij betaald ouderschapsverlof (Wazo art. 6:3)."""
    weken = min(weken_betaald_ouderschapsverlof, ouderschapsverlof_weken)
    return ouderschapsverlof_deel * verlof_grondslag_per_week * weken


@rule(law=WAZO, article="3:2, 3:13", unit="EUR/jaar", entity="person", rounding=CENTEN)
def adoptie_uitkering(
    weken_adoptieverlof: float,
    adoptieverlof_weken: float,
    adoptieverlof_deel: float,
    verlof_grondslag_per_week: float,
) -> float:
    """Uitkering van UWV bij adoptie- of pleegzorgverlof (Wazo art. 3:13)."""
    return adoptieverlof_deel * verlof_grondslag_per_week * min(weken_adoptieverlof, adoptieverlof_weken)


@rule(law=WAZO, article="3:1, 3:2, 4:2a, 6:3", unit="EUR/jaar", entity="person")
def verlofuitkering(
    zwangerschapsuitkering: float,
    uitkering_aanvullend_geboorteverlof: float,
    uitkering_ouderschapsverlof: float,
    adoptie_uitkering: float,
) -> float:
    """Wat UWV voor verlof van deze ouder betaalt, in een regeling of in vier: het bedrag is gelijk."""
    geboorte = zwangerschapsuitkering + uitkering_aanvullend_geboorteverlof
    return geboorte + uitkering_ouderschapsverlof + adoptie_uitkering


@rule(law=WAZO, article="3:1, 3:2, 4:2, 4:2a, 6:3", unit="weken", entity="person")
def verlof_weken_betaald(
    weken_zwangerschapsverlof: float,
    zwangerschapsverlof_weken: float,
    weken_geboorteverlof: float,
    geboorteverlof_weken: float,
    weken_aanvullend_geboorteverlof: float,
    aanvullend_geboorteverlof_weken: float,
    weken_betaald_ouderschapsverlof: float,
    ouderschapsverlof_weken: float,
    weken_adoptieverlof: float,
    adoptieverlof_weken: float,
) -> float:
    """Weken met geheel of deels betaald verlof, tot het maximum per soort; daarboven is verlof onbetaald."""
    geboorte = min(weken_zwangerschapsverlof, zwangerschapsverlof_weken) + min(
        weken_geboorteverlof, geboorteverlof_weken
    )
    aanvullend = min(weken_aanvullend_geboorteverlof, aanvullend_geboorteverlof_weken)
    ouderschap = min(weken_betaald_ouderschapsverlof, ouderschapsverlof_weken)
    return geboorte + aanvullend + ouderschap + min(weken_adoptieverlof, adoptieverlof_weken)


@rule(law=WAZO, article="3:13, 4:2, 4:2b, 6:3", unit="EUR/jaar", entity="person", rounding=CENTEN)
def loonverlies_door_verlof(
    verlof_weken_betaald: float,
    verlof_loon_per_week: float,
    verlofuitkering: float,
    loondoorbetaling_geboorteverlof: float,
) -> float:
    """Loon dat een ouder in de betaalde weken mist: het gewone loon min uitkering en doorbetaling."""
    return max(0.0, verlof_weken_betaald * verlof_loon_per_week - verlofuitkering - loondoorbetaling_geboorteverlof)


@rule(law=WAZO, article="3:1, 3:2, 4:2, 4:2a, 6:3", unit="-", entity="person")
def aantal_verlofregelingen(
    weken_zwangerschapsverlof: float,
    weken_geboorteverlof: float,
    weken_aanvullend_geboorteverlof: float,
    weken_betaald_ouderschapsverlof: float,
    weken_adoptieverlof: float,
    ouderverlof_samengevoegd: bool,
) -> int:
    """Regelingen die deze ouder gebruikt, elk met een eigen aanvraag; samengevoegd is het er een."""
    geboorte = int(weken_zwangerschapsverlof > 0.0) + int(weken_geboorteverlof > 0.0)
    ouders = int(weken_aanvullend_geboorteverlof > 0.0) + int(weken_betaald_ouderschapsverlof > 0.0)
    aantal = geboorte + ouders + int(weken_adoptieverlof > 0.0)
    return min(1, aantal) if ouderverlof_samengevoegd else aantal


verlofuitkering_hh = aggregate(
    "sum",
    of="verlofuitkering",
    over="huishouden",
    where="hoort_bij_huishouden",
    doc="Wat UWV voor verlof van de ouders in het huishouden betaalt",
)
loonverlies_door_verlof_hh = aggregate(
    "sum",
    of="loonverlies_door_verlof",
    over="huishouden",
    where="hoort_bij_huishouden",
    doc="Loon dat de ouders in het huishouden door verlof missen",
)
aantal_verlofregelingen_hh = aggregate(
    "sum",
    of="aantal_verlofregelingen",
    over="huishouden",
    where="hoort_bij_huishouden",
    doc="Verlofregelingen die de ouders in het huishouden gebruiken, ieder apart geteld",
)
