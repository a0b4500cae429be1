"""How good the population is: every target of the calibration and every hold-out beside what the population has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from bouwstenen.core.numbers import count, dutch_unit
from bouwstenen.core.provenance import Confidence
from bouwstenen.population.constants import BASE_YEAR
from bouwstenen.views import Part, Table, TableRow, numbers, row, text
from bouwstenen.views.amounts import by_size, pct

if TYPE_CHECKING:
    import polars as pl

    from bouwstenen.models.households.sections.seen import Seen

_SURE: Final = get_args(Confidence)[:2]
"""The letters of figures that were read in an official source."""
_ROLES: Final = ("holdout", "calibration")


def population_part(seen: Seen) -> Part | None:
    """The part on the quality of the population; None when it was not measured."""
    found = seen.table("population")
    if found is None:
        return None
    return Part(
        key="population",
        title="Hoe goed lijkt de gemaakte bevolking?",
        words=(*(_said(found, role) for role in _ROLES), _doubts(found)),
        folded=(_targets(seen, found),),
    )


def _targets(seen: Seen, found: pl.DataFrame) -> Table:
    """All targets, hold-outs first; the cause only where the deviation is larger than its margin."""
    rows: list[TableRow] = []
    for role in _ROLES:
        some = [one for one in found.to_dicts() if one["role"] == role]
        if some:
            rows.append(row(seen.say(f"households.role.{role}"), kind="group"))
            rows += [_row(one) for one in some]
    return Table(
        caption="Alle doelen van de gemaakte bevolking",
        unit=f"eenheid in de rij; bedragen in prijzen van {BASE_YEAR}",
        columns=(
            text("wat"),
            *numbers("doel", "bevolking", "afwijking, %", "cijfer van", "zekerheid"),
            text("bron"),
            text("oorzaak van een grote afwijking"),
        ),
        rows=tuple(rows),
    )


def _row(one: dict[str, Any]) -> TableRow:
    unit = "" if one["unit"] in ("", "personen") else f" ({dutch_unit(one['unit'])})"
    return row(
        one["title"] + unit,
        by_size(one["published"]),
        by_size(one["achieved"]),
        pct(100.0 * one["deviation"], signed=True),
        one["year"],
        one["confidence"],
        one["source"],
        "" if one["close"] else one["cause"] or "nog niet uitgezocht",
        doubtful=one["confidence"] not in _SURE,
    )


def _said(found: pl.DataFrame, role: str) -> str:
    some = found.filter(found["role"] == role)
    name = "doelen van de ijking" if role == "calibration" else "toetsen die de bevolking niet heeft gezien"
    return f"Van de {count(some.height)} {name} liggen er {count(int(some['close'].sum()))} binnen hun marge."


def _doubts(found: pl.DataFrame) -> str:
    doubtful = int((~found["confidence"].is_in(_SURE)).sum())
    return (
        f"{count(doubtful)} van de {count(found.height)} doelen hebben het merk twijfel: dat cijfer is berekend, komt "
        "uit een bericht of is niet nagegaan."
    )
