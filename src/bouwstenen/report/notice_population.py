"""How good the population is: every target of the calibration and every hold-out beside what the population has."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from bouwstenen.core.numbers import count, dutch_unit
from bouwstenen.core.provenance import Confidence
from bouwstenen.population.constants import BASE_YEAR
from bouwstenen.report.notice_part import Part, by_size, pct
from bouwstenen.report.tables import Row, Table, numbers, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.population.targets import Role, TargetResult

_SURE = get_args(Confidence)[:2]
"""The letters of figures that were read in an official source."""
_ROLES: dict[Role, str] = {
    "holdout": "Toets: de bevolking heeft dit cijfer niet gezien",
    "calibration": "IJking: de gewichten zijn hierop gezet",
}


def population_part(targets: Sequence[TargetResult]) -> Part:
    """The part on the quality of the population."""
    return Part(
        id="bevolking-gemaakt",
        title="Hoe goed lijkt de gemaakte bevolking?",
        words=(*(_said(targets, role) for role in _ROLES), _doubts(targets)),
        folded=(targets_table(targets),),
    )


def targets_table(targets: Sequence[TargetResult]) -> Table:
    """All targets, hold-outs first; the cause only where the deviation is larger than its margin."""
    rows: list[Row] = []
    for role, title in _ROLES.items():
        some = [found for found in targets if found.target.role == role]
        if some:
            rows.append(Row((title,), kind="group"))
            rows += [_row(found) for found in some]
    return Table(
        "Alle doelen van de gemaakte bevolking",
        f"eenheid in de rij; bedragen in prijzen van {BASE_YEAR}",
        (
            text("wat"),
            *numbers("doel", "bevolking", "afwijking, %", "cijfer van", "zekerheid"),
            text("bron"),
            text("oorzaak van een grote afwijking"),
        ),
        tuple(rows),
    )


def _row(found: TargetResult) -> Row:
    target = found.target
    unit = "" if target.unit in ("", "personen") else f" ({dutch_unit(target.unit)})"
    cells = (
        target.title + unit,
        by_size(target.value),
        by_size(found.achieved),
        pct(100.0 * found.deviation, signed=True),
        target.year,
        target.confidence,
        target.source,
        (target.cause or "nog niet uitgezocht") if not _close(found) else "",
    )
    return Row(cells, doubtful=target.confidence not in _SURE)


def _close(found: TargetResult) -> bool:
    """Whether a target is met within its own margin."""
    return abs(found.deviation) <= found.target.tolerance


def _said(targets: Sequence[TargetResult], role: Role) -> str:
    some = [found for found in targets if found.target.role == role]
    close = sum(_close(found) for found in some)
    name = "doelen van de ijking" if role == "calibration" else "toetsen die de bevolking niet heeft gezien"
    return f"Van de {count(len(some))} {name} liggen er {count(close)} binnen hun marge."


def _doubts(targets: Sequence[TargetResult]) -> str:
    doubtful = sum(found.target.confidence not in _SURE for found in targets)
    return (
        f"{count(doubtful)} van de {count(len(targets))} doelen hebben het merk twijfel: dat cijfer is berekend, komt "
        "uit een bericht of is niet nagegaan."
    )
