"""The columns of a sample: keys, inputs of the law (`law/inputs.py`) and descriptors that only the models read.

Users' own microdata have the same columns. Words are codes: `GESLACHT` and the tables below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from bouwstenen.law.inputs import INPUTS
from bouwstenen.rules.population import STORED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from numpy.typing import NDArray

    from bouwstenen.rules.definitions import Kind

KEYS: Final = ("huishouden", "fiscale_partners", "toeslagpartners", "gezin")
"""Key columns of persons: whole numbers; see `rules.Population`."""

Entity = Literal["person", "huishouden"]


@dataclass(frozen=True)
class Column:
    """A column that the law does not read. kind: of its values; codes: allowed numbers with their words, if any."""

    name: str
    entity: Entity
    unit: str
    kind: Kind
    doc: str
    codes: Mapping[int, str] | None = None


MAN, WOMAN = range(2)
GESLACHT: Final[Mapping[int, str]] = {MAN: "man", WOMAN: "vrouw"}
NONE, EMPLOYEE, SELF_EMPLOYED, UNEMPLOYED, DISABLED, ASSISTANCE, STUDENT, RETIRED, SURVIVOR = range(9)
ARBEIDSSTATUS: Final[Mapping[int, str]] = {
    NONE: "geen werk of uitkering",
    EMPLOYEE: "werknemer",
    SELF_EMPLOYED: "zelfstandige",
    UNEMPLOYED: "werkloosheidsuitkering",
    DISABLED: "uitkering arbeidsongeschiktheid of ziekte",
    ASSISTANCE: "bijstand",
    STUDENT: "student of scholier",
    RETIRED: "gepensioneerd",
    SURVIVOR: "nabestaande",
}
ALONE, COUPLE, COUPLE_WITH, LONE_PARENT, OTHER = range(1, 6)
HUISHOUDTYPE: Final[Mapping[int, str]] = {
    ALONE: "alleenstaand",
    COUPLE: "paar zonder kinderen",
    COUPLE_WITH: "paar met kinderen",
    LONE_PARENT: "eenoudergezin",
    OTHER: "overig",
}
OWNED, SOCIAL, PRIVATE = range(1, 4)
EIGENDOM: Final[Mapping[int, str]] = {0: "onbekend", OWNED: "koop", SOCIAL: "sociale huur", PRIVATE: "vrije huur"}
PROVINCIE: Final[Mapping[int, str]] = {
    20: "Groningen", 21: "Fryslân", 22: "Drenthe", 23: "Overijssel", 24: "Flevoland", 25: "Gelderland",
    26: "Utrecht", 27: "Noord-Holland", 28: "Zuid-Holland", 29: "Zeeland", 30: "Noord-Brabant", 31: "Limburg",
}  # fmt: skip

DESCRIPTORS: Final[tuple[Column, ...]] = (
    Column("geslacht", "person", "-", "int", "Man of vrouw", GESLACHT),
    Column("arbeidsstatus", "person", "-", "int", "Waar iemand van leeft of wat iemand doet", ARBEIDSSTATUS),
    Column("uren_per_week", "person", "uren/week", "float", "Betaalde uren werk per week"),
    Column("flexibel", "person", "-", "bool", "Werkt met een tijdelijk, oproep- of uitzendcontract"),
    Column("directeur", "person", "-", "bool", "Werkt in een eigen bv (directeur-grootaandeelhouder)"),
    Column("gewicht", "huishouden", "huishoudens", "float", "Aantal huishoudens waar deze rij voor staat"),
    Column("groep", "huishouden", "-", "int", "Toevalsgroep, voor de steekproeffout"),
    Column("huishoudtype", "huishouden", "-", "int", "Soort huishouden", HUISHOUDTYPE),
    Column("eigendom", "huishouden", "-", "int", "Koop, sociale huur of vrije huur", EIGENDOM),
    Column("provincie", "huishouden", "-", "int", "Provincie (CBS-nummer)", PROVINCIE),
    Column("trekking_zorgtoeslag", "huishouden", "-", "float", "Toeval tussen 0 en 1: laag is geen gebruik"),
    Column("trekking_huurtoeslag", "huishouden", "-", "float", "Toeval tussen 0 en 1: laag is geen gebruik"),
    Column("trekking_kindgebonden_budget", "huishouden", "-", "float", "Toeval tussen 0 en 1: laag is geen gebruik"),
    Column("trekking_kinderopvangtoeslag", "huishouden", "-", "float", "Toeval tussen 0 en 1: laag is geen gebruik"),
    Column("trekking_bijstand", "huishouden", "-", "float", "Toeval tussen 0 en 1: laag is geen gebruik"),
    Column("trekking_toeslagenwet", "huishouden", "-", "float", "Toeval tussen 0 en 1: laag is geen gebruik"),
)
"""Everything in a sample that is not a key and not an input of the law."""

COLUMNS: Final[Mapping[str, Entity]] = {
    **dict.fromkeys(KEYS, "person"),
    **{item.name: "person" if item.entity == "person" else "huishouden" for item in INPUTS},
    **{column.name: column.entity for column in DESCRIPTORS},
}
"""All columns that a sample may have, with the table they stand in."""
KINDS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(KEYS, "int"),
    **{item.name: item.kind for item in (*INPUTS, *DESCRIPTORS)},
}
"""Kind of the values of every column."""


def stored(name: str, values: NDArray[Any]) -> NDArray[Any]:
    """A column as a sample keeps it: as the kernels read it, and keys with 64 bits."""
    return values.astype(np.int64 if name in KEYS else STORED[KINDS[name]])


LARGEST: Final = 1e10
"""No amount, weight or number of a table is larger: a slip of the keyboard, not a household."""
LIMITS: Final[Mapping[str, tuple[float, float]]] = {
    "leeftijd": (0.0, 125.0),
    "leeftijd_maanden": (0.0, 125.0 * 12.0 + 11.0),
    "geboortejaar": (1850.0, 2200.0),
    "gewicht": (-LARGEST, LARGEST),  # it has a check and a message of its own
    **{column.name: (0.0, 1.0) for column in DESCRIPTORS if column.name.startswith("trekking_")},
}
"""Lowest and highest value of a column that can be, of users' own data."""
LIMITS_BY_UNIT: Final[Mapping[str, tuple[float, float]]] = {
    "deel": (0.0, 1.0),
    "uren/week": (0.0, 24.0 * 7.0),
    "uren/maand": (0.0, 24.0 * 31.0),
    "weken": (0.0, 53.0),
    "maanden": (0.0, 12.0 * 100.0),
}
"""Likewise for all columns with a unit."""
MAY_BE_NEGATIVE: Final = frozenset(("winst", "inkomen_aanmerkelijk_belang", "werkelijk_rendement_box3", "ouderinkomen"))
"""Amounts that can lie below zero: a loss."""

AMOUNT_INDICES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("loon", "winst", "stakingswinst", "uitkering_dagloon"), "contract_wages"),
    **dict.fromkeys(("uitkering",), "minimum_wage"),
    **dict.fromkeys(
        (
            "pensioen", "alimentatie_ontvangen", "alimentatie_betaald", "woz_waarde", "hypotheekrente",
            "inkomen_aanmerkelijk_belang", "lijfrentepremie", "zorgkosten", "giften", "spaargeld", "beleggingen",
            "groene_beleggingen", "schulden", "werkelijk_rendement_box3", "kinderopvang_uurprijs", "ouderinkomen",
            "kale_huur_per_maand", "servicekosten_per_maand", "investeringen",
        ),
        "prices",
    ),
}  # fmt: skip
"""With which index of the law's index path a column grows when a sample is moved to a later year."""
