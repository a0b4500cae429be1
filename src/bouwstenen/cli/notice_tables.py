"""What `bouwstenen koopkracht` shows: tables on the screen, and the same as plain data."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from bouwstenen.cli.tables import laid_out, plain, thousands
from bouwstenen.core.numbers import NOTHING, dutch, exact, number
from bouwstenen.models.households.indicators import MAIN
from bouwstenen.models.households.labour import GROUPS
from bouwstenen.models.households.rows import SOURCE
from bouwstenen.models.households.tables import SPREAD, STEPS
from bouwstenen.models.households.texts import scheme_title
from bouwstenen.models.households.uncertainty import LEVEL
from bouwstenen.report.notice_part import MAIN_UNITS, SIGNED, main_figure, prices
from bouwstenen.report.words import HOUSEHOLD_GROUPS, LABOUR_GROUPS, MAIN_FIGURES, READINGS

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console
    from rich.table import Table

    from bouwstenen.cli.notice import Notice
    from bouwstenen.models.households.tables import GroupTable

_STEP = STEPS.index(0.5)
_LOW, _HIGH = 0, len(SPREAD) - 1


def print_notice(found: Notice, console: Console, folder: Path | None) -> None:
    """Print all tables, what people have to know, and where the files are."""
    console.print(f"[bold]Wie merkt het? {found.title}[/], wet van {found.year}", highlight=False)
    weighted = float(found.tables.group("totaal").households[0])
    parts = "1 deel" if found.parts == 1 else f"{found.parts} delen"
    console.print(
        f"Gerekend met {dutch(found.result.rows, 0)} huishoudens ({parts}) die staan voor {dutch(weighted, 0)}. "
        f"{READINGS[found.reading].capitalize()}. Run {found.run}.",
        highlight=False,
    )
    tables = (_main(found), _power(found), _schemes(found), _poverty(found), _take_up(found), _pressure(found))
    for table in (*tables, _labour(found), _benchmarks(found)):
        if table is not None:
            console.print(table)
    for text in found.remarks:
        console.print(f"[yellow]Let op:[/] {text}", highlight=False)
    if not found.adds_up:
        console.print(f"[red]Klopt niet:[/] {number(found.result.identity)} euro van een inkomen is niet verklaard.")
    console.print(f"Uitleg van alle begrippen: {SOURCE}.", highlight=False)
    if folder is not None:
        console.print(f"Tabellen: {folder / 'koopkracht.csv'}", highlight=False, soft_wrap=True)


def _main(found: Notice) -> Table:
    table = laid_out(
        "De hoofdcijfers: wat het pakket verandert, met de marge van de steekproef",
        "", "verandering", "van", "tot",
        caption=f"Bedragen in {prices(found.year)}. Marge: {exact(100.0 * LEVEL)}% zeker. Het is alleen het toeval van "
        "de steekproef; zonder twee of meer toevalsgroepen is er geen marge.",
    )  # fmt: skip
    for interval in found.intervals:
        name = interval.indicator
        ends = (interval.value, interval.low, interval.high)
        show = [main_figure(name, v, signed=name in SIGNED) for v in ends]
        table.add_row(f"{MAIN_FIGURES[name]} ({MAIN_UNITS[name]})", *show)
    return table


def _power(found: Notice) -> Table:
    table = laid_out(
        "Koopkracht: verandering van het besteedbaar inkomen",
        "", "huish.\n×1.000", "mediaan\n%", "5%\nonder", "95%\nonder", "gem.\neuro", "voor-\nuit %", "achter-\nuit %",
        caption="5% onder: 5% van de huishoudens zit daaronder. Vooruit en achteruit: meer dan 0,5%. In hetzelfde jaar "
        "en dezelfde prijzen, zonder en met het pakket.",
    )  # fmt: skip
    for group in found.tables.groups:
        if group.grouping in HOUSEHOLD_GROUPS:
            table.add_row(f"[bold]{HOUSEHOLD_GROUPS[group.grouping]}[/]")
        _add_groups(table, group)
    return table


def _add_groups(table: Table, group: GroupTable) -> None:
    for i, label in enumerate(group.labels):
        if group.households[i]:
            table.add_row(
                label,
                thousands(float(group.households[i])),
                dutch(float(group.median[i]), 2, signed=True),
                dutch(float(group.spread[i, _LOW]), 2, signed=True),
                dutch(float(group.spread[i, _HIGH]), 2, signed=True),
                dutch(float(group.mean_eur[i]), 0, signed=True),
                dutch(100.0 * float(group.gain[i, _STEP]), 1),
                dutch(100.0 * float(group.loss[i, _STEP]), 1),
            )


def _schemes(found: Notice) -> Table:
    table = laid_out(
        f"Regelingen, belastingen en premies, miljard euro in {found.year}",
        "", "zonder", "met", "verschil", "huish. ×1.000\nzonder", "\nmet",
    )  # fmt: skip
    for row in found.tables.schemes:
        if row.before_bn or row.after_bn:
            people = [thousands(n) for n in (row.receivers_before, row.receivers_after)]
            amounts = dutch(row.before_bn, 2), dutch(row.after_bn, 2), dutch(row.effect_bn, 2, signed=True)
            table.add_row(scheme_title(row.scheme), *amounts, *people)
    return table


def _poverty(found: Notice) -> Table:
    table = laid_out(
        "Armoede en ongelijkheid", "", "zonder", "met", "verschil", "zonder\n%", "met\n%",
        caption="Aantallen ×1.000.",
    )  # fmt: skip
    for row in found.tables.poverty:
        shares = [dutch(100.0 * share, 1) for share in (row.share_before, row.share_after)]
        numbers = thousands(row.before), thousands(row.after), thousands(row.after - row.before, sign=True)
        table.add_row(f"{row.line}: {row.unit}", *numbers, *shares)
    before, after = found.tables.before, found.tables.after
    for title, name in (
        ("Gini, huishoudens", "gini_households"),
        ("Gini, personen", "gini_persons"),
        ("P90/P10", "p90_p10"),
    ):
        one, two = getattr(before, name), getattr(after, name)
        table.add_row(title, dutch(one, 3), dutch(two, 3), dutch(two - one, 4, signed=True), "", "")
    return table


def _take_up(found: Notice) -> Table:
    table = laid_out(
        "Niet-gebruik van toeslagen", "", "zonder\n%", "met\n%", "blijft liggen, mld\nzonder", "\nmet",
    )  # fmt: skip
    for row in found.tables.take_up:
        shares = [dutch(100.0 * share, 1) for share in (row.share_before, row.share_after)]
        amounts = [dutch(amount, 2) for amount in (row.unused_before_bn, row.unused_after_bn)]
        table.add_row(scheme_title(row.scheme), *shares, *amounts)
    return table


def _pressure(found: Notice) -> Table:
    high, full = (f"{exact(100.0 * limit)}%" for limit in found.limits)
    table = laid_out(
        "Marginale druk: welk deel van wat meer loon houden werkenden niet over? %",
        "", "mediaan\nzonder", "\nmet", f"boven {high}\nzonder", "\nmet", f"boven {full}\nzonder", "\nmet",
        caption=f"Op {dutch(found.details, 0)} huishoudens.",
    )  # fmt: skip
    pressure = found.pressure
    for i, label in enumerate(pressure.labels):
        values = [*pressure.median[i].tolist(), *pressure.high[i].tolist(), *pressure.full[i].tolist()]
        table.add_row(label, *(dutch(100.0 * v, 1) if isfinite(v) else NOTHING for v in values))
    return table


def _labour(found: Notice) -> Table | None:
    if found.labour is None:
        return None
    table = laid_out(
        "Optie arbeidsaanbod: gaan mensen meer werken?", "", "uren\n%", "saldo overheid\nmld euro",
        caption="Een grove schatting die niet in de andere tabellen zit.",
    )  # fmt: skip
    for i, group in enumerate(GROUPS):
        hours, balance = float(found.labour.hours_pct[i]), float(found.labour.balance_bn[i])
        table.add_row(LABOUR_GROUPS[group], dutch(hours, 2, signed=True), dutch(balance, 2, signed=True))
    return table


def _benchmarks(found: Notice) -> Table:
    table = laid_out(
        "Lijkt de uitkomst zonder pakket op officiële cijfers?", "", "hier", "officieel", "eenheid",
        caption="Jaren verschillen: officiële cijfers zijn van 2021 tot en met 2024.",
    )  # fmt: skip
    for check in found.benchmarks:
        digits = 3 if abs(check.expected) < 1.0 else 1
        table.add_row(check.name, dutch(check.value, digits), dutch(check.expected, digits), check.unit)
    return table


def as_json(found: Notice) -> dict[str, Any]:
    """Everything that is computed. Shares are percentages, amounts of schemes billions; `null` is no value."""
    tables = found.tables
    return plain(
        {
            "run": found.run,
            "package": found.title,
            "reading": found.reading,
            "year": found.year,
            "rows": found.result.rows,
            "parts": found.parts,
            "unexplained_eur": found.result.identity,
            "main": {
                i.indicator: {"unit": MAIN[i.indicator], "value": i.value, "low": i.low, "high": i.high}
                for i in found.intervals
            },
            "purchasing_power": {table.grouping: _groups_json(table) for table in tables.groups},
            "schemes": {
                row.scheme: {
                    "title": scheme_title(row.scheme), "government": row.government,
                    "baseline_bn": row.before_bn, "package_bn": row.after_bn, "effect_bn": row.effect_bn,
                    "receivers_baseline": row.receivers_before, "receivers_package": row.receivers_after,
                }
                for row in tables.schemes
            },
            "poverty": [
                {
                    "line": row.line, "unit": row.unit, "baseline": row.before, "package": row.after,
                    "baseline_pct": 100.0 * row.share_before, "package_pct": 100.0 * row.share_after,
                }
                for row in tables.poverty
            ],
            "inequality": {
                side: {
                    "gini_households": value.gini_households, "gini_persons": value.gini_persons,
                    "p90_p10": value.p90_p10, "deciles_eur": value.deciles,
                }
                for side, value in (("baseline", tables.before), ("package", tables.after))
            },
            "take_up": {
                row.scheme: {
                    "not_used_baseline_pct": 100.0 * row.share_before, "not_used_package_pct": 100.0 * row.share_after,
                    "unused_baseline_bn": row.unused_before_bn, "unused_package_bn": row.unused_after_bn,
                }
                for row in tables.take_up
            },
            **_details_json(found),
        }
    )  # fmt: skip


def _groups_json(table: GroupTable) -> list[dict[str, Any]]:
    return [
        {
            "group": label,
            "households": table.households[i],
            "persons": table.persons[i],
            "without_percentage": table.left_out[i],
            "mean_eur": table.mean_eur[i],
            "quantiles_pct": {f"p{round(100 * p):02d}": v for p, v in zip(SPREAD, table.spread[i], strict=True)},
            "gainers_over_pct": {f"{s:g}": 100.0 * v for s, v in zip(STEPS, table.gain[i], strict=True)},
            "losers_over_pct": {f"{s:g}": 100.0 * v for s, v in zip(STEPS, table.loss[i], strict=True)},
        }
        for i, label in enumerate(table.labels)
        if table.households[i]
    ]


def _details_json(found: Notice) -> dict[str, Any]:
    """What is computed on the first chunks, benchmarks and remarks."""
    pressure, labour = found.pressure, found.labour
    return {
        "marginal_pressure": {
            "rows": found.details,
            "limits_pct": [100.0 * limit for limit in found.limits],
            "groups": {
                label: {
                    "median_pct": 100.0 * pressure.median[i], "high_pct": 100.0 * pressure.high[i],
                    "full_pct": 100.0 * pressure.full[i],
                }
                for i, label in enumerate(pressure.labels)
            },
        },
        "labour": None if labour is None else {
            group: {"hours_pct": labour.hours_pct[i], "balance_bn": labour.balance_bn[i]}
            for i, group in enumerate(GROUPS)
        },
        "benchmarks": [
            {"name": c.name, "value": c.value, "published": c.expected, "unit": c.unit, "source": c.source}
            for c in found.benchmarks
        ],
        "remarks": found.remarks,
    }  # fmt: skip
