"""Rules written in every awkward way that is allowed: what the kernel generator must read as Python does."""

from __future__ import annotations

import math

from bouwstenen.rules import Input, Rounding, Table, helper, rule

INPUTS = [
    Input("x", "person", "-", "float", 0.0, "Een getal"),
    Input("y", "person", "-", "float", 1.0, "Nog een getal"),
    Input("n", "person", "-", "int", 0, "Een geheel getal"),
    Input("ja", "person", "-", "bool", False, "Ja of nee"),
]
WET = "Proefwet"


@helper
def trede(waarde: float, tabel: Table) -> int:
    """How many steps of a table lie at or below a value; stops early."""
    aantal = 0
    for i in range(1, len(tabel)):
        if waarde < tabel[i]:
            break
        aantal += 1
    return aantal


@helper
def som(tabel: Table) -> float:
    """Sum of a table, by way of another loop form."""
    totaal = 0.0
    i = len(tabel) - 1
    while i >= 0:
        totaal += tabel[i]
        i -= 1
    return totaal


@helper
def gemengd(waarde: float, kort: Table, lang: Table) -> float:
    """A helper that calls others, with tables of different lengths."""
    if waarde < 0.0:
        return -som(kort)
    gevonden = lang[0]
    for i in range(len(lang)):
        if waarde >= lang[i]:
            gevonden = lang[i]
    return gevonden + trede(waarde, kort) + trede(waarde, lang)


@rule(law=WET, article="1", unit="-", entity="person")
def geheel_rekenen(n: int) -> int:
    """Gehele deling en rest, ook van negatieve getallen."""
    return 100 * (n // 7) + n % 7 - abs(n)


@rule(law=WET, article="2", unit="-", entity="person")
def gedeeld(x: float, y: float, n: int) -> float:
    """Deling, rest en macht van breuken."""
    rest = x % 3.0 + x // 2.5
    noemer = y if y > 0.5 or y < -0.5 else 0.5
    return n / noemer + rest + abs(x) ** 0.5


@rule(law=WET, article="3", unit="-", entity="person")
def takken(x: float, y: float, ja: bool) -> float:
    """Geneste takken, vroege uitkomsten, en een argument dat wordt veranderd."""
    if ja:
        if x > y:
            return 1.0
        x = x + 1.0
    elif 0.0 < x < y <= 2.0:
        return -1.0
    uitkomst: float = x
    if not ja and (x > 5.0 or y > 5.0):
        uitkomst *= 2
    else:
        y = -y
    return uitkomst + y


@rule(law=WET, article="4", unit="-", entity="person")
def is_grens(takken: float, n: int, ja: bool) -> bool:
    """Ja of nee uit getallen en ja of nee."""
    return (takken >= 2 and n != 3) or (ja == (n > 0))


@rule(law=WET, article="5", unit="-", entity="person", rounding=Rounding("floor", to=0.05))
def met_tabel(x: float, korte_tabel: Table, lange_tabel: Table) -> float:
    """Een helper die helpers aanroept."""
    return gemengd(x, korte_tabel, lange_tabel) / 3


@rule(law=WET, article="6", unit="-", entity="person")
def trap(met_tabel: float, korte_tabel: Table, is_grens: bool) -> int:
    """Een trede in een tabel, begrensd."""
    plaats = min(max(trede(met_tabel, korte_tabel), 0), len(korte_tabel) - 1)
    return plaats + int(korte_tabel[plaats]) if is_grens else math.floor(met_tabel) - plaats


@rule(law=WET, article="7", unit="-", entity="person", rounding=Rounding("half_up", to=1 / 3))
def geheel_als_breuk(n: int, trap: int, vast_aantal: float) -> float:
    """Gehele getallen waar een breuk wordt gevraagd."""
    return (n + trap) / 4 + vast_aantal


@rule(law=WET, article="8", unit="-", entity="person", rounding=Rounding("ceil", to=100.0))
def breuk_uit_geheel(geheel_rekenen: float, aan: bool, stappen: int) -> float:
    """Een geheel getal dat als breuk binnenkomt, en parameters van elke soort."""
    return geheel_rekenen * 1.5 if aan else float(stappen)
