"""Balance and debt over the years: baseline beside the package in both ledgers, and the fan of the debt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import NOTHING, count, number, with_unit
from bouwstenen.report.charts import Band, Chart, Line, line_chart
from bouwstenen.report.rows import LEDGERS, Ledger, Side
from bouwstenen.report.tables import Row, Table, numbers, text

if TYPE_CHECKING:
    from bouwstenen.report.context import Context

BASE, DOCUMENT, ESA = "base", "document", "esa"
_LINES: tuple[tuple[str, str, Ledger, Side], ...] = (
    ("zonder pakket", BASE, "esa", "baseline"),
    ("met pakket, ESA", ESA, "esa", "package"),
    ("met pakket, document", DOCUMENT, "document", "package"),
)
_FAN = (("q05", "q95", "wide", "90% van de trekkingen"), ("q25", "q75", "narrow", "50% van de trekkingen"))
_FAN_SHOWN = (("q05", "5%"), ("q25", "25%"), ("q50", "midden"), ("q75", "75%"), ("q95", "95%"))


@dataclass(frozen=True)
class Paths:
    """Tables for chosen years and charts over all years; None where nothing was computed.

    same_debt: the debt is the same in both ledgers. draws: how many draws the fan rests on.
    """

    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]
    fan: Chart | None
    interest: Table | None
    same_debt: bool
    draws: str


def paths(context: Context) -> Paths:
    """Make the section."""
    wanted = (
        ("EMU-saldo, plus is beter", "balance_pct", context.share),
        ("EMU-saldo, plus is beter", "balance", context.money),
        ("Structureel saldo (zonder goede en slechte jaren), plus is beter", "structural_balance_pct", context.share),
        ("EMU-schuld", "debt_pct", context.share),
        ("EMU-schuld", "debt", context.money),
    )
    tables = [_both_ledgers(context, *one, every_year=False) for one in wanted]
    charts = (
        _lines(context, "EMU-saldo", "balance_pct", "Onder nul is een tekort."),
        _lines(context, "EMU-schuld", "debt_pct", ""),
    )
    return Paths(
        tables=tuple(table for table in tables if table is not None),
        charts=tuple(chart for chart in charts if chart is not None),
        fan=_fan(context),
        interest=_interest_table(context),
        same_debt=_same_debt(context),
        draws=count(context.run.options.draws),
    )


def _same_debt(context: Context) -> bool:
    document, esa = (context.effects.column(ledger, "debt", "package") for ledger in LEDGERS)
    return bool(esa) and all(number(value) == number(document.get(year)) for year, value in esa.items())


def _both_ledgers(context: Context, caption: str, indicator: str, unit: str, *, every_year: bool) -> Table | None:
    """Baseline, package and difference in both ledgers."""
    effects = context.effects
    years = effects.years("esa", indicator) if every_year else effects.shown_years("esa", indicator)
    if not years:
        return None
    rows: list[Row] = []
    for year in years:
        base = effects.at("esa", indicator, year)
        cells = [str(year), number(base.baseline if base else None)]
        for ledger in LEDGERS:
            value = effects.at(ledger, indicator, year)
            cells += [number(value.package), number(value.difference, signed=True)] if value else [NOTHING] * 2
        rows.append(Row(tuple(cells)))
    columns = (text("jaar"), *numbers("zonder pakket", "met pakket", "verschil", "met pakket", "verschil"))
    return Table(caption, unit, columns, tuple(rows), groups=(("", 1), ("document", 2), ("ESA 2010", 2)))


def _lines(context: Context, title: str, indicator: str, remark: str) -> Chart | None:
    table = _both_ledgers(context, f"{title}, alle jaren", indicator, context.share, every_year=True)
    if table is None:
        return None
    effects = context.effects
    years = effects.years("esa", indicator)
    lines = [Line(label, style, effects.column(ledger, indicator, side)) for label, style, ledger, side in _LINES]
    return line_chart(
        title=title,
        unit=context.share,
        description=" ".join(part for part in (_ends(lines, years), remark) if part),
        table=table,
        lines=lines,
    )


def _ends(lines: list[Line], years: list[int]) -> str:
    """Where lines start and end, in words: the text alternative of a chart."""
    said = [
        f"{line.label}: {with_unit(number(line.points[years[0]]), '% bbp')} in {years[0]} en "
        f"{with_unit(number(line.points[years[-1]]), '% bbp')} in {years[-1]}"
        for line in lines
        if years[0] in line.points and years[-1] in line.points
    ]
    return "; ".join(said) + "." if said else ""


def _interest_table(context: Context) -> Table | None:
    """Interest and financial money that the package adds."""
    effects = context.effects
    years = effects.shown_years("esa", "interest_extra")
    if not years:
        return None
    names = ("interest_extra", "interest_received", "stock_flow")
    pairs: list[tuple[Ledger, str]] = [(ledger, name) for ledger in LEDGERS for name in names]
    rows = [
        Row((str(year), *(number(effects.difference(ledger, name, year), signed=True) for ledger, name in pairs)))
        for year in years
    ]
    columns = (text("jaar"), *numbers(*("rente betaald", "rente ontvangen", "buiten het saldo om") * len(LEDGERS)))
    return Table(
        "Rente door het pakket, en geld dat buiten het saldo om de schuld verhoogt",
        context.money,
        columns,
        tuple(rows),
        groups=(("document", len(names)), ("ESA 2010", len(names))),
    )


def _fan(context: Context) -> Chart | None:
    """The debt with chance: bands of the package under ESA, and the middle without the package."""
    effects, ledger = context.effects, _fan_ledger(context)
    if ledger is None:
        return None
    years = effects.years(ledger, "debt_pct_quantile", "q50")

    def column(group: str, name: Side) -> dict[int, float]:
        return effects.column(ledger, "debt_pct_quantile", name, group)

    bands: list[Band] = []
    for low, high, style, label in _FAN:
        lower, upper = column(low, "package"), column(high, "package")
        bands.append(Band(f"met pakket, {label}", style, {y: (lower[y], upper[y]) for y in lower if y in upper}))
    lines = [
        Line("zonder pakket, midden", BASE, column("q50", "baseline")),
        Line("met pakket, midden", ESA, column("q50", "package")),
    ]
    sides: tuple[Side, Side] = ("baseline", "package")
    columns = [column(quantile, side) for side in sides for quantile, _ in _FAN_SHOWN]
    rows = [Row((str(year), *(number(values.get(year)) for values in columns))) for year in years]
    heads = [word for _, word in _FAN_SHOWN] * len(sides)
    table = Table(
        "EMU-schuld met onzekerheid: hoeveel van de trekkingen onder dit getal blijft",
        context.share,
        (text("jaar"), *numbers(*heads)),
        tuple(rows),
        groups=(("zonder pakket", len(_FAN_SHOWN)), ("met pakket", len(_FAN_SHOWN))),
    )
    last = years[-1]
    wide = bands[0].points.get(last)
    said = f" In {last} ligt 90% van de trekkingen tussen {number(wide[0])} en {number(wide[1])}% bbp." if wide else ""
    where = "ESA 2010" if ledger == "esa" else "zoals het document boekt"
    return line_chart(
        title=f"EMU-schuld met onzekerheid, {where}",
        unit=context.share,
        description=_ends(lines, years) + said,
        table=table,
        lines=lines,
        bands=bands,
    )


def _fan_ledger(context: Context) -> Ledger | None:
    return next((led for led in ("esa", "document") if context.effects.years(led, "debt_pct_quantile", "q50")), None)
