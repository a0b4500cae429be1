"""Who notices, in tables: purchasing power, winners and losers, schemes, poverty, pressure and take-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import exact, number
from bouwstenen.models.households.tables import DECILES, EUR_BN, STEPS
from bouwstenen.models.households.texts import scheme_title
from bouwstenen.report.notice_part import euros, pct, prices, share, thousands
from bouwstenen.report.tables import Row, Table, numbers, text
from bouwstenen.report.words import HOUSEHOLD_GROUPS, POVERTY_LINES, SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bouwstenen.household_run import HouseholdsRun
    from bouwstenen.models.households.beside import Beside
    from bouwstenen.models.households.pressure import PressureTable
    from bouwstenen.models.households.tables import GroupTable, SchemeRow, Tables

HALF = STEPS.index(0.5)
"""Winners and losers of the headlines: more than half a per cent."""
SHOWN_GROUPS = ("totaal", "kwintiel", "bron", "type", "leeftijd", "eigendom")
_BEFORE_AFTER = ("zonder pakket", "met pakket")


def purchasing_power(tables: Tables, year: int, groupings: Sequence[str] = SHOWN_GROUPS) -> Table:
    """The change of purchasing power by group, one heading a grouping."""
    rows: list[Row] = []
    for name in groupings:
        found = tables.group(name)
        if name != "totaal":
            rows.append(Row((HOUSEHOLD_GROUPS[name],), kind="group"))
        rows += _group_rows(found)
    only = "" if groupings == SHOWN_GROUPS else f", {HOUSEHOLD_GROUPS[groupings[-1]].lower()}"
    quantiles = ("5% heeft minder dan", "25% heeft minder dan", "midden (mediaan)", "75% heeft minder dan")
    return Table(
        f"Koopkracht in {year}: wat het pakket verandert{only}",
        f"eenheid in de kolom, {prices(year)}",
        (
            text("groep"),
            *numbers("duizend huishoudens", *quantiles, "95% heeft minder dan"),
            *numbers("gemiddeld, euro per jaar", f"wint meer dan {exact(STEPS[HALF])}%"),
            *numbers(f"verliest meer dan {exact(STEPS[HALF])}%"),
        ),
        tuple(rows),
        (("", 1), ("verandering van de koopkracht, %", 5), ("", 1), ("deel van de huishoudens, %", 2)),
    )


def _group_rows(found: GroupTable) -> list[Row]:
    """A row for every group that has households."""
    return [
        Row(
            (
                "alle huishoudens" if found.grouping == "totaal" else label,
                thousands(float(found.households[i])),
                *(pct(value, signed=True) for value in found.spread[i].tolist()),
                euros(float(found.mean_eur[i]), signed=True),
                share(float(found.gain[i, HALF])),
                share(float(found.loss[i, HALF])),
            ),
            kind="total" if found.grouping == "totaal" else "",
        )
        for i, label in enumerate(found.labels)
        if found.households[i] > 0.0
    ]


def winners(tables: Tables, year: int) -> Table:
    """How many households gain or lose more than each step."""
    total = tables.group("totaal")
    counted = float(total.households[0] - total.left_out[0])
    rows: list[Row] = []
    for i, step in enumerate(STEPS):
        gain, loss = float(total.gain[0, i]), float(total.loss[0, i])
        cells = (share(gain), share(loss), thousands(gain * counted), thousands(loss * counted))
        rows.append(Row((step_words(step), *cells)))
    return Table(
        f"Winnaars en verliezers in {year} naar grootte van de verandering",
        "huishoudens met een inkomen boven nul",
        (text("verandering van de koopkracht"), *numbers("wint", "verliest", "wint", "verliest")),
        tuple(rows),
        (("deel, %", 2), ("duizend huishoudens", 2)),
    )


def winners_by_group(tables: Tables, year: int) -> Table:
    """Every step by income and source."""
    rows: list[Row] = []
    for name in ("kwintiel", "bron"):
        found = tables.group(name)
        rows.append(Row((HOUSEHOLD_GROUPS[name],), kind="group"))
        for i, label in enumerate(found.labels):
            if found.households[i] > 0.0:
                cells = [share(v) for v in (*found.gain[i].tolist(), *found.loss[i].tolist())]
                rows.append(Row((label, *cells)))
    heads = [step_words(step) for step in STEPS]
    return Table(
        f"Winnaars en verliezers in {year} per groep",
        "% van de huishoudens met een inkomen boven nul",
        (text("groep"), *numbers(*heads, *heads)),
        tuple(rows),
        (("wint", len(STEPS)), ("verliest", len(STEPS))),
    )


def step_words(step: float) -> str:
    """A step of winners and losers in words."""
    return f"meer dan {exact(step)}%" if step else "elk bedrag"


def schemes(found: HouseholdsRun) -> Table:
    """Money, receivers and mean amount of every scheme, tax and premium, before and after."""
    rows: list[Row] = []
    for side, title in SIDES.items():
        some = [r for r in found.tables.schemes if r.government == side and (r.before_bn or r.after_bn)]
        if some:
            rows.append(Row((title,), kind="group"))
            rows += [_scheme_row(row) for row in some]
    balance = found.result.balance / EUR_BN
    rows.append(Row(("Saldo van de overheid, plus is beter", "", "", number(balance, signed=True), *[""] * 4), "total"))
    return Table(
        f"Geld per regeling in {found.year}",
        f"per jaar, {prices(found.year)}",
        (text("regeling"), *numbers(*_BEFORE_AFTER, "effect", *_BEFORE_AFTER * 2)),
        tuple(rows),
        (("mld euro", 3), ("duizend huishoudens", 2), ("gemiddeld, euro", 2)),
    )


def _scheme_row(row: SchemeRow) -> Row:
    return Row(
        (
            scheme_title(row.scheme),
            number(row.before_bn),
            number(row.after_bn),
            number(row.effect_bn, signed=True),
            thousands(row.receivers_before),
            thousands(row.receivers_after),
            euros(row.mean_before),
            euros(row.mean_after),
        )
    )


def document_line(found: HouseholdsRun, line: int, document_bn: float | None, price_level: str) -> Table:
    """What the document reserves beside what the law gives for the measures of the block, and for all."""
    rows = [Row((f"document, regel {line}", number(document_bn, signed=False), price_level))]
    for title, result in (("model, alleen blok 3", found.block), ("model, alle blokken", found.result)):
        rows.append(Row((title, number(-result.balance / EUR_BN), prices(found.year))))
    return Table(
        f"Wat huishoudens kosten in {found.year}: het document en het model, plus kost geld",
        "mld euro per jaar, prijspeil in de kolom",
        (text("wat"), *numbers("mld euro"), text("prijspeil")),
        tuple(rows),
    )


def poverty(tables: Tables, year: int) -> Table:
    """Persons, children and households under both lines."""
    rows: list[Row] = []
    line = ""
    for row in tables.poverty:
        if row.line != line:
            line = row.line
            rows.append(Row((POVERTY_LINES[line],), kind="group"))
        counts = (thousands(row.before), thousands(row.after), thousands(row.after - row.before, signed=True))
        rows.append(Row((row.unit, *counts, share(row.share_before), share(row.share_after))))
    return Table(
        f"Armoede in {year}",
        "eenheid in de kolom",
        (text("wie"), *numbers(*_BEFORE_AFTER, "effect", *_BEFORE_AFTER)),
        tuple(rows),
        (("duizend", 3), ("deel, %", 2)),
    )


def inequality(tables: Tables, year: int) -> Table:
    """Gini and the ratio of the ninth to the first decile."""
    sides = (tables.before, tables.after)
    wanted = (
        ("Gini over huishoudens (0 is gelijk, 100 is alles bij één)", [100.0 * side.gini_households for side in sides]),
        ("Gini over personen (0 is gelijk, 100 is alles bij één)", [100.0 * side.gini_persons for side in sides]),
        ("hoogste 10% begint bij zoveel keer het einde van de laagste 10%", [side.p90_p10 for side in sides]),
    )
    rows = [Row((title, pct(one), pct(two), pct(two - one, signed=True))) for title, (one, two) in wanted]
    columns = (text("maat"), *numbers(*_BEFORE_AFTER, "effect"))
    return Table(f"Ongelijkheid in {year}", "gestandaardiseerd inkomen, eenheid in de rij", columns, tuple(rows))


def deciles(tables: Tables, year: int) -> Table:
    """Bounds of the tenths of standardised income."""
    rows: list[Row] = []
    bounds = zip(DECILES, tables.before.deciles.tolist(), tables.after.deciles.tolist(), strict=True)
    for part, one, two in bounds:
        cells = (pct(one / 1e3), pct(two / 1e3), euros(two - one, signed=True))
        rows.append(Row((f"{round(100 * part)}% heeft minder dan", *cells)))
    return Table(
        f"Grenzen van de inkomens in {year}",
        f"gestandaardiseerd inkomen per jaar, {prices(year)}",
        (text("deel van de huishoudens"), *numbers(*_BEFORE_AFTER, "effect")),
        tuple(rows),
        (("duizend euro", 2), ("euro", 1)),
    )


def pressure(table: PressureTable, year: int, high: str) -> Table:
    """Marginal pressure by household type. high: the threshold in words."""
    rows: list[Row] = []
    for i, label in enumerate(table.labels):
        if table.workers[i] > 0.0:
            values = [share(float(side)) for part in (table.median, table.high, table.full) for side in part[i]]
            name = "alle werkenden" if i == 0 else label
            rows.append(Row((name, thousands(float(table.workers[i])), *values), "total" if i == 0 else ""))
    return Table(
        f"Marginale druk in {year} naar soort huishouden",
        "% van het extra loon, en % van de werkenden",
        (text("soort huishouden"), *numbers("duizend werkenden", *_BEFORE_AFTER * 3)),
        tuple(rows),
        (("", 1), ("midden, % van het loon", 2), (f"druk boven {high}, % werkenden", 2), ("houdt niets over, %", 2)),
    )


def beside(found: Beside, level: str) -> Table:
    """Waiting for an assessment and debts. level: price level of the amount."""
    known = (
        ("mensen die te lang wachten op een keuring voor de WIA, duizend", thousands, (found.waiting,) * 2),
        ("van hen zonder voorschot, duizend", thousands, found.without_income),
        ("WIA-uitkering die pas na de keuring komt, mln euro per jaar", number, found.late),
        ("huishoudens met problematische schulden, duizend", thousands, (found.debts,) * 2),
        ("van hen met een schuld aan toeslagen die niet meer kan ontstaan, duizend", thousands, (0.0, found.reached)),
    )
    rows = (Row((title, *(write(value) for value in sides))) for title, write, sides in known)
    columns = (text("wat"), *numbers(*_BEFORE_AFTER))
    return Table("Wachten op een keuring, en schulden", f"eenheid in de rij, {level}", columns, tuple(rows))


def take_up(tables: Tables, year: int) -> Table:
    """Non-take-up and unused amounts of the toeslagen."""
    rows = [
        Row(
            (
                scheme_title(row.scheme),
                share(row.share_before),
                share(row.share_after),
                number(row.unused_before_bn),
                number(row.unused_after_bn),
            )
        )
        for row in tables.take_up
    ]
    return Table(
        f"Niet-gebruik van toeslagen in {year}",
        f"eenheid in de kolom, {prices(year)}",
        (text("toeslag"), *numbers(*_BEFORE_AFTER * 2)),
        tuple(rows),
        (("% van wie er recht op heeft", 2), ("blijft liggen, mld euro per jaar", 2)),
    )
