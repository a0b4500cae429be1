"""Poverty and inequality, what is kept of extra wage, non-take-up, waiting and debts, and the option on labour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.core.numbers import number
from bouwstenen.models.households.sections.seen import BEFORE_AFTER, Seen, shown
from bouwstenen.population.amounts import TOESLAGEN
from bouwstenen.views import Part, Table, TableRow, numbers, row, text
from bouwstenen.views.amounts import euros, pct, share, thousands

if TYPE_CHECKING:
    from collections.abc import Callable

_COUNTED = ("persons", "children", "households")


def poverty_part(seen: Seen) -> Part:
    """Who is poor, and how unequal incomes are."""
    return Part(
        key="poverty",
        title="Armoede en ongelijkheid",
        words=(
            (
                "Onder de armoedegrens valt wie te weinig heeft voor het noodzakelijke, de eigen huur of "
                "hypotheekrente meegerekend, en ook geen vermogen heeft om op terug te vallen. De lage-inkomensgrens "
                "kijkt alleen naar het inkomen. Beide grenzen gaan mee met de prijzen. Studenten tellen niet als arm."
            ),
        ),
        tables=(poverty_table(seen), _inequality(seen)),
        folded=(_deciles(seen),),
    )


def poverty_table(seen: Seen) -> Table:
    """Persons, children and households under both lines."""
    rows: list[TableRow] = []
    for line in ("low_income", "poverty"):
        rows.append(row(seen.group("poverty_line", line), kind="group"))
        for who in _COUNTED:
            keys = {"dimension": "poverty_line", "group": line}
            found, part = seen.value(f"poor_{who}", **keys), seen.value(f"poor_{who}_share", **keys)
            counts = (
                thousands(shown(found.baseline)),
                thousands(shown(found.package)),
                thousands(shown(found.difference), signed=True),
            )
            name = seen.group("counted_over", who)
            rows.append(row(name, *counts, pct(shown(part.baseline)), pct(shown(part.package))))
    return Table(
        caption=f"Armoede in {seen.year}",
        unit="eenheid in de kolom",
        columns=(text("wie"), *numbers(*BEFORE_AFTER, "effect", *BEFORE_AFTER)),
        rows=tuple(rows),
        groups=(("duizend", 3), ("deel, %", 2)),
    )


def _inequality(seen: Seen) -> Table:
    """Gini and the ratio of the ninth to the first decile."""
    scale = "(0 is gelijk, 100 is alles bij één)"
    ginis = [seen.value("gini", dimension="counted_over", group=group) for group in ("households", "persons")]
    ratio = seen.value("p90_p10")
    wanted = (
        (f"Gini over huishoudens {scale}", ginis[0], 100.0),
        (f"Gini over personen {scale}", ginis[1], 100.0),
        ("hoogste 10% begint bij zoveel keer het einde van de laagste 10%", ratio, 1.0),
    )
    rows = [
        row(
            title,
            pct(factor * shown(found.baseline)),
            pct(factor * shown(found.package)),
            pct(factor * shown(found.difference), signed=True),
        )
        for title, found, factor in wanted
    ]
    return Table(
        caption=f"Ongelijkheid in {seen.year}",
        unit="gestandaardiseerd inkomen, eenheid in de rij",
        columns=(text("maat"), *numbers(*BEFORE_AFTER, "effect")),
        rows=tuple(rows),
    )


def _deciles(seen: Seen) -> Table:
    """Bounds of the tenths of standardised income."""
    rows: list[TableRow] = []
    for group in seen.groups("decile", "income_decile"):
        found = seen.value("decile", dimension="income_decile", group=group)
        cells = (pct(shown(found.baseline) / 1e3), pct(shown(found.package) / 1e3))
        rows.append(row(seen.group("income_decile", group), *cells, euros(shown(found.difference), signed=True)))
    return Table(
        caption=f"Grenzen van de inkomens in {seen.year}",
        unit=f"gestandaardiseerd inkomen per jaar, {seen.prices}",
        columns=(text("deel van de huishoudens"), *numbers(*BEFORE_AFTER, "effect")),
        rows=tuple(rows),
        groups=(("duizend euro", 2), ("euro", 1)),
    )


def pressure_part(seen: Seen) -> Part | None:
    """What is kept of extra wage; None when it was not computed."""
    if not seen.has("pressure_median"):
        return None
    high = f"{share(seen.about['pressure_high'])}%"
    rows = [_pressure_row(seen, "alle werkenden", {}, total=True)]
    for group in seen.groups("pressure_median", "household_type"):
        keys = {"dimension": "household_type", "group": group}
        rows.append(_pressure_row(seen, seen.group("household_type", group), keys, total=False))
    heads = (
        ("", 1), ("midden, % van het loon", 2), (f"druk boven {high}, % werkenden", 2), ("houdt niets over, %", 2),
    )  # fmt: skip
    return Part(
        key="pressure",
        title="Wat houdt iemand over van extra loon?",
        words=(
            (
                "De marginale druk is het deel van een klein beetje extra loon dat een huishouden niet overhoudt, door "
                "belasting, premies, en lagere toeslagen en bijstand."
            ),
        ),
        tables=(
            Table(
                caption=f"Marginale druk in {seen.year} naar soort huishouden",
                unit="% van het extra loon, en % van de werkenden",
                columns=(text("soort huishouden"), *numbers("duizend werkenden", *BEFORE_AFTER * 3)),
                rows=tuple(rows),
                groups=heads,
            ),
        ),
    )


def _pressure_row(seen: Seen, title: str, keys: dict[str, str], *, total: bool) -> TableRow:
    workers = shown(seen.value("pressure_workers", **keys).package)
    found = [seen.value(f"pressure_{name}", **keys) for name in ("median", "high_share", "full_share")]
    cells = [pct(shown(side)) for one in found for side in (one.baseline, one.package)]
    return row(title, thousands(workers), *cells, kind="total" if total else "")


def take_up_part(seen: Seen) -> Part:
    """Who does not ask for what they have a right to."""
    rows: list[TableRow] = []
    for name in TOESLAGEN:
        keys = {"dimension": "scheme", "group": name}
        missed, unused = seen.value("non_take_up", **keys), seen.value("unused", **keys)
        shares = (pct(shown(missed.baseline)), pct(shown(missed.package)))
        rows.append(row(seen.scheme(name), *shares, number(unused.baseline), number(unused.package)))
    return Part(
        key="take_up",
        title="Niet-gebruik",
        words=(
            (
                "Niet iedereen vraagt aan waar recht op is. Het model gaat uit van gepubliceerde percentages. Gaat een "
                "toeslag op in een andere regeling, dan is er geen recht meer op die toeslag, en staat er 0,0."
            ),
        ),
        tables=(
            Table(
                caption=f"Niet-gebruik van toeslagen in {seen.year}",
                unit=f"eenheid in de kolom, {seen.prices}",
                columns=(text("toeslag"), *numbers(*BEFORE_AFTER * 2)),
                rows=tuple(rows),
                groups=(("% van wie er recht op heeft", 2), ("blijft liggen, mld euro per jaar", 2)),
            ),
        ),
    )


def waiting_part(seen: Seen) -> Part | None:
    """Waiting for an assessment, and debts; None when it was not computed."""
    if not seen.has("wia_waiting"):
        return None
    year = int(seen.about["wia_price_level"])
    level = f"prijzen van {year}" if year else "prijspeil niet bekend"
    known: tuple[tuple[str, Callable[[float], str], str], ...] = (
        ("mensen die te lang wachten op een keuring voor de WIA, duizend", thousands, "wia_waiting"),
        ("van hen zonder voorschot, duizend", thousands, "wia_waiting_without_income"),
        ("WIA-uitkering die pas na de keuring komt, mln euro per jaar", number, "wia_late_income"),
        ("huishoudens met problematische schulden, duizend", thousands, "debts"),
        ("van hen met een schuld aan toeslagen die niet meer kan ontstaan, duizend", thousands, "debts_reached"),
    )
    rows: list[TableRow] = []
    for title, write, name in known:
        found = seen.value(name)
        rows.append(row(title, write(shown(found.baseline)), write(shown(found.package))))
    return Part(
        key="waiting",
        title="Wachten op een keuring, en schulden",
        words=(
            (
                "Dit komt niet uit de gemaakte bevolking, maar uit losse cijfers over de laatste jaren. Het is het "
                "meeste dat het pakket kan doen: niemand weet hoeveel mensen de lichte toets niet halen. Wat er met de "
                "andere schulden gebeurt, is niet berekend."
            ),
        ),
        tables=(
            Table(
                caption="Wachten op een keuring, en schulden",
                unit=f"eenheid in de rij, {level}",
                columns=(text("wat"), *numbers(*BEFORE_AFTER)),
                rows=tuple(rows),
            ),
        ),
    )


def labour_part(seen: Seen) -> Part | None:
    """The option on how much people work; None when it was not asked."""
    groups = seen.groups("labour_hours", "labour_group")
    if not groups:
        return None
    rows: list[TableRow] = []
    workers = balance = 0.0
    for group in groups:
        keys = {"dimension": "labour_group", "group": group}
        people = shown(seen.value("labour_workers", **keys).package)
        hours = shown(seen.value("labour_hours", **keys).difference)
        gain = shown(seen.value("labour_balance", **keys).difference)
        workers, balance = workers + people, balance + gain
        cells = (thousands(people), pct(hours, signed=True), number(gain, signed=True))
        rows.append(row(seen.group("labour_group", group), *cells))
    rows.append(row("samen", thousands(workers), "", number(balance, signed=True), kind="total"))
    left_out = shown(seen.value("labour_not_counted").package)
    heads = ("duizend werkenden", "verandering van de uren, %", "saldo van de overheid, mld euro")
    return Part(
        key="labour",
        title="Optie: werken mensen meer of minder?",
        words=(
            (
                "Dit is een optie, geen deel van de andere cijfers. Gerekend is met hoe groepen volgens onderzoek "
                "reageren als werken meer of minder oplevert; een deel van die cijfers is een aanname. Wie nu niet "
                f"werkt, telt niet mee; {thousands(left_out)} duizend werkenden ook niet, omdat werken hun nu niets "
                "oplevert."
            ),
        ),
        tables=(
            Table(
                caption=f"Optie arbeidsaanbod in {seen.year}: telt nergens anders mee",
                unit=f"per jaar, plus is meer uren en een beter saldo, {seen.prices}",
                columns=(text("groep"), *numbers(*heads)),
                rows=tuple(rows),
            ),
        ),
    )
