"""What the European rules tell: what they ask, and how far unchanged policy and the package are from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import NBSP, number
from bouwstenen.models.eu_rules.sections.asked import asked
from bouwstenen.models.eu_rules.sections.distance import distance
from bouwstenen.models.eu_rules.sections.look import PCT, SMALL, Look, Policy, points
from bouwstenen.models.eu_rules.sections.other import other
from bouwstenen.views import Fact, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import RunView, Words

BILLION = f"miljard{NBSP}euro"
_LIMIT = (
    "Het structurele primaire saldo is het saldo zonder rente, zonder eenmalige posten en zonder de invloed van goede "
    "en slechte jaren. Welke uitgaven en belastingen meetellen staat in de verordening; een lidstaat en de Commissie "
    "kunnen daar anders over denken."
)


def sections(view: RunView, words: Words) -> Iterator[Section]:
    """The section on the European rules; none when nothing was computed."""
    if "eu_rules" not in view.models:
        return
    look = Look(view, words)
    yield Section(
        key="eu_rules",
        title="Europese begrotingsregels",
        question="fit",
        message=message(look),
        facts=tuple(_facts(look)),
        parts=(asked(look), *distance(look), *other(look)),
        limits=(_LIMIT,),
        missing=tuple(look.table("notes")["note"]) if look.table("notes").height else (),
    )


def message(look: Look) -> str:
    """What the rules ask in the last year of the adjustment, and how far the package is from it, under ESA."""
    of_whom = f" van {look.name}" if look.own_table else ""
    asks = f"De Europese regels vragen{of_whom} in {look.end} een structureel primair saldo van {_target(look)}"
    if not look.policies:
        return f"{asks}."
    room = look.value(look.policies[-1], "room", look.end)
    return f"{asks}; met het pakket {_outcome(room)} ({look.words('ledger.esa')}, lopende prijzen)."


def _target(look: Look) -> str:
    return f"{points(look.found['spb_target'])}{PCT}"


def _outcome(room: float | None) -> str:
    """What room means: a shortfall, room or neither."""
    if room is None:
        return "is het verschil niet berekend"
    if abs(room) < SMALL:
        return "haalt Nederland dat precies"
    how_much = f"{number(abs(room))} {BILLION} per jaar"
    return f"komt Nederland {how_much} tekort" if room < 0 else f"houdt Nederland {how_much} over"


def _facts(look: Look) -> Iterator[Fact]:
    binding = look.criterion(str(look.found["binding"]))
    said = f"nodig structureel primair saldo in {look.end}; het meest vraagt: {binding}"
    yield Fact(figure=_target(look), meaning=said)
    for policy in look.policies:
        yield _room(look, policy)
    allowed = look.path("net_expenditure_allowed")
    if allowed:
        mean = sum(value.package or 0.0 for value in allowed.values()) / len(allowed)
        span = f"{min(allowed)} tot en met {max(allowed)}"
        said = f"groei van de netto-uitgaven die bij het pad past, gemiddeld per jaar in {span}"
        yield Fact(figure=f"{number(mean)}%", meaning=said)


def _room(look: Look, policy: Policy) -> Fact:
    value = look.value(policy, "room", look.end)
    word = "ruimte" if value is not None and value > 0 else "ruimte (min is tekort)"
    found = look.at("room", look.end, ledger=policy.ledger)
    band = ""
    if policy.side == "package" and found is not None and found.low is not None and found.high is not None:
        low, high = number(found.low, signed=True), number(found.high, signed=True)
        band = f"; krappe en ruime lezing: {low} tot {high}" if low != high else ""
    figure = f"{number(value, signed=True)}{NBSP}mld{NBSP}euro"
    return Fact(figure=figure, meaning=f"{word} in {look.end}, {policy.label} (per jaar, lopende prijzen{band})")
