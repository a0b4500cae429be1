"""What could make the result larger or smaller: readings, PM, and benefits, each apart from the main result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import number
from bouwstenen.report.charts import Band, Chart, Line, line_chart
from bouwstenen.report.rows import LEDGERS, Ledger
from bouwstenen.report.tables import Row, Table, numbers, text
from bouwstenen.report.words import LEDGERS as LEDGER_WORDS

if TYPE_CHECKING:
    from bouwstenen.report.context import Context

_BENEFITS = ("balance", "benefits_balance")


@dataclass(frozen=True)
class Bands:
    """Tables of the bands, and the debt with PM as a chart; empty or None where nothing was computed."""

    readings: tuple[Table, ...]
    pm: tuple[Table, ...]
    pm_chart: Chart | None
    benefits: Table | None


def bands(context: Context) -> Bands:
    """Make the section."""
    readings = (
        _reading_table(context, "EMU-saldo met pakket, plus is beter", "balance_pct"),
        _reading_table(context, "EMU-schuld met pakket", "debt_pct"),
    )
    pm = (
        _pm_table(context, "EMU-saldo met pakket, plus is beter", "balance_pct", every_year=False),
        _pm_table(context, "EMU-schuld met pakket", "debt_pct", every_year=False),
    )
    return Bands(
        readings=tuple(table for table in readings if table is not None),
        pm=tuple(table for table in pm if table is not None),
        pm_chart=_pm_chart(context),
        benefits=_benefits(context),
    )


def _reading_table(context: Context, caption: str, indicator: str) -> Table | None:
    """The chosen reading between the lowest and highest of all readings."""
    effects = context.effects
    years = [
        y for y in effects.shown_years("esa", indicator) if (v := effects.at("esa", indicator, y)) and v.low is not None
    ]
    if not years:
        return None
    rows: list[Row] = []
    for year in years:
        cells: list[str] = []
        for ledger in LEDGERS:
            value = effects.at(ledger, indicator, year)
            cells += [number(v) for v in ((value.package, value.low, value.high) if value else (None,) * 3)]
        rows.append(Row((str(year), *cells)))
    return Table(
        caption=f"{caption}: band door de lezing van vage tekst",
        unit=context.share,
        columns=(text("jaar"), *numbers(*("deze lezing", "laagste", "hoogste") * 2)),
        rows=tuple(rows),
        groups=(("document", 3), ("ESA 2010", 3)),
    )


def _pm_table(context: Context, caption: str, plain: str, *, every_year: bool) -> Table | None:
    """The main paths beside those with PM, for both ledgers."""
    effects, with_pm = context.effects, f"{plain}_with_pm"
    years = effects.years("esa", with_pm) if every_year else effects.shown_years("esa", with_pm)
    if not years:
        return None
    heads = (f"hoofdpad ({context.pm})", "met PM midden", "laagste", "hoogste")
    rows: list[Row] = []
    for year in years:
        cells: list[str] = []
        for ledger in LEDGERS:
            without, value = effects.at(ledger, plain, year), effects.at(ledger, with_pm, year)
            cells.append(number(without.package if without else None))
            cells += [number(v) for v in ((value.package, value.low, value.high) if value else (None,) * 3)]
        rows.append(Row((str(year), *cells)))
    return Table(
        caption=f"{caption}: het hoofdpad, en met PM",
        unit=context.share,
        columns=(text("jaar"), *numbers(*heads * 2)),
        rows=tuple(rows),
        groups=(("document", len(heads)), ("ESA 2010", len(heads))),
    )


def _pm_chart(context: Context, ledger: Ledger = "esa") -> Chart | None:
    effects = context.effects
    table = _pm_table(context, "EMU-schuld, alle jaren", "debt_pct", every_year=True)
    if table is None:
        return None
    years = effects.years(ledger, "debt_pct_with_pm")
    path = effects.path(ledger, "debt_pct_with_pm")
    area = {y: (path[y].low, path[y].high) for y in years}
    area = {y: (low, high) for y, (low, high) in area.items() if low is not None and high is not None}
    lines = [
        Line("zonder pakket", "base", effects.column(ledger, "debt_pct", "baseline")),
        Line(f"met pakket, {context.pm}", "esa", effects.column(ledger, "debt_pct", "package")),
        Line("met pakket, PM midden", "pm", effects.column(ledger, "debt_pct_with_pm", "package")),
    ]
    last = years[-1]
    ends = "; ".join(f"{line.label}: {number(line.points.get(last))}% bbp" for line in lines)
    low, high = area.get(last, (None, None))
    return line_chart(
        title=f"EMU-schuld met PM, {LEDGER_WORDS[ledger]}",
        unit=context.share,
        description=f"In {last}: {ends}. Met PM ligt de schuld tussen {number(low)} en {number(high)}% bbp.",
        table=table,
        lines=lines,
        bands=[Band("PM van laag tot hoog", "pmband", area)],
    )


def _benefits(context: Context) -> Table | None:
    """Benefits of public investment: beside the gross effect, never in it."""
    effects = context.effects
    years = effects.shown_years("esa", "benefits_balance")
    if not years:
        return None
    rows = [
        Row((str(year), *(number(effects.difference("esa", name, year), signed=True) for name in _BENEFITS)))
        for year in years
    ]
    return Table(
        caption="Effect op het EMU-saldo (ESA 2010), en de mogelijke baten die daar niet in zitten; plus is beter",
        unit=context.money,
        columns=(
            text("jaar"),
            *numbers("effect op het saldo", "mogelijke baten"),
        ),
        rows=tuple(rows),
    )
