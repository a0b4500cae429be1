"""What could make the result larger or smaller: readings, PM, and benefits, each apart from the main result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import number
from bouwstenen.models.public_finance.sections.look import PCT, Look, cells
from bouwstenen.views import Part, Table, numbers, text
from bouwstenen.views.charts import Band, Line, line_chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.views import Chart

_HEADS = {"document": "document", "esa": "ESA 2010"}
_LEVELS = (("EMU-saldo met pakket, plus is beter", "balance_pct"), ("EMU-schuld met pakket", "debt_pct"))


def bands(look: Look) -> tuple[Part, ...]:
    """The parts: readings, PM and benefits."""
    return _readings(look), _pm(look), _benefits(look)


def _readings(look: Look) -> Part:
    tables = [_reading_table(look, caption, name) for caption, name in _LEVELS]
    known = tuple(table for table in tables if table is not None)
    said = (
        "Waar de tekst vaag is, is hij op drie manieren gelezen: krap, midden en ruim. De band is de laagste en de "
        "hoogste uitkomst van die drie. Een smalle band betekent niet dat het getal zeker is: wat niet berekend is, "
        "zit er niet in."
    )
    words = said if known else "Er is geen band door de lezing berekend."
    return Part(key="readings", title="Band door de lezing van vage tekst", words=(words,), tables=known)


def _reading_table(look: Look, caption: str, indicator: str) -> Table | None:
    """The chosen reading between the lowest and highest of all readings."""
    years = [y for y in look.shown_years(indicator) if (v := look.at(indicator, "esa", y)) and v.low is not None]
    if not years:
        return None
    rows = []
    for year in years:
        line: list[float | None] = []
        for ledger in look.ledgers:
            value = look.at(indicator, ledger, year)
            line += [value.package, value.low, value.high] if value else [None] * 3
        rows.append(cells(str(year), line))
    return Table(
        caption=f"{caption}: band door de lezing van vage tekst",
        unit=PCT,
        columns=(text("jaar"), *numbers(*("deze lezing", "laagste", "hoogste") * len(look.ledgers))),
        rows=tuple(rows),
        groups=tuple((_HEADS[ledger], 3) for ledger in look.ledgers),
    )


def _pm(look: Look) -> Part:
    tables = [_pm_table(look, caption, name, look.shown_years(name, scenario="pm")) for caption, name in _LEVELS]
    known = tuple(table for table in tables if table is not None)
    if not known:
        return Part(key="pm", title="PM: bedragen die het pakket openlaat", words=("Er zijn geen PM-posten.",))
    said = (
        "PM betekent dat het pakket geen bedrag noemt. PM op nul zetten zou het goedkoper laten lijken dan het is. "
        "Daarom staat naast het hoofdpad het pad met een middelste schatting, en de laagste en hoogste uitkomst."
    )
    chart = _pm_chart(look)
    return Part(
        key="pm",
        title="PM: bedragen die het pakket openlaat",
        words=(said,),
        charts=(chart,) if chart else (),
        tables=known,
    )


def _pm_table(look: Look, caption: str, indicator: str, years: Sequence[int]) -> Table | None:
    """The main paths beside those with PM."""
    if not years:
        return None
    heads = (f"hoofdpad ({look.pm})", "met PM midden", "laagste", "hoogste")
    rows = []
    for year in years:
        line: list[float | None] = []
        for ledger in look.ledgers:
            without, value = look.at(indicator, ledger, year), look.at(indicator, ledger, year, scenario="pm")
            line += [without.package if without else None]
            line += [value.package, value.low, value.high] if value else [None] * 3
        rows.append(cells(str(year), line))
    return Table(
        caption=f"{caption}: het hoofdpad, en met PM",
        unit=PCT,
        columns=(text("jaar"), *numbers(*heads * len(look.ledgers))),
        rows=tuple(rows),
        groups=tuple((_HEADS[ledger], len(heads)) for ledger in look.ledgers),
    )


def _pm_chart(look: Look) -> Chart | None:
    path = look.path("debt_pct", "esa", scenario="pm")
    table = _pm_table(look, "EMU-schuld, alle jaren", "debt_pct", list(path))
    if table is None:
        return None
    area = {y: (v.low, v.high) for y, v in path.items() if v.low is not None and v.high is not None}
    lines = [
        Line("zonder pakket", "base", look.column("debt_pct", "esa", "baseline")),
        Line(f"met pakket, {look.pm}", "esa", look.column("debt_pct", "esa", "package")),
        Line("met pakket, PM midden", "pm", look.column("debt_pct", "esa", "package", scenario="pm")),
    ]
    last = max(path)
    ends = "; ".join(f"{line.label}: {number(line.points.get(last))}% bbp" for line in lines)
    low, high = area.get(last, (None, None))
    return line_chart(
        key="debt_pm",
        title=f"EMU-schuld met PM, {look.words('ledger.esa')}",
        unit=PCT,
        description=f"In {last}: {ends}. Met PM ligt de schuld tussen {number(low)} en {number(high)}% bbp.",
        table=table,
        lines=lines,
        bands=[Band("PM van laag tot hoog", "pmband", area)],
    )


def _benefits(look: Look) -> Part:
    """Benefits of public investment: beside the gross effect, never in it."""
    years = look.shown_years("benefits_balance")
    title = "Mogelijke baten (inverdieneffecten)"
    if not years:
        said = "Niet berekend in deze doorrekening. Er is dus niets afgetrokken van de kosten."
        return Part(key="benefits", title=title, words=(said,))
    said = (
        "Investeren kan geld opbrengen voor de begroting. Hoeveel is onzeker. Daarom staan de mogelijke baten apart: "
        "ze zitten in geen enkel ander getal."
    )
    names = ("balance", "benefits_balance")
    table = Table(
        caption="Effect op het EMU-saldo (ESA 2010), en de mogelijke baten die daar niet in zitten; plus is beter",
        unit=look.money,
        columns=(text("jaar"), *numbers("effect op het saldo", "mogelijke baten")),
        rows=tuple(cells(str(y), (look.difference(name, "esa", y) for name in names), signed=True) for y in years),
    )
    return Part(key="benefits", title=title, words=(said,), tables=(table,))
