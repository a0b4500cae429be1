"""How complicated income support is for households and in the law, before and after the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bouwstenen.core.numbers import amount_of_people, count, exact, number
from bouwstenen.models.households.burden import TARIFF
from bouwstenen.models.households.complexity_file import KINDS, complexity_file
from bouwstenen.report.notice_part import Part, share
from bouwstenen.report.tables import Row, Table, numbers, text
from bouwstenen.report.words import CONCEPT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from bouwstenen.facts import Facts
    from bouwstenen.models.households.complexity import HouseholdComplexity
    from bouwstenen.models.households.complexity_change import Complexity
    from bouwstenen.models.households.complexity_file import Kind

_BEFORE_AFTER = ("zonder pakket", "met pakket")
_MEASURES = {
    "schemes": "regelingen",
    "desks": "loketten",
    "forms_start": "aanvragen om te beginnen",
    "forms_per_year": "formulieren per jaar",
    "payment_dates": "betaaldagen per maand",
}
_MOST = 3
"""From this number on households are taken together."""


def complexity_part(found: Complexity, facts: Facts, year: int) -> Part:
    """The part on complexity and regulatory burden."""
    return Part(
        id="ingewikkeld",
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
            *_burden_words(found, facts, year),
        ),
        tables=(per_household(found, year), in_the_law(found, year)),
        folded=(by_number(found, year), concepts(found, year), schemes(found, year)),
    )


def per_household(found: Complexity, year: int) -> Table:
    """Means over households of what they meet."""
    rows = [
        Row((title, *_change(mean(found, before), mean(found, after))))
        for title, before, after in pairs(*found.households)
    ]
    return Table(
        f"Wat een huishouden tegenkomt in {year}, gemiddeld over alle huishoudens",
        "aantal per huishouden",
        (text("wat"), *numbers(*_BEFORE_AFTER, "verschil")),
        tuple(rows),
    )


def by_number(found: Complexity, year: int) -> Table:
    """Share of households with none, one, two, and more."""
    rows = [
        Row((title, *(share(part) for values in sides for part in _parts(found, values))))
        for title, *sides in pairs(*found.households)
    ]
    heads = [str(n) for n in range(_MOST)] + [f"{_MOST} of meer"]
    return Table(
        f"Huishoudens naar aantal in {year}; delen van een betaaldag naar boven afgerond",
        "% van de huishoudens",
        (text("wat"), *numbers(*heads, *heads)),
        tuple(rows),
        tuple((side, len(heads)) for side in _BEFORE_AFTER),
    )


def in_the_law(found: Complexity, year: int) -> Table:
    """Distinct concepts and schemes in the whole law."""
    before, after = found.laws
    counts = [("regelingen", len(before.schemes), len(after.schemes))]
    counts += [(CONCEPT_KINDS[kind], len(before.distinct(kind)), len(after.distinct(kind))) for kind in KINDS]
    rows = [
        Row((title, count(one), count(two), amount_of_people(float(two - one), signed=True)))
        for title, one, two in counts
    ]
    return Table(
        f"Verschillende begrippen in de hele wet, {year}",
        "aantal",
        (text("wat"), *numbers(*_BEFORE_AFTER, "verschil")),
        tuple(rows),
    )


def concepts(found: Complexity, year: int) -> Table:
    """Every concept with the number of schemes that test it."""
    rows: list[Row] = []
    for kind, known in complexity_file().concepts.items():
        rows.append(Row((CONCEPT_KINDS[kind],), kind="group"))
        for name, concept in known.items():
            uses = [sum(name in s.concepts[kind] for s in law.schemes.values()) for law in found.laws]
            if any(uses):
                rows.append(Row((concept.title, *(count(n) for n in uses))))
    return Table(
        f"Elk begrip, en hoeveel regelingen het toetsen in {year}",
        "aantal regelingen",
        (text("begrip"), *numbers(*_BEFORE_AFTER)),
        tuple(rows),
    )


def schemes(found: Complexity, year: int) -> Table:
    """Every scheme: desk, forms, and the size of its rules and concepts before and after."""
    before, after = (law.schemes for law in found.laws)
    desks = complexity_file().desks
    rows: list[Row] = []
    for name in dict.fromkeys((*before, *after)):
        one = before.get(name) or after[name]
        sides = [law.get(name) for law in (before, after)]
        tested = [count(sum(len(s.concepts[kind]) for kind in KINDS)) if s else "" for s in sides]
        rules = [count(s.own_rules) if s else "" for s in sides]
        forms = (count(one.forms_start), count(one.forms_per_year))
        rows.append(Row((one.title, *forms, *tested, *rules, desks[one.desk].title)))
    return Table(
        f"Elke regeling in {year}: formulieren, begrippen en regels",
        "aantal; leeg is er niet",
        (text("regeling"), *numbers("om te beginnen", "per jaar", *_BEFORE_AFTER * 2), text("loket")),
        tuple(rows),
        (("formulieren", 2), ("getoetste begrippen", 2), ("eigen rekenregels", 2), ("", 1)),
    )


def mean(found: Complexity, values: NDArray[np.float64] | NDArray[np.int64]) -> float:
    """Weighted mean over households."""
    return float(np.average(values, weights=found.weight))


Pair = tuple[str, "NDArray[np.float64] | NDArray[np.int64]", "NDArray[np.float64] | NDArray[np.int64]"]
"""Title, and a value per household before and after."""


def pairs(before: HouseholdComplexity, after: HouseholdComplexity) -> Iterator[Pair]:
    """Title, and what each household meets before and after, for every count."""
    for name, title in _MEASURES.items():
        yield title, getattr(before, name), getattr(after, name)
    kinds: tuple[Kind, ...] = KINDS
    for kind in kinds:
        if kind in before.concepts and kind in after.concepts:
            yield CONCEPT_KINDS[kind], before.concepts[kind], after.concepts[kind]


def _parts(found: Complexity, values: NDArray[np.float64] | NDArray[np.int64]) -> list[float]:
    whole = np.minimum(np.ceil(values), _MOST)
    return [float(np.average(whole == n, weights=found.weight)) for n in range(_MOST + 1)]


def _change(one: float, two: float) -> tuple[str, str, str]:
    return number(one), number(two), number(two - one, signed=True)


def _burden_words(found: Complexity, facts: Facts, year: int) -> tuple[str, ...]:
    """What forms cost households in time, as far as minutes are known, and which schemes have none."""
    before, after = found.burdens
    schemes_ = {**found.laws[0].schemes, **found.laws[1].schemes}

    def titles(names: tuple[str, ...]) -> str:
        return ", ".join(schemes_[name].title if name in schemes_ else name.replace("_", " ") for name in names)

    said: list[str] = []
    if not before.computed:
        said.append(
            "De regeldruk in uren is niet berekend: van geen regeling is bekend hoeveel minuten een formulier kost."
        )
    else:
        hours = [float(found.weight @ burden.hours) / 1e6 for burden in (before, after)]
        said.append(
            f"Regeldruk in {year}, alleen voor {titles(before.computed)}: {number(hours[0])} miljoen uur per jaar "
            f"zonder en {number(hours[1])} miljoen uur met pakket."
        )
        said += _burden_euros(found, facts)
    missing = tuple(dict.fromkeys((*before.not_computed, *after.not_computed)))
    if missing:
        said.append(f"Zonder cijfer voor de minuten, en dus niet in de regeldruk: {titles(missing)}.")
    return tuple(said)


def _burden_euros(found: Complexity, facts: Facts) -> list[str]:
    """The same hours at the tariff; nothing without one."""
    before, after = (burden.euros for burden in found.burdens)
    figure = facts.values.get(TARIFF)
    if before is None or after is None or figure is None:
        return ["In euro's is de regeldruk niet berekend: het tarief per uur ontbreekt."]
    one, two = (number(float(found.weight @ values) / 1e6) for values in (before, after))
    tariff = exact(figure.value)
    level = figure.price_level or figure.year
    return [
        f"Tegen een tarief van {tariff} euro per uur (prijzen van {level}) is dat {one} en {two} miljoen euro per jaar."
    ]
