"""The law of a made-up island: every feature of the rule engine, nothing of a real country."""

from __future__ import annotations

from bouwstenen.rules import Input, Rounding, Table, aggregate, helper, rule

INPUTS = [
    Input("loon", "person", "EUR/jaar", "float", 0.0, "Loon in een jaar"),
    Input("vermogen", "person", "EUR", "float", 0.0, "Vermogen op 1 januari"),
    Input("leeftijd", "person", "jaar", "int", 40, "Leeftijd in hele jaren"),
    Input("ingeschreven", "person", "-", "bool", True, "Staat ingeschreven op het eiland"),
    Input("huur_per_maand", "huishouden", "EUR/maand", "float", 0.0, "Kale huur van de woning"),
    Input("kamers", "huishouden", "-", "int", 3, "Aantal kamers van de woning"),
]

WET = "Inkomstenwet"


@helper
def schijven(inkomen: float, grenzen: Table, tarieven: Table) -> float:
    """Tax over brackets; the last rate has no upper limit."""
    onder = 0.0
    bedrag = 0.0
    for i in range(len(grenzen)):
        deel = min(inkomen, grenzen[i]) - onder
        bedrag += max(0.0, deel) * tarieven[i]
        onder = grenzen[i]
    return bedrag + max(0.0, inkomen - onder) * tarieven[len(grenzen)]


@rule(law=WET, article="1", unit="-", entity="person")
def volwassen(leeftijd: int, volwassen_vanaf: int) -> bool:
    """Wie de leeftijd van volwassenheid heeft, is volwassen."""
    return leeftijd >= volwassen_vanaf


@rule(law=WET, article="2", unit="-", entity="person")
def kind(volwassen: bool) -> bool:
    """Wie niet volwassen is, is kind."""
    return not volwassen


@rule(law=WET, article="3", unit="EUR/jaar", entity="person")
def rendement(vermogen: float, rendement_deel: float, vrijstelling_vermogen: float) -> float:
    """Verondersteld rendement op het vermogen boven de vrijstelling."""
    basis = vermogen - vrijstelling_vermogen
    if basis <= 0:
        return 0.0
    return basis * rendement_deel


@rule(law=WET, article="4", unit="EUR/jaar", entity="person")
def inkomen(loon: float, rendement: float) -> float:
    """Loon en rendement samen."""
    return loon + rendement


@rule(law=WET, article="5", unit="EUR/jaar", entity="person", rounding=Rounding("floor", to=1.0))
def belasting_voor_korting(inkomen: float, schijf_grenzen: Table, schijf_tarieven: Table) -> float:
    """Belasting volgens de schijven, naar beneden afgerond op hele euro's."""
    return schijven(inkomen, schijf_grenzen, schijf_tarieven)


@rule(name="korting", law=WET, article="6", unit="EUR/jaar", entity="person", end="2025-12-31")
def korting_tot_2026(kinderen_gezin: int, korting_per_kind: float, volwassen: bool) -> float:
    """Korting voor elk kind in het gezin (tot 2026)."""
    return kinderen_gezin * korting_per_kind if volwassen else 0.0


@rule(
    name="korting", law=WET, article="6", unit="EUR/jaar", entity="person", start="2026-01-01",
    rounding=Rounding("half_up", to=0.01),
)  # fmt: skip
def korting_vanaf_2026(
    loon: float, loon_partner: float, kinderen_gezin: int, korting_per_kind: float, opbouw: float
) -> float:
    """Korting voor de partner met het laagste loon (vanaf 2026)."""
    if kinderen_gezin == 0 or loon > loon_partner > 0:
        return 0.0
    elif loon < 100.0:  # noqa: RET505 - the kernels must also read elif
        opgebouwd = 0.5 * loon * opbouw
    else:
        opgebouwd = loon * opbouw
    opgebouwd += korting_per_kind
    return min(opgebouwd, korting_per_kind * kinderen_gezin)


@rule(law=WET, article="7", unit="EUR/jaar", entity="person")
def belasting(belasting_voor_korting: float, korting: float, inkomstenwet_geldt: bool) -> float:
    """Belasting na korting, nooit negatief."""
    return max(0.0, belasting_voor_korting - korting) if inkomstenwet_geldt else 0.0


@rule(law="Gezinswet", article="1", unit="EUR/maand", entity="gezin", rounding=Rounding("ceil", to=1.0))
def kindgeld_per_maand(kinderen_gezin: int, jongste: int, inkomen_gezin: float, kindgeld_bedrag: float) -> float:
    """Bedrag per kind, hoger voor een kind onder de zes, lager bij een hoog inkomen."""
    bedrag = kindgeld_bedrag * kinderen_gezin
    if jongste < 6 and kinderen_gezin > 0:
        bedrag *= 1.25
    return max(0.0, bedrag - 0.01 * inkomen_gezin / 12.0)


@rule(law="Gezinswet", article="2", unit="EUR/jaar", entity="gezin")
def kindgeld(kindgeld_per_maand: float) -> float:
    """Twaalf keer het maandbedrag."""
    return 12 * kindgeld_per_maand


@rule(law="Woonwet", article="1", unit="EUR/jaar", entity="toeslagpartners", rounding=Rounding("half_up", to=1.0))
def woontoeslag_tp(
    huur_per_maand: float, inkomen_tp: float, iemand_ingeschreven_tp: bool, allen_ingeschreven_tp: bool, woondeel: float
) -> float:
    """Deel van de huur dat boven een vijfde van het inkomen uitkomt."""
    if not iemand_ingeschreven_tp:
        return 0.0
    norm = 0.2 * inkomen_tp
    factor = 1.0 if allen_ingeschreven_tp else 0.5
    return max(0.0, (12.0 * huur_per_maand - norm) * woondeel) * factor


@rule(law="Woonwet", article="2", unit="EUR/jaar", entity="huishouden")
def huisbelasting(
    kamers: int, volwassenen_hh: int, loon_hoofd: float, hoogste_inkomen: float, kamertabel: Table
) -> float:
    """Bedrag per kamer uit de tabel, verhoogd voor hoge inkomens."""
    extra = 0.001 * max(loon_hoofd, hoogste_inkomen)
    return kamertabel[min(max(kamers, 0), len(kamertabel) - 1)] + extra / max(1, volwassenen_hh)


@rule(law="Woonwet", article="3", unit="EUR/jaar", entity="person")
def netto(inkomen: float, belasting: float, huisbelasting: float, woontoeslag_hh: float, volwassenen_hh: int) -> float:
    """Wat overblijft; het bedrag van het huishouden wordt gelijk verdeeld over de volwassenen."""
    delers = max(volwassenen_hh, 1)
    return inkomen - belasting + (woontoeslag_hh - huisbelasting) / delers


kinderen_gezin = aggregate("count", of="kind", over="gezin", doc="Kinderen in het gezin")
inkomen_gezin = aggregate("sum", of="inkomen", over="gezin", where="volwassen", doc="Inkomen van de volwassenen")
jongste = aggregate("min", of="leeftijd", over="gezin", where="kind", doc="Leeftijd van het jongste kind")
inkomen_tp = aggregate("sum", of="inkomen", over="toeslagpartners", doc="Inkomen van de toeslagpartners")
iemand_ingeschreven_tp = aggregate("any", of="ingeschreven", over="toeslagpartners", doc="Iemand staat ingeschreven")
allen_ingeschreven_tp = aggregate("all", of="ingeschreven", over="toeslagpartners", doc="Allen staan ingeschreven")
loon_partner = aggregate("partner", of="loon", over="fiscale_partners", where="ingeschreven", doc="Loon van de partner")
loon_hoofd = aggregate("head", of="loon", over="huishouden", where="ingeschreven", doc="Loon van het hoofd")
hoogste_inkomen = aggregate("max", of="inkomen", over="huishouden", doc="Hoogste inkomen in het huishouden")
volwassenen_hh = aggregate("count", of="volwassen", over="huishouden", doc="Volwassenen in het huishouden")
woontoeslag_hh = aggregate("sum", of="woontoeslag_tp", over="huishouden", doc="Woontoeslagen van het huishouden")
kindgeld_tp = aggregate(
    "max", of="kindgeld", over="toeslagpartners", where="ingeschreven", doc="Kindgeld van het gezin"
)
belasting_fp = aggregate("sum", of="belasting", over="fiscale_partners", doc="Belasting van de fiscale partners")
leeftijden_hh = aggregate("sum", of="leeftijd", over="huishouden", where="huis_met_kind", doc="Leeftijden samen")
huis_met_kind = aggregate("any", of="kind", over="huishouden", doc="Er woont een kind")
oudste_gezin = aggregate("max", of="leeftijd", over="gezin", where="volwassen", doc="Leeftijd van de oudste volwassene")
