"""What it costs: money by scheme, beside what the document reserves, and which measure does what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bouwstenen.core.numbers import number
from bouwstenen.effects.row import REST
from bouwstenen.models.households.result import PRIVATE, SPENDING, TAXES
from bouwstenen.models.households.sections.seen import BEFORE_AFTER, Seen, main_figure, shown
from bouwstenen.views import Part, Table, TableRow, numbers, row, text
from bouwstenen.views.amounts import euros, thousands
from bouwstenen.views.charts import Bar, Segment, bar_chart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bouwstenen.views import Chart

_SHOWN_BN = 0.005
"""Bars and rows below five million euro are left out."""
_MOST_BARS = 12
_SIDES: Final = {"spending": SPENDING, "revenue": TAXES, "private": PRIVATE}
_CAUSED: Final = ("balance", "median_change_lowest", "mean_change_eur", "poor_persons", "gini_change")
"""Main figures of the table by measure."""


def schemes_part(seen: Seen) -> Part:
    """Money of every scheme, and the lines of the document that pay for them."""
    chart = _schemes_chart(seen)
    return Part(
        key="schemes",
        title="Wat het kost, per regeling",
        words=(
            (
                "Uitkeringen en toeslagen zijn wat de overheid betaalt; belasting en premies zijn wat zij ontvangt. "
                "De bijstand staat er bruto; de belasting daarover zit in de inkomensheffing."
            ),
            *_reserved_words(seen),
        ),
        charts=() if chart is None else (chart,),
        tables=(schemes_table(seen), *_line_tables(seen)),
    )


def schemes_table(seen: Seen) -> Table:
    """Money, receivers and mean amount of every scheme, tax and premium, before and after."""
    rows: list[TableRow] = []
    for side, names in _SIDES.items():
        some = [name for name in names if _moves_or_exists(seen, name)]
        if some:
            rows.append(row(seen.say(f"households.side.{side}"), kind="group"))
            rows += [_scheme_row(seen, name) for name in some]
    balance = seen.value("main_balance").difference
    empty = [""] * 4
    total = row("Saldo van de overheid, plus is beter", "", "", number(balance, signed=True), *empty, kind="total")
    return Table(
        caption=f"Geld per regeling in {seen.year}",
        unit=f"per jaar, {seen.prices}",
        columns=(text("regeling"), *numbers(*BEFORE_AFTER, "effect", *BEFORE_AFTER * 2)),
        rows=(*rows, total),
        groups=(("mld euro", 3), ("duizend huishoudens", 2), ("gemiddeld, euro", 2)),
    )


def _moves_or_exists(seen: Seen, name: str) -> bool:
    found = seen.value("scheme_amount", dimension="scheme", group=name)
    return bool(found.baseline or found.package)


def _scheme_row(seen: Seen, name: str) -> TableRow:
    keys = {"dimension": "scheme", "group": name}
    amount, people, mean = (seen.value(f"scheme_{kind}", **keys) for kind in ("amount", "receivers", "mean"))
    return row(
        seen.scheme(name),
        number(amount.baseline),
        number(amount.package),
        number(amount.difference, signed=True),
        thousands(shown(people.baseline)),
        thousands(shown(people.package)),
        euros(shown(mean.baseline)),
        euros(shown(mean.package)),
    )


def _schemes_chart(seen: Seen) -> Chart | None:
    """What each scheme does to the balance, merged schemes as one; None when no scheme moves."""
    merged = seen.table("merged")
    into = {} if merged is None else dict(merged.select("scheme", "into").iter_rows())
    values: dict[str, float] = {}
    for sign, names in ((-1.0, SPENDING), (1.0, TAXES)):
        for name in names:
            title = seen.scheme(into.get(name, name))
            effect = shown(seen.value("scheme_amount", dimension="scheme", group=name).difference)
            values[title] = values.get(title, 0.0) + sign * effect
    return signed_bars(
        key="schemes",
        title=f"Wat elke regeling doet met het saldo in {seen.year}, plus is beter",
        unit=f"mld euro per jaar, {seen.prices}",
        head="regeling",
        values=[(title, value) for title, value in values.items() if abs(value) >= _SHOWN_BN],
    )


def signed_bars(*, key: str, title: str, unit: str, head: str, values: Sequence[tuple[str, float]]) -> Chart | None:
    """A bar for each value: positive is better for the budget. None without values."""
    bars = [
        Bar(label, number(value, signed=True), (Segment("better" if value > 0 else "worse", value),))
        for label, value in values
    ]
    if not bars:
        return None
    cells = tuple(row(bar.label, bar.shown) for bar in bars)
    return bar_chart(
        key=key,
        title=title,
        unit=unit,
        description="; ".join(f"{bar.label}: {bar.shown}" for bar in bars) + ".",
        table=Table(caption=title, unit=unit, columns=(text(head), *numbers("effect")), rows=cells),
        bars=bars,
        legend=(("slechter voor de begroting", "worse"), ("beter voor de begroting", "better")),
    )


def _effect(seen: Seen, name: str, block: str, measure: str = "all") -> float | None:
    return seen.view.difference(f"households.main_{name}", seen.year, block=block, measure=measure)


def _blocks(seen: Seen) -> list[dict[str, Any]]:
    """Blocks of the package that have an effect on households."""
    return [block for block in seen.view.package["blocks"] if _effect(seen, "balance", block["key"]) is not None]


def _reserved(seen: Seen) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Lines of the document that already pay for measures that move households, with those measures."""
    moving = {
        name for block in _blocks(seen) for name in seen.view.measures("households.main_balance", block["key"])
    } - {REST}
    for entry in seen.view.package["reserved"]:
        paid = [name for name in entry["measures"] if name in moving]
        if paid:
            yield entry, paid


def _reserved_words(seen: Seen) -> tuple[str, ...]:
    """That the document has money for some of these measures already."""
    said: list[str] = []
    for entry, paid in _reserved(seen):
        costs = sum(_effect(seen, "balance", _block_of(seen, name), name) or 0.0 for name in paid)
        better = "beter" if costs > 0.0 else "slechter"
        one = len(paid) == 1
        said.append(
            f"Regel {entry['line']} van het document heeft al geld voor "
            f"{'één maatregel' if one else f'{len(paid)} maatregelen'} die het model met de wet doorrekent. "
            f"{'Die maakt' if one else 'Samen maken die'} het saldo {number(abs(costs))} mld euro {better} "
            f"({seen.prices})."
        )
    return tuple(said)


def _block_of(seen: Seen, measure: str) -> str:
    return next(m["block"] for m in seen.view.package["measures"] if m["id"] == measure)


def _line_tables(seen: Seen) -> tuple[Table, ...]:
    """What the document reserves beside what the law gives, by block and for all."""
    rows = [
        row(f"document, regel {entry['line']}", number(amount), f"prijzen van {level}")
        for entry, _ in _reserved(seen)
        for level, amount in _line_amounts(seen, entry["line"]).items()
    ]
    if not rows:
        return ()
    for block in _blocks(seen):
        title = f"model, alleen blok {block['key']} ({block['title']})"
        rows.append(row(title, number(-(_effect(seen, "balance", block["key"]) or 0.0)), seen.prices))
    rows.append(row("model, alle blokken", number(-shown(seen.value("main_balance").difference)), seen.prices))
    return (
        Table(
            caption=f"Wat huishoudens kosten in {seen.year}: het document en het model, plus kost geld",
            unit="mld euro per jaar, prijspeil in de kolom",
            columns=(text("wat"), *numbers("mld euro"), text("prijspeil")),
            rows=tuple(rows),
        ),
    )


def _line_amounts(seen: Seen, line: int) -> dict[int, float]:
    """Yearly money of a line by price level, as far as the document gives one number."""
    found: dict[int, float] = {}
    for measure in seen.view.package["measures"]:
        for lever in measure["levers"]:
            mine = lever.get("kind") == "budget" and lever.get("line") == line and lever.get("timing") == "recurring"
            if mine and isinstance(lever.get("amount_bn"), (int, float)):
                level = int(lever["price_level"])
                found[level] = found.get(level, 0.0) + float(lever["amount_bn"])
    return found


def causes_part(seen: Seen) -> Part | None:
    """Which block and measure does what; None when the run did not look for causes."""
    blocks = _blocks(seen)
    if not blocks:
        return None
    titles = {m["id"]: m["title"] for m in seen.view.package["measures"]}
    rows: list[TableRow] = []
    bars: list[tuple[str, float]] = []
    for block in blocks:
        key = block["key"]
        rows.append(_cause_row(seen, f"{key} {block['title']}", key, "all"))
        for name in seen.view.measures("households.main_balance", key):
            if name == REST:
                rows.append(_cause_row(seen, "wat de maatregelen samen doen", key, name))
            elif _moves(seen, key, name):
                rows.append(_cause_row(seen, f"{name} {titles.get(name, '')}".strip(), key, name))
                bars.append((f"{name} {titles.get(name, '')}".strip(), _effect(seen, "balance", key, name) or 0.0))
    whole = [seen.main(name) for name in _CAUSED]
    rows.append(row("hele pakket", *whole, kind="total"))
    heads = (f"{seen.say(f'households.main.{n}')}, {seen.say(f'households.main_unit.{n}')}" for n in _CAUSED)
    largest = sorted((bar for bar in bars if abs(bar[1]) >= _SHOWN_BN), key=lambda bar: -abs(bar[1]))[:_MOST_BARS]
    chart = signed_bars(
        key="causes",
        title=f"Wat maatregelen doen met het saldo in {seen.year}, plus is beter",
        unit=seen.main_unit("balance"),
        head="maatregel",
        values=largest,
    )
    return Part(
        key="causes",
        title="Welke maatregel doet wat?",
        words=(
            (
                "Per blok: het deel dat bij dat blok hoort, gemiddeld over alle volgordes (Shapley); de blokken tellen "
                "op tot het hele pakket. Per maatregel: wat er verdwijnt als alleen die maatregel uit het pakket gaat. "
                "Maatregelen die in dit jaar niets verschuiven, staan er niet."
            ),
        ),
        charts=() if chart is None else (chart,),
        tables=(
            Table(
                caption=f"Wat elk blok en elke maatregel doet in {seen.year}",
                unit=f"eenheid in de kolom, {seen.prices}",
                columns=(text("blok en maatregel"), *numbers(*heads)),
                rows=tuple(rows),
            ),
        ),
    )


def _moves(seen: Seen, block: str, measure: str) -> bool:
    return any(_effect(seen, name, block, measure) for name in _CAUSED)


def _cause_row(seen: Seen, title: str, block: str, measure: str) -> TableRow:
    # The run writes no row for what a measure does not move at all.
    cells = [main_figure(name, _effect(seen, name, block, measure) or 0.0) for name in _CAUSED]
    return row(title, *cells, kind="" if measure == "all" else "part")
