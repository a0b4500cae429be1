"""Balance and debt over the years: baseline beside the package in its ledgers, and the fan of the debt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import MINUS, count, exact, number, with_unit
from bouwstenen.models.public_finance.sections.look import PCT, Look, Side, cells, changes
from bouwstenen.views import Part, Table, numbers, text
from bouwstenen.views.charts import Band, Limit, Line, line_chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.views import Chart

_LABELS = {"document": "met pakket, document", "esa": "met pakket, ESA"}
_HEADS = {"document": "document", "esa": "ESA 2010"}
_FAN = (("p05", "p95", "wide", "90% van de trekkingen"), ("p25", "p75", "narrow", "50% van de trekkingen"))
_FAN_SHOWN = (("p05", "5%"), ("p25", "25%"), ("p50", "midden"), ("p75", "75%"), ("p95", "95%"))
_FAN_INDICATOR = "debt_pct_quantile"


def paths(look: Look) -> Part:
    """The part with levels and charts."""
    wanted = (
        ("EMU-saldo, plus is beter", "balance_pct", PCT),
        ("EMU-saldo, plus is beter", "balance", look.money),
        ("Structureel saldo (zonder goede en slechte jaren), plus is beter", "structural_balance_pct", PCT),
        ("EMU-schuld", "debt_pct", PCT),
        ("EMU-schuld", "debt", look.money),
    )
    tables = [_levels(look, caption, name, unit, look.shown_years(name)) for caption, name, unit in wanted]
    limits = {r["limit"]: r["value"] for r in look.table("limits").iter_rows(named=True)}
    deficit, debt = limits.get("deficit_limit"), limits.get("debt_limit")
    floor = None if deficit is None else -deficit
    charts = (
        _lines(look, "balance", "EMU-saldo", "balance_pct", "Onder nul is een tekort.", floor),
        _lines(look, "debt", "EMU-schuld", "debt_pct", "", debt),
        _fan(look, debt),
    )
    return Part(
        key="paths",
        title="Saldo en schuld",
        words=tuple(filter(None, (_intro(look), _fan_words(look), _same_debt(look)))),
        charts=tuple(chart for chart in charts if chart is not None),
        tables=tuple(table for table in (*tables, _interest(look)) if table is not None),
    )


def _intro(look: Look) -> str:
    if not look.path("balance", "esa"):
        return "Saldo en schuld zijn niet berekend."
    books = "in beide boekhoudingen" if look.has_document else "volgens ESA 2010"
    return (
        f"Het basispad is Nederland zonder pakket. Daarnaast staat het pad met pakket, {books}, {look.pm}. Hoe verder "
        "weg het jaar, hoe onzekerder het getal."
    )


def _fan_words(look: Look) -> str:
    if _fan_ledger(look) is None:
        return ""
    draws = count(int(look.view.options.get("public_finance.draws", look.view.options.get("draws", 0))))
    return (
        "De waaier laat toeval zien: rente, groei en saldo die anders uitvallen dan geraamd. Hij laat niet zien dat "
        f"beleid kan veranderen. {draws} trekkingen, met en zonder pakket dezelfde."
    )


def _same_debt(look: Look) -> str:
    """Said only where it is so in every year shown; models' money counts under ESA alone."""
    if not look.has_document:
        return ""
    document, esa = (look.column("debt", ledger, "package") for ledger in ("document", "esa"))
    if not esa or any(number(value) != number(document.get(year)) for year, value in esa.items()):
        return ""
    return (
        "De schuld is in beide boekhoudingen gelijk. Wat het document buiten het saldo houdt, moet de overheid wel "
        "lenen."
    )


def _levels(look: Look, caption: str, indicator: str, unit: str, years: Sequence[int]) -> Table | None:
    """Baseline, package and difference in the ledgers shown."""
    if not years:
        return None
    body = []
    for year in years:
        base = look.at(indicator, "esa", year)
        line = [(base.baseline if base else None, False)]
        for ledger in look.ledgers:
            value = look.at(indicator, ledger, year)
            line += [(value.package, False), (value.difference, True)] if value else [(None, False)] * 2
        body.append(changes(str(year), line))
    heads = ("met pakket", "verschil") * len(look.ledgers)
    groups = (("", 1), *((_HEADS[ledger], 2) for ledger in look.ledgers))
    columns = (text("jaar"), *numbers("zonder pakket", *heads))
    return Table(caption=caption, unit=unit, columns=columns, rows=tuple(body), groups=groups)


def _lines(look: Look, key: str, title: str, indicator: str, remark: str, limit: float | None) -> Chart | None:
    years = list(look.path(indicator, "esa"))
    table = _levels(look, f"{title}, alle jaren", indicator, PCT, years)
    if table is None:
        return None
    lines = [Line("zonder pakket", "base", look.column(indicator, "esa", "baseline"))]
    shown = reversed(look.ledgers)
    lines += [Line(_LABELS[name], name, look.column(indicator, name, "package")) for name in shown]
    return line_chart(
        key=key, title=title, unit=PCT, table=table, lines=lines, limits=_limits(limit),
        description=" ".join(part for part in (ends(lines, years), remark, _limit_words(limit)) if part),
    )  # fmt: skip


def _limits(limit: float | None) -> list[Limit]:
    return [] if limit is None else [Limit(f"Europese grens: {exact(limit).replace('-', MINUS)}%", limit)]


def _limit_words(limit: float | None) -> str:
    return "" if limit is None else f"De Europese grens is {exact(limit).replace('-', MINUS)}% bbp."


def ends(lines: Sequence[Line], years: Sequence[int]) -> str:
    """Where lines start and end, in words: the text alternative of a chart."""
    said = [
        f"{line.label}: {with_unit(number(line.points[years[0]]), PCT)} in {years[0]} en "
        f"{with_unit(number(line.points[years[-1]]), PCT)} in {years[-1]}"
        for line in lines
        if years[0] in line.points and years[-1] in line.points
    ]
    return "; ".join(said) + "." if said else ""


def _interest(look: Look) -> Table | None:
    """Interest and financial money that the package adds."""
    names = ("interest_extra", "interest_received", "stock_flow")
    years = look.shown_years("interest_extra")
    if not years:
        return None
    pairs = [(ledger, name) for ledger in look.ledgers for name in names]
    rows = [cells(str(y), (look.difference(name, led, y) or 0.0 for led, name in pairs), signed=True) for y in years]
    heads = ("rente betaald", "rente ontvangen", "buiten het saldo om") * len(look.ledgers)
    return Table(
        caption="Rente door het pakket, en geld dat buiten het saldo om de schuld verhoogt",
        unit=look.money,
        columns=(text("jaar"), *numbers(*heads)),
        rows=tuple(rows),
        groups=tuple((_HEADS[ledger], len(names)) for ledger in look.ledgers),
    )


def _fan(look: Look, limit: float | None) -> Chart | None:
    """The debt with chance, to the headline year: bands of the package and the middle without it."""
    ledger = _fan_ledger(look)
    if ledger is None:
        return None

    def column(group: str, side: Side) -> dict[int, float]:
        found = look.column(_FAN_INDICATOR, ledger, side, dimension="quantile", group=group)
        return {year: value for year, value in found.items() if year <= look.debt_year}

    bands: list[Band] = []
    for low, high, style, label in _FAN:
        lower, upper = column(low, "package"), column(high, "package")
        bands.append(Band(f"met pakket, {label}", style, {y: (lower[y], upper[y]) for y in lower if y in upper}))
    lines = [
        Line("zonder pakket, midden", "base", column("p50", "baseline")),
        Line("met pakket, midden", "esa", column("p50", "package")),
    ]
    years = list(lines[1].points)
    if not years:
        return None
    last = bands[0].points.get(years[-1])
    said = f"In {years[-1]} ligt 90% van de trekkingen tussen {number(last[0])} en {pct_end(last[1])}." if last else ""
    return line_chart(
        key="fan",
        title=f"EMU-schuld met onzekerheid, {look.words(f'ledger.{ledger}')}",
        unit=PCT,
        description=" ".join(part for part in (ends(lines, years), said, _limit_words(limit)) if part),
        table=_fan_table(look, ledger, years),
        lines=lines,
        bands=bands,
        limits=_limits(limit),
    )


def pct_end(value: float) -> str:
    """A percentage of GDP at the end of a sentence."""
    return with_unit(number(value), PCT)


def _fan_table(look: Look, ledger: str, years: Sequence[int]) -> Table:
    sides: tuple[Side, Side] = ("baseline", "package")
    columns = [
        look.column(_FAN_INDICATOR, ledger, side, dimension="quantile", group=group)
        for side in sides
        for group, _ in _FAN_SHOWN
    ]
    return Table(
        caption="EMU-schuld met onzekerheid: hoeveel van de trekkingen onder dit getal blijft",
        unit=PCT,
        columns=(text("jaar"), *numbers(*[word for _, word in _FAN_SHOWN] * len(sides))),
        rows=tuple(cells(str(year), (values.get(year) for values in columns)) for year in years),
        groups=(("zonder pakket", len(_FAN_SHOWN)), ("met pakket", len(_FAN_SHOWN))),
    )


def _fan_ledger(look: Look) -> str | None:
    keys = {"dimension": "quantile", "group": "p50"}
    return next((ledger for ledger in ("esa", "document") if look.path(_FAN_INDICATOR, ledger, **keys)), None)
