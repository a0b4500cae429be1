"""Disposable income of a household, as CBS and CPB take it: after taxes, contributions and the care premium.

besteedbaar_inkomen = net income of all members + zorgtoeslag + huurtoeslag + kindgebonden budget + kinderbijslag
+ kindregeling (when those two are one scheme) + student grants + kinderopvangtoeslag - childcare costs - nominal care
premium. The own risk of care, which CPB adds in averages and CBS does not, is a quantity of its own (`eigen_risico`).
"""

from __future__ import annotations

from bouwstenen.rules import aggregate, rule

BEGRIP = "Begrip van dit model"
ZVW = "Zorgverzekeringswet"


@rule(law=BEGRIP, article="uitkeringen", unit="EUR/jaar", entity="person")
def berekende_uitkeringen(
    wajong: float, werknemersuitkering: float, toeslagenwet_persoon: float, ioaw_persoon: float
) -> float:
    """Belaste uitkeringen die worden berekend: Wajong, WW, WIA, ZW, Toeslagenwet en IOAW, bruto."""
    return wajong + werknemersuitkering + toeslagenwet_persoon + ioaw_persoon


@rule(law=ZVW, article="16", unit="EUR/jaar", entity="person")
def zorgpremie(is_verzekerde_volwassene: bool, nominale_zorgpremie: float) -> float:
    """Gemiddelde nominale premie van de zorgverzekering, vanaf 18 jaar (Zvw art. 16)."""
    return nominale_zorgpremie if is_verzekerde_volwassene else 0.0


@rule(law=ZVW, article="19", unit="EUR/jaar", entity="person")
def eigen_risico(
    is_verzekerde_volwassene: bool,
    behandelingen: int,
    verplicht_eigen_risico: float,
    eigen_risico_per_behandeling: float,
) -> float:
    """Hoogste bedrag aan eigen zorgkosten; met een maximum per behandeling naar hun aantal (Zvw art. 19)."""
    if not is_verzekerde_volwassene:
        return 0.0
    if eigen_risico_per_behandeling > 0.0 and behandelingen > 0:
        return min(verplicht_eigen_risico, eigen_risico_per_behandeling * behandelingen)
    return verplicht_eigen_risico


@rule(law=BEGRIP, article="kosten kinderopvang", unit="EUR/jaar", entity="person")
def kosten_kinderopvang(kinderopvang_uren: float, kinderopvang_uurprijs: float) -> float:
    """Wat de opvang van dit kind in een jaar kost."""
    return 12.0 * kinderopvang_uren * kinderopvang_uurprijs


netto_inkomen_hh = aggregate(
    "sum", of="netto_inkomen", over="huishouden", where="hoort_bij_huishouden", doc="Netto-inkomen van het huishouden"
)
zorgpremie_hh = aggregate(
    "sum", of="zorgpremie", over="huishouden", where="hoort_bij_huishouden", doc="Zorgpremie van het huishouden"
)
eigen_risico_hh = aggregate(
    "sum", of="eigen_risico", over="huishouden", where="hoort_bij_huishouden", doc="Eigen risico van het huishouden"
)
kosten_kinderopvang_hh = aggregate(
    "sum",
    of="kosten_kinderopvang",
    over="huishouden",
    where="hoort_bij_huishouden",
    doc="Kosten van kinderopvang van het huishouden",
)


@rule(law=BEGRIP, article="toeslagen", unit="EUR/jaar", entity="huishouden")
def toeslagen_hh(
    zorgtoeslag: float, huurtoeslag: float, kindgebonden_budget: float, kinderopvangtoeslag: float
) -> float:
    """De vier toeslagen van het huishouden samen; het kindgebonden budget is nul als het in de kindregeling zit."""
    return zorgtoeslag + huurtoeslag + kindgebonden_budget + kinderopvangtoeslag


@rule(law=BEGRIP, article="besteedbaar inkomen (CBS, CPB)", unit="EUR/jaar", entity="huishouden")
def besteedbaar_inkomen(
    netto_inkomen_hh: float,
    toeslagen_hh: float,
    kinderbijslag: float,
    kindregeling: float,
    studiefinanciering: float,
    zorgpremie_hh: float,
    kosten_kinderopvang_hh: float,
) -> float:
    """Netto-inkomen, toeslagen, kinderbijslag of kindregeling en beurzen, min zorgpremie en kosten van kinderopvang."""
    inkomsten = netto_inkomen_hh + toeslagen_hh + kinderbijslag + kindregeling + studiefinanciering
    return inkomsten - zorgpremie_hh - kosten_kinderopvang_hh
