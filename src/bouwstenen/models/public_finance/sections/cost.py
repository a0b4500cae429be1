"""What the package costs: its effect on the balance in a sentence, the headline figures, and the parts below them."""

from __future__ import annotations

from bouwstenen.core.numbers import NBSP, number
from bouwstenen.models.public_finance.costs import ROUTES
from bouwstenen.models.public_finance.sections.bands import bands
from bouwstenen.models.public_finance.sections.causes import causes
from bouwstenen.models.public_finance.sections.framework import framework
from bouwstenen.models.public_finance.sections.look import Look, cells, is_nothing, moves_balance
from bouwstenen.models.public_finance.sections.paths import paths
from bouwstenen.views import Fact, Part, Section, Table, numbers, text

BILLION = f"miljard{NBSP}euro"
_BN = f"mld{NBSP}euro"


def cost_section(look: Look) -> Section:
    """The section."""
    parts = (framework(look), _bridge(look), paths(look), causes(look), *bands(look))
    return Section(
        key="public_finance",
        title="Wat het pakket kost",
        question="cost",
        message=message(look),
        facts=(*_effects(look), *_yearly(look), *_pm(look)),
        parts=tuple(part for part in parts if part is not None),
        missing=_missing(look),
    )


def message(look: Look) -> str:
    """What the package does to the balance of the headline year and the debt of the other one, under ESA 2010.

    A change that would be written as zero is called none, in words.
    """
    year, later = look.balance_year, look.debt_year
    effect, debt = look.difference("balance", "esa", year), look.at("debt_pct", "esa", later)
    if effect is None:
        return "Het effect op saldo en schuld is niet berekend."
    how = f"{look.words('ledger.esa')}, {look.pm}"
    more = look.difference("debt", "esa", later)
    if is_nothing(effect) and is_nothing(more):
        return f"Het EMU-saldo in {year} en de EMU-schuld in {later} veranderen niet of nauwelijks ({how})."
    said = (
        f"Het EMU-saldo in {year} verandert niet of nauwelijks"
        if is_nothing(effect)
        else f"Het pakket {moves_balance(effect)} het EMU-saldo in {year} met {number(abs(effect))} {BILLION}"
    )
    if debt is None:
        return f"{said} ({how})."
    after, before = number(debt.package), number(debt.baseline)
    then = f"de schuld is in {later} {after}% van het bbp"
    against = "zonder pakket ook" if after == before else f"zonder pakket {before}%"
    return f"{said}; {then}, {against} ({how})."


def _effects(look: Look) -> list[Fact]:
    """Effect on the balance of the headline year in the ledgers shown."""
    year = look.balance_year
    found = [(ledger, look.difference("balance", ledger, year)) for ledger in look.ledgers]
    return [
        Fact(
            figure=f"{number(effect, signed=True)}{NBSP}{_BN}",
            meaning=f"effect op het EMU-saldo in {year}, {look.pm}, {look.words(f'ledger.{ledger}')} ({look.prices})",
        )
        for ledger, effect in found
        if effect is not None
    ]


def _yearly(look: Look) -> list[Fact]:
    """What the lines add up to once everything runs, and what is spent once: without PM, in one price level."""
    totals = look.table("totals")
    if not totals.height:
        return []
    own = totals.filter(totals["ledger"] == "document")
    level = f"prijzen van {own['price_level'][0]}"
    facts: list[Fact] = []
    for timing, words in (("recurring", "per jaar als alles loopt"), ("one_off", "eenmalig, over alle jaren samen")):
        chosen = own.filter(own["timing"] == timing)
        if chosen.height:
            said = f"{words}: wat het pakket zelf aan geld noemt, zonder PM ({level})"
            facts.append(Fact(figure=f"{number(float(chosen['pm_none'].sum()))}{NBSP}{_BN}", meaning=said))
    return facts


def _pm(look: Look) -> list[Fact]:
    """What PM may add to that."""
    totals = look.table("totals")
    if not totals.height:
        return []
    facts: list[Fact] = []
    for timing in ("recurring", "one_off"):
        chosen = totals.filter((totals["ledger"] == "document") & (totals["timing"] == timing))
        low, central, high = (
            float(chosen[f"pm_{level}"].sum()) - float(chosen["pm_none"].sum()) for level in ("low", "central", "high")
        )
        if low or high:
            words = look.words(f"timing.{timing}")
            level = f"prijzen van {chosen['price_level'][0]}"
            said = f"{words} erbij door PM-posten; het midden is {number(central)} ({level})"
            facts.append(Fact(figure=f"{number(low)} tot {number(high)}{NBSP}{_BN}", meaning=said))
    return facts


def _bridge(look: Look) -> Part | None:
    """How the money of the headline year reaches people; the rows add up to the whole."""
    year = look.balance_year
    whole = look.at("cost_if_carried_out", "none", year)
    routes = [r for r in ROUTES if look.at("bridge", "none", year, dimension="route", group=r)]
    if whole is None or not routes:
        return None
    values = {r: look.difference("bridge", "none", year, dimension="route", group=r) for r in routes}
    level = look.view.rows.filter(look.view.rows["indicator"] == "public_finance.cost_if_carried_out")["price_level"][0]
    table = Table(
        caption=f"Kosten in {year} als alles wordt uitgevoerd, naar hoe het geld bij mensen komt",
        unit=f"mld euro, prijzen van {level}, plus kost geld",
        columns=(text("weg"), *numbers("kosten")),
        rows=(
            *(cells(look.words.group("route", r), (value,)) for r, value in values.items()),
            cells("alles samen", (whole.difference,), kind="total"),
        ),
    )
    said = (
        "Wie het merkt, is alleen berekend voor geld dat huishoudens zelf krijgen of betalen. Deze tabel laat zien "
        "hoeveel van het geld langs een andere weg gaat. Zij zegt in welke vorm het geld de overheid verlaat, niet wie "
        "er beter van wordt; de indeling is onze lezing."
    )
    return Part(key="bridge", title="Hoe het geld bij mensen komt", words=(said,), tables=(table,))


def _missing(look: Look) -> tuple[str, ...]:
    bookings = look.table("bookings")
    open_ = int(bookings["pm_central_bn"].is_not_null().sum()) if bookings.height else 0
    if not open_:
        return ()
    what = "1 post staat" if open_ == 1 else f"{open_} posten staan"
    return (f"{what} op PM: daarvoor is er een bandbreedte en geen bedrag.",)
