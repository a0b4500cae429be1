"""The Dutch words that people see for the codes in data files, on the screen and in the report."""

from __future__ import annotations

from typing import Literal

Question = Literal["cost", "who", "fit"]

BLOCKS: dict[int, str] = {
    0: "Brieven",
    1: "Ruimte",
    2: "Economie",
    3: "Bestaanszekerheid",
    4: "Jeugd en onderwijs",
    5: "Gezondheid en zorg",
    6: "Asiel en migratie",
    7: "Weerbaarheid",
    8: "Investeren en begroten",
}
STATUSES: dict[str, str] = {
    "computed": "berekend",
    "rule_of_thumb": "vuistregel",
    "external_figure": "cijfer van anderen",
    "planned": "wacht op een model",
    "open_norm": "nog zonder norm",
    "process": "werkwijze",
    "not_computable": "niet te berekenen",
    "context": "achtergrond",
    "duplicate": "staat elders ook",
    "layout": "opmaak",
    "switched_off": "uitgezet",
    "mixed": "verschilt per maatregel",
}
STATUS_MEANING: dict[str, str] = {
    "computed": "zit in de cijfers van dit rapport",
    "rule_of_thumb": "zit in de cijfers, met een vuistregel",
    "external_figure": "er is een cijfer van een ander; dat is niet nagerekend",
    "planned": "is te berekenen, maar het model is er nog niet",
    "open_norm": "de tekst noemt geen getal, datum of groep om mee te rekenen",
    "process": "gaat over hoe mensen samenwerken of plannen maken",
    "not_computable": "is niet in een getal te vangen",
}
KINDS: dict[str, str] = {
    "item": "punt",
    "paragraph": "alinea",
    "line": "regel",
    "note": "toelichting",
    "figure": "zin met cijfer",
}
READINGS: dict[str, str] = {"narrow": "krappe lezing", "central": "middelste lezing", "wide": "ruime lezing"}
LEDGERS: dict[str, str] = {"document": "zoals het document boekt", "esa": "volgens ESA 2010"}
TIMINGS: dict[str, str] = {"recurring": "per jaar", "one_off": "eenmalig"}
PM_LEVELS: dict[str, str] = {
    "none": "zonder PM",
    "low": "met PM laag",
    "central": "met PM midden",
    "high": "met PM hoog",
}
MODELS: dict[str, str] = {
    "public_finance": "overheidsfinanciën",
    "households": "huishoudens",
    "demography": "bevolking",
    "asylum": "asiel",
    "care": "zorg",
    "youth": "jeugd",
    "economy": "economie",
    "space": "ruimte",
    "resilience": "weerbaarheid",
    "law": "regels van de wet",
}
MODEL_MEANING: dict[str, str] = {
    "public_finance": "de Europese begrotingsregels",
    "households": "inkomen en koopkracht van huishoudens",
    "demography": "hoeveel mensen er wonen",
    "asylum": "opvang, huisvesting en werk van statushouders",
    "care": "zorg en gezondheid",
    "youth": "kinderen, jeugdhulp en schoolgebouwen",
    "economy": "werk, mensen en groei",
    "space": "grond, woningen, stroomnet en stikstof",
    "resilience": "wat het land doet als iets uitvalt",
    "law": "uitkeringen, toeslagen en belastingen",
}
QUESTIONS: dict[str, Question] = {
    "households": "who",
    "law": "who",
    "demography": "who",
    "asylum": "who",
    "care": "who",
    "youth": "who",
    "public_finance": "fit",
    "economy": "fit",
    "space": "fit",
    "resilience": "fit",
}
"""Which of the three questions each model answers; what it costs is answered by the money of all of them."""
ESA_CODES: dict[str, str] = {
    "P.3": "lopende uitgaven",
    "P.51g": "investering van de overheid",
    "D.3": "subsidie",
    "D.41": "rente",
    "D.5R": "lagere belasting",
    "D.62": "uitkering",
    "D.92": "investeringsbijdrage",
    "D.99": "overdracht van kapitaal",
    "NP": "aankoop van grond",
    "F.4": "lening",
    "F.5": "deelneming",
}
CLAIMS: dict[str, str] = {
    "budget.line": "bedrag van de regel, structureel",
    "budget.line_debt": "bedrag van de regel, ten laste van schuld",
    "budget.line_debt_per_year": "bedrag van de regel per jaar, ten laste van schuld",
    "budget.line_incidental": "bedrag van de regel, eenmalig",
    "budget.total_structural": "totaal structureel",
    "budget.total_debt": "totaal ten laste van schuld",
    "budget.loans_per_year": "leningen per jaar",
    "budget.interest_rate": "rente op de leningen",
    "budget.interest": "rente in de regel",
    "budget.nuclear_plants": "vier kerncentrales",
    "budget.heat_networks_public": "warmtenetten, publiek deel",
    "budget.defence_step": "volgende stap defensie",
    "budget.defence_share_gdp": "defensie als deel van het bbp",
    "public_finance.structural_balance": "structureel saldo",
}
"""What the document claims; a claim that is not here is shown with its code."""
HOUSEHOLD_GROUPS: dict[str, str] = {
    "kwintiel": "Inkomen: vijf even grote groepen",
    "bron": "Belangrijkste bron van inkomen",
    "type": "Soort huishouden",
    "leeftijd": "Leeftijd van de oudste volwassene",
    "eigendom": "Koop of huur",
    "provincie": "Provincie",
}
"""How households are grouped in the tables."""
POVERTY_LINES: dict[str, str] = {
    "lage-inkomensgrens": "Onder de lage-inkomensgrens van CBS",
    "armoedegrens": "Onder de armoedegrens van CBS, SCP en Nibud",
}
SIDES: dict[str, str] = {
    "uitgave": "Wat de overheid betaalt",
    "ontvangst": "Wat de overheid ontvangt",
    "geen": "Wat huishoudens aan anderen betalen",
}
"""Who pays whom in a scheme."""
INTERVAL_CAUSES: dict[str, str] = {
    "steekproef": "toeval van de steekproef",
    "lezing": "lezing van vage tekst",
    "niet-gebruik": "niet-gebruik",
}
"""What moves the main figures on households."""
MAIN_FIGURES: dict[str, str] = {
    "balance": "saldo van de overheid, plus is beter",
    "median_change": "koopkracht, midden van alle huishoudens",
    "median_change_lowest": "koopkracht, midden van de laagste 20%",
    "mean_change_eur": "besteedbaar inkomen, gemiddeld per huishouden",
    "gainers_share": "wint meer dan een half procent",
    "losers_share": "verliest meer dan een half procent",
    "poor_persons": "arme mensen",
    "poor_children": "arme kinderen",
    "low_income_persons": "mensen onder de lage-inkomensgrens",
    "gini_change": "Gini van het inkomen over huishoudens",
}
"""The main figures on households; all are effects of the package."""
POINTS: dict[int, str] = {
    1: "werk en werkzekerheid",
    2: "steun, scholing en studiefinanciering",
    3: "Banenafspraak",
    4: "arbeidsongeschiktheid",
    5: "sociaal minimum en Participatiewet",
    6: "schulden en verrekeningen",
    7: "Toeslagenwet en Wajong",
    8: "leefvormen in de AOW",
    9: "verlof en één kindregeling",
    10: "gebruik, begrippen en betaaldatum",
}
"""What each of the ten points of block 3 is about."""
AWARDS: dict[str, str] = {
    "today": "schatting en verrekening achteraf (nu)",
    "wage_data": "voorschot volgt het loon",
    "last_year": "definitief op inkomen van vorig jaar",
    "monthly": "definitief op inkomen van de maand",
}
"""Ways to award toeslagen in the year in months."""
CONCEPT_KINDS: dict[str, str] = {
    "income": "begrippen van inkomen",
    "partner": "begrippen van partner",
    "wealth": "begrippen van vermogen",
    "household": "begrippen van huishouden",
}
LABOUR_GROUPS: dict[str, str] = {
    "single": "alleenstaanden",
    "lone_parent": "alleenstaande ouders",
    "man_couple": "mannen met partner",
    "woman_couple": "vrouwen met partner, zonder kinderen",
    "mother_couple": "vrouwen met partner en kinderen",
}
"""Groups of the option on how much people work."""
