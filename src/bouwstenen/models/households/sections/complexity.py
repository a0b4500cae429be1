"""How complicated income support is for households and in the law, before and after the package."""

from __future__ import annotations

from typing import Any, Final

from bouwstenen.core.numbers import NOTHING, amount_of_people, count, exact, number
from bouwstenen.models.households.sections.seen import BEFORE_AFTER, SIDES, Seen, shown
from bouwstenen.views import Part, Table, TableRow, numbers, row, text
from bouwstenen.views.amounts import share

KINDS: Final = ("income", "partner", "wealth", "household")
_COUNTS = ("schemes", "desks", "forms_start", "forms_per_year", "payment_dates")
_MOST = 3
"""From this number on households are taken together."""


def complexity_part(seen: Seen) -> Part | None:
    """The part on complexity and regulatory burden; None when it was not counted."""
    if seen.table("complexity_schemes") is None:
        return None
    return Part(
        key="complexity",
        title="Hoe ingewikkeld is het?",
        words=(
            (
                "Dit is geteld in de regels van de wet zelf: welke regelingen een huishouden nu krijgt, bij welk "
                "loket, en welke begrippen van inkomen, partner, vermogen en huishouden daarvoor worden getoetst."
            ),
            (
                "Loketten, formulieren en betaaldagen staan niet in de rekenregels; die zijn per regeling opgezocht. "
                "Met het pakket wordt geteld met dezelfde gebruikers als nu."
            ),
            *_burden_words(seen),
        ),
        tables=(_per_household(seen), _in_the_law(seen)),
        folded=(_by_number(seen), _concepts(seen), _schemes(seen), _tested(seen), _for_people(seen)),
    )


def _rows(seen: Seen, name: str) -> list[dict[str, Any]]:
    found = seen.table(name)
    return [] if found is None else found.to_dicts()


def _per_household(seen: Seen) -> Table:
    """Means over households of what they meet."""
    rows: list[TableRow] = []
    for name in (*_COUNTS, *KINDS):
        where = {"dimension": "concept_kind", "group": name} if name in KINDS else {}
        found = seen.value("complexity.concepts" if where else f"complexity.{name}", **where)
        ends = (number(found.baseline), number(found.package), number(found.difference, signed=True))
        rows.append(row(seen.say(f"households.met.{name}"), *ends))
    return Table(
        caption=f"Wat een huishouden tegenkomt in {seen.year}, gemiddeld over alle huishoudens",
        unit="aantal per huishouden",
        columns=(text("wat"), *numbers(*BEFORE_AFTER, "verschil")),
        rows=tuple(rows),
    )


def _by_number(seen: Seen) -> Table:
    """Share of households with none, one, two, and more."""
    shares = {(one["met"], one["side"], one["number"]): one["share"] for one in _rows(seen, "complexity_numbers")}
    rows = [
        row(
            seen.say(f"households.met.{name}"),
            *(share(shares[name, side, n]) for side in SIDES for n in range(_MOST + 1)),
        )
        for name in (*_COUNTS, *KINDS)
    ]
    heads = [str(n) for n in range(_MOST)] + [f"{_MOST} of meer"]
    return Table(
        caption=f"Huishoudens naar aantal in {seen.year}; delen van een betaaldag naar boven afgerond",
        unit="% van de huishoudens",
        columns=(text("wat"), *numbers(*heads, *heads)),
        rows=tuple(rows),
        groups=tuple((side, len(heads)) for side in BEFORE_AFTER),
    )


def _in_the_law(seen: Seen) -> Table:
    """Distinct concepts and schemes in the whole law."""
    found = [("regelingen", seen.value("complexity.law_schemes"))]
    for kind in KINDS:
        value = seen.value("complexity.law_concepts", dimension="concept_kind", group=kind)
        found.append((seen.group("concept_kind", kind), value))
    rows = [
        row(
            title,
            amount_of_people(shown(value.baseline)),
            amount_of_people(shown(value.package)),
            amount_of_people(shown(value.difference), signed=True),
        )
        for title, value in found
    ]
    return Table(
        caption=f"Verschillende begrippen in de hele wet, {seen.year}",
        unit="aantal",
        columns=(text("wat"), *numbers(*BEFORE_AFTER, "verschil")),
        rows=tuple(rows),
    )


def _concepts(seen: Seen) -> Table:
    """Every concept with the number of schemes that test it."""
    rows: list[TableRow] = []
    last = ""
    for one in _rows(seen, "complexity_concepts"):
        if one["kind"] != last:
            last = one["kind"]
            rows.append(row(seen.group("concept_kind", last), kind="group"))
        if any(one[side] for side in SIDES):
            rows.append(row(one["title"], *(count(one[side]) for side in SIDES)))
    return Table(
        caption=f"Elk begrip, en hoeveel regelingen het toetsen in {seen.year}",
        unit="aantal regelingen",
        columns=(text("begrip"), *numbers(*BEFORE_AFTER)),
        rows=tuple(rows),
    )


def _title(one: dict[str, Any]) -> str:
    """A scheme; one that is on one side only says so."""
    gone, new = one["rules_package"] is None, one["rules_baseline"] is None
    return one["title"] + (" (vervalt)" if gone else " (nieuw)" if new else "")


def _cells(one: dict[str, Any], name: str) -> tuple[str, str]:
    before, after = (one[f"{name}_{side}"] for side in SIDES)
    return ("" if before is None else count(before)), ("" if after is None else count(after))


def _schemes(seen: Seen) -> Table:
    """Every scheme: what it is made of in the law, and what it asks of people itself."""
    found = _rows(seen, "complexity_schemes")
    names = ("rules", "parameters", "own_rules", "own_inputs")
    rows = [row(_title(one), *(cell for name in names for cell in _cells(one, name))) for one in found]
    return Table(
        caption=f"Elke regeling in de wet van {seen.year}: rekenregels, waarden en eigen vragen",
        unit="aantal; leeg is er niet; waarden zijn bedragen, grenzen en percentages",
        columns=(text("regeling"), *numbers(*BEFORE_AFTER * len(names))),
        rows=tuple(rows),
        groups=(("rekenregels", 2), ("waarden", 2), ("eigen rekenregels", 2), ("eigen vragen", 2)),
    )


def _tested(seen: Seen) -> Table:
    """How many concepts each scheme tests."""
    rows = [
        row(_title(one), *(cell for kind in KINDS for cell in _cells(one, f"tested_{kind}")))
        for one in _rows(seen, "complexity_schemes")
    ]
    return Table(
        caption=f"Hoeveel begrippen elke regeling toetst in {seen.year}",
        unit="aantal; leeg is er niet",
        columns=(text("regeling"), *numbers(*BEFORE_AFTER * len(KINDS))),
        rows=tuple(rows),
        groups=tuple((seen.group("concept_kind", kind).removeprefix("begrippen van "), 2) for kind in KINDS),
    )


def _for_people(seen: Seen) -> Table:
    """Desk, forms and payments of every scheme."""
    rows = [
        row(
            _title(one),
            count(one["forms_start"]),
            count(one["forms_per_year"]),
            count(one["payments_per_year"]) if one["payments_per_year"] else "met loon",
            NOTHING if one["payment_day"] is None else count(one["payment_day"]),
            one["desk"],
        )
        for one in _rows(seen, "complexity_schemes")
    ]
    return Table(
        caption=f"Elke regeling voor mensen in {seen.year}: formulieren, betalingen en loket",
        unit="aantal",
        columns=(text("regeling"), *numbers("om te beginnen", "per jaar", "per jaar", "dag"), text("loket")),
        rows=tuple(rows),
        groups=(("formulieren", 2), ("betalingen", 2), ("", 1)),
    )


def _burden_words(seen: Seen) -> tuple[str, ...]:
    """What forms cost households in time, as far as minutes are known, and which schemes have none."""
    found = _rows(seen, "burden")
    known = {side: [one for one in found if one["known"] and one["side"] == side] for side in SIDES}
    said: list[str] = []
    if not known["baseline"]:
        said.append(
            "De regeldruk in uren is niet berekend: van geen regeling is bekend hoeveel minuten een formulier kost."
        )
    else:
        before, after = (known[side][0]["m_hours"] if known[side] else 0.0 for side in SIDES)
        titles = ", ".join(one["title"] for one in known["baseline"])
        said.append(
            f"Regeldruk in {seen.year}, alleen voor {titles}: {number(before)} miljoen uur per jaar "
            f"zonder en {number(after)} miljoen uur met pakket."
        )
        said.append(_burden_euros(seen, known))
    missing = dict.fromkeys(one["title"] for one in found if not one["known"])
    if missing:
        said.append(f"Zonder cijfer voor de minuten, en dus niet in de regeldruk: {', '.join(missing)}.")
    return tuple(said)


def _burden_euros(seen: Seen, known: dict[str, list[dict[str, Any]]]) -> str:
    """The same hours at the tariff; nothing without one."""
    tariff = seen.about["tariff"]
    if not tariff or known["baseline"][0]["m_eur"] is None:
        return "In euro's is de regeldruk niet berekend: het tarief per uur ontbreekt."
    before, after = (known[side][0]["m_eur"] if known[side] else 0.0 for side in SIDES)
    level = seen.about["tariff_price_level"]
    return (
        f"Tegen een tarief van {exact(tariff)} euro per uur (prijzen van {level}) is dat {number(before)} en "
        f"{number(after)} miljoen euro per jaar."
    )
